package csdl

import (
	"math"
	"slices"

	"example.com/burin/generator/model"
)

// integerRange is what an underlying type can hold (section 10.1).
var integerRange = map[string][2]int64{
	"Edm.Byte":  {0, math.MaxUint8},
	"Edm.SByte": {math.MinInt8, math.MaxInt8},
	"Edm.Int16": {math.MinInt16, math.MaxInt16},
	"Edm.Int32": {math.MinInt32, math.MaxInt32},
	"Edm.Int64": {math.MinInt64, math.MaxInt64},
}

// convertEnum fills in an enumeration.
func (c *converter) convertEnum(t *typeDef) {
	t.made.Flags = t.flags
	limits := c.underlyingRange(t)
	names := map[string]word{}
	explicit := slices.ContainsFunc(t.members, func(m *member) bool { return m.value.given() })
	if len(t.members) == 0 {
		c.slip(t.pos, "the enumeration %s has no member (CSDL 4.01, section 10): add one", t.name.text)
	}
	for i, m := range t.members {
		checkIdentifier(c.findings, m.name)
		if first, taken := names[m.name.text]; taken {
			c.fault(m.name.pos, "%s has a member %s already, at line %d: rename one of the two (CSDL 4.01, section 10.3)", t.name.text, m.name.text, first.pos.Line)
			continue
		}
		names[m.name.text] = m.name
		number := c.memberNumber(t, m, int64(i), explicit)
		if number < limits[0] || number > limits[1] {
			c.slip(placed(m.value, m.pos), "the value %d is not in the range of the underlying type, %d to %d (CSDL 4.01, section 10.1): choose another", number, limits[0], limits[1])
		}
		terms := c.termsOf(t.schema.document, m.annotated)
		t.made.Members = append(t.made.Members, &model.Member{Pos: m.pos, Value: m.name.text, Number: number, Doc: terms.doc()})
		terms.rest()
	}
}

// underlyingRange gives the range of an enumeration's integers.
func (c *converter) underlyingRange(t *typeDef) [2]int64 {
	name := "Edm.Int32"
	if t.underlying.given() {
		name = t.schema.document.canonical(t.underlying.text)
	}
	limits, ok := integerRange[name]
	if !ok {
		c.slip(t.underlying.pos, "%s cannot be the underlying type of an enumeration (CSDL 4.01, section 10.1): choose Edm.Byte, Edm.SByte, Edm.Int16, Edm.Int32 or Edm.Int64", t.underlying.text)
		return integerRange["Edm.Int64"]
	}
	return limits
}

// memberNumber is the value of a member: that which is given, or else its place
// in the list, which only those enumerations leave to it that give none and are
// no flags (section 10.3).
func (c *converter) memberNumber(t *typeDef, m *member, place int64, explicit bool) int64 {
	if m.value.given() {
		number, ok := integer(m.value.text)
		if !ok {
			c.fault(m.value.pos, "%q is no whole number: write one (CSDL 4.01, section 10.3)", m.value.text)
		}
		return number
	}
	switch {
	case t.flags:
		c.fault(m.pos, "the member %s of flags has no value (CSDL 4.01, section 10.2): give it one", m.name.text)
	case explicit:
		c.fault(m.pos, "the member %s has no value while others have one (CSDL 4.01, section 10.3): give it one", m.name.text)
	}
	return place
}
