package openapi

import (
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"

	"example.com/burin/generator/model"
)

// declared is a parameter with its node.
type declared struct {
	node  *node
	value *openapi3.Parameter
}

// declared lists the parameters of a Path Item or an Operation Object.
func (c *converter) declared(n *node, refs openapi3.Parameters) []declared {
	var parameters []declared
	for i, item := range n.get("parameters").kept() {
		if i < len(refs) && refs[i].Value != nil {
			parameters = append(parameters, declared{c.referred(item), refs[i].Value})
		}
	}
	return parameters
}

// parameters converts the parameters of a path and of an operation, which take
// the place of the path's where name and location are the same (section
// 4.7.10).
func (c *converter) parameters(o *model.Operation, path *node, all []declared) {
	var merged []declared
	for _, p := range all {
		same := func(q declared) bool { return q.value.Name == p.value.Name && q.value.In == p.value.In }
		if i := slices.IndexFunc(merged, same); i >= 0 {
			merged[i] = p
		} else {
			merged = append(merged, p)
		}
	}
	inPath := map[string]*model.Parameter{}
	for _, p := range merged {
		switch p.value.In {
		case openapi3.ParameterInPath:
			inPath[p.value.Name] = c.parameter(p.node, p.value)
		case openapi3.ParameterInQuery:
			o.Query = append(o.Query, c.parameter(p.node, p.value))
		case openapi3.ParameterInHeader, openapi3.ParameterInCookie:
			c.otherParameter(p.node, p.value)
		}
	}
	o.Path = c.segments(path, inPath)
}

// ignoredHeaders are header parameters that a description cannot define
// (section 4.7.12.2).
var ignoredHeaders = []string{"accept", "content-type", "authorization"}

// otherParameter reports a parameter that is neither in the path nor in the
// query.
func (c *converter) otherParameter(n *node, v *openapi3.Parameter) {
	if v.In == openapi3.ParameterInHeader && slices.Contains(ignoredHeaders, strings.ToLower(v.Name)) {
		c.note(n, "the header parameter "+quoted(v.Name)+" is ignored, as OpenAPI asks")
		return
	}
	c.unsupported(n.get("in"), "a "+v.In+" parameter")
}

// segments takes a path apart into literals and parameters.
func (c *converter) segments(path *node, parameters map[string]*model.Parameter) []model.Segment {
	var segments []model.Segment
	for part := range strings.SplitSeq(strings.TrimPrefix(path.key, "/"), "/") {
		if !strings.ContainsAny(part, "{}") {
			segments = append(segments, model.Segment{Literal: part})
			continue
		}
		name := strings.TrimSuffix(strings.TrimPrefix(part, "{"), "}")
		if part != "{"+name+"}" || strings.ContainsAny(name, "{}") {
			c.unsupported(path, "a parameter that is only part of a segment, as in "+quoted(part)+",")
			continue
		}
		segments = append(segments, model.Segment{Param: parameters[name]})
	}
	return segments
}

// parameter converts a path or query parameter.
func (c *converter) parameter(n *node, v *openapi3.Parameter) *model.Parameter {
	c.fields(n)
	p := &model.Parameter{Pos: n.place(), Name: v.Name, Doc: c.doc(n), Required: v.Required}
	usual := map[string]string{openapi3.ParameterInPath: "simple", openapi3.ParameterInQuery: "form"}[v.In]
	if style := n.get("style"); style != nil && !style.cut && style.text != usual {
		c.unsupported(style, "the style "+style.text)
	}
	schema := n.get("schema")
	if schema == nil || schema.cut || v.Schema == nil || v.Schema.Value == nil {
		return p
	}
	if p.Schema = c.schema(v.Schema, schema); p.Schema == nil {
		return p
	}
	p.Explode = p.Schema.Kind == model.List && (v.Explode == nil || *v.Explode)
	c.parameterSchema(p, v.In, schema)
	return p
}

// parameterSchema reports a schema whose values have no form in a path or a
// query yet.
func (c *converter) parameterSchema(p *model.Parameter, in string, n *node) {
	elem := p.Schema
	if p.Schema.Kind == model.List {
		if in == openapi3.ParameterInPath {
			c.unsupported(n, "an array as a path parameter")
		}
		elem = p.Schema.Elem
	}
	switch {
	case elem.Kind == model.List:
		c.unsupported(n, "an array of arrays as a parameter")
	case elem.Kind == model.Named && elem.Type.Kind == model.Object:
		c.unsupported(n, "an object as a parameter")
	case p.Schema.Nullable || elem.Nullable:
		c.unsupported(n, "a parameter that may be null")
	}
}
