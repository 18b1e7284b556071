package model

import "example.com/burin/generator/source"

// Check is a keyword of JSON Schema that values are held against as JSON, since
// neither their type nor rules say it.
type Check struct {
	Keyword string
	Words   []string   // names, patterns, numbers, or JSON texts: what the keyword lists
	Of      [][]*Check // the schemas in it: all checks of one have to hold
	Ref     *Checked   // of $ref

	Condition *Condition // of constraint
}

// Constraint is the keyword of a Check that an object meets a condition over its
// properties; its words are what to say otherwise, and of which property.
const Constraint = "constraint"

// Condition is a condition over the properties of an object, or one side of a
// comparison. What it is about need not be there; it is neither met nor broken then.
type Condition struct {
	Op    string // and, or, not, eq, ne, gt, ge, lt, le; path, constant or null
	Of    []*Condition
	Path  []string // of path: the properties, the outermost first
	Value string   // of constant: as JSON
	Sort  string   // of a comparison: how values are ordered: number, text, truth or moment
}

// ECMAPattern and ECMAProperties are the keywords pattern and patternProperties where
// the pattern is as ECMA-262 has it and RE2 does not.
const (
	ECMAPattern    = "ecmaPattern"
	ECMAProperties = "ecmaProperties"
)

// Known is the keyword of a Check that lists the properties of which others
// speak.
const Known = "known"

// Checked is a schema that checks refer to; it may refer to itself.
type Checked struct {
	Pos    source.Pos
	Name   string
	Checks []*Check
}
