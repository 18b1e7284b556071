package openapi

import (
	"strings"

	"example.com/burin/generator/model"
)

// mediaExamples converts the examples of a body in JSON.
func (c *converter) mediaExamples(n *node, s *model.Schema) {
	if !hasExamples(s) {
		c.unshown(n)
		return
	}
	owner := c.nameOfOwner(n.parent.parent)
	c.example(n.get("example"), s, owner, model.Doc{})
	for _, member := range n.get("examples").fields() {
		if example := c.lint.deref(member); example != nil {
			c.example(example.get("value"), s, owner+"/"+member.key, c.doc(example))
		}
	}
}

// ownExamples converts the examples that schemas have themselves. Those of a named
// type go without a further name.
func (c *converter) ownExamples() {
	for _, n := range c.lint.seen {
		if n.def.name != "Schema" || n.cut || n.get("example") == nil && n.get("examples") == nil {
			continue
		}
		t := c.types[n]
		if merged := c.merged[n]; t == nil && merged != nil {
			t = c.types[merged]
		}
		s := &model.Schema{Pos: n.place(), Kind: model.Named, Type: t}
		if t == nil || !hasExamples(s) {
			c.unshown(n)
			continue
		}
		for _, value := range n.get("examples").list() {
			c.example(value, s, "", model.Doc{})
		}
		c.example(n.get("example"), s, "", model.Doc{})
	}
}

// hasExamples says whether examples of a schema are in the model: of a named type
// that has properties or forms, or of a list or a map of one.
func hasExamples(s *model.Schema) bool {
	if s != nil && (s.Kind == model.List || s.Kind == model.Map) {
		s = s.Elem
	}
	return s != nil && s.Type != nil && s.Type.Kind != model.Enum
}

// unshown notes that the examples of an object are not in the output.
func (c *converter) unshown(n *node) {
	for _, key := range []string{"example", "examples"} {
		if member := n.get(key); member != nil && !member.cut {
			c.note(member, what(member)+" is not in the output")
		}
	}
}

// example converts an example. One that does not follow its schema has been noted,
// and is left out; so is one that stands here for a second time.
func (c *converter) example(value *node, s *model.Schema, name string, doc model.Doc) {
	if value == nil || value.cut || !c.lint.sound[value] || c.shown[value] == s.Kind {
		return
	}
	c.shown[value] = s.Kind
	c.api.Examples = append(c.api.Examples, &model.Example{Pos: value.pos, Name: strings.Trim(name, "/"), Doc: doc, Schema: s, JSON: value.json()})
}
