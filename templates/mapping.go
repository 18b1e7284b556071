package templates

import "sort"

// nilMap walks a map that is nil where the property is absent.
func nilMap[T any](w *walker, name string, p *map[string]T, as func(*walker, *T)) *walker {
	if w.optionalList(name, *p == nil) {
		n := len(w.violations)
		asMap(as)(w, p)
		w.leave(name, n)
	}
	return w
}

// asMap walks an object of which the names are not described, and as walks each
// value. They are written in the order of their names.
func asMap[T any](as func(*walker, *T)) func(*walker, *map[string]T) {
	return func(w *walker, p *map[string]T) {
		switch w.mode {
		case reading:
			readMap(w, p, as)
		case writing:
			w.dst = append(w.dst, '{')
			eachValue(w, *p, as)
			w.close('}')
		case checking:
			eachValue(w, *p, as)
		}
		w.length = len(*p)
	}
}

func sortedNames[M ~map[string]T, T any](m M) []string {
	names := make([]string, 0, len(m))
	for name := range m {
		names = append(names, name)
	}
	sort.Strings(names)
	return names
}

func eachValue[T any](w *walker, values map[string]T, as func(*walker, *T)) {
	for _, name := range sortedNames(values) {
		if w.mode == writing {
			w.writeString(name)
			w.dst[len(w.dst)-1] = ':'
		}
		n, value := len(w.violations), values[name]
		as(w, &value)
		w.under(n, name)
	}
}

func readMap[T any](w *walker, p *map[string]T, as func(*walker, *T)) {
	*p = map[string]T{}
	depth := w.depth
	if !w.begin('{', "an object") {
		return
	}
	for more := w.first('}'); more; more = w.next('}') {
		start, n := w.pos, len(w.violations)
		name := w.readName()
		if w.halted {
			return
		}
		if _, twice := (*p)[name]; twice {
			w.noteAt(name, start, "duplicate", "stands more than once")
			n = len(w.violations)
		}
		var value T
		as(w, &value)
		w.under(n, name)
		(*p)[name] = value
	}
	w.depth = depth
}
