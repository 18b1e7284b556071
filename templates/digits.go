package templates

import (
	"strconv"
	"strings"
)

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
