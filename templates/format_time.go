package templates

import "strings"

// isTime is full-time of RFC 3339, section 5.6. A leap second is the last one of a
// day in UTC (section 5.7).
func isTime(s string) bool {
	if len(s) < len("15:04:05Z") || !isClock(s[:5]+":00") || s[5] != ':' || !isDigit(s[6]) || !isDigit(s[7]) {
		return false
	}
	minutes, seconds, rest := twoDigits(s)*60+twoDigits(s[3:]), twoDigits(s[6:]), s[8:]
	if fraction, ok := strings.CutPrefix(rest, "."); ok {
		if rest = strings.TrimLeft(fraction, "0123456789"); rest == fraction {
			return false
		}
	}
	if rest != "Z" && rest != "z" {
		if len(rest) != len("+00:00") || rest[0] != '+' && rest[0] != '-' || !isClock(rest[1:]+":00") {
			return false
		}
		offset := twoDigits(rest[1:])*60 + twoDigits(rest[4:])
		if rest[0] == '+' {
			offset = -offset
		}
		minutes = (minutes + offset + 24*60) % (24 * 60)
	}
	return seconds < 60 || seconds == 60 && minutes == 24*60-1
}

// isDurationText is duration of RFC 3339, appendix A, which units follow without
// leaving one out.
func isDurationText(s string) bool {
	date, clock, timed := strings.Cut(s, "T")
	date, ok := strings.CutPrefix(date, "P")
	switch {
	case !ok || timed && !consecutive(clock, "HMS"):
		return false
	case date == "":
		return timed
	}
	return consecutive(date, "YMD") || !timed && consecutive(date, "W")
}

// consecutive reports whether s is numbers of units, one or more, each followed by
// the next.
func consecutive(s, units string) bool {
	next := -1
	for s != "" {
		n := len(s) - len(strings.TrimLeft(s, "0123456789"))
		if n == 0 || n == len(s) {
			return false
		}
		at := strings.IndexByte(units, s[n])
		if at < 0 || next >= 0 && at != next {
			return false
		}
		s, next = s[n+1:], at+1
	}
	return next >= 0
}
