package openapi

import (
	"errors"
	"strconv"

	"github.com/getkin/kin-openapi/openapi3"

	"example.com/burin/generator/model"
	"example.com/burin/templates"
)

// examples holds the examples and defaults of a description against their
// schemas. The library does so too, but stops at the first of an object and
// says only which object that is.
type examples struct {
	*linter
	schemas map[*node]*openapi3.Schema
}

// checkExamples notes every example or default that does not follow its schema,
// as it should (section 4.7.24.1): an output can do without them.
func checkExamples(l *linter, lib *library) {
	e := newExamples(l, lib)
	for _, n := range l.seen {
		switch n.def.name {
		case "Schema":
			e.check(n.get("default"), n, "default")
			e.check(n.get("example"), n, "example")
			for _, example := range n.get("examples").list() {
				e.check(example, n, "example")
			}
		case "Media Type", "Parameter", "Header":
			e.check(n.get("example"), n.get("schema"), "example", direction(n)...)
			for _, example := range n.get("examples").fields() {
				e.check(l.deref(example).get("value"), n.get("schema"), "example", direction(n)...)
			}
		}
	}
}

// newExamples finds what the library read of each schema.
func newExamples(l *linter, lib *library) examples {
	e := examples{l, map[*node]*openapi3.Schema{}}
	_ = lib.doc.WalkSchemas(func(_ string, ref *openapi3.SchemaRef) error {
		for _, origin := range []*openapi3.Origin{ref.Origin, ref.Value.Origin} {
			if n := lib.node(origin); n != nil && e.schemas[n] == nil {
				e.schemas[n] = ref.Value
			}
		}
		return nil
	})
	return e
}

// direction says which way the value of a media type goes, which matters to
// properties that are read-only or write-only.
func direction(n *node) []openapi3.SchemaValidationOption {
	if n.parent == nil || n.parent.parent == nil || n.parent.parent.def == nil {
		return nil
	}
	switch n.parent.parent.def.name {
	case "Request Body":
		return []openapi3.SchemaValidationOption{openapi3.VisitAsRequest()}
	case "Response":
		return []openapi3.SchemaValidationOption{openapi3.VisitAsResponse()}
	}
	return nil
}

// schemaOf finds what the library read of a schema, through references.
func (e *examples) schemaOf(n *node) *openapi3.Schema {
	for range maxHops {
		if n == nil || e.schemas[n] != nil {
			break
		}
		ref := n.get("$ref")
		if ref == nil {
			return nil
		}
		n = e.target(ref)
	}
	return e.schemas[n]
}

// check holds one value against a schema.
func (e *examples) check(value, schema *node, word string, options ...openapi3.SchemaValidationOption) {
	rules := e.schemaOf(schema)
	if value == nil || value.cut || rules == nil {
		return
	}
	options = append(options, openapi3.MultiErrors(), openapi3.EnableFormatValidation(), openapi3.SetSchemaRegexCompiler(compile))
	if e.is31 {
		options = append(options, openapi3.EnableJSONSchema2020())
	}
	err := guard(func() error { return rules.VisitJSON(value.value(), options...) })
	if err == nil && word == "example" {
		e.sound[value] = true
	}
	e.report(value, word, err)
}

// report adds a note at each place of the value that breaks its schema.
func (e *examples) report(value *node, word string, err error) {
	switch err := err.(type) {
	case nil:
	case openapi3.MultiError:
		for _, one := range err {
			e.report(value, word, one)
		}
	case *openapi3.SchemaError:
		if causes := (openapi3.MultiError)(nil); errors.As(err.Origin, &causes) && e.cumulative(err) {
			e.report(value, word, causes)
			return
		}
		at := value
		for _, key := range err.JSONPointer() {
			if next := at.step(key); next != nil {
				at = next
			}
		}
		e.noteOn(at, word, " does not follow its schema: "+violationReason(err))
	default:
		e.noteOn(value, word, " cannot be checked: "+oneLine(err.Error()))
	}
}

// noteOn adds a note about a value, or a part of it.
func (e *examples) noteOn(at *node, word, text string) {
	e.notes = append(e.notes, model.Note{Pos: at.pos, Text: "the " + word + text, Example: word == "example"})
}

// cumulative says whether all causes of a violation are wrong of themselves. The
// causes of a choice are about its alternatives instead.
func (e *examples) cumulative(violation *openapi3.SchemaError) bool {
	switch violation.SchemaField {
	case "oneOf", "anyOf", "not":
		return false
	case "allOf":
		return true
	}
	return e.is31 // whose validator gives a tree of errors
}

// step goes to a member of an object or an array.
func (n *node) step(key string) *node {
	if i, err := strconv.Atoi(key); err == nil && n.kind == array && i >= 0 && i < len(n.members) {
		return n.members[i]
	}
	return n.get(key)
}

// matcher tells which strings match a pattern.
type matcher func(string) bool

// MatchString is what kin-openapi calls.
func (m matcher) MatchString(text string) bool { return m(text) }

// compile reads a pattern, which is one of ECMA-262 (section 4.7.24.1). What is none
// is not checked.
func compile(pattern string) (openapi3.RegexMatcher, error) {
	matches, fault := templates.CompilePattern(pattern)
	if fault != "" {
		matches = func(string) bool { return true }
	}
	return matcher(matches), nil
}

// value gives a node as encoding/json would decode it.
func (n *node) value() any {
	switch n.kind {
	case object:
		members := make(map[string]any, len(n.members))
		for _, member := range n.members {
			members[member.key] = member.value()
		}
		return members
	case array:
		items := make([]any, len(n.members))
		for i, item := range n.members {
			items[i] = item.value()
		}
		return items
	case number:
		value, _ := strconv.ParseFloat(n.text, 64) // in range, as it was read
		return value
	case boolean:
		return n.text == "true"
	case text:
		return n.text
	}
	return nil
}
