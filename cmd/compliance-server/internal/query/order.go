package query

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// Key is a property to order by.
type Key struct {
	Property   *Property
	Descending bool
}

// ParseOrder reads the items of an $orderby; none is no order. The properties
// that are keys are added at the end unless they are there, so that the order
// is total, and the end of a page is a place in it. A fault is an *Error.
func ParseOrder(items []string, entity *Entity) ([]Key, error) {
	var keys []Key
	text, start := strings.Join(items, ","), 0
	if !utf8.ValidString(text) {
		return nil, &Error{1, "the order is not UTF-8"}
	}
	for _, item := range items {
		key, err := parseKey(text, start, start+len(item), entity)
		if err != nil {
			return nil, err
		}
		if has(keys, key.Property) {
			return nil, fault(text, start, "%s is named twice: name each property once", key.Property.Name)
		}
		keys = append(keys, key)
		start += len(item) + 1
	}
	for i := range entity.Properties {
		if p := &entity.Properties[i]; p.Key && !has(keys, p) {
			keys = append(keys, Key{Property: p})
		}
	}
	return keys, nil
}

func has(keys []Key, p *Property) bool {
	return slices.ContainsFunc(keys, func(k Key) bool { return k.Property == p })
}

// parseKey reads the item that stands between two bytes of the text.
func parseKey(text string, from, to int, entity *Entity) (Key, error) {
	l := lexer{text: text[:to], pos: from}
	name, direction, rest := l.next(), l.next(), l.next()
	if name.kind != word {
		return Key{}, fault(text, name.offset, "name a property to order by")
	}
	if direction.kind == open {
		return Key{}, fault(text, name.offset, "the function %s is not supported: name a property", name.text)
	}
	property := entity.property(name.text)
	if property == nil {
		return Key{}, fault(text, name.offset, "%s is not a property of %s", name.text, entity.Name)
	}
	if direction.kind != end && !direction.is("asc") && !direction.is("desc") {
		return Key{}, fault(text, direction.offset, "%s stands where asc, desc or a comma is expected", direction)
	}
	if rest.kind != end {
		return Key{}, fault(text, rest.offset, "%s stands where a comma is expected", rest)
	}
	return Key{property, direction.is("desc")}, nil
}
