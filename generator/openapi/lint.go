package openapi

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"example.com/burin/generator/model"
	"example.com/burin/generator/source"
)

// linter holds a description against the tables of the specification, and then
// against the rules that tables do not say.
type linter struct {
	findings
	root  *node
	is31  bool
	notes []model.Note

	lenient bool // slips are notes
	is20    bool // the description is of Swagger 2.0

	documents *documents

	seen       []*node          // the objects of the specification, in order
	sound      map[*node]bool   // the examples that follow their schemas
	references []reference      // the references found
	dynamic    []*node          // the schemas with a $dynamicRef
	operations map[string]*node // the operationId values by their text
}

// newVersions and oldVersions are the values of openapi that are read: patch
// releases change no object (section 4.1).
var (
	versions30 = regexp.MustCompile(`^3\.0\.\d+$`)
	versions31 = regexp.MustCompile(`^3\.1\.\d+$`)
)

// lint reports every fault of the description's structure. It says whether
// there is a description at all to go on with.
func lint(root *node, start source.Pos, options Options) (l *linter, readable bool) {
	l = &linter{root: root, lenient: options.Lenient, operations: map[string]*node{}, sound: map[*node]bool{}}
	switch {
	case root == nil:
		l.faults.Add(start, "the file is empty: write an OpenAPI description")
		return l, false
	case root.kind != object:
		l.add(root, root.pos, "a description is an object, and this is %s", root.kind)
		return l, false
	case !l.version():
		return l, false
	}
	l.documents = newDocuments(start.File, root, options.Read)
	if l.is31 {
		l.documents.index(root, l.documents.paths[root])
	}
	l.object(root, definitionOf("OpenAPI"))
	l.resolveAll()
	for i := range l.references {
		l.unloop(l.references[i].from)
	}
	for _, n := range l.seen {
		l.rules(n)
	}
	l.selfContained()
	return l, true
}

// version reads which version the description is written in; false where it is
// none that is read.
func (l *linter) version() bool {
	n := l.root.get("openapi")
	switch {
	case n == nil:
		// A misspelt key is worth a look at the rest; another format is not.
		return l.root.get("paths") != nil || l.root.get("info") != nil || l.unknown()
	case n.kind == number && (n.text == "3.0" || n.text == "3.1"):
		l.is31 = n.text == "3.1"
		l.add(n, n.pos, "%q of an OpenAPI Object has to be a string with three numbers: write \"%s.0\"", "openapi", n.text)
		return true
	case n.kind != text:
		return true
	}
	l.is31 = versions31.MatchString(n.text)
	if !l.is31 && !versions30.MatchString(n.text) {
		l.add(n, n.pos, "OpenAPI %s is not read: write 3.0.3 or 3.1.0", n.text)
		return strings.HasPrefix(n.text, "3.0") || strings.HasPrefix(n.text, "3.1")
	}
	return true
}

// unknown reports a file that is no OpenAPI description.
func (l *linter) unknown() bool {
	l.add(l.root, l.root.pos, `this is not an OpenAPI description: it has no "openapi"`)
	return false
}

// note remarks on what is no fault.
func (l *linter) note(pos source.Pos, text string) {
	l.notes = append(l.notes, model.Note{Pos: pos, Text: text})
}

// slip reports at pos a breach of the specification that changes nothing about the
// output: a note where the reader is lenient.
func (l *linter) slip(n *node, pos source.Pos, format string, args ...any) {
	if l.lenient {
		l.note(pos, fmt.Sprintf(format, args...))
		n.slipped = true
		return
	}
	l.faults.AddSlip(pos, format, args...)
	n.blame()
}

// value holds a value against a shape.
func (l *linter) value(n *node, s *shape) {
	switch s.kind {
	case aString:
		l.kind(n, s, text)
	case aBoolean:
		l.kind(n, s, boolean)
	case aNumber:
		l.kind(n, s, number)
	case aCount:
		if l.kind(n, s, number) && !isCount(n.text) {
			l.wrong(n, s, n.text)
		}
	case aWord:
		if l.kind(n, s, text) {
			l.word(n, s.words)
		}
	case aBound:
		l.kind(n, s, map[bool]kind{false: boolean, true: number}[l.is31])
	case aType:
		l.types(n, s)
	case aList:
		if l.kind(n, s, array) {
			for _, item := range n.members {
				l.value(item, s.of)
			}
		}
	case aMap:
		if l.kind(n, s, object) {
			for _, member := range n.members {
				l.value(member, s.of)
			}
		}
	case anObject:
		l.object(n, definitionOf(s.name))
	case anObjectOrRef, aSchemaOrBoolean:
		l.objectOrRef(n, s)
	}
}

var countText = regexp.MustCompile(`^[0-9]{1,18}$`)

// isCount says whether a number is an integer from 0 up.
func isCount(literal string) bool { return countText.MatchString(literal) }

// kind reports a value that is of another kind.
func (l *linter) kind(n *node, s *shape, want kind) bool {
	if n.kind == want || n.faulty {
		return n.kind == want
	}
	l.wrong(n, s, n.kind.String()+l.kindRemedy(n, s, want))
	return false
}

// wrong reports a value that does not have its shape.
func (l *linter) wrong(n *node, s *shape, is string) {
	l.add(n, n.pos, "%s has to be %s, and is %s", what(n), s.want(l.is31), is)
	n.cut = true
}

// what names a value by where it stands.
func what(n *node) string {
	switch {
	case n.parent == nil:
		return "the description"
	case n.parent.kind == array:
		return "an item of " + what(n.parent)
	case n.parent.def != nil:
		return quoted(n.key) + " of " + n.parent.def.title()
	}
	return quoted(n.key) + " in " + what(n.parent)
}

// word reports a string that is not one of the words.
func (l *linter) word(n *node, words []string) {
	if slices.Contains(words, n.text) {
		return
	}
	l.add(n, n.pos, "%s cannot be %q: it has to be one of %s%s", what(n), n.text, strings.Join(words, ", "), wordRemedy(n, words))
	n.cut = true
}

// types checks the type of a schema: one word, or from 3.1 on an array of them.
func (l *linter) types(n *node, s *shape) {
	words, several := s.words, l.is31 || l.is20
	if !several {
		words = words[:len(words)-1] // without null
	}
	switch {
	case several && n.kind == array:
		for _, item := range n.members {
			if l.kind(item, &stringValue, text) {
				l.word(item, words)
			}
		}
	case !several && n.kind == text && n.text == "null":
		l.add(n, n.pos, "the type null is of OpenAPI 3.1, and this description is of 3.0: use nullable: true")
		n.cut = true
	case l.kind(n, s, text):
		l.word(n, words)
	}
}

// objectOrRef checks an object of the specification, or a reference to one.
func (l *linter) objectOrRef(n *node, s *shape) {
	d := definitionOf(s.name)
	isSchema := s.name == "Schema"
	if n.kind == boolean && (s.kind == aSchemaOrBoolean || isSchema && l.is31) {
		return
	}
	if s.kind == aSchemaOrBoolean && n.kind != object {
		l.wrong(n, s, n.kind.String())
		return
	}
	if ref := n.get("$ref"); ref != nil {
		l.reference(n, ref, d)
		if !isSchema || !l.is31 { // section 4.7.23: other members are ignored
			return
		}
	}
	l.object(n, d)
}

// object checks the members of an object of the specification.
func (l *linter) object(n *node, d *definition) {
	if !l.kind(n, &shape{kind: anObject, name: d.name}, object) {
		return
	}
	n.def = d
	l.seen = append(l.seen, n)
	if ref := n.get("$ref"); ref != nil && d.name == "Path Item" {
		l.reference(n, ref, d)
	}
	switch {
	case d.name == "Discriminator":
		l.mapping(n)
	case n.get("$dynamicRef") != nil && l.is31:
		l.dynamic = append(l.dynamic, n)
	}
	var misspelt []string // the fields that were meant by others
	for _, member := range n.members {
		if meant := l.member(n, member, d.field(member.key)); meant != "" {
			misspelt = append(misspelt, meant)
		}
	}
	meant := func(name string) bool { return slices.Contains(misspelt, name) }
	for _, f := range d.fields {
		if f.required && n.get(f.name) == nil && !meant(f.name) {
			report := l.add
			if f.told {
				report = l.slip
			}
			report(n, n.place(), "%s needs %q: add it", d.title(), f.name)
		}
	}
	l.choices(n, meant)
}

// member checks a member of an object of the specification by the field that it
// is. Where it is none, it gives the one that was meant, if one is near.
func (l *linter) member(n, member *node, f *field) (meant string) {
	switch {
	case f != nil && f.has(l.is31):
		l.value(member, &f.is)
	case strings.HasPrefix(member.key, "x-") && !n.def.closed:
	case n.def.others != nil:
		l.value(member, n.def.others)
	default:
		return l.unknownField(n, member, f)
	}
	return ""
}

// unknownField reports a member that the specification does not have. In 3.1 a
// schema may have any (JSON Schema 2020-12, section 4.3.1), so there only one
// that looks misspelt is a fault. It gives the field that was meant, if one is
// near.
func (l *linter) unknownField(n, member *node, f *field) (meant string) {
	member.cut = true
	known := fieldNames(n.def, l.is31)
	switch near := near(member.key, known); {
	case f != nil && n.def.name == "Schema" && l.is31:
		l.note(member.place(), quoted(member.key)+" has no meaning in OpenAPI 3.1: it is ignored")
	case f != nil:
		other := map[bool]string{false: "3.0", true: "3.1"}
		l.slip(member, member.place(), "%s is of OpenAPI %s, and this description is of %s: remove it", what(member), other[!l.is31], other[l.is31])
	case near != "":
		l.add(member, member.place(), "unknown field %q in %s%s", member.key, n.def.title(), suggest(member.key, known))
		return near
	case fieldRemedy(n, member) != "":
		l.slip(member, member.place(), "unknown field %q in %s%s", member.key, n.def.title(), fieldRemedy(n, member))
	case n.def.name == "Schema" && l.is31:
		l.note(member.place(), quoted(member.key)+" is no keyword of JSON Schema: it is ignored")
	case n.def.closed:
		l.slip(member, member.place(), "unknown field %q in %s: remove it", member.key, n.def.title())
	default:
		l.slip(member, member.place(), "unknown field %q in %s: remove it, or let its name begin with x-", member.key, n.def.title())
	}
	return ""
}

// fieldNames lists the fields that a version has.
func fieldNames(d *definition, is31 bool) []string {
	var names []string
	for _, f := range d.fields {
		if f.has(is31) {
			names = append(names, f.name)
		}
	}
	return names
}

// choices reports fields that exclude each other, or of which one is needed and
// none is meant.
func (l *linter) choices(n *node, meant func(string) bool) {
	for _, names := range slices.Concat(n.def.apart, n.def.oneOf) {
		if given := present(n, names); len(given) > 1 {
			l.add(given[1], given[1].place(), "%s cannot have both %q and %q: remove one of the two", n.def.title(), given[0].key, given[1].key)
			given[1].cut = true
		}
	}
	for _, names := range n.def.oneOf {
		if len(present(n, names)) == 0 && !slices.ContainsFunc(names, meant) {
			l.add(n, n.place(), "%s needs %q or %q: add one of the two", n.def.title(), names[0], names[1])
		}
	}
}

// present lists the members of n under the names, in the description's order.
func present(n *node, names []string) []*node {
	var given []*node
	for _, member := range n.members {
		if slices.Contains(names, member.key) {
			given = append(given, member)
		}
	}
	return given
}

// rules checks what the tables do not say of an object.
func (l *linter) rules(n *node) {
	switch n.def.name {
	case "OpenAPI":
		l.document(n)
	case "Components":
		l.components(n)
	case "Paths":
		l.paths(n)
	case "Path Item":
		l.parameters(n)
	case "Operation":
		l.operation(n)
	case "Parameter":
		l.parameter(n)
	case "Responses":
		l.responses(n)
	case "Schema":
		l.schema(n)
	case "Security Requirement":
		l.requirement(n)
	case "Security Scheme":
		l.scheme(n)
	case "OAuth Flows":
		l.flows(n)
	}
}
