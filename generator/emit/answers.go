package emit

import (
	"net/http"
	"strings"

	"github.com/dave/jennifer/jen"

	"example.com/burin/generator/model"
)

// messages writes what operations are sent and answer, where that is not one
// value: a struct of headers and body for each answer, an interface that holds
// one of several.
func (e *emitter) messages(f *jen.File) {
	for _, o := range e.api.Operations {
		if e.hasAnswers(o) {
			f.Add(e.answersOf(o))
		}
		if o.Body == nil {
			continue
		}
		variants := e.variants(&o.Body.Content, o.Body.More)
		if len(variants) > 1 {
			f.Add(e.bodyInterface(o, variants))
		}
		for _, v := range variants {
			for _, c := range v {
				f.Add(e.form(o, c))
			}
		}
	}
}

func (e *emitter) hasMessages() bool {
	for _, o := range e.api.Operations {
		if e.hasAnswers(o) {
			return true
		}
		if o.Body == nil {
			continue
		}
		if len(e.variants(&o.Body.Content, o.Body.More)) > 1 {
			return true
		}
		for _, c := range append([]*model.Content{&o.Body.Content}, o.Body.More...) {
			if c.Form.OfParts() {
				return true
			}
		}
	}
	return false
}

func (e *emitter) hasAnswers(o *model.Operation) bool {
	shape := e.answerShape(o)
	return shape == structAnswer || shape == sealedAnswer
}

// outcomeName is the name of the struct of an outcome.
func (e *emitter) outcomeName(o *model.Operation, out outcome) string {
	if e.answerShape(o) == structAnswer {
		return e.names.Response(o)
	}
	if out.variant != nil {
		return e.names.Content(out.variant[0])
	}
	return e.names.Content(&out.response.Content)
}

func (e *emitter) answersOf(o *model.Operation) *jen.Statement {
	out := jen.Null()
	name, outcomes := e.names.Response(o), e.outcomes(o)
	if len(outcomes) > 1 {
		var words []string
		for _, one := range outcomes {
			words = append(words, "*"+e.outcomeName(o, one))
		}
		out.Add(commentOf(name + " is what " + e.names.Operation(o) + " answers: " + orList(words) + ".")).
			Type().Id(name).InterfaceFunc(func(g *jen.Group) {
			g.Id("is" + name).Params()
			if e.options.Server {
				g.Id("responder")
			}
		}).Line().Line()
	}
	for _, one := range outcomes {
		out.Add(e.outcomeStruct(o, one))
	}
	if e.calls() {
		out.Add(e.answerReader(o, outcomes))
	}
	return out
}

// orList writes a choice in words.
func orList(words []string) string {
	if len(words) < 3 {
		return strings.Join(words, " or ")
	}
	return strings.Join(words[:len(words)-1], ", ") + " or " + words[len(words)-1]
}

// hasLocation is whether a redirection has a field for where it leads to.
func hasLocation(r *model.Response) bool {
	for _, p := range r.Headers {
		if strings.EqualFold(p.Name, "Location") {
			return false
		}
	}
	return r.Status/100 == 3 && r.Status != http.StatusNotModified
}

func (e *emitter) outcomeStruct(o *model.Operation, one outcome) *jen.Statement {
	name, r := e.outcomeName(o, one), one.response
	pointer := jen.Params(jen.Id("v").Op("*").Id(name))
	out := comment(name, model.Doc{Summary: "the answer " + statusText(r) + " of " + e.names.Operation(o) + ". " + r.Doc.Description}).
		Type().Id(name).StructFunc(func(g *jen.Group) {
		if r.Range || r.Status == 0 {
			g.Id("Status").Int()
		}
		if hasLocation(r) {
			g.Id("Location").String()
		}
		for _, p := range r.Headers {
			fieldType := e.optionalType(p.Schema)
			if p.Required {
				fieldType = e.goType(p.Schema)
			}
			g.Add(comment("", p.Doc).Id(e.names.Field(p)).Add(fieldType))
		}
		if one.variant != nil {
			g.Id("Body").Add(e.contentType(one.variant[0], true))
		}
	}).Line().Line()
	if len(r.Headers) > 0 {
		out.Add(slotMethod(name, "listHeaders", func(g *jen.Group) {
			for _, p := range r.Headers {
				e.listParameter(g, p, inHeader, r.Headers)
			}
		}))
	}
	if e.answerShape(o) == sealedAnswer {
		out.Func().Params(jen.Op("*").Id(name)).Id("is" + e.names.Response(o)).Params().Block().Line().Line()
	}
	if e.options.Server {
		out.Func().Add(pointer).Id("respond").Params(jen.Id("c").Op("*").Id("call")).
			BlockFunc(func(g *jen.Group) { e.respond(g, one) }).Line().Line()
	}
	return out
}

func statusText(r *model.Response) string {
	switch {
	case r.Status == 0:
		return "by default"
	case r.Range:
		return string(rune('0'+r.Status/100)) + "XX"
	}
	return strings.TrimSpace(jen.Lit(r.Status).GoString() + " " + http.StatusText(r.Status))
}

// respond writes how a server answers with an outcome.
func (e *emitter) respond(g *jen.Group, one outcome) {
	r := one.response
	switch {
	case r.Status == 0:
		g.Id("c").Dot("status").Op("=").Qual("cmp", "Or").Call(jen.Id("v").Dot("Status"), status(http.StatusOK))
	case r.Range:
		g.Id("c").Dot("status").Op("=").Qual("cmp", "Or").Call(jen.Id("v").Dot("Status"), status(r.Status))
	default:
		g.Id("c").Dot("status").Op("=").Add(status(r.Status))
	}
	header := jen.Id("c").Dot("w").Dot("Header").Call()
	if hasLocation(r) {
		g.Add(header.Clone()).Dot("Set").Call(jen.Lit("Location"), jen.Id("v").Dot("Location"))
	}
	if len(r.Headers) > 0 {
		g.Id("writeHeader").Call(jen.Id("v"), header)
	}
	if one.variant != nil {
		g.Add(e.reply(one.variant, jen.Id("v").Dot("Body"), jen.Nil()))
	}
}

// reply writes the call that answers with a body.
func (e *emitter) reply(v variant, value, err jen.Code) *jen.Statement {
	c := v[0]
	mediaType := jen.Lit(c.MediaType)
	if len(v) > 1 {
		mediaType = jen.Id("c").Dot("as").Call(v.mediaTypes()...)
	}
	arguments := []jen.Code{jen.Id("c"), value, err}
	switch c.Form {
	case model.Text:
		return jen.Id("replyText").Call(append(arguments, mediaType)...)
	case model.Plain:
		return jen.Id("replyPlain").Call(append(arguments, mediaType, e.asFunction(c.Schema))...)
	case model.Binary:
		if isOpen(c) {
			return jen.Id("replyMedia").Call(arguments...)
		}
		return jen.Id("replyStream").Call(append(arguments, mediaType)...)
	case model.Events:
		return jen.Id("replyEvents").Call(append(arguments, e.walkDocument(c))...)
	case model.Lines:
		return jen.Id("replyLines").Call(append(arguments, mediaType, e.walkDocument(c))...)
	}
	if m := v.markup(); m != nil {
		return jen.Id("replyMarkup").Call(append(arguments, mediaType, jen.Lit(m.Root), jen.Lit(m.Item), e.walkDocument(c))...)
	}
	return jen.Id("replyValue").Call(append(arguments, mediaType, e.walkDocument(c))...)
}

// readerName is the function that reads an operation's answer.
func (e *emitter) readerName(o *model.Operation) string { return "read" + e.names.Response(o) }

// answerReader writes how a client reads the answers of an operation.
func (e *emitter) answerReader(o *model.Operation, outcomes []outcome) *jen.Statement {
	return jen.Func().Id(e.readerName(o)).Params(jen.Id("response").Op("*").Qual("net/http", "Response")).Add(e.results(o)).
		BlockFunc(func(g *jen.Group) {
			if len(outcomes) == 1 {
				e.readOutcome(g, o, outcomes[0])
				return
			}
			g.Switch().BlockFunc(func(g *jen.Group) {
				for _, one := range outcomes {
					g.Case(e.isOutcome(one, outcomes)).BlockFunc(func(g *jen.Group) { e.readOutcome(g, o, one) })
				}
			})
			g.Return(jen.Nil(), jen.Id("unexpected").Call(jen.Id("response")))
		}).Line().Line()
}

// isOutcome writes the test for an outcome: its status, and its media type where
// others share that.
func (e *emitter) isOutcome(one outcome, all []outcome) *jen.Statement {
	r, code := one.response, jen.Id("response").Dot("StatusCode")
	test := code.Clone().Op("==").Add(status(r.Status))
	switch {
	case r.Status == 0:
		test = jen.True()
	case r.Range:
		test = code.Clone().Op("/").Lit(100).Op("==").Lit(r.Status / 100)
	}
	sharing := 0
	for _, other := range all {
		if other.response == r {
			sharing++
		}
	}
	if sharing > 1 {
		test.Op("&&").Id("isOf").Call(append([]jen.Code{jen.Id("response")}, one.variant.mediaTypes()...)...)
	}
	return test
}

func (e *emitter) readOutcome(g *jen.Group, o *model.Operation, one outcome) {
	r, field := one.response, jen.Id("v").Dot("Body")
	v, response := jen.Id("v"), jen.Id("response")
	fields := []jen.Code{}
	if r.Range || r.Status == 0 {
		fields = append(fields, jen.Id("Status").Op(":").Id("response").Dot("StatusCode"))
	}
	if hasLocation(r) {
		fields = append(fields, jen.Id("Location").Op(":").Id("response").Dot("Header").Dot("Get").Call(jen.Lit("Location")))
	}
	g.Add(v.Clone()).Op(":=").Op("&").Id(e.outcomeName(o, one)).Values(fields...)
	if len(r.Headers) > 0 {
		g.If(jen.Err().Op(":=").Id("readAnswerHeader").Call(response, v), jen.Err().Op("!=").Nil()).
			Block(jen.Return(jen.Nil(), jen.Err()))
	}
	if one.variant == nil {
		g.Return(v, response.Clone().Dot("Body").Dot("Close").Call())
		return
	}
	switch c := one.variant[0]; {
	case c.Form == model.Text:
		g.Return(v, jen.Id("readPlainText").Call(response, jen.Op("&").Add(field)))
		return
	case c.Form == model.Binary && isOpen(c):
		g.Add(field).Op("=").Id("mediaOf").Call(response)
	case c.Form == model.Binary:
		g.Add(field).Op("=").Id("response").Dot("Body")
	case c.Form == model.Events:
		g.Add(field).Op("=").Id("readEvents").Call(response, e.walkDocument(c))
	case c.Form == model.Lines:
		g.Add(field).Op("=").Id("readLines").Call(response, e.walkDocument(c))
	case one.variant.markup() != nil:
		g.Return(v, jen.Id("readMarkup").Call(response, jen.Op("&").Add(field), jen.Lit(one.variant.markup().Root), e.walkDocument(c)))
		return
	default:
		g.Return(v, jen.Id("readJSON").Call(response, jen.Op("&").Add(field), e.walkDocument(c)))
		return
	}
	g.Return(v, jen.Nil())
}
