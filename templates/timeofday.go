package templates

import (
	"errors"
	"strings"
	"time"
)

// TimeOfDay is a time on the clock, of no day and no place, such as 07:59:59.999.
// It keeps the text it was given. The zero TimeOfDay is 00:00:00.
type TimeOfDay struct{ text string }

const zeroTimeOfDay = "00:00:00"

var errTimeOfDay = errors.New("must be a time of day such as 07:59:59.999")

// ParseTimeOfDay reads hours and minutes, and seconds with their fraction where
// they are there.
func ParseTimeOfDay(text string) (TimeOfDay, error) {
	if !isTimeOfDay(text) {
		return TimeOfDay{}, errTimeOfDay
	}
	return TimeOfDay{text}, nil
}

// TimeOfDayOf is the time on the clock of t, where t is.
func TimeOfDayOf(t time.Time) TimeOfDay { return TimeOfDay{t.Format("15:04:05.999999999")} }

// SinceMidnight is how long after the day's beginning t is: to the nanosecond.
func (t TimeOfDay) SinceMidnight() time.Duration {
	text := t.String()
	if len(text) == len("15:04") {
		text += ":00"
	}
	at, _ := time.Parse(time.TimeOnly, text) // it was checked when t was made
	return at.Sub(at.Truncate(24 * time.Hour))
}

// String returns the text t was made of.
func (t TimeOfDay) String() string {
	if t.text == "" {
		return zeroTimeOfDay
	}
	return t.text
}

// MarshalText writes the time.
func (t TimeOfDay) MarshalText() ([]byte, error) { return []byte(t.String()), nil }

// UnmarshalText reads what ParseTimeOfDay does.
func (t *TimeOfDay) UnmarshalText(text []byte) (err error) {
	*t, err = ParseTimeOfDay(string(text))
	return err
}

func isTimeOfDay(s string) bool {
	clock, fraction, has := strings.Cut(s, ".")
	if len(clock) == len("15:04") {
		return !has && isClock(clock+":00")
	}
	return len(clock) == len(zeroTimeOfDay) && isClock(clock) && twoDigits(clock[6:]) <= 59 &&
		(!has || fraction != "" && strings.Trim(fraction, "0123456789") == "")
}

func asTimeOfDay(w *walker, p *TimeOfDay) {
	if w.mode == writing {
		w.writeString(p.String())
	} else if t, ok := readParsed(w, ParseTimeOfDay); ok {
		*p = t
	}
	if w.strict {
		w.text = p.String()
	}
}
