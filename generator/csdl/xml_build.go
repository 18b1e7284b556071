package csdl

import "strings"

// xmlBuilder makes a document of the elements of an XML file.
type xmlBuilder struct {
	*findings
	lines *lines
}

// attr finds an attribute; nil where the element has none of that name.
func (e *element) attr(name string) *attribute {
	for i := range e.attrs {
		if e.attrs[i].name == name {
			return &e.attrs[i]
		}
	}
	return nil
}

// each gives the children of a name.
func (e *element) each(name string) []*element {
	var list []*element
	for _, child := range e.children {
		if child.name == name {
			list = append(list, child)
		}
	}
	return list
}

func (x *xmlBuilder) word(e *element, name string) word {
	a := e.attr(name)
	if a == nil {
		return word{}
	}
	return word{strings.TrimSpace(a.value), x.lines.at(a.valueAt)}
}

func (x *xmlBuilder) flag(e *element, name string) toggle {
	w := x.word(e, name)
	switch {
	case !w.given():
		return toggle{}
	case w.text != "true" && w.text != "false":
		x.fault(w.pos, "%s is %q: write true or false", name, w.text)
	}
	return toggle{w.text == "true", w.pos}
}

// buildXML makes a document of the root element.
func buildXML(f *findings, l *lines, root *element) *document {
	x := &xmlBuilder{f, l}
	x.checkGrammar(root)
	d := &document{file: l.file, pos: root.pos}
	if v := x.word(root, "Version"); v.given() {
		checkVersion(f, v)
	}
	for _, e := range root.each("Reference") {
		d.references = append(d.references, x.reference(e))
	}
	services := root.each("DataServices")
	if len(services) != 1 {
		x.fault(root.pos, "an Edmx holds exactly one DataServices, not %d (CSDL 4.01, section 4)", len(services))
	}
	for _, service := range services {
		for _, e := range service.each("Schema") {
			d.schemas = append(d.schemas, x.schema(e))
		}
	}
	return d
}

func (x *xmlBuilder) reference(e *element) *reference {
	r := &reference{pos: e.pos, uri: x.word(e, "Uri")}
	for _, child := range e.each("Include") {
		r.includes = append(r.includes, &include{child.pos, x.word(child, "Namespace"), x.word(child, "Alias")})
	}
	return r
}

func (x *xmlBuilder) schema(e *element) *schema {
	s := &schema{pos: e.pos, namespace: x.word(e, "Namespace"), alias: x.word(e, "Alias"), annotated: x.annotated(e)}
	for _, child := range e.children {
		switch child.name {
		case "EntityType":
			s.types = append(s.types, x.structured(child, entityType))
		case "ComplexType":
			s.types = append(s.types, x.structured(child, complexType))
		case "EnumType":
			s.types = append(s.types, x.enum(child))
		case "TypeDefinition":
			s.types = append(s.types, &typeDef{annotated: x.annotated(child), pos: child.pos, kind: typeDefinition,
				name: x.word(child, "Name"), underlying: x.word(child, "UnderlyingType"), facets: x.facets(child)})
		case "Action", "Function":
			s.calls = append(s.calls, x.call(child))
		case "Term":
			s.terms = append(s.terms, &termDef{annotated: x.annotated(child), pos: child.pos, name: x.word(child, "Name"),
				typ: x.typeRef(child), base: x.word(child, "BaseTerm")})
		case "EntityContainer":
			s.containers = append(s.containers, x.container(child))
		case "Annotations":
			s.targets = append(s.targets, x.target(child))
		}
	}
	return s
}

func (x *xmlBuilder) target(e *element) *target {
	t := &target{annotated: x.annotated(e), pos: e.pos, path: x.word(e, "Target")}
	if q := x.word(e, "Qualifier"); q.given() {
		for _, a := range t.annotations {
			a.qualifier = q.text
		}
	}
	return t
}

func (x *xmlBuilder) structured(e *element, kind typeKind) *typeDef {
	t := &typeDef{annotated: x.annotated(e), pos: e.pos, kind: kind, name: x.word(e, "Name"), base: x.word(e, "BaseType"),
		abstract: x.flag(e, "Abstract").value, open: x.flag(e, "OpenType"), stream: x.flag(e, "HasStream").value}
	for i, key := range e.each("Key") {
		if i > 0 {
			x.fault(key.pos, "this is a second Key: an entity type has one (CSDL 4.01, section 6.5)")
			continue
		}
		t.hasKey = true
		for _, ref := range key.each("PropertyRef") {
			t.key = append(t.key, &keyRef{ref.pos, x.word(ref, "Name"), x.word(ref, "Alias")})
		}
		if len(t.key) == 0 {
			x.fault(key.pos, "this Key has no PropertyRef: name the property that is the key (CSDL 4.01, section 6.5)")
		}
	}
	for _, child := range e.children {
		switch child.name {
		case "Property":
			t.properties = append(t.properties, &property{value: x.value(child)})
		case "NavigationProperty":
			t.properties = append(t.properties, x.navigation(child))
		}
	}
	return t
}

func (x *xmlBuilder) navigation(e *element) *property {
	p := &property{value: x.value(e), navigation: true, contained: x.flag(e, "ContainsTarget"), partner: x.word(e, "Partner")}
	for _, child := range e.each("ReferentialConstraint") {
		p.constraints = append(p.constraints, &constraint{x.annotated(child), child.pos, x.word(child, "Property"), x.word(child, "ReferencedProperty")})
	}
	for _, child := range e.each("OnDelete") {
		p.onDelete = x.word(child, "Action")
	}
	return p
}

func (x *xmlBuilder) value(e *element) value {
	return value{annotated: x.annotated(e), pos: e.pos, name: x.word(e, "Name"), typ: x.typeRef(e), facets: x.facets(e)}
}

// typeRef reads the attribute Type, which is a name or Collection(name).
func (x *xmlBuilder) typeRef(e *element) typeRef {
	w := x.word(e, "Type")
	inner, ok := strings.CutPrefix(w.text, "Collection(")
	if !ok {
		return typeRef{name: w}
	}
	if inner, ok = strings.CutSuffix(inner, ")"); !ok {
		x.fault(w.pos, "%q has no closing parenthesis: add it", w.text)
	}
	w.pos.Column += len("Collection(")
	return typeRef{word{inner, w.pos}, true}
}

func (x *xmlBuilder) facets(e *element) facets {
	return facets{x.flag(e, "Nullable"), x.word(e, "MaxLength"), x.word(e, "Precision"), x.word(e, "Scale"),
		x.flag(e, "Unicode"), x.word(e, "SRID"), x.word(e, "DefaultValue")}
}

func (x *xmlBuilder) enum(e *element) *typeDef {
	t := &typeDef{annotated: x.annotated(e), pos: e.pos, kind: enumType, name: x.word(e, "Name"),
		underlying: x.word(e, "UnderlyingType"), flags: x.flag(e, "IsFlags").value}
	for _, child := range e.each("Member") {
		t.members = append(t.members, &member{x.annotated(child), child.pos, x.word(child, "Name"), x.word(child, "Value")})
	}
	return t
}

func (x *xmlBuilder) call(e *element) *callDef {
	c := &callDef{annotated: x.annotated(e), pos: e.pos, action: e.name == "Action", name: x.word(e, "Name"),
		bound: x.flag(e, "IsBound").value, composable: x.flag(e, "IsComposable").value, setPath: x.word(e, "EntitySetPath")}
	for _, child := range e.each("Parameter") {
		v := x.value(child)
		c.parameters = append(c.parameters, &v)
	}
	for i, child := range e.each("ReturnType") {
		if i > 0 {
			x.fault(child.pos, "this is a second ReturnType: remove one (CSDL 4.01, section 12.8)")
		}
		v := x.value(child)
		c.returns = &v
	}
	return c
}

func (x *xmlBuilder) container(e *element) *container {
	c := &container{annotated: x.annotated(e), pos: e.pos, name: x.word(e, "Name"), extends: x.word(e, "Extends")}
	for _, child := range e.children {
		switch child.name {
		case "EntitySet", "Singleton":
			c.roots = append(c.roots, x.root(child))
		case "ActionImport":
			c.imports = append(c.imports, &importDef{x.annotated(child), child.pos, true, x.word(child, "Name"), x.word(child, "Action"), x.word(child, "EntitySet")})
		case "FunctionImport":
			c.imports = append(c.imports, &importDef{x.annotated(child), child.pos, false, x.word(child, "Name"), x.word(child, "Function"), x.word(child, "EntitySet")})
		}
	}
	return c
}

func (x *xmlBuilder) root(e *element) *rootDef {
	r := &rootDef{annotated: x.annotated(e), pos: e.pos, collection: e.name == "EntitySet", name: x.word(e, "Name"), typ: x.word(e, "Type")}
	if r.collection {
		r.typ = x.word(e, "EntityType")
	}
	for _, child := range e.each("NavigationPropertyBinding") {
		r.bindings = append(r.bindings, &binding{child.pos, x.word(child, "Path"), x.word(child, "Target")})
	}
	return r
}

// checkVersion finds fault with a version that is not 4.0 or 4.01.
func checkVersion(f *findings, v word) {
	if v.text != "4.0" && v.text != "4.01" {
		f.fault(v.pos, "the version is %q: burin reads 4.0 and 4.01 (CSDL 4.01, section 4)", v.text)
	}
}
