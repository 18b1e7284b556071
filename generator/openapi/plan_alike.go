package openapi

import (
	"fmt"
	"reflect"
	"slices"

	"example.com/burin/generator/model"
)

// sameShape says whether no name and no JSON type of a property tells two objects
// apart.
func sameShape(f, g *model.Variant) bool {
	a, b := f.Schema.Type, g.Schema.Type
	like := func(t *model.Type) func(*model.Property) bool {
		return func(p *model.Property) bool { return !sameProperty(p, t) }
	}
	return !slices.ContainsFunc(a.Properties, like(b)) && !slices.ContainsFunc(b.Properties, like(a))
}

// setApart has what two objects of the same shape say of their values tell them
// apart, and says whether there is anything.
func setApart(f, first *model.Variant, own, others []*model.Check) bool {
	switch {
	case f.Shape > 0:
		return true // told from one of them, and so from all
	case len(own) == 0 && len(others) == 0:
		return false
	case first.Shape == 0:
		first.Shape = first.Pos.Line
	}
	own, others = shallow(own, others)
	f.Shape, f.Checks = first.Shape, own
	if first.Checks == nil {
		first.Checks = others
	}
	return true
}

// alike tells of two objects that nothing tells apart. Where a value has to be of
// one of them alone, and they say the same, no value is of either, which breaks
// the description; who is lenient takes it as the first.
func (c *converter) alike(t *model.Type, e *node, f, first *model.Variant) {
	n, list := c.nodes[f.Schema.Type], e.choice()
	if list == nil || list.key != "oneOf" || !sameKinds(f, first) {
		c.note(n, fmt.Sprintf("nothing tells this from the form at line %d: a value of %s is taken for the first of them; "+
			"give each a property with a const of its own", first.Pos.Line, quoted(t.Name)))
	} else if !n.faulty {
		c.lint.slip(n, n.place(), "the form at line %d says the same, so no value can be of one of the two alone: "+
			"remove one, write anyOf, or give each a property with a const of its own", first.Pos.Line)
	}
}

// sameKinds says whether the properties of two objects are of the same kinds.
func sameKinds(f, g *model.Variant) bool {
	return !slices.ContainsFunc(f.Schema.Type.Properties, func(p *model.Property) bool {
		return !slices.ContainsFunc(g.Schema.Type.Properties, func(q *model.Property) bool {
			return p.Name == q.Name && p.Schema.Kind == q.Schema.Kind && (p.Schema.Kind == model.Named) == (q.Schema.Kind == model.Named)
		})
	})
}

// difference gives what an object says that another one does not.
func (c *converter) difference(n, other *node) []*model.Check {
	var list []*model.Check
	for _, key := range checkKeys {
		m, o := n.get(key), other.get(key)
		if m == nil || m.cut || m == o || o != nil && m.equal(o) || key == "required" || key == "type" {
			continue
		}
		of, its := c.check(n, m), []*model.Check(nil)
		if o != nil && !o.cut {
			its = c.check(other, o)
		}
		for _, check := range of {
			if !slices.ContainsFunc(its, func(one *model.Check) bool { return reflect.DeepEqual(check, one) }) {
				list = append(list, check)
			}
		}
	}
	return list
}

// shallow gives as little of what two objects say as tells them apart: what lies
// deep, and may be long, only where nothing above it does.
func shallow(own, others []*model.Check) (_, _ []*model.Check) {
	for depth := range 4 {
		if a, b := pruned(own, depth), pruned(others, depth); !reflect.DeepEqual(a, b) {
			return a, b
		}
	}
	return own, others
}

// pruned gives checks without what lies deeper, and so allows more, in no case less.
func pruned(checks []*model.Check, depth int) []*model.Check {
	var list []*model.Check
	for _, check := range checks {
		switch check.Keyword {
		case "$ref", "not", "if", "oneOf", "anyOf", "contains", "unevaluatedItems", "unevaluatedProperties":
			continue
		}
		if len(check.Of) == 0 {
			list = append(list, check)
		}
		if len(check.Of) == 0 || depth == 0 {
			continue
		}
		copied := *check
		copied.Of = nil
		for _, of := range check.Of {
			copied.Of = append(copied.Of, pruned(of, depth-1))
		}
		list = append(list, &copied)
	}
	return list
}
