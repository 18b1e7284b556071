package openapi

import (
	"slices"

	"example.com/burin/generator/source"
)

// kind is what a value of the description is, in JSON's terms.
type kind int

const (
	null kind = iota + 1
	boolean
	number
	text
	array
	object
)

// String names the kind as a message does.
func (k kind) String() string {
	return [...]string{"nothing", "null", "a boolean", "a number", "a string", "an array", "an object"}[k]
}

// node is one value of the description and where it stands. YAML and JSON are
// both read into nodes: aliases and merge keys are resolved, and every scalar is
// one that JSON has.
type node struct {
	kind    kind
	text    string // of a scalar: a string's characters, or a JSON literal
	pos     source.Pos
	key     string // of an object's member
	keyPos  source.Pos
	parent  *node
	members []*node // of an object or an array, in the description's order

	def     *definition // the object of the specification that this was read as
	cut     bool        // at fault, and so kept from what the library reads
	faulty  bool        // a fault is about this very value
	tinged  bool        // a fault is about this value or one within it
	slipped bool        // a slip of this very value is passed over
	names   map[string]*node
	stands  *node // of a schema made of others: the one in whose place it stands
	copied  *node // of a copy: what it was made of
}

// place is where to point at for the node as a whole: its key, if it has one.
func (n *node) place() source.Pos {
	if n.keyPos.Line > 0 {
		return n.keyPos
	}
	return n.pos
}

// manyMembers is the size from which an object's members are found by a map.
const manyMembers = 16

// get finds the member of an object by its key; nil where there is none.
func (n *node) get(key string) *node {
	if n == nil || n.kind != object {
		return nil
	}
	if len(n.members) < manyMembers {
		for _, member := range n.members {
			if member.key == key {
				return member
			}
		}
		return nil
	}
	if n.names == nil {
		n.names = make(map[string]*node, len(n.members))
		for _, member := range n.members {
			n.names[member.key] = member
		}
	}
	return n.names[key]
}

// find follows keys from the node; nil where one of them is missing.
func (n *node) find(keys ...string) *node {
	for _, key := range keys {
		n = n.get(key)
	}
	return n
}

// list gives the items of an array; none where the node is not one.
func (n *node) list() []*node {
	if n == nil || n.kind != array {
		return nil
	}
	return n.members
}

// kept gives the items of an array that the library reads.
func (n *node) kept() []*node {
	return slices.DeleteFunc(slices.Clone(n.list()), func(item *node) bool { return item.cut })
}

// fields gives the members of an object; none where the node is not one.
func (n *node) fields() []*node {
	if n == nil || n.kind != object {
		return nil
	}
	return n.members
}

// string gives the characters of the string member under key.
func (n *node) string(key string) (string, bool) {
	member := n.get(key)
	if member == nil || member.kind != text {
		return "", false
	}
	return member.text, true
}

// isTrue says whether the member under key is the boolean true, and read.
func (n *node) isTrue(key string) bool {
	member := n.get(key)
	return member != nil && member.kind == boolean && member.text == "true" && !member.cut
}

// keys lists the keys of an object.
func (n *node) keys() []string {
	keys := make([]string, len(n.fields()))
	for i, member := range n.fields() {
		keys[i] = member.key
	}
	return keys
}

// strings lists the strings of an array.
func (n *node) strings() []string {
	var words []string
	for _, item := range n.list() {
		if item.kind == text {
			words = append(words, item.text)
		}
	}
	return words
}

// has says whether the array holds the string.
func (n *node) has(word string) bool { return slices.Contains(n.strings(), word) }

// findings collects what is wrong with a description. It also remembers at
// which values, so that a later stage does not report a consequence of a fault
// as another one.
type findings struct {
	faults source.Faults
}

// add reports a fault of n at pos.
func (f *findings) add(n *node, pos source.Pos, format string, args ...any) {
	f.faults.Add(pos, format, args...)
	n.blame()
}

// addUnsupported reports at n what the specification allows and is not
// supported yet.
func (f *findings) addUnsupported(n *node, format string, args ...any) {
	f.faults.AddUnsupported(n.place(), format, args...)
	n.blame()
}

// invalid says whether anything found is more than not supported yet.
func (f *findings) invalid() bool {
	return slices.ContainsFunc(f.faults, func(fault source.Fault) bool { return !fault.Unsupported })
}

// blame remembers that a fault is about n.
func (n *node) blame() {
	n.faulty = true
	for ; n != nil && !n.tinged; n = n.parent {
		n.tinged = true
	}
}

// explained says whether a fault about n as a whole may follow from one that is
// already known of n or of one of its members.
func explained(n *node) bool {
	return n.faulty || slices.ContainsFunc(n.members, func(m *node) bool { return m.faulty })
}
