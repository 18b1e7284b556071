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
			f.Add(e.walk(t).Add(e.jsonMethods(t)))
			if e.families[t] {
				f.Add(e.familyTable(t))
			}
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

// keepsUnknown reports whether a type keeps properties that it does not know. One
// that others derive from does, since it stands for those that are not known.
func (e *emitter) keepsUnknown(t *model.Type) bool {
	return t.Open || t.Extended || e.options.JSON.Unknown == KeepUnknown && !t.Closed
}

// hasUnknown reports whether the field for them is in a type, and not in its base.
func (e *emitter) hasUnknown(t *model.Type) bool {
	for base := t.Base; base != nil; base = base.Base {
		if e.keepsUnknown(base) {
			return false
		}
	}
	return e.keepsUnknown(t)
}

// isClosed reports whether a type refuses properties that it does not know.
func (e *emitter) isClosed(t *model.Type) bool {
	return t.Closed || !t.Open && e.options.JSON.Unknown == RefuseUnknown
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

// walk writes the method that lists a struct's properties: a line each, after
// those of the type that it derives from.
func (e *emitter) walk(t *model.Type) *jen.Statement {
	return jen.Func().Params(jen.Id("v").Op("*").Id(e.names.Type(t))).Id("walk").Params(jen.Id("w").Op("*").Id("walker")).
		BlockFunc(func(g *jen.Group) {
			if len(t.Checks) > 0 && e.options.Validators {
				g.Id("w").Dot("meets").Call(jen.Id("v"), e.test(t.Checks))
			}
			if t.Base != nil {
				if e.inFamily(t) {
					g.Id("w").Dot("is").Call(jen.Lit(t.Tag))
				}
				g.Id("v").Dot(e.names.Type(t.Base)).Dot("walk").Call(jen.Id("w"))
			}
			for _, p := range fieldsOf(t) {
				g.Add(e.walkProperty(t, p))
				if e.isFilledIn(t, p) {
					g.Add(e.fillIn(p))
				}
			}
			e.walkOthers(g, t)
		}).Line()
}

// walkOthers writes what becomes of properties that a type does not know, where
// its base does not say the same.
func (e *emitter) walkOthers(g *jen.Group, t *model.Type) {
	if t.Additional != nil {
		g.Id("walkOthers").Call(jen.Id("w"), jen.Op("&").Id("v").Dot(e.names.Unknown(t)), e.walkValue(t.Additional))
		return
	}
	if e.hasUnknown(t) {
		g.Id("w").Dot("keepUnknown").Call(jen.Op("&").Id("v").Dot(e.names.Unknown(t)))
	}
	was := t.Base != nil && e.isClosed(t.Base)
	switch is := e.isClosed(t); {
	case is && !was && t.Annotated:
		g.Id("w").Dot("closeNoted").Call()
	case is && !was:
		g.Id("w").Dot("closeType").Call()
	case was && !is:
		g.Id("w").Dot("openType").Call()
	}
}

func (e *emitter) walkProperty(t *model.Type, p *model.Property) *jen.Statement {
	s := p.Schema
	field := jen.Op("&").Id("v").Dot(e.names.Property(p))
	if p.Name == t.TagName && t.Extended && s.Kind == model.String {
		return jen.Id("w").Dot("tagged").Call(quotedName(p.Name), field, jen.Lit(t.Tag))
	}
	function, further := e.propertyFunction(p)
	if p.Fixed != "" && e.testOf(s) == nil {
		function, further = "fixed", []jen.Code{jen.Lit(p.Fixed)}
	}
	line := jen.Id(function).Call(append([]jen.Code{jen.Id("w"), quotedName(p.Name), field}, further...)...)
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
	if e.options.Validators && e.testOf(s) == nil {
		if function == "text" || function == "optText" { // which take the words themselves
			bare := *s
			bare.Rules.OneOf = nil
			s = &bare
		}
		rules(line, s)
	}
	return line
}

// propertyFunction is the support function that walks a property, and what it
// takes besides the property.
func (e *emitter) propertyFunction(p *model.Property) (name string, further []jen.Code) {
	s := p.Schema
	value, plural := s, s.Kind == model.List && e.testOf(s) == nil
	if plural {
		value = s.Elem
	}
	optional := isOptional(p) && !IsOpt(p)
	if e.testOf(s) != nil && optional {
		return "nilHeld", []jen.Code{jen.Id("v").Dot(e.names.Property(p)).Op("==").Nil(), e.walkFunction(s, false)}
	}
	switch {
	case value.Changed:
		return "changeList", []jen.Code{e.empty(value.Type)}
	case e.testOf(value) != nil && !plural:
		name, further = "field", []jen.Code{e.walkFunction(s, false)}
	case e.isFamily(value) && !plural && value.Derived != nil && e.options.Validators:
		name, further = "field", []jen.Code{e.walkRestricted(value)}
	case e.isFamily(value) && !(plural && value.Nullable) && (value.Derived == nil || !e.options.Validators):
		name, further = "derived", []jen.Code{e.family(value.Type)}
	case isObject(value) && plural && isKin(value.Type) && !value.Nullable:
		name = "pointer"
	case isObject(value) && !(plural && value.Nullable):
		name = "member"
	case isFlags(value) && !plural:
		name, further = "flags", []jen.Code{jen.Id(e.names.Values(value.Type))}
	case e.testOf(value) == nil && value.Kind == model.Named && value.Type.Kind == model.Enum && value.Type.Of == 0 && !isFlags(value) && !(plural && value.Nullable):
		name, further = "enum", []jen.Code{jen.Id(e.names.Values(value.Type))}
	case s.Kind == model.Map && optional:
		return "nilMap", []jen.Code{e.walkValue(s.Elem)}
	case plural:
		name, further = "list", []jen.Code{e.walkElement(value)}
	case s.Kind == model.String:
		name, further = "text", e.words(s.Rules)
	case s.Kind == model.DateTime:
		name = "dateTime"
	default:
		name, further = "field", []jen.Code{e.walkFunction(s, false)}
	}
	names := walkNames[name]
	switch {
	case IsOpt(p) && plural:
		return names.optList, further
	case IsOpt(p):
		return names.opt, further
	case optional:
		return names.nilList, further
	case plural:
		return names.list, further
	}
	return name, further
}

// words are the only values that a string may have, as text takes them.
func (e *emitter) words(r model.Rules) (words []jen.Code) {
	for _, word := range r.OneOf {
		if e.options.Validators {
			words = append(words, jen.Lit(word))
		}
	}
	return words
}

// walkNames are the support functions that walk properties, by the one for a
// property that is always there.
var walkNames = map[string]struct{ opt, list, optList, nilList string }{
	"field":    {opt: "opt"},
	"text":     {opt: "optText"},
	"dateTime": {opt: "optDateTime"},
	"list":     {list: "list", optList: "optList", nilList: "nilList"},
	"member":   {"optMember", "members", "optMembers", "nilMembers"},
	"pointer":  {"", "pointers", "optPointers", "nilPointers"},
	"enum":     {"optEnum", "enums", "optEnums", "nilEnums"},
	"flags":    {opt: "optFlags"},
	"derived":  {"optDerived", "derivedList", "optDerivedList", "nilDerivedList"},
}

// quotedName is a property's name as JSON text, its colon included.
func quotedName(name string) *jen.Statement {
	text := jsonString(name) + ":"
	if strconv.CanBackquote(text) {
		return jen.Op("`" + text + "`")
	}
	return jen.Lit(text)
}

// jsonMethods writes the methods by which others reach a type's JSON.
func (e *emitter) jsonMethods(t *model.Type) *jen.Statement {
	name := e.names.Type(t)
	pointer, value, address := jen.Params(jen.Id("v").Op("*").Id(name)), jen.Params(jen.Id("v").Id(name)), jen.Op("&").Id("v")
	if isKin(t) {
		value, address = pointer.Clone(), jen.Id("v")
	}
	src, bytes := jen.Id("src").Index().Byte(), jen.Params(jen.Index().Byte(), jen.Error())
	return oneLine(jen.Params(jen.Op("*").Id(name)).Id("alloc").Params().Id("object"), jen.New(jen.Id(name))).
		Add(oneLine(value.Id("MarshalJSON").Params().Add(bytes), jen.Id("AppendJSON").Call(jen.Nil(), address))).
		Add(oneLine(pointer.Clone().Id("UnmarshalJSON").Params(src).Error(), jen.Id("DecodeJSON").Call(jen.Id("src"), jen.Id("v"))))
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
	function, s, as := "queryField", p.Schema, e.asFunction
	if s.Kind == model.List {
		function, s, as = "queryList", s.Elem, e.asElement
		form := "commas"
		if p.Explode {
			form = "repeated"
		}
		arguments = append(arguments, jen.Id(form))
	}
	if !p.Required {
		function = map[string]string{"queryField": "queryOpt", "queryList": "queryOptList"}[function]
	}
	line := jen.Id(function).Call(append(arguments, as(s))...)
	if e.options.Validators {
		rules(line, p.Schema)
	}
	return e.heldWhole(line, p.Schema, jen.Id("v").Dot(e.names.Field(p)), !p.Required)
}
