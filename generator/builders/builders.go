// Package builders decides which request builders an OData service gets: one for
// each type that requests can address and one for each that collections of can,
// whatever the path there, and what can be asked of each. It makes no names and
// no Go.
package builders

import (
	"slices"

	"example.com/burin/generator/model"
)

// Plan is the request builders of a service, in the order of the description.
type Plan struct {
	Builders []*Builder
	Roots    []*Root
	Imports  []*Call // unbound actions and functions
}

// Builder makes requests to what has a type: one entity, or a collection.
type Builder struct {
	Type       *model.Type
	Collection bool
	Held       bool // the package has a struct of the type
	Read       bool // of an entity, or all of a collection
	Create     bool // of a collection: an entity more
	Update     bool // its properties, by PATCH
	Replace    bool // the whole of it, by PUT
	Delete     bool
	Entity     *Builder           // of a collection: its elements'
	Keys       [][]*model.KeyPart // of a collection: each identifies an element, the first its key
	Links      []*Link
	Calls      []*Call
	Casts      []*Builder
	Media      bool // the entity is a stream
	Streams    []*model.Property
}

// Root is an entity set or a singleton with the builder of requests to it.
type Root struct {
	Root *model.Root
	To   *Builder
}

// Link is a navigation property, or one of a complex type that calls are bound to,
// with the builder of requests along it.
type Link struct {
	Property *model.Property
	To       *Builder
}

// Call is an action or a function as one builder has it.
type Call struct {
	Call     *model.Call
	Import   *model.Import // of a call at the root
	Overload bool          // one of its name came before
	To       *Builder      // of a composable function: what it gives
}

type key struct {
	t          *model.Type
	collection bool
}

type planner struct {
	api      *model.API
	held     map[*model.Type]bool
	derived  map[*model.Type][]*model.Type
	bound    map[key][]*model.Call
	builders map[key]*Builder
	todo     []*Builder
}

// Of plans the builders of a service; nil where the description has none.
func Of(api *model.API) *Plan {
	if api.Service == nil {
		return nil
	}
	p := &planner{api: api, held: map[*model.Type]bool{}, derived: map[*model.Type][]*model.Type{},
		bound: map[key][]*model.Call{}, builders: map[key]*Builder{}}
	p.index()
	plan := &Plan{}
	for _, root := range api.Service.Roots {
		if root.Type != nil {
			plan.Roots = append(plan.Roots, &Root{root, p.reach(root.Type, root.Collection, false, root.Limits)})
		}
	}
	for _, imported := range api.Service.Imports {
		call := p.call(imported.Call)
		call.Import, call.Overload = imported, slices.ContainsFunc(plan.Imports, func(c *Call) bool { return c.Import.Name == imported.Name })
		plan.Imports = append(plan.Imports, call)
	}
	for ; len(p.todo) > 0; p.todo = p.todo[1:] {
		p.fill(p.todo[0])
	}
	p.restrict()
	for _, t := range p.types() {
		for _, collection := range []bool{false, true} {
			if b := p.builders[key{t, collection}]; b != nil {
				plan.Builders = append(plan.Builders, b)
			}
		}
	}
	p.castCollections(plan)
	return plan
}

func (p *planner) types() []*model.Type {
	return slices.Concat(p.api.Types, p.api.Service.Passed)
}

func (p *planner) index() {
	for _, t := range p.api.Types {
		p.held[t] = true
	}
	for _, t := range p.types() {
		for base := t.Base; base != nil; base = base.Base {
			p.derived[base] = append(p.derived[base], t)
		}
	}
	for _, c := range p.api.Service.Calls {
		if s := c.Binding; s != nil {
			t, collection := target(s)
			p.bound[key{t, collection}] = append(p.bound[key{t, collection}], c)
		}
	}
}

// target is the type that a schema leads to, and whether to many of it.
func target(s *model.Schema) (t *model.Type, collection bool) {
	if s.Kind == model.List {
		return s.Elem.Type, true
	}
	return s.Type, false
}

// reach gives the builder for what is somewhere addressed, and has it do what
// that place allows.
func (p *planner) reach(t *model.Type, collection, nullable bool, limits *model.Limits) *Builder {
	if limits == nil {
		limits = &model.Limits{}
	}
	b := p.builder(t, collection)
	entity := b
	if collection {
		entity = b.Entity
		b.Create = b.Create || b.Held && !limits.NoInsert
		b.Read = b.Read || b.Held && !limits.NoRead
	}
	entity.Read = entity.Read || b.Held && !limits.NoRead
	entity.Update = entity.Update || b.Held && !limits.NoUpdate && !limits.Put
	entity.Replace = entity.Replace || b.Held && !limits.NoUpdate && limits.Put
	entity.Delete = entity.Delete || b.Held && (collection || nullable) && !limits.NoDelete
	return b
}

func (p *planner) builder(t *model.Type, collection bool) *Builder {
	b := p.builders[key{t, collection}]
	if b == nil {
		b = &Builder{Type: t, Collection: collection, Held: p.held[t]}
		p.builders[key{t, collection}] = b
		p.todo = append(p.todo, b)
		if collection && t.Entity != nil {
			b.Entity = p.builder(t, false)
		}
	}
	return b
}

// lineage is a type and those it derives from, itself last.
func lineage(t *model.Type) (line []*model.Type) {
	for ; t != nil; t = t.Base {
		line = append(line, t)
	}
	slices.Reverse(line)
	return line
}

// fill finds what a builder has.
func (p *planner) fill(b *Builder) {
	for _, t := range lineage(b.Type) {
		for _, c := range p.bound[key{t, b.Collection}] {
			p.addCall(b, c)
		}
		if b.Collection {
			if e := t.Entity; e != nil {
				b.addKeys(e)
			}
			continue
		}
		b.Media = b.Media || t.Entity != nil && t.Entity.Media
		for _, property := range t.Properties {
			p.addProperty(b, property)
		}
	}
	if !b.Collection && p.builders[key{b.Type, true}] != nil {
		p.castEntities(b)
	}
}

func (b *Builder) addKeys(e *model.Entity) {
	if len(e.Key) > 0 {
		b.Keys = append([][]*model.KeyPart{e.Key}, b.Keys...)
	}
	for _, key := range e.Alternate {
		if !slices.ContainsFunc(b.Keys, func(other []*model.KeyPart) bool { return slices.EqualFunc(other, key, sameName) }) {
			b.Keys = append(b.Keys, key)
		}
	}
}

func sameName(a, b *model.KeyPart) bool { return a.Name() == b.Name() }

func (p *planner) addProperty(b *Builder, property *model.Property) {
	s := property.Schema
	switch {
	case s == nil:
	case s.Kind == model.Stream:
		b.Streams = append(b.Streams, property)
	case property.Link != nil && !property.Link.Untaken:
		t, collection := target(s)
		if t != nil && t.Entity != nil {
			b.Links = append(b.Links, &Link{property, p.reach(t, collection, s.Nullable, property.Link.Limits)})
		}
	case property.Link == nil:
		if t, collection := target(s); p.asked(t, collection, map[*model.Type]bool{}) {
			to := p.builder(t, collection)
			to.Read = to.Held
			b.Links = append(b.Links, &Link{property, to})
		}
	}
}

// asked reports whether calls are bound to a complex type, or to one inside it:
// only then it has an address of its own.
func (p *planner) asked(t *model.Type, collection bool, seen map[*model.Type]bool) bool {
	if t == nil || t.Entity != nil || t.Kind != model.Object || seen[t] {
		return false
	}
	seen[t] = true
	for _, holder := range lineage(t) {
		if len(p.bound[key{holder, collection}]) > 0 {
			return true
		}
		for _, inner := range holder.Properties {
			if inner.Link != nil || inner.Schema == nil || collection {
				continue
			}
			if of, many := target(inner.Schema); p.asked(of, many, seen) {
				return true
			}
		}
	}
	return false
}

// addCall gives a builder a call; one bound to a base gives way to one of the
// same name and parameters.
func (p *planner) addCall(b *Builder, c *model.Call) {
	call := p.call(c)
	for i, other := range b.Calls {
		if other.Call.Name != c.Name {
			continue
		}
		if sameParameters(other.Call, c) {
			call.Overload = other.Overload
			b.Calls[i] = call
			return
		}
		call.Overload = true
	}
	b.Calls = append(b.Calls, call)
}

func sameParameters(a, b *model.Call) bool {
	return slices.EqualFunc(a.Parameters, b.Parameters, func(a, b *model.Parameter) bool { return a.Name == b.Name })
}

func (p *planner) call(c *model.Call) *Call {
	call := &Call{Call: c}
	if !c.Composable || c.Returns == nil {
		return call
	}
	if t, collection := target(c.Returns); t != nil && t.Entity != nil {
		call.To = p.reach(t, collection, false, &model.Limits{NoInsert: true, NoUpdate: true, NoDelete: true})
	}
	return call
}

// castEntities leads from an entity to the types that it may be of and that more
// can be asked of.
func (p *planner) castEntities(b *Builder) {
	for _, t := range p.derived[b.Type] {
		if t.Entity == nil || !p.asksMore(t) {
			continue
		}
		to := p.builder(t, false)
		to.Read = to.Read || to.Held && b.Read
		b.Casts = append(b.Casts, to)
	}
}

// asksMore reports whether a type has navigation properties, streams or calls
// that its base has not.
func (p *planner) asksMore(t *model.Type) bool {
	return len(p.bound[key{t, false}]) > 0 || t.Entity.Media || slices.ContainsFunc(t.Properties, func(property *model.Property) bool {
		return property.Link != nil && !property.Link.Untaken || property.Schema != nil && property.Schema.Kind == model.Stream
	})
}

// restrict leaves to builders the requests that are wanted, and to collections no way
// to entities that nothing is asked of.
func (p *planner) restrict() {
	for t, wanted := range p.api.Service.Requests {
		if many := p.builders[key{t, true}]; many != nil {
			many.Read, many.Create = many.Read && wanted.List, many.Create && wanted.Create
		}
		one := p.builders[key{t, false}]
		if one == nil {
			continue
		}
		one.Read, one.Update, one.Replace, one.Delete = one.Read && wanted.Get, one.Update && wanted.Update, one.Replace && wanted.Replace, one.Delete && wanted.Delete
		if many := p.builders[key{t, true}]; many != nil && one.idle() {
			many.Keys = nil
			delete(p.builders, key{t, false})
		}
	}
}

// idle reports whether nothing can be asked of what a builder makes requests to.
func (b *Builder) idle() bool {
	return !b.Read && !b.Update && !b.Replace && !b.Delete && !b.Media && len(b.Links)+len(b.Calls)+len(b.Casts)+len(b.Streams) == 0
}

// castCollections leads from a collection to what is of one type in it, where
// there is a builder for that anyway.
func (p *planner) castCollections(plan *Plan) {
	for _, b := range plan.Builders {
		if !b.Collection {
			continue
		}
		for _, t := range p.derived[b.Type] {
			if to := p.builders[key{t, true}]; to != nil {
				b.Casts = append(b.Casts, to)
			}
		}
	}
}
