package templates

import (
	"math/bits"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

const (
	everyByte = 0x0101010101010101
	highBits  = 0x80 * everyByte
)

// special marks the first of eight bytes that is a quote, a backslash or a
// control character by its highest bit; bits above that mean nothing. Where bit
// 1 is turned, quotes are below what is no control character, too.
func special(x uint64) uint64 {
	quote, slash := x^2*everyByte, x^'\\'*everyByte
	return ((quote-('"'-1)*everyByte)&^quote | (slash-everyByte)&^slash) & highBits
}

// unusual is special, and marks what is not ASCII.
func unusual(x uint64) uint64 {
	quote, slash := x^2*everyByte, x^'\\'*everyByte
	return ((quote - ('"'-1)*everyByte) | (slash - everyByte) | x) & highBits
}

// eightBytes are those that s begins with, the first byte lowest.
func eightBytes[S string | []byte](s S) uint64 {
	_ = s[7]
	return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 |
		uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
}

// usualLength is the length of s up to the first special byte, or byte that is
// not ASCII.
func usualLength(s []byte) (n int) {
	for ; n <= len(s)-8; n += 8 {
		if mark := unusual(eightBytes(s[n:])); mark != 0 {
			return n + bits.TrailingZeros64(mark)>>3
		}
	}
	for n < len(s) && s[n] >= ' ' && s[n] != '"' && s[n] != '\\' && s[n] < utf8.RuneSelf {
		n++
	}
	return n
}

// plainLength is the length of s up to the first special byte, and whether it
// is ASCII for certain.
func plainLength[S string | []byte](s S) (n int, ascii bool) {
	var seen uint64
	for ; n <= len(s)-8; n += 8 {
		x := eightBytes(s[n:])
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

// isUsual reports whether s has no special byte, and none that is not ASCII.
func isUsual(s string) bool {
	n := 0
	for ; n <= len(s)-8; n += 8 {
		if unusual(eightBytes(s[n:])) != 0 {
			return false
		}
	}
	if rest := len(s) - 8; n < len(s) && rest >= 0 {
		return unusual(eightBytes(s[rest:])) == 0
	}
	for n < len(s) && s[n] >= ' ' && s[n] != '"' && s[n] != '\\' && s[n] < utf8.RuneSelf {
		n++
	}
	return n == len(s)
}

// What a string may keep alive besides itself: a block, which short strings
// share, also those of several documents.
const (
	blockSize = 1 << 12
	maxShared = blockSize / 4
)

// readString reads a string.
func (w *walker) readString() string {
	start := w.pos + 1
	if w.passString() {
		return w.keep(w.src[start : w.pos-1])
	}
	return w.keep(w.scratch)
}

// keep is text as a string, in a block where it is short.
func (w *walker) keep(text []byte) string {
	if w.block.Cap()-w.block.Len() < len(text) {
		if len(text) > maxShared {
			return string(text)
		}
		w.block = strings.Builder{}
		w.block.Grow(blockSize)
	}
	start := w.block.Len()
	w.block.Write(text)
	return w.block.String()[start:]
}

// passString reads a string, and reports whether it is what stands between its
// quotes. It is in scratch otherwise.
func (w *walker) passString() bool {
	start := w.pos + 1
	end := start + usualLength(w.src[start:])
	if end < len(w.src) && w.src[end] == '"' {
		w.pos = end + 1
		return true
	}
	n, _ := plainLength(w.src[end:])
	if end += n; end == len(w.src) || w.src[end] != '"' {
		w.unescape(start, end)
		return false
	}
	w.pos = end + 1
	if utf8.Valid(w.src[start:end]) {
		return true
	}
	w.scratch = append(w.scratch[:0], notUTF8(w, string(w.src[start:end]))...)
	return false
}

// unescape reads the rest of a string of which the bytes up to end are plain.
func (w *walker) unescape(start, end int) {
	w.scratch = w.scratch[:0]
	for {
		w.scratch = append(w.scratch, w.src[start:end]...)
		w.pos = end
		switch w.peek() {
		case '"':
			w.pos++
			if !utf8.Valid(w.scratch) {
				w.scratch = append(w.scratch[:0], notUTF8(w, string(w.scratch))...)
			}
			return
		case '\\':
			if !w.readEscape() {
				w.scratch = w.scratch[:0]
				return
			}
		default:
			w.fail("must be escaped, or the string's closing quote")
			w.scratch = w.scratch[:0]
			return
		}
		start = w.pos
		n, _ := plainLength(w.src[start:])
		end = start + n
	}
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
func (w *walker) codeUnit(i int) rune {
	if i+6 > len(w.src) || string(w.src[i:i+2]) != `\u` {
		return -1
	}
	r, err := strconv.ParseUint(string(w.src[i+2:i+6]), 16, 16)
	if err != nil {
		return -1
	}
	return rune(r)
}
