package openapi

import (
	"math/big"
	"slices"
	"strings"
)

// schema checks what the table does not say of a Schema Object.
func (l *linter) schema(n *node) {
	l.bounds(n, "minLength", "maxLength")
	l.bounds(n, "minItems", "maxItems")
	l.bounds(n, "minProperties", "maxProperties")
	l.bounds(n, "minimum", "maximum")
	l.enum(n)
	l.required(n)
	if multiple := n.get("multipleOf"); multiple != nil && multiple.kind == number && rational(multiple).Sign() <= 0 {
		l.add(multiple, multiple.pos, "multipleOf has to be greater than 0, and is %s", multiple.text)
	}
	if l.is31 {
		return
	}
	if kind, _ := n.string("type"); kind == "array" && n.get("items") == nil {
		l.note(n.place(), `an array needs "items" (section 4.7.24.1): without it the elements may be anything`)
		n.append(&node{kind: object, key: "items", pos: n.pos, keyPos: n.pos, parent: n, def: n.def})
	}
	if n.isTrue("readOnly") && n.isTrue("writeOnly") {
		l.add(n, n.get("writeOnly").place(), "a property cannot be both readOnly and writeOnly: remove one of the two")
	}
}

// rational gives the exact value of a number. Its exponent is small, since it
// is one that float64 can hold.
func rational(n *node) *big.Rat {
	value, ok := new(big.Rat).SetString(n.text)
	if !ok {
		return new(big.Rat)
	}
	return value
}

// bounds reports a lower bound above the upper one.
func (l *linter) bounds(n *node, low, high string) {
	from, to := n.get(low), n.get(high)
	if from == nil || to == nil || from.kind != number || to.kind != number || from.cut || to.cut {
		return
	}
	if rational(from).Cmp(rational(to)) > 0 {
		l.add(from, from.pos, "%s %s is greater than %s %s, so no value fits: change one of them", low, from.text, high, to.text)
	}
}

// types lists the types that a schema allows; none where it does not say.
func (n *node) types() []string {
	given := n.get("type")
	if given == nil || given.cut {
		return nil
	}
	if given.kind == text {
		return []string{given.text}
	}
	return given.strings()
}

// enum reports values that the schema's own type rules out.
func (l *linter) enum(n *node) {
	enum, types := n.get("enum"), n.types()
	if enum == nil || enum.kind != array {
		return
	}
	if len(enum.members) == 0 {
		l.add(enum, enum.place(), "an enum without values allows nothing: add some, or remove it")
	}
	if n.isTrue("nullable") && !l.is31 {
		types = append(types, "null")
	}
	first := map[string]*node{}
	for _, value := range enum.members {
		if len(n.types()) > 0 && !slices.ContainsFunc(types, value.isA) {
			l.add(value, value.pos, "the enum value is %s, and the type is %s: change one of them", value.kind, strings.Join(n.types(), " or "))
			continue
		}
		if value.kind == array || value.kind == object {
			continue
		}
		key := value.kind.String() + " " + value.text
		if other := first[key]; other != nil {
			l.note(value.pos, "the enum has this value at line "+line(other)+" already")
			continue
		}
		first[key] = value
	}
}

// isA says whether the value is of a type that JSON Schema knows.
func (n *node) isA(kind string) bool {
	switch kind {
	case "string":
		return n.kind == text
	case "integer":
		return n.kind == number && rational(n).IsInt()
	case "number":
		return n.kind == number
	case "boolean":
		return n.kind == boolean
	case "array":
		return n.kind == array
	case "object":
		return n.kind == object
	case "null":
		return n.kind == null
	}
	return true // an unknown type is reported as such
}

// required reports names given twice, and notes those that are no properties,
// which is allowed: the property is then required to be there and may be
// anything.
func (l *linter) required(n *node) {
	required := n.get("required")
	if required == nil || required.kind != array {
		return
	}
	if len(required.members) == 0 && !l.is31 { // JSON Schema Wright-00, section 5.15
		l.add(required, required.place(), `"required" has to have an item: add one, or remove it`)
	}
	properties := n.get("properties")
	first := map[string]*node{}
	for _, name := range required.members {
		if name.kind != text {
			continue
		}
		if other := first[name.text]; other != nil {
			l.add(name, name.pos, "%q is required twice: the first is at line %s, so remove one of the two", name.text, line(other))
			continue
		}
		first[name.text] = name
		if properties != nil && properties.get(name.text) == nil {
			l.note(name.pos, quoted(name.text)+" is required and no property of the schema"+suggest(name.text, properties.keys()))
		}
	}
}
