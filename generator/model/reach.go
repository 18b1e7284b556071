package model

// Reach adds the types that values of a schema hold to those in into.
func Reach(s *Schema, into map[*Type]bool) {
	for ; s != nil && s.Type == nil; s = s.Elem {
	}
	if s == nil || into[s.Type] {
		return
	}
	t := s.Type
	into[t] = true
	for base := t.Base; base != nil && !into[base]; base = base.Base {
		Reach(&Schema{Type: base}, into)
	}
	for _, p := range t.Properties {
		Reach(p.Schema, into)
	}
	Reach(t.Additional, into)
	if t.Union != nil {
		for _, v := range t.Union.Variants {
			Reach(v.Schema, into)
		}
	}
}

// HasSimpleOthers says whether an object's further properties are described, and are
// simple values.
func (t *Type) HasSimpleOthers() bool {
	if t.Additional == nil || t.Additional.Nullable {
		return false
	}
	switch t.Additional.Kind {
	case List, Map, Any, Own, Stream:
		return false
	case Named:
		return t.Additional.Type.Kind == Enum
	}
	return true
}

// Requested are the types that an operation's request holds.
func (o *Operation) Requested(into map[*Type]bool) {
	for _, list := range [][]*Parameter{Parameters(o.Path), o.Query, o.Headers, o.Cookies} {
		for _, p := range list {
			Reach(p.Schema, into)
		}
	}
	if o.Body != nil {
		o.Body.Requested(into)
	}
}

// Requested are the types that a body holds.
func (b *Body) Requested(into map[*Type]bool) {
	for _, c := range append([]*Content{&b.Content}, b.More...) {
		Reach(c.Schema, into)
		if c.Type != nil {
			Reach(&Schema{Type: c.Type}, into)
		}
	}
}
