package templates

import (
	"strconv"
	"strings"
	"sync"
)

// object is a generated type: its walk method lists its properties, in order,
// to a walker, which writes, reads or checks each.
type object interface{ walk(w *walker) }

// pointer is how a generated type is an object.
type pointer[T any] interface {
	*T
	object
}

// A walker does one of three things to the values it is led to. What it does
// stands in its mode, so that one list of properties serves all three.
type walker struct {
	report
	writer
	reader
	judgement
	mode   mode
	plain  bool // text is not JSON: strings stand there as they are
	strict bool // a server reads a request or writes an answer, or a value is checked
}

type mode uint8

const (
	writing mode = iota
	reading
	checking
)

// judgement is what rules that follow a property in a walk method go by.
type judgement struct {
	outcome outcome
	name    string // of the property, as walk methods write it
	at      int    // where its value stands in the document, -1 where there is none
	text    string
	integer int64
	float   float64
	length  int
}

type outcome uint8

const (
	unjudged outcome = iota // rules do not apply
	judged                  // there is a value, and it is of the right type
	nulled                  // it is null, which was noted as a violation
	allowed                 // it is null, which is allowed
	missing                 // it is not there
)

var walkers = sync.Pool{New: func() any { return new(walker) }}

func newWalker(m mode, strict bool) *walker {
	w := walkers.Get().(*walker)
	w.mode, w.strict, w.at = m, strict, -1
	return w
}

// end is what w reports. It gives w back unless that has grown large, without
// what others may keep hold of.
func (w *walker) end() error {
	err := w.err()
	if cap(w.members) > 1<<10 || cap(w.scratch) > 1<<16 {
		return err
	}
	clear(w.members)
	*w = walker{reader: reader{members: w.members[:0], slots: w.slots[:0], scratch: w.scratch[:0]}}
	walkers.Put(w)
	return err
}

// appendJSON appends v as JSON to dst.
func appendJSON(dst []byte, v object) ([]byte, error) {
	return newWalker(writing, false).append(dst, v)
}

func (w *walker) append(dst []byte, v object) ([]byte, error) {
	w.dst, w.pos = dst, -1 // there is no document
	w.object(v)
	text := w.dst[:len(w.dst)-1]
	return text, w.end()
}

// decodeJSON reads src into v. It follows RFC 8259 to the letter and insists
// on types and on required properties, but lets pass what descriptions grow
// by: properties and enum values that are not known.
func decodeJSON(src []byte, v object) error {
	w := newWalker(reading, false)
	w.document(src, v)
	return w.end()
}

// decodeStrict also refuses, in the same pass, what Validate refuses and what a
// closed type does not know. What demands find missing joins the report.
func decodeStrict[T any, P pointer[T]](src []byte, v P, demands func(*T, *report)) error {
	w := newWalker(reading, true)
	w.document(src, v)
	if demands != nil && !w.halted {
		demands(v, &w.report)
	}
	return w.end()
}

// validate checks v against the rules that its walk method lists.
func validate(v object) error {
	w := newWalker(checking, true)
	v.walk(w)
	return w.end()
}

// validateBody is validate with demands.
func validateBody[T any, P pointer[T]](v P, demands func(*T, *report)) error {
	w := newWalker(checking, true)
	v.walk(w)
	demands(v, &w.report)
	return w.end()
}

func (w *walker) document(src []byte, v object) {
	w.src = string(src)
	w.skipSpace()
	w.object(v)
	w.skipSpace()
	if !w.halted && w.pos < len(w.src) {
		w.fail("more follows the end of the document")
	}
}

// Required properties are walked by field or list, the others by opt or optList.

func field[T any](w *walker, name string, p *T, as func(*walker, *T)) *walker {
	if w.required(name) {
		n := len(w.violations)
		as(w, p)
		w.leave(name, n)
	}
	return w
}

func opt[T any](w *walker, name string, p *Opt[T], as func(*walker, *T)) *walker {
	if w.optional(name, &p.state) {
		n := len(w.violations)
		as(w, &p.value)
		w.leave(name, n)
	}
	return w
}

func list[T any](w *walker, name string, p *[]T, as func(*walker, *T)) *walker {
	if w.required(name) {
		n := len(w.violations)
		elements(w, p, as)
		w.leave(name, n)
	}
	return w
}

func optList[T any](w *walker, name string, p *Opt[[]T], as func(*walker, *T)) *walker {
	if w.optional(name, &p.state) {
		n := len(w.violations)
		elements(w, &p.value, as)
		w.leave(name, n)
	}
	return w
}

// required begins a property that is always there, and reports whether its
// value is to be walked.
func (w *walker) required(name string) bool {
	s := present
	if w.optional(name, &s) {
		return true
	}
	if w.outcome == missing {
		w.lack(name)
	} else if !w.strict {
		w.refuseNull(name)
	}
	return false
}

// optional is required for a property that may be absent.
func (w *walker) optional(name string, s *state) bool {
	w.outcome, w.name = unjudged, name
	if w.mode == writing {
		if *s != absent {
			w.dst = append(w.dst, name...)
		}
		if *s == null {
			w.dst = append(w.dst, "null,"...)
		}
		return *s == present
	}
	if w.mode == reading {
		if !w.match(name) {
			w.outcome = missing
			return false
		}
		*s = present
		if w.null() {
			*s = null
			w.nextKey()
		}
	}
	if *s == absent {
		w.outcome = missing
	}
	if *s == null && w.strict {
		w.refuseNull(name)
	}
	return *s == present
}

// leave ends a property after the first n violations: those found inside it
// are put under its name; where there is none, rules may judge its value.
func (w *walker) leave(name string, n int) {
	w.name = name
	if len(w.violations) > n {
		w.under(n, unquote(name))
		w.outcome = unjudged
	} else if w.strict && w.mode != writing {
		w.outcome = judged
	}
	if w.mode == reading {
		w.nextKey()
	}
}

func (w *walker) refuseNull(name string) {
	w.outcome = nulled
	w.noteAt(unquote(name), w.at, "type", "must not be null")
}

// nullable allows null for the property just walked.
func (w *walker) nullable() *walker {
	if w.outcome == nulled {
		w.violations = w.violations[:len(w.violations)-1]
		w.outcome = allowed
	}
	return w
}

func (w *walker) broken(rule, message string) {
	w.noteAt(unquote(w.name), w.at, rule, message)
}

// unquote takes the quotes and the colon off a name as walk methods write it.
func unquote(name string) string {
	if strings.IndexByte(name, '\\') >= 0 {
		if text, err := strconv.Unquote(name[:len(name)-1]); err == nil {
			return text
		}
	}
	return name[1 : len(name)-2]
}

func (w *walker) object(v object) {
	switch w.mode {
	case writing:
		w.dst = append(w.dst, '{')
		v.walk(w)
		w.close('}')
	case reading:
		w.readObject(v)
	case checking:
		v.walk(w)
	}
}

func asObject[T any, P pointer[T]](w *walker, p *T) {
	w.object(P(p))
}

func asPointer[T any, P pointer[T]](w *walker, p **T) {
	if w.mode == reading {
		*p = new(T)
	}
	if *p != nil {
		w.object(P(*p))
	} else if w.mode == writing {
		w.dst = append(w.dst, "null,"...)
	}
}

func elements[T any](w *walker, p *[]T, as func(*walker, *T)) {
	s, more := *p, len(*p) > 0
	switch w.mode {
	case writing:
		w.dst = append(w.dst, '[')
	case reading:
		if !w.begin('[', "an array") {
			return
		}
		s, more = append([]T{}, s[:0]...), w.first(']')
	}
	for i := 0; more; i++ {
		if w.mode == reading {
			var zero T
			s = append(s, zero)
		}
		n := len(w.violations)
		as(w, &s[i])
		if len(w.violations) > n {
			w.under(n, strconv.Itoa(i))
		}
		more = i+1 < len(s)
		if w.mode == reading {
			more = w.next(']')
		}
	}
	switch w.mode {
	case writing:
		w.close(']')
	case reading:
		*p = s
		w.depth--
	}
	w.length = len(s)
}
