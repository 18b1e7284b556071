package review

import (
	"fmt"

	"example.com/burin/generator/model"
)

// forms lists the forms that a body has.
func forms(first model.Content, more []*model.Content) []*model.Content {
	return append([]*model.Content{&first}, more...)
}

// contents compares the forms of a body, by media type. Where each side has one,
// they are held against each other whatever their types.
func (c *comparer) contents(s spot, subject string, old, new []*model.Content) {
	if len(old) == 1 && len(new) == 1 {
		if old[0].MediaType != new[0].MediaType {
			c.add(subject+"-media-type-changed", s, old[0].MediaType, new[0].MediaType)
		}
		c.content(s, subject, old[0], new[0])
		return
	}
	pairs(old, new, func(f *model.Content) string { return f.MediaType },
		func(a, b *model.Content) {
			at := s
			at.of += " " + b.MediaType
			c.content(at, subject, a, b)
		},
		func(f *model.Content) { c.add(subject+"-form-added", s, "", contentText(*f)) },
		func(f *model.Content) { c.add(subject+"-form-removed", s, contentText(*f), "") })
}

func (c *comparer) content(s spot, subject string, old, new *model.Content) {
	if old.Form != new.Form {
		c.add(subject+"-form-changed", s, contentText(*old), contentText(*new))
		return
	}
	c.nullable(s, old.Schema, new.Schema)
	c.schema(s, old.Schema, new.Schema)
	pairs(old.Parts, new.Parts, func(p *model.Part) string { return p.Name },
		func(a, b *model.Part) { c.part(s.within(", part "+b.Name, a.Pos, b.Pos), a, b) },
		func(p *model.Part) {
			id := "part-added"
			if p.Required {
				id = "part-added-required"
			}
			c.added(id, s.within(", part "+p.Name, p.Pos, p.Pos), p.Pos, typeText(p.Schema))
		},
		func(p *model.Part) {
			c.removed("part-removed", s.within(", part "+p.Name, p.Pos, p.Pos), p.Pos, typeText(p.Schema))
		})
	c.rest(s, subject, *old, *new, "MediaType", "Form", "Schema", "Parts")
}

// part compares a field of a form. Where it is a property of a named type too,
// that says what it holds.
func (c *comparer) part(s spot, old, new *model.Part) {
	if old.Property == nil || new.Property == nil {
		c.parameter(s, &old.Parameter, &new.Parameter)
	}
	c.rest(s, "part", *old, *new, "Parameter", "Property")
}

func contentText(f model.Content) string {
	if f.Schema == nil && f.MediaType == "" {
		return "no body"
	}
	if f.Form == model.JSON {
		return typeText(f.Schema)
	}
	return fmt.Sprint(f.MediaType)
}
