// Package subset keeps what a selection reaches of a description: the
// operations it names, and the types that those need. It knows the model alone,
// neither where it came from nor what is written of it.
package subset

import (
	"slices"

	"example.com/burin/generator/model"
	"example.com/burin/generator/selection"
	"example.com/burin/generator/source"
)

// Subset is a part of a description that is complete in itself.
type Subset struct {
	API     *model.API
	Reasons map[*model.Type]Reason // why each of API's types is kept
}

// Reason is what pulled a type in: the part of an operation or of a type that
// is made of it. Where both are nil nothing that is kept uses the type, and the
// selection itself wants it.
type Reason struct {
	Part      string // of the operation, call or type, such as "body" or "property id"
	Operation *model.Operation
	Call      *model.Call
	Type      *model.Type
	Path      string // of an OData service, where a value of the type stands at its end
}

// String gives the reason in words.
func (r Reason) String() string {
	switch {
	case r.Operation != nil:
		return r.Part + " of " + r.Operation.ID
	case r.Call != nil:
		return r.Part + " of " + r.Call.Name
	case r.Path != "":
		return "path " + r.Path
	case r.Type != nil:
		return r.Part + " of " + r.Type.Name
	}
	return "included by itself"
}

// Select copies what the selection wants of api, which stays as it is. A type
// that is excluded takes the properties made of it along. The error is a
// source.Faults, at the places of the globs: of each that matches nothing, and
// of each that leaves out what a kept operation cannot do without.
func Select(api *model.API, wanted selection.Selection) (*Subset, error) {
	s := &selector{
		api:     api,
		wanted:  wanted,
		dropped: map[*model.Property]source.Pos{},
		left:    map[*model.Property]bool{},
		reasons: map[*model.Type]Reason{},
	}
	s.checkGlobs()
	s.keepOperations()
	s.dropProperties()
	s.keepService()
	s.keepTypes()
	s.leaveLinks()
	s.leaveDerived()
	s.checkNeeds()
	if len(s.faults) == 0 && s.nothing() && !wanted.Empty() {
		s.faults.Add(source.Pos{File: api.Source}, "nothing of the description is selected: include more, or exclude less")
	}
	if err := s.faults.Err(); err != nil {
		return nil, err
	}
	return s.copy(), nil
}

type selector struct {
	api        *model.API
	wanted     selection.Selection
	faults     source.Faults
	operations []*model.Operation             // kept
	dropped    map[*model.Property]source.Pos // left out, by which glob
	left       map[*model.Property]bool       // left out, since their types are
	reasons    map[*model.Type]Reason         // of types kept
	route      *route                         // nil where there is no service
	notes      []model.Note
}

func (s *selector) nothing() bool {
	return len(s.operations) == 0 && len(s.reasons) == 0 && (s.route == nil || len(s.route.roots) == 0)
}

// match finds the first glob that matches.
func match(globs []selection.Glob, text string) (source.Pos, bool) {
	for _, glob := range globs {
		if glob.Match(text) {
			return glob.Pos, true
		}
	}
	return source.Pos{}, false
}

func (s *selector) keepOperations() {
	include, exclude := s.wanted.Include, s.wanted.Exclude
	for _, o := range s.api.Operations {
		if (include.NamesNothing() || selects(include, o)) && !selects(exclude, o) {
			s.operations = append(s.operations, o)
		}
	}
}

func selects(f selection.Filter, o *model.Operation) bool {
	byPath := slices.ContainsFunc(f.Paths, func(g selection.Glob) bool { return g.MatchRequest(o.Method, o.PathSpec) })
	_, byID := match(f.Operations, o.ID)
	return byPath || byID
}

// dropProperties applies the trims, and drops what is made of excluded types.
func (s *selector) dropProperties() {
	for _, t := range s.api.Types {
		keep, trimmed := trim(s.wanted.Include.Properties, t)
		drop, _ := trim(s.wanted.Exclude.Properties, t)
		for _, p := range t.Properties {
			if _, ok := match(keep, p.Name); trimmed != nil && !ok {
				s.dropped[p] = trimmed.Pos
			} else if pos, ok := match(drop, p.Name); ok {
				s.dropped[p] = pos
			} else if pos, ok := s.excluded(typeOf(p.Schema)); ok {
				s.dropped[p] = pos
			}
		}
	}
}

// trim gathers what trims say of a type; the glob is nil where none matches.
func trim(trims []selection.Trim, t *model.Type) (properties []selection.Glob, by *selection.Glob) {
	for i := range trims {
		if trims[i].Type.Match(t.Name) {
			properties = append(properties, trims[i].Properties...)
			by = &trims[i].Type
		}
	}
	return properties, by
}

// typeOf is the type that a schema is made of, nil where it is none.
func typeOf(schema *model.Schema) *model.Type {
	for ; schema != nil; schema = schema.Elem {
		if schema.Type != nil {
			return schema.Type
		}
	}
	return nil
}

// excluded reports whether a type is left out, and by which glob.
func (s *selector) excluded(t *model.Type) (source.Pos, bool) {
	if t == nil {
		return source.Pos{}, false
	}
	return match(s.wanted.Exclude.Types, t.Name)
}

// keepTypes keeps what the operations need, then what the selection names.
func (s *selector) keepTypes() {
	for _, o := range s.operations {
		for _, use := range uses(o) {
			if _, out := s.excluded(use.typ); !out { // else checkNeeds finds fault
				s.keep(use.typ, Reason{Part: use.part, Operation: o})
			}
		}
	}
	for _, t := range s.api.Types {
		_, named := match(s.wanted.Include.Types, t.Name)
		if _, out := s.excluded(t); (named || s.wanted.Include.NamesNothing()) && !out {
			s.keep(t, Reason{})
		}
	}
}

// keep keeps a type and all that it is made of, the nearest first: its base, and
// the types of its properties. A navigation property brings its type only where
// the selection names the property.
func (s *selector) keep(t *model.Type, why Reason) {
	queue := []*model.Type{}
	add := func(t *model.Type, why Reason) {
		if _, kept := s.reasons[t]; t != nil && !kept {
			s.reasons[t] = why
			queue = append(queue, t)
		}
	}
	for add(t, why); len(queue) > 0; queue = queue[1:] {
		holder := queue[0]
		if holder.Base != nil {
			add(holder.Base, Reason{Part: "base", Type: holder})
		}
		if holder.Union != nil {
			for _, v := range holder.Union.Variants {
				if t := typeOf(v.Schema); t != nil {
					if _, out := s.excluded(t); !out {
						add(t, Reason{Part: "form " + v.Name, Type: holder})
					}
				}
			}
		}
		if t := typeOf(holder.Additional); t != nil {
			add(t, Reason{Part: "further properties", Type: holder})
		}
		for _, p := range holder.Properties {
			if _, dropped := s.dropped[p]; !dropped && (p.Link == nil || s.namesProperty(holder, p)) {
				add(typeOf(p.Schema), Reason{Part: "property " + p.Name, Type: holder})
			}
		}
	}
}

// namesProperty reports whether the selection asks for a property by its name.
func (s *selector) namesProperty(t *model.Type, p *model.Property) bool {
	properties, _ := trim(s.wanted.Include.Properties, t)
	for _, glob := range properties {
		if glob.Literal() && glob.Match(p.Name) {
			return true
		}
	}
	return false
}

// use is a part of an operation that is made of a type.
type use struct {
	part string
	typ  *model.Type
}

// uses lists the types that an operation is made of, in the order of its parts.
func uses(o *model.Operation) (list []use) {
	add := func(schema *model.Schema, part string) {
		if t := typeOf(schema); t != nil {
			list = append(list, use{part, t})
		}
	}
	for _, p := range model.Parameters(o.Path) {
		add(p.Schema, "parameter "+p.Name)
	}
	for _, p := range slices.Concat(o.Query, o.Headers, o.Cookies) {
		add(p.Schema, "parameter "+p.Name)
	}
	contents := func(first *model.Content, more []*model.Content, part string) {
		for _, content := range append([]*model.Content{first}, more...) {
			add(content.Schema, part)
			if content.Type != nil {
				list = append(list, use{part, content.Type})
			}
			for _, p := range content.Parts {
				if p.Property == nil {
					add(p.Schema, part)
				}
			}
		}
	}
	if o.Body != nil {
		contents(&o.Body.Content, o.Body.More, "body")
	}
	for _, r := range responses(o) {
		for _, p := range r.Headers {
			add(p.Schema, responsePart(r))
		}
		contents(&r.Content, r.More, responsePart(r))
	}
	return list
}
