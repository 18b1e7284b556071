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

var kinds = map[model.TypeKind]string{model.Object: "object", model.Enum: "enum"}
