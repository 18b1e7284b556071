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
			value := e.defaultValue(p.Schema, p.Default)
			switch {
			case p.Default.JSON == "null":
				value = jen.Id("Null").Types(e.pointedType(p.Schema)).Call()
			case IsOpt(p):
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
	if kind := p.Schema.Kind; kind != model.String && kind != model.Boolean && kind != model.Named && p.Default.JSON == "" {
		some.Types(e.goType(p.Schema))
	}
	return some.Call(value)
}

// defaultValue writes a default as a value.
func (e *emitter) defaultValue(s *model.Schema, l *model.Literal) *jen.Statement {
	switch {
	case l.JSON != "" && s.Kind == model.List && e.isConstant(s.Elem) && e.testOf(s) == nil:
		return jen.Add(e.literal(s, l))
	case l.JSON != "":
		return jen.Id("given").Types(e.pointedType(s)).Call(text(l.JSON), e.walkFunction(s, true))
	case s.Kind == model.Named:
		for _, m := range s.Type.Members {
			if m.Value == l.Text {
				return jen.Id(e.names.Member(m))
			}
		}
	}
	return jen.Add(e.literal(s, l))
}

// isConstant is whether Go has constants of a schema's values.
func (e *emitter) isConstant(s *model.Schema) bool {
	switch s.Kind {
	case model.String, model.Boolean, model.Int8, model.Int16, model.Int32, model.Int64, model.Uint8, model.Uint16, model.Uint32, model.Float, model.Double:
		return !s.Nullable
	}
	return s.Kind == model.Named && s.Type.Kind == model.Enum && !s.Nullable
}

// pointedType is the type of a value by itself, which for an object is a pointer.
func (e *emitter) pointedType(s *model.Schema) *jen.Statement {
	if e.isPlainObject(s) {
		return jen.Op("*").Add(e.goType(s))
	}
	return e.goType(s)
}

// isFilledIn is whether a server fills in the default of a property.
func (e *emitter) isFilledIn(t *model.Type, p *model.Property) bool {
	return p.Default != nil && isOptional(p) && e.options.Server && e.hasOperations() && e.requested[t]
}

// fillIn writes what a property is that a request does not have.
func (e *emitter) fillIn(p *model.Property) *jen.Statement {
	field, l := jen.Id("v").Dot(e.names.Property(p)), p.Default
	to := []jen.Code{jen.Id("w"), jen.Op("&").Add(field)}
	switch {
	case l.JSON == "null":
		return jen.Id("orElseNull").Call(to...)
	case l.JSON == "":
		return jen.Id("orElse").Call(append(to, e.defaultValue(p.Schema, l))...)
	case IsOpt(p):
		return jen.Id("orElseJSON").Call(append(to, text(l.JSON), e.walkFunction(p.Schema, true))...)
	}
	return jen.Id("orElseNil").Call(append(to, field.Clone().Op("==").Nil(), text(l.JSON), e.walkFunction(p.Schema, true))...)
}

// listDefault writes what a property is without a value, in a parameter or a form,
// where null has no form.
func (e *emitter) listDefault(g *jen.Group, p *model.Property) {
	if p.Default == nil || !isOptional(p) || p.Default.JSON == "null" {
		return
	}
	field := jen.Id("v").Dot(e.names.Property(p))
	if IsOpt(p) {
		g.Id("orDefault").Call(jen.Id("q"), jen.Op("&").Add(field), e.defaultValue(p.Schema, p.Default))
		return
	}
	g.Id("orDefaultNil").Call(jen.Id("q"), jen.Op("&").Add(field), field.Clone().Op("==").Nil(), e.defaultValue(p.Schema, p.Default))
}
