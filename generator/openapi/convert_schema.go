package openapi

import (
	"math/big"
	"slices"

	"github.com/getkin/kin-openapi/openapi3"

	"example.com/burin/generator/model"
)

// declare makes a named type of a component that is one: an object, or an enum
// of strings.
func (c *converter) declare(n *node, v *openapi3.Schema) {
	t := &model.Type{Pos: n.place(), Name: n.key, Doc: c.doc(n)}
	switch {
	case v.Type.Includes(openapi3.TypeObject):
		t.Kind = model.Object
	case v.Type.Includes(openapi3.TypeString) && n.get("enum") != nil && v.Format == "":
		t.Kind = model.Enum
	default:
		return
	}
	c.types[n], c.nodes[t] = t, n
	c.api.Types = append(c.api.Types, t)
}

// define fills a named type in.
func (c *converter) define(t *model.Type, n *node, v *openapi3.Schema) {
	c.fields(n)
	c.idle(n, c.schemaType(n))
	c.combined(n)
	if t.Kind == model.Enum {
		c.enum(t, n)
		return
	}
	if enum := n.get("enum"); enum != nil {
		c.unsupported(enum, "an enum of objects")
	}
	t.Closed = c.closed(n.get("additionalProperties"))
	required := n.get("required")
	for _, member := range n.get("properties").fields() {
		if ref := v.Properties[member.key]; ref != nil && ref.Value != nil {
			t.Properties = append(t.Properties, c.property(member, ref, required.has(member.key)))
		}
	}
}

// enum converts the members of an enum of strings.
func (c *converter) enum(t *model.Type, n *node) {
	for _, rule := range []string{"minLength", "maxLength"} {
		if member := n.get(rule); member != nil {
			c.unsupported(member, quoted(rule)+" of an enum")
		}
	}
	for _, item := range distinct(n.get("enum")) {
		t.Members = append(t.Members, &model.Member{Pos: item.pos, Value: item.text})
	}
}

// distinct lists the strings of an enum, each once.
func distinct(enum *node) []*node {
	var items []*node
	for _, item := range enum.list() {
		same := func(other *node) bool { return other.text == item.text }
		if item.kind == text && !slices.ContainsFunc(items, same) {
			items = append(items, item)
		}
	}
	return items
}

// closed reads additionalProperties: whether no others are allowed.
func (c *converter) closed(n *node) bool {
	switch {
	case n == nil:
		return false
	case n.kind == boolean:
		return n.text == "false"
	case n.kind == object && len(n.members) > 0:
		c.unsupported(n, `a schema for "additionalProperties"`)
	}
	return false
}

// property converts one property of an object.
func (c *converter) property(n *node, ref *openapi3.SchemaRef, required bool) *model.Property {
	p := &model.Property{Pos: n.place(), Name: n.key, Required: required, Schema: c.schema(ref, n), Doc: c.doc(c.speaking(n, ref))}
	switch v := ref.Value; {
	case v.ReadOnly && v.WriteOnly:
		c.unsupported(n, "a property that is both read-only and write-only")
	case v.ReadOnly:
		p.Access = model.ReadOnly
	case v.WriteOnly:
		p.Access = model.WriteOnly
	}
	return p
}

// speaking finds the schema whose words are about a property: its own, or where
// it refers to one that is written out in place, that one.
func (c *converter) speaking(n *node, ref *openapi3.SchemaRef) *node {
	if ref.Ref == "" {
		return n
	}
	if target := c.referred(n); c.types[target] == nil && n.get("description") == nil {
		return target
	}
	if !c.lint.is31 {
		return nil // words next to a reference are ignored (section 4.7.23.2)
	}
	return n
}

// schema converts a Schema Object or a reference to one; nil where it is not
// supported yet.
func (c *converter) schema(ref *openapi3.SchemaRef, n *node) *model.Schema {
	if ref.Ref == "" || n.get("$ref") == nil {
		return c.inline(n, ref.Value)
	}
	c.besideReference(n)
	target := c.referred(n)
	switch t := c.types[target]; {
	case t != nil:
		return &model.Schema{Pos: n.place(), Kind: model.Named, Type: t, Nullable: nullable(target)}
	case !c.isComponent(target):
		c.unsupported(n.get("$ref"), "a reference to what is not in components/schemas")
	case slices.Contains(c.inlining, target):
		c.unsupported(target, "a schema that holds itself and is no object")
	default:
		c.inlining = append(c.inlining, target)
		s := c.inline(target, c.lib.doc.Components.Schemas[target.key].Value)
		c.inlining = c.inlining[:len(c.inlining)-1]
		if s != nil {
			s.Pos = n.place()
		}
		return s
	}
	return nil
}

// besideReference looks at what stands next to a reference: ignored in 3.0, and
// part of the schema in 3.1, where words alone are supported.
func (c *converter) besideReference(n *node) {
	if c.lint.is31 {
		c.fields(n)
	}
	words := []string{"$ref", "$comment", "title", "description", "externalDocs", "deprecated", "readOnly", "writeOnly", "example", "examples"}
	for _, member := range n.fields() {
		switch {
		case !c.lint.is31 && member.key != "$ref":
			c.note(member, quoted(member.key)+` stands next to "$ref", where OpenAPI 3.0 ignores it`)
		case c.lint.is31 && !slices.Contains(words, member.key) && n.def.field(member.key) != nil && !member.cut && n.def.field(member.key).use != refused:
			c.unsupported(member, quoted(member.key)+` next to "$ref"`)
		}
	}
}

// nullable says whether a schema allows null.
func nullable(n *node) bool {
	return n.isTrue("nullable") || slices.Contains(n.types(), "null")
}

// schemaType gives the one type of a schema besides null; none where that is
// not one.
func (c *converter) schemaType(n *node) string {
	types := slices.DeleteFunc(slices.Clone(n.types()), func(name string) bool { return name == "null" })
	if len(types) == 1 {
		return types[0]
	}
	if len(types) > 1 {
		c.unsupported(n.get("type"), "a choice of types")
	}
	return ""
}

// inline converts a schema that is written where it is used; nil where it is not
// supported yet.
func (c *converter) inline(n *node, v *openapi3.Schema) *model.Schema {
	if v == nil || n.kind != object {
		c.unsupported(n, "a schema that is only true or false")
		return nil
	}
	c.fields(n)
	s := &model.Schema{Pos: n.place(), Nullable: nullable(n)}
	kind := c.schemaType(n)
	combined := c.combined(n)
	c.idle(n, kind)
	switch kind {
	case openapi3.TypeString:
		return c.text(s, n, v)
	case openapi3.TypeInteger, openapi3.TypeNumber:
		return c.number(s, n, v)
	case openapi3.TypeBoolean:
		s.Kind = model.Boolean
		c.noEnum(n, "booleans")
		return s
	case openapi3.TypeArray:
		return c.list(s, n, v)
	case openapi3.TypeObject:
		c.notYet(n, "an object that has no name is not supported yet: move it to components/schemas and refer to it")
	default:
		if !combined && len(n.types()) <= 1 {
			c.lacks(n, `a schema without a type is not supported yet: add "type"`)
		}
	}
	return nil
}

// combined reports a schema that is made of others, and says whether it is.
func (c *converter) combined(n *node) bool {
	if allOf := n.get("allOf"); allOf != nil {
		c.refuse(allOf)
	}
	return slices.ContainsFunc([]string{"allOf", "anyOf", "oneOf", "not", "if", "const"}, func(key string) bool { return n.get(key) != nil })
}

// keywordTypes are the keywords that say something about values of some types
// alone (JSON Schema 2020-12 Validation, section 6).
var keywordTypes = map[string][]string{
	"minLength": {"string"}, "maxLength": {"string"},
	"minimum": {"integer", "number"}, "maximum": {"integer", "number"},
	"items": {"array"}, "minItems": {"array"}, "maxItems": {"array"},
	"properties": {"object"}, "required": {"object"}, "additionalProperties": {"object"},
}

// idle notes the keywords that say nothing about values of the schema's type.
func (c *converter) idle(n *node, kind string) {
	for _, member := range n.members {
		if types := keywordTypes[member.key]; types != nil && kind != "" && !slices.Contains(types, kind) {
			c.note(member, quoted(member.key)+" says nothing of a value of type "+kind)
		}
	}
}

// typedFormats are the formats of strings that call for a type of their own, and
// so cannot be passed over.
var typedFormats = []string{"date", "time", "byte", "binary", "uuid", "duration"}

// text converts a schema of strings.
func (c *converter) text(s *model.Schema, n *node, v *openapi3.Schema) *model.Schema {
	s.Kind = model.String
	switch {
	case v.Format == "":
	case v.Format == "date-time":
		s.Kind = model.DateTime
		for _, rule := range []string{"minLength", "maxLength", "enum"} {
			if member := n.get(rule); member != nil {
				c.unsupported(member, quoted(rule)+" of a date-time")
			}
		}
		return s
	case slices.Contains(typedFormats, v.Format):
		c.unsupported(n.get("format"), "the format "+v.Format)
		return nil
	default:
		c.format(n)
	}
	s.Rules.MinLength = c.integer(n.get("minLength"))
	s.Rules.MaxLength = c.integer(n.get("maxLength"))
	for _, item := range distinct(n.get("enum")) {
		s.Rules.OneOf = append(s.Rules.OneOf, item.text)
	}
	return s
}

// format notes a format that is passed over: it is an annotation (JSON Schema
// Wright-00, section 7.1).
func (c *converter) format(n *node) {
	if format := n.get("format"); format != nil && !format.cut {
		c.note(format, "the format "+quoted(format.text)+" is not checked")
	}
}

// number converts a schema of numbers.
func (c *converter) number(s *model.Schema, n *node, v *openapi3.Schema) *model.Schema {
	whole := c.schemaType(n) == openapi3.TypeInteger
	switch {
	case whole && v.Format == "int32":
		s.Kind = model.Int32
	case whole:
		s.Kind = model.Int64
		if v.Format != "int64" {
			c.format(n)
		}
	case v.Format == "float":
		s.Kind = model.Float
	default:
		s.Kind = model.Double
		if v.Format != "double" {
			c.format(n)
		}
	}
	if !whole {
		c.noEnum(n, "numbers")
		for _, rule := range []string{"minimum", "maximum"} {
			if member := n.get(rule); member != nil {
				c.unsupported(member, quoted(rule)+" of a number that is no integer")
			}
		}
		return s
	}
	c.noEnum(n, "integers")
	s.Rules.Minimum = c.bound(s.Kind, n.get("minimum"))
	s.Rules.Maximum = c.bound(s.Kind, n.get("maximum"))
	return s
}

// noEnum refuses an enum of values that are not strings.
func (c *converter) noEnum(n *node, of string) {
	if enum := n.get("enum"); enum != nil && !enum.cut {
		c.unsupported(enum, "an enum of "+of)
	}
}

// integer reads a bound exactly; nil where there is none.
func (c *converter) integer(n *node) *int64 {
	if n == nil || n.kind != number {
		return nil
	}
	value := rational(n)
	if !value.IsInt() || !value.Num().IsInt64() {
		c.unsupported(n, withArticle(n.key)+" that is no 64-bit integer")
		return nil
	}
	whole := new(big.Int).Set(value.Num()).Int64()
	return &whole
}

// bound reads a bound of an integer, which has to be one itself.
func (c *converter) bound(kind model.Kind, n *node) *int64 {
	bound := c.integer(n)
	if bound != nil && kind == model.Int32 && *bound != int64(int32(*bound)) {
		c.fault(n, "no int32 reaches the %s %d: change it, or write format: int64", n.key, *bound)
	}
	return bound
}

// list converts a schema of arrays.
func (c *converter) list(s *model.Schema, n *node, v *openapi3.Schema) *model.Schema {
	s.Kind = model.List
	c.noEnum(n, "arrays")
	s.Rules.MinItems = c.integer(n.get("minItems"))
	s.Rules.MaxItems = c.integer(n.get("maxItems"))
	items := n.get("items")
	if items == nil || items.cut || v.Items == nil || v.Items.Value == nil {
		c.lacks(n, `an array without "items" is not supported yet: add the schema of its elements`)
		return nil
	}
	if s.Elem = c.schema(v.Items, items); s.Elem == nil {
		return nil
	}
	return s
}
