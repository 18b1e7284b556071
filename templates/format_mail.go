package templates

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// isEmail is Mailbox of RFC 5321, section 4.1.2.
func isEmail(s string) bool { return isMailbox(s, isAlphanumeric) }

// isInternationalEmail is Mailbox with the characters that RFC 6531, section 3.3,
// adds; a label of a domain may have any letters, marks and digits.
func isInternationalEmail(s string) bool {
	return utf8.ValidString(s) && isMailbox(s, func(r rune) bool {
		return isAlphanumeric(r) || r > '~' && unicode.In(r, unicode.L, unicode.M, unicode.Nd)
	})
}

func isMailbox(s string, letter func(rune) bool) bool {
	at := strings.LastIndexByte(s, '@')
	if at < 1 || at > 64 || len(s)-at > 256 { // RFC 5321, section 4.5.3.1
		return false
	}
	local, domain := s[:at], s[at+1:]
	if literal, ok := strings.CutPrefix(domain, "["); ok {
		literal, ok = strings.CutSuffix(literal, "]")
		six, isSix := strings.CutPrefix(literal, "IPv6:")
		if !ok || isSix && !isIPv6(six) || !isSix && !isIPv4(literal) {
			return false
		}
	} else if !labels(domain, letter) {
		return false
	}
	if local[0] == '"' {
		return isQuotedLocal(local, letter)
	}
	for atom := range strings.SplitSeq(local, ".") {
		other := func(r rune) bool { return !letter(r) && !strings.ContainsRune("!#$%&'*+-/=?^_`{|}~", r) }
		if atom == "" || strings.ContainsFunc(atom, other) {
			return false
		}
	}
	return true
}

// isQuotedLocal is Quoted-string of RFC 5321, section 4.1.2.
func isQuotedLocal(s string, letter func(rune) bool) bool {
	if len(s) < 2 || s[len(s)-1] != '"' {
		return false
	}
	escaped := false
	for _, r := range s[1 : len(s)-1] {
		switch {
		case (r < ' ' || r > '~') && !letter(r), r == '"' && !escaped:
			return false
		case r == '\\' && !escaped:
			escaped = true
		default:
			escaped = false
		}
	}
	return !escaped
}
