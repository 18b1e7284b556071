package openapi

import (
	"slices"
	"strings"
	"unicode"

	"github.com/getkin/kin-openapi/openapi3"

	"example.com/burin/generator/model"
)

// paths converts the Paths Object.
func (c *converter) paths(n *node) {
	c.fields(n)
	order := 0
	for _, item := range n.fields() {
		if item.def == nil {
			continue
		}
		c.fields(item)
		if value := c.lib.doc.Paths.Value(item.key); value != nil {
			c.pathItem(order, item, value)
		}
		order++
	}
}

// pathItem converts the operations of a Path Item Object.
func (c *converter) pathItem(order int, n *node, v *openapi3.PathItem) {
	for _, member := range n.members {
		if member.def == nil || !slices.Contains(methods, member.key) {
			continue
		}
		method := strings.ToUpper(member.key)
		if operation := v.GetOperation(method); operation != nil {
			o := c.operation(member, operation)
			o.Method, o.PathSpec, o.PathOrder = method, n.key, order
			o.Server = c.ownServer(o, member, n)
			c.parameters(o, n, append(c.declared(n, v.Parameters), c.declared(member, operation.Parameters)...))
			c.api.Operations = append(c.api.Operations, o)
			c.callbacks(member.get("callbacks"), operation.Callbacks)
		}
	}
}

// operation converts an Operation Object, its parameters aside.
func (c *converter) operation(n *node, v *openapi3.Operation) *model.Operation {
	c.fields(n)
	o := &model.Operation{Pos: n.place(), ID: v.OperationID, Wish: c.wish(n), Doc: c.doc(n), Tags: v.Tags}
	if o.ID == "" {
		o.ID = nameOf(n.key, n.parent.key)
	}
	if body := n.get("requestBody"); body != nil && v.RequestBody != nil && v.RequestBody.Value != nil {
		o.Body = c.requestBody(body, v.RequestBody.Value)
	}
	c.responsesOf(o, n, v.Responses)
	security := n.get("security")
	if security == nil && n.root("paths") {
		security = c.lib.root.get("security")
	}
	o.Security = c.requirements(security)
	if extension := n.get(pageable); extension != nil {
		o.Paging = c.paging(extension, o)
	}
	return o
}

// nameOf makes the name of an operation that has none, of its method and its path
// alone, so that it stays when others change: getPetsByPetId.
func nameOf(method, path string) string {
	var name strings.Builder
	name.WriteString(method)
	word := func(text string) {
		first := true
		for _, r := range text {
			switch {
			case !unicode.IsLetter(r) && !unicode.IsDigit(r):
				first = true
				continue
			case first:
				r = unicode.ToUpper(r)
			}
			first = false
			name.WriteRune(r)
		}
	}
	for path != "" {
		literal, rest, _ := strings.Cut(path, "{")
		word(literal)
		parameter, after, found := strings.Cut(rest, "}")
		if found {
			name.WriteString("By")
			word(parameter)
		}
		path = after
	}
	return name.String()
}

// pageable is the extension that says that an answer is a page of several
// (https://azure.github.io/autorest/extensions/#x-ms-pageable).
const pageable = "x-ms-pageable"

// paging converts x-ms-pageable.
func (c *converter) paging(n *node, o *model.Operation) *model.Paging {
	if n.kind != object {
		c.fault(n, "%s has to be an object with nextLinkName", pageable)
		return nil
	}
	if link := n.get("nextLinkName"); link != nil && link.kind == null {
		c.note(link, "all is on one page: the operation has no method for pages")
		return nil
	}
	for _, member := range n.members {
		switch known := []string{"nextLinkName", "itemName"}; {
		case member.key == "operationName": // the address says which
		case !slices.Contains(known, member.key):
			c.fault(member, "unknown field %q in %s: remove it%s", member.key, pageable, suggest(member.key, known))
		case member.kind != text:
			c.lint.add(member, member.pos, "%q of %s has to be a string, and is %s", member.key, pageable, member.kind)
		}
	}
	if o.Success.Schema == nil || o.Success.Schema.Type == nil {
		if o.Success.MediaType == "" && !n.parent.get("responses").tinged {
			c.fault(n, "%s needs a 2xx response that has a body", pageable)
		}
		return nil
	}
	page := o.Success.Schema.Type
	if c.nodes[page].tinged {
		return nil // its properties may not be what they are meant to be
	}
	p := &model.Paging{Pos: n.place()}
	p.Items = c.pageProperty(n, "itemName", "value", page, model.List)
	p.NextLink = c.pageProperty(n, "nextLinkName", "", page, model.String)
	return p
}

// pageProperty finds a property of a page that x-ms-pageable names.
func (c *converter) pageProperty(n *node, field, name string, page *model.Type, kind model.Kind) *model.Property {
	at := n.get(field)
	pos := n.place()
	switch {
	case at != nil && at.kind == text:
		name, pos = at.text, at.pos
	case at != nil:
		return nil // reported as of the wrong kind
	case name == "":
		c.fault(n, "%s needs %q: add the name of the property that has the address of the next page", pageable, field)
		return nil
	default:
		at = n
	}
	names := make([]string, len(page.Properties))
	for i, p := range page.Properties {
		names[i] = p.Name
		if p.Name != name {
			continue
		}
		if p.Schema != nil && p.Schema.Kind != kind {
			need := map[model.Kind]string{model.List: "an array", model.String: "a string"}
			c.lint.add(at, pos, "the property %q of %q has to be %s: name another as %s", name, page.Name, need[kind], field)
		}
		return p
	}
	c.lint.add(at, pos, "%q has no property %q: name one as %s%s", page.Name, name, field, suggest(name, names))
	return nil
}
