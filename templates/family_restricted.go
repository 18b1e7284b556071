package templates

import "reflect"

// asRestricted is asDerived where only some types of the family may stand, which
// the tags name. One that this package does not hold is read as the type declared.
func asRestricted[A any](of *family, tags ...string) func(*walker, *A) {
	return func(w *walker, p *A) {
		at := -1
		if w.mode == reading {
			at = w.pos
		}
		walkDerived(w, p, of)
		if w.strict && !w.halted && any(*p) != nil && !of.allows(*p, tags) {
			w.note(at, "type", "must be of a type that may stand here")
		}
	}
}

func (of *family) allows(v any, tags []string) bool {
	for _, tag := range tags {
		allowed := of.make(tag)
		if allowed == nil {
			allowed = of.make("")
		}
		if reflect.TypeOf(allowed) == reflect.TypeOf(v) {
			return true
		}
	}
	return false
}
