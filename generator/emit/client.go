package emit

import (
	"slices"

	"github.com/dave/jennifer/jen"

	"example.com/burin/generator/model"
)

// client writes a method of Client for each operation, and for each that
// answers in pages one more that reads them all.
func (e *emitter) client(f *jen.File) {
	for _, o := range e.api.Operations {
		f.Add(e.clientMethod(o))
		if o.Paging != nil {
			f.Add(e.pagesMethod(o))
		}
	}
}

func (e *emitter) clientMethod(o *model.Operation) *jen.Statement {
	name := e.names.Operation(o)
	send := jen.Id("c").Dot("send").Call(jen.Id("ctx"), request(o), jen.Nil())
	if o.Success.Schema != nil {
		send = jen.Id("receive").Types(e.bodyType(o.Success.Schema)).Call(jen.Id("ctx"), jen.Id("c"), request(o))
	}
	return operationComment(name, o, o.Doc).Func().Params(jen.Id("c").Op("*").Id("Client")).Id(name).
		Params(e.parameters(o)...).Add(e.results(o)).
		Block(jen.Id("path").Op(":=").Add(e.path(o)), jen.Return(send)).Line()
}

// request writes what an operation sends.
func request(o *model.Operation) *jen.Statement {
	fields := []jen.Code{
		jen.Id("method").Op(":").Add(method(o.Method)),
		jen.Id("path").Op(":").Id("path"),
	}
	if len(o.Query) > 0 {
		write := map[bool]string{false: "writeSlots", true: "writeQuery"}[isPlain(o)]
		fields = append(fields, jen.Id("query").Op(":").Id(write).Call(jen.Op("&").Id("params")))
	}
	if len(o.Headers)+len(o.Cookies) > 0 {
		fields = append(fields, jen.Id("header").Op(":").Add(headers(o)))
	}
	if o.Body != nil {
		fields = append(fields, jen.Id("body").Op(":").Id("body"))
	}
	fields = append(fields, jen.Id("status").Op(":").Add(status(o.Success.Status)))
	return jen.Id("request").Values(fields...)
}

// headers writes the headers and cookies of an operation.
func headers(o *model.Operation) *jen.Statement {
	params := jen.Op("&").Id("params")
	header := jen.Qual("net/http", "Header").Values()
	if len(o.Cookies) > 0 {
		header = jen.Id("writeCookie").Call(params)
	}
	if len(o.Headers) > 0 {
		header = jen.Id("writeHeader").Call(params, header)
	}
	return header
}

// path writes the path: literals and parameters in turn.
func (e *emitter) path(o *model.Operation) *jen.Statement {
	var parts []jen.Code
	literal, join, text := "", "joinPath", e.pathText
	if slices.ContainsFunc(pathParameters(o), isRich) {
		join, text = "joinEscaped", e.richText
	}
	for _, segment := range o.Path {
		literal += "/" + segment.Literal
		if segment.Param == nil {
			continue
		}
		parts = append(parts, jen.Lit(literal), text(segment.Param))
		literal = ""
	}
	if literal != "" {
		parts = append(parts, jen.Lit(literal))
	}
	if len(parts) == 1 {
		return jen.Lit(literal)
	}
	return jen.Id(join).Call(parts...)
}

// pathText writes a path parameter as a string.
func (e *emitter) pathText(p *model.Parameter) jen.Code {
	name := e.names.Argument(p)
	switch p.Schema.Kind {
	case model.String:
		return jen.Id(name)
	case model.Named:
		return jen.String().Call(jen.Id(name))
	case model.Boolean:
		return jen.Qual("strconv", "FormatBool").Call(jen.Id(name))
	case model.Int32, model.Int64:
	default:
		return jen.Id("pathText").Call(jen.Id(name), e.asFunction(p.Schema))
	}
	number := jen.Id(name)
	if p.Schema.Kind != model.Int64 {
		number = jen.Int64().Call(number)
	}
	return jen.Qual("strconv", "FormatInt").Call(number, jen.Lit(10))
}

func (e *emitter) pagesMethod(o *model.Operation) *jen.Statement {
	name, single := e.names.Pages(o), e.names.Operation(o)
	page := jen.Op("*").Add(e.bodyType(o.Success.Schema))
	element := e.elementType(o.Paging.Items.Schema.Elem)
	property := func(p *model.Property) jen.Code { return jen.Id("page").Dot(e.names.Property(p)) }
	return commentOf(name+" yields the elements of all pages, and any error last.").
		Func().Params(jen.Id("c").Op("*").Id("Client")).Id(name).
		Params(e.parameters(o)...).Qual("iter", "Seq2").Types(jen.Op("*").Add(element), jen.Error()).
		Block(jen.Return(jen.Id("pages").Call(
			jen.Id("ctx"), jen.Id("c"),
			jen.Func().Params().Params(page, jen.Error()).
				Block(jen.Return(jen.Id("c").Dot(single).Call(e.arguments(o, jen.Id("ctx"), jen.Id("params"))...))),
			jen.Func().Params(jen.Id("page").Add(page)).Params(jen.Index().Add(element), jen.Id("Opt").Types(jen.String())).
				Block(jen.Return(property(o.Paging.Items), property(o.Paging.NextLink))),
		))).Line()
}
