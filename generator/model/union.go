package model

import "example.com/burin/generator/source"

// Choice says how the forms of a union are told apart: by the JSON type of a
// value, and objects by what stands in them.
type Choice struct {
	Variants []*Variant
	Objects  bool   // every form is an object of declared properties
	Tag      string // the property whose value tells objects apart; "" where there is none
	Reason   string // why the forms are told apart so
}

// Variant is one form of a union.
type Variant struct {
	Pos    source.Pos
	Name   string // what the form is called among the others
	Schema *Schema
	Tags   []string // the values of Tag that it has; none: it is what has no other
	First  []string // of a List, where there are several: the JSON types of a first element
	Hints  []Hint   // of an object: the properties that tell it from others of the same tag
	Shape  int      // of an object: the same number as of others with its properties; 0: there are none
	Checks []*Check // of an object: what tells it from those like it
}

// Hint is a property that speaks for a form.
type Hint struct {
	Name     string
	Required bool     // the form always has it
	Types    []string // the JSON types that it has; nil where they do not matter
}
