package subset

import (
	"slices"

	"example.com/burin/generator/model"
)

// methods is a set of the methods that requests to a service have.
type methods uint8

var methodNames = []string{"GET", "POST", "PUT", "PATCH", "DELETE"}

const allMethods methods = 1<<5 - 1

// methodsOf is the set of one method; of all where none is named.
func methodsOf(name string) methods {
	if name == "" {
		return allMethods
	}
	i := slices.Index(methodNames, name)
	if i < 0 {
		return 0
	}
	return 1 << i
}

func (m methods) has(name string) bool { return m&methodsOf(name) != 0 }

// offers are the methods that a request may have whose path ends with an edge.
func (e edge) offers() methods {
	switch {
	case e.call != nil && e.call.Action:
		return methodsOf("POST")
	case e.call != nil:
		return methodsOf("GET")
	case e.to.typ == nil || e.part != nil || e.value != nil:
		return allMethods
	case e.to.many:
		return methodsOf("GET") | methodsOf("POST")
	}
	return allMethods &^ methodsOf("POST")
}

// requests are those that are wanted of a type's entities, and whether these are
// fewer than there are. Where paths end at one entity alone or at a collection alone,
// whatever is wanted whole there is wanted of the other too.
func (r *route) requests(t *model.Type) (model.Requests, bool) {
	whole, entity := place{typ: t, many: true}, place{typ: t}
	asked := func(p, other place) methods {
		if m, known := r.asked[p]; known || r.asked[other] != allMethods {
			return m
		}
		return allMethods
	}
	many, one := asked(whole, entity), asked(entity, whole)
	few := r.asked[whole]|r.asked[entity] != 0 && many&one != allMethods
	return model.Requests{List: many.has("GET"), Create: many.has("POST"),
		Get: one.has("GET"), Update: one.has("PATCH"), Replace: one.has("PUT"), Delete: one.has("DELETE")}, few
}
