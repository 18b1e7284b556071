package subset

import "example.com/burin/generator/model"

// Chain is what pulled a type in, step by step: the reasons from the type
// outwards to what the selection itself wants.
func (s *Subset) Chain(t *model.Type) (chain []Reason) {
	for seen := map[*model.Type]bool{}; t != nil && !seen[t]; {
		seen[t] = true
		reason := s.Reasons[t]
		chain = append(chain, reason)
		t = reason.Type
	}
	return chain
}

// Saving is what leaving out one property would save.
type Saving struct {
	Type       *model.Type
	Property   *model.Property
	Types      int // that nothing else needs
	Properties int // of those types, and the property itself
}

// Heaviest is the property that may be left out and saves most; none where no
// property brings a type that nothing else needs.
func (s *Subset) Heaviest() (Saving, bool) {
	var best Saving
	for _, t := range s.API.Types {
		for _, p := range t.Properties {
			if typeOf(p.Schema) == nil || p.Link != nil || p.Required {
				continue
			}
			if saved := s.without(t, p); saved.Properties > best.Properties {
				best = saved
			}
		}
	}
	return best, best.Types > 0
}

// without counts what is reached no more once a property is left out.
func (s *Subset) without(t *model.Type, p *model.Property) Saving {
	reached := map[*model.Type]bool{}
	var queue []*model.Type
	reach := func(t *model.Type) {
		if t != nil && !reached[t] {
			reached[t] = true
			queue = append(queue, t)
		}
	}
	for _, root := range s.API.Types {
		if s.Reasons[root].Type == nil {
			reach(root)
		}
	}
	for ; len(queue) > 0; queue = queue[1:] {
		reach(queue[0].Base)
		for _, q := range queue[0].Properties {
			if q != p && (q.Link == nil || s.Reasons[typeOf(q.Schema)].Part == "property "+q.Name) {
				reach(typeOf(q.Schema))
			}
		}
	}
	saved := Saving{Type: t, Property: p, Properties: 1}
	for _, other := range s.API.Types {
		if !reached[other] {
			saved.Types++
			saved.Properties += len(other.Properties)
		}
	}
	return saved
}
