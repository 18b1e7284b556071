package emit

import (
	"fmt"
	"slices"
	"strings"

	"github.com/dave/jennifer/jen"

	"example.com/burin/generator/model"
)

// variant is one Go type that a body may have, in one or more media types.
type variant []*model.Content

// variants groups the forms of a body by the Go type that they have.
func (e *emitter) variants(first *model.Content, more []*model.Content) []variant {
	if first.MediaType == "" {
		return nil
	}
	var all []variant
	groups := map[string]int{}
	for _, c := range append([]*model.Content{first}, more...) {
		key := fmt.Sprintf("%s %d", c.MediaType, c.Form)
		switch {
		case isDocumentForm(c):
			key = e.goType(c.Schema).GoString()
		case c.Type != nil:
			key = e.names.Type(c.Type)
		}
		i, known := groups[key]
		if !known {
			i = len(all)
			groups[key] = i
			all = append(all, nil)
		}
		all[i] = append(all[i], c)
	}
	return all
}

// isDocumentForm is whether a body is a value of the description as a whole.
func isDocumentForm(c *model.Content) bool {
	return c.Form == model.JSON || c.Form == model.XML || c.Form == model.Plain
}

// markup is the form of a variant that is XML; nil where none is.
func (v variant) markup() *model.Content {
	for _, c := range v {
		if c.Form == model.XML {
			return c
		}
	}
	return nil
}

// sent is the form in which a client sends a variant: JSON where that is one.
func (v variant) sent() *model.Content {
	for _, c := range v {
		if c.Form == model.JSON {
			return c
		}
	}
	return v[0]
}

// sentTypes are the media types as which a client may send a variant.
func (v variant) sentTypes() []jen.Code {
	var list []jen.Code
	for _, c := range v {
		if c.Form == v.sent().Form && isDocumentForm(c) {
			list = append(list, jen.Lit(c.MediaType))
		}
	}
	return list
}

// mediaTypes lists the media types of a variant.
func (v variant) mediaTypes() []jen.Code {
	list := make([]jen.Code, len(v))
	for i, c := range v {
		list[i] = jen.Lit(c.MediaType)
	}
	return list
}

// isOpen is whether a media type is a range.
func isOpen(c *model.Content) bool { return strings.Contains(c.MediaType, "*") }

// contentType is the Go type of a body.
func (e *emitter) contentType(c *model.Content, answer bool) *jen.Statement {
	switch c.Form {
	case model.Text:
		return jen.String()
	case model.Binary:
		switch {
		case isOpen(c):
			return jen.Op("*").Id("MediaBody")
		case answer:
			return jen.Qual("io", "ReadCloser")
		}
		return jen.Qual("io", "Reader")
	case model.Events:
		return jen.Qual("iter", "Seq2").Types(jen.Id("Event").Types(e.documentType(c.Schema)), jen.Error())
	case model.Lines:
		return jen.Qual("iter", "Seq2").Types(e.documentType(c.Schema), jen.Error())
	case model.URLEncoded, model.Multipart:
		if c.Type != nil {
			return jen.Op("*").Id(e.names.Type(c.Type))
		}
		return jen.Op("*").Id(e.names.Form(c))
	}
	return e.documentType(c.Schema)
}

// documentType is the type of a JSON document.
func (e *emitter) documentType(s *model.Schema) *jen.Statement {
	if e.isPlainObject(s) {
		return jen.Op("*").Add(e.goType(s))
	}
	return e.elementType(s)
}

// walkJSON writes the function that walks a JSON document and judges it. An
// object may stand behind a pointer.
func (e *emitter) walkJSON(s *model.Schema, behindPointer bool) *jen.Statement {
	if e.testOf(s) != nil && !s.Nullable {
		return e.walkFunction(s, behindPointer)
	}
	walk := e.walkElement(s)
	switch {
	case e.isPlainObject(s) && !s.Nullable && behindPointer:
		walk = jen.Id("asPointer").Types(e.goType(s))
	case s.Kind == model.List && !s.Nullable && e.rulesOf(s.Elem) != nil:
		walk = jen.Id("asList").Call(e.walkJSON(s.Elem, false))
	}
	if rule := e.rulesOf(s); rule != nil {
		return jen.Id("withRules").Call(walk, jen.Func().Params(jen.Id("w").Op("*").Id("walker")).Block(rule))
	}
	return walk
}

// rulesOf writes the calls that judge a value; nil where there are none.
func (e *emitter) rulesOf(s *model.Schema) *jen.Statement {
	line := jen.Id("w")
	if rules(line, s); !e.options.Validators || len(*line) == 1 {
		return nil
	}
	return line
}

// walkDocument is the function that walks a JSON document.
func (e *emitter) walkDocument(c *model.Content) *jen.Statement {
	if c.Form == model.Events && c.Schema.Kind == model.String {
		return jen.Id("asData")
	}
	return e.walkJSON(c.Schema, true)
}

// isUsual is whether a body is a JSON object that has to be there, which needs
// less code than others do.
func isUsual(first *model.Content, more []*model.Content) bool {
	return first.Form == model.JSON && first.MediaType == "application/json" && first.Schema != nil && isObject(first.Schema) && !first.Schema.Nullable && len(more) == 0
}

func hasUsualBody(o *model.Operation) bool {
	return o.Body != nil && o.Body.Required && isUsual(&o.Body.Content, o.Body.More)
}

// outcome is one way in which an operation may succeed.
type outcome struct {
	response *model.Response
	variant  variant // nil where it has no body
}

// outcomes are the ways in which an operation may succeed, single statuses before
// ranges, which are for the others (OpenAPI 3.0.3, Responses Object).
func (e *emitter) outcomes(o *model.Operation) []outcome {
	var all []outcome
	for _, r := range append([]*model.Response{o.Success}, o.Successes...) {
		variants := e.variants(&r.Content, r.More)
		if len(variants) == 0 {
			all = append(all, outcome{r, nil})
		}
		for _, v := range variants {
			all = append(all, outcome{r, v})
		}
	}
	rank := func(o outcome) int {
		switch r := o.response; {
		case r.Status == 0:
			return 2
		case r.Range:
			return 1
		}
		return 0
	}
	slices.SortStableFunc(all, func(a, b outcome) int { return rank(a) - rank(b) })
	return all
}

// isBare is whether an outcome is its body alone, or nothing.
func (o outcome) isBare() bool {
	r := o.response
	return len(r.Headers) == 0 && !r.Range && r.Status/100 == 2
}

// answerShape is how an operation's answer looks in Go.
type answerShape int

const (
	noAnswer     answerShape = iota // an error alone
	usualAnswer                     // a JSON object
	valueAnswer                     // another value
	structAnswer                    // a struct of headers and body
	sealedAnswer                    // one of several structs
)

func (e *emitter) answerShape(o *model.Operation) answerShape {
	outcomes := e.outcomes(o)
	switch first := outcomes[0]; {
	case len(outcomes) > 1:
		return sealedAnswer
	case !first.isBare():
		return structAnswer
	case first.variant == nil:
		return noAnswer
	case isUsual(&o.Success.Content, o.Success.More):
		return usualAnswer
	}
	return valueAnswer
}

// answerType is the first result of an operation; nil where it has none.
func (e *emitter) answerType(o *model.Operation) *jen.Statement {
	switch e.answerShape(o) {
	case noAnswer:
		return nil
	case structAnswer:
		return jen.Op("*").Id(e.names.Response(o))
	case sealedAnswer:
		return jen.Id(e.names.Response(o))
	}
	return e.contentType(e.outcomes(o)[0].variant[0], true)
}

// zeroAnswer is what stands for an answer beside an error.
func (e *emitter) zeroAnswer(o *model.Operation) jen.Code {
	if e.answerShape(o) != valueAnswer {
		return jen.Nil()
	}
	switch c := e.outcomes(o)[0].variant[0]; {
	case c.Form == model.Text:
		return jen.Lit("")
	case !isDocumentForm(c) || isObject(c.Schema) || c.Schema.Kind == model.List && !c.Schema.Nullable:
		return jen.Nil()
	default:
		return jen.Op("*").New(e.documentType(c.Schema))
	}
}

// requestType is the type of the argument that an operation's body is.
func (e *emitter) requestType(o *model.Operation) *jen.Statement {
	variants := e.variants(&o.Body.Content, o.Body.More)
	if len(variants) > 1 {
		return jen.Id(e.names.Body(o))
	}
	c := variants[0][0]
	value := e.contentType(c, false)
	if !o.Body.Required && needsOpt(c) {
		return jen.Id("Opt").Types(value)
	}
	return value
}

// needsOpt is whether nil does not say of a body that there is none.
func needsOpt(c *model.Content) bool {
	return c.Form == model.Text || isDocumentForm(c) && !isObject(c.Schema)
}
