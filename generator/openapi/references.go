package openapi

import (
	"net/url"
	"path"
	"slices"
	"strconv"
	"strings"

	"example.com/burin/generator/source"
)

// reference is a $ref that stands where an object of the specification may.
type reference struct {
	from *node // what holds the $ref
	ref  *node // its value
	def  *definition

	depth   int  // of a Path Item: how many references have led here
	mapping bool // it is a value of a discriminator's mapping
}

// mapping notes the schemas that a discriminator maps values to by reference, not
// by the name of a component (section 4.7.25).
func (l *linter) mapping(n *node) {
	for _, member := range n.get("mapping").fields() {
		file := slices.Contains([]string{".yaml", ".yml", ".json"}, path.Ext(member.text))
		if member.kind == text && (file || strings.ContainsAny(member.text, "#/")) {
			l.references = append(l.references, reference{from: n, ref: member, def: definitionOf("Schema"), mapping: true})
		}
	}
}

// maxHops bounds how many references may lead from one to the next.
const maxHops = 100

// reference notes a $ref, to be resolved when everything has been seen.
func (l *linter) reference(from, ref *node, d *definition) {
	if l.kind(ref, &stringValue, text) {
		l.references = append(l.references, reference{from: from, ref: ref, def: d})
	}
}

// resolveAll resolves every reference; what one of them brings in may hold others.
// Those that are dynamic come last, when all files have been read.
func (l *linter) resolveAll() {
	references, dynamic := 0, 0
	for references < len(l.references) || dynamic < len(l.dynamic) {
		for ; references < len(l.references); references++ {
			l.resolve(l.references[references])
		}
		for ; dynamic < len(l.dynamic); dynamic++ {
			l.settle(l.dynamic[dynamic])
		}
	}
	if items := l.root.find("components", "pathItems"); items != nil {
		items.cut = true // they stand where they were referred to, and the library knows none
	}
	for _, n := range l.seen {
		for _, key := range []string{"$id", "$anchor", "$dynamicAnchor"} {
			if member := n.get(key); member != nil && n.def.name == "Schema" {
				member.cut = true // every reference is a pointer by now
			}
		}
	}
}

// settle makes a $dynamicRef a $ref where it leads to one schema from wherever it
// is come to: nothing else has its anchor, or that is not dynamic (JSON Schema
// 2020-12, section 8.2.3.2).
func (l *linter) settle(n *node) {
	ref := n.get("$dynamicRef")
	_, anchor, _ := strings.Cut(ref.text, "#")
	switch {
	case ref.kind != text || ref.faulty:
	case n.get("$ref") != nil:
		l.addUnsupported(ref, "$dynamicRef beside $ref is not supported yet: write allOf of the two")
	case l.documents.bound[anchor] > 1:
		l.addUnsupported(ref, "%d schemas have the $dynamicAnchor %s, and a type cannot depend on the way to it: refer to one of them by $ref", l.documents.bound[anchor], quoted(anchor))
	default:
		ref.key, n.names = "$ref", nil
		l.reference(n, ref, n.def)
	}
}

// resolve reports a reference that leads nowhere, or to something else than
// is needed.
func (l *linter) resolve(r reference) {
	switch {
	case r.def.name == "Path Item" && (r.from.def != nil || !l.isHere(r.ref) || strings.HasPrefix(r.ref.text, "#/components/pathItems/")):
		l.inline(r)
		return
	case !l.bring(r):
		r.ref.cut = true
		return
	case r.mapping:
		return
	}
	target := l.target(r.ref)
	if target == nil {
		hint := l.meant(r)
		if hint == "" {
			hint = ": add it, or refer to another"
		}
		l.add(r.ref, r.ref.pos, "%s is not in this description%s", quoted(r.ref.text), hint)
		r.ref.cut = true
		return
	}
	for n := target; n != nil; n = n.parent {
		if n.cut { // reported there; the library would not find it
			r.ref.cut = true
			r.ref.blame()
			return
		}
	}
	if target.get("$ref") != nil && target.def == nil {
		return // a reference of its own, which is resolved as such
	}
	isSchema := r.def.name == "Schema"
	switch {
	case isSchema && target.kind == boolean && l.is31:
	case target.def == nil && extension(target):
		l.object(target, r.def)
	case target.def != r.def:
		is := "what no " + r.def.name + " Object can be"
		if target.def != nil {
			is = target.def.title()
		}
		l.add(r.ref, r.ref.pos, "%s is %s, and %s is needed here: refer to one", quoted(r.ref.text), is, r.def.title())
		r.ref.cut = true
	}
}

// extension says whether a value stands within an x- member, where the tables
// say nothing about it.
func extension(n *node) bool {
	for ; n != nil; n = n.parent {
		if strings.HasPrefix(n.key, "x-") {
			return true
		}
	}
	return false
}

// target finds what a reference within this file leads to (RFC 6901, section
// 6); nil where that is nothing.
func (l *linter) target(ref *node) *node {
	fragment, err := url.PathUnescape(strings.TrimPrefix(ref.text, "#"))
	if err != nil || ref.cut {
		return nil
	}
	if fragment == "" {
		return l.root
	}
	if !strings.HasPrefix(fragment, "/") {
		return nil
	}
	n, _ := l.root.point(fragment)
	return n
}

// meant suggests the component that an unresolved reference may have meant.
func (l *linter) meant(r reference) string {
	if r.def.section == "" {
		return ""
	}
	names := l.root.find("components", r.def.section).keys()
	name := near(r.ref.text[strings.LastIndexByte(r.ref.text, '/')+1:], names)
	if name == "" {
		return ""
	}
	return "; did you mean " + quoted("#/components/"+r.def.section+"/"+name) + "?"
}

// longestName bounds the names that are compared, since comparing two takes the
// product of their lengths.
const longestName = 200

// near finds the name that was most likely meant; nothing where none is near.
func near(word string, names []string) string {
	if len(word) > longestName {
		return ""
	}
	names = slices.DeleteFunc(slices.Clone(names), func(name string) bool { return len(name) > longestName })
	return source.Nearest(word, names)
}

// suggest gives the end of a message that names what was most likely meant.
func suggest(word string, names []string) string {
	name := near(word, names)
	if name == "" {
		return ""
	}
	return "; did you mean " + quoted(name) + "?"
}

// quoted puts a name in quotes.
func quoted(name string) string { return strconv.Quote(name) }

// unloop reports references that lead back to themselves.
func (l *linter) unloop(from *node) {
	n := from
	var passed []*node
	for range maxHops {
		ref := n.get("$ref")
		if ref == nil || ref.kind != text || ref.cut || slices.Contains(passed, n) {
			return // a loop further on is reported where it is
		}
		passed = append(passed, n)
		if n = l.target(ref); n == nil {
			return
		}
		if n == from {
			l.add(from.get("$ref"), from.get("$ref").pos, "this reference leads back to itself: let one of them hold what is meant")
			from.get("$ref").cut = true
			return
		}
	}
	ref := from.get("$ref")
	l.add(ref, ref.pos, "more than %d references lead from here to the next: refer to what is meant", maxHops)
	ref.cut = true
}

// deref follows references to what they lead to; nil where that is nothing.
func (l *linter) deref(n *node) *node {
	for n != nil && n.def == nil {
		ref := n.get("$ref")
		if ref == nil || ref.cut {
			return nil
		}
		n = l.target(ref)
	}
	return n
}

// selfContained reports schemas that take themselves in, and not as the schema
// of a property or an element: checking a value against one would never end.
func (l *linter) selfContained() {
	const open, done = 1, 2
	state := map[*node]int{}
	var visit func(n *node)
	visit = func(n *node) {
		state[n] = open
		for _, next := range l.applied(n) {
			switch state[next] {
			case open:
				at := next
				if ref := n.get("$ref"); ref != nil && l.target(ref) == next {
					at = ref
				}
				l.add(at, at.pos, "this makes the schema a part of itself without end: refer to it from a property or from items instead")
				at.cut = true
			case 0:
				visit(next)
			}
		}
		state[n] = done
	}
	for _, n := range l.seen {
		if n.def.name == "Schema" && state[n] == 0 {
			visit(n)
		}
	}
}

// applied lists the schemas that a value has to be held against when it is held
// against this one (JSON Schema 2020-12, sections 10.2 and 8.2.3).
func (l *linter) applied(n *node) []*node {
	var next []*node
	if ref := n.get("$ref"); ref != nil && ref.kind == text {
		if target := l.target(ref); target != nil {
			next = append(next, target)
		}
		if !l.is31 {
			return next
		}
	}
	for _, key := range []string{"allOf", "anyOf", "oneOf"} {
		next = append(next, n.get(key).list()...)
	}
	for _, key := range []string{"not", "if", "then", "else"} {
		if member := n.get(key); member != nil {
			next = append(next, member)
		}
	}
	next = append(next, n.get("dependentSchemas").fields()...)
	return slices.DeleteFunc(next, func(n *node) bool { return n.kind != object || n.cut })
}
