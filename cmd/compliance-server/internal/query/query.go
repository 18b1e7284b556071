// Package query reads the OData query options $filter and $orderby into syntax
// trees and writes those as SQL, values always as bind parameters. It knows the
// properties that it is told of, and no table, request or service.
package query

import (
	"fmt"
	"slices"
	"unicode/utf8"
)

// Kind is a kind of property: it says with which literals one compares.
type Kind int

// The kinds of properties.
const (
	String  Kind = iota
	Integer      // of at most 64 bits
	Enum
	Instant // a date and time with offset
)

// Property is what a query may name.
type Property struct {
	Name   string
	Kind   Kind
	Key    bool     // it tells objects apart
	Column string   // an SQL expression; of an Instant, one that holds instant.Key
	Type   string   // the qualified name of an Enum
	Values []string // of an Enum, in their order
}

// Entity is what a query is about.
type Entity struct {
	Name       string
	Properties []Property
}

// Has reports whether the entity has a property. Names are case-sensitive.
func (e *Entity) Has(name string) bool { return e.property(name) != nil }

// property finds a property, or is nil.
func (e *Entity) property(name string) *Property {
	i := slices.IndexFunc(e.Properties, func(p Property) bool { return p.Name == name })
	if i < 0 {
		return nil
	}
	return &e.Properties[i]
}

// Error is a fault of a query option.
type Error struct {
	At      int // the character of the option's value where the fault is, from 1
	Message string
}

// Error gives the place and the fault.
func (e *Error) Error() string { return fmt.Sprintf("character %d: %s", e.At, e.Message) }

// fault makes an Error for a byte of a text.
func fault(text string, offset int, format string, arguments ...any) *Error {
	return &Error{utf8.RuneCountInString(text[:offset]) + 1, fmt.Sprintf(format, arguments...)}
}
