package openapi

import (
	"slices"

	"example.com/burin/generator/model"
)

// isMap says whether a schema of objects declares no properties and allows
// some: it is a map.
func isMap(e *node) bool {
	others := e.get("additionalProperties")
	return len(e.get("properties").fields()) == 0 && (others == nil || others.cut || others.kind == object || others.text == "true" || hasPatterns(e))
}

// newType makes the named type of a schema.
func (c *converter) newType(e *node, kind model.TypeKind) *model.Type {
	t := &model.Type{Pos: e.place(), Name: c.nameOf(e), Wish: c.wish(e), Doc: c.doc(e), Kind: kind}
	c.types[e], c.nodes[t] = t, e
	c.api.Types = append(c.api.Types, t)
	return t
}

// object converts a schema of objects with declared properties.
func (c *converter) object(e *node) *model.Schema {
	t := c.newType(e, model.Object)
	c.apart(func() {
		c.others(t, e)
		t.Checks = c.heldProperties(e, kindObject)
		required := e.get("required")
		for _, member := range e.get("properties").fields() {
			if !member.cut {
				t.Properties = append(t.Properties, c.property(member, required.has(member.key)))
			}
		}
		c.undeclared(t, required)
		t.Open = t.Open || !t.Closed && t.Additional == nil && speaksOf(t.Checks, propertyNames(t))
	})
	return &model.Schema{Kind: model.Named, Type: t}
}

// apart runs the conversion of a type of its own, in which a schema may stand
// again that is being converted outside.
func (c *converter) apart(convert func()) {
	outside := c.inlining
	c.inlining = nil
	convert()
	c.inlining = outside
}

// propertyNames lists the names of a type's properties.
func propertyNames(t *model.Type) []string {
	var names []string
	for _, p := range t.Properties {
		names = append(names, p.Name)
	}
	return names
}

// others converts what properties an object has beyond the declared ones.
func (c *converter) others(t *model.Type, e *node) {
	if only := c.lonePattern(e); only != nil {
		t.Additional = c.schemaAt(only)
		return
	}
	if t.Open = hasPatterns(e) || evaluates(e); t.Open {
		return
	}
	for _, key := range []string{"additionalProperties", "unevaluatedProperties"} {
		n := e.get(key)
		switch {
		case n == nil || n.cut:
		case n.kind == boolean:
			t.Closed = t.Closed || n.text == "false"
		case len(n.members) > 0 && t.Additional == nil:
			t.Additional = c.schemaAt(n)
		}
	}
}

// undeclared adds the properties that are required and not declared: they may
// be anything.
func (c *converter) undeclared(t *model.Type, required *node) {
	for _, name := range required.list() {
		known := func(p *model.Property) bool { return p.Name == name.text }
		if name.kind != text || name.cut || slices.ContainsFunc(t.Properties, known) || t.Closed {
			continue
		}
		s := &model.Schema{Pos: name.pos, Kind: model.Any, Nullable: true}
		if t.Additional != nil {
			copied := *t.Additional
			s = &copied
		}
		t.Properties = append(t.Properties, &model.Property{Pos: name.pos, Name: name.text, Required: true, Schema: s})
	}
}

// property converts one property of an object.
func (c *converter) property(n *node, required bool) *model.Property {
	p := &model.Property{Pos: n.place(), Name: n.key, Required: required, Schema: c.schemaAt(n), Wish: c.wish(n), Doc: c.doc(c.speaking(n))}
	if s := p.Schema; required && s != nil && s.Kind == model.String && len(s.Rules.OneOf) == 1 && !s.Nullable {
		p.Fixed = s.Rules.OneOf[0]
	}
	e := c.effective(n)
	is := func(key string) bool { return n.def != nil && n.isTrue(key) || e != nil && e.isTrue(key) }
	switch {
	case is("readOnly") && is("writeOnly"):
		c.unsupported(n, "a property that is both read-only and write-only")
	case is("readOnly"):
		p.Access = model.ReadOnly
	case is("writeOnly"):
		p.Access = model.WriteOnly
	}
	if p.Default = c.defaultOf(p.Schema, n); p.Access == model.ReadOnly {
		p.Default = nil
	}
	return p
}

// speaking finds the schema whose words are about a property: its own, or where
// it refers to one that is written out in place, that one.
func (c *converter) speaking(n *node) *node {
	if n.kind != object {
		return nil
	}
	if n.get("$ref") == nil || n.def != nil && n.get("description") != nil {
		return n
	}
	if e := c.effective(n); e != nil && e.kind == object && c.types[e] == nil {
		return e
	}
	if n.def == nil {
		return nil // words next to a reference are ignored (section 4.7.23.2)
	}
	return n
}

// endless makes a property optional that would have an object hold another of
// its type without end: no document has such a value.
func (c *converter) endless() {
	const open, done = 1, 2
	state := map[*model.Type]int{}
	var visit func(t *model.Type)
	visit = func(t *model.Type) {
		state[t] = open
		for _, p := range t.Properties {
			s := p.Schema
			if s == nil || !isObject(s) || !p.Required || s.Nullable || p.Access != model.ReadWrite {
				continue
			}
			switch state[s.Type] {
			case open:
				c.api.Unused = append(c.api.Unused, model.Note{Pos: p.Pos, Text: quoted(p.Name) + " requires an object that holds this one, without end: it is taken as optional"})
				p.Required = false
			case 0:
				visit(s.Type)
			}
		}
		state[t] = done
	}
	for _, t := range c.api.Types {
		if state[t] == 0 {
			visit(t)
		}
	}
}
