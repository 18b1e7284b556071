package openapi

import (
	"example.com/burin/generator/model"
	"example.com/burin/generator/source"
)

// Sample is an example of a type that follows its schema.
type Sample struct {
	Pos  source.Pos
	Type *model.Type
	List bool // it is a list of the type
	JSON string
}

// Samples are the examples of a description whose schemas are of objects, with the
// number of those that do not follow theirs.
func Samples(file string, data []byte, options Options) (samples []Sample, broken int, err error) {
	root, start, before := prepare(file, data, options)
	if root == nil {
		return nil, 0, before.faults.Err()
	}
	l, _ := lint(root, start, options)
	lib, err := read(root, l.is31)
	if err != nil {
		return nil, 0, err
	}
	e := newExamples(l, lib)
	c := newConverter(l, lib, file, options)
	c.convert()
	for _, n := range l.seen {
		schema, values := n.get("schema"), valuesBeside(l, n)
		if n.def.name == "Schema" {
			schema = n
		}
		for _, value := range values {
			notes := len(l.notes)
			e.check(value, schema, "example", direction(n)...)
			if len(l.notes) > notes {
				broken++
			} else if s, ok := c.sample(value, schema); ok {
				samples = append(samples, s)
			}
		}
	}
	return samples, broken, nil
}

// valuesBeside are the examples of an object.
func valuesBeside(l *linter, n *node) (values []*node) {
	switch n.def.name {
	case "Schema":
		values = n.get("examples").list()
	case "Media Type":
		for _, example := range n.get("examples").fields() {
			if value := l.deref(example).get("value"); value != nil {
				values = append(values, value)
			}
		}
	}
	if value := n.get("example"); value != nil && len(n.get("schema").fields())+len(n.types()) > 0 {
		values = append(values, value)
	}
	return values
}

// sample finds the object that an example is of, or a list of such.
func (c *converter) sample(value, schema *node) (Sample, bool) {
	s := Sample{Pos: value.pos, JSON: string(value.json())}
	of := c.effective(schema)
	if of != nil && of.kind == object && of.get("items") != nil && value.kind == array {
		s.List, of = true, c.effective(of.get("items"))
	}
	if of == nil {
		return s, false
	}
	s.Type = c.types[of]
	return s, s.Type != nil && s.Type.Kind == model.Object && (value.kind == object || s.List)
}
