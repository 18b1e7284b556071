package oracle

import (
	"math/rand/v2"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"

	"example.com/burin/generated/features/bounds"
	"example.com/burin/generated/features/bounds30"
)

// keyword is a type of which the rules are held against those of its schema.
type keyword struct {
	feature, schema string
	decode          func([]byte) error // in one pass
	validate        func([]byte) error // after reading
}

// keywordOf is the keyword test of a type. P is the pointer to it.
func keywordOf[T any, P interface {
	*T
	checked
}](feature, schema string, decode func([]byte, P) error) keyword {
	return keyword{feature, schema, func(text []byte) error { return decode(text, new(T)) }, func(text []byte) error {
		v := P(new(T))
		if err := v.UnmarshalJSON(text); err != nil {
			return err
		}
		return v.Validate()
	}}
}

var keywords = []keyword{
	keywordOf("bounds", "measures", func(src []byte, v *bounds.Measures) error { return bounds.DecodeValid(src, v) }),
	keywordOf("bounds30", "shares", func(src []byte, v *bounds30.Shares) error { return bounds30.DecodeValid(src, v) }),
}

// TestKeywordsLikeKin decodes and validates random documents, in one pass and in
// two.
func TestKeywordsLikeKin(t *testing.T) {
	for _, k := range keywords {
		t.Run(k.feature+"/"+k.schema, func(t *testing.T) {
			doc := Load(t, "../../spec/features/"+k.feature+"/openapi.yaml")
			schema := doc.Components.Schemas[k.schema].Value
			var options []openapi3.SchemaValidationOption
			if doc.IsOpenAPI31OrLater() {
				options = append(options, openapi3.EnableJSONSchema2020())
			}
			m := &documentMaker{rand.New(rand.NewPCG(9, 10)), 40}
			accepted := 0
			for range documents / 4 {
				text := m.value(schema, 4)
				want := visit(t, schema, text, options...)
				for way, judge := range map[string]func([]byte) error{"DecodeValid": k.decode, "Validate": k.validate} {
					if got := judge([]byte(text)); (got == nil) != (want == nil) {
						t.Fatalf("%s %s\nburin: %v\nkin-openapi: %v", way, text, got, want)
					}
				}
				if want == nil {
					accepted++
				}
			}
			t.Logf("%d of %d accepted", accepted, documents/4)
			if accepted < documents/40 || accepted > documents/5 {
				t.Errorf("%d documents were valid: the generator of documents makes too few or too many", accepted)
			}
		})
	}
}

// TestExactBounds holds what kin-openapi, which has float64 alone, rounds.
func TestExactBounds(t *testing.T) {
	for document, want := range map[string]string{
		`{"atoms":10000000000000000000000000000}`: "",
		`{"atoms":10000000000000000000000000001}`: "/atoms: must be a multiple of 5",
		`{"atoms":1e30}`: "",
		`{"atoms":1000000000000000000000000000005}`: "/atoms: must be at most 1000000000000000000000000000000",
		`{"atoms":2.5}`: "/atoms: must be a multiple of 5",
		`{"share":0.1}`: "/share: must be more than 0.1",
		`{"share":0.100000000000000000000000001}`: "",
		`{"share":18446744073709551617.5}`:        "",
		`{"share":18446744073709551617.51}`:       "/share: must be at most 18446744073709551617.5",
		`{"large":18446744073709551614}`:          "",
		`{"large":18446744073709551615}`:          "/large: must be less than 18446744073709551615",
		`{"small":-9223372036854775808}`:          "/small: must be at least -9223372036854775807",
		`{"small":9223372036854775807}`:           "/small: must be at most 9223372036854775806",
	} {
		var v bounds.Exact
		compare(t, texts(bounds.DecodeValid([]byte(document), &v)), want)
		if err := bounds.DecodeJSON([]byte(document), &v); err != nil {
			t.Fatal(err)
		}
		compare(t, texts(v.Validate()), want)
	}
}

// texts is what an error says, "" where there is none.
func texts(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}
