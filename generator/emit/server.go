package emit

import (
	"strings"

	"github.com/dave/jennifer/jen"

	"example.com/burin/generator/model"
)

// server writes the Server interface, a stub of it to embed, the handler that
// calls it, and what each operation asks of its callers.
func (e *emitter) server(f *jen.File) {
	f.Add(e.serverInterface())
	f.Add(e.unimplemented())
	f.Add(e.handlerType())
	f.Add(e.route())
	for _, o := range e.api.Operations {
		if len(o.Security) > 0 {
			f.Add(e.security(o))
		}
		f.Add(e.handleMethod(o))
	}
}

func (e *emitter) serverInterface() *jen.Statement {
	return jen.Comment("Server is the service: a method an operation. An *Error that a method returns is").Line().
		Comment("the answer; any other error is a 500, unless WithErrorMapper says otherwise.").Line().
		Type().Id("Server").InterfaceFunc(func(g *jen.Group) {
		for _, o := range e.api.Operations {
			name := e.names.Operation(o)
			g.Add(comment(name, model.Doc{Summary: o.Doc.Summary, Deprecated: o.Doc.Deprecated})).
				Id(name).Params(e.parameters(o)...).Add(e.results(o))
		}
	}).Line()
}

func (e *emitter) unimplemented() *jen.Statement {
	out := jen.Comment("UnimplementedServer answers 501 to every operation. A Server that embeds it goes on").Line().
		Comment("compiling when the description gains an operation.").Line().
		Type().Id("UnimplementedServer").Struct().Line().Line()
	for _, o := range e.api.Operations {
		result := []jen.Code{jen.Id("unimplemented").Call(jen.Lit(o.ID))}
		if o.Success.Schema != nil {
			result = []jen.Code{jen.Nil(), result[0]}
		}
		out.Comment(e.names.Operation(o)+" answers 501.").Line().
			Func().Params(jen.Id("UnimplementedServer")).Id(e.names.Operation(o)).
			Params(unnamed(e.parameters(o))...).Add(e.results(o)).
			Block(jen.Return(result...)).Line().Line()
	}
	return out
}

// unnamed turns parameters into ones of no name.
func unnamed(parameters []jen.Code) []jen.Code {
	list := make([]jen.Code, len(parameters))
	for i, p := range parameters {
		statement := *p.(*jen.Statement)
		rest := statement[1:]
		list[i] = &rest
	}
	return list
}

func (e *emitter) handlerType() *jen.Statement {
	return jen.Comment("NewHandler serves the operations of server, at the paths of the description.").Line().
		Func().Id("NewHandler").Params(jen.Id("server").Id("Server"), jen.Id("options").Op("...").Id("HandlerOption")).Qual("net/http", "Handler").
		Block(jen.Return(jen.Op("&").Id("handler").Values(jen.Id("server"), jen.Id("newHandlerOptions").Call(jen.Id("options"))))).Line().Line().
		Type().Id("handler").Struct(jen.Id("server").Id("Server"), jen.Id("handlerOptions")).Line().Line().
		Func().Params(jen.Id("h").Op("*").Id("handler")).Id("ServeHTTP").
		Params(jen.Id("w").Qual("net/http", "ResponseWriter"), jen.Id("r").Op("*").Qual("net/http", "Request")).
		Block(jen.Id("h").Dot("serve").Call(jen.Id("w"), jen.Id("r"), jen.Id("h"))).Line()
}

func (e *emitter) security(o *model.Operation) *jen.Statement {
	return jen.Var().Id(securityName(e, o)).Op("=").Index().Id("Requirement").ValuesFunc(func(g *jen.Group) {
		for _, requirement := range o.Security {
			g.ValuesFunc(func(g *jen.Group) {
				for _, scheme := range requirement.Schemes {
					values := jen.Dict{jen.Id("Scheme"): jen.Lit(scheme.Scheme.Name)}
					if len(scheme.Scopes) > 0 {
						values[jen.Id("Scopes")] = jen.Index().String().ValuesFunc(func(g *jen.Group) {
							for _, scope := range scheme.Scopes {
								g.Lit(scope)
							}
						})
					}
					g.Values(values)
				}
			})
		}
	}).Line()
}

func securityName(e *emitter, o *model.Operation) string {
	name := e.names.Operation(o)
	return strings.ToLower(name[:1]) + name[1:] + "Security"
}

// handleMethod writes how one request goes through: who calls, what is
// accepted, parameters, body, the Server's method, the answer.
func (e *emitter) handleMethod(o *model.Operation) *jen.Statement {
	parameters := pathParameters(o)
	arguments := []jen.Code{jen.Id("c").Op("*").Id("call")}
	for _, p := range parameters {
		arguments = append(arguments, jen.Id(rawName(e, p)).String())
	}
	return jen.Func().Params(jen.Id("h").Op("*").Id("handler")).Id(handleName(e, o)).Params(arguments...).Error().
		BlockFunc(func(g *jen.Group) {
			if len(o.Security) > 0 {
				checked(g, jen.Id("c").Dot("admit").Call(jen.Id(securityName(e, o))))
			}
			if o.Success.Schema != nil || e.errorBody != nil {
				checked(g, jen.Id("c").Dot("accept").Call(jen.Lit("application/json")))
			}
			e.readParameters(g, o, parameters)
			if o.Body != nil {
				g.Id("body").Op(":=").New(e.goType(o.Body.Schema))
				demands := jen.Nil()
				if len(o.Body.Demands) > 0 && e.options.Validators {
					demands = jen.Id(demandsName(o, e.names))
				}
				checked(g, jen.Id("readBody").Call(jen.Id("c"), jen.Id("body"), demands))
			}
			e.answer(g, o)
		}).Line()
}

func (e *emitter) readParameters(g *jen.Group, o *model.Operation, parameters []*model.Parameter) {
	for _, p := range parameters {
		g.Var().Id(e.names.Argument(p)).Add(e.goType(p.Schema))
		line := jen.Id("pathValue").Call(jen.Id("c"), jen.Lit(p.Name), jen.Id(rawName(e, p)),
			jen.Op("&").Id(e.names.Argument(p)), jen.Id(textFunction(p.Schema)))
		if e.options.Validators {
			rules(line, p.Schema.Rules)
		}
		g.Add(line)
	}
	if len(o.Query) > 0 {
		g.Id("params").Op(":=").New(jen.Id(e.names.Params(o)))
		g.Id("c").Dot("readQuery").Call(jen.Id("params"))
	}
	if len(parameters) > 0 || len(o.Query) > 0 {
		checked(g, jen.Id("c").Dot("parametersError").Call())
	}
}

func (e *emitter) answer(g *jen.Group, o *model.Operation) {
	call := jen.Id("h").Dot("server").Dot(e.names.Operation(o)).Call(e.arguments(o, jen.Id("c").Dot("ctx"), jen.Op("*").Id("params"))...)
	if o.Success.Schema == nil {
		checked(g, call)
		g.Return(jen.Id("c").Dot("noContent").Call(status(o.Success.Status)))
		return
	}
	g.List(jen.Id("answer"), jen.Err()).Op(":=").Add(call)
	g.If(jen.Err().Op("!=").Nil()).Block(jen.Return(jen.Err()))
	g.Return(jen.Id("c").Dot("reply").Call(status(o.Success.Status), jen.Id("answer")))
}

// checked writes a call whose error ends the function.
func checked(g *jen.Group, call jen.Code) {
	g.If(jen.Err().Op(":=").Add(call), jen.Err().Op("!=").Nil()).Block(jen.Return(jen.Err()))
}

func handleName(e *emitter, o *model.Operation) string { return "handle" + e.names.Operation(o) }

// rawName is the argument for a path parameter as the path has it.
func rawName(e *emitter, p *model.Parameter) string { return e.names.Argument(p) + "Text" }

// textFunction is the name of the support function that walks a parameter.
func textFunction(s *model.Schema) string {
	return "text" + strings.TrimPrefix(asFunction(s), "as")
}
