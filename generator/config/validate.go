package config

import "go.yaml.in/yaml/v4"

// Validation says what is judged that the specifications leave to whoever reads a
// description.
type Validation struct {
	Formats  bool     `key:"formats" doc:"Whether strings are held against the formats of JSON Schema, which are remarks alone otherwise." default:"false" example:"true"`
	Patterns Patterns `key:"patterns" doc:"What becomes of regular expressions that Go's do not have, which look ahead or behind or refer back: they are refused, run by trying one way after another in bounded time, or ignored." default:"refuse" example:"backtracking"`
}

// Patterns is what becomes of regular expressions that Go's do not have.
type Patterns string

// What becomes of such patterns.
const (
	RefusePatterns Patterns = "refuse"
	Backtracking   Patterns = "backtracking"
	IgnorePatterns Patterns = "ignore"
)

func patterns() []Patterns { return []Patterns{RefusePatterns, Backtracking, IgnorePatterns} }

func (r *reader) validation(n *yaml.Node) (v Validation) {
	r.object(n, "validate", fields{
		"formats":  func(n *yaml.Node) { v.Formats = r.boolean(n, "validate.formats") },
		"patterns": func(n *yaml.Node) { v.Patterns = oneOf(r, n, patterns()) },
	})
	return v
}
