package emit

import (
	"slices"

	"github.com/dave/jennifer/jen"

	"example.com/burin/generator/model"
)

// served are the operations that the API serves.
func (e *emitter) served() []*model.Operation { return e.operations(false) }

// called are the operations that others serve, and the API calls: webhooks and
// callbacks.
func (e *emitter) called() []*model.Operation { return e.operations(true) }

func (e *emitter) operations(called bool) []*model.Operation {
	return slices.DeleteFunc(slices.Clone(e.api.Operations), func(o *model.Operation) bool { return (o.Called != "") != called })
}

// sendMethod writes the method that calls a webhook or a callback.
func (e *emitter) sendMethod(o *model.Operation) *jen.Statement {
	name := "Send" + e.names.Operation(o)
	parameters := slices.Insert(e.parameters(o), 1, jen.Code(jen.Id("address").String()))
	return commentOf(name + " calls " + o.Called + " of who asked for it, at an address.").
		Func().Params(jen.Id("c").Op("*").Id("Client")).Id(name).Params(parameters...).Add(e.results(o)).
		BlockFunc(func(g *jen.Group) {
			g.Id("path").Op(":=").Id("address")
			if o.Body != nil && !hasUsualBody(o) {
				e.sendBody(g, o)
			}
			e.receive(g, o)
		}).Line()
}

// receivers writes what serves webhooks and callbacks: an interface for all, and
// for each a handler.
func (e *emitter) receivers(f *jen.File) {
	called := e.called()
	if len(called) == 0 {
		return
	}
	f.Add(e.interfaceOf("Receiver", "Receiver is what the service calls: its webhooks and callbacks. An *Error that it returns is the answer; others are a 500.", called))
	f.Add(e.stubOf("UnimplementedReceiver", "UnimplementedReceiver answers 501, for a Receiver to embed until it has all calls.", called))
	f.Type().Id("receiver").Struct(
		jen.Id("server").Id("Receiver"), jen.Id("handlerOptions"),
		jen.Id("find").Func().Params(jen.Op("*").Id("receiver"), jen.Op("*").Id("call")),
	).Line()
	f.Func().Params(jen.Id("h").Op("*").Id("receiver")).Id("route").Params(jen.Id("c").Op("*").Id("call")).
		Block(jen.Id("h").Dot("find").Call(jen.Id("h"), jen.Id("c"))).Line()
	f.Func().Params(jen.Id("h").Op("*").Id("receiver")).Id("ServeHTTP").
		Params(jen.Id("w").Qual("net/http", "ResponseWriter"), jen.Id("r").Op("*").Qual("net/http", "Request")).
		Block(jen.Id("h").Dot("serve").Call(jen.Id("w"), jen.Id("r"), jen.Id("h"))).Line()
	for i, o := range called {
		if i == 0 || called[i-1].Item != o.Item {
			n := 1
			for i+n < len(called) && called[i+n].Item == o.Item {
				n++
			}
			f.Add(e.receiverOf(called[i : i+n]))
		}
		f.Add(e.handleMethod(o))
	}
}

// receiverOf writes the handler of one webhook or callback.
func (e *emitter) receiverOf(operations []*model.Operation) *jen.Statement {
	first := e.names.Operation(operations[0])
	name, find := "New"+first+"Receiver", "find"+first
	return commentOf(name+" serves "+operations[0].Called+", at whatever address.").
		Func().Id(name).Params(jen.Id("server").Id("Receiver"), jen.Id("options").Op("...").Id("HandlerOption")).Qual("net/http", "Handler").
		Block(jen.Return(jen.Op("&").Id("receiver").Values(jen.Id("server"), jen.Id("newHandlerOptions").Call(jen.Id("options")), jen.Parens(jen.Op("*").Id("receiver")).Dot(find)))).Line().Line().
		Func().Params(jen.Id("h").Op("*").Id("receiver")).Id(find).Params(jen.Id("c").Op("*").Id("call")).
		BlockFunc(func(g *jen.Group) {
			e.routeMethods(g, &segmentNode{operations: operations}, 0)
		}).Line()
}
