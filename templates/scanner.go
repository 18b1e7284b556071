package templates

import (
	"bytes"
	"strconv"
)

// scanner reads JSON text (RFC 8259). After the first fault of syntax it
// stands at the end of the text and says so to whoever reads on.
type scanner struct {
	src     []byte
	pos     int
	depth   int
	halted  bool
	stopped int // where it was halted
}

// fail notes a fault of syntax where the scanner stands, and ends the reading.
func (w *walker) fail(message string) {
	if !w.halted {
		w.note(w.pos, "syntax", message)
		w.halt()
	}
}

func (w *walker) halt() {
	w.halted, w.stopped = true, w.pos
	w.pos, w.key = len(w.src), len(w.src)
}

// peek is the byte the scanner stands at, or 0 at the end of the text.
func (w *walker) peek() byte {
	if w.pos < len(w.src) {
		return w.src[w.pos]
	}
	return 0
}

func (w *walker) skipSpace() {
	if w.pos < len(w.src) && w.src[w.pos] <= ' ' {
		w.skipSpaces()
	}
}

//go:noinline
func (w *walker) skipSpaces() { w.pos = len(w.src) - len(bytes.TrimLeft(w.src[w.pos:], " \t\r\n")) }

func (w *walker) begin(open byte, want string) bool {
	if w.peek() != open {
		w.wrongType(want)
		return false
	}
	if w.depth++; w.depth > maxDepth {
		w.note(w.pos, "depth", "nests deeper than "+strconv.Itoa(maxDepth))
		w.halt()
		return false
	}
	w.pos++
	w.skipSpace()
	return true
}

// first reports whether an object or an array just begun has a member.
func (w *walker) first(end byte) bool {
	if w.peek() == end {
		w.pos++
		return false
	}
	return !w.halted
}

// next stands at the next member after one, and reports whether there is one.
func (w *walker) next(end byte) bool {
	w.skipSpace()
	switch w.peek() {
	case ',':
		w.pos++
		w.skipSpace()
		return true
	case end:
		w.pos++
	default:
		w.fail("must be a comma or " + string(end))
	}
	return false
}

func (w *walker) readName() string {
	if w.peek() != '"' {
		w.fail("must be a name in quotes")
		return ""
	}
	name := w.readString()
	w.colon()
	return name
}

func (w *walker) colon() {
	if w.skipSpace(); w.peek() != ':' {
		w.fail("must be a colon")
		return
	}
	w.pos++
	w.skipSpace()
}

func (w *walker) literal(word string) bool {
	end := w.pos + len(word)
	if end > len(w.src) || string(w.src[w.pos:end]) != word {
		return false
	}
	w.pos = end
	return true
}

// skipValue passes over a value of any kind, checking its syntax.
func (w *walker) skipValue() {
	switch c := w.peek(); {
	case c == '"':
		w.passString()
	case c == '{' || c == '[':
		w.skipMembers(c, c+2) // the end is two further in ASCII
	case c == '-' || isDigit(c):
		w.readNumber()
	case !w.literal("true") && !w.literal("false") && !w.literal("null"):
		w.fail("must be a value")
	}
}

func (w *walker) skipMembers(open, end byte) {
	if !w.begin(open, "") {
		return
	}
	for more := w.first(end); more; more = w.next(end) {
		if open == '{' {
			w.skipName()
		}
		w.skipValue()
	}
	w.depth--
}

func (w *walker) skipName() {
	if w.peek() != '"' {
		w.fail("must be a name in quotes")
		return
	}
	w.passString()
	w.colon()
}

// readNumber reads a number (RFC 8259, section 6).
func (w *walker) readNumber() []byte {
	start := w.pos
	if w.peek() == '-' {
		w.pos++
	}
	first := w.pos
	ok := w.skipDigits() == 1 || w.pos > first && w.src[first] != '0'
	if w.peek() == '.' {
		w.pos++
		ok = w.skipDigits() > 0 && ok
	}
	if w.peek()|0x20 == 'e' {
		w.pos++
		if sign := w.peek(); sign == '+' || sign == '-' {
			w.pos++
		}
		ok = w.skipDigits() > 0 && ok
	}
	text := w.src[start:w.pos]
	if !ok {
		w.pos = start
		w.fail("must be a number as JSON writes them")
	}
	return text
}

// skipDigits passes over digits, and says how many.
func (w *walker) skipDigits() int {
	start := w.pos
	for w.pos < len(w.src) && isDigit(w.src[w.pos]) {
		w.pos++
	}
	return w.pos - start
}
