package csdl

import (
	"path/filepath"
	"strings"

	"example.com/burin/generator/model"
)

// converter makes the model of documents.
type converter struct {
	*scope
	api *model.API
	geo *model.Type // what all geography and geometry is

	derived   map[*typeDef]bool // those from which others derive
	collected map[*typeDef]bool // those that there are collections of, to be told apart by keys
}

// convert makes the model. Where there are faults it is not whole.
func convert(f *findings, documents []*document) *model.API {
	c := &converter{scope: newScope(f, documents), derived: map[*typeDef]bool{}, collected: map[*typeDef]bool{},
		api: &model.API{Source: filepath.Base(documents[0].file)}}
	main := c.mainContainer()
	c.findParents()
	c.attach()
	c.makeTypes(main)
	c.eachType(c.convertType)
	c.service(main)
	c.eachType(c.convertKey)
	c.eachType(c.constraints)
	c.remaining()
	return c.api
}

// eachType goes through the types of all documents in their order.
func (c *converter) eachType(do func(*typeDef)) {
	for _, d := range c.documents {
		for _, s := range d.schemas {
			for _, t := range s.types {
				do(t)
			}
		}
	}
}

// findParents finds the types that others derive from, and finds fault with
// those that derive from themselves or from another kind of type (sections 6.1
// and 9.1).
func (c *converter) findParents() {
	c.eachType(func(t *typeDef) {
		if !t.base.given() || isAbstractBase(t.base.text) {
			return
		}
		parent := c.typeNamed(t.schema.document, t.base)
		switch {
		case parent == nil:
		case parent.kind != t.kind:
			c.fault(t.base.pos, "%s cannot derive from %s, which is %s (CSDL 4.01, section %s): derive it from %s", t.name.text, parent.name.text, parent.kind, sectionOf(t.kind, ".1"), t.kind)
		default:
			t.parent = parent
		}
	})
	c.eachType(c.breakCircle)
	c.eachType(func(t *typeDef) {
		if t.parent != nil {
			c.derived[t.parent] = true
		}
	})
}

// isAbstractBase says whether a base is one of the specification's own (section
// 3.4), which has no properties.
func isAbstractBase(name string) bool { return name == "Edm.EntityType" || name == "Edm.ComplexType" }

func sectionOf(kind typeKind, part string) string {
	return map[typeKind]string{entityType: "6", complexType: "9", enumType: "10", typeDefinition: "11"}[kind] + part
}

// breakCircle reports a type that derives from itself, and lets it derive from
// nothing.
func (c *converter) breakCircle(t *typeDef) {
	way := []string{t.name.text}
	for at := t.parent; at != nil && len(way) <= len(c.types); at = at.parent {
		way = append(way, at.name.text)
		if at == t {
			c.fault(t.base.pos, "%s derives from itself: %s (CSDL 4.01, section %s), so give it another base", t.name.text, strings.Join(way, " from "), sectionOf(t.kind, ".1"))
			t.parent = nil
			return
		}
	}
}

// makeTypes makes the types of the model, as yet without what they hold, so that
// they can refer to each other.
func (c *converter) makeTypes(main *container) {
	names := c.typeNames(main)
	c.eachType(func(t *typeDef) {
		if t.kind == typeDefinition {
			return
		}
		t.made = &model.Type{Pos: t.pos, Name: names[t], Qualified: t.qualified(), Kind: model.Object}
		if t.kind == enumType {
			t.made.Kind = model.Enum
		}
		c.api.Types = append(c.api.Types, t.made)
	})
}

// qualified is the full name of a type.
func (t *typeDef) qualified() string { return t.schema.namespace.text + "." + t.name.text }

// typeNames names the types: without their namespaces, or with as much of them
// as tells types apart. Those of the service's own namespace come first.
func (c *converter) typeNames(main *container) map[*typeDef]string {
	names, taken := map[*typeDef]string{}, map[string]bool{}
	choose := func(of func(*typeDef) bool) {
		c.eachType(func(t *typeDef) {
			if !of(t) {
				return
			}
			namespace := strings.Split(t.schema.namespace.text, ".")
			name := t.name.text
			for last := len(namespace) - 1; taken[name] && last >= 0; last-- {
				name = namespace[last] + "." + name
			}
			taken[name] = true
			names[t] = name
		})
	}
	own := func(t *typeDef) bool { return main != nil && t.schema.namespace.text == main.schema.namespace.text }
	choose(own)
	choose(func(t *typeDef) bool { return !own(t) })
	return names
}

// convertType fills in a type.
func (c *converter) convertType(t *typeDef) {
	checkIdentifier(c.findings, t.name)
	terms := c.termsOf(t.schema.document, t.annotated)
	doc := terms.doc()
	switch t.kind {
	case typeDefinition:
		if s := c.checkDefinition(t); s != nil {
			terms.validate(s)
		}
	case enumType:
		t.made.Doc = doc
		c.convertEnum(t)
	default:
		t.made.Doc = doc
		c.convertObject(t, terms)
	}
	terms.rest()
}

// typeTag is the property that says of which type an object is (OData JSON
// Format 4.01, section 4.6.3).
const typeTag = "@odata.type"

func (c *converter) convertObject(t *typeDef, terms *terms) {
	made := t.made
	made.Tag, made.TagName = "#"+t.qualified(), typeTag
	made.Abstract = t.abstract
	made.Extended = c.derived[t]
	made.Open, made.Annotated = t.isOpen(), true
	made.Closed = !made.Open
	if t.parent != nil {
		made.Base = t.parent.made
	} else {
		made.Properties = append(made.Properties, &model.Property{Pos: t.pos, Name: typeTag,
			Doc: model.Doc{Description: "The type of the object."}, Schema: &model.Schema{Pos: t.pos, Kind: model.String}})
	}
	if t.kind == entityType {
		made.Entity = &model.Entity{Media: t.stream, MediaTypes: mediaTypes(terms), Explicit: explicit(t.schema.document, terms)}
		t.alternate = terms.take(core + "AlternateKeys")
	}
	t.constraint = terms.take(validation + "Constraint")
	c.checkOpen(t)
	first := map[string]word{}
	for _, p := range t.properties {
		if c.checkProperty(t, p, first) {
			p.made = c.convertProperty(t, p)
			made.Properties = append(made.Properties, p.made)
		}
	}
}

// isOpen says whether objects of a type may have other properties than it
// declares: its base's openness is its own (section 6.3).
func (t *typeDef) isOpen() bool {
	for at := t; at != nil; at = at.parent {
		if at.open.value {
			return true
		}
	}
	return false
}

// checkOpen finds fault with a type that is closed though its base is open.
func (c *converter) checkOpen(t *typeDef) {
	if t.open.given() && !t.open.value && t.parent != nil && t.parent.isOpen() {
		c.slip(t.open.pos, "%s derives from an open type, so it is open (CSDL 4.01, section %s): remove OpenType", t.name.text, sectionOf(t.kind, ".3"))
	}
}

// checkProperty finds fault with a property's name; false where another of the
// type has it.
func (c *converter) checkProperty(t *typeDef, p *property, first map[string]word) bool {
	checkIdentifier(c.findings, p.name)
	if other, taken := first[p.name.text]; taken {
		c.fault(p.name.pos, "%s has a property %s already, at line %d: rename one of the two (CSDL 4.01, section 7)", t.name.text, p.name.text, other.pos.Line)
		return false
	}
	first[p.name.text] = p.name
	if inherited := findProperty(t.parent, p.name.text); inherited != nil {
		c.fault(p.name.pos, "%s has a property %s already, by its base: rename one of the two (CSDL 4.01, section 7)", t.name.text, p.name.text)
		return false
	}
	return true
}

// findProperty finds a property of a type or of what it derives from; nil where
// there is none.
func findProperty(t *typeDef, name string) *property {
	for ; t != nil; t = t.parent {
		for _, p := range t.properties {
			if p.name.text == name {
				return p
			}
		}
	}
	return nil
}

// remaining notes the annotations of what the model has no place for.
func (c *converter) remaining() {
	for _, d := range c.documents {
		for _, s := range d.schemas {
			terms := c.termsOf(d, s.annotated)
			if s.namespace.text == c.api.Title {
				c.api.Description = terms.text(core + "Description")
				c.api.Version = terms.text(core + "SchemaVersion")
			}
			terms.rest()
			for _, t := range s.terms {
				c.checkTermDef(d, t)
				own := c.termsOf(d, t.annotated)
				own.doc()
				own.rest()
			}
		}
	}
}

// checkTermDef finds fault with a term whose type or base is not there (sections
// 14.1 and 14.1.1).
func (c *converter) checkTermDef(d *document, t *termDef) {
	checkIdentifier(c.findings, t.name)
	if base := d.canonical(t.base.text); t.base.given() && c.isRead(base) && c.scope.terms[base] == nil {
		c.slip(t.base.pos, "there is no term %s (CSDL 4.01, section 14.1.1): name one that there is", t.base.text)
	}
	if name := d.canonical(t.typ.name.text); c.isRead(name) && c.types[name] == nil {
		c.slip(t.typ.name.pos, "there is no type %s: name one that there is", t.typ.name.text)
	}
}

// isRead says whether a qualified name is of a namespace that is read.
func (c *converter) isRead(name string) bool {
	namespace, _, _ := cutLast(name)
	return c.namespaces[namespace] != nil
}

// descends says whether a type is another, or derives from it.
func descends(t, from *typeDef) bool {
	for ; t != nil; t = t.parent {
		if t == from {
			return true
		}
	}
	return false
}
