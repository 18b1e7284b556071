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

// asJudged walks a value where no property stands, and has rules judge it.
func asJudged[T any](as func(*walker, *T), rules func(*walker)) func(*walker, *T) {
	return func(w *walker, p *T) {
		n, start, at, outcome, name := len(w.violations), w.pos, w.at, w.outcome, w.name
		as(w, p)
		if w.mode == writing || !w.strict || w.halted || len(w.violations) > n {
			return
		}
		if w.mode == reading && !w.plain {
			w.at = start
		}
		w.name, w.outcome = "", judged
		rules(w)
		w.at, w.outcome, w.name = at, outcome, name
	}
}

// fixed walks a property that says its value where none is set.
func fixed(w *walker, name string, p *string, value string) *walker {
	if w.mode == reading || *p != "" {
		return field(w, name, p, asString)
	}
	return field(w, name, &value, asString)
}
