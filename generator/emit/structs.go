package emit

import (
	"slices"
	"strings"

	"github.com/dave/jennifer/jen"

	"example.com/burin/generator/model"
)

// structs writes a struct for each object, and for the query parameters of
// each operation.
func (e *emitter) structs(f *jen.File) {
	for _, t := range e.api.Types {
		if t.Kind == model.Object {
			f.Add(e.structOf(t))
			f.Add(e.constructor(t))
			if e.families[t] {
				f.Add(e.union(t))
			}
		}
	}
	if !e.hasOperations() {
		return
	}
	for _, o := range e.api.Operations {
		if len(others(o)) > 0 {
			f.Add(e.paramsOf(o))
		}
	}
}

func (e *emitter) structOf(t *model.Type) *jen.Statement {
	name := e.names.Type(t)
	return typeComment(name, t).Type().Id(name).StructFunc(func(g *jen.Group) {
		if t.Base != nil {
			g.Id(e.names.Type(t.Base))
		}
		for _, p := range fieldsOf(t) {
			fieldType := e.goType(p.Schema)
			if IsOpt(p) {
				fieldType = e.optionalType(p.Schema)
			}
			omit := !p.Required || p.Access != model.ReadWrite
			g.Add(propertyComment(p).Id(e.names.Property(p)).Add(fieldType).Op(tag(p, omit)))
		}
		if t.Additional != nil {
			g.Comment("Further properties, by their names.")
			g.Id(e.names.Unknown(t)).Map(jen.String()).Add(e.valueType(t.Additional)).Op("`json:\"-\"`")
		} else if e.hasUnknown(t) {
			g.Comment("The properties that the description does not know.")
			unknown := g.Id(e.names.Unknown(t)).Id("Properties")
			if !isKin(t) {
				unknown.Op("`json:\"-\"`")
			}
		}
	}).Line()
}

// fieldsOf are the properties of a type that its JSON holds.
func fieldsOf(t *model.Type) []*model.Property {
	return slices.DeleteFunc(slices.Clone(t.Properties), func(p *model.Property) bool {
		s := p.Schema
		return s.Kind == model.Stream || s.Kind == model.List && s.Elem.Kind == model.Stream
	})
}

// tag names a property for who reads structs by reflection, where encoding/json
// allows the name in a tag.
func tag(p *model.Property, omit bool) string {
	name := p.Name
	if strings.ContainsAny(name, "\"\\,`'") {
		return ""
	}
	if omit {
		name += ",omitzero"
	}
	return "`json:\"" + name + "\"" + markupTag(p.Markup) + "`"
}

// markupTag says how a property stands in XML, where that is not as it is called.
func markupTag(m *model.Markup) string {
	if m == nil {
		return ""
	}
	text := m.Tag
	if m.Item != "" {
		text += ">" + m.Item
	}
	if m.Attribute {
		text += ",attr"
	}
	return ` xml:"` + text + `"`
}

func (e *emitter) paramsOf(o *model.Operation) *jen.Statement {
	name := e.names.Params(o)
	what := " are the query parameters of "
	if len(o.Query) < len(others(o)) {
		what = " are the parameters of the query, the headers and the cookies of "
	}
	return jen.Comment(name + what + e.names.Operation(o) + ".").Line().Type().Id(name).StructFunc(func(g *jen.Group) {
		for _, p := range others(o) {
			fieldType := e.optionalType(p.Schema)
			if p.Required {
				fieldType = e.goType(p.Schema)
			}
			g.Add(comment("", p.Doc).Id(e.names.Field(p)).Add(fieldType))
		}
	}).Line()
}
