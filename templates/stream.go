package templates

import (
	"bufio"
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
		s := stream{r: bufio.NewReaderSize(r, 1<<16)}
		if property != "" {
			s.expect('{')
			for name := s.name(); name != property && s.err == nil; name = s.name() {
				s.skip()
				s.expect(',')
			}
		}
		s.expect('[')
		for i, end := 0, s.accept(']'); !end && s.err == nil; i++ {
			element := P(new(T))
			s.decode(element, i)
			if s.err == nil && !yield(element, nil) {
				return
			}
			if end = s.accept(']'); !end {
				s.expect(',')
			}
		}
		for property != "" && s.err == nil && !s.accept('}') {
			s.expect(',')
			if s.name() == property {
				s.fail("the property stands more than once")
			}
			s.skip()
		}
		if s.finish(); s.err != nil {
			yield(nil, s.err)
		}
	}
}

// maxElement bounds the values that a stream holds.
const maxElement = 1 << 20

// stream takes a document apart that is not all there yet. After its first
// error it does nothing more.
type stream struct {
	r     *bufio.Reader
	value []byte
	err   error
}

func (s *stream) fail(message string) {
	if s.err == nil {
		s.err = errors.New(message)
	}
}

// peek is the next byte that is not white space, or 0 after an error.
func (s *stream) peek() byte {
	for s.err == nil {
		var next []byte
		next, s.err = s.r.Peek(1)
		if s.err == io.EOF {
			s.err = io.ErrUnexpectedEOF
		}
		if s.err != nil {
			break
		}
		if c := next[0]; c != ' ' && c != '\t' && c != '\r' && c != '\n' {
			return c
		}
		_, s.err = s.r.Discard(1)
	}
	return 0
}

func (s *stream) accept(c byte) bool {
	if s.peek() != c || s.err != nil {
		return false
	}
	_, s.err = s.r.Discard(1)
	return true
}

func (s *stream) expect(c byte) {
	if !s.accept(c) {
		s.fail("must be " + string(c))
	}
}

// finish expects the end of the document.
func (s *stream) finish() {
	if s.err != nil {
		return
	}
	if s.peek(); s.err == io.ErrUnexpectedEOF {
		s.err = nil
	} else {
		s.fail("more follows the end of the document")
	}
}

// name reads a name and the colon after it.
func (s *stream) name() string {
	w := s.scan()
	var name string
	w.readText(&name)
	s.close(w)
	s.expect(':')
	return name
}

// skip passes over a value.
func (s *stream) skip() {
	w := s.scan()
	w.skipValue()
	s.close(w)
}

// decode reads a value, the element of the array at an index.
func (s *stream) decode(v object, index int) {
	w := s.scan()
	w.object(v)
	if len(w.violations) > 0 {
		w.under(0, strconv.Itoa(index))
	}
	s.close(w)
}

// scan is a walker that reads the next value.
func (s *stream) scan() *walker {
	s.peek()
	s.readValue()
	w := newWalker(reading, false)
	w.src = s.value
	return w
}

// close ends a walker, which has to have read all of the value.
func (s *stream) close(w *walker) {
	if !w.halted && w.pos < len(w.src) {
		w.fail("must end before this")
	}
	if err := w.end(); s.err == nil {
		s.err = err
	}
}

// readValue reads the text of a value: up to the bracket or the quote that
// closes it, or to what ends a number or a word.
func (s *stream) readValue() {
	s.value = s.value[:0]
	var e valueEnd
	for s.err == nil && !e.found {
		if _, s.err = s.r.Peek(1); s.err != nil {
			break
		}
		chunk, _ := s.r.Peek(s.r.Buffered())
		n := e.in(chunk)
		s.value = append(s.value, chunk[:n]...)
		if len(s.value) > maxElement {
			s.fail("a value is larger than a stream may hold")
		}
		if s.err == nil {
			_, s.err = s.r.Discard(n)
		}
	}
	if s.err == io.EOF {
		s.err = io.ErrUnexpectedEOF
	}
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
