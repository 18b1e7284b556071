package csdl

import (
	"strings"

	"example.com/burin/generator/source"
)

// constantOf makes the value of a constant expression of a kind (section 14.3).
// Where plain is false the text says where the service finds the value.
func constantOf(kind, text string, plain bool, pos source.Pos) *expression {
	e := &expression{pos: pos, kind: constant, text: text}
	switch {
	case !plain:
		e.kind, e.text, e.path = dynamic, kind, strings.TrimSpace(text)
	case kind == "Bool":
		e.kind, e.text = boolean, strings.TrimSpace(text)
	case kind == "EnumMember":
		e.text = members(text)
	case kind != "String":
		e.text = strings.TrimSpace(text)
	}
	return e
}

// members gives the members of an enumeration that are separated by spaces and
// have their type before them, as JSON writes them: without, and with commas.
func members(text string) string {
	words := strings.Fields(text)
	for i, word := range words {
		words[i] = word[strings.LastIndexByte(word, '/')+1:]
	}
	return strings.Join(words, ",")
}
