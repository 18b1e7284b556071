package query

import (
	"slices"
	"strconv"
	"strings"

	"example.com/burin/cmd/compliance-server/internal/instant"
	api "example.com/burin/generated/devicecompliance"
)

// literal is the value of the current token, as a property compares with it.
// A type that does not fit is known without looking at data, and an error.
func (p *parser) literal(property *Property) (any, error) {
	t := p.token
	switch {
	case t.kind != word && t.kind != quoted:
		return nil, p.unexpected("a literal")
	case t.kind == word && t.text == "null": // section 5.1.1.14.3
		return nil, nil
	case t.kind == word && p.entity.property(t.text) != nil:
		return nil, fault(p.text, t.offset, "comparing two properties is not supported: compare %s with a literal", property.Name)
	}
	value, ok := property.value(t)
	if !ok {
		return nil, fault(p.text, t.offset, "%s does not compare with %s: %s, or with null", property.Name, t, property.comparesWith())
	}
	return value, nil
}

// value reads a literal of the property's type (OData URL Conventions 4.01,
// section 5.1.1.14.1, and OData ABNF, section 7).
func (p *Property) value(t token) (any, bool) {
	plain := t.kind == quoted && t.prefix == ""
	switch p.Kind {
	case String:
		return t.text, plain
	case Integer:
		n, err := strconv.ParseInt(t.text, 10, 64)
		return n, t.kind == word && err == nil
	case Enum:
		// With or without the name of its type (section 5.1.1.14.1).
		return t.text, (plain || t.kind == quoted && t.prefix == p.Type) && slices.Contains(p.Values, t.text)
	default:
		d, err := parseDateTime(t.text)
		return instant.Key(d), t.kind == word && err == nil
	}
}

// parseDateTime reads RFC 3339, where OData also lets seconds be left out
// (OData ABNF, timeOfDayValue).
func parseDateTime(text string) (api.DateTime, error) {
	const toMinute = len("2017-01-01T00:00")
	if len(text) > toMinute && text[toMinute] != ':' {
		text = text[:toMinute] + ":00" + text[toMinute:]
	}
	return api.ParseDateTime(text)
}

func (p *Property) comparesWith() string {
	switch p.Kind {
	case String:
		return "write a string in single quotes, such as 'text'"
	case Integer:
		return "write a whole number of at most 64 bits, such as 12"
	case Enum:
		return "write one of '" + strings.Join(p.Values, "', '") + "'"
	default:
		return "write a date, time and offset, such as 2017-01-01T00:00:17Z, a + of the offset as %2B"
	}
}
