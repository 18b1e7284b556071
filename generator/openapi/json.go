package openapi

import (
	"bytes"
	"encoding/json"
	"errors"
	"strconv"
	"strings"

	"example.com/burin/generator/source"
)

// jsonReader builds nodes from a JSON file. The YAML parser is not used for it:
// it does not read a character outside the Basic Multilingual Plane that is
// written as two \u escapes (RFC 8259, section 7).
type jsonReader struct {
	lines   *lines
	faults  source.Faults
	decoder *json.Decoder
	depth   int
	tooDeep bool
}

// readJSON reads the one value of a JSON file; nil where a fault keeps it from
// being read.
func readJSON(l *lines) (*node, source.Faults) {
	r := &jsonReader{lines: l}
	var whole json.RawMessage
	if err := json.Unmarshal(l.data, &whole); err != nil {
		var syntax *json.SyntaxError
		offset := int64(0)
		if errors.As(err, &syntax) {
			offset = max(syntax.Offset-1, 0)
		}
		if strings.HasPrefix(err.Error(), "unexpected end") {
			offset = int64(len(l.data))
		}
		r.faults.Add(l.at(int(offset)), "the JSON cannot be read: %s", err)
		return nil, r.faults
	}
	r.decoder = json.NewDecoder(bytes.NewReader(l.data))
	r.decoder.UseNumber()
	root := r.value(nil)
	if r.tooDeep {
		return nil, r.faults
	}
	return root, r.faults
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

// value builds the node of the next value.
func (r *jsonReader) value(parent *node) *node {
	token, pos := r.next()
	built := &node{pos: pos, parent: parent, kind: null, text: "null"}
	switch token := token.(type) {
	case bool:
		built.kind, built.text = boolean, strconv.FormatBool(token)
	case string:
		built.kind, built.text = text, token
	case json.Number:
		built.kind, built.text = number, token.String()
		if !inRange(built.text) {
			r.faults.Add(pos, "%s is too large a number, or too near to zero: write another", token)
			built.text = "0"
		}
	case json.Delim:
		built.text = ""
		r.nested(token, built)
	}
	return built
}

// nested reads the members of an object or an array.
func (r *jsonReader) nested(open json.Delim, built *node) {
	built.kind = array
	if open == '{' {
		built.kind = object
	}
	if r.depth++; r.depth > maxDepth && !r.tooDeep {
		r.tooDeep = true
		r.faults.Add(built.pos, "more than %d levels of nesting: nest less deeply", maxDepth)
	}
	for r.decoder.More() {
		var key string
		var pos source.Pos
		if built.kind == object {
			var token json.Token
			token, pos = r.next()
			key, _ = token.(string)
		}
		member := r.value(built)
		member.key, member.keyPos = key, pos
		if first := built.get(key); built.kind == object && first != nil {
			r.faults.Add(pos, "%s", duplicateKey(first))
		} else {
			built.append(member)
		}
	}
	r.depth--
	r.next()
}

// isNumber says whether the text is a number as JSON writes one.
func isNumber(literal string) bool {
	var value json.Number
	return literal != "" && (literal[0] == '-' || literal[0] >= '0' && literal[0] <= '9') && json.Unmarshal([]byte(literal), &value) == nil
}

// inRange says whether a JSON number is one that float64 can hold: neither too
// large nor too near to zero.
func inRange(literal string) bool {
	value, err := strconv.ParseFloat(literal, 64)
	digits, _, _ := strings.Cut(strings.ToLower(literal), "e")
	return err == nil && (value != 0 || !strings.ContainsAny(digits, "123456789"))
}
