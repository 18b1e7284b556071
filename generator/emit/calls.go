package emit

import (
	"github.com/dave/jennifer/jen"

	"example.com/burin/generator/builders"
	"example.com/burin/generator/model"
)

// callMethod writes the method that calls an action or a function; b is nil at
// the root.
func (e *emitter) callMethod(b *builders.Builder, c *builders.Call) *jen.Statement {
	name := e.names.Call(c)
	begin, path := jen.Params(jen.Id("c").Op("*").Id("Client")).Id(name), ""
	from := jen.Id("c").Dot("root").Call()
	if b != nil {
		begin, from = e.method(b, name), resource()
		path = c.Call.Namespace + "." + c.Call.Name
	} else {
		path = c.Import.Name
	}
	doc := comment(name, c.Call.Doc)
	if c.Call.Action {
		return doc.Add(e.actionMethod(begin, from, path, c.Call))
	}
	called := from.Dot("function").Call(append([]jen.Code{jen.Lit(path)}, e.callArguments(c.Call)...)...)
	if c.To != nil {
		return doc.Add(oneLine(begin.Params(e.functionParameters(c.Call)...).Op("*").Id(e.names.Builder(c.To)), e.builderOf(c.To, called)))
	}
	options := contextAndOptions()
	parameters := append(append(options[:1:1], e.functionParameters(c.Call)...), options[1])
	result, body := e.functionResult(c.Call, called)
	return doc.Add(oneLine(begin.Params(parameters...).Add(result), body))
}

// functionParameters are the parameters of a function as the method's.
func (e *emitter) functionParameters(c *model.Call) (list []jen.Code) {
	for _, p := range c.Parameters {
		list = append(list, jen.Id(e.names.CallArgument(p)).Add(e.parameterType(p)))
	}
	return list
}

func (e *emitter) parameterType(p *model.Parameter) *jen.Statement {
	switch {
	case mayBeLeftOut(p):
		return e.optionalType(p.Schema)
	case e.isPlainObject(p.Schema):
		return jen.Op("*").Add(e.goType(p.Schema))
	}
	return e.goType(p.Schema)
}

func mayBeLeftOut(p *model.Parameter) bool { return !p.Required || p.Schema.Nullable }

// callArguments are the names of a function's parameters and their values in turn.
func (e *emitter) callArguments(c *model.Call) (list []jen.Code) {
	for _, p := range c.Parameters {
		value := jen.Id(e.names.CallArgument(p))
		switch loose := e.mayHoldNull(p.Schema); {
		case mayBeLeftOut(p) && loose:
			value = jen.Id("argumentOfList").Call(value)
		case mayBeLeftOut(p):
			value = jen.Id("argumentOf").Call(value)
		case loose:
			value = jen.Id("listArgument").Call(value)
		}
		list = append(list, jen.Lit(p.Name), value)
	}
	return list
}

// mayHoldNull reports whether a list holds optional values.
func (e *emitter) mayHoldNull(s *model.Schema) bool {
	return s.Kind == model.List && s.Elem.Nullable && s.Elem.Kind != model.Any && !isObject(s.Elem)
}

// functionResult is what the method of a function gives, and how.
func (e *emitter) functionResult(c *model.Call, called *jen.Statement) (result, body *jen.Statement) {
	s := c.Returns
	switch {
	case s == nil:
		return jen.Error(), called.Dot("ask").Call(jen.Id("ctx"), jen.Id("options"))
	case isObject(s):
		get := called.Dot("get").Call(jen.Id("ctx"), e.empty(s.Type), jen.Id("options"))
		return results(e.valueOf(s.Type)), e.typed(s.Type, get)
	case s.Kind == model.List && isObject(s.Elem):
		yields, element := "all", e.valueOf(s.Elem.Type)
		if c.Delta {
			yields, element = "changes", jen.Id("Change").Types(element)
		}
		return sequence(element), jen.Id(yields).Types(e.valueOf(s.Elem.Type)).Call(called, jen.Id("ctx"), e.empty(s.Elem.Type), jen.Id("options"))
	case s.Kind == model.Stream:
		return results(jen.Op("*").Id("Content")), jen.Parens(jen.Op("*").Id("Media")).Parens(called).Dot("Get").Call(jen.Id("ctx"), jen.Id("options").Op("..."))
	}
	if s.Kind == model.List {
		return results(e.goType(s)), jen.Id("valuesOf").Call(called, jen.Id("ctx"), e.walkList(s), jen.Id("options"))
	}
	get := called.Dot("get").Call(jen.Id("ctx"), e.emptyValue(s), jen.Id("options"))
	return results(e.goType(s)), jen.Id("valueOf").Types(e.goType(s)).Call(get)
}

// walkList writes the function that walks a list, with the type of its elements.
func (e *emitter) walkList(s *model.Schema) *jen.Statement {
	return jen.Id("asList").Types(e.elementType(s.Elem)).Call(e.walkElement(s.Elem))
}

// emptyValue is an object to read an answer into that is one value.
func (e *emitter) emptyValue(s *model.Schema) *jen.Statement {
	return jen.Op("&").Id("singleValue").Types(e.goType(s)).Values(jen.Id("as").Op(":").Add(e.walkFunction(s, false)))
}

func results(value jen.Code) *jen.Statement { return jen.Params(value, jen.Error()) }

// actionMethod writes the method that calls an action.
func (e *emitter) actionMethod(begin, from *jen.Statement, path string, c *model.Call) *jen.Statement {
	parameters, v := contextAndOptions(), jen.Nil()
	if t := e.names.Parameters(c); t != nil {
		parameters, v = []jen.Code{parameters[0], jen.Id("v").Op("*").Id(e.names.Type(t)), parameters[1]}, jen.Id("v")
	}
	act := func(answer jen.Code) *jen.Statement {
		return from.Dot("act").Call(jen.Id("ctx"), jen.Lit(path), v, answer, jen.Id("options"))
	}
	begin.Params(parameters...)
	switch s := c.Returns; {
	case s == nil:
		return oneLine(begin.Error(), from.Dot("perform").Call(jen.Id("ctx"), jen.Lit(path), v, jen.Id("options")))
	case isObject(s):
		return oneLine(begin.Add(results(e.valueOf(s.Type))), e.typed(s.Type, act(e.empty(s.Type))))
	case s.Kind == model.List && isObject(s.Elem):
		return oneLine(begin.Add(results(jen.Index().Add(e.valueOf(s.Elem.Type)))), jen.Id("actForAll").Types(e.valueOf(s.Elem.Type)).
			Call(from, jen.Id("ctx"), jen.Lit(path), v, e.empty(s.Elem.Type), jen.Id("options")))
	case s.Kind == model.Stream:
		return oneLine(begin.Add(results(jen.Op("*").Id("Content"))),
			from.Dot("action").Call(jen.Lit(path), v, jen.Id("options")).Dot("open").Call(jen.Id("ctx")))
	case s.Kind == model.List:
		return oneLine(begin.Add(results(e.goType(s))), jen.Id("actForValues").
			Call(from, jen.Id("ctx"), jen.Lit(path), v, e.walkList(s), jen.Id("options")))
	default:
		return oneLine(begin.Add(results(e.goType(s))), jen.Id("valueOf").Types(e.goType(s)).Call(act(e.emptyValue(s))))
	}
}

// actionParameters writes the types of the parameters of actions.
func (e *emitter) actionParameters(f *jen.File) {
	written := map[*model.Type]bool{}
	write := func(calls []*builders.Call) {
		for _, c := range calls {
			if t := e.names.Parameters(c.Call); t != nil && !written[t] {
				written[t] = true
				f.Add(e.structOf(t))
				f.Add(e.walk(t))
			}
		}
	}
	write(e.names.Plan().Imports)
	for _, b := range e.names.Plan().Builders {
		write(b.Calls)
	}
}

func (e *emitter) hasActionParameters() bool {
	plan := e.names.Plan()
	has := func(calls []*builders.Call) bool {
		for _, c := range calls {
			if e.names.Parameters(c.Call) != nil {
				return true
			}
		}
		return false
	}
	if plan == nil || has(plan.Imports) {
		return plan != nil
	}
	for _, b := range plan.Builders {
		if has(b.Calls) {
			return true
		}
	}
	return false
}
