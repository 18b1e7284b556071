package model

import "example.com/burin/generator/source"

// Foreign is a Go type that the description asks for in place of one made for a
// schema.
type Foreign struct {
	Pos  source.Pos
	Of   string // what it stands for, as the description names it
	Name string // of the type, without its package's
	Path string // of its package; "" for the one that is written, and for Go's own types
	As   string // what the description calls the package
}

// Type is the type as the description writes it.
func (f *Foreign) Type() string {
	if f.As == "" {
		return f.Name
	}
	return f.As + "." + f.Name
}
