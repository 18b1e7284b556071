package emit

import (
	"github.com/dave/jennifer/jen"

	"example.com/burin/generator/model"
)

// typedErrors writes what answers that report an error hold, where that depends
// on the operation and the status.
func (e *emitter) typedErrors(f *jen.File) {
	var words []string
	for _, t := range e.errorBodies {
		words = append(words, "*"+e.names.Type(t))
	}
	f.Add(commentOf("ErrorBody is what answers that report an error hold. Value is, as operation and status have it, a "+
		orList(words)+", or a *Problem where the description says nothing.").
		Type().Id("ErrorBody").Struct(jen.Id("Value").Any(), jen.Id("fault").Op("*").Id("RequestError").Comment("that Value was made of")))
	f.Line()
	f.Func().Params(jen.Op("*").Id("ErrorBody")).Id("alloc").Params().Id("object").Block(jen.Return(jen.New(jen.Id("ErrorBody"))))
	f.Line()
	f.Func().Params(jen.Id("v").Op("*").Id("ErrorBody")).Id("walk").Params(jen.Id("w").Op("*").Id("walker")).Block(
		jen.If(jen.List(jen.Id("value"), jen.Id("ok")).Op(":=").Id("v").Dot("Value").Assert(jen.Id("object")), jen.Id("ok")).
			Block(jen.Id("value").Dot("walk").Call(jen.Id("w"))))
	f.Line()
	f.Func().Id("newErrorBody").Params(jen.Id("fault").Op("*").Id("RequestError")).Op("*").Id("ErrorBody").
		Block(jen.Return(jen.Op("&").Id("ErrorBody").Values(jen.Id("fault").Dot("tell").Call(), jen.Id("fault"))))
	f.Line()
	f.Add(e.typedErrorText())
	if e.options.Server {
		f.Var().Id("errorMediaType").Op("=").Index().String().Values(jen.Lit("application/problem+json"))
		f.Line()
		f.Add(errorWriter())
	}
	if e.options.Client {
		f.Add(e.failureReader())
	}
	for _, t := range e.errorBodies {
		f.Func().Id(faultFunction(e, t)).Params(jen.Id("fault").Op("*").Id("RequestError")).Id("object").BlockFunc(func(g *jen.Group) {
			g.Id("body").Op(":=").New(jen.Id(e.names.Type(t)))
			e.fillError(g, jen.Id("body"), t, faultSources)
			g.Return(jen.Id("body"))
		})
		f.Line()
	}
	written := map[string]bool{}
	for _, o := range e.api.Operations {
		if name := e.names.Failures(o); len(o.Errors) > 0 && !written[name] {
			written[name] = true
			f.Add(e.errorCases(name, o))
		}
	}
}

func faultFunction(e *emitter, t *model.Type) string { return "faultOf" + e.names.Type(t) }

func (e *emitter) typedErrorText() *jen.Statement {
	return jen.Func().Id("errorText").Params(jen.Id("body").Op("*").Id("ErrorBody")).String().BlockFunc(func(g *jen.Group) {
		g.Switch(jen.Id("v").Op(":=").Id("body").Dot("Value").Assert(jen.Type())).BlockFunc(func(g *jen.Group) {
			for _, t := range e.errorBodies {
				if text := e.errorText(jen.Id("v"), t); text.GoString() != `""` {
					g.Case(jen.Op("*").Id(e.names.Type(t))).Block(jen.Return(text))
				}
			}
			g.Case(jen.Op("*").Id("Problem")).Block(jen.Return(jen.Id("v").Dot("Title").Op("+").Lit(": ").Op("+").Id("v").Dot("Detail")))
		})
		g.Return(jen.Lit(""))
	}).Line().Line()
}

// errorWriter writes how an error is answered, in the type that its status has in
// the operation.
func errorWriter() *jen.Statement {
	body := func(of string) *jen.Statement { return jen.Id(of).Dot("Body") }
	return jen.Func().Id("answerTo").Params(jen.Id("c").Op("*").Id("call")).Params(jen.Op("*").Id("Error"), jen.Index().String()).Block(
		jen.List(jen.Id("e"), jen.Id("mediaType")).Op(":=").Id("answerTyped").Call(jen.Id("c")),
		jen.If(body("e").Op("!=").Nil().Op("&&").Add(body("e")).Dot("fault").Op("!=").Nil()).Block(
			jen.List(jen.Id("typed"), jen.Id("fault")).Op(":=").List(jen.Op("*").Id("e"), jen.Op("*").Add(body("e")).Dot("fault")),
			jen.Id("fault").Dot("cases").Op("=").Id("c").Dot("errors"),
			body("typed").Op("=").Id("newErrorBody").Call(jen.Op("&").Id("fault")),
			jen.Id("e").Op("=").Op("&").Id("typed"),
		),
		jen.Return(jen.Id("e"), jen.Id("mediaType")),
	).Line().Line()
}

func (e *emitter) failureReader() *jen.Statement {
	err := func() *jen.Statement { return jen.Err() }
	return jen.Func().Id("readFailure").Params(jen.Id("q").Id("request"), jen.Id("response").Op("*").Qual("net/http", "Response")).Error().Block(
		err().Op(":=").Id("readError").Call(jen.Id("response")),
		jen.Var().Id("answer").Op("*").Id("Error"),
		jen.If(jen.Qual("errors", "As").Call(err(), jen.Op("&").Id("answer"))).Block(
			jen.Id("answer").Dot("Body").Op("=").Nil(),
			jen.If(jen.Id("v").Op(":=").Id("decodeCase").Call(jen.Id("q").Dot("errors"), jen.Id("answer").Dot("Status"), jen.Id("answer").Dot("Raw")), jen.Id("v").Op("!=").Nil()).
				Block(jen.Id("answer").Dot("Body").Op("=").Op("&").Id("ErrorBody").Values(jen.Id("Value").Op(":").Id("v"))),
		),
		jen.Return(err()),
	).Line().Line()
}

// errorCases writes what the errors of an operation hold.
func (e *emitter) errorCases(name string, o *model.Operation) *jen.Statement {
	return jen.Var().Id(name).Op("=").Index().Id("errorCase").ValuesFunc(func(g *jen.Group) {
		for _, r := range o.Errors {
			code := status(r.Status)
			switch {
			case r.Range:
				code = jen.Lit(r.Status / 100)
			case r.Status == 0:
				code = jen.Lit(0)
			}
			of, fault := jen.Nil(), jen.Nil()
			if t := errorType(r); t != nil {
				of = jen.Parens(jen.Op("*").Id(e.names.Type(t))).Parens(jen.Nil())
				fault = jen.Id(faultFunction(e, t))
			}
			g.Values(code, jen.Lit(orProblem(r.MediaType)), of, fault)
		}
	}).Line().Line()
}

func orProblem(mediaType string) string {
	if mediaType == "" {
		return "application/problem+json"
	}
	return mediaType
}

// hasTypedErrors is whether errors of an operation depend on their status.
func (e *emitter) hasTypedErrors(o *model.Operation) bool {
	return len(e.errorBodies) > 1 && len(o.Errors) > 0
}
