package oracle

import (
	"maps"
	"slices"
	"strconv"
	"strings"
)

// text is a JSON string of n characters.
func text(n int, of string) string { return strconv.Quote(strings.Repeat(of, n)) }

var strings4 = []string{`""`, `"x"`, `"\n\t\"\\ é 名 😀"`, `null`, `1`, `true`, `[]`, `{}`, `"\ud83d\ude00"`}

// entityValues are values for the properties of deviceComplianceUserStatus,
// good and bad ones; the first of each is good.
var entityValues = map[string][]string{
	"@odata.type": append([]string{`"#microsoft.graph.deviceComplianceUserStatus"`, `"#microsoft.graph.user"`}, strings4...),
	"id": append([]string{`"a0b566cd"`, text(1, "é"), text(128, "a"), text(128, "é"), text(129, "a"), text(128, "😀"), text(129, "😀")},
		strings4...),
	"userDisplayName": append([]string{`"User Display Name value"`}, strings4...),
	"devicesCount": {`12`, `0`, `-0`, `-1`, `2147483647`, `2147483648`, `-2147483649`, `1.0`, `1.5`, `1e2`, `12e-1`, `120e-1`, `0.0`, `1e10`,
		`null`, `"12"`, `true`, `[12]`, `{}`},
	"status": append([]string{`"notApplicable"`, `"unknown"`, `"conflict"`, `"notAssigned"`, `"NotApplicable"`}, strings4...),
	"lastReportedDateTime": append([]string{`"2017-01-01T00:00:17.7769392-08:00"`, `"2017-01-01T00:00:17Z"`, `"2017-01-01T00:00:17+00:00"`,
		`"2017-13-01T00:00:17Z"`, `"2017-01-32T00:00:17Z"`, `"2017-01-01T24:00:17Z"`, `"2017-01-01T00:60:17Z"`, `"2017-01-01"`, `"2017-01-01T00:00:17"`,
		`"2017-01-01 00:00:17Z"`, `"2017-01-01T00:00:17.Z"`, `"2017-01-01T00:00:17.123456789012Z"`, `"2017-01-01T00:00:17-0800"`}, strings4...),
	"userPrincipalName": append([]string{`"User Principal Name value"`}, strings4...),
	"unknown":           {`1`, `{"a":[1,2,{"b":null}]}`, `null`},
}

var errorValues = map[string][]string{
	"error": {
		`{"code":"c","message":"m"}`, `{"message":"m","code":"c","target":null}`, `{"code":"c"}`, `{}`, `null`, `[]`, `"x"`,
		`{"code":"c","message":"m","details":[]}`, `{"code":"c","message":"m","details":null}`,
		`{"code":"c","message":"m","details":[{"code":"c","message":"m"},{"code":"c"}]}`,
		`{"code":"c","message":"m","details":[{"message":"m","code":"c","target":"t"},null]}`,
		`{"code":"c","message":"m","innerError":{"request-id":"r","more":[1]}}`, `{"code":"c","message":"m","innerError":{"date":1}}`,
		`{"code":1,"message":"m"}`, `{"code":null,"message":"m"}`,
	},
	"more": {`1`, `[]`},
}

var pageValues = map[string][]string{
	"value": {
		`[]`, `[{}]`, `null`, `{}`, `[null]`, `[{"id":"a"},{"devicesCount":-1}]`, `[{"devicesCount":1,"id":"a"},{"id":""}]`, `[[]]`, `[1]`,
	},
	"@odata.count":    {`1`, `0`, `-1`, `9007199254740991`, `1.5`, `null`, `"1"`},
	"@odata.nextLink": {`"https://example.com/"`, `null`, `1`},
	"@odata.context":  {`"https://example.com/"`, `null`, `1`},
}

func sortedKeys(m map[string][]string) []string { return slices.Sorted(maps.Keys(m)) }

func without(m map[string][]string, name string) map[string][]string {
	m = maps.Clone(m)
	delete(m, name)
	return m
}
