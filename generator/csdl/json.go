package csdl

import (
	"bytes"
	"encoding/json"
	"errors"
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
	for depth, key := 0, false; ; {
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
			key = depth == 1
			continue
		}
		switch name, _ := token.(string); {
		case depth != 1:
		case key && name == "$Version":
			return true
		case key && slices.Contains([]string{"openapi", "swagger", "paths", "components"}, name):
			return false
		default:
			key = !key
		}
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
	var whole json.RawMessage
	if err := json.Unmarshal(l.data, &whole); err != nil {
		r.syntax(err)
		return nil
	}
	if root, ok := r.value(); ok {
		return root
	}
	return nil
}

// syntax reports what the parser could not read, at where it stopped.
func (r *jsonReader) syntax(err error) {
	offset, message := 0, err.Error()
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) {
		offset = max(int(syntax.Offset)-1, 0)
	}
	if strings.HasPrefix(message, "unexpected end") {
		offset, message = len(r.lines.data), "the file ends in the midst of a value"
	}
	if strings.HasSuffix(message, "exceeded max depth") {
		r.fault(r.lines.at(offset), "more than %d levels of nesting: nest less deeply", maxDepth)
		return
	}
	r.fault(r.lines.at(offset), "the JSON cannot be read: %s", message)
}

// next gives the next token and where it begins. The text has been checked, so
// there is one.
func (r *jsonReader) next() (json.Token, source.Pos) {
	start := int(r.decoder.InputOffset())
	for start < len(r.lines.data) && strings.IndexByte(" \t\r\n,:", r.lines.data[start]) >= 0 {
		start++
	}
	token, err := r.decoder.Token()
	if err != nil {
		token = nil
	}
	return token, r.lines.at(start)
}

// value reads the next value; false where it nests too deeply.
func (r *jsonReader) value() (*node, bool) {
	token, pos := r.next()
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
			token, pos := r.next()
			key, _ = token.(string)
			keyPos = pos
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
	r.next()
	return true
}
