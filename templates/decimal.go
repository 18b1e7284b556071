package templates

import (
	"bytes"
	"errors"
	"strconv"
)

// Decimal is a number of any size and precision. It keeps the text it was given,
// so that nothing of it is lost. The zero Decimal is 0.
type Decimal struct{ text string }

var errDecimal = errors.New("must be a number as JSON writes them")

// ParseDecimal reads a number as JSON writes it (RFC 8259, section 6).
func ParseDecimal(text string) (Decimal, error) {
	w := &walker{task: task{reader: reader{scanner: scanner{src: []byte(text)}}}}
	if c := w.peek(); c != '-' && !isDigit(c) {
		return Decimal{}, errDecimal
	}
	if w.readNumber(); w.halted || w.pos < len(text) {
		return Decimal{}, errDecimal
	}
	return Decimal{text}, nil
}

// DecimalOf is a whole number.
func DecimalOf(i int64) Decimal { return Decimal{strconv.FormatInt(i, 10)} }

// String returns the text d was made of.
func (d Decimal) String() string {
	if d.text == "" {
		return "0"
	}
	return d.text
}

// Cmp is -1, 0 or 1: d is less than e, the same number, or more.
func (d Decimal) Cmp(e Decimal) int { return digitsOf(d.String()).compare(digitsOf(e.String())) }

// Float64 is the nearest number of 64 bits.
func (d Decimal) Float64() float64 {
	f, _ := strconv.ParseFloat(d.String(), 64) // infinite where it is out of range
	return f
}

// Int64 is d as a whole number, and whether it is one of 64 bits.
func (d Decimal) Int64() (int64, bool) {
	i, fault := wholeNumber([]byte(d.String()), 64)
	return i, fault == ""
}

// MarshalJSON writes a number.
func (d Decimal) MarshalJSON() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalJSON reads a number.
func (d *Decimal) UnmarshalJSON(text []byte) (err error) {
	*d, err = ParseDecimal(string(bytes.TrimSpace(text)))
	return err
}

func asDecimal(w *walker, p *Decimal) {
	switch w.mode {
	case writing:
		w.dst = append(append(w.dst, p.String()...), ',')
		return
	case reading:
		if c := w.peek(); c != '-' && !isDigit(c) {
			w.wrongType("a number")
			return
		}
		text := w.readNumber()
		if w.halted {
			return
		}
		p.text = string(text)
	}
	w.text, w.bits = p.String(), 0
}
