package templates

import (
	"errors"
	"math"
	"strconv"
	"strings"
	"time"
)

// Duration is a length of time in days, hours, minutes and seconds, as ISO 8601
// writes it: P1DT12H0.5S. It keeps the text it was given, so that it has no
// bounds. The zero Duration is PT0S.
type Duration struct{ text string }

const zeroDuration = "PT0S"

var errDuration = errors.New("must be a duration such as P1DT2H30M or -PT0.5S, of days and less")

// ParseDuration reads dayTimeDuration of XML Schema 1.1, section 3.4.27.
func ParseDuration(text string) (Duration, error) {
	if !eachPart(text, func(string, byte) {}) {
		return Duration{}, errDuration
	}
	return Duration{text}, nil
}

// DurationOf is d, in hours at the most.
func DurationOf(d time.Duration) Duration {
	text := strings.ToUpper(d.String()) // such as -1h2m3.5s
	if d > -time.Second && d < time.Second {
		text = strings.TrimRight(strconv.FormatFloat(d.Seconds(), 'f', 9, 64), "0") + "S"
		text = strings.Replace(text, ".S", "S", 1)
	}
	if rest, negative := strings.CutPrefix(text, "-"); negative {
		return Duration{"-PT" + rest}
	}
	return Duration{"PT" + text}
}

// Std is d as a time.Duration, to the nanosecond, and whether it is not too long
// for one.
func (d Duration) Std() (time.Duration, bool) {
	units := map[byte]time.Duration{'D': 24 * time.Hour, 'H': time.Hour, 'M': time.Minute, 'S': time.Second}
	sum, fits := int64(0), true
	eachPart(d.String(), func(number string, unit byte) {
		whole, fraction, _ := strings.Cut(number, ".")
		n, err := strconv.ParseInt(whole, 10, 64)
		size := int64(units[unit])
		nanos, _ := strconv.ParseInt((fraction + "000000000")[:9], 10, 64)
		if fits = fits && err == nil && n <= (math.MaxInt64-nanos)/size && sum <= math.MaxInt64-nanos-n*size; fits {
			sum += n*size + nanos
		}
	})
	if strings.HasPrefix(d.text, "-") {
		sum = -sum
	}
	return time.Duration(sum), fits
}

// String returns the text d was made of.
func (d Duration) String() string {
	if d.text == "" {
		return zeroDuration
	}
	return d.text
}

// MarshalText writes the duration.
func (d Duration) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads what ParseDuration does.
func (d *Duration) UnmarshalText(text []byte) (err error) {
	*d, err = ParseDuration(string(text))
	return err
}

// eachPart gives the numbers of a duration and their units, and reports whether
// it is one.
func eachPart(text string, part func(number string, unit byte)) bool {
	rest, ok := strings.CutPrefix(strings.TrimPrefix(text, "-"), "P")
	units := "DTHMS"
	for ok && rest != "" {
		if rest[0] == 'T' && strings.Contains(units, "T") {
			rest, units = rest[1:], "HMS"
			ok = rest != ""
			continue
		}
		n := len(rest) - len(strings.TrimLeft(rest, "0123456789."))
		if ok = n > 0 && n < len(rest); !ok {
			break
		}
		number, unit := rest[:n], rest[n]
		at := strings.IndexByte(units, unit)
		ok = at >= 0 && (!strings.Contains(units, "T") || unit == 'D') && isPart(number, unit)
		if ok {
			part(number, unit)
			rest, units = rest[n+1:], units[at+1:]
		}
	}
	return ok && !strings.HasSuffix(text, "P")
}

// isPart reports whether a number may stand before a unit: only seconds have
// fractions.
func isPart(number string, unit byte) bool {
	whole, fraction, has := strings.Cut(number, ".")
	return whole != "" && (!has || unit == 'S' && fraction != "" && !strings.Contains(fraction, "."))
}

func asDuration(w *walker, p *Duration) {
	if w.mode == writing {
		w.writeString(p.String())
	} else if d, ok := readParsed(w, ParseDuration); ok {
		*p = d
	}
	if w.strict {
		w.text = p.String()
	}
}
