package config

import "go.yaml.in/yaml/v4"

// Validation says what is judged that the specifications leave to whoever reads a
// description.
type Validation struct {
	Formats bool `key:"formats" doc:"Whether strings are held against the formats of JSON Schema, which are remarks alone otherwise." default:"false" example:"true"`
}

func (r *reader) validation(n *yaml.Node) (v Validation) {
	r.object(n, "validate", fields{
		"formats": func(n *yaml.Node) { v.Formats = r.boolean(n, "validate.formats") },
	})
	return v
}
