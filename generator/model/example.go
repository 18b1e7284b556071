package model

import "example.com/burin/generator/source"

// Example is a value that the description gives of a schema, and that follows it.
type Example struct {
	Pos    source.Pos
	Name   string  // where it stands, after the type: "" where it is the type's own
	Doc    Doc     // what is said of it
	Schema *Schema // a named type, or a List or a Map of one
	JSON   string  // in the description's order
}
