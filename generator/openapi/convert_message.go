package openapi

import (
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"

	"example.com/burin/generator/model"
)

// requestBody converts a Request Body Object; nil where the specification has it
// ignored.
func (c *converter) requestBody(n *node, v *openapi3.RequestBody) *model.Body {
	method := n.parent.key
	if method == "trace" || !c.lint.is31 && (method == "get" || method == "head") {
		c.note(n, "the body of a "+strings.ToUpper(method)+" request is ignored, as OpenAPI asks")
		return nil
	}
	body := c.referred(n)
	c.fields(body)
	if content := body.get("content"); content != nil && len(content.fields()) == 0 {
		c.lacks(content, "the body has no media type, and is left out: add "+jsonType+" if it is JSON")
		return nil
	}
	b := &model.Body{Pos: n.place(), Doc: c.doc(body), Required: v.Required}
	for _, member := range body.get("content").fields() {
		value := v.Content[member.key]
		if member.cut || value == nil {
			continue
		}
		schema := member.get("schema")
		if ref := value.Schema; isJSONType(member.key) && schema != nil && ref != nil && ref.Ref == "" && ref.Value != nil && len(ref.Value.AllOf) > 0 && len(body.get("content").fields()) == 1 {
			c.fields(member)
			b.MediaType = member.key
			b.Schema, b.Demands = c.demanding(schema)
			c.mediaExamples(member, b.Schema)
			return b
		}
		b.Content, b.More = joined(b.Content, b.More, c.content(member, value, true))
	}
	if b.Form.OfParts() && b.Type == nil && len(b.Parts)+len(b.More) == 0 && !b.Required {
		c.note(body, "the body is a form without fields, and is left out")
		return nil
	}
	return b
}

// joined adds a form of a body to others.
func joined(first model.Content, more []*model.Content, next *model.Content) (model.Content, []*model.Content) {
	switch {
	case next == nil:
	case first.MediaType == "":
		first = *next
	default:
		more = append(more, next)
	}
	return first, more
}

// content converts a Media Type Object; nil where it is not supported yet.
func (c *converter) content(n *node, v *openapi3.MediaType, sent bool) *model.Content {
	c.fields(n)
	content := &model.Content{MediaType: n.key, Form: c.formOf(n)}
	if content.Form == model.JSON && !isJSONType(n.key) {
		if n.parent.get(jsonType) != nil {
			c.note(n, "a value of any media type is read and written as "+jsonType+", of which the description says more: this is left out")
			return nil
		}
		content.MediaType = jsonType
	}
	if sent && content.Form == model.Events {
		content.Form = model.Text
	}
	schema := n.get("schema")
	given := schema != nil && !schema.cut && v.Schema != nil && v.Schema.Value != nil
	if content.Form == model.XML && !given {
		content.Form = model.Text
	}
	switch content.Form {
	case model.Text, model.Binary:
		if strings.HasPrefix(strings.ToLower(n.key), "multipart/") {
			c.note(n, "parts of this kind are left to the caller as bytes")
		}
		return content
	case model.URLEncoded, model.Multipart:
		if !sent {
			c.note(n, "a form in an answer is left to the caller as bytes")
			content.Form = model.Binary
			return content
		}
	}
	switch {
	case !given && content.Form.OfParts():
		content.Form = model.Binary
		return content
	case !given:
		content.Schema = &model.Schema{Pos: n.place(), Kind: model.Any}
		return content
	case content.Form.OfParts():
		return c.form(content, n, schema)
	}
	content.Schema = c.message(schema, v.Schema)
	if s := content.Schema; s != nil && content.Form == model.Lines && s.Kind == model.List {
		content.Schema = s.Elem
	}
	if content.Schema == nil {
		return nil
	}
	switch content.Form {
	case model.XML:
		c.markup(content, schema)
	case model.JSON:
		c.mediaExamples(n, content.Schema)
	}
	return content
}

// formOf tells the form of a body by its media type, or by its schema where any
// media type will do: what is neither text nor bytes is JSON then.
func (c *converter) formOf(n *node) model.Form {
	form := formOfType(n.key)
	if form != model.Binary || !strings.HasSuffix(n.key, "/*") || strings.HasPrefix(n.key, "image/") {
		return form
	}
	schema := c.effective(n.get("schema"))
	if schema == nil || schema.cut {
		return form
	}
	if kind := c.jsonKind(schema); kind != kindString && kind != kindAny && kind != "" {
		c.note(n, "a value that may be of any media type is read and written as "+jsonType)
		return model.JSON
	}
	return form
}

// formOfType tells the form of a body by its media type. What is not known is bytes.
func formOfType(mediaType string) model.Form {
	name, _, _ := strings.Cut(strings.ToLower(mediaType), ";")
	name = strings.TrimSpace(name)
	switch {
	case isJSONType(name):
		return model.JSON
	case name == "text/event-stream":
		return model.Events
	case slices.Contains(lineTypes, name):
		return model.Lines
	case name == "application/x-www-form-urlencoded":
		return model.URLEncoded
	case name == "multipart/form-data":
		return model.Multipart
	case strings.HasSuffix(name, "/xml") || strings.HasSuffix(name, "+xml") && name != "image/svg+xml":
		return model.XML
	case strings.HasPrefix(name, "text/") && name != "text/*":
		return model.Text
	}
	return model.Binary
}

// lineTypes are the names of what has a JSON text a line.
var lineTypes = []string{"application/jsonl", "application/x-ndjson", "application/ndjson", "application/x-jsonlines", "application/jsonlines"}

// message converts the schema of a body.
func (c *converter) message(n *node, ref *openapi3.SchemaRef) *model.Schema {
	if target := c.referred(n); target != n && (target == nil || target.tinged && c.types[target] == nil) {
		return nil
	}
	return c.schema(ref, n)
}

// demanding converts the schema of a body that is an object of which the
// request requires more: an allOf of a reference and of objects that have only
// "required".
func (c *converter) demanding(n *node) (*model.Schema, []model.Demand) {
	var base *node
	var names []*node
	plain := onlyHas(n, "allOf", "description", "title", "example", "examples", "externalDocs")
	for _, member := range n.get("allOf").kept() {
		switch {
		case member.get("$ref") != nil && base == nil:
			base = member
		case member.get("$ref") == nil && onlyRequires(member):
			names = append(names, member.get("required").list()...)
		default:
			plain = false
		}
	}
	if !plain || base == nil || len(names) == 0 {
		return c.schemaAt(n), nil
	}
	s := c.schemaAt(base)
	if s == nil || !isObject(s) {
		return c.schemaAt(n), nil
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

// responsesOf converts the Responses Object of an operation. Those that say that
// a request succeeded are the 2xx ones, where there are none the 3xx ones, and
// else the default.
func (c *converter) responsesOf(o *model.Operation, operation *node, v *openapi3.Responses) {
	n := operation.get("responses")
	var all []*model.Response
	for _, member := range n.fields() {
		ref := v.Value(member.key)
		if member.cut || strings.HasPrefix(member.key, "x-") || ref == nil || ref.Value == nil {
			continue
		}
		if member.key[0] == '1' {
			c.note(member, "what precedes an answer is left to HTTP")
			continue
		}
		response := c.response(member, ref.Value)
		if links := c.referred(member).get("links"); links != nil && !links.cut {
			c.linked = append(c.linked, linked{links, o, response})
		}
		all = append(all, response)
	}
	good := func(r *model.Response) bool { return r.Status/100 == 2 }
	if !slices.ContainsFunc(all, good) {
		good = func(r *model.Response) bool { return r.Status/100 == 3 }
	}
	if !slices.ContainsFunc(all, good) {
		good = func(r *model.Response) bool { return r.Status == 0 }
	}
	for _, r := range all {
		switch {
		case !good(r):
			o.Errors = append(o.Errors, jsonFirst(r))
		case o.Success == nil:
			o.Success = r
		default:
			o.Successes = append(o.Successes, r)
		}
	}
	if n == nil { // as OpenAPI 3.1 allows (section 4.8.10.1)
		n = operation
	}
	if o.Success == nil {
		c.lacks(n, "no response says that a request succeeded: any that has a status from 200 to 299 does, and its body is left alone")
		o.Success = &model.Response{Pos: n.place(), Status: 200, Range: true}
	}
	if o.Success.Status == 0 {
		failure := *o.Success
		failure.Headers = nil
		o.Errors = append(o.Errors, &failure)
	}
}

// jsonFirst puts JSON before the other forms of an error, since an error is decoded
// from that.
func jsonFirst(r *model.Response) *model.Response {
	for i, content := range r.More {
		if content.Form == model.JSON && r.Form != model.JSON {
			first := r.Content
			r.Content, r.More = *content, slices.Clone(r.More)
			r.More[i] = &first
		}
	}
	return r
}

// response converts a Response Object.
func (c *converter) response(member *node, v *openapi3.Response) *model.Response {
	n := c.referred(member)
	c.fields(n)
	r := &model.Response{Pos: member.place(), Doc: c.doc(n)}
	if member.key != "default" {
		r.Status, r.Range = status(strings.Replace(member.key, "XX", "00", 1)), strings.HasSuffix(member.key, "XX")
	}
	for _, header := range n.get("headers").fields() {
		if ref := v.Headers[header.key]; ref != nil && ref.Value != nil && !header.cut && !strings.EqualFold(header.key, "Content-Type") {
			parameter := ref.Value.Parameter
			parameter.Name, parameter.In = header.key, openapi3.ParameterInHeader
			r.Headers = append(r.Headers, c.parameter(c.referred(header), &parameter))
		}
	}
	content := n.get("content")
	switch {
	case len(content.fields()) == 0:
	case member.key == "204" || member.key == "205":
		c.note(content, "a "+member.key+" response has no content (RFC 9110, section 15.3)")
	case member.key == "304" || responseTo(member) == "head":
		c.note(content, "such an answer has no content (RFC 9110, section 6.4.1)")
	default:
		for _, media := range content.fields() {
			if value := v.Content[media.key]; value != nil && !media.cut {
				r.Content, r.More = joined(r.Content, r.More, c.content(media, value, false))
			}
		}
	}
	return r
}

// responseTo is the method that a response of an operation answers.
func responseTo(member *node) string { return member.parent.parent.key }
