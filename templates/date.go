package templates

import (
	"errors"
	"time"
)

// Date is a day as RFC 3339 writes it. The zero Date is 0001-01-01.
type Date struct{ text string }

const zeroDate = "0001-01-01"

var errDate = errors.New("must be a date such as 2006-01-02 (RFC 3339)")

// ParseDate reads full-date of RFC 3339, section 5.6.
func ParseDate(text string) (Date, error) {
	if len(text) != len(zeroDate) || !isDate(text) {
		return Date{}, errDate
	}
	return Date{text}, nil
}

// DateOf is the day of t, where t is.
func DateOf(t time.Time) Date { return Date{t.Format(time.DateOnly)} }

// Time is the beginning of the day in UTC.
func (d Date) Time() time.Time {
	t, _ := time.Parse(time.DateOnly, d.String()) // it was checked when d was made
	return t
}

// String returns the day as RFC 3339 writes it.
func (d Date) String() string {
	if d.text == "" {
		return zeroDate
	}
	return d.text
}

// MarshalText writes full-date.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads full-date.
func (d *Date) UnmarshalText(text []byte) (err error) {
	*d, err = ParseDate(string(text))
	return err
}

func asDate(w *walker, p *Date) {
	if w.mode == writing {
		w.writeString(p.String())
	} else if d, ok := readParsed(w, ParseDate); ok {
		*p = d
	}
}

// readParsed reads a string that parse makes something of, and reports whether
// it did.
func readParsed[T any](w *walker, parse func(string) (T, error)) (v T, ok bool) {
	start, text := w.pos, ""
	if w.mode != reading || !w.readText(&text) {
		return v, false
	}
	v, err := parse(text)
	if err != nil {
		w.note(start, "format", err.Error())
	}
	return v, err == nil
}
