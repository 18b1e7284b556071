package openapi

import (
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

// twins finds what the values of two objects of the same shape tell them apart by,
// and says whether there is anything. Where a value has to be of one of them alone
// and they say the same, no value is of either.
func (c *converter) twins(e *node, f, first *model.Variant, n, other *node) bool {
	if f.Shape > 0 {
		return true // told from one of them, and so from all
	}
	own, others := c.difference(n, other), c.difference(other, n)
	if len(own) == 0 && len(others) == 0 {
		if list := e.choice(); list != nil && list.key == "oneOf" && sameKinds(f, first) {
			c.fault(c.nodes[f.Schema.Type], "the form at line %d says the same, so no value can be of one of the two alone: "+
				"remove one, write anyOf, or give each a property with a const of its own", first.Pos.Line)
		}
		return false
	}
	if first.Shape == 0 {
		first.Shape = first.Pos.Line
	}
	own, others = shallow(own, others)
	f.Shape, f.Checks = first.Shape, own
	if first.Checks == nil {
		first.Checks = others
	}
	return true
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
