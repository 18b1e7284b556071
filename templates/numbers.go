package templates

import (
	"math/big"
	"strconv"
	"strings"
)

// Rules of numbers that int64 does not hold go by their decimal digits, so that
// they are exact.

func (w *walker) atLeast(bound string) *walker {
	if w.outcome == judged {
		w.boundary(w.number().compare(digitsOf(bound)) >= 0, "minimum", "must be at least "+bound)
	}
	return w
}

func (w *walker) atMost(bound string) *walker {
	if w.outcome == judged {
		w.boundary(w.number().compare(digitsOf(bound)) <= 0, "maximum", "must be at most "+bound)
	}
	return w
}

func (w *walker) moreThan(bound string) *walker {
	if w.outcome == judged {
		w.boundary(w.number().compare(digitsOf(bound)) > 0, "exclusiveMinimum", "must be more than "+bound)
	}
	return w
}

func (w *walker) lessThan(bound string) *walker {
	if w.outcome == judged {
		w.boundary(w.number().compare(digitsOf(bound)) < 0, "exclusiveMaximum", "must be less than "+bound)
	}
	return w
}

// boundary judges by a bound; of numbers that are infinite or none, which have no
// digits, none is within bounds.
func (w *walker) boundary(ok bool, rule, message string) {
	if !ok || w.bits > 0 && w.float-w.float != 0 {
		w.broken(rule, message)
	}
}

// number is the number just walked: of a float, the shortest that reads back as
// the same one.
func (w *walker) number() digits {
	if w.bits > 0 {
		return digitsOf(strconv.FormatFloat(w.float, 'e', -1, w.bits))
	}
	return digitsOf(w.text)
}

// multipleOf judges a number by its digits.
func (w *walker) multipleOf(factor string) *walker {
	if w.outcome == judged && !w.number().isMultiple(digitsOf(factor)) {
		w.broken("multipleOf", "must be a multiple of "+factor)
	}
	return w
}

// wholeMultipleOf is multipleOf for whole numbers.
func (w *walker) wholeMultipleOf(factor string) *walker {
	if w.outcome == judged && !digitsOf(strconv.FormatInt(w.integer, 10)).isMultiple(digitsOf(factor)) {
		w.broken("multipleOf", "must be a multiple of "+factor)
	}
	return w
}

// isMultiple reports whether d is a multiple of e, in time that the digits bound,
// however large the exponents are.
func (d digits) isMultiple(e digits) bool {
	if d.text == "" || e.text == "" {
		return d.text == ""
	}
	n, _ := new(big.Int).SetString(d.text, 10)
	factor, _ := new(big.Int).SetString(e.text, 10)
	shift := d.point - len(d.text) - (e.point - len(e.text)) // n times ten to that is a multiple of factor
	if shift < 0 {
		if -shift > len(d.text) {
			return false // its last digit is not zero, and factor's would have to be
		}
		factor.Mul(factor, new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(-shift)), nil))
		shift = 0
	}
	power := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(shift)), factor)
	return n.Mul(n, power).Mod(n, factor).Sign() == 0
}

// precision bounds the digits of a decimal.
func (w *walker) precision(n int64) *walker {
	if w.outcome == judged {
		d := w.number()
		w.rule(int64(max(len(d.text), d.point)) <= n, "precision", "must have at most ", n, " digits")
	}
	return w
}

// scale bounds the digits of a decimal after its point.
func (w *walker) scale(n int64) *walker {
	if w.outcome == judged {
		w.rule(int64(w.number().places()) <= n, "scale", "must have at most ", n, " digits after the point")
	}
	return w
}

// fraction bounds the digits of a second's fraction.
func (w *walker) fraction(n int64) *walker {
	if w.outcome == judged {
		_, rest, _ := strings.Cut(w.text, ".")
		found := len(rest) - len(strings.TrimLeft(rest, "0123456789"))
		w.rule(int64(found) <= n, "precision", "must have at most ", n, " digits in the fraction of a second")
	}
	return w
}
