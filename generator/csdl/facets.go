package csdl

import (
	"slices"
	"strings"

	"example.com/burin/generator/model"
)

// checkFacets finds fault with facets that a type does not have (section 7.2).
func (c *converter) checkFacets(f facets, has, of string) {
	for _, facet := range []struct {
		name    string
		given   word
		section string
	}{
		{"MaxLength", f.maxLength, "7.2.2"}, {"Precision", f.precision, "7.2.3"}, {"Scale", f.scale, "7.2.4"},
		{"Unicode", word{pos: f.unicode.pos}, "7.2.5"}, {"SRID", f.srid, "7.2.6"},
	} {
		if facet.given.given() && !slices.Contains(strings.Fields(has), facet.name) {
			c.slip(facet.given.pos, "%s is no facet of %s (CSDL 4.01, section %s): remove it", facet.name, of, facet.section)
		}
	}
}

// applyFacets makes rules of the facets of a type. Absent facets are no rules,
// Scale included, whose default of none after the point (section 7.2.4) many
// services do not keep to.
func (c *converter) applyFacets(f facets, s *model.Schema) {
	if f.maxLength.given() && f.maxLength.text != "max" {
		s.Rules.MaxLength = c.natural(f.maxLength, "MaxLength", "a whole number or max", "7.2.2", 1)
	}
	if f.precision.given() {
		least := int64(0)
		if s.Kind == model.Decimal {
			least = 1
		}
		s.Rules.Precision = c.natural(f.precision, "Precision", "a whole number", "7.2.3", least)
	}
	if f.scale.given() && f.scale.text != "variable" && f.scale.text != "floating" {
		s.Rules.Scale = c.natural(f.scale, "Scale", "a whole number, variable or floating", "7.2.4", 0)
	}
	if p, scale := s.Rules.Precision, s.Rules.Scale; p != nil && scale != nil && *scale > *p {
		c.slip(f.scale.pos, "the scale %d is more than the precision %d (CSDL 4.01, section 7.2.4): make it less", *scale, *p)
		s.Rules.Scale = nil
	}
	if p := s.Rules.Precision; p != nil && s.Kind != model.Decimal && *p > 12 {
		c.slip(f.precision.pos, "the precision %d is more than 12 (CSDL 4.01, section 7.2.3): make it less", *p)
	}
}

// natural reads a facet that is a number of at least some size; nil where it is
// none.
func (c *converter) natural(w word, name, wanted, section string, least int64) *int64 {
	n, ok := integer(w.text)
	if !ok || n < least {
		c.fault(w.pos, "%s is %q (CSDL 4.01, section %s): write %s", name, w.text, section, wanted)
		return nil
	}
	return &n
}
