package gocode

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/burin/generator/output"
)

func parse(t *testing.T, text string) *Package {
	t.Helper()
	p, err := Parse([]output.File{{Name: "api.go", Content: []byte("package api\n\nimport (\n\t\"iter\"\n\t\"net/http\"\n\t\"time\"\n)\n\n" + text)}})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// TestIncompatible holds what is said of small changes, among them of types of the
// standard library, which is not read.
func TestIncompatible(t *testing.T) {
	for _, test := range []struct {
		name, old, new string
		want           []Incompatibility
	}{
		{"nothing", "type A struct{ T time.Time }", "type A struct{ T time.Time }", nil},
		{"a field more", "type A struct{ T time.Time }", "type A struct{ T time.Time; U int }", nil},
		{"a field less", "type A struct{ T, U int }", "type A struct{ T int }", []Incompatibility{{"A.U", "A.U: removed"}}},
		{"another type of the library", "type A struct{ T time.Time }", "type A struct{ T time.Duration }",
			[]Incompatibility{{"A.T", "A.T: changed from time.Time to time.Duration"}}},
		{"a generic one", "func F() iter.Seq2[int, error] { return nil }", "func F() iter.Seq[int] { return nil }",
			[]Incompatibility{{"F", "F: changed from func() iter.Seq2[int, error] to func() iter.Seq[int]"}}},
		{"an embedded interface", "type A interface{ http.Handler; M() }", "type A interface{ http.Handler; N() }",
			[]Incompatibility{{"A.M", "A.M: removed"}, {"A.N", "A.N: added"}}},
		{"a method", "type A int\n\nfunc (a *A) M(n int) {}\nfunc (a A) N() {}", "type A int\n\nfunc (a *A) M(n string) {}\nfunc (a A) N() {}",
			[]Incompatibility{{"A.M", "(*A).M: changed from func(int) to func(string)"}}},
		{"what a generic type was of", "type O[T any] struct{ v T }\ntype B struct{ T, U O[int] }", "type O[T any] struct{ v T }\ntype B struct{ T int; U O[int] }",
			[]Incompatibility{{"B.T", "B.T: changed from O[int] to int"}}},
		{"no longer comparable", "type A struct{ T int }", "type A struct{ T int; U []int }", nil},
	} {
		if diff := cmp.Diff(test.want, Incompatible(parse(t, test.old), parse(t, test.new))); diff != "" {
			t.Errorf("%s:\n%s", test.name, diff)
		}
	}
}

func TestDeclaration(t *testing.T) {
	p := parse(t, `// A is a type.
type A struct {
	// B is a field.
	B int
}

// M is a method.
func (a *A) M() {}

const (
	C = 1
	D = 2
)

var E = []int{1}

type F interface{ G() }
`)
	for symbol, want := range map[string]Declaration{
		"A":   {"api.go", 9, "// A is a type.\ntype A struct {\n\t// B is a field.\n\tB int\n}"},
		"A.B": {"api.go", 11, "\t// B is a field.\n\tB int"},
		"A.M": {"api.go", 15, "// M is a method.\nfunc (a *A) M() {}"},
		"D":   {"api.go", 20, "\tD = 2"},
		"E":   {"api.go", 23, "var E = []int{1}"},
	} {
		if got, ok := p.Declaration(symbol); !ok || got != want {
			t.Errorf("%s: %+v, want %+v", symbol, got, want)
		}
	}
	if _, ok := p.Declaration("A.none"); ok {
		t.Error("what is not declared is found")
	}
}
