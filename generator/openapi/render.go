package openapi

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// rendering is a description as the library reads it: what is at fault is left
// out, aliases are written out, and every value begins a line of its own. So
// the library's places, which are lines, lead back to nodes.
type rendering struct {
	text  strings.Builder
	lines []*node // by line, from 1

	version string // one that the library knows, whatever its patch release
}

// render writes a description for the library. Its first line is a comment,
// which keeps the library from reading it as JSON, where it knows no places.
func render(root *node, is31 bool) *rendering {
	r := &rendering{lines: []*node{nil, root}, version: "3.0.3"}
	if is31 {
		r.version = "3.1.0"
	}
	r.text.WriteString("#")
	r.begin(root)
	r.value(root)
	return r
}

// begin starts the line of a node.
func (r *rendering) begin(n *node) {
	r.text.WriteByte('\n')
	r.lines = append(r.lines, n)
}

// value writes a value as JSON.
func (r *rendering) value(n *node) {
	switch n.kind {
	case object:
		r.text.WriteByte('{')
		for _, member := range n.members {
			if member.cut {
				continue
			}
			r.begin(member)
			r.key(member.key)
			if n.parent == nil && member.key == "openapi" {
				r.quote(r.version)
			} else {
				r.value(member)
			}
			r.text.WriteByte(',')
		}
		r.text.WriteByte('}')
	case array:
		r.text.WriteByte('[')
		for _, item := range n.members {
			if !item.cut {
				r.begin(item)
				r.value(item)
				r.text.WriteByte(',')
			}
		}
		r.text.WriteByte(']')
	case text:
		r.quote(n.text)
	default:
		r.text.WriteString(n.text)
	}
}

// longKey is the length from which a key needs a mark of its own: YAML bounds
// the others to 1024 characters (YAML 1.2.2, section 7.4).
const longKey = 250

// key writes the key of a member.
func (r *rendering) key(key string) {
	if len(key) > longKey {
		r.text.WriteString("? ")
	}
	r.quote(key)
	r.text.WriteString(": ")
}

// quote writes a string in quotes, on one line, with the escapes that YAML has.
func (r *rendering) quote(s string) {
	r.text.WriteByte('"')
	for _, char := range s {
		switch {
		case char == '"' || char == '\\':
			r.text.WriteByte('\\')
			r.text.WriteRune(char)
		case char < ' ', char >= 0x7F && char < 0xA1, char == 0x2028, char == 0x2029, char == 0xFEFF, char == 0xFFFE, char == 0xFFFF:
			digits := strconv.FormatInt(int64(char), 16)
			r.text.WriteString(`\u` + strings.Repeat("0", 4-len(digits)) + digits)
		case char == utf8.RuneError:
			r.text.WriteString(`\ufffd`)
		default:
			r.text.WriteRune(char)
		}
	}
	r.text.WriteByte('"')
}
