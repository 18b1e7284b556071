package templates

import (
	"math"
	"strconv"
)

// Each as function here walks a whole number of another size than the usual.

func asInt8(w *walker, p *int8) {
	i := int64(*p)
	if w.asInteger(&i, 8) {
		*p = int8(i)
	}
}

func asInt16(w *walker, p *int16) {
	i := int64(*p)
	if w.asInteger(&i, 16) {
		*p = int16(i)
	}
}

func asUint8(w *walker, p *uint8) {
	i := uint64(*p)
	if w.asUnsigned(&i, math.MaxUint8) {
		*p = uint8(i)
	}
}

func asUint16(w *walker, p *uint16) {
	i := uint64(*p)
	if w.asUnsigned(&i, math.MaxUint16) {
		*p = uint16(i)
	}
}

func asUint32(w *walker, p *uint32) {
	i := uint64(*p)
	if w.asUnsigned(&i, math.MaxUint32) {
		*p = uint32(i)
	}
}

func asUint64(w *walker, p *uint64) { w.asUnsigned(p, math.MaxUint64) }

// asUnsigned walks a whole number of at most so much, and reports whether one
// was read.
func (w *walker) asUnsigned(p *uint64, most uint64) bool {
	if w.mode == writing {
		w.dst = append(strconv.AppendUint(w.dst, *p, 10), ',')
		return false
	}
	if w.mode == reading && !w.readUnsigned(p, most) {
		return false
	}
	w.integer = int64(min(*p, math.MaxInt64)) // bounds of 64 bits go by the text
	if w.strict && most == math.MaxUint64 {
		w.text, w.bits = strconv.FormatUint(*p, 10), 0
	}
	return true
}

func (w *walker) readUnsigned(p *uint64, most uint64) bool {
	if c := w.peek(); c != '-' && !isDigit(c) {
		w.wrongType("a whole number")
		return false
	}
	start := w.pos
	text := string(w.readNumber())
	if w.halted {
		return false
	}
	whole := expand(text)
	i, err := strconv.ParseUint(whole, 10, 64)
	switch {
	case whole == "":
		w.note(start, "type", "must be a whole number")
	case err != nil || i > most:
		w.note(start, "type", "must be a whole number from 0 to "+strconv.FormatUint(most, 10))
	default:
		*p = i
		return true
	}
	return false
}
