package csdl

import (
	"slices"
	"strings"

	"example.com/burin/generator/source"
)

// jsonBuilder makes a document of the nodes of a JSON file (OData CSDL JSON
// 4.01, whose sections have the numbers of those of CSDL XML).
type jsonBuilder struct {
	*findings
}

// jsonFacets are the members that narrow a type.
const jsonFacets = " $Nullable $MaxLength $Precision $Scale $Unicode $SRID $DefaultValue"

// readJSON reads a document; nil where a fault keeps it from being read.
func readJSON(f *findings, l *lines) *document {
	root := readNodes(f, l)
	if root == nil {
		return nil
	}
	j := &jsonBuilder{f}
	d := &document{file: l.file, pos: root.pos}
	if v := j.text(root, "$Version"); v.given() {
		checkVersion(f, v)
	} else if root.get("$Version") == nil {
		j.fault(root.pos, "the document has no $Version (CSDL 4.01, section 4): add it")
	}
	for _, m := range root.members {
		switch {
		case m.key == "$Version", m.key == "$EntityContainer":
		case m.key == "$Reference":
			for _, r := range j.object(m) {
				d.references = append(d.references, j.reference(r))
			}
		case strings.HasPrefix(m.key, "$"):
			j.unknown(m, "a document", "4", "$Version $EntityContainer $Reference")
		default:
			d.schemas = append(d.schemas, j.schema(m))
		}
	}
	return d
}

// unknown finds fault with a member that an object does not have.
func (j *jsonBuilder) unknown(m *node, of, section, known string) {
	j.fault(m.keyPos, "%s has no member %s (CSDL 4.01, section %s): %s", of, m.key, section, advice(m.key, strings.Fields(known)))
}

// check finds fault with members that an object does not have; annotations it
// always has. What begins with no dollar sign is named by the description, and
// allowed where named is true.
func (j *jsonBuilder) check(n *node, of, section, known string, named bool) {
	for _, m := range j.object(n) {
		switch {
		case strings.Contains(m.key, "@"):
		case strings.HasPrefix(m.key, "$"), !named:
			if !slices.Contains(strings.Fields(known), m.key) {
				j.unknown(m, of, section, known)
			}
		}
	}
}

// object gives the members of an object, and finds fault with what is none.
func (j *jsonBuilder) object(n *node) []*node {
	if n.kind != "object" {
		j.fault(n.pos, "%s is %s: write an object", n.label(), n.what())
		return nil
	}
	return n.members
}

// array gives the items of an array, and finds fault with what is none.
func (j *jsonBuilder) array(n *node) []*node {
	switch {
	case n == nil:
		return nil
	case n.kind != "array":
		j.fault(n.pos, "%s is %s: write an array", n.label(), n.what())
		return nil
	}
	return n.members
}

func (n *node) label() string {
	if n.key == "" {
		return "this"
	}
	return n.key
}

// isNamed says whether a member has a name that the description chose.
func (n *node) isNamed() bool { return !strings.HasPrefix(n.key, "$") && !strings.Contains(n.key, "@") }

// place is where a node begins, its key included.
func (n *node) place() source.Pos { return placed(n.name(), n.pos) }

// name is the key of a member, as a word.
func (n *node) name() word { return word{n.key, n.keyPos} }

// text reads a member that is a string; no word where there is none.
func (j *jsonBuilder) text(n *node, key string) word {
	m := n.get(key)
	if m == nil {
		return word{}
	}
	if m.kind != "string" {
		j.fault(m.pos, "%s is %s: write a string", key, m.what())
		return word{}
	}
	return word{m.text, m.pos}
}

// number reads a member that is a number or one of some words.
func (j *jsonBuilder) number(n *node, key string) word {
	m := n.get(key)
	if m == nil {
		return word{}
	}
	if m.kind != "number" && m.kind != "string" {
		j.fault(m.pos, "%s is %s: write a number", key, m.what())
		return word{}
	}
	return word{m.text, m.pos}
}

func (j *jsonBuilder) flag(n *node, key string) toggle {
	m := n.get(key)
	if m == nil {
		return toggle{}
	}
	if m.kind != "boolean" {
		j.fault(m.pos, "%s is %s: write true or false", key, m.what())
	}
	return toggle{m.text == "true", m.pos}
}

func (j *jsonBuilder) reference(n *node) *reference {
	j.check(n, "a reference", "4.1", "$Include $IncludeAnnotations", false)
	r := &reference{pos: n.keyPos, uri: n.name()}
	for _, in := range j.array(n.get("$Include")) {
		j.check(in, "an inclusion", "4.2", "$Namespace $Alias", false)
		i := &include{in.pos, j.text(in, "$Namespace"), j.text(in, "$Alias")}
		if !i.namespace.given() {
			j.fault(in.pos, "this inclusion has no $Namespace (CSDL 4.01, section 4.2): add it")
			continue
		}
		r.includes = append(r.includes, i)
	}
	return r
}

func (j *jsonBuilder) schema(n *node) *schema {
	j.check(n, "a schema", "5", "$Alias $Annotations", true)
	s := &schema{annotated: j.annotated(n, ""), pos: n.keyPos, namespace: n.name(), alias: j.text(n, "$Alias")}
	for _, m := range n.members {
		switch {
		case m.key == "$Annotations":
			for _, t := range j.object(m) {
				s.targets = append(s.targets, &target{annotated: j.annotated(t, ""), pos: t.keyPos, path: t.name()})
			}
		case !m.isNamed():
		case m.kind == "array":
			for _, overload := range m.members {
				if c := j.call(overload, m.name()); c != nil {
					s.calls = append(s.calls, c)
				}
			}
		case m.kind == "object":
			j.define(s, m)
		default:
			j.object(m) // reports it
		}
	}
	return s
}

// define reads what a schema defines besides actions and functions.
func (j *jsonBuilder) define(s *schema, n *node) {
	switch kind := j.text(n, "$Kind"); kind.text {
	case "EntityType":
		s.types = append(s.types, j.structured(n, entityType))
	case "ComplexType":
		s.types = append(s.types, j.structured(n, complexType))
	case "EnumType":
		s.types = append(s.types, j.enum(n))
	case "TypeDefinition":
		j.check(n, "a type definition", "11", "$Kind $UnderlyingType"+jsonFacets, false)
		t := &typeDef{annotated: j.annotated(n, ""), pos: n.keyPos, kind: typeDefinition, name: n.name(),
			underlying: j.text(n, "$UnderlyingType"), facets: j.facets(n)}
		if !t.underlying.given() {
			j.fault(n.keyPos, "this type definition has no $UnderlyingType (CSDL 4.01, section 11.1): add it")
			return
		}
		s.types = append(s.types, t)
	case "Term":
		j.check(n, "a term", "14.1", "$Kind $Type $Collection $BaseTerm $AppliesTo"+jsonFacets, false)
		s.terms = append(s.terms, &termDef{annotated: j.annotated(n, ""), pos: n.keyPos, name: n.name(), typ: j.typeRef(n), base: j.text(n, "$BaseTerm")})
	case "EntityContainer":
		s.containers = append(s.containers, j.container(n))
	default:
		kinds := "EntityType ComplexType EnumType TypeDefinition Term EntityContainer"
		j.fault(placed(kind, n.keyPos), "%s has no $Kind that a schema defines (CSDL 4.01, section 5): write one of %s", n.key, strings.ReplaceAll(kinds, " ", ", "))
	}
}

func (j *jsonBuilder) structured(n *node, kind typeKind) *typeDef {
	known := "$Kind $BaseType $Abstract $OpenType"
	if kind == entityType {
		known += " $HasStream $Key"
	}
	j.check(n, kind.String(), sectionOf(kind, ""), known, true)
	t := &typeDef{annotated: j.annotated(n, ""), pos: n.keyPos, kind: kind, name: n.name(), base: j.text(n, "$BaseType"),
		abstract: j.flag(n, "$Abstract").value, open: j.flag(n, "$OpenType"), stream: j.flag(n, "$HasStream").value}
	if key := n.get("$Key"); key != nil && kind == entityType {
		t.hasKey = true
		t.key = j.key(key)
	}
	for _, m := range n.members {
		switch {
		case !m.isNamed():
		case m.kind != "object":
			j.object(m) // reports it
		default:
			if p := j.property(m); p != nil {
				t.properties = append(t.properties, p)
			}
		}
	}
	return t
}

func (j *jsonBuilder) key(n *node) []*keyRef {
	var refs []*keyRef
	for _, m := range j.array(n) {
		switch {
		case m.kind == "string":
			refs = append(refs, &keyRef{pos: m.pos, name: word{m.text, m.pos}})
		case m.kind == "object" && len(m.members) == 1 && m.members[0].kind == "string":
			refs = append(refs, &keyRef{m.pos, word{m.members[0].text, m.members[0].pos}, m.members[0].name()})
		default:
			j.fault(m.pos, "this is no part of a key (CSDL 4.01, section 6.5): write a property's name, or an object of one alias and a path")
		}
	}
	if len(refs) == 0 {
		j.fault(n.keyPos, "this $Key names no property (CSDL 4.01, section 6.5): name the property that is the key")
	}
	return refs
}

func (j *jsonBuilder) property(n *node) *property {
	kind := j.text(n, "$Kind")
	if kind.text == "NavigationProperty" {
		return j.navigation(n)
	}
	if kind.given() && kind.text != "Property" {
		j.fault(kind.pos, "%q is no kind of property (CSDL 4.01, section 7): write Property or NavigationProperty", kind.text)
	}
	j.check(n, "a property", "7", "$Kind $Type $Collection"+jsonFacets, false)
	return &property{value: j.value(n, n.name())}
}

func (j *jsonBuilder) navigation(n *node) *property {
	j.check(n, "a navigation property", "8", "$Kind $Type $Collection $Nullable $Partner $ContainsTarget $ReferentialConstraint $OnDelete", false)
	p := &property{value: j.value(n, n.name()), navigation: true, contained: j.flag(n, "$ContainsTarget"),
		partner: j.text(n, "$Partner"), onDelete: j.text(n, "$OnDelete")}
	if n.get("$Type") == nil {
		j.fault(n.keyPos, "this navigation property has no $Type (CSDL 4.01, section 8.1): add it")
		return nil
	}
	if p.typ.collection && n.get("$Nullable") == nil {
		p.facets.nullable = toggle{}
	}
	if constraints := n.get("$ReferentialConstraint"); constraints != nil {
		for _, m := range j.object(constraints) {
			if !strings.Contains(m.key, "@") {
				p.constraints = append(p.constraints, &constraint{j.annotated(constraints, m.key), m.keyPos, m.name(), j.text(constraints, m.key)})
			}
		}
	}
	return p
}

// value reads what has a type. Without $Nullable it is never null (section
// 7.2.1), unlike in XML.
func (j *jsonBuilder) value(n *node, name word) value {
	v := value{annotated: j.annotated(n, ""), pos: n.place(), name: name, typ: j.typeRef(n), facets: j.facets(n)}
	if !v.facets.nullable.given() {
		v.facets.nullable = toggle{false, v.pos}
	}
	return v
}

// typeRef reads a type; without $Type it is a string (section 7.1).
func (j *jsonBuilder) typeRef(n *node) typeRef {
	name := j.text(n, "$Type")
	if !name.given() {
		name = word{"Edm.String", n.place()}
	}
	return typeRef{name, j.flag(n, "$Collection").value}
}

func (j *jsonBuilder) facets(n *node) facets {
	f := facets{nullable: j.flag(n, "$Nullable"), maxLength: j.number(n, "$MaxLength"), precision: j.number(n, "$Precision"),
		scale: j.number(n, "$Scale"), unicode: j.flag(n, "$Unicode"), srid: j.number(n, "$SRID")}
	if m := n.get("$DefaultValue"); m != nil {
		f.defaultValue = word{m.text, m.pos}
	}
	return f
}

func (j *jsonBuilder) enum(n *node) *typeDef {
	j.check(n, "an enumeration type", "10", "$Kind $UnderlyingType $IsFlags", true)
	t := &typeDef{annotated: j.annotated(n, ""), pos: n.keyPos, kind: enumType, name: n.name(),
		underlying: j.text(n, "$UnderlyingType"), flags: j.flag(n, "$IsFlags").value}
	for _, m := range n.members {
		if m.isNamed() {
			t.members = append(t.members, &member{j.annotated(n, m.key), m.keyPos, m.name(), j.number(n, m.key)})
		}
	}
	return t
}

func (j *jsonBuilder) call(n *node, name word) *callDef {
	kind := j.text(n, "$Kind")
	if kind.text != "Action" && kind.text != "Function" {
		j.fault(placed(kind, n.pos), "%s is an array, so its items are of the $Kind Action or Function (CSDL 4.01, section 12): write one of these", name.text)
		return nil
	}
	j.check(n, "an overload", "12", "$Kind $IsBound $EntitySetPath $IsComposable $Parameter $ReturnType", false)
	c := &callDef{annotated: j.annotated(n, ""), pos: n.pos, action: kind.text == "Action", name: name, bound: j.flag(n, "$IsBound").value,
		composable: j.flag(n, "$IsComposable").value, setPath: j.text(n, "$EntitySetPath")}
	for _, p := range j.array(n.get("$Parameter")) {
		j.check(p, "a parameter", "12.9", "$Name $Type $Collection"+jsonFacets, false)
		v := j.value(p, j.text(p, "$Name"))
		if !v.name.given() {
			j.fault(p.pos, "this parameter has no $Name (CSDL 4.01, section 12.9): add it")
		}
		c.parameters = append(c.parameters, &v)
	}
	if r := n.get("$ReturnType"); r != nil {
		j.check(r, "a return type", "12.8", "$Type $Collection"+jsonFacets, false)
		v := j.value(r, word{})
		c.returns = &v
	}
	return c
}

func (j *jsonBuilder) container(n *node) *container {
	j.check(n, "an entity container", "13", "$Kind $Extends", true)
	c := &container{annotated: j.annotated(n, ""), pos: n.keyPos, name: n.name(), extends: j.text(n, "$Extends")}
	for _, m := range n.members {
		if !m.isNamed() || m.kind != "object" && j.object(m) == nil {
			continue
		}
		switch {
		case m.get("$Action") != nil:
			j.check(m, "an action import", "13.5", "$Action $EntitySet", false)
			c.imports = append(c.imports, &importDef{j.annotated(m, ""), m.keyPos, true, m.name(), j.text(m, "$Action"), j.text(m, "$EntitySet")})
		case m.get("$Function") != nil:
			j.check(m, "a function import", "13.6", "$Function $EntitySet $IncludeInServiceDocument", false)
			c.imports = append(c.imports, &importDef{j.annotated(m, ""), m.keyPos, false, m.name(), j.text(m, "$Function"), j.text(m, "$EntitySet")})
		default:
			if r := j.root(m); r != nil {
				c.roots = append(c.roots, r)
			}
		}
	}
	return c
}

func (j *jsonBuilder) root(n *node) *rootDef {
	j.check(n, "an entity set or a singleton", "13.2", "$Type $Collection $Nullable $NavigationPropertyBinding $IncludeInServiceDocument", false)
	r := &rootDef{annotated: j.annotated(n, ""), pos: n.keyPos, collection: j.flag(n, "$Collection").value, name: n.name(), typ: j.text(n, "$Type")}
	if !r.typ.given() {
		j.fault(n.keyPos, "%s has no $Type, $Action or $Function (CSDL 4.01, section 13): add what it is", n.key)
		return nil
	}
	if bindings := n.get("$NavigationPropertyBinding"); bindings != nil {
		for _, m := range j.object(bindings) {
			r.bindings = append(r.bindings, &binding{m.keyPos, m.name(), j.text(bindings, m.key)})
		}
	}
	return r
}
