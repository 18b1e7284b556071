package emit

import (
	"slices"

	"github.com/dave/jennifer/jen"

	"example.com/burin/generator/model"
)

// place is where a parameter stands besides the path.
type place int

const (
	inQuery place = iota
	inHeader
	inCookie
)

// isPlain is whether an operation's parameters besides those of the path are
// values and lists of values in its query, which need less code than others do.
func isPlain(o *model.Operation) bool {
	return len(o.Headers)+len(o.Cookies) == 0 && !slices.ContainsFunc(o.Query, func(p *model.Parameter) bool {
		return p.Style != model.Usual || p.Reserved || p.Empty || p.JSON || p.Default != nil || isComposite(p.Schema)
	})
}

// slotMethods writes the methods that list the parameters of operations, a line
// each, and the properties of objects that are parameters.
func (e *emitter) slotMethods(f *jen.File) {
	for _, o := range e.api.Operations {
		if isPlain(o) {
			continue
		}
		for _, list := range []struct {
			method     string
			in         place
			parameters []*model.Parameter
		}{{"listSlots", inQuery, o.Query}, {"listHeaders", inHeader, o.Headers}, {"listCookies", inCookie, o.Cookies}} {
			if len(list.parameters) > 0 {
				f.Add(slotMethod(e.names.Params(o), list.method, func(g *jen.Group) {
					for _, p := range list.parameters {
						e.listParameter(g, p, list.in, list.parameters)
					}
				}))
			}
		}
	}
	objects := e.parameterObjects()
	for _, t := range e.api.Types {
		if objects[t] {
			f.Add(slotMethod(e.names.Type(t), "listSlots", func(g *jen.Group) {
				for _, p := range t.Properties {
					g.Add(e.listProperty(p))
					e.listDefault(g, p)
				}
				e.listOthers(g, t)
				e.heldParts(g, t)
			}))
		}
	}
}

// listOthers writes the line of an object's further properties, where they are simple
// values.
func (e *emitter) listOthers(g *jen.Group, t *model.Type) {
	if !t.HasSimpleOthers() {
		return
	}
	arguments := []jen.Code{jen.Id("q"), jen.Op("&").Id("v").Dot(e.names.Unknown(t)), e.walkElement(t.Additional)}
	for _, p := range t.Properties {
		arguments = append(arguments, jen.Lit(p.Name))
	}
	g.Id("slotOthers").Call(arguments...)
}

func slotMethod(receiver, method string, lines func(g *jen.Group)) *jen.Statement {
	return jen.Func().Params(jen.Id("v").Op("*").Id(receiver)).Id(method).Params(jen.Id("q").Op("*").Id("portion")).
		BlockFunc(lines).Line().Line()
}

// parameterObjects are the types whose properties stand in parameters.
func (e *emitter) parameterObjects() map[*model.Type]bool {
	objects := map[*model.Type]bool{}
	var add func(s *model.Schema)
	add = func(s *model.Schema) {
		if isUnion(s) && isComposite(s) {
			for _, v := range s.Type.Union.Variants {
				add(v.Schema)
			}
		}
		if !isObject(s) || objects[s.Type] {
			return
		}
		objects[s.Type] = true
		for _, p := range s.Type.Properties {
			add(p.Schema)
		}
	}
	for _, o := range e.api.Operations {
		for _, p := range slices.Concat(pathParameters(o), others(o)) {
			if !p.JSON && p.Style != model.InParentheses {
				add(p.Schema)
			}
		}
		for _, p := range parts(o) {
			if !p.JSON && !p.File {
				add(p.Schema)
			}
		}
	}
	return objects
}

// parts are those of the forms that an operation may be sent.
func parts(o *model.Operation) []*model.Part {
	if o.Body == nil {
		return nil
	}
	all := slices.Clone(o.Body.Parts)
	for _, c := range o.Body.More {
		all = append(all, c.Parts...)
	}
	return all
}

// isComposite says whether a value is an object, a map, or may be either.
func isComposite(s *model.Schema) bool {
	return isObject(s) || s.Kind == model.Map ||
		isUnion(s) && slices.ContainsFunc(s.Type.Union.Variants, func(v *model.Variant) bool { return isComposite(v.Schema) })
}

// listParameter writes the line of a parameter, one of all that stand in its place,
// and what it is without a value.
func (e *emitter) listParameter(g *jen.Group, p *model.Parameter, in place, all []*model.Parameter) {
	q, field := jen.Id("q"), jen.Op("&").Id("v").Dot(e.names.Field(p))
	for _, variant := range []struct {
		wanted bool
		method string
	}{{p.Reserved && in == inQuery, "reserved"}, {p.Empty && p.Schema.Kind != model.String, "orEmpty"}, {p.JSON, "asJSON"}} {
		if variant.wanted {
			q = q.Dot(variant.method).Call()
		}
	}
	function, further := "slot", []jen.Code{}
	if p.JSON {
		further = append(further, e.walkJSON(p.Schema, !p.Required))
	} else {
		function, further = e.slotOf(p, in, all, e.asElement)
	}
	if !p.Required {
		function = optionalSlots[function]
	}
	line := jen.Id(function).Call(append([]jen.Code{q, jen.Lit(p.Name), field}, further...)...)
	if e.options.Validators && !p.JSON {
		rules(line, p.Schema)
		line = e.heldWhole(line, p.Schema, jen.Id("v").Dot(e.names.Field(p)), !p.Required)
	}
	g.Add(line)
	if p.Default != nil {
		g.Id("orDefault").Call(jen.Id("q"), field.Clone(), e.defaultValue(p.Schema, p.Default))
	}
}

// slotOf is the support function that lists a value that is always there, and what
// it takes after the field: how the value stands, and what walks the elements of a
// list, which is for as to say, or the value.
func (e *emitter) slotOf(p *model.Parameter, in place, all []*model.Parameter, as func(*model.Schema) *jen.Statement) (function string, further []jen.Code) {
	switch s := p.Schema; {
	case s.Kind == model.List:
		return "slotList", []jen.Code{jen.Id(form(p, in)), as(s.Elem)}
	case isObject(s):
		return "slotObject", []jen.Code{jen.Id(form(p, in))}
	case s.Kind == model.Map:
		return "slotMap", e.mapArguments(p, in, all, as)
	case isComposite(s):
		return "slotChoice", []jen.Code{e.listKinds(p, in)}
	default:
		return "slot", []jen.Code{e.asFunction(s)}
	}
}

// optionalSlots are the support functions that list parameters which may be absent,
// by those that list the ones that may not.
var optionalSlots = map[string]string{
	"slot": "slotOpt", "slotList": "slotOptList", "slotObject": "slotOptObject", "slotMap": "slotOptMap", "slotChoice": "slotOptChoice",
}

// nilSlots are those for properties of which nil says that they are absent.
var nilSlots = map[string]string{"slot": "slotNil", "slotList": "slotNilList", "slotMap": "slotNilMap"}

// mapArguments are how a map stands, its values, and the names that others have where
// its entries stand beside them.
func (e *emitter) mapArguments(p *model.Parameter, in place, all []*model.Parameter, as func(*model.Schema) *jen.Statement) []jen.Code {
	arguments := []jen.Code{jen.Id(form(p, in)), as(p.Schema.Elem)}
	for _, other := range all {
		switch {
		case other == p || form(p, in) != "repeated":
		case isObject(other.Schema) && form(other, in) == "repeated":
			for _, property := range other.Schema.Type.Properties {
				arguments = append(arguments, jen.Lit(property.Name))
			}
		default:
			arguments = append(arguments, jen.Lit(other.Name))
		}
	}
	return arguments
}

// listKinds writes the function that lists the kinds of a choice, of which one is there.
func (e *emitter) listKinds(p *model.Parameter, in place) *jen.Statement {
	return jen.Func().Params(jen.Id("v").Op("*").Add(e.goType(p.Schema)), jen.Id("q").Op("*").Id("portion")).BlockFunc(func(g *jen.Group) {
		for _, v := range p.Schema.Type.Union.Variants {
			arguments := []jen.Code{jen.Id("q"), jen.Lit(p.Name), jen.Op("&").Id("v").Dot(e.names.Variant(v))}
			kind := *p
			kind.Schema = v.Schema
			switch {
			case isObject(v.Schema):
				g.Id("slotOptObject").Call(append(arguments, jen.Id(form(&kind, in)))...)
			case v.Schema.Kind == model.Map:
				g.Id("slotOptMap").Call(append(arguments, e.mapArguments(&kind, in, nil, e.walkElement)...)...)
			default:
				g.Id("slotOpt").Call(append(arguments, e.asFunction(v.Schema))...)
			}
		}
	})
}

// form is the support code's word for how a list or an object stands.
func form(p *model.Parameter, in place) string {
	switch {
	case p.Style == model.DeepObject && p.Schema.Kind == model.List:
		return "indexed"
	case p.Style == model.DeepObject:
		return "deep"
	case in == inHeader && isObject(p.Schema) && p.Explode:
		return "pairs"
	case in == inHeader:
		return "commas"
	case p.Explode:
		return "repeated"
	case p.Style == model.SpaceDelimited:
		return "spaces"
	case p.Style == model.PipeDelimited:
		return "pipes"
	}
	return "commas"
}

// listProperty writes the line of a property of an object that is a parameter.
func (e *emitter) listProperty(p *model.Property) *jen.Statement {
	s := p.Schema
	arguments := []jen.Code{jen.Id("q"), jen.Lit(p.Name), jen.Op("&").Id("v").Dot(e.names.Property(p))}
	function := "slot"
	switch {
	case s.Kind == model.List:
		function, arguments = "slotList", append(arguments, jen.Id("repeated"), e.walkElement(s.Elem))
	case isObject(s):
		function, arguments = "slotObject", append(arguments, jen.Id("deep"))
	case s.Kind == model.Map:
		function, arguments = "slotMap", append(arguments, jen.Id("deep"), e.walkElement(s.Elem))
	default:
		arguments = append(arguments, e.asFunction(s))
	}
	switch {
	case IsOpt(p):
		function = optionalSlots[function]
	case isOptional(p):
		function = nilSlots[function]
	}
	line := jen.Id(function).Call(arguments...)
	if p.Access == model.ReadOnly {
		line.Dot("readOnly").Call()
	}
	if e.options.Validators {
		rules(line, s)
	}
	return e.heldWhole(line, s, jen.Id("v").Dot(e.names.Property(p)), IsOpt(p))
}

// literal writes a value of the description as one of a schema's type.
func (e *emitter) literal(s *model.Schema, l *model.Literal) jen.Code {
	switch s.Kind {
	case model.List:
		return e.goType(s).ValuesFunc(func(g *jen.Group) {
			for _, item := range l.Items {
				g.Add(e.literal(s.Elem, item))
			}
		})
	case model.Named:
		if s.Type.Of == 0 {
			return jen.Lit(l.Text)
		}
	case model.String:
		return jen.Lit(l.Text)
	}
	return jen.Op(l.Text)
}

// others are an operation's parameters besides those of its path.
func others(o *model.Operation) []*model.Parameter {
	return slices.Concat(o.Query, o.Headers, o.Cookies)
}

// isRich is whether a path parameter is more than one value as it is.
func isRich(p *model.Parameter) bool {
	return p.Style != model.Usual || p.JSON || p.Schema.Kind == model.List || isObject(p.Schema)
}

// pathForm is what a path parameter begins with, and what is between its
// parts (section 4.7.12.3 of OpenAPI 3.0.3).
func pathForm(p *model.Parameter) (lead, separator, equals string) {
	equals, separator = ",", ","
	object := isObject(p.Schema)
	if object && p.Explode {
		equals = "="
	}
	switch p.Style {
	case model.Label:
		lead = "."
		if p.Explode {
			separator = "."
		}
	case model.Matrix:
		lead = ";" + p.Name + "="
		switch {
		case p.Explode && object:
			lead, separator = ";", ";"
		case p.Explode:
			separator = lead
		}
	}
	return lead, separator, equals
}

// richText writes a path parameter as text of a path, escaped.
func (e *emitter) richText(p *model.Parameter) jen.Code {
	name := jen.Id(e.names.Argument(p))
	lead, separator, equals := pathForm(p)
	switch {
	case p.JSON:
		return jen.Qual("net/url", "PathEscape").Call(jen.Id("jsonText").Call(name, e.walkFunction(p.Schema, false)))
	case p.Schema.Kind == model.List:
		return jen.Id("pathTexts").Call(jen.Lit(lead), jen.Lit(separator), name, e.asElement(p.Schema.Elem))
	case isObject(p.Schema):
		return jen.Id("pathPairs").Call(jen.Lit(lead), jen.Lit(separator), jen.Lit(equals), jen.Op("&").Add(name))
	}
	text := jen.Qual("net/url", "PathEscape").Call(e.pathText(p))
	if lead != "" {
		return jen.Lit(lead).Op("+").Add(text)
	}
	return text
}

// readPath writes how a path parameter is read.
func (e *emitter) readPath(p *model.Parameter, value jen.Code) *jen.Statement {
	if p.Style == model.InParentheses {
		return e.readArgument(p, value)
	}
	lead, separator, equals := pathForm(p)
	name, to := jen.Lit(p.Name), jen.Op("&").Id(e.names.Argument(p))
	if lead != "" {
		value = jen.Id("pathLead").Call(jen.Id("c"), name, jen.Lit(lead), value)
	}
	switch {
	case p.JSON:
		return jen.Id("pathJSON").Call(jen.Id("c"), name, value, to, e.walkFunction(p.Schema, false))
	case p.Schema.Kind == model.List:
		return jen.Id("pathList").Call(jen.Id("c"), name, value, jen.Lit(separator), to, e.asElement(p.Schema.Elem))
	case isObject(p.Schema):
		pairing := map[string]string{"=": "pairs", ",": "commas"}[equals]
		return jen.Id("pathObject").Call(jen.Id("c"), name, value, jen.Lit(separator), jen.Id(pairing), to)
	}
	return jen.Id("pathValue").Call(jen.Id("c"), name, value, to, e.asFunction(p.Schema))
}
