package templates

import (
	"bytes"
	"strconv"
	"strings"
)

// Each as function walks one value of its kind.

func asString(w *walker, p *string) {
	if w.mode == writing {
		w.writeString(*p)
		return
	}
	if w.mode == reading && !w.readText(p) {
		return
	}
	if w.strict {
		w.text = *p
	}
}

// readText reads a string into p, and reports whether there was one.
func (w *walker) readText(p *string) bool {
	start := w.pos + 1
	if w.plain || w.peek() != '"' {
		return w.readPlain(p)
	}
	if end := start + usualLength(w.src[start:]); end < len(w.src) && w.src[end] == '"' {
		w.pos = end + 1
		*p = w.keep(w.src[start:end])
		return true
	}
	if text := w.readString(); !w.halted {
		*p = text
	}
	return !w.halted
}

// readPlain reads into p what stands without quotes, where that is a string.
func (w *walker) readPlain(p *string) bool {
	if !w.plain {
		w.wrongType("a string")
		return false
	}
	*p, w.pos = w.given, len(w.src)
	return true
}

// wrongType notes that a value is not of the type wanted, and passes over it.
func (w *walker) wrongType(want string) {
	start, n := w.pos, len(w.violations)
	if w.plain {
		w.pos = len(w.src)
	} else {
		w.skipValue()
	}
	if len(w.violations) == n {
		w.note(start, "type", "must be "+want)
	}
}

func asBool(w *walker, p *bool) {
	switch w.mode {
	case writing:
		w.dst = append(strconv.AppendBool(w.dst, *p), ',')
	case reading:
		if *p = w.literal("true"); !*p && !w.literal("false") {
			w.wrongType("true or false")
		}
	}
}

func asInt32(w *walker, p *int32) {
	i := int64(*p)
	if w.asInteger(&i, 32) {
		*p = int32(i)
	}
}

func asInt64(w *walker, p *int64) { w.asInteger(p, 64) }

// asInteger walks a whole number of so many bits, and reports whether one was read.
func (w *walker) asInteger(p *int64, bits int) bool {
	if w.mode == writing {
		w.writeInteger(*p)
		return false
	}
	if w.mode == reading && !w.readInteger(p, bits) {
		return false
	}
	w.integer = *p
	return true
}

func (w *walker) readInteger(p *int64, bits int) bool {
	start := w.pos
	i, end := int64(0), start
	for end < len(w.src) && end < start+9 && isDigit(w.src[end]) {
		i = i*10 + int64(w.src[end]-'0')
		end++
	}
	if end > start && end < len(w.src) && (w.src[end] == ',' || w.src[end] == '}') && (w.src[start] != '0' || end == start+1) && i>>(bits-1) == 0 {
		w.pos, *p = end, i
		return true
	}
	if c := w.peek(); c != '-' && !isDigit(c) {
		w.wrongType("a whole number")
		return false
	}
	text := w.readNumber()
	if w.halted {
		return false
	}
	i, fault := wholeNumber(text, bits)
	if fault != "" {
		w.note(start, "type", fault)
		return false
	}
	*p = i
	return true
}

// wholeNumber is a number exactly. A zero fraction and an exponent may be part
// of a whole one (JSON Schema 2020-12 Validation, section 6.1.1).
func wholeNumber(text []byte, bits int) (int64, string) {
	i, err := strconv.ParseInt(string(text), 10, bits)
	if err != nil && bytes.ContainsAny(text, ".eE") {
		whole := expand(string(text))
		if whole == "" {
			return 0, "must be a whole number"
		}
		i, err = strconv.ParseInt(whole, 10, bits)
	}
	if err != nil {
		return 0, "must be a whole number of " + strconv.Itoa(bits) + " bits"
	}
	return i, ""
}

// expand writes 1.50e2 as 150. It is "" for what is not whole, and long for what is.
func expand(text string) string {
	digits, exponent := text, 0
	if e := strings.IndexAny(text, "eE"); e > 0 {
		digits = text[:e]
		exponent, _ = strconv.Atoi(text[e+1:]) // out of range: the farthest there is
	}
	whole, fraction, _ := strings.Cut(digits, ".")
	digits = strings.TrimRight(whole+fraction, "0")
	zeros := len(whole) - len(digits)
	if strings.TrimLeft(digits, "-0") == "" {
		return "0"
	}
	if exponent < -zeros {
		return ""
	}
	return digits + strings.Repeat("0", min(exponent, 20-zeros)+zeros)
}

func asFloat32(w *walker, p *float32) {
	f := float64(*p)
	if w.asFloat(&f, 32) {
		*p = float32(f)
	}
}

func asFloat64(w *walker, p *float64) { w.asFloat(p, 64) }

func (w *walker) asFloat(p *float64, bits int) bool {
	if w.mode == writing {
		w.writeFloat(*p, bits)
	}
	w.float, w.bits = *p, bits
	if w.mode != reading {
		return false
	}
	if c := w.peek(); c != '-' && !isDigit(c) {
		w.wrongType("a number")
		return false
	}
	start := w.pos
	text := w.readNumber()
	if w.halted {
		return false
	}
	f, err := strconv.ParseFloat(string(text), bits)
	if err != nil {
		w.note(start, "type", "must be a number of "+strconv.Itoa(bits)+" bits")
		return false
	}
	*p, w.float = f, f
	return true
}

func asDateTime(w *walker, p *DateTime) {
	switch w.mode {
	case writing:
		w.writeString(p.String())
	case reading:
		start, text := w.pos, ""
		if !w.readText(&text) {
			return
		}
		if !isDateTime(text) {
			w.note(start, "format", errDateTime.Error())
			return
		}
		p.text = text
	}
	if w.strict {
		w.text = p.String()
	}
}
