package emit

import (
	"bytes"
	"encoding/json"
	"errors"
	"math/big"
	"slices"
	"strings"

	"example.com/burin/generator/model"
)

// printed is what an example of a schema becomes where it is read and written
// again, as printJSON has it: numbers are of their types, and properties that the
// type does not keep are gone.
func (e *emitter) printed(s *model.Schema, text json.RawMessage) string {
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber()
	var value any
	if err := decoder.Decode(&value); err != nil {
		return "null"
	}
	var out strings.Builder
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(e.kept(s, value)); err != nil {
		return "null"
	}
	return strings.TrimSuffix(out.String(), "\n")
}

// kept is a value as its type keeps it.
func (e *emitter) kept(s *model.Schema, value any) any {
	if s.Foreign != nil {
		return unforeseen{}
	}
	switch v := value.(type) {
	case json.Number:
		return keptNumber(s, v)
	case []any:
		return e.keptList(s, v)
	case map[string]any:
		return e.keptObject(s, v)
	}
	return value
}

// unforeseen is what a type of the caller's makes of a value: an example with it is
// not shown.
type unforeseen struct{}

// MarshalJSON always fails.
func (unforeseen) MarshalJSON() ([]byte, error) { return nil, errors.ErrUnsupported }

// keptNumber is a number as the Go type writes it.
func keptNumber(s *model.Schema, n json.Number) any {
	kind := s.Kind
	if kind == model.Named && s.Type.Kind == model.Enum {
		kind = s.Type.Of
	}
	if kind == model.Named && s.Type.Kind == model.Union {
		for _, v := range s.Type.Union.Variants {
			if jsonType(v.Schema) == "number" {
				return keptNumber(v.Schema, n)
			}
		}
	}
	switch kind {
	case model.Float:
		f, _ := n.Float64()
		return float32(f)
	case model.Double:
		f, _ := n.Float64()
		return f
	case model.Int8, model.Int16, model.Int32, model.Int64, model.Uint8, model.Uint16, model.Uint32, model.Uint64:
		if r, ok := new(big.Rat).SetString(n.String()); ok && r.IsInt() {
			return json.Number(r.Num().String())
		}
	}
	return n
}

func (e *emitter) keptList(s *model.Schema, list []any) any {
	if isUnion(s) {
		for _, v := range s.Type.Union.Variants {
			if v.Schema.Kind == model.List {
				s = v.Schema
				break
			}
		}
	}
	if s.Kind == model.List {
		for i := range list {
			list[i] = e.kept(s.Elem, list[i])
		}
	}
	return list
}

func (e *emitter) keptObject(s *model.Schema, members map[string]any) any {
	switch {
	case s.Kind == model.Map:
		for name := range members {
			members[name] = e.kept(s.Elem, members[name])
		}
	case isUnion(s):
		if form := formOf(s.Type, members); form != nil {
			return e.keptObject(form, members)
		}
	case s.Kind == model.Named && s.Type.Kind == model.Object:
		e.keptProperties(s.Type, members)
	}
	return members
}

// keptProperties leaves out what a type does not know and does not keep.
func (e *emitter) keptProperties(t *model.Type, members map[string]any) {
	for name, value := range members {
		p := propertyOf(t, name)
		switch {
		case p != nil:
			members[name] = e.kept(p.Schema, value)
		case t.Additional != nil:
			members[name] = e.kept(t.Additional, value)
		case !e.keepsUnknown(t):
			delete(members, name)
		}
	}
}

// propertyOf finds a property of a type or its bases.
func propertyOf(t *model.Type, name string) *model.Property {
	for ; t != nil; t = t.Base {
		for _, p := range t.Properties {
			if p.Name == name {
				return p
			}
		}
	}
	return nil
}

// formOf is the form of a union that an object is of: one of the tag that it has,
// and of those one that has all that it requires, and as much as can be of what
// the object has; nil where it is of none.
func formOf(t *model.Type, members map[string]any) *model.Schema {
	tag, _ := members[t.Union.Tag].(string)
	var best *model.Schema
	least := -1
	for _, v := range t.Union.Variants {
		if v.Schema.Kind == model.Map && best == nil {
			best = v.Schema
		}
		if !isObject(v.Schema) || t.Union.Tag != "" && len(v.Tags) > 0 && !slices.Contains(v.Tags, tag) {
			continue
		}
		if n := strangers(v.Schema.Type, members); least < 0 || n < least {
			best, least = v.Schema, n
		}
	}
	return best
}

// strangers counts what speaks against an object being of a type: properties that
// the type lacks, and those that it requires and the object lacks.
func strangers(t *model.Type, members map[string]any) int {
	n := 0
	for name := range members {
		if propertyOf(t, name) == nil {
			n++
		}
	}
	for ; t != nil; t = t.Base {
		for _, p := range t.Properties {
			if _, has := members[p.Name]; !has && p.Required {
				n += 1000
			}
		}
	}
	return n
}
