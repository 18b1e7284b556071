package support

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/burin/generator/output"
)

func selected(t *testing.T, source string, besides ...string) string {
	t.Helper()
	files, err := Select("p", []output.File{{Name: "own.go", Content: []byte("package p\n" + source)}}, true, besides...)
	if err != nil {
		t.Fatal(err)
	}
	if len(files) == 0 {
		return ""
	}
	if diff := cmp.Diff([]string{"support.go"}, []string{files[0].Name}); diff != "" || len(files) > 1 {
		t.Fatal(diff)
	}
	return string(files[0].Content)
}

func TestNothingUsedNothingCopied(t *testing.T) {
	if got := selected(t, "type T struct{ opt, list int }\nfunc f(asString int) int { return asString }"); got != "" {
		t.Errorf("copied without need:\n%s", got)
	}
}

// TestReached: what a kept declaration uses is kept; what a file exports comes
// along; nothing else does, and no import, no method and no field of it.
func TestReached(t *testing.T) {
	got := selected(t, "type T struct{ A Opt[DateTime] }")
	for _, want := range []string{
		"package p\n", "type Opt[", "func Some[", "func Null[", "func IsNull[", "type DateTime ", "func ParseDateTime(",
		"func isDate(", "\"time\"", "func (o *Opt[T]) Get()",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("%s is missing", want)
		}
	}
	for _, unwanted := range []string{"walker", "Client", "\"net/http\"", "special("} {
		if strings.Contains(got, unwanted) {
			t.Errorf("%s is not needed", unwanted)
		}
	}
}

// TestFieldsAreTrimmed: a package of text alone has no use for a list's length
// in the judgement of rules.
func TestFieldsAreTrimmed(t *testing.T) {
	text := selected(t, "func (v *T) walk(w *walker) { field(w, `\"a\":`, &v.A, asString) }\nfunc (v *T) d() error { return decodeJSON(nil, v) }\ntype T struct{ A string }")
	list := selected(t, "func (v *T) walk(w *walker) { list(w, `\"a\":`, &v.A, asString) }\nfunc (v *T) d() error { return decodeJSON(nil, v) }\ntype T struct{ A []string }")
	if strings.Contains(text, "\tlength ") || !strings.Contains(list, "\tlength ") {
		t.Error("the field length has to be there where lists are, and not elsewhere")
	}
}

// TestOwnComesFirst: where the package declares something itself, the support
// source gives way.
func TestOwnComesFirst(t *testing.T) {
	got := selected(t, "func isDateTime(s string) bool { return true }\nvar _ DateTime")
	if strings.Contains(got, "func isDateTime(") || strings.Contains(got, "func isDate(") {
		t.Error("isDateTime is declared twice, or what only it used is kept")
	}
}

func TestBesides(t *testing.T) {
	if got := selected(t, "", "DecodeStream"); !strings.Contains(got, "func DecodeStream[") || !strings.Contains(got, "func (w *walker) skipValue()") {
		t.Error("DecodeStream or what it uses is missing")
	}
}

func TestNames(t *testing.T) {
	names, err := Names(true)
	if err != nil {
		t.Fatal(err)
	}
	if !slices.IsSorted(names) || !slices.Contains(names, "Opt") || !slices.Contains(names, "walker") || slices.Contains(names, "Get") {
		t.Errorf("the names are %v", names)
	}
}

// TestODataIsApart: packages of other descriptions keep the names that are for
// OData, and get none of its declarations.
func TestODataIsApart(t *testing.T) {
	for _, odata := range []bool{false, true} {
		names, err := Names(odata)
		if err != nil {
			t.Fatal(err)
		}
		files, err := Select("p", []output.File{{Name: "own.go", Content: []byte("package p\nvar _ Filter")}}, odata)
		if err != nil {
			t.Fatal(err)
		}
		if slices.Contains(names, "Filter") != odata || (len(files) > 0) != odata {
			t.Errorf("for OData %v: %v", odata, len(files))
		}
	}
}
