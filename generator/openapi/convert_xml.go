package openapi

import (
	"regexp"
	"strings"

	"example.com/burin/generator/model"
)

// xmlName is what an element or an attribute may be called here: a name of
// Namespaces in XML 1.0, section 4, without its colon.
var xmlName = regexp.MustCompile(`^[\p{L}_][\p{L}\p{Nd}_.-]*$`)

// markup converts how the schema of a body stands in XML (section 4.7.26): the name
// of the document's element, and of each property where that is not its own. What
// has no form in XML makes the body one of text.
func (c *converter) markup(content *model.Content, n *node) {
	c.beyondXML = ""
	c.markupRoot(content, n)
	if c.beyondXML != "" {
		c.note(n, "the XML is left to the caller as text: "+c.beyondXML)
		*content = model.Content{MediaType: content.MediaType, Form: model.Text}
	}
}

func (c *converter) markupRoot(content *model.Content, n *node) {
	e, s := c.effective(n), content.Schema
	content.Root = c.tagOf(e, c.rootName(n, e))
	if s.Kind == model.List {
		items := c.effective(e.get("items"))
		content.Item = c.tagOf(items, c.rootName(e.get("items"), items))
		if name, _ := e.get("xml").string("name"); name == "" {
			content.Root = content.Item + "s"
			c.note(n, "the element of a list has no name in the description: it is written as "+content.Root+", and read under any name")
		}
	}
	c.markupSchema(s, n, map[*model.Type]bool{})
}

// rootName is what the element of a document is called where no xml object says so:
// as the component, or after the place of the schema.
func (c *converter) rootName(n, e *node) string {
	if c.isComponent(e) {
		return e.key
	}
	if ref, given := n.string("$ref"); given {
		return ref[strings.LastIndexByte(ref, '/')+1:]
	}
	if types := e.types(); len(types) == 1 {
		return types[0]
	}
	return "value"
}

// tagOf writes the name of an element, with the namespace and the prefix of an XML
// Object.
func (c *converter) tagOf(e *node, usual string) string {
	hints := e.get("xml")
	tag := usual
	if name, given := hints.string("name"); given {
		tag = name
	}
	if !xmlName.MatchString(tag) {
		c.beyondXML = quoted(tag) + " cannot be the name of an element"
	}
	if prefix, given := hints.string("prefix"); given && prefix != "" {
		tag = prefix + ":" + tag
	}
	if space, given := hints.string("namespace"); given && space != "" {
		tag = space + " " + tag
	}
	return tag
}

// markupSchema converts the properties of the objects that a document in XML holds.
func (c *converter) markupSchema(s *model.Schema, n *node, seen map[*model.Type]bool) {
	switch {
	case s == nil:
	case s.Kind == model.List && s.Elem != nil && s.Elem.Kind != model.List:
		c.markupSchema(s.Elem, n, seen)
	case s.Kind == model.List, s.Kind == model.Map, s.Kind == model.Any, isUnion(s):
		c.beyondXML = "a choice, a map, any value or a list of lists has no form in it"
	case s.Kind == model.Own:
		c.beyondXML = "what a type of " + goType + " holds has no form in it"
	case isObject(s) && !seen[s.Type]:
		seen[s.Type] = true
		if s.Type.Additional != nil {
			c.note(n, "further properties are not in the XML")
		}
		for _, p := range s.Type.Properties {
			if property := c.nodes[s.Type].find("properties", p.Name); property != nil {
				p.Markup = c.propertyMarkup(p, property)
				c.markupSchema(p.Schema, property, seen)
			}
		}
	}
}

// propertyMarkup converts the XML Object of a property; nil where it stands as it
// is called.
func (c *converter) propertyMarkup(p *model.Property, n *node) *model.Markup {
	e := c.effective(n)
	hints := e.get("xml")
	m := &model.Markup{Tag: c.tagOf(e, p.Name), Attribute: hints.isTrue("attribute")}
	if p.Schema != nil && p.Schema.Kind == model.List {
		items := c.effective(e.get("items"))
		wrapped := hints.isTrue("wrapped")
		outer := m.Tag
		if !wrapped {
			outer = p.Name
		}
		m.Tag = outer
		if items.get("xml") != nil {
			m.Tag = c.tagOf(items, p.Name)
		}
		if wrapped {
			m.Tag, m.Item = outer, m.Tag
		}
	}
	if m.Attribute && !isScalar(p.Schema) {
		c.beyondXML = "an attribute cannot hold more than a simple value"
	}
	if *m == (model.Markup{Tag: p.Name}) {
		return nil
	}
	return m
}
