package oracle

import (
	"context"
	"encoding/json"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"

	"example.com/burin/generated/features/bounds"
	"example.com/burin/generated/features/bounds30"
	"example.com/burin/generated/features/keywords"
	"example.com/burin/generated/features/sets"
)

// keyword is a type of which the rules are held against those of its schema.
type keyword struct {
	feature, schema string
	values          map[string][]string // of its properties; nil has them made from the schema
	decode          func([]byte) error  // in one pass
	validate        func([]byte) error  // after reading
}

// keywordOf is the keyword test of a type. P is the pointer to it.
func keywordOf[T any, P interface {
	*T
	checked
}](feature, schema string, values map[string][]string, decode func([]byte, P) error) keyword {
	return keyword{feature, schema, values, func(text []byte) error { return decode(text, new(T)) }, func(text []byte) error {
		v := P(new(T))
		if err := v.UnmarshalJSON(text); err != nil {
			return err
		}
		return v.Validate()
	}}
}

var keywordTypes = []keyword{
	keywordOf("bounds", "measures", nil, func(src []byte, v *bounds.Measures) error { return bounds.DecodeValid(src, v) }),
	keywordOf("sets", "sets", setsValues, func(src []byte, v *sets.Sets) error { return sets.DecodeValid(src, v) }),
	keywordOf("keywords", "payment", paymentValues, func(src []byte, v *keywords.Payment) error { return keywords.DecodeValid(src, v) }),
	keywordOf("keywords", "words", wordsValues, func(src []byte, v *keywords.Words) error { return keywords.DecodeValid(src, v) }),
	keywordOf("keywords", "lists", listsValues, func(src []byte, v *keywords.Lists) error { return keywords.DecodeValid(src, v) }),
	keywordOf("keywords", "maps", mapsValues, func(src []byte, v *keywords.Maps) error { return keywords.DecodeValid(src, v) }),
	keywordOf("keywords", "choices", choicesValues, func(src []byte, v *keywords.Choices) error { return keywords.DecodeValid(src, v) }),
	keywordOf("keywords", "node", nodeValues, func(src []byte, v *keywords.Node) error { return keywords.DecodeValid(src, v) }),
	keywordOf("bounds30", "shares", nil, func(src []byte, v *bounds30.Shares) error { return bounds30.DecodeValid(src, v) }),
}

// TestKeywordsLikeKin decodes and validates random documents, in one pass and in
// two.
func TestKeywordsLikeKin(t *testing.T) {
	for _, k := range keywordTypes {
		t.Run(k.feature+"/"+k.schema, func(t *testing.T) {
			doc := Load(t, "../../spec/features/"+k.feature+"/openapi.yaml")
			schema := doc.Components.Schemas[k.schema].Value
			var options []openapi3.SchemaValidationOption
			if doc.IsOpenAPI31OrLater() {
				options = append(options, openapi3.EnableJSONSchema2020())
			}
			m := &documentMaker{rand.New(rand.NewPCG(9, 10)), 40}
			accepted := 0
			for range documents / 20 {
				text := ""
				if k.values != nil {
					text = m.properties(k.values)
				} else {
					text = m.value(schema, 4)
				}
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
			t.Logf("%d of %d accepted", accepted, documents/20)
			if accepted < documents/1000 || accepted > documents*9/200 {
				t.Errorf("%d documents were valid: the generator of documents makes too few or too many", accepted)
			}
		})
	}
}

// properties makes an object of a few properties, each with one of its values.
func (m *documentMaker) properties(values map[string][]string) string {
	var members []string
	for _, name := range sortedKeys(values) {
		if m.random.IntN(max(len(values), 6)) < 3 {
			members = append(members, strconv.Quote(name)+m.pick(":", ": ")+m.pick(values[name]...))
		}
	}
	m.random.Shuffle(len(members), func(i, j int) { members[i], members[j] = members[j], members[i] })
	return "{" + strings.Join(members, m.pick(",", ", ")) + "}"
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

// TestKeywordViolations holds places, rules and words of what is refused, in one
// pass and after it, whatever the order of properties.
func TestKeywordViolations(t *testing.T) {
	for _, c := range []struct {
		v              interface{ Validate() error }
		document, want string
	}{
		{&keywords.Payment{}, `{"x":1,"iban":"x","expiry":"y","holder":"a","card":"z","kind":"card"}`,
			`/holder: must have at least 2 characters (minLength); : must not be what is excluded (not)`},
		{&keywords.Payment{}, `{"card":"z","kind":"transfer"}`,
			`/expiry: is required beside "card" (dependentRequired); /iban: is missing (required)`},
		{&keywords.Lists{}, `{"pair":[-1,2,3],"some":[1],"few":[1,1,1,1]}`,
			`/few: must have at most 3 elements as described (maxContains); /pair/0: must be at least 0 (minimum); /pair/2: is an element too many (items); ` +
				`/some: must have at least 1 element as described (contains)`},
		{&keywords.Maps{}, `{"named":{"a/b":1},"several":{"id":"a","n":1,"other":2},"derived":{"own":"a","id":"b","more":true,"extra":"x","y":3}}`,
			`/derived/extra: must be of type integer (type); /derived/y: must be of type string (type); /named/a~1b: has a name that must match "^[a-z]+$" (propertyNames); ` +
				`/several/n: must be at least 2 (minimum); /several/other: must be of type boolean (type)`},
		{&keywords.Words{}, `{"never":1,"either":"c","not":"x"}`,
			`/either: must match "a" (pattern); /either: must match "b" (pattern); /never: must not be there (false); /not: must not be what is excluded (not)`},
		{&sets.Sets{}, `{"rows":[[1],[2,2.0]],"points":[{"x":1},{"x":2},{"x":1e0}],"open":{"c":1},"closed":{},"exact":0.2,"mixed":2,"nothing":1}`,
			`/closed: must have at least 1 property (minProperties); /exact: must be 0.1 (const); /mixed: must be one of the values described (enum); ` +
				`/nothing: must be of type null (type); /open: must have at least 2 properties (minProperties); ` +
				`/points/2: must not be equal to element 0 (uniqueItems); /rows/1/1: must not be equal to element 0 (uniqueItems)`},
	} {
		compare(t, violations(decodeChecked([]byte(c.document), c.v)), c.want)
		if err := json.Unmarshal([]byte(c.document), c.v); err != nil {
			t.Fatal(err)
		}
		compare(t, violations(c.v.Validate()), c.want)
	}
}

// violations lists what an error of one of the packages says, with the rules,
// sorted.
func violations(err error) string {
	var list []string
	add := func(pointer, message, rule string) { list = append(list, pointer+": "+message+" ("+rule+")") }
	switch e := err.(type) {
	case *keywords.ValidationError:
		for _, v := range e.Violations {
			add(v.Pointer, v.Message, v.Rule)
		}
	case *sets.ValidationError:
		for _, v := range e.Violations {
			add(v.Pointer, v.Message, v.Rule)
		}
	}
	slices.Sort(list)
	return strings.Join(list, "; ")
}

// TestSetsInParameters holds what a handler refuses of lists in queries.
func TestSetsInParameters(t *testing.T) {
	handler := sets.NewHandler(setsServer{})
	for target, want := range map[string]int{
		"/tags?tag=a&tag=b": http.StatusNoContent, "/tags?tag=a&tag=a": http.StatusBadRequest, "/tags": http.StatusNoContent,
		"/tags?level=1,2": http.StatusNoContent, "/tags?level=1,1": http.StatusBadRequest, "/tags?tag=a&tag=b&tag=c&tag=d": http.StatusBadRequest,
	} {
		w := httptest.NewRecorder()
		handler.ServeHTTP(w, httptest.NewRequest(http.MethodGet, target, nil))
		if w.Code != want {
			t.Errorf("%s: %d %s", target, w.Code, w.Body)
		}
		if want == http.StatusBadRequest && !strings.Contains(w.Body.String(), "tag") && !strings.Contains(w.Body.String(), "level/1") {
			t.Errorf("%s: %s names no parameter", target, w.Body)
		}
	}
	for share, want := range map[string]int{"0.5": http.StatusNoContent, "1.0": http.StatusNoContent, "2": http.StatusBadRequest} {
		r := httptest.NewRequest(http.MethodGet, "/tags", nil)
		r.Header.Set("X-Share", share)
		w := httptest.NewRecorder()
		if handler.ServeHTTP(w, r); w.Code != want {
			t.Errorf("X-Share %s: %d %s", share, w.Code, w.Body)
		}
	}
}

type setsServer struct{}

func (setsServer) ListTags(context.Context, sets.ListTagsParams) error { return nil }
