package main

import (
	"errors"
	"slices"
	"time"
	"unicode/utf8"
)

// plainStatus is the page's entity as one writes it by hand. It does not tell
// what is missing from what is empty.
type plainStatus struct {
	ODataType            string    `json:"@odata.type,omitempty"`
	ID                   string    `json:"id,omitempty"`
	UserDisplayName      string    `json:"userDisplayName"`
	DevicesCount         int32     `json:"devicesCount"`
	Status               string    `json:"status"`
	LastReportedDateTime time.Time `json:"lastReportedDateTime"`
	UserPrincipalName    string    `json:"userPrincipalName"`
}

// plainPage is a page of entities.
type plainPage struct {
	ODataContext  string        `json:"@odata.context,omitempty"`
	ODataNextLink string        `json:"@odata.nextLink,omitempty"`
	Value         []plainStatus `json:"value"`
}

var statuses = []string{"unknown", "notApplicable", "compliant", "remediated", "nonCompliant", "error", "conflict"}

// validate checks what the description says of the entity.
func (v *plainStatus) validate() error {
	switch {
	case v.ODataType != "" && v.ODataType != "#microsoft.graph.deviceComplianceUserStatus":
		return errors.New("@odata.type is another type's")
	case utf8.RuneCountInString(v.ID) > 128:
		return errors.New("id has more than 128 characters")
	case v.DevicesCount < 0:
		return errors.New("devicesCount is negative")
	case !slices.Contains(statuses, v.Status):
		return errors.New("status is none of the values described")
	}
	return nil
}
