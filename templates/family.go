package templates

import (
	"strconv"
	"strings"
)

// family is a type and those that derive from it. Where a value may be of any of
// them, a property of it, the tag, says which. A tag that is not known makes it
// one of the type itself, which keeps the properties that it does not list.
type family struct {
	name string                  // of the property with the tag
	tag  string                  // of the type itself
	make func(tag string) object // nil where the tag is not known
}

func derived[A any](w *walker, name string, p *A, of *family) *walker {
	if w.required(name) {
		n := len(w.violations)
		walkDerived(w, p, of)
		w.leave(name, n)
	}
	return w
}

func optDerived[A any](w *walker, name string, p *Opt[A], of *family) *walker {
	if w.optional(name, &p.state) {
		n := len(w.violations)
		walkDerived(w, &p.value, of)
		w.leave(name, n)
	}
	return w
}

func derivedList[A any](w *walker, name string, p *[]A, of *family) *walker {
	if w.required(name) {
		derivedElements(w, name, p, of)
	}
	return w
}

func optDerivedList[A any](w *walker, name string, p *Opt[[]A], of *family) *walker {
	if w.optional(name, &p.state) {
		derivedElements(w, name, &p.value, of)
	}
	return w
}

func nilDerivedList[A any](w *walker, name string, p *[]A, of *family) *walker {
	if w.optionalList(name, *p == nil) {
		derivedElements(w, name, p, of)
	}
	return w
}

func derivedElements[A any](w *walker, name string, p *[]A, of *family) {
	if w.mode == reading {
		*p = []A{}
	}
	e := entry{name, w.depth, len(w.violations), len(w.violations)}
	for i := 0; w.element(&e, i, len(*p)); i++ {
		if w.mode == reading {
			*p = append(*p, *new(A))
		}
		walkDerived(w, &(*p)[i], of)
	}
}

// asDerived walks a value of a family where no property stands.
func asDerived[A any](of *family) func(*walker, *A) {
	return func(w *walker, p *A) { walkDerived(w, p, of) }
}

// asNullableDerived is asDerived for what is nil where it is null.
func asNullableDerived[A any](of *family) func(*walker, *A) {
	return func(w *walker, p *A) {
		if w.isNull(any(*p) != nil) {
			*p = *new(A)
			return
		}
		walkDerived(w, p, of)
	}
}

func walkDerived[A any](w *walker, p *A, of *family) {
	if v := w.derived(any(*p), of); v != nil {
		*p = v.(A)
	}
}

// derived walks an object of a family, and gives the one that was read.
func (w *walker) derived(v any, of *family) any {
	if w.mode == reading {
		return w.readDerived(of)
	}
	if v, ok := v.(object); ok {
		w.declared = of.tag
		w.object(v)
	} else {
		w.note(-1, "type", "must not be null")
	}
	return nil
}

// readDerived reads an object of a family.
func (w *walker) readDerived(of *family) object {
	v := w.memberOf(of)
	w.object(v)
	return v
}

// memberOf is an empty object of the type that the one to be read says it has.
func (w *walker) memberOf(of *family) object {
	tag, at := w.findTag(of.name)
	v := of.make(tag)
	if v == nil { // the tag may be an address that ends in it
		v = of.make(tag[max(0, strings.LastIndexByte(tag, '#')):])
	}
	if v == nil {
		v = of.make("")
		if w.strict {
			w.noteAt(of.name, at, "enum", "must name a type that may stand here, not "+strconv.Quote(tag))
		}
	}
	return v
}

// findTag looks ahead for the tag of the object that w stands at; "" where there
// is none.
func (w *walker) findTag(name string) (tag string, at int) {
	start, depth, violations := w.pos, w.depth, len(w.violations)
	if w.peek() != '{' || !w.begin('{', "an object") {
		return "", start
	}
	for more := w.first('}'); more && !w.halted; more = w.next('}') {
		found := w.readName() == name
		if at = w.pos; found && w.peek() == '"' {
			tag = w.readString()
			break
		}
		w.skipValue()
	}
	if !w.halted {
		w.pos, w.depth, w.violations = start, depth, w.violations[:violations]
	}
	return tag, at
}

// kin is what the walk methods of a family tell each other, the most derived
// type first.
type kin struct {
	declared string // written: the tag of the type that is expected; "" where no other may stand
	own      string // written: the tag of the type that it is
}

// is says the tag of a type that derives from others.
func (w *walker) is(tag string) {
	if w.mode == writing && w.own == "" {
		w.own = tag
	}
}

// tagged walks the tag of a type that others derive from. Where none is set and
// another type is expected, the type's own is written.
func (w *walker) tagged(name string, p *Opt[string], tag string) *walker {
	w.is(tag)
	own, declared := w.own, w.declared
	w.own, w.declared = "", ""
	if declared != "" && own != declared && p.state == absent {
		return opt(w, name, &Opt[string]{value: own, state: present}, asString)
	}
	return opt(w, name, p, asString)
}
