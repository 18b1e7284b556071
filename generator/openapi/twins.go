package openapi

import (
	"slices"
	"strings"
)

// twins finds what the values of a converted description were made of, and gives
// them their places, their order, and their numbers as they were written.
type twins struct{ root *node }

// movedKeys are the fields of 3.0 that had another name in 2.0.
var movedKeys = map[string]string{
	"openapi": "swagger", "schemas": "definitions", "securitySchemes": "securityDefinitions", "requestBodies": "parameters",
	"servers": "host", "flows": "flow",
}

// leftovers are extensions that the library leaves in what it converts.
var leftovers = []string{"x-originalParamName", "x-formData-name"}

func (t twins) place(n, of *node) {
	n.pos, n.keyPos = of.pos, of.keyPos
	if n.kind == number && of.kind == number {
		n.text = of.text
	}
	n.members = slices.DeleteFunc(n.members, func(member *node) bool { return slices.Contains(leftovers, member.key) })
	n.names = nil
	for i, member := range n.members {
		t.place(member, t.twin(n, member, of, i))
		switch {
		case member.key == "x-nullable" && member.kind == boolean:
			member.key = "nullable"
		case n.key == "content":
			member.keyPos = t.named(member.key, of).pos
		}
	}
	if n.kind == object {
		slices.SortStableFunc(n.members, func(a, b *node) int { return a.place().Compare(b.place()) })
	}
}

// twin finds what a member of n was made of, which was made of another value; that
// value where nothing tells.
func (t twins) twin(n, member, of *node, i int) *node {
	if n.kind == array {
		return t.item(n, member, of, i)
	}
	if at := of.get(member.key); at != nil {
		return at
	}
	if at := of.get(movedKeys[member.key]); at != nil {
		return at
	}
	at := (*node)(nil)
	switch {
	case member.key == "requestBody":
		at = t.body(of)
	case n.key == "properties":
		at = t.field(of, member.key)
	case n.key == "schemas":
		at = t.root.find("parameters", member.key)
	}
	if at != nil {
		return at
	}
	return of
}

// item finds the parameter by its name and its location, and else the item at the
// same place.
func (t twins) item(n, member, of *node, i int) *node {
	if n.key != "parameters" {
		if i < len(of.list()) {
			return of.members[i]
		}
		return of
	}
	name, _ := member.string("name")
	in, _ := member.string("in")
	ref, _ := member.string("$ref")
	for _, parameter := range of.list() {
		oldName, _ := parameter.string("name")
		oldIn, _ := parameter.string("in")
		oldRef, isRef := parameter.string("$ref")
		if !isRef && name == oldName && in == oldIn || isRef && strings.HasSuffix(ref, oldRef[strings.LastIndexByte(oldRef, '/'):]) {
			return parameter
		}
	}
	return of
}

// named finds where a media type is named that an object sends or takes; the
// object where nothing names it.
func (t twins) named(media string, of *node) *node {
	for n := of; n != nil; n = n.parent {
		for _, key := range []string{"produces", "consumes"} {
			for _, item := range n.get(key).list() {
				if item.text == media {
					return item
				}
			}
		}
	}
	return of
}

// body finds the parameter that is the body, or the operation whose fields are.
func (t twins) body(operation *node) *node {
	for _, list := range []*node{operation.get("parameters"), operation.parent.get("parameters")} {
		for _, parameter := range list.list() {
			if name := refName(parameter, "#/parameters/"); name != "" {
				if in, _ := t.root.find("parameters", name).string("in"); in == "body" {
					return parameter
				}
			}
			if in, _ := parameter.string("in"); in == "body" {
				return parameter
			}
		}
	}
	return operation
}

// field finds the parameter of an operation that is a field of its form.
func (t twins) field(of *node, name string) *node {
	for _, parameter := range append(of.get("parameters").list(), of.parent.get("parameters").list()...) {
		if oldName, _ := parameter.string("name"); oldName == name {
			return parameter
		}
	}
	return nil
}
