package subset

import (
	"fmt"
	"slices"
	"strings"

	"example.com/burin/generator/model"
	"example.com/burin/generator/selection"
	"example.com/burin/generator/source"
)

// route is the part of a service that requests of a selection go along.
type route struct {
	roots map[*model.Root]bool
	links map[*model.Property]bool
	calls map[*model.Call]bool
	types map[*model.Type]bool // gone through
	asked map[place]methods    // of the requests that are wanted there
	batch bool                 // several requests may be sent as one
}

// keepService keeps the roots, the navigation properties and the calls that the
// selection names, and the types of what stands at the ends of its paths.
func (s *selector) keepService() {
	if s.api.Service == nil {
		return
	}
	s.route = &route{map[*model.Root]bool{}, map[*model.Property]bool{}, map[*model.Call]bool{}, map[*model.Type]bool{}, map[place]methods{}, false}
	g := newGraph(s.api)
	for _, w := range s.wantedWays(g) {
		s.take(w)
	}
	include := s.wanted.Include
	s.route.batch = s.route.batch || len(include.Paths) == 0 ||
		slices.ContainsFunc(include.Paths, func(g selection.Glob) bool { return g.Method == "" })
	s.leaveCalls()
}

// leaveCalls says which calls nobody can make though nothing leaves them out:
// those of what has no address, as types that nothing has, and unbound ones
// without an import (CSDL 4.01, sections 12.5 and 13.5).
func (s *selector) leaveCalls() {
	exclude := s.wanted.Exclude
	if !s.wanted.Include.NamesNothing() || len(exclude.Paths)+len(exclude.Operations) > 0 {
		return
	}
	for _, c := range s.api.Service.Calls {
		if s.route.calls[c] {
			continue
		}
		kind, why := "function", "no path of the service leads to it"
		if c.Action {
			kind = "action"
		}
		if c.Binding == nil {
			why = "the service does not import it"
		}
		s.notes = append(s.notes, model.Note{Pos: c.Pos, Text: fmt.Sprintf("the %s %s is left out: %s", kind, c.Name, why)})
	}
}

// wantedWays are the edges on the paths that the selection names.
func (s *selector) wantedWays(g *graph) []way {
	include := s.wanted.Include
	globs := include.Paths
	if include.NamesNothing() {
		everything, _ := selection.Path(source.Pos{}, "/**") // a glob that reads
		globs = []selection.Glob{everything}
	}
	f := newFinder(g, globs, s.wanted.Exclude.Paths)
	ways := f.find()
	for i, glob := range f.globs {
		switch {
		case f.matched[i] || glob.Text == "/**":
		case f.ended[i]:
			s.faults.Add(glob.Pos, "%q matches no request: none at its paths is a %s", glob.Text, glob.Method)
		default:
			s.unmatchedPath(g, glob)
		}
	}
	ways = append(ways, g.shortest(func(c *model.Call) bool { return named(include.Operations, c) })...)
	return slices.DeleteFunc(ways, func(w way) bool {
		return w.edge.call != nil && named(s.wanted.Exclude.Operations, w.edge.call)
	})
}

// named reports whether a call is among operations that a selection names.
func named(globs []selection.Glob, c *model.Call) bool {
	for _, id := range callIDs(c) {
		if _, ok := match(globs, id); ok {
			return true
		}
	}
	return false
}

// callIDs are the names that globs over operations know a call by: its own, and
// with the type that it is bound to.
func callIDs(c *model.Call) []string {
	if t := typeOf(c.Binding); t != nil {
		return []string{c.Name, t.Name + "." + c.Name}
	}
	return []string{c.Name}
}

func (s *selector) unmatchedPath(g *graph, glob selection.Glob) {
	advice := "burin inspect lists what there is"
	segment, near := g.nearestSegment(glob)
	if near != "" && near != segment {
		advice = fmt.Sprintf("did you mean %q?", near)
	}
	if segment == "" {
		segment = glob.Text
	}
	s.faults.Add(glob.Pos, "%q matches no path, since nothing there is %q: %s", glob.Text, segment, advice)
}

// take keeps an edge, the type gone through, and what stands at the end of a
// path that arrives.
func (s *selector) take(w way) {
	r, e := s.route, w.edge
	for _, t := range []*model.Type{w.from.typ, e.to.typ} {
		if t != nil {
			r.types[t] = true
		}
	}
	switch {
	case e.root != nil:
		r.roots[e.root] = true
	case e.link != nil:
		r.links[e.link] = true
	case e.part != nil:
		r.links[e.part] = true
	case e.value != nil:
		r.links[e.value] = true
	case e.call != nil:
		r.calls[e.call] = true
	}
	if w.arrives == 0 {
		return
	}
	if e.call == nil && e.to.typ != nil {
		r.asked[place{typ: e.to.typ, many: e.to.many}] |= w.arrives
	}
	r.batch = r.batch || e.texts[0] == "$batch"
	reason := Reason{Path: w.text()}
	if e.call != nil {
		for _, use := range callUses(e.call) {
			s.keepUnlessOut(use.typ, Reason{Part: use.part, Call: e.call})
		}
		return
	}
	for _, t := range []*model.Type{e.to.typ, valueType(e, w.from.place)} {
		if t != nil {
			s.keepUnlessOut(t, reason)
		}
	}
}

// valueType is the type of the property that an edge leads to, or whose raw value
// it leads to; nil where it has none of the description.
func valueType(e edge, from place) *model.Type {
	for _, p := range []*model.Property{e.value, from.value} {
		if p != nil {
			return typeOf(p.Schema)
		}
	}
	return nil
}

func (s *selector) keepUnlessOut(t *model.Type, why Reason) {
	if _, out := s.excluded(t); !out {
		s.keep(t, why)
	}
}

// text is a path's last edge in words.
func (w way) text() string {
	if w.from.typ == nil {
		return "/" + w.edge.texts[0]
	}
	kind := w.from.typ.Name
	if w.from.many {
		kind = "a collection of " + kind
	}
	return w.edge.texts[0] + " of " + kind
}

// callUses lists the types that a call is made of.
func callUses(c *model.Call) (list []use) {
	for _, p := range c.Parameters {
		if t := typeOf(p.Schema); t != nil {
			list = append(list, use{"parameter " + p.Name, t})
		}
	}
	if t := typeOf(c.Returns); t != nil {
		list = append(list, use{"result", t})
	}
	return list
}

// leaveLinks drops the navigation properties whose targets are not kept, and
// says so.
func (s *selector) leaveLinks() {
	for _, t := range s.api.Types {
		if _, kept := s.reasons[t]; !kept {
			continue
		}
		var left []string
		for _, p := range t.Properties {
			_, dropped := s.dropped[p]
			if _, kept := s.reasons[typeOf(p.Schema)]; p.Link != nil && !kept && !dropped {
				s.left[p] = true
				left = append(left, p.Name)
			}
		}
		if len(left) > 0 {
			s.notes = append(s.notes, model.Note{Pos: t.Pos, Text: fmt.Sprintf(
				"%s is without its navigation properties %s: their types are not selected", t.Name, strings.Join(left, ", "))})
		}
	}
}

// leaveDerived says which types are left out though values of others may be of
// them.
func (s *selector) leaveDerived() {
	left := map[*model.Type]int{}
	for _, t := range s.api.Types {
		if _, kept := s.reasons[t]; kept || t.Base == nil {
			continue
		}
		for base := t.Base; base != nil; base = base.Base {
			left[base]++
		}
	}
	for _, t := range s.api.Types {
		if _, kept := s.reasons[t]; kept && left[t] > 0 {
			s.notes = append(s.notes, model.Note{Pos: t.Pos, Text: fmt.Sprintf(
				"%d types that derive from %s are not selected: their values are read as %s, the rest of them kept as JSON", left[t], t.Name, t.Name)})
		}
	}
}
