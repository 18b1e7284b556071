package subset

import (
	"slices"

	"example.com/burin/generator/model"
)

// copy makes the description of what is kept. Every node that leads to a type
// or to a property is made anew; the others are shared.
func (s *selector) copy() *Subset {
	c := &copier{types: map[*model.Type]*model.Type{}, properties: map[*model.Property]*model.Property{}}
	api := *s.api
	api.Types, api.Operations = nil, nil
	for _, t := range s.api.Types {
		if _, kept := s.reasons[t]; kept {
			shell := *t
			c.types[t] = &shell
			api.Types = append(api.Types, &shell)
		}
	}
	if s.route != nil {
		c.service(&api, s)
	}
	for _, t := range api.Types {
		all := len(t.Properties)
		t.Properties = c.keptProperties(t, s)
		t.Open = t.Open || len(t.Properties) < all && len(t.Checks) > 0 && !t.Closed && t.Additional == nil // checks may be about what is left out
		t.Base = c.types[t.Base]
		t.Additional = c.schema(t.Additional)
		t.Union = c.union(t.Union)
	}
	c.entities()
	api.Unused = append(slices.Clone(api.Unused), s.notes...)
	for _, o := range s.operations {
		api.Operations = append(api.Operations, c.operation(o))
	}
	api.Security = usedSchemes(s)
	api.Examples = c.examples(s.api.Examples)
	reasons := map[*model.Type]Reason{}
	operations := map[*model.Operation]*model.Operation{}
	for i, o := range s.operations {
		operations[o] = api.Operations[i]
	}
	for t, r := range s.reasons {
		r.Operation, r.Type = operations[r.Operation], c.types[r.Type]
		reasons[c.types[t]] = r
	}
	return &Subset{API: &api, Reasons: reasons}
}

// copier knows what has become of the types and properties that are kept.
type copier struct {
	types      map[*model.Type]*model.Type
	properties map[*model.Property]*model.Property
}

func (c *copier) keptProperties(t *model.Type, s *selector) []*model.Property {
	var kept []*model.Property
	for _, p := range t.Properties {
		if _, dropped := s.dropped[p]; dropped || s.left[p] {
			continue
		}
		property := *p
		if p.Link != nil && !s.route.links[p] {
			link := *p.Link
			link.Untaken = true
			property.Link = &link
		}
		property.Schema = c.schema(p.Schema)
		c.properties[p] = &property
		kept = append(kept, &property)
	}
	return kept
}

// union copies a choice, less the forms that are left out.
func (c *copier) union(u *model.Choice) *model.Choice {
	if u == nil {
		return nil
	}
	choice := *u
	choice.Variants = nil
	for _, v := range u.Variants {
		if t := typeOf(v.Schema); t == nil || c.types[t] != nil {
			variant := *v
			variant.Schema = c.schema(v.Schema)
			choice.Variants = append(choice.Variants, &variant)
		}
	}
	return &choice
}

func (c *copier) schema(s *model.Schema) *model.Schema {
	if s == nil {
		return nil
	}
	schema := *s
	schema.Type = c.types[s.Type]
	schema.Elem = c.schema(s.Elem)
	return &schema
}

func (c *copier) operation(o *model.Operation) *model.Operation {
	operation := *o
	operation.Path = c.path(o.Path)
	operation.Query = c.parameters(o.Query)
	operation.Headers = c.parameters(o.Headers)
	operation.Cookies = c.parameters(o.Cookies)
	operation.Successes = c.responses(o.Successes)
	operation.Errors = c.responses(o.Errors)
	operation.Success = c.response(o.Success)
	operation.Body = c.body(o.Body)
	if o.Paging != nil {
		paging := *o.Paging
		paging.Items = c.properties[o.Paging.Items]
		paging.NextLink = c.properties[o.Paging.NextLink]
		operation.Paging = &paging
	}
	return &operation
}

func (c *copier) path(segments []model.Segment) []model.Segment {
	copied := slices.Clone(segments)
	for i, segment := range segments {
		copied[i].Param = c.parameter(segment.Param)
		copied[i].Parts = c.path(segment.Parts)
	}
	return copied
}

func (c *copier) parameters(list []*model.Parameter) []*model.Parameter {
	copied := slices.Clone(list)
	for i, p := range list {
		copied[i] = c.parameter(p)
	}
	return copied
}

func (c *copier) parameter(p *model.Parameter) *model.Parameter {
	if p == nil {
		return nil
	}
	parameter := *p
	parameter.Schema = c.schema(p.Schema)
	return &parameter
}

func (c *copier) body(b *model.Body) *model.Body {
	if b == nil {
		return nil
	}
	body := *b
	body.Content, body.More = c.contents(b.Content, b.More)
	body.Demands = slices.Clone(b.Demands)
	for i, d := range b.Demands {
		body.Demands[i].Property = c.properties[d.Property]
	}
	return &body
}

func (c *copier) response(r *model.Response) *model.Response {
	if r == nil {
		return nil
	}
	response := *r
	response.Content, response.More = c.contents(r.Content, r.More)
	response.Headers = c.parameters(r.Headers)
	return &response
}

func (c *copier) responses(list []*model.Response) []*model.Response {
	copied := slices.Clone(list)
	for i, r := range list {
		copied[i] = c.response(r)
	}
	return copied
}

func (c *copier) contents(first model.Content, more []*model.Content) (model.Content, []*model.Content) {
	more = slices.Clone(more)
	for i, content := range more {
		copied := c.content(*content)
		more[i] = &copied
	}
	return c.content(first), more
}

// content copies one form of a body. A part that goes by a property goes with
// it.
func (c *copier) content(content model.Content) model.Content {
	content.Schema = c.schema(content.Schema)
	content.Type = c.types[content.Type]
	var parts []*model.Part
	for _, p := range content.Parts {
		part := *p
		if part.Schema, part.Property = c.schema(p.Schema), c.properties[p.Property]; p.Property == nil || part.Property != nil {
			parts = append(parts, &part)
		}
	}
	content.Parts = parts
	return content
}

// usedSchemes are the security schemes that the kept operations ask for, all
// where no operation is left out.
func usedSchemes(s *selector) []*model.SecurityScheme {
	if len(s.operations) == len(s.api.Operations) {
		return s.api.Security
	}
	used := map[*model.SecurityScheme]bool{}
	for _, o := range s.operations {
		for _, requirement := range o.Security {
			for _, scheme := range requirement.Schemes {
				used[scheme.Scheme] = true
			}
		}
	}
	return slices.DeleteFunc(slices.Clone(s.api.Security), func(scheme *model.SecurityScheme) bool { return !used[scheme] })
}

// examples are those of types that are kept.
func (c *copier) examples(all []*model.Example) []*model.Example {
	var kept []*model.Example
	for _, example := range all {
		if c.types[typeOf(example.Schema)] != nil {
			copied := *example
			copied.Schema = c.schema(example.Schema)
			kept = append(kept, &copied)
		}
	}
	return kept
}
