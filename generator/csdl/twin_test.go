package csdl

import (
	"cmp"
	"encoding/json"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
)

// TestGraphAsJSON writes a real description, read from XML, as CSDL JSON, which
// has to give the same model.
func TestGraphAsJSON(t *testing.T) {
	file := corpus(t, "v1.0-2026-08-20.csdl.xml")
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	f := &findings{lenient: true}
	d := parse(f, "csdl.xml", data)
	if d == nil {
		t.Fatal(f.faults)
	}
	for _, s := range d.schemas {
		sayInJSON(s)
	}
	want := convert(f, []*document{d})
	d = parse(f, "csdl.xml", data)
	for _, s := range d.schemas {
		sayInJSON(s)
	}
	got, err := Parse("csdl.json", []byte(jsonOf(d)), Options{Lenient: true})
	if err != nil || len(f.faults) > 0 {
		t.Fatal(err, f.faults)
	}
	want.Unused, got.Unused = nil, nil // their order is that of their places
	if xml, json := placeless(dump(want)), placeless(dump(got)); xml != json {
		t.Errorf("the model of the JSON differs (-XML +JSON):\n%s", gocmp.Diff(strings.Split(xml, "\n"), strings.Split(json, "\n")))
	}
}

// sayInJSON leaves out of a schema what JSON cannot say, a call with the name of
// a type, and puts the overloads of a name together, as JSON has them.
func sayInJSON(s *schema) {
	first := map[string]int{}
	for i, c := range s.calls {
		if _, ok := first[c.name.text]; !ok {
			first[c.name.text] = i
		}
	}
	s.calls = slices.DeleteFunc(s.calls, func(c *callDef) bool {
		return slices.ContainsFunc(s.types, func(t *typeDef) bool { return t.name.text == c.name.text })
	})
	slices.SortStableFunc(s.calls, func(a, b *callDef) int { return cmp.Compare(first[a.name.text], first[b.name.text]) })
}

// jsonMembers writes the members of a JSON object in their order.
type jsonMembers struct{ strings.Builder }

func (m *jsonMembers) add(key, value string) {
	if m.Len() > 0 {
		m.WriteString(",\n")
	}
	m.WriteString(literal(key) + ": " + value)
}

// word adds a member where the document has the word.
func (m *jsonMembers) word(key string, w word) {
	if w.given() {
		m.add(key, literal(w.text))
	}
}

func (m *jsonMembers) flag(key string, yes bool) {
	if yes {
		m.add(key, "true")
	}
}

func (m *jsonMembers) object() string { return "{" + m.String() + "}" }

func literal(text string) string {
	data, err := json.Marshal(text)
	if err != nil {
		panic(err)
	}
	return string(data)
}

func jsonOf(d *document) string {
	var m jsonMembers
	m.add("$Version", `"4.01"`)
	for _, s := range d.schemas {
		m.add(s.namespace.text, schemaJSON(s))
	}
	return m.object()
}

func schemaJSON(s *schema) string {
	var m jsonMembers
	m.word("$Alias", s.alias)
	m.annotations("", s.annotations)
	for _, t := range s.types {
		m.add(t.name.text, typeJSON(t))
	}
	for i := 0; i < len(s.calls); {
		var overloads []string
		name := s.calls[i].name.text
		for ; i < len(s.calls) && s.calls[i].name.text == name; i++ {
			overloads = append(overloads, callJSON(s.calls[i]))
		}
		m.add(name, "["+strings.Join(overloads, ",")+"]")
	}
	for _, c := range s.containers {
		m.add(c.name.text, containerJSON(c))
	}
	for _, t := range s.terms {
		m.add(t.name.text, `{"$Kind": "Term", "$Type": `+literal(t.typ.name.text)+"}")
	}
	var order []string
	targets := map[string]*jsonMembers{}
	for _, t := range s.targets {
		if targets[t.path.text] == nil {
			targets[t.path.text] = &jsonMembers{}
			order = append(order, t.path.text)
		}
		targets[t.path.text].annotations("", t.annotations)
	}
	var all jsonMembers
	for _, path := range order {
		all.add(path, targets[path].object())
	}
	m.add("$Annotations", all.object())
	return m.object()
}

func typeJSON(t *typeDef) string {
	var m jsonMembers
	m.add("$Kind", literal(map[typeKind]string{entityType: "EntityType", complexType: "ComplexType", enumType: "EnumType"}[t.kind]))
	m.word("$BaseType", t.base)
	m.word("$UnderlyingType", t.underlying)
	m.flag("$Abstract", t.abstract)
	m.flag("$OpenType", t.open.value)
	m.flag("$HasStream", t.stream)
	m.flag("$IsFlags", t.flags)
	if t.hasKey {
		var parts []string
		for _, k := range t.key {
			parts = append(parts, literal(k.name.text))
		}
		m.add("$Key", "["+strings.Join(parts, ",")+"]")
	}
	m.annotations("", t.annotations)
	for _, e := range t.members {
		m.add(e.name.text, e.value.text)
		m.annotations(e.name.text, e.annotations)
	}
	for _, p := range t.properties {
		m.add(p.name.text, propertyJSON(p))
	}
	return m.object()
}

func propertyJSON(p *property) string {
	var m jsonMembers
	if p.navigation {
		m.add("$Kind", `"NavigationProperty"`)
		m.word("$Partner", p.partner)
		m.flag("$ContainsTarget", p.contained.value)
	}
	m.value(&p.value)
	return m.object()
}

func (m *jsonMembers) value(v *value) {
	m.word("$Type", v.typ.name)
	m.flag("$Collection", v.typ.collection)
	m.flag("$Nullable", v.facets.nullable.value || !v.facets.nullable.given() && !v.typ.collection)
	m.word("$MaxLength", v.facets.maxLength)
	m.word("$Precision", v.facets.precision)
	m.word("$Scale", v.facets.scale)
	m.annotations("", v.annotations)
}

func callJSON(c *callDef) string {
	var m jsonMembers
	m.add("$Kind", literal(map[bool]string{true: "Action", false: "Function"}[c.action]))
	m.flag("$IsBound", c.bound)
	m.flag("$IsComposable", c.composable)
	m.word("$EntitySetPath", c.setPath)
	m.annotations("", c.annotations)
	var parameters []string
	for _, p := range c.parameters {
		var one jsonMembers
		one.word("$Name", p.name)
		one.value(p)
		parameters = append(parameters, one.object())
	}
	m.add("$Parameter", "["+strings.Join(parameters, ",")+"]")
	if c.returns != nil {
		var one jsonMembers
		one.value(c.returns)
		m.add("$ReturnType", one.object())
	}
	return m.object()
}

func containerJSON(c *container) string {
	var m jsonMembers
	m.add("$Kind", `"EntityContainer"`)
	m.annotations("", c.annotations)
	for _, r := range c.roots {
		var one, bindings jsonMembers
		one.word("$Type", r.typ)
		one.flag("$Collection", r.collection)
		for _, b := range r.bindings {
			bindings.word(b.path.text, b.target)
		}
		one.add("$NavigationPropertyBinding", bindings.object())
		one.annotations("", r.annotations)
		m.add(r.name.text, one.object())
	}
	for _, i := range c.imports {
		var one jsonMembers
		one.word(map[bool]string{true: "$Action", false: "$Function"}[i.action], i.call)
		one.word("$EntitySet", i.set)
		one.annotations("", i.annotations)
		m.add(i.name.text, one.object())
	}
	return m.object()
}

func (m *jsonMembers) annotations(of string, list []*annotation) {
	for _, a := range list {
		key := of + "@" + a.key()
		value := "true"
		if a.value != nil {
			value = expressionJSON(a.value)
		}
		m.add(key, value)
		m.annotations(key, a.annotations)
	}
}

func expressionJSON(e *expression) string {
	switch e.kind {
	case boolean:
		return strconv.FormatBool(e.text == "true")
	case nothing:
		return "null"
	case dynamic:
		return `{"$` + e.text + `": ""}`
	case collection:
		var items []string
		for _, item := range e.items {
			items = append(items, expressionJSON(item))
		}
		return "[" + strings.Join(items, ",") + "]"
	case record:
		var m jsonMembers
		for _, f := range e.fields {
			m.add(f.name, expressionJSON(f.value))
		}
		return m.object()
	}
	return literal(e.text)
}
