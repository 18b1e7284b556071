package gonames

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestExported(t *testing.T) {
	cases := map[string]string{
		"deviceComplianceUserStatus": "DeviceComplianceUserStatus",
		"@odata.type":                "ODataType",
		"odataError":                 "ODataError",
		"@odata.nextLink":            "ODataNextLink",
		"id":                         "ID",
		"userIds":                    "UserIDs",
		"client-request-id":          "ClientRequestID",
		"HTTPServer":                 "HTTPServer",
		"httpServer":                 "HTTPServer",
		"$orderby":                   "Orderby",
		"+1":                         "Plus1",
		"-1":                         "Minus1",
		"x-y":                        "XY",
		"v1.0":                       "V10",
		"3d":                         "X3d",
		"名前":                         "X名前",
		"straße":                     "Straße",
		"":                           "X",
		"<=":                         "LessEqual",
		"snake_case_url":             "SnakeCaseURL",
	}
	for name, want := range cases {
		if diff := cmp.Diff(want, exported(split(name))); diff != "" {
			t.Errorf("%q: %s", name, diff)
		}
	}
}

func TestArgument(t *testing.T) {
	cases := map[string]string{
		"deviceCompliancePolicyId": "deviceCompliancePolicyID",
		"id":                       "id",
		"ID":                       "id",
		"type":                     "typeValue",
		"string":                   "stringValue",
		"2fa":                      "x2fa",
	}
	for name, want := range cases {
		if diff := cmp.Diff(want, argument(split(name))); diff != "" {
			t.Errorf("%q: %s", name, diff)
		}
	}
}
