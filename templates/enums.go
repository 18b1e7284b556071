package templates

import (
	"slices"
	"strconv"
)

// Enums are strings of a type of their own. A value that is not described is
// kept; only who is strict minds it.

func enum[E ~string](w *walker, name string, p *E, values []E) *walker {
	if s, ok := w.usualText(name); ok {
		usualEnum(w, name, s, p, values)
		return w
	}
	if w.required(name) {
		n := len(w.violations)
		walkEnum(w, p, values)
		w.leave(name, n)
	}
	return w
}

func optEnum[E ~string](w *walker, name string, p *Opt[E], values []E) *walker {
	if s, ok := w.usualText(name); ok {
		p.state = present
		usualEnum(w, name, s, &p.value, values)
		return w
	}
	if w.optional(name, &p.state) {
		n := len(w.violations)
		walkEnum(w, &p.value, values)
		w.leave(name, n)
	}
	return w
}

func enums[E ~string](w *walker, name string, p *[]E, values []E) *walker {
	if w.required(name) {
		enumElements(w, name, p, values)
	}
	return w
}

func optEnums[E ~string](w *walker, name string, p *Opt[[]E], values []E) *walker {
	if w.optional(name, &p.state) {
		enumElements(w, name, &p.value, values)
	}
	return w
}

func nilEnums[E ~string](w *walker, name string, p *[]E, values []E) *walker {
	if w.optionalList(name, *p == nil) {
		enumElements(w, name, p, values)
	}
	return w
}

func enumElements[E ~string](w *walker, name string, p *[]E, values []E) {
	if w.mode == reading {
		*p = []E{}
	}
	e := entry{name, w.depth, len(w.violations), len(w.violations)}
	for i := 0; w.element(&e, i, len(*p)); i++ {
		if w.mode == reading {
			*p = append(*p, "")
		}
		walkEnum(w, &(*p)[i], values)
	}
}

// asEnum walks a value of an enum where no property stands.
func asEnum[E ~string](values []E) func(*walker, *E) {
	return func(w *walker, p *E) { walkEnum(w, p, values) }
}

func walkEnum[E ~string](w *walker, p *E, values []E) {
	if w.mode == writing {
		w.writeString(string(*p))
		return
	}
	at, text := -1, ""
	if w.mode == reading {
		at = w.pos
		if !w.readText(&text) {
			return
		}
		*p = E(text)
	}
	if w.strict && !slices.Contains(values, *p) {
		w.note(at, "enum", notDescribed(*p))
	}
}

func notDescribed[E ~string](value E) string {
	return "must be one of the values described, not " + strconv.Quote(string(value))
}

// asNumericEnum is asEnum for an enum of whole numbers.
func asNumericEnum[E ~int8 | ~int16 | ~int32 | ~int64 | ~uint8 | ~uint16 | ~uint32](values []E) func(*walker, *E) {
	return func(w *walker, p *E) {
		at, i := -1, int64(*p)
		if w.mode == reading {
			at = w.pos
		}
		if read := w.asInteger(&i, 64); w.mode == reading {
			if !read {
				return
			}
			if *p = E(i); int64(*p) != i {
				w.note(at, "type", "must be a number that is nearer to zero")
				return
			}
		}
		if w.strict && !slices.Contains(values, *p) {
			w.note(at, "enum", "must be one of the values described, not "+strconv.FormatInt(i, 10))
		}
	}
}
