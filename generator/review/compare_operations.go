package review

import (
	"fmt"
	"slices"
	"strings"

	"example.com/burin/generator/model"
)

func (c *comparer) api(old, new *model.API) {
	s := spot{of: "the description"}
	s.old.File, s.new.File = old.Source, new.Source
	c.rest(s, "api", *old, *new, "Source", "Types", "Operations", "Service", "Security", "Unused")
	c.types(old.Types, new.Types)
	c.operations(old.Operations, new.Operations)
	c.service(old.Service, new.Service)
	pairs(old.Security, new.Security, func(one *model.SecurityScheme) string { return one.Name },
		func(a, b *model.SecurityScheme) {
			at := spot{of: "security scheme " + b.Name, old: a.Pos, new: b.Pos}
			c.doc(at, a.Doc, b.Doc)
			c.rest(at, "security-scheme", *a, *b, "Name", "Doc")
		},
		func(b *model.SecurityScheme) {
			c.added("security-scheme-added", spot{of: "security scheme " + b.Name}, b.Pos, b.Type)
		},
		func(a *model.SecurityScheme) {
			c.removed("security-scheme-removed", spot{of: "security scheme " + a.Name}, a.Pos, a.Type)
		})
}

// operations matches requests by method and path; what then is left, by id.
func (c *comparer) operations(old, new []*model.Operation) {
	var gone, come []*model.Operation
	pairs(old, new, requestKey, c.operation,
		func(o *model.Operation) { come = append(come, o) },
		func(o *model.Operation) { gone = append(gone, o) })
	pairs(gone, come, func(o *model.Operation) string { return o.ID }, c.operation,
		func(o *model.Operation) {
			c.added("operation-added", spot{of: "operation " + o.ID}, o.Pos, requestText(o))
		},
		func(o *model.Operation) {
			id := "operation-removed"
			if o.Doc.Deprecated {
				id = "operation-removed-deprecated"
			}
			c.removed(id, spot{of: "operation " + o.ID}, o.Pos, requestText(o))
		})
}

func requestText(o *model.Operation) string { return o.Method + " " + o.PathSpec }

// requestKey is method and path; the names of parameters in it are no matter.
func requestKey(o *model.Operation) string {
	var key strings.Builder
	key.WriteString(o.Method)
	for _, segment := range o.Path {
		key.WriteString("/" + segment.Literal)
		if segment.Param != nil {
			key.WriteString("{}")
		}
	}
	return key.String()
}

func (c *comparer) operation(old, new *model.Operation) {
	s := spot{"operation " + new.ID, old.Pos, new.Pos, Request}
	c.doc(s, old.Doc, new.Doc)
	if old.ID != new.ID {
		c.add("operation-renamed", s, old.ID, new.ID)
	}
	if old.Method != new.Method {
		c.add("operation-method-changed", s, old.Method, new.Method)
	}
	c.path(s, old, new)
	first := len(others(old)) == 0
	c.parameters(s, "query", first, old.Query, new.Query)
	c.parameters(s, "header", first, old.Headers, new.Headers)
	c.parameters(s, "cookie", first, old.Cookies, new.Cookies)
	c.body(s, old.Body, new.Body)
	c.success(s, old.Success, new.Success)
	c.errors(s, old.Errors, new.Errors)
	c.security(s, old.Security, new.Security)
	c.rest(s, "operation", *old, *new, "ID", "Doc", "Method", "Path", "Query", "Headers", "Cookies",
		"Body", "Success", "Errors", "Security", "PathSpec", "PathOrder")
}

// others are the parameters outside the path, which share a struct.
func others(o *model.Operation) []*model.Parameter {
	return slices.Concat(o.Query, o.Headers, o.Cookies)
}

// path compares the literals, and the parameters in their order: callers pass
// them by place.
func (c *comparer) path(s spot, old, new *model.Operation) {
	if requestKey(&model.Operation{Path: old.Path}) != requestKey(&model.Operation{Path: new.Path}) {
		c.add("operation-path-changed", s, old.PathSpec, new.PathSpec)
	}
	was, is := pathParameters(old), pathParameters(new)
	if len(was) != len(is) {
		c.add("path-parameters-changed", s, parameterNames(was), parameterNames(is))
		return
	}
	for i := range was {
		at := s.within(", path parameter "+is[i].Name, was[i].Pos, is[i].Pos)
		if was[i].Name != is[i].Name {
			c.add("path-parameter-renamed", at, was[i].Name, is[i].Name)
		}
		c.parameter(at, was[i], is[i])
	}
}

func pathParameters(o *model.Operation) []*model.Parameter {
	var list []*model.Parameter
	for _, segment := range o.Path {
		if segment.Param != nil {
			list = append(list, segment.Param)
		}
	}
	return list
}

func parameterNames(list []*model.Parameter) string {
	var names []string
	for _, p := range list {
		names = append(names, p.Name)
	}
	return strings.Join(names, ", ")
}

// parameters compares those of one location. The first of an operation's gives
// its method an argument more.
func (c *comparer) parameters(s spot, where string, first bool, old, new []*model.Parameter) {
	name := func(p *model.Parameter) string { return p.Name }
	if where == "header" {
		name = func(p *model.Parameter) string { return strings.ToLower(p.Name) } // RFC 9110, section 5.1
	}
	part := ", " + where + " parameter "
	pairs(old, new, name,
		func(a, b *model.Parameter) { c.parameter(s.within(part+b.Name, a.Pos, b.Pos), a, b) },
		func(p *model.Parameter) {
			id := "parameter-added"
			if first {
				id = "first-parameter-added"
			}
			if p.Required {
				id += "-required"
			}
			c.added(id, s.within(part+p.Name, p.Pos, p.Pos), p.Pos, typeText(p.Schema))
		},
		func(p *model.Parameter) {
			c.removed("parameter-removed", s.within(part+p.Name, p.Pos, p.Pos), p.Pos, typeText(p.Schema))
		})
}

func (c *comparer) parameter(s spot, old, new *model.Parameter) {
	s.use = Request
	c.doc(s, old.Doc, new.Doc)
	if old.Required != new.Required {
		id := map[bool]string{true: "parameter-required", false: "parameter-optional"}[new.Required]
		c.add(id, s, "", "")
	}
	c.nullable(s, old.Schema, new.Schema)
	c.schema(s, old.Schema, new.Schema)
	c.rest(s, "parameter", *old, *new, "Name", "Doc", "Required", "Schema", "Default")
	if was, is := literal(old.Default), literal(new.Default); was != is {
		c.add("parameter-default-changed", s, was, is)
	}
}

// literal writes a value of the description.
func literal(l *model.Literal) string {
	if l == nil {
		return ""
	}
	if l.Items == nil {
		return l.Text
	}
	var parts []string
	for _, item := range l.Items {
		parts = append(parts, literal(item))
	}
	return "[" + strings.Join(parts, ", ") + "]"
}

func (c *comparer) body(s spot, old, new *model.Body) {
	switch {
	case old == nil && new == nil:
		return
	case old == nil:
		id := "body-added"
		if new.Required {
			id = "body-added-required"
		}
		c.added(id, s.within(", body", new.Pos, new.Pos), new.Pos, typeText(new.Schema))
		return
	case new == nil:
		c.removed("body-removed", s.within(", body", old.Pos, old.Pos), old.Pos, typeText(old.Schema))
		return
	}
	s = s.within(", body", old.Pos, new.Pos)
	c.doc(s, old.Doc, new.Doc)
	c.nullable(s, old.Schema, new.Schema)
	c.schema(s, old.Schema, new.Schema)
	pairs(old.Demands, new.Demands, func(d model.Demand) string { return d.Property.Name },
		func(model.Demand, model.Demand) {},
		func(d model.Demand) { c.added("demand-added", s, d.Pos, d.Property.Name) },
		func(d model.Demand) { c.removed("demand-removed", s, d.Pos, d.Property.Name) })
	c.rest(s, "body", *old, *new, "Doc", "Schema", "Demands")
}

func (c *comparer) success(s spot, old, new *model.Response) {
	if old == nil || new == nil {
		if old != new {
			c.add("answer-changed", s, answerText(old), answerText(new))
		}
		return
	}
	s = s.within(", answer", old.Pos, new.Pos)
	if old.Status != new.Status {
		c.add("answer-status-changed", s, answerText(old), answerText(new))
	}
	c.response(s, old, new)
}

func (c *comparer) response(s spot, old, new *model.Response) {
	s.use = Response
	c.doc(s, old.Doc, new.Doc)
	switch {
	case old.Schema == nil && new.Schema != nil:
		c.add("answer-body-added", s, "no body", typeText(new.Schema))
	case old.Schema != nil && new.Schema == nil:
		c.add("answer-body-removed", s, typeText(old.Schema), "no body")
	default:
		c.nullable(s, old.Schema, new.Schema)
		c.schema(s, old.Schema, new.Schema)
	}
	if old.Schema != nil && new.Schema != nil && old.MediaType != new.MediaType {
		c.add("answer-media-type-changed", s, old.MediaType, new.MediaType)
	}
	c.rest(s, "answer", *old, *new, "Status", "Doc", "Schema", "MediaType")
}

func answerText(r *model.Response) string {
	switch {
	case r == nil:
		return "nothing"
	case r.Status == 0:
		return "default"
	}
	return fmt.Sprint(r.Status)
}

func (c *comparer) errors(s spot, old, new []*model.Response) {
	pairs(old, new, answerText,
		func(a, b *model.Response) {
			c.response(s.within(", answer "+answerText(b), a.Pos, b.Pos), a, b)
		},
		func(r *model.Response) {
			c.added("error-added", s.within(", answer "+answerText(r), r.Pos, r.Pos), r.Pos, typeText(r.Schema))
		},
		func(r *model.Response) {
			c.removed("error-removed", s.within(", answer "+answerText(r), r.Pos, r.Pos), r.Pos, typeText(r.Schema))
		})
}

// security compares what is asked of callers: one alternative of several has to
// be met, and none at all leaves the operation open.
func (c *comparer) security(s spot, old, new []model.Requirement) {
	was, is := requirements(old), requirements(new)
	switch {
	case slices.Equal(was, is):
		return
	case len(was) == 0:
		c.add("security-set", s, "open", strings.Join(is, " or "))
		return
	case len(is) == 0:
		c.add("security-unset", s, strings.Join(was, " or "), "open")
		return
	}
	c.words(s, "security-alternative", was, is)
}

func requirements(list []model.Requirement) []string {
	var texts []string
	for _, one := range list {
		var schemes []string
		for _, scheme := range one.Schemes {
			text := scheme.Scheme.Name
			if len(scheme.Scopes) > 0 {
				text += " (" + strings.Join(scheme.Scopes, ", ") + ")"
			}
			schemes = append(schemes, text)
		}
		texts = append(texts, strings.Join(schemes, " and "))
	}
	return texts
}
