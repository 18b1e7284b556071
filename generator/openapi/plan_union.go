package openapi

import (
	"fmt"
	"slices"
	"strings"

	"example.com/burin/generator/model"
)

// plan decides how the forms of a union are told apart, before anything is
// written: by JSON type, and objects among them by a property that has another
// value in each, or by what properties they have.
func (c *converter) plan(t *model.Type, e *node, nodes []*node) {
	u := t.Union
	var objects []*model.Variant
	var of []*node
	arrays := 0
	for i, f := range u.Variants {
		if isObject(f.Schema) {
			objects, of = append(objects, f), append(of, nodes[i])
		}
		if f.Schema.Kind == model.List {
			arrays++
		}
	}
	for i, f := range u.Variants {
		if f.Schema.Kind == model.List && arrays > 1 {
			f.First = c.firstTypes(nodes[i])
		}
	}
	u.Reason = "by the JSON type"
	if len(objects) < 2 {
		return
	}
	if u.Tag = c.tag(e, objects, of); u.Tag != "" {
		u.Reason = "by the property " + quoted(u.Tag)
	}
	c.hints(t, e, objects, of)
	if len(objects) < len(u.Variants) {
		u.Reason = "by the JSON type, and objects " + u.Reason
	}
}

// tag finds the property whose value tells objects apart, and notes the values
// of each.
func (c *converter) tag(e *node, objects []*model.Variant, of []*node) string {
	name, mapping := "", (*node)(nil)
	if d := e.get("discriminator"); d != nil && !d.cut {
		c.fields(d)
		name, _ = d.string("propertyName")
		mapping = d.get("mapping")
	}
	if name == "" {
		name = c.likelyTag(objects)
	}
	if name == "" {
		return ""
	}
	for i, f := range objects {
		f.Tags = c.mapped(mapping, of[i])
		values := tagValues(f, name)
		switch {
		case len(f.Tags) > 0:
		case values != nil:
			f.Tags = values
		case e.get("discriminator") != nil:
			f.Tags = []string{c.implicitName(of[i])}
		}
		fix(f, name)
	}
	return name
}

// fix has the tag of a form stand where none is set.
func fix(f *model.Variant, tag string) {
	for _, p := range f.Schema.Type.Properties {
		if p.Name == tag && len(f.Tags) > 0 && p.Fixed == "" && p.Required && p.Access == model.ReadWrite &&
			p.Schema != nil && p.Schema.Kind == model.String && !p.Schema.Nullable {
			p.Fixed = f.Tags[0]
		}
	}
}

// mapped lists the values that a discriminator maps to a schema (OpenAPI 3.0.3,
// section 4.7.25).
func (c *converter) mapped(mapping, form *node) []string {
	var values []string
	for _, member := range mapping.fields() {
		if target := c.mappedTo(member); target != nil && c.effective(target) == form {
			values = append(values, member.key)
		}
	}
	return values
}

// mappedTo finds the schema that a mapping names or refers to.
func (c *converter) mappedTo(member *node) *node {
	if component := c.lib.root.find("components", "schemas").get(member.text); component != nil {
		return component
	}
	if strings.HasPrefix(member.text, "#") {
		return c.lint.target(member)
	}
	return nil
}

// implicitName is the value of a discriminator that stands for a component.
func (c *converter) implicitName(form *node) string {
	if value, given := form.string("x-ms-discriminator-value"); given {
		return value
	}
	if form.stands != nil {
		ref, _ := form.stands.string("$ref")
		return ref[strings.LastIndexByte(ref, '/')+1:]
	}
	return strings.TrimSuffix(form.key, "/base")
}

// tagValues lists the strings or numbers that a property of a form may have; nil
// where it does not list them.
func tagValues(f *model.Variant, name string) []string {
	for _, p := range f.Schema.Type.Properties {
		if p.Name != name || p.Schema == nil {
			continue
		}
		switch s := p.Schema; {
		case s.Kind == model.String:
			return s.Rules.OneOf
		case s.Kind == model.Named && s.Type.Kind == model.Enum:
			var values []string
			for _, m := range s.Type.Members {
				values = append(values, m.Value)
			}
			return values
		case s.Rules.Minimum != nil && s.Rules.Maximum != nil && *s.Rules.Minimum == *s.Rules.Maximum && !s.Rules.Minimum.Exclusive:
			return []string{s.Rules.Minimum.Number}
		}
	}
	return nil
}

// likelyTag finds the property whose listed values tell most objects apart.
func (c *converter) likelyTag(objects []*model.Variant) string {
	best, most := "", 1
	for _, f := range objects {
		for _, p := range f.Schema.Type.Properties {
			if !p.Required || tagValues(f, p.Name) == nil {
				continue
			}
			groups := map[string]bool{}
			for _, other := range objects {
				groups[strings.Join(tagValues(other, p.Name), "\x00")] = true
			}
			if len(groups) > most {
				best, most = p.Name, len(groups)
			}
		}
	}
	return best
}

// hints notes the properties that tell each object from those that may have the
// same tag, and reports two that nothing tells apart.
func (c *converter) hints(t *model.Type, e *node, objects []*model.Variant, of []*node) {
	byShape, byValue := false, false
	for i, f := range objects {
		var rivals []*model.Variant
		for _, other := range objects {
			if other != f && rival(f, other) {
				rivals = append(rivals, other)
			}
		}
		if len(rivals) == 0 {
			continue
		}
		byShape = true
		for _, p := range f.Schema.Type.Properties {
			if slices.ContainsFunc(rivals, func(r *model.Variant) bool { return !sameProperty(p, r.Schema.Type) }) {
				f.Hints = append(f.Hints, model.Hint{Name: p.Name, Required: p.Required && p.Access == model.ReadWrite, Types: jsonTypesOf(p.Schema)})
			}
		}
		for _, r := range rivals {
			j := slices.Index(objects, r)
			switch {
			case j > i:
			case !sameShape(f, r):
				c.distinct(t, r, f)
			case setApart(f, r, c.difference(of[i], of[j]), c.difference(of[j], of[i])):
				byValue = true
			default:
				c.alike(t, e, f, r)
			}
		}
	}
	switch {
	case byShape && t.Union.Tag != "":
		t.Union.Reason += ", and where that is the same by what properties there are"
	case byShape:
		t.Union.Reason = "by what properties there are"
	}
	if byValue {
		t.Union.Reason += ", and where those are the same by what they hold"
	}
}

// rival says whether two forms may have the same tag.
func rival(f, g *model.Variant) bool {
	if len(f.Tags) == 0 || len(g.Tags) == 0 {
		return len(f.Tags) == len(g.Tags)
	}
	return slices.ContainsFunc(f.Tags, func(tag string) bool { return slices.Contains(g.Tags, tag) })
}

// sameProperty says whether a type has the property alike.
func sameProperty(p *model.Property, t *model.Type) bool {
	return slices.ContainsFunc(t.Properties, func(q *model.Property) bool {
		return p.Name == q.Name && p.Required == q.Required && slices.Equal(jsonTypesOf(p.Schema), jsonTypesOf(q.Schema))
	})
}

// distinct notes two objects that only what may be missing tells apart.
func (c *converter) distinct(t *model.Type, f, g *model.Variant) {
	sure := func(f, g *model.Variant) bool {
		return slices.ContainsFunc(f.Hints, func(h model.Hint) bool {
			return h.Required && !slices.ContainsFunc(g.Schema.Type.Properties, func(p *model.Property) bool {
				return p.Name == h.Name && (len(h.Types) == 0 || overlap(h.Types, jsonTypesOf(p.Schema)))
			})
		})
	}
	if !sure(f, g) && !sure(g, f) {
		c.note(c.nodes[g.Schema.Type], fmt.Sprintf("no required property tells this from the form at line %d: "+
			"a value of %s is taken for the one that knows most of its properties", f.Pos.Line, quoted(t.Name)))
	}
}

func overlap(a, b []string) bool {
	return len(b) == 0 || slices.ContainsFunc(a, func(word string) bool { return slices.Contains(b, word) })
}

// jsonTypesOf lists the JSON types of a value; nil where it may have several.
func jsonTypesOf(s *model.Schema) []string {
	if s == nil || s.Nullable {
		return nil
	}
	switch s.Kind {
	case model.Boolean:
		return []string{kindBoolean}
	case model.Int8, model.Int16, model.Int32, model.Int64, model.Uint8, model.Float, model.Double:
		return []string{kindNumber}
	case model.List:
		return []string{kindArray}
	case model.Map:
		return []string{kindObject}
	case model.Any, model.Decimal, model.Stream:
		return nil
	case model.Named:
		switch {
		case s.Type.Kind == model.Object:
			return []string{kindObject}
		case s.Type.Kind == model.Union:
			return nil
		case s.Type.Of != 0:
			return []string{kindNumber}
		}
	}
	return []string{kindString}
}
