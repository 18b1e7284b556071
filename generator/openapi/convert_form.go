package openapi

import (
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"

	"example.com/burin/generator/model"
)

// form converts the schema of a form, whose properties are its parts (section
// 4.7.14.3 and after).
func (c *converter) form(content *model.Content, media, n *node) *model.Content {
	target := c.effective(n)
	if target == nil {
		return nil
	}
	if c.jsonKind(target) != kindObject {
		c.note(n, "a form that is no object of properties is left to the caller as bytes")
		content.Form = model.Binary
		return content
	}
	t := c.types[target]
	if t != nil && (content.Form == model.URLEncoded || !c.hasFiles(target)) {
		content.Type = t
	} else {
		if target == n {
			c.fields(n)
		}
		if checks := c.heldProperties(target, kindObject); len(checks) > 0 {
			c.note(target, quoted(checks[len(checks)-1].Keyword)+" is not checked of a form with files")
		}
	}
	if others := target.get("additionalProperties"); len(others.fields()) > 0 && (content.Type == nil || !t.HasSimpleOthers()) {
		c.note(others, "further properties are not in the form, but for simple values where it has no files")
	}
	required, encoding := target.get("required"), media.get("encoding")
	for _, member := range target.get("properties").fields() {
		if property := c.effective(member); property == nil || member.cut || property.isTrue("readOnly") && content.Type == nil {
			continue
		}
		part := &model.Part{Parameter: model.Parameter{
			Pos: member.place(), Name: member.key, Required: required.has(member.key), Doc: c.doc(c.speaking(member)),
		}}
		if content.Type != nil {
			i := slices.IndexFunc(t.Properties, func(p *model.Property) bool { return p.Name == member.key })
			part.Property = t.Properties[i]
		}
		if c.part(part, member, content.Form); part.File || part.Schema != nil {
			c.encoding(part, encoding.get(member.key))
			if part.Property == nil && !part.File && !part.Required {
				part.Default = c.defaultOf(part.Schema, member)
			}
			content.Parts = append(content.Parts, part)
		}
	}
	return content
}

// hasFiles says whether a part of a form of parts is a file, or several.
func (c *converter) hasFiles(form *node) bool {
	return slices.ContainsFunc(form.get("properties").fields(), func(member *node) bool {
		part := c.effective(member)
		return part != nil && (isBinary(part) || part.get("items") != nil && isBinary(c.effective(part.get("items"))))
	})
}

// part finds out what a field of a form holds.
func (c *converter) part(p *model.Part, n *node, form model.Form) {
	target := c.effective(n)
	if form == model.Multipart {
		items := c.effective(target.get("items"))
		switch {
		case isBinary(target):
			p.File = true
			return
		case target.get("items") != nil && isBinary(items):
			p.File, p.Many = true, true
			return
		}
	}
	if p.Property != nil {
		p.Schema = p.Property.Schema
	} else {
		p.Schema = c.schemaAt(n)
	}
	if p.Schema == nil {
		return
	}
	p.Explode = true
	switch s := p.Schema; {
	case s.Kind == model.List:
		p.JSON = !isScalar(s.Elem)
	case isObject(s):
		p.JSON = form == model.Multipart || slices.ContainsFunc(s.Type.Properties, func(p *model.Property) bool { return !isScalar(p.Schema) })
	default:
		p.JSON = !isScalar(s)
	}
}

// isBinary says whether a schema is of bytes beside the document: in 3.0 of
// format binary, in 3.1 with a media type of its own and no encoding as text.
func isBinary(n *node) bool {
	format, _ := n.string("format")
	return format == "binary" || n.get("contentMediaType") != nil && n.get("contentEncoding") == nil
}

// encoding converts an Encoding Object.
func (c *converter) encoding(p *model.Part, n *node) {
	if n == nil {
		return
	}
	c.fields(n)
	if types, given := n.string("contentType"); given {
		for name := range strings.SplitSeq(types, ",") {
			p.Types = append(p.Types, strings.TrimSpace(name))
		}
		if !p.File && isJSONType(p.Types[0]) {
			p.JSON = true
		}
	}
	if style := n.get("style"); style != nil && p.Schema != nil {
		p.Style = parameterStyles[style.text]
		if p.Style == model.DeepObject { // which is how values within values can stand
			p.JSON = false
			c.parameterSchema(&p.Parameter, n, openapi3.ParameterInQuery)
		}
	}
	if explode := n.get("explode"); explode != nil {
		p.Explode = n.isTrue("explode")
	}
	p.Reserved = n.isTrue("allowReserved")
	for _, header := range n.get("headers").fields() {
		c.note(header, "the headers of a part are those of its File")
	}
}
