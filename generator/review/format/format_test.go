package format_test

import (
	"bytes"
	"encoding/json"
	"testing"
	"time"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"example.com/burin/generator/review"
	"example.com/burin/generator/review/format"
	"example.com/burin/generator/source"
)

func sample() format.Review {
	until := time.Date(2199, 12, 31, 0, 0, 0, 0, time.UTC)
	return format.Review{Old: "old.yaml", New: "new.yaml", Passed: []string{"apidiff did not look: there is no Go"}, Changes: []review.Change{
		{Rule: "type-changed", Of: "property pet.<b>|*", Title: "type changed", Old: source.Pos{File: "old,1.yaml", Line: 3, Column: 5},
			New: source.Pos{File: "new%.yaml", Line: 4, Column: 5}, Was: "string", Is: "a\nb", Breaks: review.ClientCode | review.ServerRun,
			Reason: "the JSON is another", Spec: "RFC 8259", Source: review.Model,
			Seconds: []review.Second{{Source: review.OASDiff, Rule: "response-property-type-changed", Text: "error: the type changed"}}},
		{Rule: "property-removed", Of: "property pet.age", Title: "property removed", Old: source.Pos{File: "old.yaml", Line: 9, Column: 1},
			Was: "int32", Breaks: review.ClientRun, Reason: "it is gone", Source: review.Model,
			Entry: &review.Allowance{Reason: "nobody reads it", Until: until}},
		{Rule: "doc-changed", Of: "type pet", Title: "documentation changed", Old: source.Pos{File: "old.yaml"}, New: source.Pos{File: "new.yaml"},
			Reason: "words alone", Source: review.Model},
	}}
}

// TestJSONKeepsItsPromise holds the JSON to the schema that is documented.
func TestJSONKeepsItsPromise(t *testing.T) {
	schema, err := jsonschema.NewCompiler().Compile("../../../docs/review.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range []format.Review{sample(), {Old: "a", New: "b"}} {
		var out bytes.Buffer
		if err := format.Write(&out, "json", r, format.Options{}); err != nil {
			t.Fatal(err)
		}
		value, err := jsonschema.UnmarshalJSON(&out)
		if err != nil {
			t.Fatal(err)
		}
		if err := schema.Validate(value); err != nil {
			t.Error(err)
		}
	}
}

func TestFormats(t *testing.T) {
	for _, test := range []struct {
		format, want string
		color        bool
	}{
		{"text", "property pet.<b>|*: type changed (string → a b)\n      old,1.yaml:3:5 → new%.yaml:4:5 [type-changed: model, oasdiff]\n" +
			"      breaks client code, server at run time: the JSON is another (RFC 8259)\n", false},
		{"text", "\x1b[31mproperty pet.<b>|*: type changed (string → a b)\x1b[0m\n", true},
		{"text", "      allowed until 2199-12-31: nobody reads it\n", false},
		{"text", "\napidiff did not look: there is no Go\n", false},
		{"markdown", "| property pet.&lt;b&gt;\\|\\* | type changed<br>string → a b | client code, server at run time<br>the JSON is another (RFC 8259) |", false},
		{"annotations", "::error file=new%25.yaml,line=4,col=5,title=type-changed::property pet.<b>|*: type changed (string → a b); " +
			"breaks client code, server at run time: the JSON is another (RFC 8259)\n", false},
		{"annotations", "::warning file=old.yaml,line=9,col=1,title=property-removed::", false},
		{"annotations", "::notice file=new.yaml,title=doc-changed::type pet: documentation changed\n", false},
	} {
		var out bytes.Buffer
		if err := format.Write(&out, test.format, sample(), format.Options{Color: test.color}); err != nil {
			t.Fatal(err)
		}
		if !bytes.Contains(out.Bytes(), []byte(test.want)) {
			t.Errorf("%s has no %q:\n%s", test.format, test.want, &out)
		}
	}
}

func TestSARIF(t *testing.T) {
	var out bytes.Buffer
	if err := format.Write(&out, "sarif", sample(), format.Options{}); err != nil {
		t.Fatal(err)
	}
	var log struct {
		Version string
		Runs    []struct {
			Results []struct {
				RuleID, Level string
				Suppressions  []struct{ Kind, Justification string }
			}
		}
	}
	if err := json.Unmarshal(out.Bytes(), &log); err != nil {
		t.Fatal(err)
	}
	results := log.Runs[0].Results
	if log.Version != "2.1.0" || len(results) != 3 || results[0].Level != "error" || results[1].Level != "warning" ||
		results[2].Level != "note" || len(results[1].Suppressions) != 1 {
		t.Errorf("%+v", log)
	}
}
