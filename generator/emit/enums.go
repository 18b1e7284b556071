package emit

import (
	"github.com/dave/jennifer/jen"

	"example.com/burin/generator/model"
)

// enums writes a type of strings or whole numbers for each enum, its constants, Values and IsKnown.
func (e *emitter) enums(f *jen.File) {
	f.Add(commentOf("Values lists the values described; IsKnown says whether a value is one of them."))
	for _, t := range e.api.Types {
		if t.Kind != model.Enum {
			continue
		}
		f.Add(e.enumType(t))
		f.Add(e.enumConstants(t))
		f.Add(e.enumValues(t))
		f.Add(e.enumMethods(t))
	}
}

func (e *emitter) enumType(t *model.Type) *jen.Statement {
	name := e.names.Type(t)
	return typeComment(name, t).Type().Id(name).Add(e.enumOf(t)).Line()
}

// enumOf is what the values of an enum are.
func (e *emitter) enumOf(t *model.Type) *jen.Statement {
	if t.Of == 0 {
		return jen.String()
	}
	return e.goType(&model.Schema{Kind: t.Of})
}

func enumValue(t *model.Type, m *model.Member) jen.Code {
	if t.Of == 0 {
		return jen.Lit(m.Value)
	}
	return jen.Op(m.Value)
}

func (e *emitter) enumConstants(t *model.Type) *jen.Statement {
	return jen.Comment("The values of " + e.names.Type(t) + " that are described.").Line().
		Const().DefsFunc(func(g *jen.Group) {
		for _, m := range t.Members {
			g.Add(comment("", m.Doc)).Id(e.names.Member(m)).Id(e.names.Type(t)).Op("=").Add(enumValue(t, m))
		}
	}).Line()
}

func (e *emitter) enumValues(t *model.Type) *jen.Statement {
	return jen.Var().Id(e.names.Values(t)).Op("=").Index().Id(e.names.Type(t)).CustomFunc(multiline, func(g *jen.Group) {
		for _, m := range t.Members {
			g.Id(e.names.Member(m))
		}
	}).Line()
}

var multiline = jen.Options{Open: "{", Close: "}", Separator: ",", Multi: true}

func (e *emitter) enumMethods(t *model.Type) *jen.Statement {
	name, values := e.names.Type(t), jen.Id(e.names.Values(t))
	return oneLine(jen.Params(jen.Id(name)).Id("Values").Params().Index().Id(name),
		jen.Append(jen.Index().Id(name).Parens(jen.Nil()), values.Clone().Op("..."))).
		Add(oneLine(jen.Params(jen.Id("v").Id(name)).Id("IsKnown").Params().Bool(),
			jen.Id("known").Call(values, jen.Id("v"))))
}
