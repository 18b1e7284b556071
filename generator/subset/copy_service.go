package subset

import (
	"slices"

	"example.com/burin/generator/model"
)

// service makes the service of what is kept, with shells of the types that
// requests pass through.
func (c *copier) service(api *model.API, s *selector) {
	whole, part := s.api.Service, *s.api.Service
	passed := s.passed()
	part.Passed = nil
	for _, t := range passed {
		shell := *t
		c.types[t] = &shell
		part.Passed = append(part.Passed, &shell)
	}
	for i, t := range passed {
		c.fillShell(part.Passed[i], t, s)
	}
	part.Roots = nil
	for _, r := range whole.Roots {
		if s.route.roots[r] {
			root := *r
			root.Type = c.types[r.Type]
			part.Roots = append(part.Roots, &root)
		}
	}
	part.Alone = !s.route.batch
	for _, t := range s.api.Types {
		if requests, few := s.route.requests(t); few && c.types[t] != nil {
			if part.Requests == nil {
				part.Requests = map[*model.Type]model.Requests{}
			}
			part.Requests[c.types[t]] = requests
		}
	}
	calls := map[*model.Call]*model.Call{}
	part.Calls = nil
	for _, call := range whole.Calls {
		if s.route.calls[call] {
			calls[call] = c.call(call)
			part.Calls = append(part.Calls, calls[call])
		}
	}
	part.Imports = nil
	for _, i := range whole.Imports {
		if calls[i.Call] != nil {
			part.Imports = append(part.Imports, &model.Import{Pos: i.Pos, Name: i.Name, Doc: i.Doc, Call: calls[i.Call]})
		}
	}
	api.Service = &part
}

// passed are the types that requests pass through and nothing holds.
func (s *selector) passed() (list []*model.Type) {
	for _, t := range s.api.Types {
		_, held := s.reasons[t]
		if s.route.types[t] && !held {
			list = append(list, t)
		}
	}
	return list
}

// fillShell gives a type that is passed through what requests need of it: the
// properties that they go along, and its key.
func (c *copier) fillShell(shell, t *model.Type, s *selector) {
	shell.Properties, shell.Base = nil, nil
	for _, holder := range lineage(t) {
		if holder != t && c.types[holder] != nil {
			shell.Base, shell.Properties, shell.Entity = c.types[holder], nil, t.Entity
			continue
		}
		for _, p := range holder.Properties {
			if s.route.links[p] {
				property := *p
				property.Schema = c.schema(p.Schema)
				shell.Properties = append(shell.Properties, &property)
			}
		}
		if holder.Entity != nil && len(holder.Entity.Key) > 0 {
			shell.Entity = holder.Entity
		}
	}
}

func (c *copier) call(from *model.Call) *model.Call {
	call := *from
	call.Binding, call.Returns = c.schema(from.Binding), c.schema(from.Returns)
	call.Parameters = slices.Clone(from.Parameters)
	for i, p := range from.Parameters {
		call.Parameters[i] = c.parameter(p)
	}
	return &call
}

// entities leads the keys of the types copied to their own properties; one that
// is left out is led to as it was.
func (c *copier) entities() {
	for _, t := range c.types {
		if t == nil || t.Entity == nil {
			continue
		}
		entity := *t.Entity
		entity.Key = c.key(entity.Key)
		entity.Alternate = slices.Clone(entity.Alternate)
		for i, key := range entity.Alternate {
			entity.Alternate[i] = c.key(key)
		}
		t.Entity = &entity
	}
}

func (c *copier) key(key []*model.KeyPart) []*model.KeyPart {
	parts := slices.Clone(key)
	for i, p := range key {
		part := *p
		part.Path = slices.Clone(p.Path)
		for j, property := range p.Path {
			if kept := c.properties[property]; kept != nil {
				part.Path[j] = kept
			}
		}
		parts[i] = &part
	}
	return parts
}
