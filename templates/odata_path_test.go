package templates

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// keysRead has a path be read that ends with a key of the names, and gives its values.
func keysRead(t *testing.T, address string, names ...string) ([]string, bool) {
	t.Helper()
	c := &call{r: httptest.NewRequest(http.MethodGet, "http://localhost"+address, nil)}
	p := c.odataPath()
	values := make([]string, len(names))
	ok := p.literal("/parts") && p.keyOrSegments(c, values, names...) && p == ""
	return values, ok
}

func TestKeysInPaths(t *testing.T) {
	for _, test := range []struct {
		address string
		names   string
		want    string // the values with bars between; "" where the path is another
	}{
		{"/parts('a')", "id", "('a'"}, {"/parts(7)", "id", "(7"}, {"/parts(id=7)", "id", "(7"},
		{"/parts/a", "id", "a"}, {"/parts/%28a)", "id", "%28a)"}, {"/parts/(a)", "id", "%28a)"}, {"/parts/a/b", "id", ""}, {"/parts", "id", ""},
		{"/parts(a=1,b='x,y')", "a b", "(1|('x,y'"}, {"/parts(b='(',a=1)", "a b", "(1|('('"}, {"/parts/1/x", "a b", "1|x"},
		{"/parts(a=1)", "a b", ""}, {"/parts(a=1,a=2)", "a b", ""}, {"/parts(1,2)", "a b", ""}, {"/parts(a=,b=2)", "a b", ""},
		{"/parts(@x)?@x='v'", "id", "('v'"}, {"/parts(a=@x,b=@x)?@x=3", "a b", "(3|(3"}, {"/parts(@x)", "id", "(null"},
		{`/parts(a={"c":[1,")"],"d":"\\\""},b=2)`, "a b", `({"c":[1,")"],"d":"\\\""}|(2`},
	} {
		values, ok := keysRead(t, strings.NewReplacer(`"`, "%22", "{", "%7B", "}", "%7D", `\`, "%5C").Replace(test.address), strings.Fields(test.names)...)
		if got := strings.Join(values, "|"); ok != (test.want != "") || ok && got != test.want {
			t.Errorf("%s: %q, %t", test.address, got, ok)
		}
	}
}

func TestFunctionsInPaths(t *testing.T) {
	for address, want := range map[string]bool{
		"/ns.f(a=1)": true, "/f(a=1)": true, "/f(a=1,b=2)": true, "/f(b=2,a=1)": true,
		"/f": false, "/f()": false, "/f(b=2)": false, "/f(c=1,a=1)": false, "/g(a=1)": false, "/ns.f(1)": false,
	} {
		c := &call{r: httptest.NewRequest(http.MethodGet, "http://localhost"+address, nil)}
		p := c.odataPath()
		if got := p.function(c, make([]string, 2), "ns.f", "a", "b?") && p == ""; got != want {
			t.Errorf("%s: %t", address, got)
		}
	}
}

// TestKeysBehindFunctions: what a function gives may be gone into by a key in the
// same segment (OData URL 4.01, sections 4.3.1 and 4.5).
func TestKeysBehindFunctions(t *testing.T) {
	for address, want := range map[string]string{
		"/f(a='x')(7)": "('x' (7", "/ns.f(a=')(')('it''s')": "(')(' ('it''s'", `/f(a=["it's)("])(1)`: `(["it's)("] (1`, "/f(a=1)/(2)": "", "/f(a=1)x(2)": "", "/f(a=1)": "",
	} {
		address = strings.NewReplacer(`"`, "%22", "[", "%5B", "]", "%5D").Replace(address)
		c := &call{r: httptest.NewRequest(http.MethodGet, "http://localhost"+address, nil)}
		p, values := c.odataPath(), make([]string, 2)
		got := ""
		if p.function(c, values[:1], "ns.f", "a") && p.key(c, values[1:], "id") && p == "" {
			got = strings.Join(values, " ")
		}
		if got != want {
			t.Errorf("%s: %q, want %q", address, got, want)
		}
	}
}

// FuzzKeysInPaths has what a client writes for a key read again, as it was.
func FuzzKeysInPaths(f *testing.F) {
	for _, text := range []string{"a", "it's", "a/b", "(x)", "a,b=c", "@x", "%27", "'", ".", "é\x00"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if text == "" || text == "." || text == ".." {
			return
		}
		address := "/parts" + percentEncode("("+quoteLiteral(text)+")", safeInPath)
		values, ok := keysRead(t, address, "id")
		got, quoted := unquoteLiteral(strings.TrimPrefix(values[0], "("))
		if !ok || !quoted || got != text {
			t.Errorf("%q was written as %s and read as %q, %t, %t", text, address, got, ok, quoted)
		}
	})
}

func TestRawLiterals(t *testing.T) {
	for text, want := range map[string]string{`"it's"`: "'it''s'", " 1.50 ": "1.50", "true": "true", "null": "null"} {
		if got, err := argumentLiteral(json.RawMessage(text)); got != want || err != nil {
			t.Errorf("%s: %s, %v", text, got, err)
		}
	}
	if _, err := argumentLiteral(json.RawMessage(`{"a":1}`)); err == nil {
		t.Error("an object has a literal")
	}
	if got, err := jsonOf(json.RawMessage(`{"a":1}`)); got != `{"a":1}` || err != nil {
		t.Errorf("%s, %v", got, err)
	}
}
