package templates

import (
	"bytes"
	"errors"
	"io"
	"iter"
	"strconv"
)

// DecodeStream yields the elements of a JSON array as they arrive, and holds
// one at a time, of at most 1 MiB. The array is the document or, with a
// property named, that property of the document; the others are passed over.
// The error comes last, where there is one.
func DecodeStream[T any, P pointer[T]](r io.Reader, property string) iter.Seq2[P, error] {
	return func(yield func(P, error) bool) {
		s := stream{r: r, w: newWalker(reading, false)}
		defer s.w.end()
		s.enter(property)
		for i := 0; s.element(i); i++ {
			var v P
			s.value(func() {
				v = new(T)
				s.w.object(v)
			})
			if s.fault(strconv.Itoa(i)); s.err == nil && !yield(v, nil) {
				return
			}
		}
		if s.leave(property); s.err != nil {
			yield(nil, s.err)
		}
	}
}

// maxElement bounds the values that a stream holds.
const maxElement = 1 << 20

// stream reads a document that is not all there yet, by a walker of which the
// document is a window. After its first error it does nothing more.
type stream struct {
	r     io.Reader
	w     *walker
	base  int   // where the window stands in the document
	ended error // what the reader ended with
	err   error
}

func (s *stream) fail(message string) {
	if s.err == nil {
		s.err = errors.New(message)
	}
}

// enter stands at the first element, or at the end of the array.
func (s *stream) enter(property string) {
	if property != "" {
		s.expect('{')
		for name := s.name(); name != property && s.err == nil; name = s.name() {
			s.skip()
			s.expect(',')
		}
	}
	s.expect('[')
}

// element stands at the i-th element, or reports that there is none.
func (s *stream) element(i int) bool {
	if s.peek() == ']' && s.accept(']') {
		return false
	}
	if i > 0 {
		s.expect(',')
	}
	return s.err == nil
}

// leave expects the rest of the document.
func (s *stream) leave(property string) {
	for property != "" && s.err == nil && !s.accept('}') {
		s.expect(',')
		if s.name() == property {
			s.fail("the property stands more than once")
		}
		s.skip()
	}
	if s.err != nil {
		return
	}
	if s.peek(); s.err == io.ErrUnexpectedEOF {
		s.err = nil
	} else {
		s.fail("more follows the end of the document")
	}
}

// peek is the next byte that is not white space, or 0 after an error.
func (s *stream) peek() byte {
	for s.err == nil {
		if s.w.skipSpace(); s.w.pos < len(s.w.src) {
			return s.w.src[s.w.pos]
		}
		if !s.more() {
			s.end()
		}
	}
	return 0
}

func (s *stream) accept(c byte) bool {
	if s.peek() != c || s.err != nil {
		return false
	}
	s.w.pos++
	return true
}

func (s *stream) expect(c byte) {
	if !s.accept(c) {
		s.fail("must be " + string(c))
	}
}

// name reads a name and the colon after it.
func (s *stream) name() (name string) {
	s.value(func() { s.w.readText(&name) })
	s.fault("")
	s.expect(':')
	return name
}

// skip passes over a value.
func (s *stream) skip() {
	s.value(s.w.skipValue)
	s.fault("")
}

// value has read read a value. Where the window ends before the value does, read
// is called once more when all of it has arrived.
func (s *stream) value(read func()) {
	s.peek()
	if s.err != nil {
		return
	}
	w, start := s.w, s.w.pos
	if read(); !s.isCut() {
		return
	}
	s.restart(start)
	var e valueEnd
	for scanned := 0; !e.found; {
		scanned += e.in(w.src[w.pos+scanned:])
		if scanned > maxElement {
			s.fail("a value is larger than a stream may hold")
			return
		}
		if !e.found && !s.more() {
			break
		}
	}
	if read(); !e.found && s.isCut() && w.halted {
		s.end()
	}
}

// isCut reports whether what was read may be wrong because the window ended.
func (s *stream) isCut() bool {
	w := s.w
	if w.halted {
		return !bytes.ContainsAny(w.src[w.stopped:], "{}[]\",: \t\r\n")
	}
	return w.pos == len(w.src) && !bytes.ContainsAny(w.src[w.pos-1:], `}]"`)
}

// restart forgets what was read from start on.
func (s *stream) restart(start int) {
	w := s.w
	w.violations, w.halted, w.depth, w.pos = nil, false, 0, start
	clear(w.passed)
	w.passed, w.slots = w.passed[:0], w.slots[:0]
}

// fault makes an error of what the walker found wrong, in the document's terms.
func (s *stream) fault(token string) {
	w := s.w
	if len(w.violations) == 0 {
		return
	}
	if token != "" {
		w.under(0, token)
	}
	for i := range w.violations {
		w.violations[i].Offset += s.base
	}
	if s.err == nil {
		s.err = w.err()
	}
}

// end says that the document ended too early.
func (s *stream) end() {
	if s.err = s.ended; s.err == io.EOF {
		s.err = io.ErrUnexpectedEOF
	}
}

// more reads more into the window, which begins where the walker stands if room
// is wanted, and reports whether there was more.
func (s *stream) more() bool {
	w := s.w
	if len(w.src) == cap(w.src) {
		left := w.src[w.pos:]
		if 2*len(left) >= cap(w.src) {
			w.src = make([]byte, len(left), max(2*cap(w.src), 1<<16))
		}
		w.src = w.src[:copy(w.src[:len(left)], left)]
		s.base += w.pos
		w.pos = 0
	}
	for range 100 {
		if s.ended != nil {
			return false
		}
		filled := len(w.src)
		n, err := s.r.Read(w.src[filled:cap(w.src)])
		w.src, s.ended = w.src[:filled+n], err
		if n > 0 {
			return true
		}
	}
	s.ended = io.ErrNoProgress
	return false
}

// valueEnd looks for the end of a value that comes in pieces.
type valueEnd struct {
	depth           int
	quoted, escaped bool
	found           bool
}

// in is how much of the next piece belongs to the value.
func (e *valueEnd) in(piece []byte) int {
	for i, c := range piece {
		switch {
		case e.escaped:
			e.escaped = false
		case e.quoted:
			e.escaped = c == '\\'
			if c == '"' {
				e.quoted, e.found = false, e.depth == 0
			}
		case c == '"':
			e.quoted = true
		case c == '{' || c == '[':
			e.depth++
		case e.depth == 0 && (c <= ' ' || c == ',' || c == ':' || c == ']' || c == '}'):
			e.found = true
			return i
		case c == '}' || c == ']':
			e.depth--
			e.found = e.depth == 0
		}
		if e.found {
			return i + 1
		}
	}
	return len(piece)
}
