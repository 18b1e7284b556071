package oracle

import (
	"testing"

	"example.com/burin/generated/features/keywords"
	"example.com/burin/generated/features/sets"
)

// FuzzKeywords holds that a document which is right in one pass is right after
// reading too, and again when it is written and read anew.
func FuzzKeywords(f *testing.F) {
	for name, values := range setsValues {
		for _, value := range values {
			f.Add([]byte(`{"` + name + `":` + value + `}`))
		}
	}
	for _, values := range []map[string][]string{paymentValues, wordsValues, listsValues, mapsValues, choicesValues, nodeValues} {
		for name, list := range values {
			for _, value := range list {
				f.Add([]byte(`{"kind":"card","card":"1","expiry":"1","` + name + `":` + value + `}`))
			}
		}
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		for _, v := range []interface {
			checked
			MarshalJSON() ([]byte, error)
		}{&sets.Sets{}, &keywords.Payment{}, &keywords.Words{}, &keywords.Lists{}, &keywords.Maps{}, &keywords.Choices{}, &keywords.Node{}} {
			if decodeChecked(src, v) != nil {
				continue
			}
			if err := v.Validate(); err != nil {
				t.Fatalf("%T %s: right in one pass, and then %v", v, src, err)
			}
			text, err := v.MarshalJSON()
			if err != nil {
				t.Fatalf("%T %s: %v", v, src, err)
			}
			if err := decodeChecked(text, v); err != nil {
				t.Fatalf("%T %s: written as %s, which is wrong: %v", v, src, text, err)
			}
		}
	})
}

func decodeChecked(src []byte, v any) error {
	switch v := v.(type) {
	case *sets.Sets:
		return sets.DecodeValid(src, v)
	case *keywords.Payment:
		return keywords.DecodeValid(src, v)
	case *keywords.Lists:
		return keywords.DecodeValid(src, v)
	case *keywords.Maps:
		return keywords.DecodeValid(src, v)
	case *keywords.Choices:
		return keywords.DecodeValid(src, v)
	case *keywords.Node:
		return keywords.DecodeValid(src, v)
	}
	return keywords.DecodeValid(src, v.(*keywords.Words))
}
