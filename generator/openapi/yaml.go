package openapi

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"

	"example.com/burin/generator/source"
)

// Bounds on what is read, so that no file takes memory or stack out of
// proportion to its size.
const (
	maxDepth   = 200     // levels of nesting
	maxAliased = 100_000 // values that aliases bring in
)

// yamlReader builds nodes from what the YAML parser composed.
type yamlReader struct {
	lines   *lines
	faults  source.Faults
	aliased int                 // values brought in by aliases so far
	depth   int                 // levels of nesting around the value being read
	within  int                 // aliases around the value being read
	open    map[*yaml.Node]bool // anchored values being read
	full    bool                // a bound was passed: nothing more is read
}

// versionDirective is the directive of the YAML version that OpenAPI asks for
// (section 4.2), which the parser reads and does not know the directive of.
var versionDirective = regexp.MustCompile(`(?m)\A%YAML\b`)

// readYAML reads the one document of a YAML file; nil where there is none or a
// fault keeps it from being read.
func readYAML(l *lines) (*node, source.Faults) {
	r := &yamlReader{lines: l, open: map[*yaml.Node]bool{}}
	decoder := yaml.NewDecoder(bytes.NewReader(versionDirective.ReplaceAll(l.data, []byte("#YAML"))))
	var document, second yaml.Node
	switch err := decoder.Decode(&document); {
	case errors.Is(err, io.EOF), err == nil && len(document.Content) == 0:
		return nil, r.faults
	case err != nil:
		r.syntax(err)
		return nil, r.faults
	}
	switch err := decoder.Decode(&second); {
	case errors.Is(err, io.EOF):
	case err != nil:
		r.syntax(err)
		return nil, r.faults
	default:
		r.faults.Add(r.place(&second), "a second document begins here: a description is one document, so remove it")
	}
	root := r.value(document.Content[0], nil)
	if r.full {
		return nil, r.faults
	}
	return root, r.faults
}

// place gives the place of a parsed node.
func (r *yamlReader) place(n *yaml.Node) source.Pos { return r.lines.mark(n.Line, n.Column) }

// unreadable finds the first character that YAML does not allow in a file
// (YAML 1.2.2, section 5.1).
func unreadable(data []byte) int {
	for offset, char := range string(data) {
		switch {
		case char == utf8.RuneError && data[offset] != 0xEF,
			char < ' ' && char != '\t' && char != '\n' && char != '\r',
			char >= 0x7F && char < 0xA0 && char != 0x85,
			char == 0xFFFE, char == 0xFFFF:
			return offset
		}
	}
	return 0
}

// value builds the node of a parsed value; nil where a fault keeps it from
// being read.
func (r *yamlReader) value(n *yaml.Node, parent *node) *node {
	if n.Kind == yaml.AliasNode {
		return r.alias(n, parent)
	}
	if r.full {
		return nil
	}
	if r.within > 0 {
		if r.aliased++; r.aliased > maxAliased {
			r.full = true
			r.faults.Add(r.place(n), "the aliases of this file bring in more than %d values: write less of it by alias", maxAliased)
			return nil
		}
	}
	if r.depth++; r.depth > maxDepth {
		r.full = true
		r.faults.Add(r.place(n), "more than %d levels of nesting: nest less deeply", maxDepth)
		return nil
	}
	defer func() { r.depth-- }()
	built := &node{pos: r.place(n), parent: parent}
	switch n.Kind {
	case yaml.MappingNode:
		built.kind = object
		r.tag(n, "!!map")
		r.mapping(n, built)
	case yaml.SequenceNode:
		built.kind = array
		r.tag(n, "!!seq")
		for _, item := range n.Content {
			if member := r.value(item, built); member != nil {
				built.members = append(built.members, member)
			}
		}
	default:
		r.scalar(n, built)
	}
	return built
}

// alias builds the node that an alias stands for, at the places where it was
// written.
func (r *yamlReader) alias(n *yaml.Node, parent *node) *node {
	if r.open[n.Alias] {
		r.faults.Add(r.place(n), "*%s stands within what it stands for: write it out", n.Value)
		return nil
	}
	r.open[n.Alias] = true
	r.within++
	defer func() {
		r.within--
		delete(r.open, n.Alias)
	}()
	return r.value(n.Alias, parent)
}

// tag refuses an explicit tag that JSON's data has no word for.
func (r *yamlReader) tag(n *yaml.Node, want string) {
	if n.Style&yaml.TaggedStyle != 0 && n.ShortTag() != want {
		r.faults.Add(r.place(n), "the tag %s has no meaning in a description: remove it", n.ShortTag())
	}
}

// mapping reads the members of an object; its own come before those that merge
// keys bring in (YAML merge key, https://yaml.org/type/merge.html).
func (r *yamlReader) mapping(n *yaml.Node, built *node) {
	var merges []*yaml.Node
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		if key.Kind == yaml.AliasNode {
			key = key.Alias
		}
		switch {
		case key.ShortTag() == "!!merge":
			merges = append(merges, value)
		case key.Kind != yaml.ScalarNode || key.ShortTag() == "!!null":
			r.faults.Add(r.place(key), "a key has to be a string: put it in quotes")
		default:
			pos := r.place(n.Content[i])
			if first := built.get(key.Value); first != nil {
				r.faults.Add(pos, "%s", duplicateKey(first))
			} else if member := r.value(value, built); member != nil {
				member.key, member.keyPos = key.Value, pos
				built.append(member)
			}
		}
	}
	for _, value := range merges {
		r.merge(value, built)
	}
}

// duplicateKey is the message for a key that its object has already.
func duplicateKey(first *node) string {
	return fmt.Sprintf("the key %q is given twice: the first is at line %d, so remove one of the two", first.key, first.keyPos.Line)
}

// merge adds the members that a merge key brings in and the object lacks.
func (r *yamlReader) merge(value *yaml.Node, built *node) {
	merged := r.value(value, built)
	if merged == nil {
		return
	}
	sources := []*node{merged}
	if merged.kind == array {
		sources = merged.members
	}
	for _, from := range sources {
		if from.kind != object {
			r.faults.Add(r.place(value), "<< merges objects only, and this is %s", from.kind)
			return
		}
		for _, member := range from.members {
			if built.get(member.key) == nil {
				member.parent = built
				built.append(member)
			}
		}
	}
}

// scalar reads a value that holds no others.
func (r *yamlReader) scalar(n *yaml.Node, built *node) {
	plain := yaml.Node{Kind: yaml.ScalarNode, Value: n.Value}
	if n.Style&yaml.TaggedStyle != 0 && n.ShortTag() != "!!str" && n.ShortTag() != plain.ShortTag() {
		r.faults.Add(r.place(n), "the tag %s has no meaning here: remove it", n.ShortTag())
	}
	built.text = n.Value
	switch n.ShortTag() {
	case "!!null":
		built.kind, built.text = null, "null"
	case "!!bool":
		built.kind, built.text = boolean, strings.ToLower(n.Value)
	case "!!int", "!!float":
		built.kind = number
		r.number(n, built)
	default: // a timestamp is a string too, as it is in JSON
		built.kind = text
	}
}

// number writes a YAML number as JSON does.
func (r *yamlReader) number(n *yaml.Node, built *node) {
	if isNumber(built.text) && inRange(built.text) {
		return
	}
	var value any
	if n.Decode(&value) == nil {
		switch value := value.(type) {
		case int, int64, uint64:
			built.text = fmt.Sprint(value)
			return
		case float64:
			if !math.IsInf(value, 0) && !math.IsNaN(value) {
				built.text = strconv.FormatFloat(value, 'g', -1, 64)
				return
			}
		}
	}
	r.faults.Add(built.pos, "%s is not a number that JSON has: put it in quotes, or write another", n.Value)
	built.text = "0"
}

// append adds a member to an object.
func (n *node) append(member *node) {
	n.members = append(n.members, member)
	if n.names != nil {
		n.names[member.key] = member
	}
}

// oneLine makes one line of a message.
func oneLine(message string) string {
	return strings.Join(slices.DeleteFunc(strings.Split(message, "\n"), func(line string) bool { return strings.TrimSpace(line) == "" }), " ")
}
