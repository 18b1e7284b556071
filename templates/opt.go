package templates

import "encoding/json"

// Opt is a value that may be absent or null. The zero Opt is absent, and the
// tag omitzero leaves it out.
type Opt[T any] struct {
	value T
	state state
}

type state uint8

const (
	absent state = iota
	null
	present
)

// Some is an Opt that holds v.
func Some[T any](v T) Opt[T] { return Opt[T]{v, present} }

// Null is an Opt that says null, where absent would say nothing.
func Null[T any]() Opt[T] { return Opt[T]{state: null} }

// Get returns the value, and whether there is one.
func (o Opt[T]) Get() (T, bool) { return o.value, o.state == present }

// Or returns the value, or otherwise where there is none.
func (o Opt[T]) Or(otherwise T) T {
	if o.state == present {
		return o.value
	}
	return otherwise
}

// IsZero reports whether o is absent.
func (o Opt[T]) IsZero() bool { return o.state == absent }

// IsNull reports whether o says null.
func (o Opt[T]) IsNull() bool { return o.state == null }

// MarshalJSON writes the value, or null where there is none, for use of Opt
// with encoding/json outside of this package's types.
func (o Opt[T]) MarshalJSON() ([]byte, error) {
	if o.state != present {
		return []byte("null"), nil
	}
	return json.Marshal(o.value)
}

// UnmarshalJSON reads a value or null.
func (o *Opt[T]) UnmarshalJSON(src []byte) error {
	if string(src) == "null" {
		*o = Null[T]()
		return nil
	}
	o.state = present
	return json.Unmarshal(src, &o.value)
}
