package templates

import (
	"math"
	"strconv"
	"strings"
	"unicode/utf8"
)

// writer is the part of a walker that writes. Each value is followed by a
// comma, which the end of its object or list takes away.
type writer struct {
	dst []byte
}

// close ends an object or a list.
func (w *walker) close(end byte) {
	if last := len(w.dst) - 1; w.dst[last] == ',' {
		w.dst = w.dst[:last]
	}
	w.dst = append(w.dst, end, ',')
}

func (w *walker) writeString(s string) {
	if w.plain {
		w.dst = append(append(w.dst, s...), ',')
	} else if isUsual(s) {
		w.dst = append(append(append(w.dst, '"'), s...), '"', ',')
	} else {
		w.writeEscaped(s)
	}
}

// writeEscaped escapes what has to be, and nothing else (RFC 8259, section 7).
func (w *walker) writeEscaped(s string) {
	if !utf8.ValidString(s) {
		s = notUTF8(w, s)
	}
	w.dst = append(w.dst, '"')
	for {
		n, _ := plainLength(s)
		w.dst = append(w.dst, s[:n]...)
		if n == len(s) {
			break
		}
		w.dst = appendEscaped(w.dst, s[n])
		s = s[n+1:]
	}
	w.dst = append(w.dst, '"', ',')
}

func appendEscaped(dst []byte, c byte) []byte {
	if i := strings.IndexByte(escaped, c); i >= 0 && c != '/' {
		return append(dst, '\\', escapes[i])
	}
	const hex = "0123456789abcdef"
	return append(dst, '\\', 'u', '0', '0', hex[c>>4], hex[c&15])
}

func (w *walker) writeInteger(i int64) {
	w.dst = append(strconv.AppendInt(w.dst, i, 10), ',')
}

// writeFloat writes a number in the shortest form that reads back the same,
// as ECMA-262 (Number::toString) and RFC 8785 write it.
func (w *walker) writeFloat(f float64, bits int) {
	if math.IsNaN(f) || math.IsInf(f, 0) {
		w.note(-1, "type", "must be a finite number, since JSON has no other")
	}
	if f == 0 {
		w.dst = append(w.dst, "0,"...)
		return
	}
	format, abs := byte('f'), math.Abs(f)
	if abs < 1e-6 && (bits == 64 || float32(abs) < 1e-6) || abs >= 1e21 {
		format = 'e'
	}
	w.dst = strconv.AppendFloat(w.dst, f, format, -1, bits)
	if n := len(w.dst); format == 'e' && w.dst[n-4] == 'e' && w.dst[n-2] == '0' {
		w.dst[n-2] = w.dst[n-1]
		w.dst = w.dst[:n-1]
	}
	w.dst = append(w.dst, ',')
}
