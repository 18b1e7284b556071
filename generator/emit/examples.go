package emit

import (
	"encoding/json"
	"strings"

	"github.com/dave/jennifer/jen"

	"example.com/burin/generator/model"
)

// shown is an example as its function has it.
type shown struct {
	*model.Example
	of    *model.Type
	texts []string // the value, or the values in the list or the map
	lines []string // what is printed of each
}

// shownExamples are the examples that have something to show.
func (e *emitter) shownExamples() []shown {
	var list []shown
	for _, example := range e.api.Examples {
		one := shown{Example: example}
		of := example.Schema
		texts := []json.RawMessage{json.RawMessage(example.JSON)}
		if of.Kind != model.Named {
			of, texts = of.Elem, membersOf(example.JSON)
		}
		one.of = of.Type
		for _, text := range texts {
			if line := e.printed(of, text); line != "null" {
				one.texts, one.lines = append(one.texts, string(text)), append(one.lines, line)
			}
		}
		if len(one.texts) > 0 && !strings.ContainsRune(example.JSON, '\uFEFF') {
			list = append(list, one)
		}
	}
	return list
}

// membersOf are the values in an array or an object.
func membersOf(text string) []json.RawMessage {
	decoder := json.NewDecoder(strings.NewReader(text))
	var list []json.RawMessage
	opening, err := decoder.Token()
	for err == nil && decoder.More() {
		if opening == json.Delim('{') {
			_, err = decoder.Token()
		}
		var member json.RawMessage
		if err == nil {
			err = decoder.Decode(&member)
		}
		list = append(list, member)
	}
	return list
}

// examples writes a function for each example of the description, which go test
// runs, and what these share.
func (e *emitter) examples(f *jen.File) {
	all := e.shownExamples()
	objects, unions := false, false
	for _, one := range all {
		f.Add(e.exampleFunction(one))
		if e.isInterface(one.of) {
			unions = true
		} else {
			objects = true
		}
	}
	if objects {
		f.Add(e.roundTrip())
	}
	if unions {
		f.Add(e.roundTripUnion())
	}
	f.Add(printJSON())
}

// isInterface says whether a type is a union of objects.
func (e *emitter) isInterface(t *model.Type) bool {
	return t.Kind == model.Union && t.Union.Objects
}

// exampleFunction writes the function of one example.
func (e *emitter) exampleFunction(one shown) *jen.Statement {
	name := e.names.Example(one.Example)
	call := jen.Id("roundTrip").Types(jen.Id(e.names.Type(one.of)))
	var arguments []jen.Code
	if e.isInterface(one.of) {
		call = jen.Id("roundTripUnion")
		arguments = append(arguments, jen.Id(e.names.Decode(one.of)))
	}
	for _, one := range one.texts {
		arguments = append(arguments, text(one))
	}
	if len(one.texts) > 1 {
		call.Custom(callLines, arguments...)
	} else {
		call.Call(arguments...)
	}
	return comment(name, one.Doc).Func().Id(name).Params().BlockFunc(func(g *jen.Group) {
		g.Add(call)
		g.Comment("Output: " + one.lines[0])
		for _, line := range one.lines[1:] {
			g.Comment(line)
		}
	}).Line()
}

// roundTrip writes the function that examples of structs go through.
func (e *emitter) roundTrip() *jen.Statement {
	methods := []jen.Code{jen.Op("*").Id("T"), jen.Qual("encoding/json", "Unmarshaler")}
	if e.options.Validators {
		methods = append(methods, jen.Id("Validate").Params().Error())
	}
	return commentOf("roundTrip reads JSON, and prints what is written of it.").
		Func().Id("roundTrip").Types(jen.Id("T").Any(), jen.Id("P").Interface(methods...)).Params(jen.Id("texts").Op("...").String()).
		Block(jen.For(jen.List(jen.Id("_"), jen.Id("text")).Op(":=").Range().Id("texts")).BlockFunc(func(g *jen.Group) {
			g.Id("v").Op(":=").Id("P").Call(jen.New(jen.Id("T")))
			g.Err().Op(":=").Id("v").Dot("UnmarshalJSON").Call(jen.Index().Byte().Call(jen.Id("text")))
			if e.options.Validators {
				g.If(jen.Err().Op("==").Nil()).Block(jen.Err().Op("=").Id("v").Dot("Validate").Call())
			}
			g.Id("printJSON").Call(jen.Id("v"), jen.Err())
		})).Line()
}

// roundTripUnion writes the function that examples of interfaces go through.
func (e *emitter) roundTripUnion() *jen.Statement {
	return commentOf("roundTripUnion is roundTrip for an interface, which decode reads.").
		Func().Id("roundTripUnion").Types(jen.Id("T").Id("object")).
		Params(jen.Id("decode").Func().Params(jen.Index().Byte()).Params(jen.Id("T"), jen.Error()), jen.Id("texts").Op("...").String()).
		Block(jen.For(jen.List(jen.Id("_"), jen.Id("text")).Op(":=").Range().Id("texts")).BlockFunc(func(g *jen.Group) {
			g.List(jen.Id("v"), jen.Err()).Op(":=").Id("decode").Call(jen.Index().Byte().Call(jen.Id("text")))
			if e.options.Validators {
				g.If(jen.Err().Op("==").Nil()).Block(jen.Err().Op("=").Id("validate").Call(jen.Id("v")))
			}
			g.Id("printJSON").Call(jen.Id("v"), jen.Err())
		})).Line()
}

// printJSON writes the function that prints what an example became.
func printJSON() *jen.Statement {
	fail := func() *jen.Statement { return jen.If(jen.Err().Op("==").Nil()) }
	return commentOf("printJSON prints a value as JSON, the names of each object in order, or else what is wrong with it.").
		Func().Id("printJSON").Params(jen.Id("v").Any(), jen.Err().Error()).Block(
		jen.Var().Id("text").Index().Byte(),
		fail().Block(jen.List(jen.Id("text"), jen.Err()).Op("=").Qual("encoding/json", "Marshal").Call(jen.Id("v"))),
		jen.Id("decoder").Op(":=").Qual("encoding/json", "NewDecoder").Call(jen.Qual("bytes", "NewReader").Call(jen.Id("text"))),
		jen.Id("decoder").Dot("UseNumber").Call(),
		jen.Var().Id("members").Any(),
		fail().Block(jen.Err().Op("=").Id("decoder").Dot("Decode").Call(jen.Op("&").Id("members"))),
		jen.If(jen.Err().Op("!=").Nil()).Block(jen.Qual("fmt", "Println").Call(jen.Err()), jen.Return()),
		jen.Id("encoder").Op(":=").Qual("encoding/json", "NewEncoder").Call(jen.Qual("os", "Stdout")),
		jen.Id("encoder").Dot("SetEscapeHTML").Call(jen.False()),
		jen.If(jen.Err().Op(":=").Id("encoder").Dot("Encode").Call(jen.Id("members")), jen.Err().Op("!=").Nil()).Block(jen.Qual("fmt", "Println").Call(jen.Err())),
	).Line()
}
