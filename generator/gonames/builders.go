package gonames

import (
	"slices"
	"strings"

	"example.com/burin/generator/builders"
	"example.com/burin/generator/model"
	"example.com/burin/generator/source"
)

// requests are the names of what a service's request builders consist of.
type requests struct {
	plan       *builders.Plan
	builders   map[*builders.Builder]string
	links      map[*builders.Link]string
	roots      map[*builders.Root]string
	calls      map[*builders.Call]string
	casts      map[cast]string
	streams    map[member]string
	constants  map[*model.Property]string
	parameters map[*model.Call]*model.Type
	arguments  map[*model.Parameter]string
	keys       map[keyed]string
}

type keyed struct {
	builder *builders.Builder
	first   *model.KeyPart // of the key
}

type cast struct{ from, to *builders.Builder }

type member struct {
	builder  *builders.Builder
	property *model.Property
}

// Plan is the request builders that are named; nil where there are none.
func (n *Names) Plan() *builders.Plan { return n.odata.plan }

// Builder is the name of a request builder's type.
func (n *Names) Builder(b *builders.Builder) string { return n.odata.builders[b] }

// Root is the name of the client's method for an entity set or a singleton.
func (n *Names) Root(r *builders.Root) string { return n.odata.roots[r] }

// Link is the name of a builder's method for a navigation property.
func (n *Names) Link(l *builders.Link) string { return n.odata.links[l] }

// Call is the name of a builder's method for an action or a function.
func (n *Names) Call(c *builders.Call) string { return n.odata.calls[c] }

// Cast is the name of the method that leads from a builder to one of a type that
// derives from its own.
func (n *Names) Cast(from, to *builders.Builder) string { return n.odata.casts[cast{from, to}] }

// StreamOf is the name of a builder's method for a property that is a stream.
func (n *Names) StreamOf(b *builders.Builder, p *model.Property) string {
	return n.odata.streams[member{b, p}]
}

// Constant is the name of the constant that holds a property's name.
func (n *Names) Constant(p *model.Property) string { return n.odata.constants[p] }

// Parameters is the type of an action's parameters, nil where it has none.
func (n *Names) Parameters(c *model.Call) *model.Type { return n.odata.parameters[c] }

// CallArgument is the name of a function's parameter as a method's argument.
func (n *Names) CallArgument(p *model.Parameter) string { return n.odata.arguments[p] }

// KeyMethod is the name of the method that finds an entity of a collection by a
// key, and its arguments.
func (n *Names) KeyMethod(b *builders.Builder, key []*model.KeyPart) (name string, arguments []string) {
	_, arguments = usualKeyMethod(key)
	return n.odata.keys[keyed{b, key[0]}], arguments
}

func usualKeyMethod(key []*model.KeyPart) (name string, arguments []string) {
	taken := scope{}
	taken.reserve(locals...)
	for i, part := range key {
		words := split(part.Name())
		if i > 0 {
			name += "And"
		}
		name += exported(words)
		arguments = append(arguments, taken.take(argument(words), "Value"))
	}
	return "By" + name, arguments
}

// nameService names the request builders of a service.
func (a *assigner) nameService(api *model.API) {
	plan := builders.Of(api)
	a.odata = requests{plan, map[*builders.Builder]string{}, map[*builders.Link]string{}, map[*builders.Root]string{},
		map[*builders.Call]string{}, map[cast]string{}, map[member]string{}, map[*model.Property]string{},
		map[*model.Call]*model.Type{}, map[*model.Parameter]string{}, map[keyed]string{}}
	if plan == nil {
		return
	}
	for _, b := range plan.Builders {
		suffix := "Request"
		if b.Collection {
			suffix = "CollectionRequest"
		}
		a.odata.builders[b] = a.method(a.scope, b.Type.Pos, a.stem(b.Type)+suffix, "Builder", b.Type.Name+suffix)
	}
	methods := scope{}
	methods.reserve("Resource")
	for _, r := range plan.Roots {
		a.odata.roots[r] = a.method(methods, r.Root.Pos, exported(split(r.Root.Name)), "Set", r.Root.Name)
	}
	for _, c := range plan.Imports {
		a.nameCall(methods, c, c.Import.Name, c.Import.Name)
	}
	for _, b := range plan.Builders {
		a.nameBuilder(b)
	}
	for _, b := range plan.Builders {
		if b.Collection || !b.Held {
			continue
		}
		for _, p := range b.Type.Properties {
			a.odata.constants[p] = a.scope.take(a.types[b.Type]+a.properties[p], "Property")
		}
	}
}

// method names what a request builder consists of: as usual, or as names gives
// it.
func (a *assigner) method(in scope, pos source.Pos, usual, suffix string, keys ...string) string {
	for _, key := range keys {
		if _, given := a.overrides[key]; given {
			return a.choose(in, pos, wanted{name: usual}, suffix, keys...)
		}
	}
	return in.take(usual, suffix)
}

// serviceKeys lists what overrides may be for of a service.
func serviceKeys(api *model.API) (keys []string) {
	if api.Service == nil {
		return nil
	}
	for _, r := range api.Service.Roots {
		keys = append(keys, r.Name)
	}
	for _, i := range api.Service.Imports {
		keys = append(keys, i.Name)
	}
	for _, c := range api.Service.Calls {
		keys = append(keys, callKeys(c)...)
	}
	for _, t := range api.Types {
		if t.Entity != nil {
			keys = append(keys, t.Name+"Request", t.Name+"CollectionRequest")
		}
	}
	return keys
}

// keysOf are the keys of a property that a type has, maybe of a base.
func keysOf(t *model.Type, p *model.Property) []string {
	for ; t != nil; t = t.Base {
		if slices.Contains(t.Properties, p) {
			return propertyKeys(t, p)
		}
	}
	return []string{p.Name}
}

// callKeys are the keys of a call: the parameters tell it from others of its name.
func callKeys(c *model.Call) (keys []string) {
	var names []string
	for _, p := range c.Parameters {
		names = append(names, p.Name)
	}
	owner := ""
	if s := c.Binding; s != nil && s.Kind == model.List && s.Elem.Type != nil {
		owner = s.Elem.Type.Name + "."
	} else if s != nil && s.Type != nil {
		owner = s.Type.Name + "."
	}
	full := c.Name + "(" + strings.Join(names, ",") + ")"
	return []string{owner + full, owner + c.Name, full, c.Name}
}

// stem is what the names for a type begin with. A type that requests only pass
// through has no name of its own.
func (a *assigner) stem(t *model.Type) string {
	if name := a.types[t]; name != "" {
		return name
	}
	return exported(split(t.Name))
}

// nameBuilder names the methods of a builder.
func (a *assigner) nameBuilder(b *builders.Builder) {
	methods := scope{}
	methods.reserve("Get", "Update", "Delete", "All", "Create", "Media")
	if b.Replace {
		methods.reserve("Replace")
	}
	if b.Collection && b.Create && b.Entity.Media {
		methods.reserve("CreateMedia")
	}
	for _, key := range b.Keys {
		name, _ := usualKeyMethod(key)
		a.odata.keys[keyed{b, key[0]}] = methods.take(name, "Key")
	}
	for _, l := range b.Links {
		a.odata.links[l] = a.method(methods, l.Property.Pos, exported(split(l.Property.Name)), "Link", keysOf(b.Type, l.Property)...)
	}
	for _, p := range b.Streams {
		a.odata.streams[member{b, p}] = a.method(methods, p.Pos, exported(split(p.Name)), "Stream", keysOf(b.Type, p)...)
	}
	for _, to := range b.Casts {
		a.odata.casts[cast{b, to}] = methods.take("As"+a.stem(to.Type), "Cast")
	}
	for _, c := range b.Calls {
		a.nameCall(methods, c, c.Call.Name, callKeys(c.Call)...)
	}
}

// nameCall names a call. One that has a name as another before is told apart by
// its parameters.
func (a *assigner) nameCall(methods scope, c *builders.Call, name string, keys ...string) {
	usual := exported(split(name))
	if c.Overload {
		for i, p := range c.Call.Parameters {
			usual += map[bool]string{true: "With", false: "And"}[i == 0] + exported(split(p.Name))
		}
	}
	a.odata.calls[c] = a.method(methods, c.Call.Pos, usual, "Call", keys...)
	if len(c.Call.Parameters) == 0 {
		return
	}
	if !c.Call.Action {
		taken := scope{}
		taken.reserve(slices.Concat(locals, []string{"options"})...)
		for _, p := range c.Call.Parameters {
			a.odata.arguments[p] = taken.take(argument(split(p.Name)), "Value")
		}
		return
	}
	if a.odata.parameters[c.Call] == nil {
		a.odata.parameters[c.Call] = a.parametersOf(a.owner(c.Call)+usual+"Parameters", c.Call)
	}
}

// owner is what the name for a call begins with: that of what it is bound to.
func (a *assigner) owner(c *model.Call) string {
	s := c.Binding
	switch {
	case s == nil:
		return ""
	case s.Kind == model.List:
		return a.stem(s.Elem.Type)
	}
	return a.stem(s.Type)
}

// parametersOf is the type of an action's parameters, named.
func (a *assigner) parametersOf(name string, c *model.Call) *model.Type {
	t := &model.Type{Pos: c.Pos, Name: name, Kind: model.Object, Doc: model.Doc{Summary: "What " + c.Name + " is called with."}}
	for _, p := range c.Parameters {
		t.Properties = append(t.Properties, &model.Property{Pos: p.Pos, Name: p.Name, Doc: p.Doc, Required: p.Required && !p.Schema.Nullable, Schema: p.Schema})
	}
	a.types[t] = a.scope.take(name, "Type")
	fields := scope{}
	for _, p := range t.Properties {
		a.properties[p] = fields.take(exported(split(p.Name)), "Field")
	}
	return t
}
