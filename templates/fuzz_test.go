package templates

import (
	"encoding/json"
	"math/big"
	"net/http/httptest"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"
)

// FuzzDecode: no document makes the decoder panic; what it reads is what the
// document says, and is written and read again as the same.
func FuzzDecode(f *testing.F) {
	d := newDocuments(6, 0.05)
	for range 20 {
		f.Add([]byte(d.sample()))
		f.Add([]byte(d.mutate(d.sample())))
	}
	f.Fuzz(func(t *testing.T, document []byte) {
		var v sample
		used := append(slices.Clone(document), `"}]}:,0null`...)[:len(document)] // nothing is read past the end
		lenient := DecodeJSON(used, &v)
		equal(t, document, used)
		clear(used)
		if same, err := decode[sample](string(document)); message(err) != message(lenient) || !reflect.DeepEqual(v, same) && err == nil {
			t.Fatalf("%+v, %v, not %+v, %v", v, lenient, same, err)
		}
		strictV, strict := decodeRuled[sample](string(document))
		for _, violation := range append(violations(t, lenient), violations(t, strict)...) {
			if violation.Offset < 0 || violation.Offset > len(document) || violation.Rule == "" || violation.Message == "" {
				t.Fatalf("%+v", violation)
			}
		}
		if lenient == nil && strict != nil { // for null, where a strict reader asks for a value, or an enum
			for _, violation := range violations(t, strict) {
				if violation.Message != "must not be null" && violation.Rule != "enum" {
					t.Fatalf("only strict reading finds %+v", violation)
				}
			}
		}
		if lenient != nil && strict == nil {
			t.Fatalf("only lenient reading finds %v", lenient)
		}
		if lenient != nil {
			return
		}
		equal(t, v, strictV)
		written := encode(t, &v)
		sameAsModel(t, string(document), written)
		again, err := decode[sample](written)
		if err != nil || !reflect.DeepEqual(v, again) || encode(t, &again) != written {
			t.Fatalf("%s is read again as %+v, not %+v: %v", written, again, v, err)
		}
	})
}

// FuzzRules: strict decoding finds what Validate finds in the value.
func FuzzRules(f *testing.F) {
	d := newDocuments(7, 0.05)
	for range 20 {
		f.Add(d.ruled())
	}
	f.Fuzz(func(t *testing.T, document string) {
		v, lenient := decode[ruled](document)
		_, strict := decodeRuled[ruled](document)
		if lenient == nil && len(violations(t, strict)) < 100 {
			equal(t, sorted(violations(t, validate(&v)), ""), sorted(violations(t, strict), "additionalProperties"))
		}
	})
}

// FuzzKeep: what is not known is kept, and written as it came.
func FuzzKeep(f *testing.F) {
	f.Add(`{"z":1e5,"open":{"a":[{"b":null}],"name":"inner"},"name":"x","\u0061":"\u00e9","b":{ }}`)
	f.Fuzz(func(t *testing.T, document string) {
		v, err := decode[open](document)
		if err != nil {
			return
		}
		written := encode(t, &v)
		again, err := decode[open](written)
		if err != nil || encode(t, &again) != written {
			t.Fatalf("%s is read again as %+v: %v", written, again, err)
		}
		if want, got := spell(modelOf(t, document), 0), spell(modelOf(t, written), 0); !reflect.DeepEqual(want, got) {
			t.Fatalf("%s\nis written as\n%s", document, written)
		}
	})
}

// FuzzString: each text is written as JSON and read again, or is not UTF-8.
func FuzzString(f *testing.F) {
	f.Add("\x00\"\\/\u2028é😀\x7f and more\n")
	f.Fuzz(func(t *testing.T, text string) { compareString(t, []byte(text)) })
}

// FuzzInteger compares whole numbers with those of package big.
func FuzzInteger(f *testing.F) {
	for _, text := range []string{"0", "-1.50e1", "1e25", "9223372036854775808", "0.001e3"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		v, err := decode[sample](`{"large":` + text + `}`)
		value, ok := v.Large.Get()
		if err != nil || !ok || strings.ContainsAny(text, "{\"") {
			return
		}
		if exact, ok := new(big.Rat).SetString(strings.Trim(text, " \t\r\n")); ok && exact.Cmp(new(big.Rat).SetInt64(value)) != 0 {
			t.Fatalf("%s is read as %d", text, value)
		}
	})
}

// FuzzDateTime compares with the grammar of RFC 3339, and with package time.
func FuzzDateTime(f *testing.F) {
	for _, text := range []string{"2017-01-01T00:00:17.7769392-08:00", "1990-12-31t23:59:60z", "2024-02-29T24:00:00Z"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		d, err := ParseDateTime(text)
		if (err == nil) != grammatical(text) {
			t.Fatalf("%q: %v", text, err)
		}
		if err != nil {
			return
		}
		want, fault := time.Parse(time.RFC3339Nano, text)
		if fault == nil && !d.Time().Equal(want) || d.Time().Format("05") == "60" || d.String() != text {
			t.Fatalf("%s is read as %v", text, d.Time())
		}
		if d.Time().IsZero() && !strings.HasPrefix(text, "0001-01-0") && !strings.HasPrefix(text, "0000-12-31") {
			t.Fatalf("%q is no time", text)
		}
	})
}

// FuzzQuery: no query makes a handler panic, and what is read of one is written
// as a query that says the same.
func FuzzQuery(f *testing.F) {
	f.Add("from=1&to=2&%24text=ab&flag=true&ratio=1e3&since=2017-01-01T00:00:00Z&kind=error&order+by=a,b&ids=1&ids=2&must=error")
	f.Fuzz(func(t *testing.T, query string) {
		c := &call{r: httptest.NewRequest("GET", "/", nil)}
		c.r.URL.RawQuery = query
		p := readQuery[search](c)
		if err := c.walker.end(); err != nil || slices.ContainsFunc(p.Order.Or(nil), func(s string) bool { return strings.Contains(s, ",") }) {
			return
		}
		again, err := readSearch(writeQuery(p))
		if err != nil || !reflect.DeepEqual(*p, again) {
			t.Fatalf("%s: %+v, written and read again: %+v, %v", query, *p, again, err)
		}
	})
}

// FuzzStream: a stream yields the elements of an array as decoding the whole of
// it does.
func FuzzStream(f *testing.F) {
	for _, document := range []string{`[]`, `[{"name":"a"},{"name":"b","next":null} ]`, ` [ {"name":"]\""}]`, `[{"name":"a"},]`, `[{"name":"a"}`, `[{}]`} {
		f.Add(document)
	}
	f.Fuzz(func(t *testing.T, document string) {
		var streamed []part
		var fault error
		for v, err := range DecodeStream[part](strings.NewReader(document), "") {
			if fault = err; err == nil {
				streamed = append(streamed, *v)
			}
		}
		v, err := decode[sample](`{"parts":` + document + `}`)
		isArray := strings.HasPrefix(strings.TrimLeft(document, " \t\r\n"), "[") && json.Valid([]byte(document))
		if (fault == nil) != (err == nil && isArray) && !strings.Contains(message(err), "deeper") {
			t.Fatalf("%q: %v, but as a whole: %v", document, fault, err)
		}
		if fault == nil && len(streamed) > 0 {
			equal(t, v.Parts.Or(nil), streamed)
		}
	})
}
