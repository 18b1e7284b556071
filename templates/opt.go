package templates

import "errors"

// Opt is a value that may be absent, as the zero Opt is, or null. It is for the
// types of this package. Its methods are few: each is compiled for each Opt.
type Opt[T any] struct {
	ByPointer ByPointer // has encoding/json refuse an object of which it sees only the fields
	value     T
	state     state
}

// ByPointer is what encoding/json finds where it is given an object whose
// methods are those of its pointer, and no pointer.
type ByPointer struct{}

// MarshalJSON says what to pass instead.
func (ByPointer) MarshalJSON() ([]byte, error) {
	return nil, errors.New("the object has to be passed by its pointer")
}

type state uint8

const (
	absent state = iota
	null
	present
)

// Some is an Opt that holds v.
func Some[T any](v T) Opt[T] { return Opt[T]{value: v, state: present} }

// Null is an Opt that says null, where absent would say nothing.
func Null[T any]() Opt[T] { return Opt[T]{state: null} }

// Get returns the value, and whether there is one.
func (o *Opt[T]) Get() (T, bool) { return o.value, o.state == present }

// Or returns the value, or otherwise where there is none.
func (o *Opt[T]) Or(otherwise T) T {
	if o.state == present {
		return o.value
	}
	return otherwise
}

// IsNull reports whether o says null.
func IsNull[T any](o Opt[T]) bool { return o.state == null }

// IsAbsent reports whether o says nothing.
func IsAbsent[T any](o Opt[T]) bool { return o.state == absent }
