package templates

// Opt is a value that may be absent, as the zero Opt is, or null. It is for the
// types of this package. Its methods are few: each is compiled for each Opt.
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
