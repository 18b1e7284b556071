package openapi

import (
	"slices"
	"strings"
)

// effective gives the schema that stands at n with references followed and
// allOf merged (JSON Schema 2020-12, sections 8.2.3 and 10.2.1.1): n itself or
// another one where that says it all, else a schema made of them. It is nil
// where a reference leads nowhere.
func (c *converter) effective(n *node) *node {
	if n == nil || n.kind != object {
		return n
	}
	if known, ok := c.merged[n]; ok {
		return known
	}
	c.merged[n] = n // what leads back to itself was reported
	c.merged[n] = c.combine(n)
	return c.merged[n]
}

func (c *converter) combine(n *node) *node {
	ref, allOf := n.get("$ref"), n.get("allOf").kept()
	if ref == nil && len(allOf) == 0 {
		return n
	}
	var parts []*node
	if ref != nil {
		target := c.lint.target(ref)
		if ref.cut || target == nil {
			return nil
		}
		parts = append(parts, c.effective(target))
		if n.def == nil {
			return parts[0]
		}
	}
	for _, item := range allOf {
		c.besideReference(item)
		parts = append(parts, c.effective(item))
	}
	if slices.Contains(parts, nil) {
		return nil
	}
	c.fields(n)
	own := n.like()
	for _, member := range n.members {
		if member.key != "$ref" && member.key != "allOf" {
			own.members = append(own.members, member)
		}
	}
	return c.sum(n, append(parts, own))
}

// like makes a schema without members that stands where n does.
func (n *node) like() *node {
	return &node{kind: object, pos: n.pos, key: n.key, keyPos: n.keyPos, parent: n.parent, def: definitionOf("Schema"), stands: n.stands}
}

// sum gives the one part that the others add nothing to, or else their merger.
func (c *converter) sum(n *node, parts []*node) *node {
	var strong []*node
	for _, p := range parts {
		if !c.isWeak(p) && !slices.Contains(strong, p) {
			strong = append(strong, p)
		}
	}
	own := parts[len(parts)-1]
	if len(strong) == 1 && strong[0] != own && c.agree(strong[0], parts) {
		return strong[0]
	}
	m := merger{c, n.like()}
	for _, p := range parts {
		if p.kind == object {
			m.add(p, p == own)
		}
	}
	for _, p := range parts {
		m.closing(p)
	}
	return m.into
}

// agree says whether the types of all parts allow what the strong one is.
func (c *converter) agree(strong *node, parts []*node) bool {
	types := withoutNull(strong.types())
	for _, p := range parts {
		of := withoutNull(p.types())
		if len(of) > 0 && !slices.Equal(of, types) && !(len(types) == 0 && slices.Equal(of, []string{"object"}) && c.jsonKind(strong) != kindAny) {
			return false
		}
	}
	return true
}

// wordKeys are the keywords that a value is not held against.
var wordKeys = []string{"title", "description", "externalDocs", "deprecated", "readOnly", "writeOnly", "example",
	"examples", "default", "xml", "$comment", "nullable", "$id", "$schema", "$anchor", "$defs", "$vocabulary"}

// isWeak says whether a schema allows every value of its type.
func (c *converter) isWeak(n *node) bool {
	return n.kind == boolean && n.text == "true" || n.kind == object && !slices.ContainsFunc(n.members, func(m *node) bool {
		return !m.cut && m.key != "type" && !slices.Contains(wordKeys, m.key) && (!strings.HasPrefix(m.key, "x-") || m.key == goType)
	})
}

// merger adds schemas up: a value has to follow all of them.
type merger struct {
	*converter
	into *node
}

func (m merger) add(part *node, own bool) {
	apart := m.apart(part)
	for _, member := range part.members {
		if member.cut || slices.Contains(apart, member) {
			continue
		}
		at := slices.IndexFunc(m.into.members, func(other *node) bool { return other.key == member.key })
		switch {
		case at < 0 && member.key == "properties":
			copied := *member
			copied.parent, copied.members, copied.names = m.into, slices.Clone(member.members), nil
			m.into.append(&copied)
		case at < 0 && !own && slices.Contains(ownKeys, member.key):
		case at < 0:
			m.into.append(member)
		default:
			m.into.members[at] = m.both(m.into.members[at], member, own)
		}
	}
	m.into.names = nil
}

// ownKeys are the keywords that a schema does not take from those it is made of.
var ownKeys = []string{"title", "description", "externalDocs", "deprecated", "nullable", "x-go-name", "x-ogen-name", goType, "x-go-type-import",
	"x-deprecated-reason", "x-deprecation-reason", "x-sunset"}

// both gives what a keyword has to say where two schemas have it.
func (m merger) both(a, b *node, own bool) *node {
	if a == b {
		return a
	}
	switch b.key {
	case "properties":
		return m.properties(a, b)
	case "required":
		return m.union(a, b)
	case "type":
		return m.types(a, b)
	case "enum":
		return m.intersection(a, b)
	case "minLength", "minimum", "minItems", "minProperties", "exclusiveMinimum":
		return extreme(a, b, 1)
	case "maxLength", "maximum", "maxItems", "maxProperties", "exclusiveMaximum":
		return extreme(a, b, -1)
	case "items", "additionalProperties", "unevaluatedProperties", "propertyNames":
		return m.pair(a, b)
	case "uniqueItems", "readOnly", "writeOnly":
		if b.text == "true" {
			return b
		}
		return a
	case "nullable":
		if b.text == "false" && !own || b.text == "true" && own {
			return b
		}
		return a
	case "oneOf", "anyOf":
		return m.choices(a, b)
	case "allOf":
		return m.union(a, b)
	}
	if own {
		return b
	}
	return a
}

// together are keywords that belong together, and cannot stand beside others of
// the same name.
var together = [][]string{
	{"pattern"}, {"multipleOf"}, {"not"}, {"const"}, {"dependentRequired"}, {"dependentSchemas"}, {"patternProperties"},
	{"contains", "minContains", "maxContains"}, {"if", "then", "else"},
}

// apart gives the members of a part that cannot stand beside those there are:
// they become a schema of their own, which a value has to follow too.
func (m merger) apart(part *node) []*node {
	var apart []*node
	for _, keys := range together {
		was, is := present(m.into, keys), present(part, keys)
		if len(was) > 0 && len(is) > 0 && !slices.EqualFunc(was, is, func(a, b *node) bool { return a.key == b.key && a.equal(b) }) {
			apart = append(apart, is...)
		}
	}
	if prefix := []string{"prefixItems", "items"}; len(present(m.into, prefix[:1]))+len(present(part, prefix[:1])) > 0 {
		if was, is := present(m.into, prefix), present(part, prefix); len(was) > 0 {
			apart = append(apart, is...)
		}
	}
	if len(apart) == 0 {
		return nil
	}
	one := part.like()
	one.members = apart
	list := m.into.get("allOf")
	if list == nil {
		list = &node{kind: array, pos: part.pos, key: "allOf", keyPos: part.keyPos, parent: m.into}
		m.into.append(list)
	}
	if !slices.ContainsFunc(list.members, one.equal) {
		list.members = append(list.members, one)
	}
	return apart
}

// equal says whether two values are the same.
func (n *node) equal(o *node) bool {
	return n.kind == o.kind && n.text == o.text && slices.EqualFunc(n.members, o.members, func(a, b *node) bool {
		return a.key == b.key && a.equal(b)
	})
}

// properties adds the properties of b to those of a.
func (m merger) properties(a, b *node) *node {
	for _, property := range b.members {
		if property.cut {
			continue
		}
		i := slices.IndexFunc(a.members, func(other *node) bool { return other.key == property.key })
		if i < 0 {
			a.members = append(a.members, property)
			continue
		}
		a.members[i] = m.pair(a.members[i], property)
	}
	a.names = nil
	return a
}

// pair is schemas, which makes the same of the same two each time: where both lead
// back to themselves, so does the pair.
func (m merger) pair(a, b *node) *node {
	two := [2]*node{a, b}
	if m.pairs[two] == nil {
		m.pairs[two] = m.schemas(a, b)
	}
	return m.pairs[two]
}

// schemas makes a schema of two that a value has to follow both.
func (m merger) schemas(a, b *node) *node {
	switch {
	case a == b || a.equal(b):
		return a
	case a.kind == boolean && a.text == "true", b.kind == boolean && b.text == "false":
		return b
	case a.kind == boolean || b.kind == boolean:
		return a
	}
	both := b.like()
	list := &node{kind: array, pos: b.pos, key: "allOf", keyPos: b.keyPos, parent: both, members: []*node{a, b}}
	both.members = []*node{list}
	return both
}

// union lists what stands in one of two lists.
func (m merger) union(a, b *node) *node {
	merged := *a
	merged.members, merged.names = slices.Clone(a.members), nil
	for _, item := range b.members {
		if !slices.ContainsFunc(merged.members, item.equal) {
			merged.members = append(merged.members, item)
		}
	}
	return &merged
}

// intersection lists what stands in both of two lists.
func (m merger) intersection(a, b *node) *node {
	merged := *a
	merged.members, merged.names = nil, nil
	for _, item := range a.members {
		if slices.ContainsFunc(b.members, item.equal) {
			merged.members = append(merged.members, item)
		}
	}
	if len(merged.members) == 0 {
		m.fault(b, "no value of this enum is among those of the enum at line %s, and both have to hold: change one of them", line(a))
		return a
	}
	return &merged
}

// types gives the types that both schemas allow.
func (m merger) types(a, b *node) *node {
	of := func(n *node) []string {
		if n.kind == text {
			return []string{n.text}
		}
		return n.strings()
	}
	var common []string
	for _, name := range of(a) {
		switch others := of(b); {
		case slices.Contains(others, name):
			common = append(common, name)
		case name == kindNumber && slices.Contains(others, kindInteger), name == kindInteger && slices.Contains(others, kindNumber):
			common = append(common, kindInteger)
		}
	}
	if len(common) == 0 {
		m.fault(b, "the type cannot be %s and %s at line %s, and both have to hold: change one of them",
			strings.Join(of(b), " or "), strings.Join(of(a), " or "), line(a))
		return a
	}
	merged := *b
	merged.kind, merged.text, merged.members = array, "", nil
	if len(common) == 1 {
		merged.kind, merged.text = text, common[0]
		return &merged
	}
	for _, name := range common {
		merged.members = append(merged.members, &node{kind: text, text: name, pos: b.pos, parent: &merged})
	}
	return &merged
}

// extreme gives the greater of two numbers, or the lesser where sign is -1.
func extreme(a, b *node, sign int) *node {
	if a.kind == number && b.kind == number && rational(b).Cmp(rational(a))*sign > 0 {
		return b
	}
	return a
}

// mostChoices bounds how many alternatives two choices together may make.
const mostChoices = 64

// choices makes one choice of two that both have to be taken.
func (m merger) choices(a, b *node) *node {
	if a.equal(b) {
		return a
	}
	if len(a.members)*len(b.members) > mostChoices {
		m.note(b, what(b)+" is not checked beside that at line "+line(a))
		return a
	}
	merged := *b
	merged.members = nil
	for _, one := range a.members {
		for _, other := range b.members {
			both := m.schemas(one, other)
			if both != one && both != other {
				both.parent, both.key = &merged, ""
			}
			merged.members = append(merged.members, both)
		}
	}
	return &merged
}

// closing reports properties that one part requires and another one, which is
// closed, does not know; those that are not required cannot be there either,
// and are left out.
func (m merger) closing(part *node) {
	closed := part.get("additionalProperties")
	if closed == nil || closed.kind != boolean || closed.text == "true" || closed.cut || hasPatterns(part) {
		return
	}
	all, known := m.into.get("properties"), part.get("properties")
	required := m.into.get("required")
	for _, property := range slices.Clone(all.fields()) {
		switch {
		case known.get(property.key) != nil || property.parent == known:
		case required.has(property.key):
			m.note(closed, "no other properties are allowed here, and "+quoted(property.key)+" at line "+line(property)+" is required beside: it is allowed")
		default:
			m.note(closed, "no other properties are allowed here, so "+quoted(property.key)+" at line "+line(property)+" is left out")
			all.members = slices.DeleteFunc(all.members, func(other *node) bool { return other == property })
			all.names = nil
		}
	}
}
