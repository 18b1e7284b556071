package subset

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"example.com/burin/generator/model"
	"example.com/burin/generator/selection"
	"example.com/burin/generator/source"
)

// checkGlobs finds fault with each glob that matches nothing.
func (s *selector) checkGlobs() {
	var paths, operations, types []string
	for _, o := range s.api.Operations {
		paths = append(paths, o.PathSpec)
		operations = append(operations, o.ID)
	}
	if s.api.Service != nil {
		for _, c := range s.api.Service.Calls {
			operations = append(operations, callIDs(c)...)
		}
	}
	for _, t := range s.api.Types {
		types = append(types, t.Name)
	}
	for _, filter := range []selection.Filter{s.wanted.Include, s.wanted.Exclude} {
		if s.api.Service == nil { // else keepService does, since the paths have no end
			s.checkMatches(filter.Paths, paths, "path")
			s.checkMethods(filter.Paths)
		}
		s.checkMatches(filter.Operations, operations, "operation")
		s.checkMatches(filter.Types, types, "type")
		for _, trim := range filter.Properties {
			s.checkTrim(trim, types)
		}
	}
}

// checkMethods finds fault with each glob of a method that no request at its paths
// has.
func (s *selector) checkMethods(globs []selection.Glob) {
	for _, glob := range globs {
		var there []string
		matches := false
		for _, o := range s.api.Operations {
			if glob.Match(o.PathSpec) {
				there = append(there, o.Method)
				matches = matches || glob.Method == "" || glob.Method == o.Method
			}
		}
		if !matches && len(there) > 0 {
			slices.Sort(there)
			s.faults.Add(glob.Pos, "%q matches no request: those at its paths are %s", glob.Text, strings.Join(slices.Compact(there), ", "))
		}
	}
}

func (s *selector) checkTrim(trim selection.Trim, types []string) {
	s.checkMatches([]selection.Glob{trim.Type}, types, "type")
	var properties []string
	for _, t := range s.api.Types {
		if trim.Type.Match(t.Name) {
			for _, p := range t.Properties {
				properties = append(properties, p.Name)
			}
		}
	}
	if len(properties) > 0 {
		s.checkMatches(trim.Properties, properties, "property")
	}
}

func (s *selector) checkMatches(globs []selection.Glob, names []string, what string) {
	for _, glob := range globs {
		if matchesAny(glob, names) {
			continue
		}
		advice := "burin inspect lists what there is"
		if near := source.Nearest(glob.Text, names); near != "" {
			advice = fmt.Sprintf("did you mean %q?", near)
		}
		s.faults.Add(glob.Pos, "%q matches no %s: %s", glob.Text, what, advice)
	}
}

func matchesAny(glob selection.Glob, names []string) bool {
	for _, name := range names {
		if glob.Match(name) {
			return true
		}
	}
	return false
}

// checkNeeds finds fault with globs that leave out what a kept operation
// cannot do without.
func (s *selector) checkNeeds() {
	s.checkCalls()
	for _, t := range s.api.Types {
		if _, kept := s.reasons[t]; !kept || t.Base == nil {
			continue
		}
		if pos, out := s.excluded(t.Base); out {
			s.faults.Add(pos, "this leaves out %s, yet %s derives from it: exclude that type too, or keep the base", t.Base.Name, t.Name)
		}
	}
	for _, o := range s.operations {
		for _, use := range uses(o) {
			if pos, out := s.excluded(use.typ); out {
				s.faults.Add(pos, "this leaves out %s, yet the %s of %s is made of it: exclude that operation too, or keep the type",
					use.typ.Name, use.part, o.ID)
			}
		}
		if o.Paging != nil {
			s.need(o.Paging.Items, o, "pages by")
			s.need(o.Paging.NextLink, o, "pages by")
		}
		if o.Body == nil {
			continue
		}
		for _, demand := range o.Body.Demands {
			s.need(demand.Property, o, "requires")
		}
		s.checkSent(typeOf(o.Body.Schema), o, map[*model.Type]bool{})
	}
}

// checkCalls finds fault with globs that leave out what a kept call is made of.
func (s *selector) checkCalls() {
	if s.route == nil {
		return
	}
	for _, c := range s.api.Service.Calls {
		for _, use := range callUses(c) {
			if pos, out := s.excluded(use.typ); out && s.route.calls[c] {
				s.faults.Add(pos, "this leaves out %s, yet the %s of %s is made of it: exclude that operation too, or keep the type",
					use.typ.Name, use.part, c.Name)
			}
		}
	}
}

// checkSent looks for required properties in what a request is made of.
func (s *selector) checkSent(t *model.Type, o *model.Operation, seen map[*model.Type]bool) {
	if t == nil || seen[t] {
		return
	}
	seen[t] = true
	for _, p := range t.Properties {
		if p.Access == model.ReadOnly {
			continue
		}
		if p.Required {
			s.need(p, o, "requires")
		}
		if _, dropped := s.dropped[p]; !dropped {
			s.checkSent(typeOf(p.Schema), o, seen)
		}
	}
}

func (s *selector) need(p *model.Property, o *model.Operation, verb string) {
	if p == nil {
		return
	}
	if pos, dropped := s.dropped[p]; dropped {
		s.faults.Add(pos, "this leaves out the property %s, which %s %s: keep it, or exclude the operation", p.Name, o.ID, verb)
	}
}

// responses are the answers of an operation, the good one first.
func responses(o *model.Operation) []*model.Response {
	var list []*model.Response
	if o.Success != nil {
		list = append(list, o.Success)
	}
	return append(append(list, o.Successes...), o.Errors...)
}

func responsePart(r *model.Response) string {
	switch {
	case r.Status == 0:
		return "response default"
	case r.Range:
		return "response " + strconv.Itoa(r.Status/100) + "XX"
	}
	return "response " + strconv.Itoa(r.Status)
}
