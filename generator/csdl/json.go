package csdl

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"

	"example.com/burin/generator/source"
)

// isJSON says whether a JSON object has the member that every document of CSDL
// JSON has (OData CSDL JSON 4.01, section 4). Members of other kinds of
// description end the search.
func isJSON(data []byte) bool {
	decoder := json.NewDecoder(bytes.NewReader(data))
	depth := 0
	for key := true; ; {
		token, err := decoder.Token()
		if err != nil {
			return false
		}
		switch token {
		case json.Delim('{'), json.Delim('['):
			depth++
			key = depth == 1
			continue
		case json.Delim('}'), json.Delim(']'):
			depth--
		}
		name, _ := token.(string)
		if depth == 1 && key && name == "$Version" {
			return true
		}
		if depth == 1 && key && slices.Contains([]string{"openapi", "swagger", "paths", "components"}, name) {
			return false
		}
		key = depth != 1 || !key
	}
}

// node is one value of a JSON file and where it stands.
type node struct {
	kind    string // object, array, string, number, boolean or null
	text    string // of a scalar
	pos     source.Pos
	members []*node // of an object or an array, in their order

	key    string // of an object's member
	keyPos source.Pos
}

// get finds a member of an object; nil where there is none.
func (n *node) get(key string) *node {
	for _, m := range n.members {
		if m.key == key && n.kind == "object" {
			return m
		}
	}
	return nil
}

// what names the kind of a node as a message does.
func (n *node) what() string {
	switch n.kind {
	case "object", "array":
		return "an " + n.kind
	case "null":
		return n.kind
	}
	return "a " + n.kind
}

// jsonReader builds nodes from a JSON file.
type jsonReader struct {
	*findings
	lines   *lines
	decoder *json.Decoder
	depth   int
}

// readNodes reads the value that a file is; nil where a fault keeps it from
// being read.
func readNodes(f *findings, l *lines) *node {
	r := &jsonReader{findings: f, lines: l, decoder: json.NewDecoder(bytes.NewReader(l.data))}
	r.decoder.UseNumber()
	root, ok := r.value()
	if !ok {
		return nil
	}
	if _, err := r.decoder.Token(); !errors.Is(err, io.EOF) {
		r.fault(l.at(int(r.decoder.InputOffset())), "a second value begins here: remove it")
		return nil
	}
	return root
}

// next gives the next token and where it begins; false where there is none to be
// read.
func (r *jsonReader) next() (json.Token, source.Pos, bool) {
	start := int(r.decoder.InputOffset())
	for start < len(r.lines.data) && strings.IndexByte(" \t\r\n,:", r.lines.data[start]) >= 0 {
		start++
	}
	token, err := r.decoder.Token()
	if err == nil {
		return token, r.lines.at(start), true
	}
	var syntax *json.SyntaxError
	switch {
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		r.fault(r.lines.at(len(r.lines.data)), "the JSON cannot be read: the file ends in the midst of a value")
	case errors.As(err, &syntax):
		r.fault(r.lines.at(max(int(syntax.Offset)-1, 0)), "the JSON cannot be read: %v", err)
	default:
		r.fault(r.lines.at(start), "the JSON cannot be read: %v", err)
	}
	return nil, source.Pos{}, false
}

// value reads the next value.
func (r *jsonReader) value() (*node, bool) {
	token, pos, ok := r.next()
	if !ok {
		return nil, false
	}
	n := &node{pos: pos, kind: "null", text: "null"}
	switch token := token.(type) {
	case bool:
		n.kind, n.text = "boolean", strconv.FormatBool(token)
	case string:
		n.kind, n.text = "string", token
	case json.Number:
		n.kind, n.text = "number", token.String()
	case json.Delim:
		return n, r.nested(token, n)
	}
	return n, true
}

// nested reads the members of an object or an array.
func (r *jsonReader) nested(open json.Delim, n *node) bool {
	n.kind, n.text = "array", ""
	if open == '{' {
		n.kind = "object"
	}
	if r.depth++; r.depth > maxDepth {
		r.fault(n.pos, "more than %d levels of nesting: nest less deeply", maxDepth)
		return false
	}
	defer func() { r.depth-- }()
	first := map[string]*node{}
	for r.decoder.More() {
		key, keyPos := "", source.Pos{}
		if n.kind == "object" {
			token, pos, ok := r.next()
			if !ok {
				return false
			}
			key, keyPos = token.(string), pos
		}
		member, ok := r.value()
		if !ok {
			return false
		}
		member.key, member.keyPos = key, keyPos
		if n.kind == "object" && first[key] != nil {
			r.fault(keyPos, "the key %q is given twice: the first is at line %d, so remove one of the two", key, first[key].keyPos.Line)
			continue
		}
		first[key] = member
		n.members = append(n.members, member)
	}
	_, _, ok := r.next()
	return ok
}
