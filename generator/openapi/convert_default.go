package openapi

import (
	"math"
	"slices"

	"example.com/burin/generator/model"
)

// defaultOf reads what stands for a value that is not there: what is said beside a
// reference, else where that leads. It is nil where that cannot be filled in.
func (c *converter) defaultOf(s *model.Schema, n *node) *model.Literal {
	at := n.get("default")
	if n.def == nil {
		at = nil // ignored next to a reference
	}
	if e := c.effective(n); at == nil && e != nil {
		at = e.get("default")
	}
	if at == nil || at.cut || s == nil {
		return nil
	}
	l := c.fitting(s, at)
	c.filled[at] = l != nil
	return l
}

// fitting gives a default as a value of the schema; nil where it is none, or one
// that no Go constant says.
func (c *converter) fitting(s *model.Schema, n *node) *model.Literal {
	l := literal(n)
	switch {
	case s.Kind == model.String && n.kind == text && (s.Rules.OneOf == nil || slices.Contains(s.Rules.OneOf, n.text)):
		return l
	case s.Kind == model.Boolean && n.kind == boolean:
		return l
	case s.Kind == model.Named && s.Type.Kind == model.Enum:
		isIt := func(m *model.Member) bool { return m.Value == n.text }
		if (n.kind == text) == (s.Type.Of == 0) && slices.ContainsFunc(s.Type.Members, isIt) {
			return l
		}
	case n.kind != number:
	case s.Kind == model.Double:
		return l
	case s.Kind == model.Float:
		if value, _ := rational(n).Float64(); math.Abs(value) <= math.MaxFloat32 {
			return l
		}
	case s.Kind != model.Uint64 && fits(n, s.Kind):
		l.Text = rational(n).Num().String()
		return l
	}
	return nil
}

// settleDefaults notes the defaults that are not filled in. Where a request that
// changes an object leaves a property out, that stays as it is.
func (c *converter) settleDefaults() {
	changed := map[*model.Type]bool{}
	leave := func(l **model.Literal) {
		if *l != nil {
			c.api.Unused = append(c.api.Unused, model.Note{Pos: (*l).Pos, Text: "the default is not filled in, since PATCH requests leave alone what they do not name"})
			*l = nil
		}
	}
	for _, o := range c.api.Operations {
		if o.Method != "PATCH" || o.Body == nil {
			continue
		}
		o.Body.Requested(changed)
		for _, content := range append([]*model.Content{&o.Body.Content}, o.Body.More...) {
			for _, part := range content.Parts {
				leave(&part.Default)
			}
		}
	}
	for _, t := range c.api.Types {
		for _, p := range t.Properties {
			if changed[t] && !p.Required {
				leave(&p.Default)
			}
		}
	}
	for _, n := range c.given {
		if !c.filled[n] {
			c.note(n, "the default is not filled in")
		}
	}
}
