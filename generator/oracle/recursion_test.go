package oracle

import (
	"testing"

	"example.com/burin/generated/features/recursion"
)

// TestRecursion holds that what is in schemas which hold themselves is judged at every
// depth, and that null is where it may be.
func TestRecursion(t *testing.T) {
	decode := func(v any, text string) string {
		switch v := v.(type) {
		case *recursion.Tree:
			return texts(recursion.DecodeValid([]byte(text), v))
		case *recursion.A:
			return texts(recursion.DecodeValid([]byte(text), v))
		}
		return texts(recursion.DecodeValid([]byte(text), v.(*recursion.Sparse)))
	}
	for _, c := range []struct {
		v          any
		text, want string
	}{
		{&recursion.Tree{}, `{"value":null,"children":{"a":{"value":[null,{"b":null}],"list":[[{"value":1}]]}}}`, ""},
		{&recursion.Tree{}, `{"children":{"a":null}}`, "/children/a: must be an object"},
		{&recursion.A{}, `{"deep":[[],[[[]]]],"maps":{"a":{"b":{}}},"b":{"a":null}}`, ""},
		{&recursion.A{}, `{"deep":[[],[[[1]]]]}`, "/deep/1/0/0/0: must be of type array"},
		{&recursion.A{}, `{"deep":[null]}`, "/deep/0: must be of type array"},
		{&recursion.A{}, `{"maps":{"a":{"b":{"c":true}}}}`, "/maps/a/b/c: must be of type object"},
		{&recursion.A{}, `{"b":{"a":{"b":{}}}}`, "/b/a/b/a: is missing"},
		{&recursion.Sparse{}, `{"word":null,"again":null}`, ""},
	} {
		compare(t, decode(c.v, c.text), c.want)
	}
}
