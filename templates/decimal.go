package templates

import (
	"bytes"
	"errors"
	"strconv"
	"strings"
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

// digits are a number taken apart: 0.0025 is 25 with a point of -2, since it is
// 0.25 times ten to that. Zero has no digits.
type digits struct {
	negative bool
	text     string // without zeros at either end
	point    int    // how many digits stand before the point
}

// digitsOf takes a number apart that JSON could hold.
func digitsOf(text string) digits {
	var d digits
	text, d.negative = strings.CutPrefix(text, "-")
	exponent := 0
	if e := strings.IndexAny(text, "eE"); e >= 0 {
		exponent, _ = strconv.Atoi(text[e+1:]) // out of range: the farthest there is
		exponent = min(max(exponent, -1<<40), 1<<40)
		text = text[:e]
	}
	whole, fraction, _ := strings.Cut(text, ".")
	all := whole + fraction
	d.text = strings.TrimLeft(all, "0")
	d.point = len(whole) - (len(all) - len(d.text)) + exponent
	d.text = strings.TrimRight(d.text, "0")
	if d.text == "" {
		return digits{}
	}
	return d
}

// places is how many digits stand after the point.
func (d digits) places() int { return max(0, len(d.text)-d.point) }

func (d digits) compare(e digits) int {
	switch {
	case d.sign() < e.sign():
		return -1
	case d.sign() > e.sign():
		return 1
	case d.point < e.point || d.point == e.point && d.text < e.text:
		return -e.sign()
	case d.point > e.point || d.text > e.text:
		return d.sign()
	}
	return 0
}

func (d digits) sign() int {
	switch {
	case d.text == "":
		return 0
	case d.negative:
		return -1
	}
	return 1
}
