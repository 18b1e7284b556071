package csdl

import (
	"slices"
	"strings"
)

// attach gives the annotations that stand apart to the nodes that they are about
// (sections 5.2 and 14.2.2).
func (c *converter) attach() {
	for _, d := range c.documents {
		for _, schema := range d.schemas {
			for _, t := range schema.targets {
				c.attachTo(d, t)
			}
		}
	}
}

func (c *converter) attachTo(d *document, t *target) {
	path, _, onAnnotation := strings.Cut(t.path.text, "/@")
	nodes, used := c.find(d, path)
	switch {
	case len(nodes) > 0 && used && !onAnnotation:
		for _, a := range t.annotations {
			a.from = d
		}
		for _, node := range nodes {
			node.annotations = append(node.annotations, t.annotations...)
		}
	case len(nodes) > 0, c.isElsewhere(d, path):
		c.termsOf(d, t.annotated).rest()
	default:
		c.slip(t.path.pos, "there is no %s to annotate (CSDL 4.01, section 14.2.2): name a part of a schema that is read", t.path.text)
	}
}

func (c *converter) isElsewhere(d *document, path string) bool {
	first, _, _ := strings.Cut(path, "/")
	first, _, _ = strings.Cut(first, "(")
	namespace, _, _ := cutLast(d.canonical(first))
	_, elsewhere := c.elsewhere[namespace]
	return elsewhere
}

// one is the nodes that a path names where that is one.
func one(node *annotated) []*annotated { return []*annotated{node} }

// find gives the nodes that a target path names. Where they are found and not
// used, the path is of one use of them among several.
func (c *converter) find(d *document, path string) (nodes []*annotated, used bool) {
	first, below, deep := strings.Cut(path, "/")
	if parenthesis := strings.IndexByte(path, '('); parenthesis >= 0 && (!deep || parenthesis < len(first)) {
		first, below, deep = cutOverload(path)
	}
	name, signature, overload := strings.Cut(first, "(")
	full := d.canonical(name)
	if overload || c.calls[full] != nil && c.types[full] == nil {
		return c.findCall(d, full, signature, overload, below), true
	}
	if t := c.types[full]; t != nil {
		return c.findInType(t, below, deep)
	}
	if t := c.scope.terms[full]; t != nil && !deep {
		return one(&t.annotated), true
	}
	if con := c.containers[full]; con != nil {
		return c.findInContainer(con, below, deep)
	}
	namespace := name
	if ns, ok := d.aliases[name]; ok {
		namespace = ns
	}
	if schemas := c.namespaces[namespace]; len(schemas) > 0 && !deep {
		return one(&schemas[0].annotated), true
	}
	return nil, false
}

// cutOverload parts a path after the parentheses of its first segment.
func cutOverload(path string) (first, below string, deep bool) {
	end := strings.LastIndexByte(path, ')')
	if end < 0 {
		return path, "", false
	}
	rest := path[end+1:]
	return path[:end], strings.TrimPrefix(rest, "/"), strings.HasPrefix(rest, "/")
}

func (c *converter) findInType(t *typeDef, below string, deep bool) ([]*annotated, bool) {
	if !deep {
		return one(&t.annotated), true
	}
	for _, m := range t.members {
		if m.name.text == below {
			return one(&m.annotated), true
		}
	}
	last, way := c.walk(t.schema.document, t, below)
	if last == nil {
		return nil, false
	}
	return one(&last.annotated), len(way) == 1 && last.owner == t
}

// findInContainer gives an entity set, a singleton, an import, or what is
// reached from one. That is used where there is no other way to it.
func (c *converter) findInContainer(con *container, below string, deep bool) ([]*annotated, bool) {
	if !deep {
		return one(&con.annotated), true
	}
	name, rest, deeper := strings.Cut(below, "/")
	for _, i := range con.imports {
		if i.name.text == name && !deeper {
			return one(&i.annotated), true
		}
	}
	roots := map[*typeDef]int{}
	var found *rootDef
	for _, r := range con.roots {
		roots[c.types[con.schema.document.canonical(r.typ.text)]]++
		if r.name.text == name {
			found = r
		}
	}
	if found == nil || !deeper {
		return oneRoot(found), true
	}
	t := c.types[con.schema.document.canonical(found.typ.text)]
	last, way := c.walk(con.schema.document, t, rest)
	if last == nil {
		return nil, false
	}
	return one(&last.annotated), len(way) == 1 && last.owner == t && roots[t] == 1
}

func oneRoot(r *rootDef) []*annotated {
	if r == nil {
		return nil
	}
	return one(&r.annotated)
}

// findCall gives the overloads of a signature, or a part of them; without a
// signature, of all overloads.
func (c *converter) findCall(d *document, full, signature string, overload bool, below string) (nodes []*annotated) {
	for _, call := range c.calls[full] {
		if overload && !c.hasSignature(d, call, signature) {
			continue
		}
		switch {
		case below == "":
			nodes = append(nodes, &call.annotated)
		case below == "$ReturnType" && call.returns != nil:
			nodes = append(nodes, &call.returns.annotated)
		}
		for _, p := range call.parameters {
			if p.name.text == below {
				nodes = append(nodes, &p.annotated)
			}
		}
	}
	return nodes
}

// hasSignature says whether an overload is the one of a signature: the types of
// all parameters of a function, and of the binding parameter of an action
// (section 14.2.2). An action's other parameters, and a function's without those
// that are optional, name it no less clearly.
func (c *converter) hasSignature(d *document, call *callDef, signature string) bool {
	var all, required, wanted []string
	for _, p := range call.parameters {
		own := call.schema.document.signatureOf(p.typ.name.text, p.typ.collection)
		all = append(all, own)
		if !slices.ContainsFunc(p.annotations, func(a *annotation) bool {
			return a.document(call.schema.document).canonical(a.term.text) == core+"OptionalParameter"
		}) {
			required = append(required, own)
		}
	}
	for part := range strings.SplitSeq(signature, ",") {
		if part = strings.TrimSpace(part); part != "" {
			inner, collection := strings.CutPrefix(part, "Collection(")
			wanted = append(wanted, d.signatureOf(strings.TrimSuffix(inner, ")"), collection))
		}
	}
	if slices.Equal(all, wanted) || slices.Equal(required, wanted) {
		return true
	}
	switch {
	case !call.action:
		return false
	case call.bound && len(all) > 0:
		return slices.Equal(all[:1], wanted)
	}
	return len(wanted) == 0
}

func (d *document) signatureOf(name string, collection bool) string {
	if name = d.canonical(name); collection {
		return "Collection(" + name + ")"
	}
	return name
}
