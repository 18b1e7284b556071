package emit

import (
	"strconv"
	"strings"

	"github.com/dave/jennifer/jen"

	"example.com/burin/generator/model"
)

// enums writes a type of strings or numbers for each enum, its constants, and the list of them;
// for flags, of which a value is a set, a whole number whose bits they are.
func (e *emitter) enums(f *jen.File) {
	for _, t := range e.api.Types {
		switch {
		case t.Kind != model.Enum:
		case t.Flags:
			f.Add(e.enumType(t, jen.Int64()))
			f.Add(e.flagValues(t))
			f.Add(e.flagText(t))
		default:
			f.Add(e.enumType(t, e.enumOf(t)))
			f.Add(e.enumValues(t))
		}
	}
}

// enumType writes the type and its constants.
func (e *emitter) enumType(t *model.Type, underlying jen.Code) *jen.Statement {
	name := e.names.Type(t)
	declaration := typeComment(name, t).Type().Id(name).Add(underlying).Line()
	if len(t.Members) == 0 {
		return declaration
	}
	return declaration.Line().Const().DefsFunc(func(g *jen.Group) {
		for _, m := range t.Members {
			constant := comment("", m.Doc).Id(e.names.Member(m)).Id(name).Op("=")
			if t.Flags {
				g.Add(constant.Op(strconv.FormatInt(m.Number, 10)))
			} else {
				g.Add(constant.Op(enumValue(t, m)))
			}
		}
	}).Line()
}

// enumOf is what the values of an enum are.
func (e *emitter) enumOf(t *model.Type) jen.Code {
	if t.Of == 0 {
		return jen.String()
	}
	return e.goType(&model.Schema{Kind: t.Of})
}

func enumValue(t *model.Type, m *model.Member) string {
	if t.Of == 0 {
		return strconv.Quote(m.Value)
	}
	return m.Value
}

// enumValues writes the list of an enum's values.
func (e *emitter) enumValues(t *model.Type) *jen.Statement {
	var items []string
	for _, m := range t.Members {
		items = append(items, enumValue(t, m))
	}
	name := e.names.Values(t)
	return commentOf(name + " are the values described.").
		Var().Id(name).Op("=").Index().Id(e.names.Type(t)).Op(filled(items)).Line()
}

// flagValues writes the names of a set's members with their bits.
func (e *emitter) flagValues(t *model.Type) *jen.Statement {
	var items []string
	for _, m := range t.Members {
		items = append(items, "{"+strconv.Quote(m.Value)+", "+strconv.FormatInt(m.Number, 10)+"}")
	}
	return jen.Var().Id(e.names.Values(t)).Op("=").Index().Id("flag").Op(filled(items)).Line()
}

func (e *emitter) flagText(t *model.Type) *jen.Statement {
	return commentOf("String gives the names of the values in v, with commas between.").
		Add(oneLine(jen.Params(jen.Id("v").Id(e.names.Type(t))).Id("String").Params().String(),
			jen.Id("flagText").Call(jen.Int64().Call(jen.Id("v")), jen.Id(e.names.Values(t)))))
}

// filled writes the items of a composite literal in lines that are full, since a
// line each would be most of the file.
func filled(items []string) string {
	const width = 100
	if line := "{" + strings.Join(items, ", ") + "}"; len(line) < width-20 {
		return line
	}
	text, line := "{", ""
	for _, item := range items {
		if line != "" && len(line)+len(item)+2 > width {
			text, line = text+"\n"+line, ""
		}
		if line != "" {
			line += " "
		}
		line += item + ","
	}
	return text + "\n" + line + "\n}"
}
