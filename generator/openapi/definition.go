package openapi

import (
	"fmt"
	"strings"
)

// definition is an object of the OpenAPI Specification, as data.
type definition struct {
	name    string // as the specification heads its section, without "Object"
	section string // where components keep it; none where no reference reaches it
	fields  []field
	others  *shape     // of members whose keys the description chooses; nil: there are none
	closed  bool       // no x- members are allowed
	apart   [][]string // fields of which an object has at most one
	oneOf   [][]string // fields of which an object has exactly one
}

// field is one fixed field of an object.
type field struct {
	name     string
	is       shape
	required bool
	told     bool // what it says is for readers: nothing else depends on it
	in       version
	use      use
}

// version says which versions of the specification have a field.
type version int

const (
	always version = iota
	only30
	only31
)

// use says what the conversion makes of a field.
type use int

const (
	taken   use = iota // it is in the model, or is needed nowhere
	noted              // the output does without it, and a note says so
	refused            // it matters to the output, and is not supported yet
)

// shape is what a value has to be.
type shape struct {
	kind  shapeKind
	of    *shape   // the elements of a list or a map
	name  string   // of an object: the name of its definition
	words []string // of a word
}

type shapeKind int

const (
	anyValue         shapeKind = iota
	aString                    //
	aBoolean                   // a boolean
	aNumber                    //
	aCount                     // an integer that is not negative
	aWord                      // one of some strings
	aList                      //
	aMap                       // an object whose keys the description chooses
	anObject                   // an object of the specification
	anObjectOrRef              // one, or a Reference Object in its place
	aSchemaOrBoolean           // a Schema Object or a boolean
	aBound                     // exclusiveMinimum: a boolean in 3.0, a number in 3.1
	aType                      // a word, or in 3.1 an array of words
)

// The shapes that need no more said.
var (
	anyJSON         = shape{kind: anyValue}
	stringValue     = shape{kind: aString}
	booleanValue    = shape{kind: aBoolean}
	numberValue     = shape{kind: aNumber}
	countValue      = shape{kind: aCount}
	schemaValue     = shape{kind: anObjectOrRef, name: "Schema"}
	schemaOrBoolean = shape{kind: aSchemaOrBoolean, name: "Schema"}
	boundValue      = shape{kind: aBound}
)

func wordOf(words ...string) shape { return shape{kind: aWord, words: words} }
func objectOf(name string) shape   { return shape{kind: anObject, name: name} }
func refTo(name string) shape      { return shape{kind: anObjectOrRef, name: name} }
func listOf(of shape) shape        { return shape{kind: aList, of: &of} }
func mapOf(of shape) shape         { return shape{kind: aMap, of: &of} }

// want says in words what the shape takes.
func (s *shape) want(is31 bool) string {
	switch s.kind {
	case aString:
		return "a string"
	case aBoolean:
		return "a boolean"
	case aNumber:
		return "a number"
	case aCount:
		return "an integer from 0 up"
	case aWord:
		return "one of " + strings.Join(s.words, ", ")
	case aList:
		return "an array"
	case aSchemaOrBoolean:
		return "a Schema Object or a boolean"
	case aBound:
		if is31 {
			return "a number"
		}
		return "a boolean"
	case aType:
		if is31 {
			return "a string or an array of strings"
		}
		return "a string"
	case anObject, anObjectOrRef:
		return withArticle(s.name) + " Object"
	}
	return "an object"
}

// withArticle puts the indefinite article before a name.
func withArticle(name string) string {
	if strings.ContainsRune("AEIOaeio", rune(name[0])) {
		return "an " + name
	}
	return "a " + name
}

// title gives the definition's name as a message has it.
func (d *definition) title() string { return withArticle(d.name) + " Object" }

// field finds a fixed field; nil where there is none.
func (d *definition) field(name string) *field {
	for i := range d.fields {
		if d.fields[i].name == name {
			return &d.fields[i]
		}
	}
	return nil
}

// has says whether the field is one of the version described.
func (f *field) has(is31 bool) bool {
	return f.in == always || is31 == (f.in == only31)
}

// definitions holds the objects of the specification by name.
var definitions = func() map[string]*definition {
	byName := map[string]*definition{}
	for _, group := range [][]definition{documentObjects, operationObjects, schemaObjects, securityObjects, overlayObjects, swaggerObjects} {
		for i := range group {
			byName[group[i].name] = &group[i]
		}
	}
	return byName
}()

// definitionOf finds an object of the specification that is there.
func definitionOf(name string) *definition {
	d := definitions[name]
	if d == nil {
		panic(fmt.Sprintf("openapi: the tables lack the %s Object", name))
	}
	return d
}
