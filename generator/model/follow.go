package model

import "example.com/burin/generator/source"

// Follow says how a request follows from the answer to another (OpenAPI 3.0.3,
// Link Object).
type Follow struct {
	Pos    source.Pos
	Name   string
	Doc    Doc
	Method string // of the operation that follows, as are the others
	Path   string // as the description writes it
	Values []*FollowValue
}

// FollowValue is a parameter of the request that follows, or its body.
type FollowValue struct {
	Pos        source.Pos
	In         string // path, query, header, cookie, or body; "" where its name alone says which
	Name       string
	Expression string   // where it is found at run time; "" where Literal is it
	Literal    *Literal // nil for a value that its schema does not allow
}
