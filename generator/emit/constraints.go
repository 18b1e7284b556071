package emit

import (
	"strconv"

	"github.com/dave/jennifer/jen"

	"example.com/burin/generator/model"
)

// orders are the support functions that order values, by their sort.
var orders = map[string]string{"number": "orderOfNumbers", "text": "orderOfTexts", "truth": "orderOfTruths", "moment": "orderOfMoments"}

// condition writes a condition over the properties of an object.
func condition(c *model.Condition) *jen.Statement {
	switch c.Op {
	case "and":
		return jen.Id("both").Call(condition(c.Of[0]), condition(c.Of[1]))
	case "or":
		return jen.Id("either").Call(condition(c.Of[0]), condition(c.Of[1]))
	case "not":
		return jen.Id("not").Call(condition(c.Of[0]))
	case "path":
		return jen.Id("isTrue").Call(operand(c))
	}
	return jen.Id("compared").Call(jen.Lit(c.Op), jen.Id(orders[c.Sort]), operand(c.Of[0]), operand(c.Of[1]))
}

// operand writes one side of a comparison.
func operand(c *model.Condition) *jen.Statement {
	switch c.Op {
	case "path":
		var names []jen.Code
		for _, name := range c.Path {
			names = append(names, jen.Lit(name))
		}
		return jen.Id("propertyAt").Call(names...)
	case "null":
		return jen.Id("constantly").Call(jen.Nil())
	}
	text, err := strconv.Unquote(c.Value)
	switch {
	case err == nil:
		return jen.Id("constantly").Call(jen.Lit(text))
	case c.Value == "true" || c.Value == "false":
		return jen.Id("constantly").Call(jen.Lit(c.Value == "true"))
	}
	return jen.Id("constantly").Call(jen.Qual("encoding/json", "Number").Call(jen.Lit(c.Value)))
}
