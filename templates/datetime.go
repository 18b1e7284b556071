package templates

import (
	"errors"
	"strings"
	"time"
)

// DateTime is a point in time as RFC 3339 writes it. It keeps the text it was
// given, so offset and fraction come back as they came, however many digits.
// The zero DateTime is 0001-01-01T00:00:00Z.
type DateTime struct{ text string }

const zeroDateTime = "0001-01-01T00:00:00Z"

var errDateTime = errors.New("must be a date and time such as 2006-01-02T15:04:05.999Z (RFC 3339)")

// ParseDateTime reads RFC 3339, section 5.6.
func ParseDateTime(text string) (DateTime, error) {
	if !isDateTime(text) {
		return DateTime{}, errDateTime
	}
	return DateTime{text}, nil
}

// DateTimeOf is t to the nanosecond, its offset cut to the minute.
func DateTimeOf(t time.Time) DateTime {
	_, offset := t.Zone()
	return DateTime{t.In(time.FixedZone("", offset/60*60)).Format(time.RFC3339Nano)}
}

// Time is d as a time.Time: to the nanosecond, finer digits cut off, a leap
// second read as the second after it.
func (d DateTime) Time() time.Time {
	s := strings.ToUpper(d.String())
	leap := s[17:19] == "60"
	if leap {
		s = s[:17] + "59" + s[19:]
	}
	t, err := time.Parse(time.RFC3339Nano, s)
	if err != nil {
		return time.Time{}
	}
	if leap {
		t = t.Add(time.Second)
	}
	return t
}

// Equal reports whether d and e are the same instant.
func (d DateTime) Equal(e DateTime) bool { return d.Time().Equal(e.Time()) }

// String returns the text d was made of.
func (d DateTime) String() string {
	if d.text == "" {
		return zeroDateTime
	}
	return d.text
}

// MarshalText writes RFC 3339.
func (d DateTime) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads RFC 3339.
func (d *DateTime) UnmarshalText(text []byte) (err error) {
	*d, err = ParseDateTime(string(text))
	return err
}

func isDateTime(s string) bool {
	if len(s) < len(zeroDateTime) || !isDate(s[:10]) || s[10]|0x20 != 't' || !isClock(s[11:19]) {
		return false
	}
	zone := s[19:]
	if zone[0] == '.' && len(zone) > 1 && isDigit(zone[1]) {
		for zone = zone[2:]; zone != "" && isDigit(zone[0]); {
			zone = zone[1:]
		}
	}
	return len(zone) == 1 && zone[0]|0x20 == 'z' || len(zone) == 6 && (zone[0] == '+' || zone[0] == '-') &&
		zone[3] == ':' && twoDigits(zone[1:]) <= 23 && twoDigits(zone[4:]) <= 59
}

// isDate reads full-date: ten bytes.
func isDate(s string) bool {
	const zeros, more = 0x30302d30302d3030, 0x76767f76767f7676 // 00-00-00, and what makes any more than that too much
	x := eightBytes(s[2:]) ^ zeros
	if (x|(x+more))&highBits != 0 || !isDigit(s[0]) || !isDigit(s[1]) {
		return false
	}
	month, day := x>>24&15*10+x>>32&15, x>>48&15*10+x>>56
	if month == 2 && day == 29 {
		year := x&15*10 + x>>8&15
		return year%4 == 0 && (year > 0 || twoDigits(s)%4 == 0)
	}
	days := 30 + (month+month>>3)&1
	if month == 2 {
		days = 28
	}
	return month >= 1 && month <= 12 && day >= 1 && day <= days
}

// isClock reads a time of day: eight bytes. A leap second may be moved to any
// hour by its offset.
func isClock(s string) bool {
	const zeros, more = 0x30303a30303a3030, 0x76767f76767f7676 // 00:00:00
	x := eightBytes(s) ^ zeros
	hour, minute, second := x&15*10+x>>8&15, x>>24&15*10+x>>32&15, x>>48&15*10+x>>56
	return (x|(x+more))&highBits == 0 && hour <= 23 && minute <= 59 && (second <= 59 || second == 60 && minute == 59)
}

// twoDigits is the number that s begins with, or more than 99 where it begins
// with none.
func twoDigits(s string) int {
	tens, ones := s[0]-'0', s[1]-'0'
	if tens > 9 || ones > 9 {
		return 100
	}
	return int(tens)*10 + int(ones)
}

func isDigit(c byte) bool { return c-'0' <= 9 }
