package oracle

import (
	"encoding/json"
	"testing"

	"example.com/burin/generated/features/csdltypes"
)

// TestTypesOfCSDL reads documents, and writes them as they were.
func TestTypesOfCSDL(t *testing.T) {
	for _, document := range []string{
		`{"id":"p","skills":"feed,heal","shift":"dusk","shifts":["day"],"birds":[{"@odata.type":"#zoo.penguin","id":"1","wings":2,"bird":true,"more":[1.50]},{"id":"2"}]}`,
		`{"id":"p","skills":"all"}`, `{"id":"p","skills":"none"}`, `{"id":"p","skills":"clean,8"}`,
		`{"id":"p","birds":[{"@odata.type":"#zoo.owl","id":"1","eyes":{"left":1}}]}`,
	} {
		var v csdltypes.Person
		compare(t, csdltypes.DecodeJSON([]byte(document), &v), nil)
		text, err := csdltypes.AppendJSON(nil, &v)
		compare(t, err, nil)
		compare(t, string(text), document)
	}
	for _, document := range []string{
		`{"binary":"_-8","boolean":true,"byte":255,"date":"2024-02-29","moment":"2024-02-29T00:00:00.123Z","decimal":999.99,"double":"-INF","duration":"P1DT0.5S","guid":"F81d4fae-7dec-11d0-a765-00a0c91e6bf6","int16":-32768,"int32":-2147483648,"int64":-9223372036854775808,"sbyte":-128,"single":"NaN","string":"abc","time":"23:59:59.999","untyped":{"a":[null]},"place":{"type":"Point","coordinates":[1.0,2]},"holes":[1,null,2],"tags":{"a":1}}`,
		`{"string":null,"untyped":null,"half":0.5}`,
	} {
		var v csdltypes.Kinds
		compare(t, csdltypes.DecodeValid([]byte(document), &v), nil)
		compare(t, v.Validate(), nil)
		text, err := csdltypes.AppendJSON(nil, &v)
		compare(t, err, nil)
		compare(t, string(text), document)
	}
}

// TestRulesOfCSDL holds what is refused, in one pass and by Validate.
func TestRulesOfCSDL(t *testing.T) {
	for document, want := range map[string]string{
		`{"binary":"AAAAAAA="}`:                  "/binary: must have at most 4 bytes",
		`{"moment":"2024-01-01T00:00:00.1234Z"}`: "/moment: must have at most 3 digits in the fraction of a second",
		`{"decimal":1000.00}`:                    "",
		`{"decimal":100000}`:                     "/decimal: must have at most 5 digits",
		`{"decimal":0.001}`:                      "/decimal: must have at most 2 digits after the point",
		`{"string":"ABC"}`:                       `/string: must match "^[a-z]*$"`,
		`{"half":-0.5}`:                          "/half: must be at least 0",
		`{"surplus":1}`:                          "/surplus: is not a property of this type",
		`{"stream@odata.mediaReadLink":"x"}`:     "",
	} {
		var v csdltypes.Kinds
		got := ""
		if err := csdltypes.DecodeValid([]byte(document), &v); err != nil {
			got = err.Error()
		}
		compare(t, got, want)
	}
}

// TestPolymorphismOfCSDL uses what is generated as a caller would.
func TestPolymorphismOfCSDL(t *testing.T) {
	p := csdltypes.Person{ID: csdltypes.Some("k"), Skills: csdltypes.Some(csdltypes.SkillsFeed | csdltypes.SkillsHeal)}
	penguin := &csdltypes.Penguin{Bird: csdltypes.Bird{Wings: csdltypes.Some[int16](2)}}
	penguin.Name = csdltypes.Some("Pingu")
	p.Birds = []csdltypes.AnyBird{penguin, &csdltypes.Bird{}}
	text, err := json.Marshal(p)
	compare(t, err, nil)
	compare(t, string(text), `{"id":"k","skills":"feed,heal","birds":[{"@odata.type":"#zoo.penguin","name":"Pingu","wings":2},{}]}`)
	if _, err := json.Marshal(*penguin); err == nil {
		t.Error("a value that derives is written without a pointer")
	}
}
