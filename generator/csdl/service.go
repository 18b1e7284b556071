package csdl

import (
	"cmp"
	"slices"
	"strings"

	"example.com/burin/generator/model"
)

// mainContainer is the entity container of the service: the first that no other
// extends (sections 4 and 13.1).
func (c *converter) mainContainer() *container {
	extended := map[*container]bool{}
	for _, con := range c.containers {
		if con.extends.given() {
			if base := c.containers[con.schema.document.canonical(con.extends.text)]; base != con {
				extended[base] = true
			}
		}
	}
	var main, circular *container
	for _, d := range c.documents {
		for _, s := range d.schemas {
			for i, con := range s.containers {
				switch {
				case i > 0:
					c.fault(con.pos, "the schema %s has a second container (CSDL 4.01, section 5): remove one of the two", s.namespace.text)
				case extended[con]:
					circular = cmp.Or(circular, con)
				case main == nil:
					main = con
				case main.schema.document == d:
					c.slip(con.pos, "this is a second container, and a service has one (CSDL 4.01, section 4): its sets are left out")
				}
			}
		}
	}
	return cmp.Or(main, circular)
}

// service makes what the description has at its root, and its calls.
func (c *converter) service(main *container) {
	service := &model.Service{Pos: c.documents[0].pos}
	if main != nil {
		service.Pos, service.Name, service.Namespace = main.pos, main.name.text, main.schema.namespace.text
	} else if schemas := c.documents[0].schemas; len(schemas) > 0 {
		service.Namespace = schemas[0].namespace.text
	}
	c.api.Service, c.api.Title = service, service.Namespace
	made := map[*callDef]*model.Call{}
	for _, d := range c.documents {
		for _, s := range d.schemas {
			for _, def := range s.calls {
				made[def] = c.call(def)
				service.Calls = append(service.Calls, made[def])
				if all := c.calls[s.namespace.text+"."+def.name.text]; all[0] == def {
					c.checkOverloads(all)
				}
			}
		}
	}
	builder := &serviceBuilder{converter: c, service: service, calls: made, names: map[string]word{}, roots: map[string]*rootDef{}}
	builder.gather(main, nil)
	builder.build()
}

// serviceBuilder makes the roots of a service, those of the containers that its
// own extends included.
type serviceBuilder struct {
	*converter
	service *model.Service
	calls   map[*callDef]*model.Call
	chain   []*container // the container after those that it extends
	names   map[string]word
	roots   map[string]*rootDef
}

// gather finds the containers that a container extends, and finds fault with
// circles (section 13.1).
func (b *serviceBuilder) gather(con *container, way []*container) {
	if con == nil {
		return
	}
	if con.extends.given() {
		full := con.schema.document.canonical(con.extends.text)
		switch base := b.containers[full]; {
		case base == nil:
			b.fault(con.extends.pos, "there is no container %s (CSDL 4.01, section 13.1): name one of a schema that is read", con.extends.text)
		case base == con || slices.Contains(way, base):
			b.fault(con.extends.pos, "%s extends itself (CSDL 4.01, section 13.1): remove Extends", con.name.text)
		default:
			b.gather(base, append(way, con))
		}
	}
	b.chain = append(b.chain, con)
}

func (b *serviceBuilder) build() {
	for _, con := range b.chain {
		checkIdentifier(b.findings, con.name)
		terms := b.termsOf(con.schema.document, con.annotated)
		if terms.tagged(capabilities + "KeyAsSegmentSupported") {
			b.service.KeyAsSegment = true
		}
		if doc := terms.doc(); b.api.Description == "" {
			b.api.Description = doc.Description
		}
		terms.rest()
		for _, r := range con.roots {
			b.root(con, r)
		}
		for _, i := range con.imports {
			b.importOf(con, i)
		}
	}
	for _, con := range b.chain {
		for _, r := range con.roots {
			b.checkBindings(con, r)
		}
	}
}

// unique finds fault with a name that the container has already (section 13).
func (b *serviceBuilder) unique(name word) {
	checkIdentifier(b.findings, name)
	if first, taken := b.names[name.text]; taken {
		b.fault(name.pos, "the name %s is given twice in the container, first at line %d: rename one of the two (CSDL 4.01, section 13)", name.text, first.pos.Line)
	}
	b.names[name.text] = name
}

// root makes an entity set or a singleton.
func (b *serviceBuilder) root(con *container, def *rootDef) {
	b.unique(def.name)
	b.roots[def.name.text] = def
	d := con.schema.document
	terms := b.termsOf(d, def.annotated)
	defer terms.rest()
	t := b.typeNamed(d, def.typ)
	if t == nil {
		return
	}
	if t.kind != entityType {
		b.fault(def.typ.pos, "%s is %s, and sets and singletons hold entities (CSDL 4.01, section %s): name an entity type", t.name.text, t.kind, def.section())
		return
	}
	if def.collection {
		b.collected[t] = true
	}
	made := &model.Root{Pos: def.pos, Name: def.name.text, Doc: terms.doc(), Type: t.made, Collection: def.collection,
		Limits: limitsOf(terms), Explicit: explicit(d, terms)}
	made.ETag = terms.take(core+"OptimisticConcurrency") != nil
	b.service.Roots = append(b.service.Roots, made)
	b.navigation(d, t, terms)
}

func (def *rootDef) section() string {
	if def.collection {
		return "13.2"
	}
	return "13.3"
}

// importOf makes an import, one for each overload that it brings (sections 13.5
// and 13.6).
func (b *serviceBuilder) importOf(con *container, def *importDef) {
	b.unique(def.name)
	d := con.schema.document
	terms := b.termsOf(d, def.annotated)
	doc := terms.doc()
	terms.rest()
	section, kind := "13.6", "function"
	if def.action {
		section, kind = "13.5", "action"
	}
	found := false
	for _, call := range b.converter.calls[d.canonical(def.call.text)] {
		if call.action == def.action && !call.bound {
			found = true
			b.service.Imports = append(b.service.Imports, &model.Import{Pos: def.pos, Name: def.name.text, Doc: doc, Call: b.calls[call]})
		}
	}
	if !found {
		b.fault(def.call.pos, "there is no unbound %s %s (CSDL 4.01, section %s): name one that is", kind, def.call.text, section)
	}
	if def.set.given() && !strings.Contains(def.set.text, "/") && !b.hasRoot(def.set.text) {
		b.slip(def.set.pos, "there is no entity set %s (CSDL 4.01, section %s): name one of the container", def.set.text, section)
	}
}

func (b *serviceBuilder) hasRoot(name string) bool {
	_, simple, _ := cutLast(name)
	for _, con := range b.chain {
		for _, r := range con.roots {
			if r.name.text == simple {
				return true
			}
		}
	}
	return false
}

// checkBindings finds fault with bindings whose path or target leads nowhere
// (sections 13.4.1 and 13.4.2).
func (b *serviceBuilder) checkBindings(con *container, r *rootDef) {
	d := con.schema.document
	t := b.types[d.canonical(r.typ.text)]
	if t == nil {
		return
	}
	paths := map[string]bool{}
	for _, binding := range r.bindings {
		if paths[binding.path.text] {
			b.slip(binding.path.pos, "%s is bound a second time (CSDL 4.01, section 13.4): remove one of the two", binding.path.text)
		}
		paths[binding.path.text] = true
		last, _ := b.walk(d, t, binding.path.text)
		if last == nil || !last.navigation {
			b.slip(binding.path.pos, "%s leads to no navigation property of %s (CSDL 4.01, section 13.4.1): name one", binding.path.text, t.name.text)
		}
		if !b.isTarget(d, binding.target.text) {
			b.slip(binding.target.pos, "%s leads to no entity set (CSDL 4.01, section 13.4.2): name one of the container", binding.target.text)
		}
	}
}

// isTarget says whether a path leads to a set: its name, maybe with the
// container's before it, and maybe with containment navigation after it.
func (b *serviceBuilder) isTarget(d *document, path string) bool {
	first, rest, deep := strings.Cut(path, "/")
	if strings.Contains(first, ".") {
		con := b.containers[d.canonical(first)]
		if con == nil {
			return false
		}
		first, rest, deep = strings.Cut(rest, "/")
	}
	def := b.roots[first]
	if def == nil {
		return false
	}
	if !deep {
		return true
	}
	t := b.types[d.canonical(def.typ.text)]
	return t != nil && b.leads(d, t, rest)
}
