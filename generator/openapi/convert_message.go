package openapi

import (
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"

	"example.com/burin/generator/model"
)

// requestBody converts a Request Body Object.
func (c *converter) requestBody(n *node, v *openapi3.RequestBody) *model.Body {
	if method := n.parent.key; method == "get" || method == "delete" {
		c.unsupported(n, "a body of a "+strings.ToUpper(method)+" request")
	}
	body := c.referred(n)
	c.fields(body)
	if content := body.get("content"); content != nil && len(content.fields()) == 0 {
		c.lacks(content, "a body without a media type is not supported yet: add %s", jsonType)
	}
	b := &model.Body{Pos: n.place(), Doc: c.doc(body), Required: v.Required, MediaType: jsonType}
	media, value := c.json(body, v.Content)
	if value == nil {
		return b
	}
	schema := media.get("schema")
	if v := value.Schema.Value; value.Schema.Ref == "" && v != nil && len(v.AllOf) > 0 {
		b.Schema, b.Demands = c.demanding(schema, v)
		return b
	}
	b.Schema = c.message(schema, value.Schema)
	return b
}

// json finds the schema of the one media type that is supported, and reports
// the others; nil where there is none.
func (c *converter) json(n *node, content openapi3.Content) (*node, *openapi3.MediaType) {
	var media *node
	for _, member := range n.get("content").fields() {
		if member.key != jsonType {
			c.notYet(member, "the media type %q is not supported yet: remove it, or write %s", member.key, jsonType)
			continue
		}
		c.fields(member)
		media = member
	}
	switch value := content[jsonType]; {
	case media == nil || value == nil:
	case media.get("schema") == nil || value.Schema == nil || value.Schema.Value == nil:
		c.lacks(media, `a body without a schema is not supported yet: add "schema"`)
	default:
		return media, value
	}
	return nil, nil
}

// message converts the schema of a body, which has to be a reference to an
// object.
func (c *converter) message(n *node, ref *openapi3.SchemaRef) *model.Schema {
	if s := c.schema(ref, n); s != nil && isObject(s) {
		return s
	}
	if target := c.referred(n); target != n && target != nil && target.tinged {
		return nil
	}
	c.lacks(n, "a body that is no reference to an object is not supported yet: move it to components/schemas and refer to it")
	return nil
}

// demanding converts the schema of a body that is an object of which the
// request requires more: an allOf of a reference and of objects that have only
// "required".
func (c *converter) demanding(n *node, v *openapi3.Schema) (*model.Schema, []model.Demand) {
	var s *model.Schema
	var names []*node
	plain := true
	for i, member := range n.get("allOf").kept() {
		switch {
		case i >= len(v.AllOf):
		case member.get("$ref") != nil && s == nil:
			if s = c.message(member, v.AllOf[i]); s == nil {
				return nil, nil
			}
		case member.get("$ref") == nil && onlyRequires(member):
			names = append(names, member.get("required").list()...)
		default:
			plain = false
		}
	}
	plain = plain && onlyHas(n, "allOf", "description", "title", "example", "examples", "externalDocs")
	if (!plain || s == nil) && !n.get("allOf").tinged {
		c.notYet(n.get("allOf"), `"allOf" of a body is supported with one reference to an object and members that have only "required": write it so`)
	}
	if !plain || s == nil {
		return nil, nil
	}
	c.fields(n)
	return s, c.demands(names, s.Type)
}

// onlyRequires says whether a schema does no more than require properties of an
// object.
func onlyRequires(n *node) bool {
	return onlyHas(n, "type", "required", "description", "title") && n.get("required") != nil && slices.Equal(n.types(), []string{"object"})
}

// onlyHas says whether an object has no members but these, extensions aside.
func onlyHas(n *node, keys ...string) bool {
	return !slices.ContainsFunc(n.members, func(member *node) bool {
		return !slices.Contains(keys, member.key) && !strings.HasPrefix(member.key, "x-")
	})
}

// demands finds the properties that a request requires beyond its type.
func (c *converter) demands(names []*node, t *model.Type) []model.Demand {
	var demands []model.Demand
	known := make([]string, len(t.Properties))
	for i, p := range t.Properties {
		known[i] = p.Name
	}
	for _, name := range names {
		i := slices.Index(known, name.text)
		if i < 0 {
			if !name.cut && !c.nodes[t].tinged {
				c.lint.add(name, name.pos, "%q has no property %q: require one that it has%s", t.Name, name.text, suggest(name.text, known))
			}
			continue
		}
		p := t.Properties[i]
		again := func(d model.Demand) bool { return d.Property == p }
		switch {
		case p.Access == model.ReadOnly:
			c.note(name, quoted(name.text)+" is read-only, so no request requires it (section 4.7.24.2)")
		case !p.Required && !slices.ContainsFunc(demands, again):
			demands = append(demands, model.Demand{Pos: name.pos, Property: p})
		}
	}
	return demands
}

// responsesOf converts the Responses Object of an operation.
func (c *converter) responsesOf(o *model.Operation, n *node, v *openapi3.Responses) {
	for _, member := range n.fields() {
		ref := v.Value(member.key)
		if member.cut || strings.HasPrefix(member.key, "x-") || ref == nil || ref.Value == nil {
			continue
		}
		switch code := status(member.key); {
		case code >= 400 && code < 600:
			o.Errors = append(o.Errors, c.response(member, ref.Value))
		case code < 200 || code >= 300:
			c.unsupported(member, "the response "+quoted(member.key))
		case o.Success != nil:
			c.unsupported(member, "a second 2xx response")
		default:
			o.Success = c.response(member, ref.Value)
			c.success(member)
		}
	}
	if o.Success == nil && n != nil {
		c.lacks(n, "an operation without a 2xx response is not supported yet: add the one it answers with")
	}
}

// success reports what only error responses may have so far.
func (c *converter) success(member *node) {
	n := c.referred(member)
	if headers := n.get("headers"); len(headers.fields()) > 0 {
		c.unsupported(headers, `"headers" of a 2xx response`)
	}
	if content := n.get("content"); len(content.fields()) > 0 && (member.key == "204" || member.key == "205") {
		c.fault(content, "a %s response has no content (RFC 9110, section 15.3): remove it", member.key)
	}
}

// response converts a Response Object.
func (c *converter) response(member *node, v *openapi3.Response) *model.Response {
	n := c.referred(member)
	c.fields(n)
	r := &model.Response{Pos: member.place(), Status: status(member.key), Doc: c.doc(n)}
	if media, value := c.json(n, v.Content); value != nil {
		r.MediaType = jsonType
		r.Schema = c.message(media.get("schema"), value.Schema)
	}
	return r
}
