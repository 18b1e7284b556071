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
		if o.Called != "" {
			f.Add(e.sendMethod(o))
			continue
		}
		f.Add(e.clientMethod(o))
		if o.Paging != nil {
			f.Add(e.pagesMethod(o))
		}
	}
}

func (e *emitter) clientMethod(o *model.Operation) *jen.Statement {
	name := e.names.Operation(o)
	return operationComment(name, o, o.Doc).Func().Params(jen.Id("c").Op("*").Id("Client")).Id(name).
		Params(e.parameters(o)...).Add(e.results(o)).
		BlockFunc(func(g *jen.Group) {
			g.Id("path").Op(":=").Add(e.path(o))
			if o.Body != nil && !hasUsualBody(o) {
				e.sendBody(g, o)
			}
			e.receive(g, o)
		}).Line()
}

// receive writes how a request is sent, and its answer returned.
func (e *emitter) receive(g *jen.Group, o *model.Operation) {
	client := jen.Id("c")
	if o.Called != "" && len(o.Security) == 0 {
		client = client.Dot("bare").Call()
	}
	if o.Success.Status/100 == 3 {
		client = client.Dot("still").Call()
	}
	arguments := []jen.Code{jen.Id("ctx"), client, e.request(o)}
	switch e.answerShape(o) {
	case noAnswer:
		g.Return(client.Dot("send").Call(jen.Id("ctx"), e.request(o), jen.Nil()))
	case usualAnswer:
		g.Return(jen.Id("receive").Types(e.bodyType(o.Success.Schema)).Call(arguments...))
	case valueAnswer:
		e.receiveValue(g, e.outcomes(o)[0].variant, arguments)
	default:
		e.exchange(g, client, o)
		g.Return(jen.Id(e.readerName(o)).Call(jen.Id("response")))
	}
}

func (e *emitter) exchange(g *jen.Group, client jen.Code, o *model.Operation) {
	g.List(jen.Id("response"), jen.Err()).Op(":=").Add(client).Dot("exchange").Call(jen.Id("ctx"), e.request(o))
	g.If(jen.Err().Op("!=").Nil()).Block(jen.Return(jen.Nil(), jen.Err()))
}

func (e *emitter) receiveValue(g *jen.Group, v variant, arguments []jen.Code) {
	switch c, m := v[0], v.markup(); {
	case m != nil:
		g.Return(jen.Id("receiveMarkup").Call(append(arguments, jen.Lit(m.Root), e.walkDocument(m))...))
	case c.Form == model.Text:
		g.Return(jen.Id("receiveText").Call(arguments...))
	case c.Form == model.Binary && isOpen(c):
		g.Return(jen.Id("receiveMedia").Call(arguments...))
	case c.Form == model.Binary:
		g.Return(jen.Id("receiveStream").Call(arguments...))
	case c.Form == model.Events:
		g.Return(jen.Id("receiveEvents").Call(append(arguments, e.walkDocument(c))...))
	case c.Form == model.Lines:
		g.Return(jen.Id("receiveLines").Call(append(arguments, e.walkDocument(c))...))
	case e.isPlainObject(c.Schema) && !c.Schema.Nullable:
		g.Return(jen.Id("receive").Types(e.bodyType(c.Schema)).Call(arguments...))
	default:
		g.Return(jen.Id("receiveValue").Call(append(arguments, e.walkDocument(c))...))
	}
}

// request writes what an operation sends.
func (e *emitter) request(o *model.Operation) *jen.Statement {
	fields := []jen.Code{
		jen.Id("method").Op(":").Add(method(o.Method)),
		jen.Id("path").Op(":").Id("path"),
	}
	if o.Called != "" {
		fields = append(fields, jen.Id("absolute").Op(":").True())
	}
	if len(o.Query) > 0 {
		write := map[bool]string{false: "writeSlots", true: "writeQuery"}[isPlain(o)]
		fields = append(fields, jen.Id("query").Op(":").Id(write).Call(jen.Op("&").Id("params")))
	}
	if header := e.headers(o); header != nil {
		fields = append(fields, jen.Id("header").Op(":").Add(header))
	}
	if hasUsualBody(o) {
		fields = append(fields, jen.Id("body").Op(":").Id("body"))
	} else if o.Body != nil {
		fields = append(fields, jen.Id("upload").Op(":").Id("upload"))
	}
	if e.hasTypedErrors(o) {
		fields = append(fields, jen.Id("errors").Op(":").Id(e.names.Failures(o)))
	}
	if len(o.Security) > 0 && e.hasSchemes() {
		fields = append(fields, jen.Id("schemes").Op(":").Add(alternatives(o)))
	}
	if o.Server != "" {
		fields = append(fields, jen.Id("server").Op(":").Lit(o.Server))
	}
	if code := e.expected(o); code != nil {
		fields = append(fields, jen.Id("status").Op(":").Add(code))
	}
	return jen.Id("request").Values(fields...)
}

// expected is the status of success, or the hundred that it is in; nil for any of
// the 200s.
func (e *emitter) expected(o *model.Operation) jen.Code {
	switch first := o.Success; {
	case first.Status/100 == 3 && (first.Range || len(o.Successes) > 0):
		return jen.Lit(3)
	case len(o.Successes) > 0 || first.Range || first.Status == 0:
		return nil
	default:
		return status(first.Status)
	}
}

// answerTypes are the media types that an operation may answer with.
func (e *emitter) answerTypes(o *model.Operation) []jen.Code {
	var list []jen.Code
	seen := map[string]bool{}
	for _, one := range e.outcomes(o) {
		for _, c := range one.variant {
			if !seen[c.MediaType] {
				list = append(list, jen.Lit(c.MediaType))
			}
			seen[c.MediaType] = true
		}
	}
	return list
}

// headers writes the headers and cookies of an operation; nil where it has none.
func (e *emitter) headers(o *model.Operation) *jen.Statement {
	header := jen.Qual("net/http", "Header").Values()
	if len(o.Headers)+len(o.Cookies) > 0 {
		header = parameterHeaders(o)
	}
	types, shape := e.answerTypes(o), e.answerShape(o)
	accepts := shape != noAnswer && shape != usualAnswer && len(types) > 0
	sends := o.Body != nil && !hasUsualBody(o)
	if accepts {
		header = jen.Id("accepting").Call(append([]jen.Code{header}, types...)...)
	}
	if sends {
		header = jen.Id("sending").Call(header, jen.Id("mediaType"))
	}
	if !accepts && !sends && len(o.Headers)+len(o.Cookies) == 0 {
		return nil
	}
	return header
}

// parameterHeaders writes the headers and cookies that are parameters.
func parameterHeaders(o *model.Operation) *jen.Statement {
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
		literal += "/"
		for _, piece := range pieces(segment) {
			literal += escapedLiteral(piece.Literal)
			if piece.Param != nil {
				parts = append(parts, jen.Lit(literal), text(piece.Param))
				literal = ""
			}
		}
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
		if isUnion(p.Schema) || p.Schema.Type.Of != 0 || p.Schema.Type.Flags {
			return jen.Id("pathText").Call(jen.Id(name), e.asFunction(p.Schema))
		}
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
