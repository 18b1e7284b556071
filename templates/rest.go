package templates

// rest is the properties of an object that its type does not list, where the
// description says what they hold.
type rest[T any] struct {
	values *map[string]T
	as     func(*walker, *T)
}

// walkOthers walks them: read and written after the others, in the order of their
// names.
func walkOthers[T any](w *walker, p *map[string]T, as func(*walker, *T)) {
	if w.mode == checking {
		eachValue(w, *p, as)
		return
	}
	w.others = rest[T]{p, as}
}

func (r rest[T]) walkRest(w *walker) {
	if w.mode == writing {
		eachValue(w, *r.values, r.as)
		return
	}
	for i := w.base; i < len(w.passed); i++ {
		m := w.passed[i]
		if m.used {
			continue
		}
		w.passed[i].used = true
		w.pos = m.at
		var value T
		n := len(w.violations)
		r.as(w, &value)
		w.under(n, m.name)
		if *r.values == nil {
			*r.values = map[string]T{}
		}
		(*r.values)[m.name] = value
	}
}
