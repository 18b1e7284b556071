package emit

import (
	"strconv"

	"github.com/dave/jennifer/jen"

	"example.com/burin/generator/model"
)

// codec writes how each struct goes to JSON and back, and each struct of query
// parameters to a query and back.
func (e *emitter) codec(f *jen.File) {
	e.codecOptions(f)
	f.Add(commentOf("Walk methods list what AppendJSON writes, DecodeJSON reads, Validate checks."))
	for _, t := range e.api.Types {
		if t.Kind == model.Object {
			f.Add(e.walk(t))
			f.Add(e.jsonMethods(t))
		}
	}
	if !e.hasOperations() {
		return
	}
	for _, o := range e.api.Operations {
		if isPlain(o) && len(o.Query) > 0 {
			f.Add(e.queryMethod(o))
		}
	}
	e.slotMethods(f)
}

// keepsUnknown reports whether a type keeps properties that it does not know.
func (e *emitter) keepsUnknown(t *model.Type) bool {
	return e.options.JSON.Unknown == KeepUnknown && !t.Closed
}

// codecOptions writes what the configuration has otherwise than the support
// source, which gives way to it.
func (e *emitter) codecOptions(f *jen.File) {
	if depth := e.options.JSON.MaxDepth; depth > 0 {
		f.Comment("maxDepth bounds how deep documents nest.")
		f.Const().Id("maxDepth").Op("=").Lit(depth).Line()
	}
	if e.options.JSON.ReplaceUTF8 {
		f.Comment("notUTF8 is what a string that is not UTF-8 is read and written as.")
		f.Func().Id("notUTF8").Params(jen.Id("_").Op("*").Id("walker"), jen.Id("s").String()).String().
			Block(jen.Return(jen.Qual("strings", "ToValidUTF8").Call(jen.Id("s"), jen.Lit("\uFFFD")))).Line()
	}
}

// walk writes the method that lists a struct's properties: a line each.
func (e *emitter) walk(t *model.Type) *jen.Statement {
	return jen.Func().Params(jen.Id("v").Op("*").Id(e.names.Type(t))).Id("walk").Params(jen.Id("w").Op("*").Id("walker")).
		BlockFunc(func(g *jen.Group) {
			for _, p := range t.Properties {
				g.Add(e.walkProperty(p))
			}
			switch {
			case e.keepsUnknown(t):
				g.Id("w").Dot("keepUnknown").Call(jen.Op("&").Id("v").Dot(e.names.Unknown(t)))
			case t.Closed || e.options.JSON.Unknown == RefuseUnknown:
				g.Id("w").Dot("closeType").Call()
			}
		}).Line()
}

func (e *emitter) walkProperty(p *model.Property) *jen.Statement {
	s := p.Schema
	arguments := []jen.Code{jen.Id("w"), quotedName(p.Name), jen.Op("&").Id("v").Dot(e.names.Property(p))}
	value, function := s, "field"
	if s.Kind == model.List {
		value, function = s.Elem, "list"
	}
	if isObject(value) {
		function = map[string]string{"field": "member", "list": "members"}[function]
	} else {
		arguments = append(arguments, jen.Id(asFunction(value)))
	}
	prefix := ""
	switch {
	case IsOpt(p):
		prefix = "opt"
	case isOptional(p):
		prefix = "nil"
	}
	if prefix != "" {
		function = prefix + map[string]string{"field": "", "list": "List", "member": "Member", "members": "Members"}[function]
	}
	line := jen.Id(function).Call(arguments...)
	if s.Nullable {
		line.Dot("nullable").Call()
	}
	switch {
	case p.Access == model.ReadOnly:
		line.Dot("readOnly").Call()
	case p.Access == model.WriteOnly:
		line.Dot("writeOnly").Call(e.isSent(p))
		if p.Required {
			line.Dot("mandatoryRequest").Call()
		}
	case p.Required && s.Nullable:
		line.Dot("mandatory").Call()
	}
	if e.options.Validators {
		rules(line, s.Rules)
	}
	return line
}

// quotedName is a property's name as JSON text, its colon included.
func quotedName(name string) *jen.Statement {
	text := jsonString(name) + ":"
	if strconv.CanBackquote(text) {
		return jen.Op("`" + text + "`")
	}
	return jen.Lit(text)
}

// rules writes the calls that judge a value.
func rules(line *jen.Statement, r model.Rules) {
	if r.OneOf != nil {
		line.Dot("oneOf").CallFunc(func(g *jen.Group) {
			for _, value := range r.OneOf {
				g.Lit(value)
			}
		})
	}
	for _, bound := range []struct {
		rule  string
		value *int64
	}{
		{"minLength", r.MinLength}, {"maxLength", r.MaxLength},
		{"minimum", r.Minimum}, {"maximum", r.Maximum},
		{"minItems", r.MinItems}, {"maxItems", r.MaxItems},
	} {
		if bound.value != nil {
			line.Dot(bound.rule).Call(jen.Op(strconv.FormatInt(*bound.value, 10)))
		}
	}
}

// jsonMethods writes the methods by which others reach a type's JSON.
func (e *emitter) jsonMethods(t *model.Type) *jen.Statement {
	name := e.names.Type(t)
	pointer, value := jen.Params(jen.Id("v").Op("*").Id(name)), jen.Params(jen.Id("v").Id(name))
	src, b, bytes := jen.Id("src").Index().Byte(), jen.Id("b").Index().Byte(), jen.Params(jen.Index().Byte(), jen.Error())
	return oneLine(jen.Params(jen.Op("*").Id(name)).Id("alloc").Params().Id("object"), jen.New(jen.Id(name))).
		Add(oneLine(pointer.Clone().Id("AppendJSON").Params(b).Add(bytes), jen.Id("appendJSON").Call(jen.Id("b"), jen.Id("v")))).
		Add(oneLine(pointer.Clone().Id("DecodeJSON").Params(src).Error(), jen.Id("decodeJSON").Call(jen.Id("src"), jen.Id("v")))).
		Add(oneLine(value.Id("MarshalJSON").Params().Add(bytes), jen.Id("appendJSON").Call(jen.Nil(), jen.Op("&").Id("v")))).
		Add(oneLine(pointer.Clone().Id("UnmarshalJSON").Params(src).Error(), jen.Id("decodeJSON").Call(jen.Id("src"), jen.Id("v"))))
}

// oneLine writes a function that returns result, on a line where gofmt lets it.
func oneLine(signature, result jen.Code) *jen.Statement {
	return jen.Func().Add(signature).Custom(jen.Options{Open: "{ ", Close: " }"}, jen.Return(result)).Line()
}

// queryMethod writes the method that lists an operation's query parameters: a
// line each.
func (e *emitter) queryMethod(o *model.Operation) *jen.Statement {
	return jen.Func().Params(jen.Id("v").Op("*").Id(e.names.Params(o))).Id("query").Params(jen.Id("q").Op("*").Id("query")).
		BlockFunc(func(g *jen.Group) {
			for _, p := range o.Query {
				g.Add(e.queryParameter(p))
			}
		}).Line()
}

func (e *emitter) queryParameter(p *model.Parameter) *jen.Statement {
	arguments := []jen.Code{jen.Id("q"), jen.Lit(p.Name), jen.Op("&").Id("v").Dot(e.names.Field(p))}
	function, s := "queryField", p.Schema
	if s.Kind == model.List {
		function, s = "queryList", s.Elem
		form := "commas"
		if p.Explode {
			form = "repeated"
		}
		arguments = append(arguments, jen.Id(form))
	}
	if !p.Required {
		function = map[string]string{"queryField": "queryOpt", "queryList": "queryOptList"}[function]
	}
	line := jen.Id(function).Call(append(arguments, jen.Id(asFunction(s)))...)
	if e.options.Validators {
		rules(line, p.Schema.Rules)
	}
	return line
}
