package templates

import (
	"strconv"
	"strings"
	"sync"
)

// object is a generated type: its walk method lists its properties, in order,
// to a walker, which writes, reads or checks each.
type object interface {
	walk(w *walker)
	alloc() object // another of the type
}

// others are the properties of an object that its type does not list.
type others interface{ walkRest(w *walker) }

// pointer is how a generated type is an object.
type pointer[T any] interface {
	*T
	object
}

// A walker does what its mode says to the values it is led to.
type walker struct {
	task
	room
}

// task is what a walker does and how far it is.
type task struct {
	report
	writer
	reader
	judgement
	kin
	mode   mode
	plain  bool   // text is not JSON: strings stand there as they are
	given  string // the plain text
	item   int    // of the list of objects being walked
	strict bool   // rules are judged, and a type that is closed has no other properties
	served bool   // a server reads a request or writes an answer
}

// room is what a walker keeps from one task to the next.
type room struct {
	passed  []passage       // a stack: a run for each object being read
	slots   []int32         // a stack of hash tables, each of indices into passed
	marks   []uint64        // a stack: for each object, a bit a property beyond seen
	scratch []byte          // for strings with escapes
	lists   []listing       // a stack: those of objects
	block   strings.Builder // of short strings that were read
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
	bits    int // of float; 0 where the number is in text
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

// newServerWalker is one that reads a request or writes an answer.
func newServerWalker(m mode) *walker {
	w := newWalker(m, true)
	w.served = true
	return w
}

// end is what w reports. It gives w back, emptied, unless that has grown large.
func (w *walker) end() error {
	err := w.err()
	if cap(w.passed) > 1<<10 || cap(w.scratch) > 1<<16 {
		return err
	}
	clear(w.passed)
	w.passed, w.slots, w.marks = w.passed[:0], w.slots[:0], w.marks[:0]
	w.lists = w.lists[:0]
	w.task = task{}
	walkers.Put(w)
	return err
}

// AppendJSON appends v, which points to one of the types of this package, to dst
// as JSON.
func AppendJSON(dst []byte, v object) ([]byte, error) {
	return newWalker(writing, false).append(dst, v)
}

func (w *walker) append(dst []byte, v object) ([]byte, error) {
	w.dst, w.pos = dst, -1 // there is no document
	w.object(v)
	text := w.dst[:len(w.dst)-1]
	return text, w.end()
}

// DecodeJSON reads src into v, which points to one of the types of this package.
// It follows RFC 8259 to the letter and insists
// on types and on required properties, but lets pass what descriptions grow
// by: properties and enum values that are not known.
func DecodeJSON(src []byte, v object) error {
	w := newWalker(reading, false)
	w.document(src, v)
	return w.end()
}

// decodeStrict is DecodeValid for a request. What demands find missing joins the
// report.
func decodeStrict[T any, P pointer[T]](src []byte, v P, demands func(*T, *report)) error {
	w := newServerWalker(reading)
	w.document(src, v)
	if demands != nil && !w.halted {
		demands(v, &w.report)
	}
	return w.end()
}

func (w *walker) document(src []byte, v object) {
	w.src = src
	w.skipSpace()
	w.object(v)
	w.skipSpace()
	if !w.halted && w.pos < len(w.src) {
		w.fail("more follows the end of the document")
	}
}

// Required properties are walked by field, list, member and members, the others
// by those with opt, or nil where that says they are absent; members are objects.

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
		elements(w, name, p, as)
	}
	return w
}

func optList[T any](w *walker, name string, p *Opt[[]T], as func(*walker, *T)) *walker {
	if w.optional(name, &p.state) {
		elements(w, name, &p.value, as)
	}
	return w
}

func elements[T any](w *walker, name string, p *[]T, as func(*walker, *T)) {
	if w.mode == reading {
		*p = []T{}
	}
	e := entry{name, w.depth, len(w.violations), len(w.violations)}
	for i := 0; w.element(&e, i, len(*p)); i++ {
		if w.mode == reading {
			*p = append(*p, *new(T))
		}
		as(w, &(*p)[i])
	}
}

func member(w *walker, name string, v object) *walker {
	if w.required(name) {
		n := len(w.violations)
		w.object(v)
		w.leave(name, n)
	}
	return w
}

// optMember is compiled once for all pointers, since it asks for no methods.
func optMember[P any](w *walker, name string, p *Opt[P]) *walker {
	if w.optional(name, &p.state) {
		n := len(w.violations)
		var none P
		if w.mode == reading {
			p.value = another(none)
		}
		if any(p.value) != any(none) {
			w.object(any(p.value).(object))
		} else if w.mode == writing {
			w.dst = append(w.dst, "null,"...)
		}
		w.leave(name, n)
	}
	return w
}

func nilList[T any](w *walker, name string, p *[]T, as func(*walker, *T)) *walker {
	if w.optionalList(name, *p == nil) {
		elements(w, name, p, as)
	}
	return w
}

func (w *walker) optionalList(name string, none bool) bool {
	if none {
		return w.unlessNull(name, absent)
	}
	return w.unlessNull(name, present)
}

// entry is what to return to at the end of a list.
type entry struct {
	name    string
	depth   int
	outside int // the violations before the list
	inside  int // those before the element
}

// element stands at the i-th element of a list, or leaves it after the last.
func (w *walker) element(e *entry, i, length int) bool {
	if len(w.violations) > e.inside {
		w.under(e.inside, strconv.Itoa(i-1))
		e.inside = len(w.violations)
	}
	more := i < length
	switch {
	case w.mode == writing && i == 0:
		w.dst = append(w.dst, '[')
	case w.mode == reading && i == 0:
		more = w.begin('[', "an array") && w.first(']')
	case w.mode == reading:
		more = w.next(']')
	}
	if more {
		return true
	}
	if w.mode == writing {
		w.close(']')
	}
	w.depth, w.length = e.depth, i
	w.leave(e.name, e.outside)
	return false
}

// required and optional begin a property, and report whether to walk its value.
func (w *walker) required(name string) bool {
	ok := w.unlessNull(name, present)
	if w.outcome == missing {
		w.lack(name)
	}
	return ok
}

// unlessNull is required for a property that is absent or present, never null.
func (w *walker) unlessNull(name string, s state) bool {
	ok := w.optional(name, &s)
	if s == null && !w.strict {
		w.refuseNull(name)
	}
	return ok
}

func (w *walker) optional(name string, s *state) bool {
	if w.mode != reading {
		return w.holds(name, *s)
	}
	w.index++
	at, end := w.key, w.key+len(name)
	switch {
	case w.tabled:
		return w.finds(name, s)
	case end > len(w.src) || w.src[at+1] != name[1]:
		w.outcome, w.name = missing, name
		return false
	case end == len(w.src) || string(w.src[at:end]) != name || w.src[end] <= ' ' || w.src[end] == 'n':
		return w.finds(name, s)
	}
	if i := w.index; i < 64 && w.seen>>i&1 == 0 {
		w.seen |= 1 << i
	} else if i < 64 || !w.mark() {
		return w.finds(name, s)
	}
	w.pos, w.at = end, end
	w.outcome, *s = unjudged, present
	return true
}

// finds is optional where a value is read, in any case.
func (w *walker) finds(name string, s *state) bool {
	w.outcome, w.name = missing, name
	if !w.match(name) {
		return false
	}
	w.outcome, *s = unjudged, present
	if w.peek() == 'n' && w.literal("null") {
		*s = null
		w.nextKey()
		if w.strict {
			w.refuseNull(name)
		}
	}
	return *s == present
}

// holds is optional where a value is written or checked.
func (w *walker) holds(name string, s state) bool {
	w.outcome = unjudged
	if w.mode == writing {
		if s != absent {
			w.dst = append(w.dst, name...)
		}
		if s == null {
			w.dst = append(w.dst, "null,"...)
		}
	} else if s == absent {
		w.outcome = missing
	} else if s == null && w.strict {
		w.refuseNull(name)
	}
	if w.strict {
		w.name = name
	}
	return s == present
}

// leave ends a property: violations after the first n were found inside it. Where
// there is none, rules may judge its value.
func (w *walker) leave(name string, n int) {
	if len(w.violations) > n {
		w.name, w.outcome = name, unjudged
		w.under(n, unquote(name))
	} else if w.strict {
		w.name = name
		if w.mode != writing {
			w.outcome = judged
		}
	}
	if w.mode != reading {
		return
	}
	if i := w.pos + 1; i < len(w.src) && w.src[i-1] == ',' && w.src[i] == '"' && !w.tabled {
		w.pos, w.key = i, i
	} else {
		w.nextKey()
	}
}

func (w *walker) refuseNull(name string) {
	w.outcome = nulled
	w.noteAt(unquote(name), w.at, "type", "must not be null")
}

func (w *walker) nullable() *walker {
	if w.outcome == nulled {
		w.violations = w.violations[:len(w.violations)-1]
		w.outcome = allowed
	}
	return w
}

func (w *walker) broken(rule, message string) {
	if w.name == "" { // no property
		w.note(w.at, rule, message)
		return
	}
	w.noteAt(unquote(w.name), w.at, rule, message)
}

// unquote takes the quotes and the colon off a name that has them.
func unquote(name string) string {
	if !strings.HasSuffix(name, `":`) {
		return name
	}
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
		outer := w.others
		w.dst, w.others = append(w.dst, '{'), nil
		if v.walk(w); w.others != nil {
			w.others.walkRest(w)
		}
		w.close('}')
		w.others = outer
	case reading:
		w.readObject(v)
	case checking:
		v.walk(w)
	}
}
