package review

import (
	"slices"
	"strings"

	"example.com/burin/generator/model"
	"example.com/burin/generator/source"
)

func (c *comparer) service(old, new *model.Service) {
	switch {
	case old == nil && new == nil:
		return
	case old == nil:
		c.added("service-added", spot{of: "service " + new.Name}, new.Pos, new.Name)
		return
	case new == nil:
		c.removed("service-removed", spot{of: "service " + old.Name}, old.Pos, old.Name)
		return
	}
	s := spot{"service " + new.Name, old.Pos, new.Pos, Request | Response}
	c.rest(s, "service", *old, *new, "Roots", "Calls", "Imports", "Passed", "Requests", "Alone")
	pairs(old.Roots, new.Roots, func(r *model.Root) string { return r.Name }, c.root,
		func(r *model.Root) { c.added("root-added", spot{of: RootName(r)}, r.Pos, r.Type.Name) },
		func(r *model.Root) { c.removed("root-removed", spot{of: RootName(r)}, r.Pos, r.Type.Name) })
	c.calls(old.Calls, new.Calls)
	pairs(old.Imports, new.Imports, func(i *model.Import) string { return i.Name },
		func(a, b *model.Import) {
			at := spot{of: ImportName(b), old: a.Pos, new: b.Pos}
			c.doc(at, a.Doc, b.Doc)
			c.rest(at, "import", *a, *b, "Name", "Doc")
		},
		func(i *model.Import) { c.added("import-added", spot{of: ImportName(i)}, i.Pos, i.Call.Name) },
		func(i *model.Import) { c.removed("import-removed", spot{of: ImportName(i)}, i.Pos, i.Call.Name) })
}

func (c *comparer) root(old, new *model.Root) {
	s := spot{RootName(new), old.Pos, new.Pos, Request | Response}
	c.doc(s, old.Doc, new.Doc)
	if old.Collection != new.Collection {
		c.add("root-kind-changed", s, RootName(old), RootName(new))
	}
	if c.key(old.Type) != c.key(new.Type) {
		c.add("root-type-changed", s, old.Type.Name, new.Type.Name)
	}
	c.limits(s, old.Limits, new.Limits, new.Type)
	c.rest(s, "root", *old, *new, "Name", "Doc", "Collection", "Type", "Limits")
}

// limits compares capabilities; no limits at all allow everything.
func (c *comparer) limits(s spot, old, new *model.Limits, t *model.Type) {
	from := len(c.changes)
	if old == nil {
		old = &model.Limits{}
	}
	if new == nil {
		new = &model.Limits{}
	}
	pairs(old.Permissions, new.Permissions, func(p model.Permission) string { return p.Request + " " + p.Scheme },
		func(a, b model.Permission) { c.words(s, "permission", a.Scopes, b.Scopes) },
		func(p model.Permission) { c.add("permissions-set", s, "", p.Request+": "+strings.Join(p.Scopes, ", ")) },
		func(p model.Permission) {
			c.add("permissions-unset", s, p.Request+": "+strings.Join(p.Scopes, ", "), "")
		})
	c.rest(s, "limits", *old, *new, "Permissions")
	c.lose(c.changes[from:], t)
}

func (c *comparer) entity(s spot, oldType, newType *model.Type) {
	old, new := oldType.Entity, newType.Entity
	switch {
	case old == nil && new == nil:
		return
	case old == nil:
		c.add("entity-set", s, "no entity", "an entity")
		return
	case new == nil:
		c.add("entity-unset", s, "an entity", "no entity")
		return
	}
	if was, is := keyText(old.Key), keyText(new.Key); was != is {
		c.add("key-changed", s, was, is)
	}
	c.words(s, "alternate-key", keyTexts(old.Alternate), keyTexts(new.Alternate))
	c.rest(s, "entity", *old, *new, "Key", "Alternate")
}

// keyText names the properties of a key in their order, the names that stand for
// them in addresses first.
func keyText(parts []*model.KeyPart) string {
	var texts []string
	for _, part := range parts {
		text := ""
		for i, p := range part.Path {
			if i > 0 {
				text += "/"
			}
			text += p.Name
		}
		if part.Alias != "" && part.Alias != text {
			text = part.Alias + "=" + text
		}
		texts = append(texts, text)
	}
	return strings.Join(texts, ", ")
}

func keyTexts(keys [][]*model.KeyPart) []string {
	var texts []string
	for _, key := range keys {
		texts = append(texts, keyText(key))
	}
	return texts
}

func (c *comparer) link(s spot, old, new *model.Link, t *model.Type) {
	switch {
	case old == nil && new == nil:
		return
	case old == nil:
		c.add("link-set", s, "a property", "a navigation property")
		return
	case new == nil:
		c.add("link-unset", s, "a navigation property", "a property")
		return
	}
	c.limits(s, old.Limits, new.Limits, t)
	c.rest(s, "link", *old, *new, "Limits", "Untaken")
}

// calls matches overloads: by name and what they are called on, first those with
// the same parameters, then what is left in order.
func (c *comparer) calls(old, new []*model.Call) {
	var gone, come []*model.Call
	pairs(old, new, func(o *model.Call) string { return c.callKey(o) + "(" + parameterNames(sorted(o.Parameters)) + ")" }, c.call,
		func(o *model.Call) { come = append(come, o) },
		func(o *model.Call) { gone = append(gone, o) })
	overloads := map[string]bool{}
	for _, one := range old {
		overloads[c.callKey(one)] = true
	}
	pairs(gone, come, c.callKey, c.call,
		func(o *model.Call) {
			id := "call-added"
			if overloads[c.callKey(o)] {
				id = "overload-added"
			}
			c.added(id, spot{of: CallName(o)}, o.Pos, signature(o))
		},
		func(o *model.Call) { c.removed("call-removed", spot{of: CallName(o)}, o.Pos, signature(o)) })
}

func sorted(list []*model.Parameter) []*model.Parameter {
	return slices.SortedFunc(slices.Values(list), func(a, b *model.Parameter) int { return strings.Compare(a.Name, b.Name) })
}

// callKey is a call's name and what it is called on.
func (c *comparer) callKey(o *model.Call) string {
	return o.Namespace + "." + o.Name + " on " + c.schemaKey(o.Binding)
}

func (c *comparer) schemaKey(s *model.Schema) string {
	switch {
	case s == nil:
		return ""
	case s.Kind == model.List:
		return "[" + c.schemaKey(s.Elem) + "]"
	case s.Type != nil:
		return c.key(s.Type)
	}
	return typeText(s)
}

func signature(o *model.Call) string {
	var parts []string
	for _, p := range o.Parameters {
		parts = append(parts, p.Name+" "+typeText(p.Schema))
	}
	text := "(" + strings.Join(parts, ", ") + ")"
	if o.Returns != nil {
		text += " " + typeText(o.Returns)
	}
	return text
}

func (c *comparer) call(old, new *model.Call) {
	s := spot{CallName(new), old.Pos, new.Pos, Request}
	c.doc(s, old.Doc, new.Doc)
	if old.Action != new.Action {
		c.add("call-kind-changed", s, CallName(old), CallName(new))
	}
	name := func(p *model.Parameter) string { return p.Name }
	pairs(old.Parameters, new.Parameters, name,
		func(a, b *model.Parameter) {
			c.argument(s.within(", parameter "+b.Name, a.Pos, b.Pos), new.Action, a, b)
		},
		func(p *model.Parameter) {
			c.added(addedArgument(new, p), s.within(", parameter "+p.Name, p.Pos, p.Pos), p.Pos, typeText(p.Schema))
		},
		func(p *model.Parameter) {
			c.removed("call-parameter-removed", s.within(", parameter "+p.Name, p.Pos, p.Pos), p.Pos, typeText(p.Schema))
		})
	if was, is := kept(old, new), kept(new, old); was != is {
		c.add("call-parameters-reordered", s, was, is)
	}
	c.returns(s, old, new)
	c.rest(s, "call", *old, *new, "Name", "Namespace", "Doc", "Action", "Binding", "Parameters", "Returns")
}

// addedArgument names the rule for a parameter that was not there: it may be
// left out where it is not required, or where null may stand for it.
func addedArgument(o *model.Call, p *model.Parameter) string {
	switch {
	case demanded(p) && o.Action && len(o.Parameters) > 1:
		return "action-parameter-added-required"
	case demanded(p):
		return "call-parameter-added-required"
	case len(o.Parameters) == 1:
		return "first-call-parameter-added"
	}
	return "call-parameter-added"
}

// demanded reports whether a parameter may not be left out.
func demanded(p *model.Parameter) bool { return p.Required && (p.Schema == nil || !p.Schema.Nullable) }

// argument compares a parameter of a call. Those of an action are a struct in Go.
func (c *comparer) argument(s spot, action bool, old, new *model.Parameter) {
	from := len(c.changes)
	c.parameter(s, old, new)
	if !action {
		return
	}
	field := func(p *model.Parameter) *model.Property {
		return &model.Property{Required: demanded(p), Schema: p.Schema}
	}
	c.optional(c.changes[from:], ClientCode, field(old), field(new)) // a server has no such struct
}

// kept are the parameters of a call that another has too, in its order.
func kept(o, other *model.Call) string {
	return parameterNames(slices.DeleteFunc(slices.Clone(o.Parameters), func(p *model.Parameter) bool {
		return !slices.ContainsFunc(other.Parameters, func(q *model.Parameter) bool { return p.Name == q.Name })
	}))
}

func (c *comparer) returns(s spot, old, new *model.Call) {
	a, b := old.Returns, new.Returns
	switch {
	case a == nil && b == nil:
	case a == nil:
		c.add("call-returns-set", s, "nothing", typeText(b))
	case b == nil:
		c.add("call-returns-unset", s, typeText(a), "nothing")
	default:
		s = s.within(", result", position(a, old.Pos), position(b, new.Pos))
		s.use = Response
		c.nullable(s, a, b)
		c.schema(s, a, b)
	}
}

// position is where a schema stands, or what it is a part of.
func position(s *model.Schema, around source.Pos) source.Pos {
	if s.Pos.Line == 0 {
		return around
	}
	return s.Pos
}
