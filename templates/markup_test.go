package templates

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"
)

// track and disc stand for types that bodies of XML hold.
type track struct {
	Number Opt[int64]  `json:"number,omitzero" xml:"number,attr"`
	Name   string      `json:"name" xml:"urn:n n:title"`
	Next   Opt[*track] `json:"next,omitzero"`
	Words  []string    `json:"words"`
	Nested []track     `json:"nested,omitzero" xml:"all>one"`
}

func (v *track) walk(w *walker) {
	opt(w, `"number":`, &v.Number, asInt64)
	text(w, `"name":`, &v.Name)
	optMember(w, `"next":`, &v.Next)
	list(w, `"words":`, &v.Words, asString)
	nilList(w, `"nested":`, &v.Nested, asObject[track])
}

func (*track) alloc() object { return new(track) }

// FuzzMarkup reads any text: it is refused, or is JSON that becomes XML of the same
// JSON.
func FuzzMarkup(f *testing.F) {
	for _, text := range []string{
		`<track number="1"><n:title xmlns:n="urn:n">a</n:title><next><title>b</title></next><words>w</words><all><one/></all></track>`,
		`<a><title xsi:nil="true"/></a>`, `<a number="x"/>`, `<a/><b/>`, `<a>`, `<!DOCTYPE a><a/>`, ``, `<a><all>x</all></a>`,
	} {
		f.Add([]byte(text))
	}
	of := reflect.TypeFor[*track]()
	f.Fuzz(func(t *testing.T, text []byte) {
		once, err := decodeMarkup(text, of, "track", false)
		if err != nil {
			return
		}
		if !json.Valid(once) {
			t.Fatalf("%q becomes %q, which is not JSON", text, once)
		}
		written, err := encodeMarkup(once, of, "track", "")
		if err != nil {
			t.Fatalf("%s: %v", once, err)
		}
		twice, err := decodeMarkup(written, of, "track", true)
		if err != nil {
			t.Fatalf("%s: %v", written, err)
		}
		if !strings.ContainsAny(string(once), "\r\ufffd") && string(once) != string(twice) {
			t.Fatalf("%s becomes %s and %s", once, written, twice)
		}
	})
}
