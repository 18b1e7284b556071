package templates

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// isHostname is RFC 1123, section 2.1: labels of letters, digits and hyphens.
func isHostname(s string) bool { return len(s) <= 253 && labels(s, isAlphanumeric) }

// labels reports whether a name consists of labels of up to 63 characters, with hyphens
// inside alone (RFC 952, assumption 1).
func labels(s string, letter func(rune) bool) bool {
	for label := range strings.SplitSeq(s, ".") {
		other := func(r rune) bool { return r != '-' && !letter(r) }
		if label == "" || utf8.RuneCountInString(label) > 63 || label[0] == '-' || label[len(label)-1] == '-' || strings.ContainsFunc(label, other) {
			return false
		}
	}
	return true
}

func isAlphanumeric(r rune) bool { return r|0x20 >= 'a' && r|0x20 <= 'z' || r >= '0' && r <= '9' }

// isIPv4 is four numbers up to 255, without zeros before them (RFC 3986, section
// 3.2.2).
func isIPv4(s string) bool {
	n := 0
	for part := range strings.SplitSeq(s, ".") {
		value, err := strconv.ParseUint(part, 10, 8)
		if n++; err != nil || strconv.FormatUint(value, 10) != part {
			return false
		}
	}
	return n == 4
}

// isIPv6 is RFC 4291, section 2.2: eight groups of hexadecimal digits, the last two
// of them perhaps as IPv4, and :: once in place of some that are zero.
func isIPv6(s string) bool {
	head, tail, short := strings.Cut(s, "::")
	n, ok := groups(head, !short)
	if !short {
		return ok && n == 8
	}
	more, right := groups(tail, true)
	return ok && right && n+more < 8
}

// groups counts the groups of an address, which may end in four numbers where that
// is its end.
func groups(s string, atEnd bool) (n int, ok bool) {
	if s == "" {
		return 0, true
	}
	parts := strings.Split(s, ":")
	for i, part := range parts {
		if i == len(parts)-1 && atEnd && strings.Contains(part, ".") {
			return n + 2, isIPv4(part)
		}
		if len(part) < 1 || len(part) > 4 || strings.Trim(part, "0123456789abcdefABCDEF") != "" {
			return 0, false
		}
		n++
	}
	return n, true
}
