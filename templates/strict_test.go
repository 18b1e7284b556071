package templates

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// TestStrictIsDecodingAndValidating: on random documents, decodeStrict finds
// what DecodeJSON finds, at the same places, and beyond that what Validate finds
// in the value, and what a closed type does not know.
func TestStrictIsDecodingAndValidating(t *testing.T) {
	d := newDocuments(1, 0.03)
	counts := map[string]int{}
	for range 30_000 {
		document := d.ruled()
		if d.chance(0.1) {
			document = d.mutate(document)
		}
		v, lenient := decode[ruled](document)
		same, strict := decodeRuled[ruled](document)
		found := violations(t, strict)
		equal(t, message(strict), message(DecodeValid([]byte(document), new(ruled))))
		for _, violation := range found {
			counts[violation.Rule]++
		}
		for _, violation := range violations(t, lenient) {
			if !slices.Contains(found, violation) {
				t.Fatalf("%s: strict decoding does not find %+v", document, violation)
			}
		}
		if lenient != nil {
			counts["refused leniently"]++
			continue
		}
		equal(t, v, same)
		if want, got := sorted(violations(t, validate(&v)), ""), sorted(found, "additionalProperties"); !slices.Equal(want, got) {
			t.Fatalf("%s: Validate finds\n%s\nstrict decoding\n%s", document, strings.Join(want, "\n"), strings.Join(got, "\n"))
		}
		if strict == nil {
			counts["accepted"]++
		}
	}
	for _, what := range []string{"accepted", "refused leniently", "syntax", "type", "required", "enum", "format", "duplicate", "additionalProperties",
		"minLength", "maxLength", "minimum", "maximum", "minItems", "maxItems"} {
		if counts[what] < 20 {
			t.Errorf("%s: only %d times", what, counts[what])
		}
	}
}

// sorted are violations as text, without those of a rule.
func sorted(violations []Violation, but string) (texts []string) {
	for _, v := range violations {
		if v.Rule != but {
			texts = append(texts, v.Rule+" "+v.String())
		}
	}
	slices.Sort(texts)
	return texts
}

// TestPlacesAreInTheDocument: each violation's offset is that of the value, or
// the name, that its pointer leads to.
func TestPlacesAreInTheDocument(t *testing.T) {
	d := newDocuments(2, 0.05)
	for range 10_000 {
		document := d.ruled()
		_, err := decodeRuled[ruled](document)
		for _, v := range violations(t, err) {
			if v.Offset < 0 || v.Offset > len(document) {
				t.Fatalf("%s: %+v", document, v)
			}
			at := document[v.Offset:]
			ok := true
			switch v.Rule {
			case "required":
				ok = at[0] == '{'
			case "duplicate", "additionalProperties":
				ok = at[0] == '"'
			case "minLength", "maxLength", "format", "enum":
				ok = at[0] == '"'
			case "minimum", "maximum":
				ok = at[0] == '-' || isDigit(at[0])
			case "minItems", "maxItems":
				ok = at[0] == '['
			case "type":
				ok = v.Message != "must not be null" || strings.HasPrefix(at, "null")
			}
			if !ok {
				t.Fatalf("%s: %+v stands at %.20q", document, v, at)
			}
		}
	}
}

// demandLevel is what one request asks for beyond the type.
func demandLevel(v *ruled, r *report) {
	r.require("level", IsAbsent(v.Level))
	r.require("wh/en", IsAbsent(v.When))
}

func TestDemands(t *testing.T) {
	const good = `{"code":"abc","note":null,"count":1,"tags":["x"],"kind":"error"`
	cases := []struct{ document, want string }{
		{good + `,"when":"2017-01-01T00:00:00Z","level":"low"}`, ""},
		{good + `}`, "/level: is required here; /wh~1en: is required here"},
		{good + `,"when":"2017-01-01T00:00:00Z"}`, "/level: is required here"},
		{good + `,"level":"mid"}`, `/level: must be low or high, not "mid"; /wh~1en: is required here`},
		{good + `,"when":null,"level":null}`, "/when: must not be null; /level: must not be null"},
	}
	for _, c := range cases {
		var v ruled
		equal(t, c.want, message(decodeStrict([]byte(c.document), &v, demandLevel)))
		equal(t, c.want, message(validateBody(&v, demandLevel)))
	}
	var v ruled
	equal(t, "must be a comma or }", message(decodeStrict([]byte(good), &v, demandLevel)))
	for _, violation := range violations(t, decodeStrict([]byte(good+"}"), &v, demandLevel)) {
		equal(t, fmt.Sprint(-1), fmt.Sprint(violation.Offset))
		equal(t, "required", violation.Rule)
	}
}
