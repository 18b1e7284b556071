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
	path, of, onAnnotation := strings.Cut(t.path.text, "/@")
	_ = of
	node, rest := c.find(d, path)
	switch {
	case onAnnotation && node != nil:
		c.unusedOf(d, t)
	case node != nil && rest == "":
		c.inFull(d, t)
		node.annotations = append(node.annotations, t.annotations...)
	case node != nil:
		c.attachBelow(d, t, rest)
	case c.isElsewhere(d, path):
		c.unusedOf(d, t)
	default:
		c.slip(t.path.pos, "there is no %s to annotate (CSDL 4.01, section 14.2.2): name a part of a schema that is read", t.path.text)
	}
}

// inFull writes the names of terms in full, since the node that they go to may
// be of a document with other aliases.
func (c *converter) inFull(d *document, t *target) {
	for _, a := range t.annotations {
		a.term.text = d.canonical(a.term.text)
	}
}

// unusedOf notes the annotations of a target that are about nothing the model
// has.
func (c *converter) unusedOf(d *document, t *target) {
	c.termsOf(d, t.annotated).rest()
}

// attachBelow takes annotations of what is reached through an entity set or a
// singleton.
func (c *converter) attachBelow(d *document, t *target, _ string) {
	c.unusedOf(d, t)
}

func (c *converter) isElsewhere(d *document, path string) bool {
	first, _, _ := strings.Cut(path, "/")
	first, _, _ = strings.Cut(first, "(")
	namespace, _, _ := cutLast(d.canonical(first))
	_, elsewhere := c.elsewhere[namespace]
	return elsewhere
}

// find gives the node that a target path names, and the part of the path that
// is beyond what can be annotated by itself.
func (c *converter) find(d *document, path string) (*annotated, string) {
	first, below, deep := strings.Cut(path, "/")
	if parenthesis := strings.IndexByte(path, '('); parenthesis >= 0 && (!deep || parenthesis < len(first)) {
		first, below, deep = cutOverload(path)
	}
	name, signature, overload := strings.Cut(first, "(")
	full := d.canonical(name)
	if overload || c.calls[full] != nil && c.types[full] == nil {
		return c.findCall(d, full, signature, overload, below)
	}
	if t := c.types[full]; t != nil {
		return c.findInType(t, below, deep)
	}
	if t := c.scope.terms[full]; t != nil && !deep {
		return &t.annotated, ""
	}
	if con := c.containers[full]; con != nil {
		return findInContainer(con, below, deep)
	}
	namespace := name
	if ns, ok := d.aliases[name]; ok {
		namespace = ns
	}
	if schemas := c.namespaces[namespace]; len(schemas) > 0 && !deep {
		return &schemas[0].annotated, ""
	}
	return nil, ""
}

// cutOverload parts a path after the parentheses of its first segment.
func cutOverload(path string) (first, below string, deep bool) {
	end := strings.IndexByte(path, ')')
	if end < 0 {
		return path, "", false
	}
	rest := path[end+1:]
	return path[:end], strings.TrimPrefix(rest, "/"), strings.HasPrefix(rest, "/")
}

func (c *converter) findInType(t *typeDef, below string, deep bool) (*annotated, string) {
	if !deep {
		return &t.annotated, ""
	}
	name, rest, deeper := strings.Cut(below, "/")
	if t.kind == enumType {
		for _, m := range t.members {
			if m.name.text == name && !deeper {
				return &m.annotated, ""
			}
		}
		return nil, ""
	}
	for at := t; at != nil; at = at.parent {
		for _, p := range at.properties {
			switch {
			case p.name.text != name:
			case deeper:
				return &p.annotated, rest
			case at != t:
				return &p.annotated, name // of the derived type alone
			default:
				return &p.annotated, ""
			}
		}
	}
	return nil, ""
}

func findInContainer(con *container, below string, deep bool) (*annotated, string) {
	if !deep {
		return &con.annotated, ""
	}
	name, rest, _ := strings.Cut(below, "/")
	for _, r := range con.roots {
		if r.name.text == name {
			return &r.annotated, rest
		}
	}
	for _, i := range con.imports {
		if i.name.text == name {
			return &i.annotated, rest
		}
	}
	return nil, ""
}

// findCall gives an overload by its signature, or one of its parts. What is said
// of a name without a signature is of all of its overloads, so that the
// annotations are those of the first.
func (c *converter) findCall(d *document, full, signature string, overload bool, below string) (*annotated, string) {
	for _, call := range c.calls[full] {
		if overload && !c.hasSignature(d, call, strings.TrimSuffix(signature, ")")) {
			continue
		}
		switch {
		case below == "":
			return &call.annotated, ""
		case below == "$ReturnType" && call.returns != nil:
			return &call.returns.annotated, ""
		}
		for _, p := range call.parameters {
			if p.name.text == below {
				return &p.annotated, ""
			}
		}
	}
	return nil, ""
}

// hasSignature says whether an overload is the one of a signature: the types of
// all parameters of a function, and of the binding parameter of an action, less
// those that are optional.
func (c *converter) hasSignature(d *document, call *callDef, signature string) bool {
	var own, wanted []string
	for i, p := range call.parameters {
		if i > 0 && call.action {
			break
		}
		own = append(own, call.schema.document.signatureOf(p.typ.name.text, p.typ.collection))
	}
	for part := range strings.SplitSeq(signature, ",") {
		if part = strings.TrimSpace(part); part != "" {
			inner, collection := strings.CutPrefix(part, "Collection(")
			wanted = append(wanted, d.signatureOf(strings.TrimSuffix(inner, ")"), collection))
		}
	}
	if call.action && !call.bound {
		own = nil
	}
	return slices.Equal(own, wanted)
}

func (d *document) signatureOf(name string, collection bool) string {
	if name = d.canonical(name); collection {
		return "Collection(" + name + ")"
	}
	return name
}
