package main

import (
	"example.com/burin/generator"
	"example.com/burin/generator/model"
	"example.com/burin/generator/source"
)

// report is an inspection in the form that inspect prints. Its JSON is a
// promise to scripts.
type report struct {
	Title       string      `json:"title"`
	Version     string      `json:"version"`
	Lines       int         `json:"lines,omitzero"` // of the package; left out where it cannot be written yet
	Saving      *saving     `json:"saving,omitempty"`
	Operations  []operation `json:"operations"`
	Types       []typ       `json:"types"`
	Roots       []root      `json:"roots,omitempty"`
	Calls       []call      `json:"calls,omitempty"`
	Decisions   []decision  `json:"decisions"`
	Unsupported []remark    `json:"unsupported"`
	Warnings    []remark    `json:"warnings"`
}

type place struct {
	File   string `json:"file"`
	Line   int    `json:"line"`
	Column int    `json:"column"`
}

func (p place) String() string { return source.Pos(p).String() }

type operation struct {
	ID     string `json:"id"`
	Method string `json:"method"`
	Path   string `json:"path"`
	Go     string `json:"go"`
	place
}

type typ struct {
	Name    string `json:"name"`
	Kind    string `json:"kind"`
	Go      string `json:"go"`
	Because string `json:"because"`
	place
}

// root is an entity set or a singleton of an OData service.
type root struct {
	Name string `json:"name"`
	Kind string `json:"kind"`
	Type string `json:"type"`
	place
}

// call is an action or a function of an OData service.
type call struct {
	Name string `json:"name"`
	Kind string `json:"kind"`
	On   string `json:"on,omitempty"` // the type that it is bound to
	place
}

// saving is the property whose trimming saves most.
type saving struct {
	Property   string `json:"property"` // Type.property
	Types      int    `json:"types"`
	Properties int    `json:"properties"`
	place
}

type decision struct {
	Of       string `json:"of"`
	Kind     string `json:"kind"`
	Decision string `json:"decision"`
	Reason   string `json:"reason"`
	place
}

type remark struct {
	Message string `json:"message"`
	place
}

func newReport(in *generator.Inspection) report {
	r := report{
		Title: in.API.Title, Version: in.API.Version, Lines: in.Lines,
		Operations: []operation{}, Types: []typ{}, Decisions: []decision{}, Unsupported: []remark{}, Warnings: []remark{},
	}
	for _, o := range in.API.Operations {
		r.Operations = append(r.Operations, operation{o.ID, o.Method, o.PathSpec, in.Names.Operation(o), place(o.Pos)})
	}
	for _, t := range in.API.Types {
		r.Types = append(r.Types, typ{t.Name, kinds[t.Kind], in.Names.Type(t), in.Reasons[t].String(), place(t.Pos)})
	}
	r.service(in.API.Service)
	for _, d := range in.Decisions() {
		r.Decisions = append(r.Decisions, decision{d.Of, d.Kind, d.Decision, d.Reason, place(d.Pos)})
	}
	for _, fault := range in.Unsupported {
		r.Unsupported = append(r.Unsupported, remark{fault.Message, place(fault.Pos)})
	}
	for _, note := range in.API.Unused {
		r.Warnings = append(r.Warnings, remark{note.Text, place(note.Pos)})
	}
	if s, ok := in.Heaviest(); ok {
		r.Saving = &saving{s.Type.Name + "." + s.Property.Name, s.Types, s.Properties, place(s.Property.Pos)}
	}
	return r
}

func (r *report) service(s *model.Service) {
	if s == nil {
		return
	}
	for _, one := range s.Roots {
		kind := "singleton"
		if one.Collection {
			kind = "entity set"
		}
		r.Roots = append(r.Roots, root{one.Name, kind, one.Type.Name, place(one.Pos)})
	}
	for _, one := range s.Calls {
		kind := "function"
		if one.Action {
			kind = "action"
		}
		r.Calls = append(r.Calls, call{one.Namespace + "." + one.Name, kind, boundTo(one.Binding), place(one.Pos)})
	}
}

// boundTo names what a call is bound to; "" where that is nothing.
func boundTo(s *model.Schema) string {
	switch {
	case s == nil:
		return ""
	case s.Kind == model.List:
		return "[" + boundTo(s.Elem) + "]"
	case s.Type == nil:
		return "a value"
	}
	return s.Type.Name
}

var kinds = map[model.TypeKind]string{model.Object: "object", model.Enum: "enum"}
