package templates

// asNullable walks a value that may be null where no property stands.
func asNullable[T any](as func(*walker, *T)) func(*walker, *Opt[T]) {
	return func(w *walker, p *Opt[T]) {
		if w.isNull(p.state == present) {
			p.state = null
			return
		}
		p.state = present
		as(w, &p.value)
	}
}

// asNullablePointer walks an object that is nil where it is null.
func asNullablePointer[T any, P pointer[T]](w *walker, p **T) {
	if w.isNull(*p != nil) {
		*p = nil
		return
	}
	asPointer[T, P](w, p)
}

// isNull walks null, and reports whether it is that. Otherwise there is a value.
func (w *walker) isNull(value bool) bool {
	switch {
	case w.mode == reading:
		return w.peek() == 'n' && w.literal("null")
	case w.mode == writing && !value:
		w.dst = append(w.dst, "null,"...)
	}
	return !value
}
