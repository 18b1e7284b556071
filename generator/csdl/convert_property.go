package csdl

import (
	"slices"
	"strconv"
	"strings"

	"example.com/burin/generator/model"
)

// convertProperty makes a property. None is required: a request may change some
// of an object's properties, and a response hold those that $select named.
func (c *converter) convertProperty(t *typeDef, p *property) *model.Property {
	d := t.schema.document
	terms := c.termsOf(d, p.annotated)
	made := &model.Property{Pos: p.pos, Name: p.name.text, Doc: terms.doc(), Access: terms.access()}
	made.Schema = c.schemaOf(d, &p.value, terms)
	if unit := terms.text(measures + "Unit"); unit != "" {
		addSentence(&made.Doc, "Its unit is "+unit+".")
	}
	if currency := terms.text(measures + "ISOCurrency"); currency != "" {
		addSentence(&made.Doc, "Its currency is "+currency+".")
	}
	if p.facets.defaultValue.given() {
		sayDefault(&made.Doc, "it", p.facets.defaultValue.text, made.Schema)
	}
	p.constraint = terms.take(validation + "Constraint")
	if p.navigation {
		made.Link = c.link(t, p, terms)
	} else if target := c.types[d.canonical(p.typ.name.text)]; target != nil && target.kind == entityType {
		c.slip(p.typ.name.pos, "the type of a Property cannot be an entity type (CSDL 4.01, section 7.1): make it a NavigationProperty")
	}
	terms.rest()
	return made
}

// sayDefault says in words what a service takes where a value is left out
// (section 7.2.7): it is the service that does so, whoever sends the request.
func sayDefault(doc *model.Doc, what, value string, s *model.Schema) {
	if s != nil && (s.Kind == model.String || value == "") {
		value = strconv.Quote(value)
	}
	addSentence(doc, "Where "+what+" is left out the service takes "+value+".")
}

func addSentence(doc *model.Doc, sentence string) {
	if doc.Description != "" && !strings.HasSuffix(doc.Description, ".") {
		doc.Description += "."
	}
	doc.Description = strings.TrimSpace(doc.Description + " " + sentence)
}

// link makes what a navigation property has beyond others (section 8).
func (c *converter) link(t *typeDef, p *property, terms *terms) *model.Link {
	d := t.schema.document
	l := &model.Link{Contained: p.contained.value, Partner: p.partner.text, Limits: limitsOf(terms), Explicit: explicit(d, terms)}
	l.ETag = terms.take(core+"OptimisticConcurrency") != nil
	target := c.types[d.canonical(p.typ.name.text)]
	if target == nil {
		if p.typ.name.text != "" && d.canonical(p.typ.name.text) != "Edm.EntityType" && strings.HasPrefix(d.canonical(p.typ.name.text), "Edm.") {
			c.fault(p.typ.name.pos, "the type of a NavigationProperty is an entity type (CSDL 4.01, section 8.1): make it a Property")
		}
		return l
	}
	if target.kind != entityType {
		c.fault(p.typ.name.pos, "%s is %s, and the type of a NavigationProperty is an entity type (CSDL 4.01, section 8.1): make it a Property", target.name.text, target.kind)
	}
	if p.typ.collection {
		c.collected[target] = true
		if p.facets.nullable.given() {
			c.slip(p.facets.nullable.pos, "a collection is never null (CSDL 4.01, section 8.2): remove Nullable")
		}
	}
	c.checkPartner(t, p, target)
	c.checkConstraints(t, p, target)
	if p.onDelete.given() && !slices.Contains([]string{"Cascade", "None", "SetNull", "SetDefault"}, p.onDelete.text) {
		c.slip(p.onDelete.pos, "%q is no action (CSDL 4.01, section 8.6): write Cascade, None, SetNull or SetDefault", p.onDelete.text)
	}
	return l
}

// checkPartner finds fault with a partner that is no navigation property of the
// target, or does not lead back (section 8.3).
func (c *converter) checkPartner(t *typeDef, p *property, target *typeDef) {
	if !p.partner.given() {
		return
	}
	partner, _ := c.walk(t.schema.document, target, p.partner.text)
	switch {
	case partner == nil || !partner.navigation:
		c.slip(p.partner.pos, "%s has no navigation property %s (CSDL 4.01, section 8.3): name one that it has", target.name.text, p.partner.text)
	case partner.partner.given() && partner.partner.text != p.name.text:
		c.slip(p.partner.pos, "the partner of %s is %s (CSDL 4.01, section 8.3): name each other", p.partner.text, partner.partner.text)
	}
}

// checkConstraints finds fault with referential constraints that name what is
// not there (section 8.5).
func (c *converter) checkConstraints(t *typeDef, p *property, target *typeDef) {
	for _, r := range p.constraints {
		for _, end := range []struct {
			of   *typeDef
			path word
		}{{t, r.property}, {target, r.referenced}} {
			if end.path.given() {
				if found, _ := c.walk(t.schema.document, end.of, end.path.text); found == nil {
					c.slip(end.path.pos, "%s has no property %s (CSDL 4.01, section 8.5): name one that it has", end.of.name.text, end.path.text)
				}
			}
		}
		c.termsOf(t.schema.document, r.annotated).rest()
	}
}

// walk follows a path of properties and casts from a type; nil where it leads
// nowhere. It also gives every property on the way.
func (c *converter) walk(d *document, from *typeDef, path string) (*property, []*property) {
	var way []*property
	at := from
	var last *property
	for segment := range strings.SplitSeq(path, "/") {
		if strings.Contains(segment, ".") {
			cast := c.types[d.canonical(segment)]
			if cast == nil || at != nil && !descends(cast, at) && !descends(at, cast) {
				return nil, nil
			}
			at = cast
			continue
		}
		last = findProperty(at, segment)
		if last == nil {
			return nil, nil
		}
		way = append(way, last)
		at = c.targetOf(last)
	}
	return last, way
}

// targetOf is the structured type of a property; nil where it has none.
func (c *converter) targetOf(p *property) *typeDef {
	return c.types[p.owner.schema.document.canonical(p.typ.name.text)]
}
