package emit

import (
	"github.com/dave/jennifer/jen"

	"example.com/burin/generator/model"
)

// server writes the Server interface, a stub of it to embed, the handler that
// calls it, and what each operation asks of its callers.
func (e *emitter) server(f *jen.File) {
	served := e.served()
	if len(served) > 0 {
		f.Add(e.interfaceOf("Server", "Server is the service. An *Error that it returns is the answer; others are a 500.", served))
		f.Add(e.stubOf("UnimplementedServer", "UnimplementedServer answers 501, for a Server to embed until it has all operations.", served))
		f.Add(e.handlerType())
		f.Add(e.route())
	}
	f.Add(e.security())
	for _, o := range served {
		f.Add(e.handleMethod(o))
	}
	e.receivers(f)
}

func (e *emitter) interfaceOf(name, text string, operations []*model.Operation) *jen.Statement {
	return commentOf(text).Type().Id(name).InterfaceFunc(func(g *jen.Group) {
		for _, o := range operations {
			name := e.names.Operation(o)
			g.Add(operationComment(name, o, model.Doc{Summary: o.Doc.Summary, Deprecated: o.Doc.Deprecated})).
				Id(name).Params(e.parameters(o)...).Add(e.results(o))
		}
	}).Line()
}

func (e *emitter) stubOf(name, text string, operations []*model.Operation) *jen.Statement {
	out := commentOf(text).Type().Id(name).Struct().Line().Line()
	for _, o := range operations {
		result := []jen.Code{jen.Id("notServed").Call(jen.Lit(o.ID))}
		if e.answerShape(o) != noAnswer {
			result = []jen.Code{e.zeroAnswer(o), result[0]}
		}
		out.Func().Params(jen.Id(name)).Id(e.names.Operation(o)).
			Params(e.parameterTypes(o)...).Add(e.results(o)).
			Block(jen.Return(result...)).Line().Line()
	}
	return out
}

func (e *emitter) handlerType() *jen.Statement {
	return jen.Comment("NewHandler serves the operations of server, at the paths of the description.").Line().
		Func().Id("NewHandler").Params(jen.Id("server").Id("Server"), jen.Id("options").Op("...").Id("HandlerOption")).Qual("net/http", "Handler").
		Block(jen.Return(jen.Op("&").Id("handler").Values(jen.Id("server"), jen.Id("newHandlerOptions").Call(jen.Id("options"))))).Line().Line().
		Type().Id("handler").Struct(jen.Id("server").Id("Server"), jen.Id("handlerOptions")).Line().Line().
		Func().Params(jen.Id("h").Op("*").Id("handler")).Id("ServeHTTP").
		Params(jen.Id("w").Qual("net/http", "ResponseWriter"), jen.Id("r").Op("*").Qual("net/http", "Request")).
		Custom(jen.Options{Open: "{ ", Close: " }"}, jen.Id("h").Dot("serve").Call(jen.Id("w"), jen.Id("r"), jen.Id("h"))).Line()
}

// security writes what operations ask of their callers: a variable for each
// kind of demand.
func (e *emitter) security() *jen.Statement {
	out := jen.Null()
	written := map[string]bool{}
	for _, o := range e.api.Operations {
		name := e.names.Security(o)
		if len(o.Security) == 0 || written[name] {
			continue
		}
		written[name] = true
		out.Var().Id(name).Op("=").Index().Id("Requirement").ValuesFunc(func(g *jen.Group) {
			for _, requirement := range o.Security {
				g.ValuesFunc(func(g *jen.Group) {
					for _, scheme := range requirement.Schemes {
						g.Values(jen.Lit(scheme.Scheme.Name), scopes(scheme))
					}
				})
			}
		}).Line().Line()
	}
	return out
}

func scopes(scheme model.SchemeScopes) *jen.Statement {
	if len(scheme.Scopes) == 0 {
		return jen.Nil()
	}
	return jen.Index().String().ValuesFunc(func(g *jen.Group) {
		for _, scope := range scheme.Scopes {
			g.Lit(scope)
		}
	})
}

// handleMethod writes how one request goes through: who calls, what is
// accepted, parameters, body, the Server's method. A call that failed stays
// failed, so one question at the end is enough.
func (e *emitter) handleMethod(o *model.Operation) *jen.Statement {
	arguments := []jen.Code{jen.Id("c").Op("*").Id("call")}
	if len(pathParameters(o)) > 0 {
		arguments = append(arguments, jen.Id("value").Index().String())
	}
	handler := "handler"
	if o.Called != "" {
		handler = "receiver"
	}
	return jen.Func().Params(jen.Id("h").Op("*").Id(handler)).Id(handleName(e, o)).Params(arguments...).
		BlockFunc(func(g *jen.Group) {
			security := jen.Nil()
			if len(o.Security) > 0 {
				security = jen.Id(e.names.Security(o))
			}
			e.begin(g, o, security)
			e.readParameters(g, o)
			if o.Body != nil && !hasUsualBody(o) {
				e.takeBody(g, o)
			} else if o.Body != nil {
				g.Id("body").Op(":=").Add(e.readUsualBody(o))
			}
			g.If(jen.Id("c").Dot("ok").Call()).BlockFunc(func(g *jen.Group) {
				e.dropIgnored(g, o)
				e.callServer(g, o)
			})
		}).Line()
}

// readUsualBody writes the call that reads a JSON object.
func (e *emitter) readUsualBody(o *model.Operation) *jen.Statement {
	s := o.Body.Schema
	if !e.isFamily(s) {
		return jen.Id("readBody").Types(e.bodyType(s)).Call(jen.Id("c"), e.demandsOf(o))
	}
	return jen.Id("readDerivedBody").Types(e.goType(s)).Call(jen.Id("c"), e.family(s.Type), e.demandsOf(o))
}

// demandsOf writes what judges what a request demands of its body.
func (e *emitter) demandsOf(o *model.Operation) *jen.Statement {
	s := o.Body.Schema
	switch {
	case len(o.Body.Demands) == 0 || !e.options.Validators:
		return jen.Nil()
	case !e.isFamily(s):
		return jen.Id(e.names.Demands(o))
	}
	return jen.Func().Params(jen.Id("v").Add(e.goType(s)), jen.Id("r").Op("*").Id("report")).
		Block(jen.Id(e.names.Demands(o)).Call(jen.Id("v").Dot(e.names.Part(s.Type)).Call(), jen.Id("r")))
}

// dropIgnored writes how a body loses what the request cannot change.
func (e *emitter) dropIgnored(g *jen.Group, o *model.Operation) {
	if o.Body == nil {
		return
	}
	for _, p := range o.Body.Ignored {
		v, s := jen.Id("body"), o.Body.Schema
		if e.isFamily(s) {
			v = v.Dot(e.names.Part(s.Type)).Call()
		}
		field := v.Dot(e.names.Property(p))
		if IsOpt(p) {
			g.Add(field).Op("=").Add(e.optionalType(p.Schema)).Values()
		} else {
			g.Add(field).Op("=").Nil()
		}
	}
}

func (e *emitter) readParameters(g *jen.Group, o *model.Operation) {
	parameters := pathParameters(o)
	for i, p := range parameters {
		if i == 0 || !sameArgumentType(p, parameters[i-1]) {
			g.Var().ListFunc(func(g *jen.Group) {
				for _, q := range parameters[i:] {
					if !sameArgumentType(p, q) {
						break
					}
					g.Id(e.names.Argument(q))
				}
			}).Add(e.argumentType(p))
		}
	}
	for i, p := range parameters {
		line := e.readPath(p, jen.Id("value").Index(jen.Lit(i)))
		if e.options.Validators && !(p.Style == model.InParentheses && isDocument(p.Schema)) {
			rules(line, p.Schema)
			line = e.heldWhole(line, p.Schema, jen.Id(e.names.Argument(p)), false)
		}
		g.Add(line)
	}
	switch {
	case len(o.Query) > 0 && isPlain(o):
		g.Id("params").Op(":=").Id("readQuery").Types(jen.Id(e.names.Params(o))).Call(jen.Id("c"))
	case len(others(o)) > 0:
		g.Id("params").Op(":=").New(jen.Id(e.names.Params(o)))
	}
	if len(o.Query) > 0 && !isPlain(o) {
		g.Id("readSlots").Call(jen.Id("c"), jen.Id("params"))
	}
	if len(o.Headers) > 0 {
		g.Id("readHeader").Call(jen.Id("c"), jen.Id("params"))
	}
	if len(o.Cookies) > 0 {
		g.Id("readCookie").Call(jen.Id("c"), jen.Id("params"))
	}
}

// begin writes the call that asks whether a request may go on.
func (e *emitter) begin(g *jen.Group, o *model.Operation, security jen.Code) {
	if e.hasTypedErrors(o) {
		g.Id("c").Dot("errors").Op("=").Id(e.names.Failures(o))
	}
	arguments := []jen.Code{status(o.Success.Status), security}
	if shape := e.answerShape(o); shape == noAnswer || shape == usualAnswer {
		g.Id("c").Dot("begin").Call(arguments...)
		return
	}
	g.Id("c").Dot("beginAs").Call(append(arguments, e.answerTypes(o)...)...)
}

func (e *emitter) callServer(g *jen.Group, o *model.Operation) {
	call := jen.Id("h").Dot("server").Dot(e.names.Operation(o)).Call(e.arguments(o, jen.Id("c").Dot("ctx"), jen.Op("*").Id("params"))...)
	answer, err := jen.Id("answer"), jen.Err()
	switch e.answerShape(o) {
	case noAnswer:
		g.Id("c").Dot("err").Op("=").Add(call)
	case usualAnswer:
		s := o.Success.Schema
		if e.isFamily(s) {
			g.List(answer, err).Op(":=").Add(call)
			g.Id("c").Dot("answerOf").Call(e.family(s.Type), answer, err)
			e.created(g, o, jen.Id("answer").Dot(e.names.Part(s.Type)).Call())
			return
		}
		if len(o.Created) > 0 {
			g.List(answer, err).Op(":=").Add(call)
			g.List(jen.Id("c").Dot("answer"), jen.Id("c").Dot("err")).Op("=").List(answer, err)
			e.created(g, o, answer)
			return
		}
		g.List(jen.Id("c").Dot("answer"), jen.Id("c").Dot("err")).Op("=").Add(call)
	case valueAnswer:
		g.List(answer, err).Op(":=").Add(call)
		g.Add(e.reply(e.outcomes(o)[0].variant, answer, err))
	default:
		g.List(answer, err).Op(":=").Add(call)
		g.Id("respond").Call(jen.Id("c"), answer, err)
	}
}

// created writes how the answer says where what was created is.
func (e *emitter) created(g *jen.Group, o *model.Operation, entity *jen.Statement) {
	if len(o.Created) == 0 {
		return
	}
	var pairs []jen.Code
	for _, part := range o.Created {
		p := part.Path[0]
		value := entity.Clone().Dot(e.names.Property(p))
		if IsOpt(p) {
			value = jen.Id("argumentOf").Call(value)
		}
		pairs = append(pairs, jen.Lit(p.Name), value)
	}
	g.If(jen.Id("answer").Op("!=").Nil().Op("&&").Err().Op("==").Nil()).Block(jen.Id("c").Dot("created").Call(pairs...))
}

func handleName(e *emitter, o *model.Operation) string { return "handle" + e.names.Operation(o) }
