package generator

import (
	"slices"
	"strings"

	"example.com/burin/generator/config"
	"example.com/burin/generator/emit"
	"example.com/burin/generator/gonames"
	"example.com/burin/generator/model"
	"example.com/burin/generator/review"
	"example.com/burin/generator/review/gocode"
	"example.com/burin/generator/source"
)

// code is the Go package of a description, and which part of the description each
// of its names stands for. Names are written as symbols: Type, Type.Field,
// Type.Method, or that of a constant or a function.
type code struct {
	*gocode.Package
	names   *gonames.Names
	places  map[string]source.Pos
	symbols map[source.Pos][]string // the other way
	owners  map[string][]string     // what symbols belong to, as changes name it, the nearest first
	types   map[string]*model.Type  // by their Go names
	others  map[string]*model.Type  // by other Go names that come with them: of interfaces and request builders
	holders map[*model.Type][]holder
	leads   map[*model.Type][]string

	requests map[string]bool // symbols of what makes requests of a service
}

// codeOf makes the package of a part of a description; a raw one is not to be shown.
func codeOf(whole, part *model.API, settings config.Config, raw bool) (*code, error) {
	written, err := served(part, settings)
	if err != nil {
		return nil, err
	}
	keys := gonames.Keys(whole) // what is named may have come or gone
	known := slices.DeleteFunc(slices.Clone(settings.Names), func(n config.Name) bool { return !slices.Contains(keys, n.Name) })
	names, err := name(whole, written, known)
	if err != nil {
		return nil, err
	}
	options := emitOptions(settings)
	options.Raw = raw
	files, err := emit.Package(written, names, options)
	if err != nil {
		return nil, err
	}
	parsed, err := gocode.Parse(files)
	if err != nil {
		return nil, err
	}
	c := &code{parsed, names, map[string]source.Pos{}, map[source.Pos][]string{}, map[string][]string{},
		map[string]*model.Type{}, map[string]*model.Type{}, map[*model.Type][]holder{}, map[*model.Type][]string{}, map[string]bool{}}
	c.ofWays(written)
	c.ofHolders(written)
	for _, t := range written.Types {
		c.ofType(t)
	}
	for _, o := range written.Operations {
		c.ofOperation(o)
	}
	for _, s := range written.Security {
		c.note(s.Pos, nil, names.SchemeOption(s))
	}
	c.ofRequests()
	return c, nil
}

// note says that symbols stand for what is at a place, and what they belong to.
func (c *code) note(p source.Pos, owners []string, symbols ...string) {
	for _, symbol := range symbols {
		if _, taken := c.places[symbol]; taken || symbol == "" || strings.HasSuffix(symbol, ".") || strings.HasPrefix(symbol, ".") {
			continue
		}
		c.places[symbol], c.owners[symbol] = p, owners
		c.symbols[p] = append(c.symbols[p], symbol)
	}
}

// ofWays notes which entity sets, singletons and navigation properties lead to a
// type.
func (c *code) ofWays(api *model.API) {
	if api.Service == nil {
		return
	}
	for _, r := range api.Service.Roots {
		other := *r // what is a set on the one side may be a singleton on the other
		other.Collection = !r.Collection
		c.leads[r.Type] = append(c.leads[r.Type], review.RootName(r), review.RootName(&other))
	}
	for _, t := range api.Types {
		for _, p := range t.Properties {
			if target := linked(p.Schema); p.Link != nil && target != nil {
				c.leads[target] = append(c.leads[target], review.PropertyName(t, p))
			}
		}
	}
}

// linked is the type that a navigation property leads to.
func linked(s *model.Schema) *model.Type {
	for s != nil && s.Elem != nil {
		s = s.Elem
	}
	if s == nil {
		return nil
	}
	return s.Type
}

// around is what a type belongs to: itself, its bases, what leads there.
func (c *code) around(t *model.Type) (names []string) {
	var ways []string
	for depth := 0; t != nil && depth < 100; t, depth = t.Base, depth+1 {
		names, ways = append(names, review.TypeName(t)), append(ways, c.leads[t]...)
	}
	return append(names, ways...)
}

func (c *code) ofType(t *model.Type) {
	name, owners := c.names.Type(t), c.around(t)
	c.types[name], c.others[c.names.Union(t)], c.others[c.names.Constructor(t)] = t, t, t
	c.note(t.Pos, owners, name, c.names.Constructor(t), c.names.Union(t), c.names.Values(t), name+"."+c.names.Unknown(t), name+"."+c.names.Part(t))
	for _, p := range t.Properties {
		c.note(p.Pos, slices.Insert(slices.Clone(owners), 0, review.PropertyName(t, p)), name+"."+c.names.Property(p), c.names.Constant(p))
		c.requests[c.names.Constant(p)], c.others[c.names.Constant(p)] = true, t
	}
	for _, m := range t.Members {
		c.note(m.Pos, owners, c.names.Member(m))
	}
	if t.Union != nil {
		for _, v := range t.Union.Variants {
			c.note(v.Pos, owners, name+"."+c.names.Variant(v), c.names.Variant(v))
		}
	}
}

func (c *code) ofOperation(o *model.Operation) {
	name, params, owners := c.names.Operation(o), c.names.Params(o), []string{review.OperationName(o)}
	c.note(o.Pos, owners, "Client."+name, "Server."+name, "UnimplementedServer."+name, "Client."+c.names.Pages(o),
		params, c.names.Response(o), c.names.Body(o))
	for _, p := range slices.Concat(o.Query, o.Headers, o.Cookies) {
		c.note(p.Pos, owners, params+"."+c.names.Field(p))
	}
	c.ofContents(o, owners)
	if len(o.Errors) > 0 { // the first one decides what the type of all errors holds
		c.note(o.Errors[0].Pos, owners, "ErrorBody", "Error.Body")
	}
}

// ofContents notes what bodies and answers are in Go where they have several forms.
func (c *code) ofContents(o *model.Operation, owners []string) {
	note := func(p source.Pos, first *model.Content, more []*model.Content) {
		for _, one := range append([]*model.Content{first}, more...) {
			c.note(p, owners, c.names.Content(one), c.names.Form(one))
		}
	}
	for _, r := range append([]*model.Response{o.Success}, o.Successes...) {
		if r != nil {
			note(r.Pos, &r.Content, r.More)
		}
	}
	if o.Body != nil {
		note(o.Body.Pos, &o.Body.Content, o.Body.More)
	}
}

// ofRequests notes the request builders of a service.
func (c *code) ofRequests() {
	plan := c.names.Plan()
	if plan == nil {
		return
	}
	for _, r := range plan.Roots {
		c.note(r.Root.Pos, c.leads[r.Root.Type], "Client."+c.names.Root(r))
	}
	for _, i := range plan.Imports {
		c.note(i.Import.Pos, []string{review.ImportName(i.Import), review.CallName(i.Call)}, "Client."+c.names.Call(i))
		c.ofArguments(i.Call)
	}
	for _, b := range plan.Builders {
		name, owners := c.names.Builder(b), c.around(b.Type)
		c.note(b.Type.Pos, owners, name)
		c.requests[name], c.others[name] = true, b.Type
		for _, l := range b.Links {
			c.note(l.Property.Pos, owners, name+"."+c.names.Link(l))
		}
		for _, call := range b.Calls {
			c.note(call.Call.Pos, []string{review.CallName(call.Call)}, name+"."+c.names.Call(call))
			c.ofArguments(call.Call)
		}
		for _, to := range b.Casts {
			c.note(to.Type.Pos, owners, name+"."+c.names.Cast(b, to))
		}
		for _, p := range b.Type.Properties {
			c.note(p.Pos, owners, name+"."+c.names.StreamOf(b, p))
		}
	}
}

// ofArguments notes the struct of an action's parameters.
func (c *code) ofArguments(call *model.Call) {
	t := c.names.Parameters(call)
	if t == nil {
		return
	}
	owners := []string{review.CallName(call)}
	c.note(call.Pos, owners, c.names.Type(t))
	c.requests[c.names.Type(t)] = true
	for _, p := range t.Properties {
		c.note(p.Pos, owners, c.names.Type(t)+"."+c.names.Property(p))
	}
}

// find gives where the description says what a symbol stands for, and what that
// belongs to; of a field or a method that a type has from one above it, what that
// one says.
func (c *code) find(symbol string) (source.Pos, []string) {
	if p, ok := c.places[symbol]; ok {
		return p, slices.Clone(c.owners[symbol])
	}
	owner, member, _ := strings.Cut(symbol, ".")
	for t, depth := c.types[owner], 0; t != nil && depth < 100; t, depth = t.Base, depth+1 {
		above := c.names.Type(t) + "." + member
		if p, ok := c.places[above]; ok {
			return p, slices.Clone(c.owners[above])
		}
	}
	return c.places[owner], slices.Clone(c.owners[owner])
}

// declarations are how the code declares what stands at a place.
func (c *code) declarations(p source.Pos) (list []gocode.Declaration) {
	for _, symbol := range c.symbols[p] {
		if d, ok := c.Declaration(symbol); ok {
			list = append(list, d)
		}
	}
	return list
}
