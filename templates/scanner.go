package templates

import (
	"bytes"
	"math/bits"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// scanner reads JSON text (RFC 8259). After the first fault of syntax it
// stands at the end of the text and says so to whoever reads on.
type scanner struct {
	src    []byte
	pos    int
	depth  int
	halted bool
}

// fail notes a fault of syntax where the scanner stands, and ends the reading.
func (w *walker) fail(message string) {
	if !w.halted {
		w.note(w.pos, "syntax", message)
		w.halt()
	}
}

func (w *walker) halt() {
	w.halted = true
	w.pos, w.key = len(w.src), len(w.src)
}

// peek is the byte the scanner stands at, or 0 at the end of the text.
func (s *scanner) peek() byte {
	if s.pos < len(s.src) {
		return s.src[s.pos]
	}
	return 0
}

func (s *scanner) skipSpace() {
	if s.pos < len(s.src) && s.src[s.pos] <= ' ' {
		s.skipSpaces()
	}
}

func (s *scanner) skipSpaces() { s.pos = len(s.src) - len(bytes.TrimLeft(s.src[s.pos:], " \t\r\n")) }

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

func (w *walker) readName() []byte {
	if w.peek() != '"' {
		w.fail("must be a name in quotes")
		return nil
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

func (s *scanner) literal(word string) bool {
	end := s.pos + len(word)
	if end > len(s.src) || string(s.src[s.pos:end]) != word {
		return false
	}
	s.pos = end
	return true
}

// skipValue passes over a value of any kind, checking its syntax.
func (w *walker) skipValue() {
	switch c := w.peek(); {
	case c == '"':
		w.readString()
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
			w.readName()
		}
		w.skipValue()
	}
	w.depth--
}

const (
	everyByte = 0x0101010101010101
	highBits  = 0x80 * everyByte
)

// special marks the first of eight bytes that is a quote, a backslash or a
// control character by its highest bit; bits above that mean nothing.
func special(x uint64) uint64 {
	quote, slash := x^'"'*everyByte, x^'\\'*everyByte
	return ((quote-everyByte)&^quote | (slash-everyByte)&^slash | (x-' '*everyByte)&^x) & highBits
}

// eightBytes is s[i:i+8], the first byte lowest.
func eightBytes[S string | []byte](s S, i int) uint64 {
	s = s[i : i+8]
	return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 |
		uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
}

// plainLength is the length of s up to the first special byte, and whether it
// is ASCII for certain.
func plainLength[S string | []byte](s S) (n int, ascii bool) {
	var seen uint64
	for ; n+8 <= len(s); n += 8 {
		x := eightBytes(s, n)
		seen |= x
		if mark := special(x); mark != 0 {
			return n + bits.TrailingZeros64(mark)>>3, seen&highBits == 0
		}
	}
	for ; n < len(s) && s[n] >= ' ' && s[n] != '"' && s[n] != '\\'; n++ {
		seen |= uint64(s[n])
	}
	return n, seen&highBits == 0
}

// readString reads a string. What it returns is good until the next is read.
func (w *walker) readString() []byte {
	start := w.pos + 1
	n, ascii := plainLength(w.src[start:])
	end := start + n
	if end < len(w.src) && w.src[end] == '"' && ascii {
		w.pos = end + 1
		return w.src[start:end]
	}
	return w.readLongString(start, end)
}

// readLongString reads a string of which the bytes up to end are plain.
func (w *walker) readLongString(start, end int) []byte {
	w.scratch = w.scratch[:0]
	for copied := start; ; {
		w.pos = end
		switch w.peek() {
		case '"':
			w.pos++
			w.scratch = append(w.scratch, w.src[copied:end]...)
			if !utf8.Valid(w.scratch) {
				return []byte(notUTF8(w, string(w.scratch)))
			}
			return w.scratch
		case '\\':
			w.scratch = append(w.scratch, w.src[copied:end]...)
			if !w.readEscape() {
				return nil
			}
			end, copied = w.pos, w.pos
		default:
			w.fail("must be escaped, or the string's closing quote")
			return nil
		}
		n, _ := plainLength(w.src[end:])
		end += n
	}
}

// keep is text as a string of its own; strings share their allocations.
func (w *walker) keep(text []byte) string {
	if w.kept.Cap()-w.kept.Len() < len(text) {
		w.kept = strings.Builder{}
		w.kept.Grow(max(len(text), (len(w.src)-w.pos+len(text))*5/8))
	}
	start := w.kept.Len()
	w.kept.Write(text)
	return w.kept.String()[start:]
}

// notUTF8 is what a string that is not UTF-8 is read and written as.
func notUTF8(w *walker, _ string) string {
	w.fail("must be UTF-8")
	return ""
}

// escapes are the letters of JSON's short escapes, and escaped what they mean.
const (
	escapes = `"\/bfnrt`
	escaped = "\"\\/\b\f\n\r\t"
)

// readEscape reads one escape (RFC 8259, section 7) into scratch.
func (w *walker) readEscape() bool {
	if w.pos+1 < len(w.src) && w.src[w.pos+1] == 'u' {
		return w.readUnicodeEscape()
	}
	if w.pos+1 < len(w.src) {
		if i := strings.IndexByte(escapes, w.src[w.pos+1]); i >= 0 {
			w.scratch = append(w.scratch, escaped[i])
			w.pos += 2
			return true
		}
	}
	w.fail("must be one of the escapes of JSON")
	return false
}

func (w *walker) readUnicodeEscape() bool {
	r, size := w.codeUnit(w.pos), 6
	if utf16.IsSurrogate(r) {
		r, size = utf16.DecodeRune(r, w.codeUnit(w.pos+6)), 12
	}
	if r == utf8.RuneError && size == 12 || r < 0 {
		w.fail("must be an escape of four hexadecimal digits, a surrogate with its other half")
		return false
	}
	w.scratch = utf8.AppendRune(w.scratch, r)
	w.pos += size
	return true
}

// codeUnit is what an escape at i says, or -1 where there is none.
func (s *scanner) codeUnit(i int) rune {
	if i+6 > len(s.src) || string(s.src[i:i+2]) != `\u` {
		return -1
	}
	r, err := strconv.ParseUint(string(s.src[i+2:i+6]), 16, 16)
	if err != nil {
		return -1
	}
	return rune(r)
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
func (s *scanner) skipDigits() int {
	start := s.pos
	for s.pos < len(s.src) && isDigit(s.src[s.pos]) {
		s.pos++
	}
	return s.pos - start
}
