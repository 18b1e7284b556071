package templates

import (
	"math"
	"strconv"
)

// Numbers may stand in quotes where JSON has no such number, or its readers lose
// digits of it: INF, -INF and NaN, whole numbers of 64 bits, decimals.

func asQuotedInt64(w *walker, p *int64) {
	if !w.isQuoted() {
		asInt64(w, p)
		return
	}
	text, start := w.unquoted()
	i, fault := wholeNumber([]byte(text), 64)
	if _, err := ParseDecimal(text); err != nil || fault != "" {
		w.note(start, "type", "must be a whole number of 64 bits")
		return
	}
	*p, w.integer = i, i
}

func asQuotedDecimal(w *walker, p *Decimal) {
	if !w.isQuoted() {
		asDecimal(w, p)
		return
	}
	text, start := w.unquoted()
	d, err := ParseDecimal(text)
	if err != nil {
		w.note(start, "type", err.Error())
		return
	}
	*p, w.text, w.bits = d, text, 0
}

func asQuotedFloat32(w *walker, p *float32) {
	f := float64(*p)
	if !w.special(&f) {
		asFloat32(w, p)
		return
	}
	*p = float32(f)
}

func asQuotedFloat64(w *walker, p *float64) {
	if !w.special(p) {
		asFloat64(w, p)
	}
}

// special walks a number that JSON does not have, and reports whether it is one.
func (w *walker) special(p *float64) bool {
	switch {
	case w.mode == reading && !w.isQuoted(), w.mode != reading && !math.IsInf(*p, 0) && !math.IsNaN(*p):
		return false
	case w.mode == writing && math.IsNaN(*p):
		w.writeString("NaN")
	case w.mode == writing && *p > 0:
		w.writeString("INF")
	case w.mode == writing:
		w.writeString("-INF")
	case w.mode == reading:
		text, start := w.unquoted()
		number, known := map[string]float64{"INF": math.Inf(1), "-INF": math.Inf(-1), "NaN": math.NaN()}[text]
		if !known {
			w.note(start, "type", "must be a number, INF, -INF or NaN, not "+strconv.Quote(text))
		}
		*p = number
	}
	w.float, w.bits = *p, 64
	return true
}

func (w *walker) isQuoted() bool { return w.mode == reading && !w.plain && w.peek() == '"' }

// unquoted reads a number in quotes, and says where it stands.
func (w *walker) unquoted() (text string, start int) {
	start = w.pos
	return w.readString(), start
}
