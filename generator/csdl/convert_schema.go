package csdl

import (
	"slices"
	"strings"

	"example.com/burin/generator/model"
	"example.com/burin/generator/source"
)

// schemaOf makes what a property, a parameter or a result holds; nil where a
// fault keeps the type from being known. A collection is never null, and it is
// the elements that Nullable speaks of (section 7.2.1). Where a collection does
// not say, its elements are not null.
func (c *converter) schemaOf(d *document, v *value, terms *terms) *model.Schema {
	element := c.element(d, v)
	if element == nil {
		terms.take(validation + "DerivedTypeConstraint")
		return nil
	}
	element.Nullable = v.facets.nullable.value || !v.facets.nullable.given() && !v.typ.collection
	c.rules(d, v, element, terms)
	if !v.typ.collection {
		return element
	}
	list := &model.Schema{Pos: placed(v.typ.name, v.pos), Kind: model.List, Elem: element}
	list.Rules.MaxItems = terms.count(validation + "MaxItems")
	list.Rules.MinItems = terms.count(validation + "MinItems")
	return list
}

// element makes a schema of the type that a use names.
func (c *converter) element(d *document, v *value) *model.Schema {
	s := &model.Schema{Pos: v.typ.name.pos}
	full := d.canonical(v.typ.name.text)
	if name, ok := strings.CutPrefix(full, "Edm."); ok {
		return c.primitive(v, name, s)
	}
	t := c.typeNamed(d, v.typ.name)
	if t == nil {
		return nil
	}
	if t.kind != typeDefinition {
		c.checkFacets(v.facets, "", full)
		s.Kind, s.Type = model.Named, t.made
		return s
	}
	return c.definition(t, v, s)
}

// definition makes a schema of what a type definition stands for, with its
// facets where the use has none (section 11).
func (c *converter) definition(t *typeDef, v *value, s *model.Schema) *model.Schema {
	name, ok := strings.CutPrefix(t.schema.document.canonical(t.underlying.text), "Edm.")
	if !ok {
		return nil // checkDefinition reports it
	}
	narrowed := &value{pos: v.pos, name: v.name, facets: v.facets, typ: typeRef{name: word{"Edm." + name, v.typ.name.pos}, collection: v.typ.collection}}
	from := t.facets
	for _, f := range []struct{ to, from *word }{
		{&narrowed.facets.maxLength, &from.maxLength}, {&narrowed.facets.precision, &from.precision}, {&narrowed.facets.scale, &from.scale},
	} {
		if !f.to.given() {
			*f.to = *f.from
		}
	}
	if c.primitive(narrowed, name, s) == nil {
		return nil
	}
	own := c.termsOf(t.schema.document, t.annotated)
	own.findings = &findings{lenient: true} // convertType reports them, once
	own.validate(s)
	return s
}

// checkDefinition finds fault with a type definition, and gives what it stands
// for; nil where that is not known.
func (c *converter) checkDefinition(t *typeDef) *model.Schema {
	d := t.schema.document
	name, ok := strings.CutPrefix(d.canonical(t.underlying.text), "Edm.")
	if _, known := primitives[name]; !ok || !known && !isSpatial(name) || name == "Untyped" || name == "PrimitiveType" || name == "EntityType" || name == "ComplexType" {
		c.fault(t.underlying.pos, "%s cannot be the underlying type of %s (CSDL 4.01, section 11.1): choose a primitive type", t.underlying.text, t.name.text)
		return nil
	}
	return c.primitive(&value{pos: t.pos, facets: t.facets, typ: typeRef{name: t.underlying}}, name, &model.Schema{Pos: t.underlying.pos})
}

// primitive makes a schema of a type of the specification.
func (c *converter) primitive(v *value, name string, s *model.Schema) *model.Schema {
	p, known := primitives[name]
	switch {
	case isSpatial(name):
		return c.spatial(v, name, s)
	case !known && slices.Contains(termTypes, name):
		c.fault(s.Pos, "Edm.%s is a type of terms alone (CSDL 4.01, section 3.5): choose another", name)
		return nil
	case !known:
		c.fault(s.Pos, "there is no type Edm.%s (CSDL 4.01, section 3.3): %s", name, meant("Edm."+name, edmNames(), "choose one that there is"))
		return nil
	}
	s.Kind = p.kind
	s.Rules.Quoted = slices.Contains(inQuotes, p.kind)
	c.checkFacets(v.facets, p.facets, "Edm."+name)
	c.applyFacets(v.facets, s)
	return s
}

// spatial makes a schema of a geography or geometry: an object of GeoJSON (OData
// JSON Format 4.01, section 7.1).
func (c *converter) spatial(v *value, name string, s *model.Schema) *model.Schema {
	c.checkFacets(v.facets, "SRID", "Edm."+name)
	if srid := v.facets.srid; srid.given() && srid.text != "variable" {
		c.natural(srid, "SRID", "a whole number or variable", "7.2.6", 0)
	}
	s.Kind, s.Type = model.Named, c.geoJSON(s.Pos)
	return s
}

// meant says what an unknown word most likely is, or else what to do.
func meant(word string, known []string, otherwise string) string {
	if near := source.Nearest(word, known); near != "" {
		return "did you mean " + near + "?"
	}
	return otherwise
}

// geoJSON makes the one type of all geography and geometry, where it is first
// used (RFC 7946).
func (c *converter) geoJSON(pos source.Pos) *model.Type {
	if c.geo != nil {
		return c.geo
	}
	object := func(name, doc string, required bool, schema *model.Schema) *model.Property {
		schema.Pos = pos
		return &model.Property{Pos: pos, Name: name, Doc: model.Doc{Description: doc}, Required: required, Schema: schema}
	}
	c.geo = &model.Type{Pos: pos, Name: "GeoJSON", Kind: model.Object, Doc: model.Doc{Description: "A place or a shape, as RFC 7946 writes it."}}
	for c.hasName(c.geo.Name) {
		c.geo.Name = "Edm." + c.geo.Name
	}
	c.geo.Properties = []*model.Property{
		object("type", "The kind of shape, such as Point.", true, &model.Schema{Kind: model.String, Rules: model.Rules{OneOf: []string{
			"Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon", "GeometryCollection"}}}),
		object("coordinates", "Longitude and latitude, or lists of them, as the kind has it.", false, &model.Schema{Kind: model.Any}),
		object("geometries", "The shapes of a GeometryCollection.", false, &model.Schema{Kind: model.List, Elem: &model.Schema{Pos: pos, Kind: model.Named, Type: c.geo}}),
		object("crs", "The coordinate reference system.", false, &model.Schema{Kind: model.Any}),
	}
	c.api.Types = append(c.api.Types, c.geo)
	return c.geo
}

func (c *converter) hasName(name string) bool {
	for _, t := range c.api.Types {
		if t.Name == name {
			return true
		}
	}
	return false
}
