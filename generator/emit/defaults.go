package emit

import (
	"github.com/dave/jennifer/jen"

	"example.com/burin/generator/model"
)

// requestedBy are the types that requests hold; all of them where there are no
// operations.
func requestedBy(api *model.API) map[*model.Type]bool {
	requested := map[*model.Type]bool{}
	for _, o := range api.Operations {
		o.Requested(requested)
	}
	for _, t := range api.Types {
		requested[t] = requested[t] || len(api.Operations) == 0
	}
	return requested
}

// hasDefaults reports whether a type that requests hold has properties with a
// default.
func (e *emitter) hasDefaults(t *model.Type) bool {
	for _, p := range t.Properties {
		if p.Default != nil && e.requested[t] {
			return true
		}
	}
	return false
}

// constructor writes the function that makes a struct with the defaults that the
// description gives.
func (e *emitter) constructor(t *model.Type) *jen.Statement {
	if !e.hasDefaults(t) {
		return jen.Null()
	}
	name, typeName := e.names.Constructor(t), e.names.Type(t)
	return commentOf(name + " makes one with the values that the description has stand for properties that are not there.").
		Func().Id(name).Params().Op("*").Id(typeName).Block(jen.Return(jen.Op("&").Id(typeName).CustomFunc(literalLines, func(g *jen.Group) {
		for _, p := range fieldsOf(t) {
			if p.Default == nil {
				continue
			}
			value := e.propertyLiteral(p)
			if IsOpt(p) {
				value = e.someLiteral(p, value)
			}
			g.Id(e.names.Property(p)).Op(":").Add(value)
		}
	}))).Line()
}

var literalLines = jen.Options{Open: "{", Close: "}", Separator: ",", Multi: true}

// someLiteral writes a default as an optional value, with the type said where Go
// would take another one.
func (e *emitter) someLiteral(p *model.Property, value *jen.Statement) *jen.Statement {
	some := jen.Id("Some")
	if kind := p.Schema.Kind; kind != model.String && kind != model.Boolean && kind != model.Named {
		some.Types(e.goType(p.Schema))
	}
	return some.Call(value)
}

// propertyLiteral writes the default of a property.
func (e *emitter) propertyLiteral(p *model.Property) *jen.Statement {
	if s := p.Schema; s.Kind == model.Named {
		for _, m := range s.Type.Members {
			if m.Value == p.Default.Text {
				return jen.Id(e.names.Member(m))
			}
		}
	}
	return jen.Add(e.literal(p.Schema, p.Default))
}

// isFilledIn is whether a server fills in the default of a property.
func (e *emitter) isFilledIn(t *model.Type, p *model.Property) bool {
	return p.Default != nil && IsOpt(p) && e.options.Server && e.hasOperations() && e.requested[t]
}

// listDefault writes what a property is without a value, in a parameter or a form.
func (e *emitter) listDefault(g *jen.Group, p *model.Property) {
	if p.Default != nil && IsOpt(p) {
		g.Id("orDefault").Call(jen.Id("q"), jen.Op("&").Id("v").Dot(e.names.Property(p)), e.propertyLiteral(p))
	}
}
