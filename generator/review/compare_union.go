package review

import "example.com/burin/generator/model"

// additional compares what properties hold that an object does not name.
func (c *comparer) additional(s spot, old, new *model.Schema) {
	switch {
	case old == nil && new == nil:
	case old == nil:
		c.add("type-additional-set", s, "", typeText(new))
	case new == nil:
		c.add("type-additional-unset", s, typeText(old), "")
	default:
		s.of += ", further properties"
		c.nullable(s, old, new)
		c.schema(s, old, new)
	}
}

// union compares the forms of a union, by name. How they are told apart follows
// from what they are, but for the property whose value says it.
func (c *comparer) union(s spot, old, new *model.Choice) {
	if old == nil || new == nil {
		return // another kind of type, which is told
	}
	if old.Tag != new.Tag {
		c.add("union-tag-changed", s, old.Tag, new.Tag)
	}
	form := func(v *model.Variant) spot { return s.within(", form "+v.Name, v.Pos, v.Pos) }
	pairs(old.Variants, new.Variants, func(v *model.Variant) string { return v.Name },
		func(a, b *model.Variant) {
			at := s.within(", form "+b.Name, a.Pos, b.Pos)
			c.nullable(at, a.Schema, b.Schema)
			c.schema(at, a.Schema, b.Schema)
			c.words(at, "form-tags", a.Tags, b.Tags)
		},
		func(v *model.Variant) { c.added("form-added", form(v), v.Pos, typeText(v.Schema)) },
		func(v *model.Variant) { c.removed("form-removed", form(v), v.Pos, typeText(v.Schema)) })
}
