package openapi

import (
	"regexp"
	"slices"

	"example.com/burin/generator/model"
)

// heldKeys are the keywords that neither the Go type nor the rules of a kind of
// schema say, by kind. They are held against the JSON of a value.
var heldKeys = map[string][]string{
	kindString:  {"allOf", "not", "if"},
	kindInteger: {"allOf", "not", "if"},
	kindNumber:  {"allOf", "not", "if"},
	kindBoolean: {"allOf", "not", "if"},
	kindArray:   {"enum", "const", "contains", "allOf", "not", "if"},
	kindMap:     {"enum", "const", "propertyNames", "minProperties", "maxProperties", "required", "dependentRequired", "allOf", "not", "if", "dependentSchemas"},
	kindObject: {"enum", "const", "propertyNames", "minProperties", "maxProperties", "dependentRequired",
		"allOf", "anyOf", "oneOf", "not", "if", "dependentSchemas"},
}

// held gives what is to be held against the JSON of values of a schema, with
// further keywords.
func (c *converter) held(e *node, kind string, further ...string) []*model.Check {
	return c.checksOf(e, append(further, heldKeys[kind]...)...)
}

// heldElements gives that for arrays.
func (c *converter) heldElements(e *node) []*model.Check {
	has := func(key string) bool { m := e.get(key); return m != nil && !m.cut }
	var further []string
	if has("prefixItems") {
		further = append(further, "prefixItems", "items")
	}
	if !has("items") {
		further = append(further, "unevaluatedItems")
	}
	return c.held(e, kindArray, further...)
}

// element gives the schema of the elements of an array; nil where that is at
// fault. Where the first ones are described by themselves, elements are of a type
// that fits all, which is any JSON unless all are scalars of one.
func (c *converter) element(e *node) *model.Schema {
	items, first := e.get("items"), e.get("prefixItems").kept()
	anything := &model.Schema{Pos: e.place(), Kind: model.Any, Nullable: true}
	switch {
	case len(first) == 0 && items != nil && !items.cut:
		return c.schemaAt(items)
	case len(first) == 0:
		return anything
	case items != nil && items.kind == object && !items.cut:
		first = append(first, items)
	case items == nil || items.cut || items.text == "true":
		return anything
	}
	kinds := map[string]bool{}
	for _, item := range first {
		form := c.effective(item)
		if form == nil || form.kind != object || nullable(form) || form.get("format") != nil || len(form.types()) != 1 {
			return anything
		}
		kinds[form.types()[0]] = true
	}
	scalars := map[string]model.Kind{kindString: model.String, kindInteger: model.Int64, kindNumber: model.Double, kindBoolean: model.Boolean}
	for kind := range kinds {
		if scalar := scalars[kind]; len(kinds) == 1 && scalar != 0 {
			return &model.Schema{Pos: e.place(), Kind: scalar}
		}
	}
	return anything
}

// lonePattern gives the pattern that the names of all properties have which are
// not declared, and the schema of those; nil where there are others.
func (c *converter) lonePattern(e *node) *node {
	patterns := e.get("patternProperties")
	others := e.get("additionalProperties")
	if len(patterns.fields()) != 1 || others == nil || others.kind != boolean || others.text == "true" || patterns.cut || others.cut {
		return nil
	}
	only := patterns.members[0]
	re2, fault := translate(only.key)
	if fault != "" || only.cut || only.kind != object {
		return nil
	}
	pattern := regexp.MustCompile(re2)
	if slices.ContainsFunc(e.get("properties").keys(), pattern.MatchString) {
		return nil
	}
	return only
}

// hasPatterns says whether properties are described by the patterns of their
// names.
func hasPatterns(e *node) bool {
	patterns := e.get("patternProperties")
	return patterns != nil && !patterns.cut && len(patterns.members) > 0
}

// evaluates says whether what a schema refuses beyond what others spoke for goes
// by the value.
func evaluates(e *node) bool {
	rest := e.get("unevaluatedProperties")
	if rest == nil || rest.cut || e.get("additionalProperties") != nil {
		return false
	}
	return hasPatterns(e) || slices.ContainsFunc([]string{"if", "dependentSchemas", "allOf"}, func(key string) bool { return e.get(key) != nil })
}

// heldProperties gives what is held against objects whose properties the type
// lists, or of a map.
func (c *converter) heldProperties(e *node, kind string) []*model.Check {
	var further []string
	if hasPatterns(e) {
		further = append(further, "patternProperties", "additionalProperties")
	}
	if evaluates(e) {
		further = append(further, "unevaluatedProperties")
	}
	list := c.held(e, kind, further...)
	if typed := c.lonePattern(e); typed != nil {
		for _, check := range list {
			if check.Keyword == "patternProperties" {
				check.Of = nil // the Go type says it
			}
		}
	}
	if names := e.get("properties").keys(); len(names) > 0 && len(further) > 0 {
		list = append([]*model.Check{{Keyword: model.Known, Words: names}}, list...)
	}
	return list
}

// speaksOf says whether checks are about properties that are not among the names:
// then a type has to keep such properties.
func speaksOf(checks []*model.Check, names []string) bool {
	return slices.ContainsFunc(checks, func(check *model.Check) bool {
		unknown := func(name string) bool { return !slices.Contains(names, name) }
		switch check.Keyword {
		case "enum", "const", "propertyNames", "minProperties", "maxProperties", "patternProperties", model.ECMAProperties, "additionalProperties", "unevaluatedProperties", "$ref":
			return true
		case "required", "dependentRequired", "properties", "dependentSchemas":
			if slices.ContainsFunc(check.Words, unknown) {
				return true
			}
			if check.Keyword == "properties" { // what holds within the value is another matter
				return false
			}
		}
		return slices.ContainsFunc(check.Of, func(of []*model.Check) bool { return speaksOf(of, names) })
	})
}

// partly notes objects in parameters and forms of which something is said about
// properties that are not declared: those are not read there.
func (c *converter) partly() {
	told := map[*model.Type]bool{}
	tell := func(t *model.Type) {
		if t == nil || t.Closed || told[t] || !speaksOf(t.Checks, propertyNames(t)) {
			return
		}
		told[t] = true
		c.note(c.nodes[t], quoted(t.Checks[len(t.Checks)-1].Keyword)+" is held against the properties that are declared, and no others, where this object is a parameter or a form")
	}
	for _, o := range c.api.Operations {
		for _, p := range slices.Concat(model.Parameters(o.Path), o.Query, o.Headers, o.Cookies) {
			if p.Schema != nil && !p.JSON {
				tell(p.Schema.Type)
			}
		}
		for _, content := range contents(o.Body) {
			tell(content.Type)
		}
	}
}

// nullHops is how many references are followed to find out whether null is allowed;
// beyond, it is. Each may lead to several.
const nullHops = 8

// allowsNull says whether null passes checks, following so many references.
func allowsNull(checks []*model.Check, hops int) bool {
	return !slices.ContainsFunc(checks, func(check *model.Check) bool {
		switch check.Keyword {
		case "false":
			return true
		case "type", "enum", "const":
			return !slices.Contains(check.Words, kindNull)
		case "$ref":
			return hops > 0 && !allowsNull(check.Ref.Checks, hops-1)
		case "allOf", "anyOf", "oneOf", "not":
			return !choiceAllowsNull(check, hops)
		case "if":
			branch := check.Of[1]
			if !allowsNull(check.Of[0], hops) {
				branch = check.Of[2]
			}
			return !allowsNull(branch, hops)
		}
		return false // it says nothing of null
	})
}

func choiceAllowsNull(check *model.Check, hops int) bool {
	passing := 0
	for _, of := range check.Of {
		if allowsNull(of, hops) {
			passing++
		}
	}
	switch check.Keyword {
	case "allOf":
		return passing == len(check.Of)
	case "oneOf":
		return passing == 1
	case "not":
		return passing == 0
	}
	return passing > 0
}
