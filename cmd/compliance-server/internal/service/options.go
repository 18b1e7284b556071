package service

import (
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"example.com/burin/cmd/compliance-server/internal/store"
	api "example.com/burin/generated/devicecompliance"
)

// onlyOptions refuses query options that are not among the known: a service
// must reject what it does not support (OData URL Conventions 4.01, section
// 5.1), and a misspelt option would otherwise be lost.
func onlyOptions(rawQuery string, known []string) error {
	values, err := url.ParseQuery(rawQuery)
	if err != nil {
		return api.NewError(http.StatusBadRequest, "", "the query must be percent-encoded: "+err.Error(), "")
	}
	for _, name := range slices.Sorted(maps.Keys(values)) {
		if slices.Contains(known, name) {
			continue
		}
		message := "there is no such query option here: "
		if len(known) == 0 {
			message += "this operation has none"
		} else {
			message += "this operation has " + strings.Join(known, ", ")
		}
		return api.NewError(http.StatusBadRequest, "", message, name)
	}
	return nil
}

// parseSelect reads the names of a $select; nil stands for all.
func parseSelect(option api.Opt[[]string]) ([]string, error) {
	items, ok := option.Get()
	if !ok {
		return nil, nil
	}
	names := make([]string, len(items))
	for i, item := range items {
		names[i] = strings.Trim(item, " \t")
		if !store.Entity.Has(names[i]) {
			return nil, api.NewError(http.StatusBadRequest, "", names[i]+" is not a property of "+store.Entity.Name, "$select")
		}
	}
	return names, nil
}

// project leaves out what was not selected; nil stands for all.
func project(status *api.DeviceComplianceUserStatus, names []string) {
	if names == nil {
		return
	}
	all := *status
	*status = api.DeviceComplianceUserStatus{}
	for _, name := range names {
		switch name {
		case "id":
			status.ID = all.ID
		case "userDisplayName":
			status.UserDisplayName = all.UserDisplayName
		case "devicesCount":
			status.DevicesCount = all.DevicesCount
		case "status":
			status.Status = all.Status
		case "lastReportedDateTime":
			status.LastReportedDateTime = all.LastReportedDateTime
		case "userPrincipalName":
			status.UserPrincipalName = all.UserPrincipalName
		}
	}
}
