package csdl

import (
	"strings"
	"testing"
)

// TestConditionsThatAreNotJudged: what a condition has beyond comparisons of the
// object's own values is told, with the reason.
func TestConditionsThatAreNotJudged(t *testing.T) {
	for condition, want := range map[string]string{
		`{"$Le":[{"$Path":"n"},3]}`: "",
		`{"$Path":"b"}`:             "",
		`{"$And":[{"$Eq":[{"$Path":"s"},"x"]},{"$Not":{"$Path":"b"}}]}`: "",
		`{"$Gt":[{"$Path":"t"},"2024-01-01T00:00:00Z"]}`:                "",
		`{"$Path":"n"}`:                                     "n is not true or false",
		`{"$Le":[{"$Path":"x"},3]}`:                         "x is no property of all",
		`{"$Le":[{"$Path":"n"},{"$Path":"s"}]}`:             "it compares what is not of one sort",
		`{"$Gt":[{"$Path":"b"},true]}`:                      "its values have no order",
		`{"$Gt":[{"$Path":"d"},{"$Path":"d"}]}`:             "d is of a type whose values are not compared",
		`{"$Le":[1,3]}`:                                     "",
		`{"$Eq":["a","b"]}`:                                 "it compares no property",
		`{"$Le":[{"$Path":"n"}]}`:                           "Le has another number of operands",
		`{"$Le":[{"$Add":[{"$Path":"n"},1]},3]}`:            "it compares other than properties and constants",
		`{"$Apply":[1],"$Function":"odata.matchesPattern"}`: "its condition has an expression other than comparisons, And, Or and Not",
		`true`: "its condition has an expression other than comparisons, And, Or and Not",
	} {
		text := `{"$Version":"4.01","$Reference":{"https://x/Org.OData.Validation.V1.json":{"$Include":[{"$Namespace":"Org.OData.Validation.V1","$Alias":"Validation"}]}},
"s":{"all":{"$Kind":"ComplexType","n":{"$Type":"Edm.Int32"},"s":{},"b":{"$Type":"Edm.Boolean"},"t":{"$Type":"Edm.DateTimeOffset"},"d":{"$Type":"Edm.Duration"},
"@Validation.Constraint":{"FailureMessage":"no","Condition":` + condition + `}}}}`
		api, err := Parse("csdl.json", []byte(text), Options{})
		if err != nil {
			t.Errorf("%s: %v", condition, err)
			continue
		}
		got := ""
		for _, note := range api.Unused {
			got += note.Text
		}
		if _, reason, _ := strings.Cut(got, "is not used: "); reason != want {
			t.Errorf("%s: %q, want %q", condition, reason, want)
		}
		if checks := len(api.Types[0].Checks); (checks == 1) != (want == "") {
			t.Errorf("%s: %d checks", condition, checks)
		}
	}
}
