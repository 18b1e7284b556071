package templates

import (
	"strings"
	"testing"
)

// TestDocuments is about what stands around values, and between them.
func TestDocuments(t *testing.T) {
	const value, comma, name, colon, more = "must be a value", "must be a comma or }", "must be a name in quotes", "must be a colon",
		"more follows the end of the document"
	cases := []struct {
		document string
		message  string
		offset   int
	}{
		{document: `{}`},
		{document: " \t\r\n{ \t\r\n} \t\r\n"},
		{"", value, 0},
		{"  ", value, 2},
		{"\ufeff{}", value, 0},
		{"\v{}", value, 0},
		{"\u00a0{}", value, 0},
		{`{} x`, more, 3},
		{`{}{}`, more, 2},
		{`{},`, more, 2},
		{`{}}`, more, 2},
		{"{}\x00", more, 2},
		{"{}\f", more, 2},
		{`{} // no`, more, 3},
		{`{`, name, 1},
		{`}`, value, 0},
		{`{,}`, name, 1},
		{`{"text"}`, colon, 7},
		{`{"text" }`, colon, 8},
		{`{"text",}`, colon, 7},
		{`{"text"="x"}`, colon, 7},
		{`{"text"::"x"}`, "/text: " + value, 8},
		{`{"text":}`, "/text: " + value, 8},
		{`{"text":"x",}`, name, 12},
		{`{"text":"x" "small":1}`, comma, 12},
		{`{"text":"x";"small":1}`, comma, 11},
		{`{"text":"x",,"small":1}`, name, 12},
		{`{"text":"x"]`, comma, 11},
		{`{"text":"x"`, comma, 11},
		{`{"text":"x",`, name, 12},
		{`{text:"x"}`, name, 1},
		{`{'text':"x"}`, name, 1},
		{`{1:"x"}`, name, 1},
		{`{null:"x"}`, name, 1},
		{`{"text":'x'}`, "/text: " + value, 8},
		{`{"unknown":1 "x"}`, comma, 13},
		{`{"unknown"}`, colon, 10},
		{`{"unknown":}`, value, 11},
		{`{"unknown":{,}}`, name, 12},
		{`{"unknown":{"a":1,}}`, name, 18},
		{`{"unknown":{"a"}}`, colon, 15},
		{`{"unknown":[,]}`, value, 12},
		{`{"unknown":[1,]}`, value, 14},
		{`{"unknown":[1 2]}`, "must be a comma or ]", 14},
		{`{"unknown":[1}`, "must be a comma or ]", 13},
		{`{"unknown":[`, value, 12},
		{`{"unknown":nul}`, value, 11},
		{`{"unknown":True}`, value, 11},
		{`{"unknown":undefined}`, value, 11},
		{`{"words":[,]}`, "/words/0: " + value, 10},
		{`{"words":["a",]}`, "/words/1: " + value, 14},
		{`{"words":["a" "b"]}`, "/words: must be a comma or ]", 14},
		{`{"words":["a"}`, "/words: must be a comma or ]", 13},
		{`{"words":[`, "/words/0: " + value, 10},
		{`{"part":{"name":"p",}}`, "/part: " + name, 20},
		{`{"parts":[{"name":"p"},{"name":"q"],"text":"x"}`, "/parts/1: " + comma, 34},
		{`{"unknown":nullx}`, comma, 15},
		{`{"text":nul}`, "/text: " + value, 8},
		{`{"flag":truth}`, "/flag: " + value, 8},
		{`{"flag":true1}`, comma, 12},
		{`[]`, "must be an object", 0},
		{` "x"`, "must be an object", 1},
		{`null`, "must be an object", 0},
		{`1 2`, "must be an object; " + more, 0},
		{`[1,`, value, 3},
	}
	for _, c := range cases {
		for _, read := range []func(string) (sample, error){decode[sample], decodeRuled[sample]} {
			_, err := read(c.document)
			if message(err) != c.message {
				t.Errorf("%q: %q, not %q", c.document, message(err), c.message)
			} else if err != nil && violations(t, err)[0].Offset != c.offset {
				t.Errorf("%q: %q at %d, not %d", c.document, c.message, violations(t, err)[0].Offset, c.offset)
			}
		}
	}
}

// nested is a document of so many objects or arrays inside one another: one is
// the document, the others are read, or passed over.
func nested(levels int, how string) string {
	levels--
	switch how {
	case "objects":
		return strings.Repeat(`{"name":"p","next":`, levels) + `{"name":"p"}` + strings.Repeat("}", levels)
	case "objects out of order":
		return strings.Repeat(`{"next":`, levels) + `{"name":"p"}` + strings.Repeat(`,"name":"p"}`, levels)
	case "lists":
		return strings.Repeat(`{"name":"p","parts":[`, levels/2) + `{"name":"p"` + strings.Repeat(`,"parts":[]`, levels%2) + `}` +
			strings.Repeat("]}", levels/2)
	case "unknown arrays":
		return `{"name":"p","unknown":` + strings.Repeat("[", levels) + strings.Repeat("]", levels) + "}"
	default: // unknown objects
		return `{"name":"p"` + strings.Repeat(`,"unknown":{"":1`, levels) + strings.Repeat("}", levels+1)
	}
}

// TestDepthIsBounded at 256 objects and arrays.
func TestDepthIsBounded(t *testing.T) {
	for _, how := range []string{"objects", "objects out of order", "lists", "unknown arrays", "unknown objects"} {
		for _, read := range []func(string) (part, error){decode[part], decodeRuled[part]} {
			for levels, want := range map[int]string{2: "", 3: "", 255: "", 256: "", 257: "nests deeper than 256", 100_000: "nests deeper than 256"} {
				_, err := read(nested(levels, how))
				got := violations(t, err)
				if want == "" && len(got) > 0 || want != "" && (len(got) != 1 || got[0].Message != want || got[0].Rule != "depth") {
					t.Errorf("%s, %d: %v", how, levels, got)
				}
			}
		}
	}
	for range 3 { // depth is counted anew in what stands beside
		document := strings.Repeat(`{"name":"p"},`, 300)
		_, err := decode[part](`{"name":"p","parts":[` + document[:len(document)-1] + `],"u":[` + strings.Repeat("[],{},", 300) + `1]}`)
		equal(t, "", message(err))
	}
}

// TestNulls: a property may be null where its type allows it; read leniently,
// where it may be absent. Elements of lists may not.
func TestNulls(t *testing.T) {
	cases := []struct{ document, lenient, strict string }{
		{`{"text":null}`, "", "/text: must not be null"},
		{`{"part":null}`, "", "/part: must not be null"},
		{`{"parts":null,"numbers":null}`, "", ""},
		{`{"words":null}`, "/words: must not be null", "/words: must not be null"},
		{`{"part":{"parts":null,"name":"p"}}`, "/part/parts: must not be null", "/part/parts: must not be null"},
		{`{"part":{"name":null}}`, "/part/name: must not be null", "/part/name: must not be null"},
		{`{"part":{"name":"p","next":null}}`, "", ""},
		{`{"part":{"next":null,"size":null,"name":"p"}}`, "", "/part/size: must not be null"},
		{`{"words":[null]}`, "/words/0: must be a string", "/words/0: must be a string"},
		{`{"parts":[null]}`, "/parts/0: must be an object", "/parts/0: must be an object"},
		{`{"unknown":null}`, "", ""},
	}
	for _, c := range cases {
		v, err := decode[sample](c.document)
		equal(t, c.lenient, message(err))
		_, err = decodeRuled[sample](c.document)
		equal(t, c.strict, message(err))
		if c.lenient == "" && !strings.Contains(c.document, "unknown") && !strings.Contains(c.document, "next\":null,\"size") {
			equal(t, c.document, encode(t, &v))
			equal(t, c.strict, message(validate(&v)))
		}
	}
}

// TestMembers are objects that are always there.
func TestMembers(t *testing.T) {
	for document, want := range map[string]string{
		`{"main":{"name":"a"},"parts":[{"name":"b"}]}`:                                "",
		`{"parts":[{"name":"b"},{"size":1,"name":"c"}],"main":{"size":2,"name":"a"}}`: "",
		`{"parts":[]}`:                          "/main: is missing; /parts: must have at least 1 element",
		`{"main":null,"parts":[null]}`:          "/main: must not be null; /parts/0: must be an object",
		`{"main":[],"parts":{}}`:                "/main: must be an object; /parts: must be an array",
		`{"main":{},"parts":[{},{"name":"b"}]}`: "/main/name: is missing; /parts/0/name: is missing",
	} {
		v, err := decodeRuled[whole](document)
		equal(t, want, inOrder(t, err, want))
		if want == "" {
			equal(t, "", message(validate(&v)))
			back, err := decode[whole](encode(t, &v))
			equal(t, "", message(err))
			equal(t, v, back)
		}
	}
	v := whole{Main: part{Next: Some[*part](nil)}}
	equal(t, `{"main":{"name":"","next":null},"parts":[]}`, encode(t, &v))
	equal(t, "/parts: must have at least 1 element", message(validate(&v)))
}

// TestListsAndObjectsInOneAnother are read, written, and read again.
func TestListsAndObjectsInOneAnother(t *testing.T) {
	for _, document := range []string{
		`{}`,
		`{"numbers":[],"words":[]}`,
		`{"numbers":[1],"words":[""]}`,
		`{"numbers":[1,-2,9223372036854775807],"words":["a","b\"","é"]}`,
		`{"part":{"name":""},"parts":[]}`,
		`{"parts":[{"name":"a"},{"name":"b","size":1,"parts":[{"name":"c","parts":[]}],"next":{"name":"d","next":null}}]}`,
		`{"text":"x","flag":false,"small":-1,"large":1,"single":0.5,"double":-1e-9,"when":"2017-01-01T00:00:17.7769392-08:00","kind":"notAssigned"}`,
	} {
		v, err := decode[sample](document)
		equal(t, "", message(err))
		equal(t, document, encode(t, &v))
		v, err = decode[sample](strings.NewReplacer("{", " {\n", "}", "\t} ", "[", "[ ", "]", "\r\n]", ":", " : ", ",", " , ").Replace(
			strings.ReplaceAll(document, "00:00:17.7769392-08:00", "00-00-17.7769392-08-00")))
		if strings.Contains(document, "when") {
			equal(t, "/when: must be a date and time such as 2006-01-02T15:04:05.999Z (RFC 3339)", message(err))
		} else {
			equal(t, "", message(err))
			equal(t, document, encode(t, &v))
		}
	}
	equal(t, `{"numbers":[],"parts":[]}`, strings.Replace(encode(t, &sample{Numbers: Some([]int64(nil)), Parts: Some([]part{})}),
		`"parts":[],"numbers":[]`, `"numbers":[],"parts":[]`, 1))
}

// TestAppending leaves alone what was there.
func TestAppending(t *testing.T) {
	dst := append(make([]byte, 0, 100), `[1,`...)
	text, err := AppendJSON(dst, &sample{})
	equal(t, "", message(err))
	equal(t, `[1,{}`, string(text))
	text, err = AppendJSON(append(text, ','), &sample{Words: []string{"a"}})
	equal(t, "", message(err))
	equal(t, `[1,{},{"words":["a"]}`, string(text))
	equal(t, &dst[0], &text[0])
}
