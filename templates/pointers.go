package templates

// Lists of objects of types that others derive from, or that derive themselves,
// hold pointers, as all places do where such objects stand. They are compiled
// once for all pointers.

func pointers[P any](w *walker, name string, p *[]P) *walker {
	if w.required(name) {
		pointerElements(w, name, p)
	}
	return w
}

func optPointers[P any](w *walker, name string, p *Opt[[]P]) *walker {
	if w.optional(name, &p.state) {
		pointerElements(w, name, &p.value)
	}
	return w
}

func nilPointers[P any](w *walker, name string, p *[]P) *walker {
	if w.optionalList(name, *p == nil) {
		pointerElements(w, name, p)
	}
	return w
}

func pointerElements[P any](w *walker, name string, p *[]P) {
	if w.mode == reading {
		*p = []P{}
	}
	e := entry{name, w.depth, len(w.violations), len(w.violations)}
	for i := 0; w.element(&e, i, len(*p)); i++ {
		var none P
		if w.mode == reading {
			*p = append(*p, another(none))
		}
		if v := (*p)[i]; any(v) != any(none) {
			w.object(any(v).(object))
		} else {
			w.note(-1, "type", "must not be null")
		}
	}
}

// another makes an object of the type that v points to.
func another[P any](v P) P { return any(v).(object).alloc().(P) }
