package csdl

import (
	"encoding/json"
	"slices"
	"strings"

	"example.com/burin/generator/model"
)

// isOperator says whether an expression compares, or joins conditions (sections
// 14.4.3 and 14.4.4).
func isOperator(name string) bool {
	return slices.Contains([]string{"And", "Or", "Not", "Eq", "Ne", "Gt", "Ge", "Lt", "Le"}, name)
}

// constraints takes the conditions that objects of a type meet: its own and those of
// its properties, whose paths begin at the object too (section 14.4.1.2). With them
// go those that its bases have; where there are none, the bases are enough. They
// are read after all properties.
func (c *converter) constraints(t *typeDef) {
	if t.made == nil || t.made.Kind != model.Object || t.constrained {
		return
	}
	t.constrained = true
	c.constrain(t, t.constraint, "")
	for _, p := range t.properties {
		c.constrain(t, p.constraint, p.name.text)
	}
	for base := t.parent; base != nil && len(t.made.Checks) > 0; base = base.parent {
		if c.constraints(base); len(base.made.Checks) > 0 {
			t.made.Checks = slices.Concat(base.made.Checks, t.made.Checks)
			return
		}
	}
}

// constrain takes one condition, or notes why it is not used.
func (c *converter) constrain(t *typeDef, a *annotation, property string) {
	if a == nil {
		return
	}
	condition, why := c.condition(t, a.value.field("Condition"))
	if condition == nil {
		c.note(a.pos, "the annotation %sConstraint is not used: %s", validation, why)
		return
	}
	for _, f := range a.value.fields {
		if f.name != "Condition" && f.name != "FailureMessage" {
			c.note(f.pos, "%s of the annotation %sConstraint is not used", f.name, validation)
		}
	}
	message := textOf(a.value.field("FailureMessage"))
	if message == "" {
		message = "must meet the condition that the description has for it"
	}
	t.made.Checks = append(t.made.Checks, &model.Check{Keyword: model.Constraint, Words: []string{message, property}, Condition: condition})
}

// condition makes a condition; nil, with the reason, where it has what cannot be
// judged.
func (c *converter) condition(t *typeDef, e *expression) (made *model.Condition, why string) {
	switch {
	case e == nil:
		return nil, "it has no condition"
	case e.kind == dynamic && e.text == "Path":
		made, sort, why := c.operand(t, e)
		if made != nil && sort != "truth" {
			return nil, e.path + " is not true or false"
		}
		return made, why
	case e.kind != dynamic || !isOperator(e.text):
		return nil, "its condition has an expression other than comparisons, And, Or and Not"
	case len(e.items) != map[bool]int{true: 1, false: 2}[e.text == "Not"]:
		return nil, e.text + " has another number of operands"
	}
	made = &model.Condition{Op: strings.ToLower(e.text)}
	if e.text != "And" && e.text != "Or" && e.text != "Not" {
		return c.comparison(t, e, made)
	}
	for _, item := range e.items {
		part, why := c.condition(t, item)
		if part == nil {
			return nil, why
		}
		made.Of = append(made.Of, part)
	}
	return made, ""
}

// comparison makes a comparison of values of one sort.
func (c *converter) comparison(t *typeDef, e *expression, made *model.Condition) (*model.Condition, string) {
	for _, item := range e.items {
		side, sort, why := c.operand(t, item)
		switch {
		case side == nil:
			return nil, why
		case sort != "" && made.Sort != "" && sort != made.Sort:
			return nil, "it compares what is not of one sort"
		case sort != "":
			made.Sort = sort
		}
		made.Of = append(made.Of, side)
	}
	switch {
	case made.Sort == "":
		return nil, "it compares no property"
	case made.Sort == "word":
		made.Sort = "text"
		fallthrough
	case made.Sort == "truth":
		if made.Op != "eq" && made.Op != "ne" {
			return nil, "its values have no order"
		}
	}
	return made, ""
}

// operand makes one side of a comparison, and says of what sort its values are; ""
// for null.
func (c *converter) operand(t *typeDef, e *expression) (made *model.Condition, sort, why string) {
	switch {
	case e.kind == nothing:
		return &model.Condition{Op: "null"}, "", ""
	case e.kind == boolean:
		return &model.Condition{Op: "constant", Value: e.text}, "truth", ""
	case e.kind == dynamic && e.text == "Path":
		return c.pathOperand(t, e.path)
	case e.kind != constant:
		return nil, "", "it compares other than properties and constants"
	case json.Valid([]byte(e.text)) && strings.Trim(e.text, "-0123456789.eE") == "":
		return &model.Condition{Op: "constant", Value: e.text}, "number", ""
	}
	text, _ := json.Marshal(e.text)
	return &model.Condition{Op: "constant", Value: string(text)}, "", ""
}

// pathOperand makes a property, which is one value.
func (c *converter) pathOperand(t *typeDef, path string) (made *model.Condition, sort, why string) {
	_, way := c.walk(t.schema.document, t, path)
	if way == nil || strings.Contains(path, ".") {
		return nil, "", path + " is no property of " + t.name.text
	}
	made = &model.Condition{Op: "path"}
	for _, p := range way {
		if p.made == nil || p.made.Schema == nil || p.navigation {
			return nil, "", path + " leads beyond the object"
		}
		made.Path = append(made.Path, p.name.text)
	}
	switch s := way[len(way)-1].made.Schema; s.Kind {
	case model.Int8, model.Int16, model.Int32, model.Int64, model.Uint8, model.Float, model.Double, model.Decimal:
		return made, "number", ""
	case model.String, model.Date:
		return made, "text", ""
	case model.Boolean:
		return made, "truth", ""
	case model.DateTime:
		return made, "moment", ""
	case model.Named:
		if s.Type.Kind == model.Enum && !s.Type.Flags {
			return made, "word", ""
		}
	}
	return nil, "", path + " is of a type whose values are not compared"
}
