package subset

import (
	"slices"
	"strings"

	"example.com/burin/generator/model"
)

// graph is where the requests of an OData service can go. Its paths have no
// end, its places do: each type as one entity and as a collection of them.
type graph struct {
	service *model.Service
	derived map[*model.Type][]*model.Type
	bound   map[place][]*model.Call
	has     map[place]map[string]bool // the calls with Explicit that a place has
	edges   map[place][]edge
}

// place is an entity or a collection of some type, or the value of a property
// that has none; the zero place is the service's root.
type place struct {
	typ   *model.Type
	many  bool
	value *model.Property
}

// leads reports whether a path may go on.
func (p place) leads() bool { return p != place{} }

// edge is one segment of a path, and where it leads.
type edge struct {
	texts []string // what a glob may call the segment, the usual first
	to    place    // the zero place where no segment follows
	root  *model.Root
	link  *model.Property
	call  *model.Call
	cast  *model.Type
	part  *model.Property  // of a complex type
	value *model.Property  // of another
	other []*model.KeyPart // an alternate key
	spelt bool             // no wildcard stands for it
}

func newGraph(api *model.API) *graph {
	g := &graph{
		service: api.Service,
		derived: map[*model.Type][]*model.Type{},
		bound:   map[place][]*model.Call{},
		has:     map[place]map[string]bool{},
		edges:   map[place][]edge{},
	}
	for _, t := range api.Types {
		for base := t.Base; base != nil; base = base.Base {
			g.derived[base] = append(g.derived[base], t)
		}
	}
	g.gatherExplicit(api)
	for _, c := range api.Service.Calls {
		if at := placeOf(c.Binding); at.typ != nil {
			g.bound[at] = append(g.bound[at], c)
		}
	}
	return g
}

// gatherExplicit notes which places name the calls that only those have that do
// (Core.RequiresExplicitBinding). What a root or a navigation property names is
// there wherever its type is.
func (g *graph) gatherExplicit(api *model.API) {
	add := func(p place, names []string) {
		for _, name := range names {
			if g.has[p] == nil {
				g.has[p] = map[string]bool{}
			}
			g.has[p][name] = true
		}
	}
	for _, r := range api.Service.Roots {
		add(place{typ: r.Type, many: r.Collection}, r.Explicit)
	}
	for _, t := range api.Types {
		if t.Entity != nil {
			add(place{typ: t}, t.Entity.Explicit)
		}
		for _, p := range t.Properties {
			if p.Link != nil {
				add(placeOf(p.Schema), p.Link.Explicit)
			}
		}
	}
}

// placeOf is where a value of a schema stands; the zero place where that is no
// type of the description.
func placeOf(s *model.Schema) place {
	if s == nil {
		return place{}
	}
	return place{typ: typeOf(s), many: s.Kind == model.List}
}

// from lists the edges of a place, in the order of the description.
func (g *graph) from(p place) []edge {
	list, known := g.edges[p]
	if !known {
		switch {
		case p.value != nil:
			list = fromValue(p.value)
		case p.typ == nil:
			list = g.fromRoot()
		case p.typ.Entity == nil && p.many:
		case p.many:
			list = append(list, edge{texts: []string{"{id}"}, to: place{typ: p.typ}}, edge{texts: []string{"$count"}}, edge{texts: []string{"$ref"}})
			list = append(list, alternates(p.typ)...)
		default:
			list = g.fromEntity(p.typ)
		}
		if p.typ != nil {
			list = append(list, g.casts(p)...)
			list = append(list, g.calls(p)...)
		}
		g.edges[p] = list
	}
	return list
}

func (g *graph) fromRoot() (list []edge) {
	for _, r := range g.service.Roots {
		list = append(list, edge{texts: []string{r.Name}, to: place{typ: r.Type, many: r.Collection}, root: r})
	}
	list = append(list, edge{texts: []string{"$batch"}, spelt: true})
	for _, i := range g.service.Imports {
		list = append(list, edge{texts: []string{i.Name, i.Name + "()"}, to: beyond(i.Call), call: i.Call})
	}
	return list
}

// fromEntity lists the navigation properties of a type and its bases, and the
// streams that stand at an entity's address.
func (g *graph) fromEntity(t *model.Type) (list []edge) {
	media := false
	for _, holder := range lineage(t) {
		media = media || holder.Entity != nil && holder.Entity.Media
		for _, p := range holder.Properties {
			switch {
			case p.Link != nil:
				list = append(list, edge{texts: []string{p.Name}, to: placeOf(p.Schema), link: p})
			case p.Schema != nil && p.Schema.Kind == model.Stream:
				list = append(list, edge{texts: []string{p.Name}})
			case g.asked(placeOf(p.Schema), map[*model.Type]bool{}):
				list = append(list, edge{texts: []string{p.Name}, to: placeOf(p.Schema), part: p})
			case p.Schema != nil && p.Name != holder.TagName:
				list = append(list, toProperty(p))
			}
		}
	}
	if t.Entity == nil {
		return list
	}
	if media {
		list = append(list, edge{texts: []string{"$value"}})
	}
	return append(list, edge{texts: []string{"$ref"}})
}

// alternates lists the alternate keys of a type and its bases.
func alternates(t *model.Type) (list []edge) {
	for _, holder := range lineage(t) {
		if holder.Entity == nil {
			continue
		}
		for _, key := range holder.Entity.Alternate {
			var names []string
			for _, part := range key {
				names = append(names, part.Name()+"={"+part.Name()+"}")
			}
			list = append(list, edge{texts: []string{"(" + strings.Join(names, ",") + ")"}, to: place{typ: t}, other: key, spelt: true})
		}
	}
	return list
}

// toProperty is the way to a structural property.
func toProperty(p *model.Property) edge {
	e := edge{texts: []string{p.Name}, to: placeOf(p.Schema), part: p, spelt: true}
	if e.to.typ == nil || e.to.typ.Kind != model.Object || e.to.typ.Tag == "" {
		e.to, e.part, e.value = place{value: p}, nil, p
	}
	return e
}

// fromValue lists what stands at the address of a property that has no structured
// type: its raw value, where it is one that can be written as text or bytes.
func fromValue(p *model.Property) []edge {
	if s := p.Schema; s.Kind == model.List || s.Kind == model.Any || s.Kind == model.Named && s.Type.Kind == model.Object {
		return nil
	}
	return []edge{{texts: []string{"$value"}}}
}

// asked reports whether calls are bound to a complex type, or to one inside it.
// Others have no address of their own.
func (g *graph) asked(p place, seen map[*model.Type]bool) bool {
	if p.typ == nil || p.typ.Entity != nil || p.typ.Kind != model.Object || seen[p.typ] {
		return false
	}
	seen[p.typ] = true
	for _, holder := range lineage(p.typ) {
		if len(g.bound[place{typ: holder, many: p.many}]) > 0 {
			return true
		}
		for _, inner := range holder.Properties {
			if !p.many && inner.Link == nil && g.asked(placeOf(inner.Schema), seen) {
				return true
			}
		}
	}
	return false
}

func (g *graph) casts(p place) (list []edge) {
	for _, d := range g.derived[p.typ] {
		list = append(list, edge{texts: []string{qualified(d)}, to: place{typ: d, many: p.many}, cast: d})
	}
	return list
}

func (g *graph) calls(p place) (list []edge) {
	for _, holder := range lineage(p.typ) {
		for _, c := range g.bound[place{typ: holder, many: p.many}] {
			name := c.Namespace + "." + c.Name
			if c.Explicit && !g.has[p][name] && !g.has[place{typ: holder, many: p.many}][name] {
				continue
			}
			list = append(list, edge{texts: []string{c.Name, c.Name + "()", name, name + "()"}, to: beyond(c), call: c})
		}
	}
	return list
}

// beyond is where a path may go on after a call.
func beyond(c *model.Call) place {
	if !c.Composable {
		return place{}
	}
	return placeOf(c.Returns)
}

// lineage is a type's bases, the first of them first, and the type.
func lineage(t *model.Type) (list []*model.Type) {
	for ; t != nil; t = t.Base {
		list = append(list, t)
	}
	slices.Reverse(list)
	return list
}

// qualified is a type's name as the segment of a cast writes it.
func qualified(t *model.Type) string { return strings.TrimPrefix(t.Tag, "#") }
