package review

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"example.com/burin/generator/model"
)

func (c *comparer) api(old, new *model.API) {
	s := spot{of: "the description"}
	s.old.File, s.new.File = old.Source, new.Source
	a, b := *old, *new
	a.Foreign, b.Foreign = inOrder(old.Foreign), inOrder(new.Foreign)
	c.rest(s, "api", a, b, "Source", "Types", "Operations", "Service", "Security", "Checked", "Unused", "Examples")
	c.examples(old.Examples, new.Examples)
	c.checked(old.Checked, new.Checked)
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

// inOrder sorts types of one's own by what they stand for.
func inOrder(list []*model.Foreign) []*model.Foreign {
	return slices.SortedFunc(slices.Values(list), func(a, b *model.Foreign) int { return strings.Compare(a.Of, b.Of) })
}

// examples compares what values may look like, which are words about them.
func (c *comparer) examples(old, new []*model.Example) {
	name := func(e *model.Example) string { return "example " + join("/", c.schemaKey(e.Schema), e.Name) }
	pairs(old, new, name,
		func(a, b *model.Example) {
			at := spot{of: name(b), old: a.Pos, new: b.Pos}
			c.doc(at, a.Doc, b.Doc)
			if a.JSON != b.JSON {
				c.add("example-changed", at, a.JSON, b.JSON)
			}
		},
		func(e *model.Example) { c.added("example-added", spot{of: name(e)}, e.Pos, e.JSON) },
		func(e *model.Example) { c.removed("example-removed", spot{of: name(e)}, e.Pos, e.JSON) })
}

// operations matches requests by method and path; what then is left, by id.
func (c *comparer) operations(old, new []*model.Operation) {
	var gone, come []*model.Operation
	pairs(old, new, requestKey, c.operation,
		func(o *model.Operation) { come = append(come, o) },
		func(o *model.Operation) { gone = append(gone, o) })
	pairs(gone, come, func(o *model.Operation) string { return o.ID }, c.operation,
		func(o *model.Operation) {
			c.added("operation-added", spot{of: OperationName(o)}, o.Pos, requestText(o))
		},
		func(o *model.Operation) {
			id := "operation-removed"
			if o.Doc.Deprecated {
				id = "operation-removed-deprecated"
			}
			c.removed(id, spot{of: OperationName(o)}, o.Pos, requestText(o))
			if len(others(o)) > 0 {
				gone := &c.changes[len(c.changes)-1]
				gone.Breaks |= ServerCode
				gone.Reason += "; so is the type of its parameters"
			}
		})
}

func requestText(o *model.Operation) string { return o.Method + " " + o.PathSpec }

// requestKey is method and path; the names of parameters in it are no matter.
func requestKey(o *model.Operation) string {
	var key strings.Builder
	key.WriteString(o.Method)
	for _, segment := range o.Path {
		key.WriteString("/")
		segmentKey(&key, segment)
	}
	return key.String()
}

// segmentKey writes a segment, or a part of one.
func segmentKey(key *strings.Builder, s model.Segment) {
	key.WriteString(s.Literal)
	if s.Param != nil {
		key.WriteString("{}")
	}
	for _, part := range s.Parts {
		segmentKey(key, part)
	}
}

func (c *comparer) operation(old, new *model.Operation) {
	s := spot{OperationName(new), old.Pos, new.Pos, Request}
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
	c.answers(s, "success", old.Successes, new.Successes)
	from := len(c.changes)
	c.answers(s, "error", old.Errors, new.Errors)
	for i := range c.changes[from:] { // an error carries its body whatever that is
		c.changes[from+i].Breaks &^= ClientCode | ServerCode
	}
	c.security(s, old.Security, new.Security)
	c.rest(s, "operation", *old, *new, "ID", "Doc", "Method", "Path", "Query", "Headers", "Cookies",
		"Body", "Success", "Successes", "Errors", "Security", "PathSpec", "PathOrder")
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
	was, is := model.Parameters(old.Path), model.Parameters(new.Path)
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
		return cmp.Or(l.JSON, l.Text)
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
		c.added(id, s.within(", body", new.Pos, new.Pos), new.Pos, contentText(new.Content))
		return
	case new == nil:
		c.removed("body-removed", s.within(", body", old.Pos, old.Pos), old.Pos, contentText(old.Content))
		return
	}
	s = s.within(", body", old.Pos, new.Pos)
	c.doc(s, old.Doc, new.Doc)
	s.use = Request
	c.contents(s, "body", forms(old.Content, old.More), forms(new.Content, new.More))
	pairs(old.Demands, new.Demands, func(d model.Demand) string { return d.Property.Name },
		func(model.Demand, model.Demand) {},
		func(d model.Demand) { c.added("demand-added", s, d.Pos, d.Property.Name) },
		func(d model.Demand) { c.removed("demand-removed", s, d.Pos, d.Property.Name) })
	c.rest(s, "body", *old, *new, "Doc", "Content", "More", "Demands")
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
	switch was, is := hasBody(old), hasBody(new); {
	case !was && is:
		c.add("answer-body-added", s, "no body", contentText(new.Content))
	case was && !is:
		c.add("answer-body-removed", s, contentText(old.Content), "no body")
	case is:
		c.contents(s, "answer", forms(old.Content, old.More), forms(new.Content, new.More))
	}
	part := ", header "
	pairs(old.Headers, new.Headers, func(p *model.Parameter) string { return strings.ToLower(p.Name) },
		func(a, b *model.Parameter) { c.header(s.within(part+b.Name, a.Pos, b.Pos), a, b) },
		func(p *model.Parameter) {
			c.added("header-added", s.within(part+p.Name, p.Pos, p.Pos), p.Pos, typeText(p.Schema))
		},
		func(p *model.Parameter) {
			c.removed("header-removed", s.within(part+p.Name, p.Pos, p.Pos), p.Pos, typeText(p.Schema))
		})
	c.rest(s, "answer", *old, *new, "Status", "Range", "Doc", "Content", "More", "Headers")
}

func hasBody(r *model.Response) bool { return r.Schema != nil || r.MediaType != "" }

// header compares a header of an answer.
func (c *comparer) header(s spot, old, new *model.Parameter) {
	c.doc(s, old.Doc, new.Doc)
	if old.Required != new.Required {
		id := map[bool]string{true: "header-required", false: "header-optional"}[new.Required]
		c.add(id, s, "", "")
	}
	c.nullable(s, old.Schema, new.Schema)
	c.schema(s, old.Schema, new.Schema)
	c.rest(s, "header", *old, *new, "Name", "Doc", "Required", "Schema")
}

func answerText(r *model.Response) string {
	switch {
	case r == nil:
		return "nothing"
	case r.Status == 0:
		return "default"
	case r.Range:
		return fmt.Sprintf("%dXX", r.Status/100)
	}
	return fmt.Sprint(r.Status)
}

// answers compares those beside the first success, by status.
func (c *comparer) answers(s spot, subject string, old, new []*model.Response) {
	pairs(old, new, answerText,
		func(a, b *model.Response) {
			c.response(s.within(", answer "+answerText(b), a.Pos, b.Pos), a, b)
		},
		func(r *model.Response) {
			c.added(subject+"-added", s.within(", answer "+answerText(r), r.Pos, r.Pos), r.Pos, contentText(r.Content))
		},
		func(r *model.Response) {
			c.removed(subject+"-removed", s.within(", answer "+answerText(r), r.Pos, r.Pos), r.Pos, contentText(r.Content))
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
