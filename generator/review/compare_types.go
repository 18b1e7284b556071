package review

import (
	"strings"

	"example.com/burin/generator/model"
)

// doc compares what is said in words.
func (c *comparer) doc(s spot, old, new model.Doc) {
	if !old.Deprecated && new.Deprecated {
		c.add("deprecated", s, "", deprecation(new))
	} else if old.Deprecated && !new.Deprecated {
		c.add("deprecation-withdrawn", s, deprecation(old), "")
	} else if deprecation(old) != deprecation(new) {
		c.add("deprecation-changed", s, deprecation(old), deprecation(new))
	}
	old.Deprecated, new.Deprecated, old.Deprecation, new.Deprecation = false, false, nil, nil
	if old != new {
		c.add("doc-changed", s, docText(old), docText(new))
	}
}

func deprecation(d model.Doc) string {
	switch {
	case !d.Deprecated:
		return ""
	case d.Deprecation == nil:
		return "deprecated"
	}
	return join(" ", d.Deprecation.Text, d.Deprecation.Since, d.Deprecation.Removal)
}

func docText(d model.Doc) string {
	return join(" ", d.Summary, d.Description, d.LinkText, d.LinkURL)
}

// join joins the texts that are not empty.
func join(by string, texts ...string) string {
	var kept []string
	for _, text := range texts {
		if text != "" {
			kept = append(kept, text)
		}
	}
	return strings.Join(kept, by)
}

// typeUse is the direction in which values of a type travel; either where
// nothing in both descriptions uses it.
func (c *comparer) typeUse(t *model.Type) Use {
	if use := c.uses[c.key(t)]; use != 0 {
		return use
	}
	return Request | Response
}

func (c *comparer) types(old, new []*model.Type) {
	pairs(old, new, c.key, c.typ,
		func(t *model.Type) { c.added("type-added", spot{of: TypeName(t)}, t.Pos, kindOfType(t)) },
		func(t *model.Type) { c.removed("type-removed", spot{of: TypeName(t)}, t.Pos, kindOfType(t)) })
}

func kindOfType(t *model.Type) string {
	switch {
	case t.Kind == model.Enum:
		return "enum"
	case t.Entity != nil:
		return "entity type"
	case t.Kind == model.Object:
		return "object"
	}
	return "type"
}

func (c *comparer) typ(old, new *model.Type) {
	s := spot{TypeName(new), old.Pos, new.Pos, c.typeUse(new)}
	c.doc(s, old.Doc, new.Doc)
	if old.Kind != new.Kind {
		c.add("type-kind-changed", s, kindOfType(old), kindOfType(new))
		return
	}
	c.base(s, old.Base, new.Base)
	c.entity(s, old, new)
	if other := c.keys(old) != c.keys(new); other && old.Tag != new.Tag {
		c.add("tagged-type-renamed", s, old.Name, new.Name)
	} else if other {
		c.add("type-renamed", s, old.Name, new.Name)
	} else {
		c.tag(s, old, new)
	}
	c.members(s, old, new)
	c.additional(s, old.Additional, new.Additional)
	c.union(s, old.Union, new.Union)
	c.properties(s, old, new)
	c.rest(s, "type", *old, *new,
		"Name", "Qualified", "Doc", "Kind", "Properties", "Base", "Entity", "Members", "Tag", "TagName", "Additional", "Union")
}

func (c *comparer) properties(s spot, old, new *model.Type) {
	var gone, come []*model.Property
	pairs(old.Properties, new.Properties, func(p *model.Property) string { return p.Name },
		func(a, b *model.Property) { c.property(s, new, a, b) },
		func(p *model.Property) { come = append(come, p) },
		func(p *model.Property) { gone = append(gone, p) })
	gone, come = c.renamed(s, old, new, gone, come)
	for _, p := range come {
		c.propertyAdded(s, old, new, p)
	}
	for _, p := range gone {
		c.propertyRemoved(s, old, new, p)
	}
}

func (c *comparer) base(s spot, old, new *model.Type) {
	switch {
	case old == nil && new == nil:
	case old == nil:
		c.add("type-base-set", s, "", new.Name)
	case new == nil:
		c.add("type-base-unset", s, old.Name, "")
	case c.key(old) != c.key(new) && derives(new, old, c.key):
		c.add("type-base-between", s, old.Name, new.Name)
	case c.key(old) != c.key(new):
		c.add("type-base-changed", s, old.Name, new.Name)
	}
}

// derives reports whether a type has another one above it.
func derives(t, above *model.Type, key func(*model.Type) string) bool {
	for depth := 0; t != nil && depth < 100; depth++ {
		if key(t) == key(above) {
			return true
		}
		t = t.Base
	}
	return false
}

// tag compares what tells a type from others on the wire. Types that get or lose
// a base get or lose theirs with it.
func (c *comparer) tag(s spot, old, new *model.Type) {
	was, is := old.TagName+" "+old.Tag, new.TagName+" "+new.Tag
	switch {
	case was == is || old.Tag != "" && new.Tag != "" && old.Base == nil != (new.Base == nil):
	case old.Tag == "":
		c.add("type-tag-set", s, "", is)
	case new.Tag == "":
		c.add("type-tag-unset", s, was, "")
	default:
		c.add("type-tag-changed", s, was, is)
	}
}

func (c *comparer) members(s spot, old, new *model.Type) {
	flags := ""
	if new.Flags {
		flags = "flag-"
	}
	name := func(m *model.Member) string { return new.Name + "." + m.Value }
	pairs(old.Members, new.Members, func(m *model.Member) string { return m.Value },
		func(a, b *model.Member) {
			at := s.within("", a.Pos, b.Pos)
			at.of = "member " + name(b)
			c.doc(at, a.Doc, b.Doc)
			c.rest(at, flags+"member", *a, *b, "Value", "Doc")
		},
		func(m *model.Member) {
			c.added(flags+"member-added", spot{of: "member " + name(m), use: s.use}, m.Pos, m.Value)
		},
		func(m *model.Member) {
			c.removed(flags+"member-removed", spot{of: "member " + name(m), use: s.use}, m.Pos, m.Value)
		})
}

// subject is what rules call a property: one of OData's navigation is another.
func subject(p *model.Property) string {
	if p.Link != nil {
		return "navigation-property"
	}
	return "property"
}

func (c *comparer) propertyAdded(s spot, old, new *model.Type, p *model.Property) {
	at := spot{of: PropertyName(new, p), use: s.use & direction(p.Access)}
	switch {
	case inherited(old, p.Name):
		c.added("property-moved-down", at, p.Pos, typeText(p.Schema))
	case p.Required && p.Access != model.ReadOnly && p.Link == nil:
		c.added("property-added-required", at, p.Pos, typeText(p.Schema))
	default:
		c.added(subject(p)+"-added", at, p.Pos, typeText(p.Schema))
	}
}

func (c *comparer) propertyRemoved(s spot, old, new *model.Type, p *model.Property) {
	at := spot{of: PropertyName(new, p), use: s.use & direction(p.Access)}
	if inherited(new, p.Name) {
		c.removed("property-moved-up", at, p.Pos, typeText(p.Schema))
		return
	}
	c.removed(subject(p)+"-removed", at, p.Pos, typeText(p.Schema))
}

// inherited reports whether a type has a property from one above it.
func inherited(t *model.Type, name string) bool {
	for base, depth := t.Base, 0; base != nil && depth < 100; base, depth = base.Base, depth+1 {
		for _, p := range base.Properties {
			if p.Name == name {
				return true
			}
		}
	}
	return false
}

func (c *comparer) property(s spot, t *model.Type, old, new *model.Property) {
	use := s.use
	s = spot{PropertyName(t, new), old.Pos, new.Pos, use & direction(old.Access) & direction(new.Access)}
	c.doc(s, old.Doc, new.Doc)
	from := len(c.changes)
	if old.Required != new.Required {
		id := map[bool]string{true: "property-required", false: "property-optional"}[new.Required]
		c.add(id, s, presence(old), presence(new))
	}
	if old.Access != new.Access {
		at := s
		at.use = use & direction(old.Access)
		c.add(accessRule(old.Access, new.Access), at, accesses[old.Access], accesses[new.Access])
	}
	c.nullable(s, old.Schema, new.Schema)
	c.optional(c.changes[from:], ClientCode|ServerCode, old, new)
	c.schema(s, old.Schema, new.Schema)
	c.link(s, old.Link, new.Link, target(new.Schema))
	c.rest(s, "property", *old, *new, "Name", "Doc", "Required", "Schema", "Access", "Link")
}

// optional says of changes that turn a field into an optional value, or back,
// that they break code too.
func (c *comparer) optional(changes []Change, sides Sides, old, new *model.Property) {
	if c.options.Optional == nil || old.Schema == nil || new.Schema == nil {
		return
	}
	was, is := c.options.Optional(old), c.options.Optional(new)
	if was == is {
		return
	}
	for i := range changes {
		changes[i].Breaks |= sides
		changes[i].Reason += map[bool]string{
			true: "; its Go field becomes an optional value", false: "; its Go field is no longer an optional value",
		}[is]
	}
}

func presence(p *model.Property) string {
	if p.Required {
		return "required"
	}
	return "may be missing"
}

var accesses = map[model.Access]string{
	model.ReadWrite: "read and write", model.ReadOnly: "read only", model.WriteOnly: "write only", model.CreateOnly: "written on creation only",
}

// accessRule names the rule for a change of the directions of a property.
func accessRule(old, new model.Access) string {
	switch {
	case new == model.ReadWrite && old != model.WriteOnly, new == model.CreateOnly && old == model.ReadOnly:
		return "property-writable"
	case new == model.ReadWrite:
		return "property-readable"
	case new == model.WriteOnly:
		return "property-write-only"
	case new == model.CreateOnly:
		return "property-create-only"
	}
	return "property-read-only"
}
