package openapi

import (
	"cmp"
	"math/big"
	"slices"
	"unicode/utf8"

	"example.com/burin/generator/model"
	"example.com/burin/templates"
)

// textFormats are the formats of strings that are of a kind of their own
// (OpenAPI Format Registry).
var textFormats = map[string]model.Kind{
	"date-time": model.DateTime, "date": model.Date, "uuid": model.UUID,
	"byte": model.Bytes, "base64url": model.Bytes, "decimal": model.Decimal,
}

// encodings are those that bytes stand in as text (JSON Schema 2020-12 Validation,
// section 8.3).
var encodings = map[string]model.Kind{"base64": model.Bytes, "base64url": model.Bytes}

// text converts a schema of strings.
func (c *converter) text(e *node) *model.Schema {
	if values := enumValues(e); values != nil {
		return c.enum(e, values, model.String)
	}
	s := &model.Schema{Kind: model.String}
	s.Rules.Checks = c.held(e, kindString)
	s.Rules.MinLength = c.integer(e.get("minLength"))
	s.Rules.MaxLength = c.integer(e.get("maxLength"))
	if pattern := e.get("pattern"); pattern != nil && !pattern.cut && pattern.kind == text {
		s.Rules.Pattern, s.Rules.ECMAPattern = c.pattern(pattern, pattern.text)
	}
	format, given := e.string("format")
	kind := textFormats[format]
	if encoding := e.get("contentEncoding"); encoding != nil && !encoding.cut && !given {
		format, given = encoding.text, true
		if kind = encodings[encoding.text]; kind == 0 {
			c.note(encoding, "the encoding "+quoted(format)+" is left alone")
			return s
		}
	}
	ruled := s.Rules.MinLength != nil || s.Rules.MaxLength != nil || s.Rules.Pattern != "" || s.Rules.ECMAPattern != ""
	switch {
	case !given || e.get("format") != nil && e.get("format").cut || format == "binary" || format == "password":
	case kind == 0:
		s.Rules.Format = c.format(e)
	case ruled && c.options.Formats && slices.Contains(judgedFormats, format):
		s.Rules.Format = format
	case ruled:
		c.note(cmp.Or(e.get("format"), e.get("contentEncoding")), "the format "+quoted(format)+" is not checked beside rules about the text")
	default:
		s.Kind = kind
	}
	return s
}

// judgedFormats are the formats that strings can be held against (JSON Schema
// 2020-12 Validation, section 7.3). idn-hostname is none of them: what it allows is
// in tables that Go's standard library does not have (RFC 5892).
var judgedFormats = []string{
	"date-time", "date", "time", "duration", "email", "idn-email", "hostname", "ipv4", "ipv6",
	"uri", "uri-reference", "iri", "iri-reference", "uuid", "uri-template", "json-pointer", "relative-json-pointer", "regex",
}

// format gives the format that a string is held against; "" where it is passed
// over, which is noted: it is an annotation (JSON Schema Wright-00, section 7.1).
func (c *converter) format(e *node) string {
	format := e.get("format")
	switch {
	case format == nil || format.cut:
		return ""
	case c.options.Formats && slices.Contains(judgedFormats, format.text):
		return format.text
	case slices.Contains(judgedFormats, format.text):
		c.note(format, "the format "+quoted(format.text)+` is not checked, unless burin.yaml has "validate: {formats: true}"`)
	default:
		c.note(format, "the format "+quoted(format.text)+" is not checked")
	}
	return ""
}

// boolean converts a schema of booleans.
func (c *converter) boolean(e *node) *model.Schema {
	s := &model.Schema{Kind: model.Boolean}
	values := enumValues(e)
	has := func(word string) bool {
		return slices.ContainsFunc(values, func(v *node) bool { return v.kind == boolean && v.text == word })
	}
	s.Nullable = slices.ContainsFunc(values, func(v *node) bool { return v.kind == null })
	s.Rules.Checks = c.held(e, kindBoolean)
	if values != nil && !(has("true") && has("false")) {
		s.Rules.Checks = c.held(e, kindBoolean, "enum", "const")
	}
	return s
}

// integer reads a bound exactly; nil where there is none.
func (c *converter) integer(n *node) *int64 {
	if n == nil || n.kind != number || n.cut {
		return nil
	}
	value := rational(n)
	if !value.IsInt() || !value.Num().IsInt64() {
		c.note(n, withArticle(n.key)+" that is no 64-bit integer is not checked")
		return nil
	}
	whole := new(big.Int).Set(value.Num()).Int64()
	return &whole
}

// enumValues lists the values that a schema allows, each once; nil where it
// does not list them.
func enumValues(e *node) []*node {
	if only := e.get("const"); only != nil && !only.cut {
		return []*node{only}
	}
	enum := e.get("enum")
	if enum == nil || enum.cut {
		return nil
	}
	values := []*node{}
	seen := map[string]bool{}
	for _, value := range enum.kept() {
		if key := value.kind.String() + value.text; !seen[key] || value.kind == array || value.kind == object {
			seen[key] = true
			values = append(values, value)
		}
	}
	return values
}

// enum converts a schema that lists its values. One value is a rule; several
// are a type, as is what a component lists. Values that no Go constant is made of
// are held against the JSON.
func (c *converter) enum(e *node, values []*node, kind model.Kind) *model.Schema {
	s := &model.Schema{Kind: kind}
	s.Nullable = slices.ContainsFunc(values, func(v *node) bool { return v.kind == null })
	values = slices.DeleteFunc(slices.Clone(values), func(v *node) bool { return v.kind == null })
	fit := slices.DeleteFunc(slices.Clone(values), func(v *node) bool { return !fits(v, kind) })
	rules := []string{"minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "format"}
	if kind == model.String {
		rules = c.doubtful(e, fit)
	}
	checks := c.held(e, c.jsonKind(e), rules...)
	switch s.Rules.Checks = checks; {
	case len(fit) < len(values) && kind == model.Int64 && e.get("format") == nil:
		s.Kind = model.Decimal
		fallthrough
	case len(fit) < len(values) || len(values) == 0:
		s.Rules.Checks = append(c.checksOf(e, "enum", "const"), checks...)
		return s
	case len(values) == 1 && !c.isComponent(e) && kind == model.String:
		s.Rules.OneOf = []string{values[0].text}
		return s
	case len(values) == 1 && !c.isComponent(e):
		s.Rules.Minimum, s.Rules.Maximum = boundOf(values[0], false), boundOf(values[0], false)
		return s
	}
	if t := c.sameEnum(e, values, kind); t != nil {
		return &model.Schema{Kind: model.Named, Type: t, Nullable: s.Nullable}
	}
	t := c.newType(e, model.Enum)
	t.Checks = checks
	if kind != model.String {
		t.Of = kind
	}
	for _, value := range values {
		t.Members = append(t.Members, &model.Member{Pos: value.pos, Value: value.text})
	}
	c.enumWishes(t, e, values)
	return &model.Schema{Kind: model.Named, Type: t, Nullable: s.Nullable}
}

// doubtful lists the keywords about strings that not all values of an enum follow.
func (c *converter) doubtful(e *node, values []*node) []string {
	least, most := c.integer(e.get("minLength")), c.integer(e.get("maxLength"))
	list := []string{"format"}
	for _, v := range values {
		length := int64(utf8.RuneCountInString(v.text))
		if least != nil && length < *least {
			list = append(list, "minLength")
		}
		if most != nil && length > *most {
			list = append(list, "maxLength")
		}
		if m := e.get("pattern"); m != nil && !m.cut {
			if matches, fault := templates.CompilePattern(m.text); fault != "" || !matches(v.text) {
				list = append(list, "pattern")
			}
		}
	}
	return list
}

// fits says whether a value can be a constant of an enum.
func fits(v *node, kind model.Kind) bool {
	if kind == model.String {
		return v.kind == text
	}
	r, whole := ranges[kind]
	if !whole || kind == model.Uint64 || v.kind != number || !rational(v).IsInt() {
		return false
	}
	n := rational(v).Num()
	return n.IsInt64() && n.Int64() >= r.least && (n.Sign() < 0 || n.Uint64() <= r.most)
}
