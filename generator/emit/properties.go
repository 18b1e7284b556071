package emit

import "github.com/dave/jennifer/jen"

// properties writes the names of the properties of the types that requests can
// address, for options and filters: those of a base under the base's name.
func (e *emitter) properties(f *jen.File) {
	f.Comment("The properties of what requests can address, for Select, filters and other options.")
	f.Const().DefsFunc(func(g *jen.Group) {
		for _, b := range e.names.Plan().Builders {
			if b.Collection || !b.Held {
				continue
			}
			for _, p := range b.Type.Properties {
				if p.Name != b.Type.TagName {
					g.Id(e.names.Constant(p)).Id("Property").Op("=").Lit(p.Name)
				}
			}
			g.Line()
		}
	})
}

// serviceErrors writes what answers that report an error hold, which the
// description of a service does not say (OData JSON 4.01, section 21.1).
func (e *emitter) serviceErrors(f *jen.File) {
	f.Comment("ErrorBody is what answers that report an error hold.")
	f.Type().Id("ErrorBody").Op("=").Id("ServiceError").Line()
	f.Add(oneLine(jen.Id("newErrorBody").Params(jen.Id("fault").Op("*").Id("RequestError")).Op("*").Id("ErrorBody"),
		jen.Id("newServiceError").Call(jen.Id("fault"))))
	f.Add(oneLine(jen.Id("errorText").Params(jen.Id("body").Op("*").Id("ErrorBody")).String(), jen.Id("body").Dot("text").Call()))
}
