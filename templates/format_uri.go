package templates

import "strings"

// isURI is an address with a scheme, and perhaps a fragment (RFC 3986, section 3).
func isURI(s string) bool {
	scheme, _ := cutScheme(s)
	return scheme && isReference(s, asciiOnly)
}

// isURIReference is an address with a scheme or without (RFC 3986, section 4.1).
func isURIReference(s string) bool { return isReference(s, asciiOnly) }

// isIRI is an address with a scheme, of which letters may be any (RFC 3987, section
// 2.2).
func isIRI(s string) bool {
	scheme, _ := cutScheme(s)
	return scheme && isReference(s, anyLetters)
}

// isIRIReference is an address with a scheme or without, of any letters.
func isIRIReference(s string) bool { return isReference(s, anyLetters) }

// alphabet is which characters beyond those of ASCII an address may have.
type alphabet int

const (
	asciiOnly  alphabet = iota
	anyLetters          // ucschar of RFC 3987, section 2.2
	anyPrivate          // iprivate too
)

// has reports whether a character is of those beyond ASCII.
func (a alphabet) has(r rune) bool {
	switch {
	case a == asciiOnly || r < 0xA0 || r&0xFFFE == 0xFFFE:
		return false
	case r >= 0xE000 && r < 0xF900 || r >= 0xF0000:
		return a == anyPrivate
	}
	return r < 0xD800 || r >= 0xF900 && r <= 0xFDCF || r >= 0xFDF0 && r <= 0xFFEF || r >= 0x10000 && r < 0xE0000 || r >= 0xE1000
}

// cutScheme takes off what tells how an address is read (RFC 3986, section 3.1).
func cutScheme(s string) (found bool, rest string) {
	end := strings.IndexAny(s, ":/?#")
	if end < 1 || s[end] != ':' || s[0]|0x20 < 'a' || s[0]|0x20 > 'z' {
		return false, s
	}
	other := func(r rune) bool { return !isAlphanumeric(r) && !strings.ContainsRune("+-.", r) }
	return !strings.ContainsFunc(s[:end], other), s[end+1:]
}

func isReference(s string, letters alphabet) bool {
	found, rest := cutScheme(s)
	if first := strings.IndexAny(s, ":/?#"); !found && first >= 0 && s[first] == ':' {
		return false // section 4.2: the first segment of a path has no colon
	}
	rest, fragment, _ := strings.Cut(rest, "#")
	path, query, _ := strings.Cut(rest, "?")
	if authority, ok := strings.CutPrefix(path, "//"); ok {
		end := strings.IndexByte(authority+"/", '/')
		if path = authority[end:]; !isAuthority(authority[:end], letters) {
			return false
		}
	}
	const segment = "!$&'()*+,;=:@"
	private := letters
	if letters == anyLetters {
		private = anyPrivate
	}
	return inAddress(path, segment+"/", letters) && inAddress(query, segment+"/?", private) && inAddress(fragment, segment+"/?", letters)
}

// isAuthority is section 3.2: who, at which host, at which port.
func isAuthority(s string, letters alphabet) bool {
	who, host, found := strings.Cut(s, "@")
	if !found {
		who, host = "", s
	}
	if !inAddress(who, "!$&'()*+,;=:", letters) {
		return false
	}
	if literal, ok := strings.CutPrefix(host, "["); ok {
		address, port, ok := strings.Cut(literal, "]")
		return ok && (isIPv6(address) || isFutureAddress(address)) && (port == "" || port[0] == ':' && isPort(port[1:]))
	}
	host, port, _ := strings.Cut(host, ":")
	return isPort(port) && inAddress(host, "!$&'()*+,;=", letters)
}

func isPort(s string) bool { return strings.Trim(s, "0123456789") == "" }

// isFutureAddress is IPvFuture of section 3.2.2.
func isFutureAddress(s string) bool {
	version, address, ok := strings.Cut(s, ".")
	return ok && len(version) > 1 && version[0]|0x20 == 'v' && strings.Trim(version[1:], "0123456789abcdefABCDEF") == "" &&
		address != "" && !strings.Contains(address, "%") && inAddress(address, "!$&'()*+,;=:", asciiOnly)
}

// inAddress reports whether a part of an address has nothing but unreserved
// characters, escapes (sections 2.1 and 2.3) and what may stand there besides.
func inAddress(s, besides string, letters alphabet) bool {
	for i, r := range s {
		switch {
		case isAlphanumeric(r) || strings.ContainsRune("-._~", r) || strings.ContainsRune(besides, r):
		case r == '%' && i+2 < len(s) && isHex(s[i+1]) && isHex(s[i+2]):
		case letters.has(r):
		default:
			return false
		}
	}
	return true
}
