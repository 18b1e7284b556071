package emit

import (
	"slices"

	"github.com/dave/jennifer/jen"

	"example.com/burin/generator/model"
)

// errorBodies are the types that the error answers of a description hold.
func errorBodies(api *model.API) []*model.Type {
	var bodies []*model.Type
	for _, o := range api.Operations {
		for _, r := range o.Errors {
			if body := errorType(r); body != nil && !slices.Contains(bodies, body) {
				bodies = append(bodies, body)
			}
		}
	}
	return bodies
}

// errorType is the type that an error answer holds; nil where that is no object.
func errorType(r *model.Response) *model.Type {
	if r.Form != model.JSON || r.Schema == nil || !isObject(r.Schema) {
		return nil
	}
	return r.Schema.Type
}

// errors writes how a handler's own errors look in the description's shape.
// What a property is for is told by its name, as OData JSON Format 4.01
// (section 21.1), RFC 9457 and most APIs name them.
func (e *emitter) errors(f *jen.File) {
	if len(e.errorBodies) > 1 {
		e.typedErrors(f)
		return
	}
	body := e.errorBodies[0]
	f.Comment("ErrorBody is what answers that report an error hold.")
	f.Type().Id("ErrorBody").Op("=").Id(e.names.Type(body))
	if e.options.Server {
		f.Line()
		f.Var().Id("errorMediaType").Op("=").Index().String().Values(jen.Lit(e.errorMediaType()))
	}
	f.Line()
	f.Func().Id("newErrorBody").Params(jen.Id("fault").Op("*").Id("RequestError")).Op("*").Id("ErrorBody").BlockFunc(func(g *jen.Group) {
		g.Id("body").Op(":=").New(jen.Id("ErrorBody"))
		e.fillError(g, jen.Id("body"), body, faultSources)
		g.Return(jen.Id("body"))
	})
	f.Line()
	f.Func().Id("errorText").Params(jen.Id("body").Op("*").Id("ErrorBody")).String().
		Block(jen.Return(e.errorText(jen.Id("body"), body)))
}

// errorMediaType is the media type of errors that are all of one type.
func (e *emitter) errorMediaType() string {
	for _, o := range e.api.Operations {
		for _, r := range o.Errors {
			if errorType(r) != nil {
				return r.MediaType
			}
		}
	}
	return "application/json"
}

// sources are where the texts of an error come from, by what they are for.
type sources struct {
	code, status, message, target jen.Code
}

var faultSources = sources{
	code:    jen.Id("fault").Dot("word").Call(),
	status:  jen.Id("fault").Dot("Status"),
	message: jen.Id("fault").Dot("Message"),
	target:  jen.Id("fault").Dot("Target"),
}

var violationSources = sources{
	code:    jen.Id("violation").Dot("Rule"),
	status:  jen.Id("fault").Dot("Status"),
	message: jen.Id("violation").Dot("Message"),
	target:  jen.Id("target").Call(jen.Id("violation").Dot("Pointer")),
}

// source is what a property of an error is filled with; nil where its name and
// type do not say.
func (s sources) of(p *model.Property) jen.Code {
	kind := p.Schema.Kind
	if kind == model.Named && p.Schema.Type.Kind == model.Enum && p.Schema.Type.Of == 0 && !p.Schema.Type.Flags {
		kind = model.String
	}
	switch {
	case kind == model.String && slices.Contains([]string{"code", "title", "reason"}, p.Name):
		return s.code
	case kind == model.String && slices.Contains([]string{"message", "detail", "error", "description", "error_description"}, p.Name):
		return s.message
	case kind == model.String && slices.Contains([]string{"target", "field", "pointer"}, p.Name):
		return s.target
	case (kind == model.Int32 || kind == model.Int64) && slices.Contains([]string{"code", "status", "statusCode"}, p.Name):
		return jen.Add(map[model.Kind]*jen.Statement{model.Int32: jen.Int32(), model.Int64: jen.Int64()}[kind]).Call(s.status)
	}
	return nil
}

// sourceOf is that as the type of the property.
func (e *emitter) sourceOf(p *model.Property, from sources) jen.Code {
	source := from.of(p)
	if source != nil && p.Schema.Kind == model.Named {
		return jen.Id(e.names.Type(p.Schema.Type)).Call(source)
	}
	return source
}

// fillError writes the assignments to the properties of an error at place.
func (e *emitter) fillError(g *jen.Group, place *jen.Statement, t *model.Type, from sources) {
	for _, p := range t.Properties {
		field := place.Clone().Dot(e.names.Property(p))
		source := e.sourceOf(p, from)
		switch {
		case source != nil && p.Required && !p.Schema.Nullable:
			g.Add(field).Op("=").Add(source)
		case source != nil && source == from.target && from == faultSources:
			g.If(jen.Add(source).Op("!=").Lit("")).Block(jen.Add(field).Op("=").Id("Some").Call(source))
		case source != nil:
			g.Add(field).Op("=").Id("Some").Call(source)
		case isDetails(p):
			e.fillDetails(g, field, p)
		case p.Name == "error" && isObject(p.Schema) && !isOptional(p):
			e.fillError(g, field, p.Schema.Type, from)
		}
	}
}

// isDetails is whether a property lists what was violated, in objects of which some
// property can be told to hold something of it.
func isDetails(p *model.Property) bool {
	return (p.Name == "details" || p.Name == "errors") && p.Schema.Kind == model.List && isObject(p.Schema.Elem) &&
		slices.ContainsFunc(p.Schema.Elem.Type.Properties, func(p *model.Property) bool { return violationSources.of(p) != nil })
}

func (e *emitter) fillDetails(g *jen.Group, field *jen.Statement, p *model.Property) {
	element := e.names.Type(p.Schema.Elem.Type)
	g.If(jen.Len(jen.Id("fault").Dot("Violations")).Op(">").Lit(1)).BlockFunc(func(g *jen.Group) {
		g.Id("details").Op(":=").Make(jen.Index().Id(element), jen.Len(jen.Id("fault").Dot("Violations")))
		g.For(jen.List(jen.Id("i"), jen.Id("violation")).Op(":=").Range().Id("fault").Dot("Violations")).BlockFunc(func(g *jen.Group) {
			e.fillError(g, jen.Id("details").Index(jen.Id("i")), p.Schema.Elem.Type, violationSources)
		})
		if IsOpt(p) {
			g.Add(field).Op("=").Id("Some").Call(jen.Id("details"))
		} else {
			g.Add(field).Op("=").Id("details")
		}
	})
}

// errorText writes the expression for an error's text: its code and message.
func (e *emitter) errorText(place *jen.Statement, t *model.Type) *jen.Statement {
	var parts []jen.Code
	for _, p := range t.Properties {
		field := place.Clone().Dot(e.names.Property(p))
		if p.Name == "error" && isObject(p.Schema) && !isOptional(p) {
			return e.errorText(field, p.Schema.Type)
		}
		source := faultSources.of(p)
		if source == nil || source == faultSources.target || p.Schema.Kind != model.String && p.Schema.Kind != model.Named {
			continue
		}
		if IsOpt(p) {
			field.Dot("Or").Call(jen.Lit(""))
		}
		if p.Schema.Kind == model.Named {
			field = jen.String().Call(field)
		}
		if len(parts) > 0 {
			parts = append(parts, jen.Lit(": "))
		}
		parts = append(parts, field)
	}
	if len(parts) == 0 {
		return jen.Lit("")
	}
	text := jen.Add(parts[0])
	for _, part := range parts[1:] {
		text.Op("+").Add(part)
	}
	return text
}
