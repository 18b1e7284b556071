package review

import (
	"fmt"
	"math/big"
	"reflect"
	"slices"

	"example.com/burin/generator/model"
)

// schema compares what two places hold; whether that may be null is nullable's.
// Where it is something else altogether, that alone is told.
func (c *comparer) schema(s spot, old, new *model.Schema) {
	switch {
	case old == nil && new == nil:
		return
	case old == nil:
		c.add("schema-set", s, "", typeText(new))
		return
	case new == nil:
		c.add("schema-unset", s, typeText(old), "")
		return
	}
	at := s.within("", old.Pos, new.Pos)
	if id := c.kindRule(old, new); id != "" {
		c.add(id, at, typeText(old), typeText(new))
		return
	}
	if old.Elem != nil && new.Elem != nil {
		items := s.within(", items", old.Elem.Pos, new.Elem.Pos)
		c.nullable(items, old.Elem, new.Elem)
		c.schema(items, old.Elem, new.Elem)
	}
	c.rules(at, old.Rules, new.Rules)
	c.rest(at, "schema", *old, *new, "Kind", "Type", "Elem", "Nullable", "Rules")
}

func (c *comparer) nullable(s spot, old, new *model.Schema) {
	if old == nil || new == nil || old.Nullable == new.Nullable || c.kindRule(old, new) != "" {
		return
	}
	s = s.within("", old.Pos, new.Pos)
	if new.Nullable {
		c.add("nullable", s, "never null", "may be null")
	} else {
		c.add("not-nullable", s, "may be null", "never null")
	}
}

// kindRule names the rule for another kind of value; "" where it is the same.
func (c *comparer) kindRule(old, new *model.Schema) string {
	switch {
	case old.Kind != new.Kind && wider(old.Kind, new.Kind):
		return "type-widened"
	case old.Kind != new.Kind && wider(new.Kind, old.Kind):
		return "type-narrowed"
	case old.Kind != new.Kind:
		return "type-changed"
	case old.Type == nil || new.Type == nil || c.key(old.Type) == c.key(new.Type):
		return ""
	case derives(old.Type, new.Type, c.key):
		return "type-to-base"
	case derives(new.Type, old.Type, c.key):
		return "type-to-derived"
	}
	return "type-changed"
}

// widths are numbers that hold each those before it.
var widths = [][]model.Kind{
	{model.Int8, model.Int16, model.Int32, model.Int64, model.Decimal},
	{model.Uint8, model.Uint16, model.Uint32, model.Uint64, model.Decimal},
	{model.Uint16, model.Int32}, {model.Uint32, model.Int64},
	{model.Uint8, model.Int16, model.Int32, model.Int64, model.Decimal},
	{model.Float, model.Double},
}

// wider reports whether every value of one kind is one of the other too.
func wider(from, to model.Kind) bool {
	for _, chain := range widths {
		if a, b := slices.Index(chain, from), slices.Index(chain, to); a >= 0 && b > a {
			return true
		}
	}
	return to == model.Any
}

// facet is how a rule on values compares.
type facet int

const (
	lower facet = iota + 1 // a bound: more is tighter
	upper                  // a bound: less is tighter
	set                    // of values: fewer is tighter
	other                  // tighter where it comes, looser where it goes
)

// facets says how each field of model.Rules compares, and Derived and MediaTypes
// of a schema.
var facets = map[string]facet{
	"MinLength": lower, "Minimum": lower, "MinItems": lower, "MinProperties": lower,
	"MaxLength": upper, "Maximum": upper, "MaxItems": upper, "MaxProperties": upper, "Precision": upper, "Scale": upper,
	"OneOf":   set,
	"Pattern": other, "ECMAPattern": other, "MultipleOf": other, "UniqueItems": other, "Checks": other, "Format": other, "URI": other, "Quoted": other,
}

// rules compares constraints: tightened, loosened, or neither.
func (c *comparer) rules(s spot, old, new model.Rules) {
	a, b := reflect.ValueOf(old), reflect.ValueOf(new)
	for i := range a.NumField() {
		name := a.Type().Field(i).Name
		was, is := render(a.Field(i)), render(b.Field(i))
		if was == is {
			continue
		}
		id := kebab(name)
		switch direction := compareFacet(facets[name], a.Field(i), b.Field(i), was, is); {
		case direction < 0:
			id += "-tightened"
		case direction > 0:
			id += "-loosened"
		default:
			id += "-changed"
		}
		if _, ok := ruleOf[id]; !ok {
			id = "rules-changed"
		}
		c.add(id, s, was, is)
	}
}

// compareFacet is below zero where the new value is tighter, above it where it
// is looser, and zero where it is another.
func compareFacet(f facet, a, b reflect.Value, was, is string) int {
	switch f {
	case set:
		return compareSets(a, b)
	case lower, upper:
		sign := 1
		if f == lower {
			sign = -1
		}
		switch {
		case was == "":
			return -1
		case is == "":
			return 1
		}
		if a.Type() == reflect.TypeFor[*model.Bound]() {
			return compareBounds(sign, a.Interface().(*model.Bound), b.Interface().(*model.Bound))
		}
		x, okX := new(big.Rat).SetString(was)
		y, okY := new(big.Rat).SetString(is)
		if !okX || !okY {
			return 0
		}
		return sign * y.Cmp(x)
	case other:
		switch {
		case a.IsZero():
			return -1
		case b.IsZero():
			return 1
		}
	}
	return 0
}

// compareBounds compares numbers, and where they are the same goes by whether they
// are themselves allowed.
func compareBounds(sign int, a, b *model.Bound) int {
	x, okX := new(big.Rat).SetString(a.Number)
	y, okY := new(big.Rat).SetString(b.Number)
	switch {
	case !okX || !okY:
		return 0
	case x.Cmp(y) != 0:
		return sign * y.Cmp(x)
	case a.Exclusive == b.Exclusive:
		return 0
	case b.Exclusive:
		return -1
	}
	return 1
}

func compareSets(a, b reflect.Value) int {
	old, okOld := a.Interface().([]string)
	new, okNew := b.Interface().([]string)
	switch {
	case !okOld || !okNew:
		return 0
	case len(old) == 0:
		return -1
	case len(new) == 0:
		return 1
	}
	lost := slices.ContainsFunc(old, func(v string) bool { return !slices.Contains(new, v) })
	won := slices.ContainsFunc(new, func(v string) bool { return !slices.Contains(old, v) })
	switch {
	case won && !lost:
		return 1
	case lost && !won:
		return -1
	}
	return 0
}

// kindNames are the kinds of value in words.
var kindNames = map[model.Kind]string{
	model.String: "string", model.Boolean: "boolean", model.Int32: "int32", model.Int64: "int64", model.Float: "float",
	model.Double: "double", model.DateTime: "date-time", model.Int8: "int8", model.Int16: "int16", model.Uint8: "uint8",
	model.Decimal: "decimal", model.Date: "date", model.TimeOfDay: "time of day", model.Duration: "duration",
	model.UUID: "uuid", model.Bytes: "bytes", model.Any: "anything", model.Stream: "stream",
	model.Uint16: "uint16", model.Uint32: "uint32", model.Uint64: "uint64", model.Own: "a type of its own", model.OwnText: "a type of its own",
}

// typeText says in words what a place holds.
func typeText(s *model.Schema) string {
	switch {
	case s == nil:
		return "nothing"
	case s.Kind == model.List:
		return "list of " + typeText(s.Elem)
	case s.Kind == model.Map:
		return "map of " + typeText(s.Elem)
	case s.Type != nil:
		return s.Type.Name
	}
	if name, ok := kindNames[s.Kind]; ok {
		return name
	}
	return fmt.Sprintf("kind %d", s.Kind)
}
