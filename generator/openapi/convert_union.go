package openapi

import (
	"fmt"
	"slices"
	"strings"

	"example.com/burin/generator/model"
)

// union converts a choice of schemas. The choice that comes down to one schema
// is that one.
func (c *converter) union(e *node) *model.Schema {
	var forms []*node
	null := false
	for _, form := range c.forms(e) {
		switch kind := c.jsonKind(form); {
		case kind == kindNull || isNullOnly(form):
			null = true
			continue
		case kind == kindAny:
			return c.open(e, form)
		case kind == kindNever:
			continue
		case form.kind == object && nullable(form):
			null = true
		}
		forms = append(forms, form)
	}
	c.nulls[e] = null // which forms that hold the choice go by
	s := c.choose(e, c.grouped(e, forms))
	if s != nil {
		s.Nullable = s.Nullable || null
	}
	return s
}

// open converts a choice of which a form may be of any JSON type. What there is of
// rules is held against the JSON.
func (c *converter) open(e, form *node) *model.Schema {
	s := &model.Schema{Kind: model.Any, Nullable: true}
	if len(c.checks(form)) == 0 {
		c.note(form, "this allows any JSON, so the choice that it stands in does too")
	} else {
		s.Rules.Checks = c.checks(e)
		s.Nullable = allowsNull(s.Rules.Checks, nullHops)
	}
	return s
}

// isNullOnly says whether a schema allows nothing but null, as an enum does in
// OpenAPI 3.0.
func isNullOnly(n *node) bool {
	values := enumValues(n)
	return len(values) > 0 && !slices.ContainsFunc(values, func(v *node) bool { return v.kind != null })
}

// choose makes the type of a choice.
func (c *converter) choose(e *node, forms []*node) *model.Schema {
	switch len(forms) {
	case 0:
		return &model.Schema{Kind: model.Any, Nullable: true}
	case 1:
		return c.converted(forms[0])
	}
	t := c.newType(e, model.Union)
	t.Union = &model.Choice{Objects: true}
	c.apart(func() {
		for _, form := range forms {
			if own := form.get(goType); own != nil {
				c.note(own, quoted(goType)+" is ignored in a choice, whose forms are told apart by what is in them")
			}
			s := c.made(form)
			if s == nil {
				continue
			}
			s.Pos = form.place()
			f := &model.Variant{Pos: form.place(), Schema: s, Name: c.formName(form, s)}
			t.Union.Variants = append(t.Union.Variants, f)
			t.Union.Objects = t.Union.Objects && isObject(s)
		}
		c.plan(t, e, forms)
	})
	return &model.Schema{Kind: model.Named, Type: t}
}

// formName is what a form is called among others.
func (c *converter) formName(n *node, s *model.Schema) string {
	names := map[model.Kind]string{model.String: "string", model.Boolean: "boolean", model.Int32: "integer", model.Int64: "integer",
		model.Float: "number", model.Double: "number", model.Map: "map", model.Any: "any"}
	switch s.Kind {
	case model.Named:
		return s.Type.Name[strings.LastIndexByte(s.Type.Name, '/')+1:]
	case model.List:
		if items := c.effective(n.get("items")); items != nil {
			return c.formName(items, s.Elem) + " list"
		}
		return "list"
	}
	if name := names[s.Kind]; name != "" {
		return name
	}
	if format, given := n.string("format"); given {
		return format
	}
	return c.jsonKind(n)
}

// forms lists the alternatives of a choice, those of choices within it in their
// place.
func (c *converter) forms(e *node) []*node {
	if known, ok := c.choices[e]; ok {
		return known
	}
	c.choices[e] = nil // a choice within itself adds nothing
	list, heirs := e.choice(), c.heirs(e)
	var forms []*node
	switch {
	case list != nil:
		forms = c.alternatives(e, list)
	case len(heirs) > 0:
		forms = append(c.families(e, heirs), c.itself(e))
	default:
		forms = c.split(e)
	}
	c.choices[e] = forms
	return forms
}

func (c *converter) alternatives(e, list *node) []*node {
	c.fields(e)
	base, idle := e.like(), c.idleType(e, list)
	for _, member := range e.members {
		if member != list && member != idle && member.key != "discriminator" && !slices.Contains(wordKeys, member.key) {
			base.members = append(base.members, member)
		}
	}
	var forms []*node
	for _, item := range list.kept() {
		c.besideReference(item)
		form := c.effective(item)
		if form != nil && form.kind == object && len(base.members) > 0 {
			form = c.effective(c.together(base, item))
		}
		switch {
		case form == nil:
		case form.kind == object && c.jsonKind(form) == kindUnion && form != e:
			for _, inner := range c.forms(form) {
				forms = appendNew(forms, inner)
			}
		default:
			forms = appendNew(forms, form)
		}
	}
	return forms
}

// idleType is the type beside a choice that some of the alternatives cannot be of, so
// that no value is both.
func (c *converter) idleType(e, list *node) *node {
	beside := e.get("type")
	if beside == nil || beside.cut || beside.kind != text {
		return nil
	}
	for _, item := range list.kept() {
		form := c.effective(item)
		if form == nil || form.kind != object {
			continue
		}
		if types := withoutNull(form.types()); len(types) > 0 && !slices.ContainsFunc(types, func(name string) bool { return sameType(name) == sameType(beside.text) }) {
			c.lint.slip(beside, beside.place(), "the type is %s beside a choice, and the form at line %s is of type %s: remove one of the two",
				beside.text, line(item), strings.Join(types, " or "))
			return beside
		}
	}
	return nil
}

// sameType is a type, but number for an integer, which may be one.
func sameType(name string) string {
	if name == kindInteger {
		return kindNumber
	}
	return name
}

func appendNew(list []*node, n *node) []*node {
	if slices.Contains(list, n) {
		return list
	}
	return append(list, n)
}

// together makes the schema of an alternative and what stands beside the choice.
func (c *converter) together(base, item *node) *node {
	both := item.like()
	both.stands = item
	list := &node{kind: array, pos: item.pos, key: "allOf", parent: both, members: []*node{base, item}}
	both.members = []*node{list}
	return both
}

// split makes a schema of each type of one that has several.
func (c *converter) split(e *node) []*node {
	var forms []*node
	for _, name := range e.types() {
		form := e.like()
		form.key = e.key + "/" + name
		for _, member := range e.members {
			types := keywordTypes[member.key]
			switch {
			case member.key == "type":
				form.members = append(form.members, &node{kind: text, text: name, pos: member.pos, key: "type", keyPos: member.keyPos, parent: form})
			case member.key == "enum":
				form.members = append(form.members, valuesOf(member, name))
			case len(types) == 0 || slices.Contains(types, name):
				form.members = append(form.members, member)
			}
		}
		forms = append(forms, form)
	}
	return forms
}

// valuesOf keeps the values of an enum that are of a type.
func valuesOf(enum *node, kind string) *node {
	kept := *enum
	kept.members = slices.DeleteFunc(slices.Clone(enum.members), func(v *node) bool { return !v.isA(kind) })
	kept.cut = kept.cut || len(kept.members) == 0
	return &kept
}

// grouped makes one form of those that no JSON type tells apart, other than
// objects: strings, numbers, booleans, maps, and arrays whose first elements do
// not tell them apart.
func (c *converter) grouped(e *node, forms []*node) []*node {
	groups := map[string][]*node{}
	for _, form := range forms {
		if group := c.group(form); !slices.Contains(groups[group], form) {
			groups[group] = append(groups[group], form)
		}
	}
	var list []*node
	for _, form := range forms {
		name := c.group(form)
		switch group := groups[name]; {
		case len(group) == 0: // taken in already
		case len(group) == 1 || name == kindObject || name == kindArray && c.elementsDiffer(group):
			list = append(list, group...)
			groups[name] = nil
		default:
			list = append(list, c.joinedOnce(e, name, group, len(groups) == 1))
			groups[name] = nil
		}
	}
	return list
}

// group is the JSON type of a form; a map is apart from other objects.
func (c *converter) group(form *node) string {
	if kind := c.jsonKind(form); kind != kindInteger {
		return kind
	}
	return kindNumber
}

// elementsDiffer says whether the JSON type of a first element tells arrays
// apart.
func (c *converter) elementsDiffer(arrays []*node) bool {
	seen := map[string]bool{}
	for _, a := range arrays {
		for _, kind := range c.firstTypes(a) {
			if seen[kind] {
				return false
			}
			seen[kind] = true
		}
	}
	return true
}

// firstTypes lists the JSON types that an element of an array may have.
func (c *converter) firstTypes(a *node) []string {
	items := c.effective(a.get("items"))
	if items == nil || items.kind != object {
		return []string{kindString, kindNumber, kindBoolean, kindArray, kindObject, kindNull}
	}
	return c.jsonTypes(items)
}

// jsonTypes lists the JSON types that a schema allows, each once.
func (c *converter) jsonTypes(e *node) []string {
	var types []string
	add := func(names ...string) {
		for _, name := range names {
			if !slices.Contains(types, name) {
				types = append(types, name)
			}
		}
	}
	if e.kind == object && nullable(e) {
		add(kindNull)
	}
	switch kind := c.jsonKind(e); kind {
	case kindUnion:
		for _, form := range c.forms(e) {
			add(c.jsonTypes(form)...)
		}
	case kindAny, kindNever:
		add(kindString, kindNumber, kindBoolean, kindArray, kindObject, kindNull)
	case kindMap:
		add(kindObject)
	default:
		add(c.group(e))
	}
	return types
}

// joinedOnce is joined, which makes the same of the same forms where their choice
// was made by it too: where the forms lead back to themselves, so does that.
func (c *converter) joinedOnce(e *node, kind string, group []*node, alone bool) *node {
	if !c.joint[e] {
		return c.joined(e, kind, group, alone)
	}
	key := fmt.Sprintf("%s %t", kind, alone)
	for _, form := range group {
		key += fmt.Sprintf(" %p", form)
	}
	if c.joins[key] == nil {
		c.joins[key] = c.joined(e, kind, group, alone)
	}
	return c.joins[key]
}

// joined makes one schema of forms of the same JSON type.
func (c *converter) joined(e *node, kind string, group []*node, alone bool) *node {
	form := group[0].like()
	if alone {
		form = e.like()
	}
	add := func(key string, value *node) {
		value.key, value.keyPos, value.parent = key, value.pos, form
		form.members = append(form.members, value)
	}
	add("type", &node{kind: text, text: c.commonType(kind, group), pos: form.pos})
	values := &node{kind: array, pos: form.pos}
	listed := true
	for _, g := range group {
		of := enumValues(g)
		listed = listed && of != nil
		values.members = append(values.members, of...)
	}
	switch {
	case kind == kindArray || kind == kindMap:
		key := map[string]string{kindArray: "items", kindMap: "additionalProperties"}[kind]
		choice := &node{kind: object, pos: form.pos, def: definitionOf("Schema")}
		c.joint[choice] = true
		list := &node{kind: array, pos: form.pos, key: "anyOf", parent: choice}
		for _, g := range group {
			if member := g.get(key); member != nil && member.kind == object {
				list.members = append(list.members, member)
			}
		}
		if choice.members = []*node{list}; len(list.members) == len(group) {
			add(key, choice)
		}
		if !c.holdEach(e, form, group) {
			c.note(e, "the "+kind+"s of this choice are taken for one, of all that they may hold")
		}
	case listed:
		if own := e.get("enum"); own != nil && !own.cut { // both have to hold
			values.members = slices.DeleteFunc(values.members, func(v *node) bool { return !slices.ContainsFunc(own.members, v.equal) })
		}
		add("enum", values)
	case kind != kindBoolean:
		if !c.holdEach(e, form, group) {
			c.note(e, "the "+kind+"s of this choice cannot be told apart: they are one "+kind+", without the rules of each")
		}
	}
	return form
}

// holdEach has a form that was made of several hold values against the rules of
// each. It says whether that tells the truth: not where of several alternatives
// one alone may hold and allows what others do, and it is left alone where an
// alternative refers to others, which would take much code to hold against.
func (c *converter) holdEach(e, form *node, group []*node) bool {
	list := e.choice()
	if list == nil {
		return false
	}
	for _, g := range group {
		checks := c.checks(g)
		switch {
		case refers(checks):
			return false
		case len(checks) < 2: // any of the type
			return list.key == "anyOf"
		}
	}
	choice := form.like()
	choice.append(&node{kind: array, pos: list.pos, key: list.key, keyPos: list.keyPos, parent: choice, members: group})
	form.append(&node{kind: array, pos: list.pos, key: "allOf", keyPos: list.keyPos, parent: form, members: []*node{choice}})
	return true
}

// refers says whether checks refer to schemas elsewhere.
func refers(checks []*model.Check) bool {
	return slices.ContainsFunc(checks, func(check *model.Check) bool { return check.Ref != nil || slices.ContainsFunc(check.Of, refers) })
}

// commonType is the type that holds the values of a group.
func (c *converter) commonType(kind string, group []*node) string {
	if kind == kindMap {
		return kindObject
	}
	fraction := slices.ContainsFunc(group, func(g *node) bool { return c.jsonKind(g) == kindNumber })
	if kind == kindNumber && !fraction {
		return kindInteger
	}
	return kind
}

// onlyDemands says whether the alternatives of a choice do no more than require
// properties of the object that they are about.
func (c *converter) onlyDemands(e, list *node) bool {
	if len(e.get("properties").fields()) == 0 {
		return false
	}
	return !slices.ContainsFunc(list.kept(), func(item *node) bool {
		return item.kind != object || slices.ContainsFunc(item.members, func(m *node) bool {
			return m.key != "required" && m.key != "type" && m.key != "not" && !slices.Contains(wordKeys, m.key)
		})
	})
}
