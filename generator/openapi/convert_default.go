package openapi

import (
	"math"
	"slices"

	"example.com/burin/generator/model"
	"example.com/burin/templates"
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
	return c.fill(s, at)
}

// fill gives a default as what is filled in; nil where nothing is. What types hold is
// known once all have been converted, so that what the value says is looked at then.
func (c *converter) fill(s *model.Schema, at *node) *model.Literal {
	l := c.fitting(s, at)
	if l == nil && (at.kind == null || isCompound(s)) {
		l = literal(at)
		l.JSON = at.json()
		c.unsettled[l] = unsettled{s, at}
	}
	c.filled[at] = l != nil
	return l
}

// unsettled is a default that types say more of.
type unsettled struct {
	schema *model.Schema
	value  *node
}

// textParsers read the texts that are of a type of their own.
var textParsers = map[model.Kind]func(string) error{
	model.DateTime: func(s string) error { _, err := templates.ParseDateTime(s); return err },
	model.Date:     func(s string) error { _, err := templates.ParseDate(s); return err },
	model.UUID:     func(s string) error { _, err := templates.ParseUUID(s); return err },
	model.Bytes:    func(s string) error { _, err := templates.ParseBytes(s); return err },
}

// isCompound says whether a default is read as JSON when it is filled in.
func isCompound(s *model.Schema) bool {
	switch s.Kind {
	case model.List, model.Map, model.Any, model.Decimal, model.Uint64:
		return true
	case model.Named:
		return s.Type.Kind == model.Object
	}
	return textParsers[s.Kind] != nil
}

// holds says whether a value is one of a schema.
func (c *converter) holds(s *model.Schema, n *node) bool {
	switch {
	case s == nil:
		return false
	case n.kind == null:
		return s.Nullable
	case s.Kind == model.Any:
		return true
	case s.Kind == model.List:
		return n.kind == array && !slices.ContainsFunc(n.members, func(item *node) bool { return !c.holds(s.Elem, item) })
	case s.Kind == model.Map:
		return n.kind == object && !slices.ContainsFunc(n.members, func(value *node) bool { return !c.holds(s.Elem, value) })
	case isObject(s):
		return n.kind == object && c.holdsProperties(s.Type, n)
	case textParsers[s.Kind] != nil:
		return n.kind == text && textParsers[s.Kind](n.text) == nil
	case s.Kind == model.Decimal:
		return n.kind == number && n.text != ""
	case s.Kind == model.Uint64:
		value := rational(n)
		return n.kind == number && value.IsInt() && value.Num().IsUint64()
	}
	return c.fitting(s, n) != nil
}

// holdsProperties is holds for the properties of an object.
func (c *converter) holdsProperties(t *model.Type, n *node) bool {
	for _, p := range t.Properties {
		value := n.get(p.Name)
		if value == nil && p.Required || value != nil && !c.holds(p.Schema, value) {
			return false
		}
	}
	names := propertyNames(t)
	return !slices.ContainsFunc(n.members, func(value *node) bool {
		return !slices.Contains(names, value.key) && (t.Closed || t.Additional != nil && !c.holds(t.Additional, value))
	})
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
	for _, o := range c.api.Operations {
		if o.Method == "PATCH" && o.Body != nil {
			o.Body.Requested(changed)
		}
	}
	for _, o := range c.api.Operations {
		for _, p := range slices.Concat(o.Query, o.Headers, o.Cookies) {
			c.settle(&p.Default, false)
		}
		for _, content := range contents(o.Body) {
			for _, part := range content.Parts {
				c.settle(&part.Default, o.Method == "PATCH")
			}
		}
	}
	for _, t := range c.api.Types {
		for _, p := range t.Properties {
			c.settle(&p.Default, changed[t] && !p.Required)
		}
	}
	for _, n := range c.given {
		if !c.filled[n] {
			c.note(n, "the default is not filled in")
		}
	}
}

// settle takes a default away that does not follow its schema, or that stands in what
// leaves alone what it does not name.
func (c *converter) settle(l **model.Literal, leave bool) {
	if *l == nil {
		return
	}
	if u, ok := c.unsettled[*l]; ok && !c.holds(u.schema, u.value) {
		c.filled[u.value] = false
		*l = nil
	} else if leave {
		c.api.Unused = append(c.api.Unused, model.Note{Pos: (*l).Pos, Text: "the default is not filled in, since PATCH requests leave alone what they do not name"})
		*l = nil
	}
}

// contents are the forms of a body.
func contents(b *model.Body) []*model.Content {
	if b == nil {
		return nil
	}
	return append([]*model.Content{&b.Content}, b.More...)
}
