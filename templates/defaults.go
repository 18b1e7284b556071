package templates

// orElse gives a property that a request does not have the value that the
// description says it has then. Where the property follows later, its value
// stands in place of that one.
func orElse[T any](w *walker, p *Opt[T], otherwise T) {
	if w.mode == reading && w.served && p.state == absent {
		*p = Some(otherwise)
	}
}

// orElseJSON is orElse for a value that the description writes as JSON.
func orElseJSON[T any](w *walker, p *Opt[T], text string, as func(*walker, *T)) {
	if w.mode == reading && w.served && p.state == absent {
		*p = Some(given(text, as))
	}
}

// orElseNil is orElseJSON for a property of which nil says that it is absent.
func orElseNil[T any](w *walker, p *T, none bool, text string, as func(*walker, *T)) {
	if w.mode == reading && w.served && none {
		*p = given(text, as)
	}
}

// orElseNull is orElse for null.
func orElseNull[T any](w *walker, p *Opt[T]) {
	if w.mode == reading && w.served && p.state == absent {
		*p = Null[T]()
	}
}

// given reads a value that the description writes as JSON, with the defaults of what
// is in it.
func given[T any](text string, as func(*walker, *T)) (v T) {
	_ = decodeValue(newServerWalker(reading), []byte(text), &v, as) // it was looked at when this package was written
	return v
}
