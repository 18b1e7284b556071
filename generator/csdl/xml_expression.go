package csdl

import (
	"slices"
	"strings"
	"sync"
)

// constants are the elements and attributes whose text is the value, and those
// whose text says where the service finds it.
var constants = sync.OnceValue(func() map[string]bool {
	plain := map[string]bool{}
	for _, name := range strings.Fields(constantWords) {
		plain[name] = name != "UrlRef" && name != "Path"
	}
	return plain
})

// annotated reads the annotations within an element.
func (x *xmlBuilder) annotated(e *element) annotated {
	var list []*annotation
	for _, child := range e.children {
		if child.name == "Annotation" {
			list = append(list, x.annotation(child))
		}
	}
	return annotated{list}
}

func (x *xmlBuilder) annotation(e *element) *annotation {
	a := &annotation{annotated: x.annotated(e), pos: e.pos, term: x.word(e, "Term"), qualifier: x.word(e, "Qualifier").text}
	a.value = x.within(e, "Term", "Qualifier")
	return a
}

// within reads the value that an annotation or a record's property has, as an
// attribute or as an element; nil where it has none. The attributes that are no
// value are named.
func (x *xmlBuilder) within(e *element, others ...string) *expression {
	var found *expression
	take := func(v *expression) {
		if found != nil {
			x.fault(v.pos, "this %s has two values: remove one (CSDL 4.01, section 14.2)", e.name)
		}
		found = v
	}
	for i := range e.attrs {
		a := &e.attrs[i]
		if plain, known := constants()[a.name]; known {
			take(constantOf(a.name, a.value, plain, x.lines.at(a.valueAt)))
		} else if e.name != "Annotation" && !slices.Contains(others, a.name) { // whose grammar is checked
			x.fault(x.lines.at(a.at), "%s has no attribute %s (CSDL 4.01, section 14): %s", e.name, a.name, advice(a.name, strings.Fields(constantWords)))
		}
	}
	for _, child := range e.children {
		if child.name != "Annotation" {
			take(x.expression(child))
		}
	}
	return found
}

// expression reads an element that is a value.
func (x *xmlBuilder) expression(e *element) *expression {
	v := &expression{annotated: x.annotated(e), pos: e.pos, kind: dynamic, text: e.name}
	switch e.name {
	case "Null":
		v.kind = nothing
	case "Collection":
		v.kind = collection
		for _, child := range e.children {
			v.items = append(v.items, x.expression(child))
		}
	case "Record":
		v.kind = record
		for _, child := range e.children {
			if child.name == "PropertyValue" {
				v.fields = append(v.fields, x.propertyValue(child))
			} else if child.name != "Annotation" {
				x.fault(child.pos, "Record has no element %s (CSDL 4.01, section 14.4.12): did you mean PropertyValue?", child.name)
			}
		}
	default:
		if plain, known := constants()[e.name]; known {
			c := constantOf(e.name, e.text, plain, e.pos)
			c.annotated = v.annotated
			return c
		}
		if !strings.Contains(expressionWords+" ", " "+e.name+" ") {
			x.fault(e.pos, "there is no expression %s (CSDL 4.01, section 14): %s", e.name, advice(e.name, strings.Fields(expressionWords)))
			break
		}
		for _, child := range e.children {
			if isOperator(e.name) && child.name != "Annotation" {
				v.items = append(v.items, x.expression(child))
			}
		}
	}
	return v
}

func (x *xmlBuilder) propertyValue(e *element) *field {
	f := &field{annotated: x.annotated(e), pos: e.pos, name: x.word(e, "Property").text, value: x.within(e, "Property")}
	if f.name == "" {
		x.fault(e.pos, "this PropertyValue has no Property (CSDL 4.01, section 14.4.12): add the attribute")
	}
	return f
}
