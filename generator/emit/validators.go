package emit

import (
	"github.com/dave/jennifer/jen"

	"example.com/burin/generator/model"
)

// validators writes Validate for each object, and for each request that asks
// for more than its body's type does, a function that says so.
func (e *emitter) validators(f *jen.File) {
	f.Add(commentOf("Validate lists every rule of the description that v breaks, in a *ValidationError."))
	for _, t := range e.api.Types {
		if t.Kind == model.Object { // each by itself: gofmt aligns what stands together
			signature := jen.Params(jen.Id("v").Op("*").Id(e.names.Type(t))).Id("Validate").Params().Error()
			f.Add(oneLine(signature, jen.Id("validate").Call(jen.Id("v"))))
		}
	}
	for _, o := range e.api.Operations {
		if o.Body != nil && len(o.Body.Demands) > 0 {
			f.Add(e.bodyValidator(o))
		}
	}
}

func (e *emitter) bodyValidator(o *model.Operation) *jen.Statement {
	name, bodyType := e.names.BodyValidator(o), e.names.Type(o.Body.Schema.Type)
	demands := e.names.Demands(o)
	return jen.Comment(name+" is Validate, and what "+o.ID+" requires of its body beyond that.").Line().
		Func().Id(name).Params(jen.Id("body").Op("*").Id(bodyType)).Error().
		Block(jen.Return(jen.Id("validateBody").Call(jen.Id("body"), jen.Id(demands)))).Line().Line().
		Func().Id(demands).Params(jen.Id("v").Op("*").Id(bodyType), jen.Id("r").Op("*").Id("report")).
		BlockFunc(func(g *jen.Group) {
			for _, demand := range o.Body.Demands {
				g.Id("r").Dot("require").Call(jen.Lit(demand.Property.Name), e.isAbsent(demand.Property))
			}
		}).Line()
}
