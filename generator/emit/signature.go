package emit

import (
	"net/http"
	"strconv"

	"github.com/dave/jennifer/jen"

	"example.com/burin/generator/model"
)

// The signature of an operation is made here alone, so that the client, the
// server and its stub cannot drift apart.

// parameters are an operation's parameters: the context, those of the path in
// its order, the others, and the body.
func (e *emitter) parameters(o *model.Operation) []jen.Code {
	list := []jen.Code{jen.Id("ctx").Qual("context", "Context")}
	path := pathParameters(o)
	for i, p := range path {
		argument := jen.Id(e.names.Argument(p))
		if i+1 == len(path) || !sameArgumentType(p, path[i+1]) {
			argument.Add(e.argumentType(p))
		}
		list = append(list, argument)
	}
	if len(others(o)) > 0 {
		list = append(list, jen.Id("params").Id(e.names.Params(o)))
	}
	if o.Body != nil {
		list = append(list, jen.Id("body").Add(e.requestType(o)))
	}
	return list
}

func sameType(a, b *model.Schema) bool {
	if a == nil || b == nil {
		return a == b
	}
	return a.Kind == b.Kind && a.Type == b.Type && a.Foreign == b.Foreign && sameType(a.Elem, b.Elem)
}

// results are an operation's results.
func (e *emitter) results(o *model.Operation) *jen.Statement {
	answer := e.answerType(o)
	if answer == nil {
		return jen.Error()
	}
	return jen.Params(answer, jen.Error())
}

// parameterTypes are parameters without their names.
func (e *emitter) parameterTypes(o *model.Operation) []jen.Code {
	list := []jen.Code{jen.Qual("context", "Context")}
	for _, p := range pathParameters(o) {
		list = append(list, e.argumentType(p))
	}
	if len(others(o)) > 0 {
		list = append(list, jen.Id(e.names.Params(o)))
	}
	if o.Body != nil {
		list = append(list, e.requestType(o))
	}
	return list
}

// arguments are what is passed to an operation's method, the first two as given.
func (e *emitter) arguments(o *model.Operation, ctx, params jen.Code) []jen.Code {
	list := []jen.Code{ctx}
	for _, p := range pathParameters(o) {
		list = append(list, jen.Id(e.names.Argument(p)))
	}
	if len(others(o)) > 0 {
		list = append(list, params)
	}
	if o.Body != nil {
		list = append(list, jen.Id("body"))
	}
	return list
}

func pathParameters(o *model.Operation) []*model.Parameter { return model.Parameters(o.Path) }

// method is a method of HTTP by the name that net/http has for it.
func method(name string) jen.Code {
	switch name {
	case http.MethodGet:
		return jen.Qual("net/http", "MethodGet")
	case http.MethodPut:
		return jen.Qual("net/http", "MethodPut")
	case http.MethodPost:
		return jen.Qual("net/http", "MethodPost")
	case http.MethodDelete:
		return jen.Qual("net/http", "MethodDelete")
	case http.MethodOptions:
		return jen.Qual("net/http", "MethodOptions")
	case http.MethodHead:
		return jen.Qual("net/http", "MethodHead")
	case http.MethodPatch:
		return jen.Qual("net/http", "MethodPatch")
	case http.MethodTrace:
		return jen.Qual("net/http", "MethodTrace")
	}
	return jen.Lit(name)
}

// status is a status by the name that net/http has for it.
func status(code int) jen.Code {
	switch code {
	case http.StatusOK:
		return jen.Qual("net/http", "StatusOK")
	case http.StatusCreated:
		return jen.Qual("net/http", "StatusCreated")
	case http.StatusAccepted:
		return jen.Qual("net/http", "StatusAccepted")
	case http.StatusNoContent:
		return jen.Qual("net/http", "StatusNoContent")
	}
	return jen.Op(strconv.Itoa(code))
}
