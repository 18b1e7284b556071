package emit

import (
	"github.com/dave/jennifer/jen"

	"example.com/burin/generator/model"
)

// checks writes a function for each schema that tests refer to.
func (e *emitter) checks(f *jen.File) {
	for _, checked := range e.checked() {
		name := e.names.Judge(checked)
		f.Add(commentOf(name + " is what the schema " + checked.Name + " says.").Func().Id(name).Add(judgeParameter()).BlockFunc(func(g *jen.Group) {
			for _, check := range checked.Checks {
				g.Add(e.check(check))
			}
		}).Line())
	}
}

func judgeParameter() *jen.Statement { return jen.Params(jen.Id("j").Op("*").Id("judge")) }

// testOf is the test that values of a schema are held against; nil where there is
// none. Objects are held against theirs where they are walked.
func (e *emitter) testOf(s *model.Schema) *jen.Statement {
	checks := s.Rules.Checks
	if s.Kind == model.Named && s.Type.Kind == model.Enum {
		checks = s.Type.Checks
	}
	if s.Rules.UniqueItems {
		checks = append([]*model.Check{{Keyword: "uniqueItems"}}, checks...)
	}
	if len(checks) == 0 || !e.options.Validators {
		return nil
	}
	return e.test(checks)
}

// asHeld writes a function that walks a value and holds it against a test.
func asHeld(as, test *jen.Statement) *jen.Statement { return jen.Id("asHeld").Call(as, test) }

// test writes checks as a function.
func (e *emitter) test(checks []*model.Check) *jen.Statement {
	if len(checks) == 1 && checks[0].Ref != nil {
		return jen.Id(e.names.Judge(checks[0].Ref))
	}
	signature := jen.Func().Add(judgeParameter())
	if len(checks) == 0 {
		return jen.Func().Params(jen.Op("*").Id("judge")).Custom(jen.Options{Open: "{", Close: "}"})
	}
	if len(checks) == 1 && len(checks[0].Of) == 0 {
		return signature.Custom(jen.Options{Open: "{ ", Close: " }"}, e.check(checks[0]))
	}
	return signature.BlockFunc(func(g *jen.Group) {
		for _, check := range checks {
			g.Add(e.check(check))
		}
	})
}

// keywordMethods are the methods of keywords whose names Go does not have, or that
// share one.
var keywordMethods = map[string]string{
	"const": "constant", "false": "never", "type": "types", "if": "when", "$ref": "allOf", "properties": "property",
	"additionalProperties": "otherProperties", "unevaluatedProperties": "otherProperties", "items": "otherItems", "unevaluatedItems": "otherItems",
}

// check writes the call of a keyword.
func (e *emitter) check(check *model.Check) *jen.Statement {
	if check.Condition != nil {
		return jen.Id("j").Dot("constraint").Call(jen.Lit(check.Words[0]), jen.Lit(check.Words[1]), condition(check.Condition))
	}
	method := keywordMethods[check.Keyword]
	if method == "" {
		method = check.Keyword
	}
	return jen.Id("j").Dot(method).CallFunc(func(g *jen.Group) {
		switch check.Keyword {
		case "$ref":
			g.Id(e.names.Judge(check.Ref))
		case "additionalProperties", "unevaluatedProperties", "items", "unevaluatedItems":
			g.Lit(check.Keyword)
		case "format":
			g.Lit(check.Words[0])
			g.Add(formatFunction(check.Words[0]))
		case "enum", "const", "pattern", "patternProperties", model.ECMAPattern, model.ECMAProperties:
			for _, word := range check.Words {
				g.Add(text(word))
			}
		case "minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties", "contains":
			for _, word := range check.Words {
				g.Op(word)
			}
		default:
			for _, word := range check.Words {
				g.Lit(word)
			}
		}
		for _, of := range check.Of {
			g.Add(e.part(check.Keyword, of))
		}
		if check.Keyword == "patternProperties" && len(check.Of) == 0 {
			g.Nil()
		}
	})
}

// part writes a schema within a keyword, where nil may say it.
func (e *emitter) part(keyword string, checks []*model.Check) *jen.Statement {
	never := len(checks) == 1 && checks[0].Keyword == "false"
	switch keyword {
	case "additionalProperties", "unevaluatedProperties", "items", "unevaluatedItems":
		if never {
			return jen.Nil()
		}
	case "if":
		if len(checks) == 0 {
			return jen.Nil()
		}
	}
	return e.test(checks)
}

// checked are the schemas that tests of this package refer to.
func (e *emitter) checked() []*model.Checked {
	reached := map[*model.Checked]bool{}
	var checks func([]*model.Check)
	checks = func(list []*model.Check) {
		for _, check := range list {
			for _, of := range check.Of {
				checks(of)
			}
			if ref := check.Ref; ref != nil && !reached[ref] {
				reached[ref] = true
				checks(ref.Checks)
			}
		}
	}
	for _, t := range e.api.Types {
		if e.options.Validators {
			checks(t.Checks)
		}
		if t.Union != nil {
			for _, v := range t.Union.Variants {
				checks(v.Checks)
			}
		}
	}
	for _, s := range e.schemas() {
		for ; s != nil && e.options.Validators; s = s.Elem {
			checks(s.Rules.Checks)
		}
	}
	var list []*model.Checked
	for _, one := range e.api.Checked {
		if reached[one] {
			list = append(list, one)
		}
	}
	return list
}

// schemas are those of the types and of the operations that are written.
func (e *emitter) schemas() []*model.Schema {
	var list []*model.Schema
	for _, t := range e.api.Types {
		list = append(list, t.Additional)
		for _, p := range t.Properties {
			list = append(list, p.Schema)
		}
		if t.Union != nil {
			for _, v := range t.Union.Variants {
				list = append(list, v.Schema)
			}
		}
	}
	if !e.hasOperations() {
		return list
	}
	content := func(first model.Content, more []*model.Content) {
		for _, c := range append(more[:len(more):len(more)], &first) {
			list = append(list, c.Schema)
			for _, p := range c.Parts {
				list = append(list, p.Schema)
			}
		}
	}
	for _, o := range e.api.Operations {
		for _, p := range append(others(o), pathParameters(o)...) {
			list = append(list, p.Schema)
		}
		if o.Body != nil {
			content(o.Body.Content, o.Body.More)
		}
		for _, r := range append(append([]*model.Response{o.Success}, o.Successes...), o.Errors...) {
			content(r.Content, r.More)
			for _, h := range r.Headers {
				list = append(list, h.Schema)
			}
		}
	}
	return list
}

// heldWhole has the line of a parameter or a part that is a list or a map hold it
// against the test for it. An optional one is in an Opt.
func (e *emitter) heldWhole(line *jen.Statement, s *model.Schema, field *jen.Statement, optional bool) *jen.Statement {
	function := map[model.Kind]string{model.List: "heldList", model.Map: "heldMap"}[s.Kind]
	test := e.testOf(s)
	if function == "" || test == nil {
		return line
	}
	if optional {
		field = field.Clone().Dot("value")
	}
	as := e.walkElement
	if s.Kind == model.Map {
		as = e.walkValue
	}
	return jen.Id(function).Call(line, jen.Op("&").Add(field), as(s.Elem), test)
}

// heldParts has an object that stands in parameters or in a form be held against what
// its type says of it as a whole.
func (e *emitter) heldParts(g *jen.Group, t *model.Type) {
	if len(t.Checks) > 0 && e.options.Validators {
		g.Id("q").Dot("meets").Call(jen.Id("v"), e.test(t.Checks))
	}
}
