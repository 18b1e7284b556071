package templates

import "strconv"

// asObject walks an object that is no property.
func asObject[T any, P pointer[T]](w *walker, p *T) { w.object(P(p)) }

// asPointer walks an object behind a pointer.
func asPointer[T any, P pointer[T]](w *walker, p **T) {
	if w.mode == reading {
		*p = new(T)
	}
	if *p == nil {
		w.note(-1, "type", "must not be null")
		return
	}
	w.object(P(*p))
}

// asList walks a list that is no property, as walks each element.
func asList[T any](as func(*walker, *T)) func(*walker, *[]T) {
	return func(w *walker, p *[]T) {
		each := func(i int) {
			n := len(w.violations)
			as(w, &(*p)[i])
			w.under(n, strconv.Itoa(i))
		}
		if w.mode == reading {
			*p = []T{}
			depth := w.depth
			for more := w.begin('[', "an array") && w.first(']'); more; more = w.next(']') {
				*p = append(*p, *new(T))
				each(len(*p) - 1)
			}
			w.depth, w.length = depth, len(*p)
			return
		}
		if w.mode == writing {
			w.dst = append(w.dst, '[')
		}
		for i := range *p {
			each(i)
		}
		if w.mode == writing {
			w.close(']')
		}
		w.length = len(*p)
	}
}

// decodeValue reads a document that need not be an object.
func decodeValue[T any](w *walker, src []byte, p *T, as func(*walker, *T)) error {
	w.src, w.tabled, w.start = src, true, -1
	w.skipSpace()
	as(w, p)
	w.skipSpace()
	if !w.halted && w.pos < len(w.src) {
		w.fail("more follows the end of the document")
	}
	return w.end()
}

// appendValue writes a document that need not be an object.
func appendValue[T any](w *walker, dst []byte, p *T, as func(*walker, *T)) ([]byte, error) {
	w.dst, w.pos = dst, -1
	as(w, p)
	text := w.dst[:len(w.dst)-1]
	return text, w.end()
}

// withRules walks a value and has rules judge it.
func withRules[T any](as func(*walker, *T), rules func(*walker)) func(*walker, *T) {
	return func(w *walker, p *T) {
		n := len(w.violations)
		as(w, p)
		if !w.strict || w.mode == writing || len(w.violations) > n {
			return
		}
		w.outcome, w.name = judged, ""
		rules(w)
		for i := range w.violations[n:] {
			w.violations[n+i].Pointer = "" // the value itself, which has no name here
		}
	}
}
