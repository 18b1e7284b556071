package templates

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

func TestViolationsAreTextAndPointer(t *testing.T) {
	equal(t, "must be JSON", Violation{Message: "must be JSON"}.String())
	equal(t, "/: must be a string", Violation{Pointer: "/", Message: "must be a string"}.String())
	equal(t, "/a/0: is missing", Violation{Pointer: "/a/0", Message: "is missing", Offset: 7}.String())
	err := &ValidationError{[]Violation{{Message: "one"}, {Pointer: "/a", Message: "two"}}}
	equal(t, "one; /a: two", err.Error())
}

func TestPointersAreEscaped(t *testing.T) {
	for token, want := range map[string]string{
		"":        "/",
		"a":       "/a",
		"a/b":     "/a~1b",
		"m~n":     "/m~0n",
		"~1":      "/~01",
		"/~/":     "/~1~0~1",
		"0":       "/0",
		`k"l\`:    `/k"l\`,
		"é\u2028": "/é\u2028",
	} {
		var r report
		r.noteAt(token, 3, "type", "must be a string")
		equal(t, []Violation{{want, "type", "must be a string", 3}}, r.violations)
	}
}

func TestPointersNest(t *testing.T) {
	var r report
	r.note(-1, "type", "first")
	r.noteAt("x", 4, "type", "second")
	r.under(1, "b/c")
	r.require("y", false)
	r.require("y", true)
	r.under(1, "a")
	equal(t, []Violation{
		{"", "type", "first", -1},
		{"/a/b~1c/x", "type", "second", 4},
		{"/a/y", "required", "is required here", -1},
	}, r.violations)
	equal(t, error(&ValidationError{r.violations}), r.err())
	equal(t, nil, (&report{}).err())
}

// TestPointersBeyondTheBound puts what is too much under a name.
func TestPointersBeyondTheBound(t *testing.T) {
	var r report
	for range 105 {
		r.note(-1, "type", "one of many")
	}
	r.under(103, "x")
	equal(t, 100, len(r.violations))
	equal(t, "", r.violations[99].Pointer)
}

// TestPlacesOfViolations looks at pointer and offset together.
func TestPlacesOfViolations(t *testing.T) {
	cases := []struct {
		document string
		want     []Violation
	}{
		{`{"note":null,"count":3,"tags":["x"],"kind":"error"}`,
			[]Violation{{"/code", "required", "is missing", 0}}},
		{` {"code":"abc", "count" : 11 ,"note":null,"tags":["x"],"kind":"error"}`,
			[]Violation{{"/count", "maximum", "must be at most 10", 26}}},
		{`{"code":"abc","note":null,"count":3,"tags":["x"],"kind":"no"}`,
			[]Violation{{"/kind", "enum", `must be one of the values described, not "no"`, 56}}},
		{`{"code":"abc","note":null,"count":3,"tags":["x",1],"kind":"error"}`,
			[]Violation{{"/tags/1", "type", "must be a string", 48}}},
		{`{"code":"abc","note":null,"count":3,"tags":["x"],"kind":"error","parts":[{"name":"p","size":1}]}`,
			[]Violation{{"/parts", "minItems", "must have at least 2 elements", 72}}},
		{`{"code":"abc","note":null,"count":3,"tags":["x"],"kind":"error","parts":[{"name":"p"},{"size":1},{"size":"1","name":2}]}`,
			[]Violation{
				{"/parts/1/name", "required", "is missing", 86},
				{"/parts/2/size", "type", "must be a whole number", 105},
				{"/parts/2/name", "type", "must be a string", 116},
			}},
		{`{"code":"abc","note":null,"count":3,"tags":["x"],"kind":"error","parts":[{"name":"p","next":{"name":"q","next":{}}},{"name":"r"}],"level":"x"}`,
			[]Violation{
				{"/parts/0/next/next/name", "required", "is missing", 111},
				{"/level", "enum", `must be low or high, not "x"`, 138},
			}},
		{`{"code":"abc","note":null,"count":3,"tags":["x"],"kind":"error","a/b":{},"~":1}`,
			[]Violation{
				{"/a~1b", "additionalProperties", "is not a property of this type", 64},
				{"/~0", "additionalProperties", "is not a property of this type", 73},
			}},
		{`{"count":3,"code":null,"note":null,"tags":null,"kind":"error","count":4}`,
			[]Violation{
				{"/code", "type", "must not be null", 18},
				{"/tags", "type", "must not be null", 42},
				{"/count", "duplicate", "stands more than once", 62},
			}},
		{`{"code":"abc","note":null,"count":3,"tags":["x"],"kind":"error","parts":[{"name":"p"},{"name":"q" 1}]}`,
			[]Violation{{"/parts/1", "syntax", "must be a comma or }", 98}}},
		{`{"code":"a","note":null,"count":1.5,"tags":["x"],"kind":"error","when":"yesterday"}`,
			[]Violation{
				{"/code", "minLength", "must have at least 2 characters", 8},
				{"/count", "type", "must be a whole number", 32},
				{"/when", "format", "must be a date and time such as 2006-01-02T15:04:05.999Z (RFC 3339)", 71},
			}},
	}
	for _, c := range cases {
		_, err := decodeRuled[ruled](c.document)
		if got := violations(t, err); fmt.Sprint(got) != fmt.Sprint(c.want) {
			t.Errorf("%s:", c.document)
			equal(t, c.want, got)
		}
		for _, v := range violations(t, err) {
			if v.Offset < 0 || v.Offset >= len(c.document) {
				t.Errorf("%s: offset %d", c.document, v.Offset)
			}
		}
	}
}

// TestFaultsInWhatIsWritten are put where they stand.
func TestFaultsInWhatIsWritten(t *testing.T) {
	bad := part{Name: "a", Parts: []part{{Name: "b"}, {Name: "\xff"}}}
	_, err := AppendJSON(nil, &sample{Text: Some("x"), Parts: Some([]part{{Name: "c"}, bad})})
	equal(t, []Violation{{"/parts/1/parts/1/name", "syntax", "must be UTF-8", -1}}, violations(t, err))
	_, err = AppendJSON(nil, &sample{Odd: Some("a\x80b")})
	equal(t, []Violation{{`/a"b~1c~0d`, "syntax", "must be UTF-8", -1}}, violations(t, err))
}

// TestViolationsAreBounded: what a document may cost does not grow with the
// number of its faults times their depth.
func TestViolationsAreBounded(t *testing.T) {
	const depth, faults = 200, 100_000
	document := strings.Repeat(`{"name":"x","next":`, depth) +
		`{"name":"x","parts":[` + strings.TrimSuffix(strings.Repeat("1,", faults), ",") + `]}` + strings.Repeat("}", depth)
	start := time.Now()
	_, err := decode[part](document)
	got := violations(t, err)
	equal(t, 100, len(got))
	equal(t, strings.Repeat("/next", depth)+"/parts/99: must be an object", got[99].String())
	if took := time.Since(start); took > time.Second {
		t.Errorf("it took %v", took)
	}
}
