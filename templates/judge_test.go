package templates

import (
	"encoding/json"
	"strings"
	"testing"
)

// judgedBy is what a test says of a document, a violation a line.
func judgedBy(document string, test func(*judge)) string {
	w := newWalker(reading, true)
	w.src = []byte(document)
	w.judge(w.src, 0, test)
	var lines []string
	for _, v := range w.violations {
		lines = append(lines, v.Pointer+" "+v.Rule)
	}
	return strings.Join(lines, "\n")
}

// TestCanonical holds which values of JSON are equal.
func TestCanonical(t *testing.T) {
	for _, group := range [][]string{
		{`1`, `1.0`, `1e0`, `10e-1`, `0.1e1`}, {`0`, `-0`, `0.0`, `0e9`}, {`-1`, `-1.00`}, {`"1"`, `"\u0031"`}, {`true`}, {`"true"`}, {`null`}, {`"null"`}, {`false`},
		{`[1,2]`, `[1.0, 2e0]`}, {`[2,1]`}, {`[12]`}, {`[[1],2]`}, {`[1,[2]]`}, {`[]`}, {`{}`}, {`""`}, {`[""]`}, {`"[]"`},
		{`{"a":1,"b":2}`, `{"b":2.0,"a":1}`}, {`{"a":1}`}, {`{"a":"1"}`}, {`{"a\":1,\"b":2}`}, {`1e400`}, {`1e401`, `10e400`},
		{`123456789012345678901234567890`}, {`123456789012345678901234567891`}, {`0.1`}, {`0.10000000000000000001`},
	} {
		for _, text := range group {
			if got, want := string(canonicalText(text)), string(canonicalText(group[0])); got != want {
				t.Errorf("%s is %s, and %s is %s", text, got, group[0], want)
			}
		}
		test := func(j *judge) { j.constant(group[0]) }
		for _, other := range []string{`1`, `"1"`, `[1,2]`, `{"a":1}`, `null`} {
			if got := judgedBy(other, test) == ""; got != contains(group, other) {
				t.Errorf("%s equals %s: %t", other, group[0], got)
			}
		}
	}
}

func contains(list []string, text string) bool {
	for _, one := range list {
		if one == text {
			return true
		}
	}
	return false
}

// TestSpokenFor holds which properties and elements a keyword of the rest is about
// (JSON Schema 2020-12, section 11).
func TestSpokenFor(t *testing.T) {
	text := func(j *judge) { j.types("string") }
	rest := func(j *judge) { j.otherProperties("rest", nil) }
	for _, c := range []struct {
		document, want string
		test           func(*judge)
	}{
		{`{"a":"x","b":1}`, "/b rest", func(j *judge) { j.property("a", text); rest(j) }},
		{`{"a":"x","b":1}`, "/b rest", func(j *judge) { j.allOf(func(j *judge) { j.property("a", text) }); rest(j) }},
		{`{"a":1,"b":"x"}`, "/a rest", func(j *judge) {
			j.anyOf(func(j *judge) { j.property("a", text) }, func(j *judge) { j.property("b", text) })
			rest(j)
		}},
		{`{"a":"x"}`, " not\n/a rest", func(j *judge) { j.not(func(j *judge) { j.property("a", text) }); rest(j) }},
		{`{"a":"x"}`, "", func(j *judge) { j.when(func(j *judge) { j.property("a", text) }, nil, nil); rest(j) }},
		{`{"a":1,"b":2}`, "/b rest", func(j *judge) {
			j.when(func(j *judge) { j.property("a", text) }, nil, func(j *judge) { j.known("a") })
			rest(j)
		}},
		{`{"a":{"b":1}}`, "", func(j *judge) { j.property("a", func(j *judge) { j.property("b", func(*judge) {}) }); rest(j) }},
		{`["x",1,2]`, "/1 rest", func(j *judge) {
			j.prefixItems(text)
			j.contains(1, 1, func(j *judge) { j.constant("2") })
			j.otherItems("rest", nil)
		}},
		{`{"a":1}`, " oneOf", func(j *judge) { j.oneOf(func(*judge) {}, func(j *judge) { j.required("a") }) }},
		{`{"a":1}`, " oneOf", func(j *judge) { j.oneOf(text, func(j *judge) { j.required("b") }) }},
		{`1`, "", func(j *judge) { j.required("a"); j.minItems(1); j.minLength(1); j.minProperties(1); j.pattern("x") }},
	} {
		if got := judgedBy(c.document, c.test); got != c.want {
			t.Errorf("%s: %q, want %q", c.document, got, c.want)
		}
	}
}

// TestUniqueItemsManyAlike holds the report's bound where many elements are equal.
func TestUniqueItemsManyAlike(t *testing.T) {
	document, err := json.Marshal(make([]int, 10_000))
	if err != nil {
		t.Fatal(err)
	}
	w := newWalker(reading, true)
	w.src = document
	w.judge(document, 7, func(j *judge) { j.uniqueItems() })
	if n := len(w.violations); n == 0 || n > 101 || w.violations[0].Pointer != "/1" || w.violations[0].Offset != 7 {
		t.Errorf("%d violations, the first %v", n, w.violations[0])
	}
}

// TestJudgeIsBounded holds that alternatives within alternatives, and objects
// within objects that are each judged, end in a violation and not in endless time.
func TestJudgeIsBounded(t *testing.T) {
	var twice func(j *judge)
	twice = func(j *judge) {
		j.anyOf(func(j *judge) { j.property("a", twice); j.required("x") }, func(j *judge) { j.property("a", twice); j.required("y") })
	}
	deep := strings.Repeat(`{"a":`, 200) + "1" + strings.Repeat("}", 200)
	if got := judgedBy(deep, twice); got != " depth" {
		t.Errorf("%.200s", got)
	}
	var v shell
	w := newWalker(reading, true)
	w.document([]byte(deep), &v)
	err, _ := w.end().(*ValidationError)
	if err == nil || !strings.Contains(err.Error(), "nests too deep to be held against its rules") {
		t.Errorf("%.200v", err)
	}
	w = newWalker(reading, true)
	w.document([]byte(strings.Repeat(`{"a":`, 30)+"{}"+strings.Repeat("}", 30)), &v)
	if err := w.end(); err != nil {
		t.Error(err)
	}
}

type shell struct{ a Opt[*shell] }

func (v *shell) walk(w *walker) {
	w.meets(v, func(j *judge) { j.maxProperties(1) })
	optMember(w, `"a":`, &v.a)
}

func (*shell) alloc() object { return new(shell) }
