package review

import (
	"reflect"
	"slices"
	"strings"

	"example.com/burin/generator/model"
)

// usesOf says in which direction values of each type travel, by key.
func usesOf(api *model.API, key func(*model.Type) string) map[string]Use {
	u := &uses{key: key, of: map[string]Use{}, derived: map[*model.Type][]*model.Type{}}
	for _, t := range api.Types {
		if t.Base != nil {
			u.derived[t.Base] = append(u.derived[t.Base], t)
		}
	}
	for _, o := range api.Operations {
		u.walk(reflect.ValueOf(*o), Request|Response)
	}
	if s := api.Service; s != nil {
		for _, root := range s.Roots {
			u.mark(root.Type, travels(root.Limits), true)
		}
		for _, call := range s.Calls {
			u.walk(reflect.ValueOf(call.Parameters), Request)
			u.walk(reflect.ValueOf(call.Returns), Response)
		}
	}
	return u.of
}

// shared are the directions that both sides have: what only one of them has is
// a change of its own. A type that nothing uses may travel either way.
func shared(old, new map[string]Use) map[string]Use {
	both := map[string]Use{}
	for key, use := range old {
		if use&new[key] != 0 {
			both[key] = use & new[key]
		}
	}
	return both
}

// travels are the directions that a root's limits leave.
func travels(l *model.Limits) Use {
	use := Request | Response
	if l != nil && l.NoRead {
		use &^= Response
	}
	if l != nil && l.NoInsert && l.NoUpdate {
		use &^= Request
	}
	return use
}

type uses struct {
	key     func(*model.Type) string
	of      map[string]Use
	derived map[*model.Type][]*model.Type
}

// walk marks the types that a node is made of. A parameter and a body narrow
// the direction to requests, a response to answers.
func (u *uses) walk(v reflect.Value, use Use) {
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		if v.IsNil() {
			return
		}
		switch node := v.Interface().(type) {
		case *model.Type:
			u.mark(node, use, true)
			return
		case *model.Property:
			u.walk(reflect.ValueOf(node.Schema), use&direction(node.Access))
			return
		case *model.SecurityScheme:
			return
		case *model.Parameter, *model.Body:
			use &= Request
		case *model.Response:
			use &= Response
		}
		u.walk(v.Elem(), use)
	case reflect.Slice:
		for i := range v.Len() {
			u.walk(v.Index(i), use)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			u.walk(v.Field(i), use)
		}
	}
}

// mark notes a type and what it is made of; where below, the types that derive
// from it too, which may stand in its place.
func (u *uses) mark(t *model.Type, use Use, below bool) {
	if t == nil || use == 0 {
		return
	}
	key := u.key(t)
	if u.of[key]&use != use {
		u.of[key] |= use
		u.mark(t.Base, use, false)
		part := *t
		part.Base, part.Entity = nil, nil
		u.walk(reflect.ValueOf(part), use)
	}
	if !below {
		return
	}
	for _, d := range u.derived[t] {
		if u.of[u.key(d)]&use != use {
			u.mark(d, use, true)
		}
	}
}

// direction is where a property of some access may be sent.
func direction(a model.Access) Use {
	switch a {
	case model.ReadOnly:
		return Response
	case model.WriteOnly:
		return Request
	}
	return Request | Response
}

// keyOf chooses how types are known again: by their names with the namespace, or
// without where only one of the descriptions has namespaces.
func keyOf(old, new *model.API) func(*model.Type) string {
	if qualified(old) == qualified(new) {
		return func(t *model.Type) string {
			if t.Qualified != "" {
				return t.Qualified
			}
			return t.Name
		}
	}
	return func(t *model.Type) string { return t.Name[strings.LastIndexByte(t.Name, '.')+1:] }
}

func qualified(api *model.API) bool {
	return slices.ContainsFunc(api.Types, func(t *model.Type) bool { return t.Qualified != "" })
}
