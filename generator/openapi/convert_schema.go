package openapi

import (
	"slices"

	"github.com/getkin/kin-openapi/openapi3"

	"example.com/burin/generator/model"
)

// schema converts a Schema Object or a reference to one; nil where a fault of it
// was reported.
func (c *converter) schema(_ *openapi3.SchemaRef, n *node) *model.Schema { return c.schemaAt(n) }

// schemaAt converts the schema that stands at n.
func (c *converter) schemaAt(n *node) *model.Schema {
	c.besideReference(n)
	e := c.effective(n)
	if e == nil {
		return nil
	}
	s := c.converted(e)
	if s == nil {
		return nil
	}
	s.Pos = n.place()
	s.Nullable = s.Nullable || nullable(e) || n.def != nil && nullable(n)
	return s
}

// besideReference looks at what stands next to a reference, which OpenAPI 3.0
// ignores (section 4.7.23).
func (c *converter) besideReference(n *node) {
	if n.kind == object && n.get("$ref") != nil && !c.lint.is31 && !c.checked[n] {
		c.checked[n] = true
		for _, member := range n.members {
			if member.key != "$ref" {
				c.note(member, quoted(member.key)+` stands next to "$ref", where OpenAPI 3.0 ignores it`)
			}
		}
	}
}

// nullable says whether a schema allows null.
func nullable(n *node) bool {
	values := enumValues(n)
	listed := values == nil || slices.ContainsFunc(values, func(v *node) bool { return v.kind == null })
	return n.isTrue("nullable") || listed && slices.Contains(n.types(), "null")
}

// converted converts a schema that is combined of nothing any more: a type of
// its own is made once, the others are made wherever they are used.
func (c *converter) converted(e *node) *model.Schema {
	if s := c.foreign(e); s != nil {
		c.fields(e)
		return s
	}
	return c.made(e)
}

// made is converted for a schema whose Go type is made here.
func (c *converter) made(e *node) *model.Schema {
	if t := c.types[e]; t != nil {
		return &model.Schema{Kind: model.Named, Type: t, Nullable: c.nulls[e]}
	}
	if slices.Contains(c.inlining, e) {
		c.note(e, "this schema holds itself and is no object: within itself it is any JSON, held against it")
		itself := []*model.Check{{Keyword: "$ref", Ref: c.checkedAt(e)}}
		return &model.Schema{Kind: model.Any, Nullable: allowsNull(itself, nullHops), Rules: model.Rules{Checks: itself}}
	}
	s := c.makeType(e)
	c.nulls[e] = s != nil && s.Nullable
	return s
}

// makeType is made for a schema that is not being converted yet.
func (c *converter) makeType(e *node) *model.Schema {
	c.inlining = append(c.inlining, e)
	defer func() { c.inlining = c.inlining[:len(c.inlining)-1] }()
	c.fields(e)
	kind := c.jsonKind(e)
	c.idle(e, kind)
	switch kind {
	case kindNever:
		return &model.Schema{Kind: model.Any, Rules: model.Rules{Checks: c.checks(e)}}
	case kindUnion:
		return c.union(e)
	case kindString:
		return c.text(e)
	case kindInteger, kindNumber:
		return c.number(e)
	case kindBoolean:
		return c.boolean(e)
	case kindArray:
		return c.list(e)
	case kindMap:
		return c.mapping(e)
	case kindObject:
		return c.object(e)
	}
	return c.any(e)
}

// The kinds of schema, most of them named as their type is.
const (
	kindString  = "string"
	kindInteger = "integer"
	kindNumber  = "number"
	kindBoolean = "boolean"
	kindArray   = "array"
	kindObject  = "object" // of declared properties
	kindMap     = "map"    // an object without any
	kindUnion   = "union"
	kindNull    = "null"
	kindAny     = "any"
	kindNever   = "never"
)

// jsonKind says what a schema is of, by its type, or else by the keywords that
// are about one type alone.
func (c *converter) jsonKind(e *node) string {
	if e.kind != object {
		return map[string]string{"true": kindAny, "false": kindNever}[e.text]
	}
	types := withoutNull(e.types())
	if c.isUnion(e) {
		return kindUnion
	}
	switch {
	case len(types) == 1:
	case len(types) > 1:
		return kindUnion
	case len(e.types()) > 0:
		return kindNull
	default:
		types = []string{c.inferred(e)}
	}
	if types[0] == kindObject && isMap(e) {
		return kindMap
	}
	return types[0]
}

func withoutNull(types []string) []string {
	return slices.DeleteFunc(slices.Clone(types), func(name string) bool { return name == "null" })
}

// isUnion says whether a schema is a choice of others.
func (c *converter) isUnion(e *node) bool {
	if list := e.choice(); list != nil {
		return !c.onlyDemands(e, list)
	}
	return len(c.heirs(e)) > 0
}

// choice gives the alternatives of a schema; nil where it has none.
func (n *node) choice() *node {
	for _, key := range []string{"oneOf", "anyOf"} {
		if list := n.get(key); list != nil && !list.cut && len(list.kept()) > 0 {
			return list
		}
	}
	return nil
}

// inferred gives the type of a schema that does not say it.
func (c *converter) inferred(e *node) string {
	has := func(keys ...string) bool {
		return slices.ContainsFunc(keys, func(key string) bool { m := e.get(key); return m != nil && !m.cut })
	}
	switch {
	case has("properties", "additionalProperties", "required", "patternProperties"):
		return kindObject
	case has("items", "prefixItems"):
		return kindArray
	case has("enum", "const"):
		return kindOfValues(enumValues(e))
	}
	return kindAny
}

// kindOfValues gives the type that values share.
func kindOfValues(values []*node) string {
	kind := ""
	for _, value := range values {
		is := kindAny
		switch value.kind {
		case null:
			continue
		case text:
			is = kindString
		case boolean:
			is = kindBoolean
		case number:
			is = kindNumber
			if rational(value).IsInt() && kind != kindNumber {
				is = kindInteger
			}
		}
		if kind == kindInteger && is == kindNumber {
			kind = kindNumber
		}
		if kind != "" && kind != is {
			return kindAny
		}
		kind = is
	}
	if kind == "" {
		return kindAny
	}
	return kind
}

// keywordTypes are the keywords that say something about values of some types
// alone (JSON Schema 2020-12 Validation, section 6).
var keywordTypes = map[string][]string{
	"minLength": {"string"}, "maxLength": {"string"}, "pattern": {"string"},
	"minimum": {"integer", "number"}, "maximum": {"integer", "number"}, "multipleOf": {"integer", "number"},
	"items": {"array"}, "minItems": {"array"}, "maxItems": {"array"}, "uniqueItems": {"array"}, "prefixItems": {"array"},
	"contains": {"array"}, "minContains": {"array"}, "maxContains": {"array"}, "unevaluatedItems": {"array"},
	"properties": {"object"}, "required": {"object", "map"}, "additionalProperties": {"object", "map"},
	"minProperties": {"object", "map"}, "maxProperties": {"object", "map"}, "patternProperties": {"object", "map"}, "propertyNames": {"object", "map"},
	"dependentRequired": {"object", "map"}, "dependentSchemas": {"object", "map"}, "unevaluatedProperties": {"object", "map"},
}

// idle notes the keywords that say nothing about values of the schema's type.
func (c *converter) idle(n *node, kind string) {
	if kind == kindAny || kind == kindUnion || kind == kindNull || kind == kindNever {
		return
	}
	for _, member := range n.members {
		if types := keywordTypes[member.key]; types != nil && !slices.Contains(types, kind) {
			if kind == kindMap {
				kind = kindObject
			}
			c.note(member, quoted(member.key)+" says nothing of a value of type "+kind)
		}
	}
}

// any converts a schema of values that it says little of.
func (c *converter) any(e *node) *model.Schema {
	s := &model.Schema{Kind: model.Any, Rules: model.Rules{Checks: c.checks(e)}}
	if c.lint.is31 {
		s.Nullable = allowsNull(s.Rules.Checks, nullHops)
		return s
	}
	s.Nullable = slices.ContainsFunc(enumValues(e), func(v *node) bool { return v.kind == null })
	return s
}

// list converts a schema of arrays.
func (c *converter) list(e *node) *model.Schema {
	s := &model.Schema{Kind: model.List, Elem: c.element(e)}
	if s.Elem == nil {
		return nil
	}
	s.Rules.MinItems = c.integer(e.get("minItems"))
	s.Rules.MaxItems = c.integer(e.get("maxItems"))
	s.Rules.UniqueItems = e.isTrue("uniqueItems")
	s.Rules.Checks = c.heldElements(e)
	return s
}

// mapping converts a schema of objects whose names are not described.
func (c *converter) mapping(e *node) *model.Schema {
	s := &model.Schema{Kind: model.Map, Elem: &model.Schema{Pos: e.place(), Kind: model.Any, Nullable: true}}
	s.Rules.Checks = c.heldProperties(e, kindMap)
	values := e.get("additionalProperties")
	if only := c.lonePattern(e); only != nil {
		values = only
	} else if hasPatterns(e) || values == nil {
		values = nil
	}
	if values != nil && values.kind == object && !values.cut {
		if s.Elem = c.schemaAt(values); s.Elem == nil {
			return nil
		}
	}
	return s
}
