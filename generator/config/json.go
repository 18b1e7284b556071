package config

import (
	"slices"
	"strconv"

	"go.yaml.in/yaml/v4"
)

// JSON says how the generated types read and write JSON.
type JSON struct {
	UnknownProperties UnknownProperties `key:"unknownProperties" doc:"What becomes of properties that a type does not know; a server refuses them in any case where the description closes the type." default:"ignore"`
	InvalidUTF8       InvalidUTF8       `key:"invalidUTF8" doc:"What becomes of strings that are not UTF-8." default:"refuse"`
	MaxDepth          int               `key:"maxDepth" doc:"How deep documents may nest." default:"256" example:"64"`
}

// UnknownProperties is what becomes of properties that a type does not know.
type UnknownProperties string

// What becomes of unknown properties: they are left out, kept as raw JSON for
// round trips, or refused by servers whatever the description says.
const (
	IgnoreUnknown UnknownProperties = "ignore"
	KeepUnknown   UnknownProperties = "keep"
	RefuseUnknown UnknownProperties = "refuse"
)

// InvalidUTF8 is what becomes of strings that are not UTF-8.
type InvalidUTF8 string

// What becomes of invalid UTF-8: an error, or U+FFFD in place of each byte.
const (
	RefuseUTF8  InvalidUTF8 = "refuse"
	ReplaceUTF8 InvalidUTF8 = "replace"
)

func unknownProperties() []UnknownProperties {
	return []UnknownProperties{IgnoreUnknown, KeepUnknown, RefuseUnknown}
}

func invalidUTF8() []InvalidUTF8 { return []InvalidUTF8{RefuseUTF8, ReplaceUTF8} }

func (r *reader) json(n *yaml.Node) (j JSON) {
	r.object(n, "json", fields{
		"unknownProperties": func(n *yaml.Node) { j.UnknownProperties = oneOf(r, n, unknownProperties()) },
		"invalidUTF8":       func(n *yaml.Node) { j.InvalidUTF8 = oneOf(r, n, invalidUTF8()) },
		"maxDepth":          func(n *yaml.Node) { j.MaxDepth = r.depth(n) },
	})
	return j
}

// oneOf reads one of some words.
func oneOf[T ~string](r *reader, n *yaml.Node, words []T) T {
	text, ok := r.text(n)
	if !ok || slices.Contains(words, T(text)) {
		return T(text)
	}
	var known []string
	for _, word := range words {
		known = append(known, string(word))
	}
	r.faults.Add(r.pos(n), "unknown value %q: %s", text, choose(text, known))
	return ""
}

func (r *reader) depth(n *yaml.Node) int {
	n = target(n)
	depth, err := strconv.Atoi(n.Value)
	if n.Kind != yaml.ScalarNode || n.ShortTag() != "!!int" || err != nil || depth < 1 || depth > 10_000 {
		r.faults.Add(r.pos(n), "json.maxDepth must be a whole number from 1 to 10000")
		return 0
	}
	return depth
}
