package templates

// status is a type as the generator writes them.
type status string

func (s status) IsKnown() bool {
	switch s {
	case "unknown", "notApplicable", "compliant", "remediated", "nonCompliant", "error", "conflict":
		return true
	}
	return false
}

type entity struct {
	ODataType            Opt[string]
	ID                   Opt[string]
	UserDisplayName      Opt[string]
	DevicesCount         Opt[int32]
	Status               Opt[status]
	LastReportedDateTime Opt[DateTime]
	UserPrincipalName    Opt[string]
}

func (*entity) alloc() object { return new(entity) }

func (v *entity) walk(w *walker) {
	opt(w, `"@odata.type":`, &v.ODataType, asString).oneOf("#microsoft.graph.deviceComplianceUserStatus")
	opt(w, `"id":`, &v.ID, asString).minLength(1).maxLength(128)
	opt(w, `"userDisplayName":`, &v.UserDisplayName, asString).nullable()
	opt(w, `"devicesCount":`, &v.DevicesCount, asInt32).minimum(0)
	opt(w, `"status":`, &v.Status, asEnum)
	opt(w, `"lastReportedDateTime":`, &v.LastReportedDateTime, asDateTime)
	opt(w, `"userPrincipalName":`, &v.UserPrincipalName, asString).nullable()
	w.closeType()
}
