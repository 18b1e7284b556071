package templates

import "strings"

// isJSONPointer is RFC 6901, section 3.
func isJSONPointer(s string) bool {
	rest := strings.NewReplacer("~0", "", "~1", "").Replace(s)
	return (s == "" || s[0] == '/') && !strings.Contains(rest, "~")
}

// isRelativeJSONPointer is section 3 of the draft on Relative JSON Pointers: how
// many levels up, and a pointer from there or the name alone.
func isRelativeJSONPointer(s string) bool {
	rest := strings.TrimLeft(s, "0123456789")
	n := len(s) - len(rest)
	return n > 0 && (n == 1 || s[0] != '0') && (rest == "#" || isJSONPointer(rest))
}

// isURITemplate is RFC 6570, section 2: literals, and expressions in braces.
func isURITemplate(s string) bool {
	for s != "" {
		literal, rest, found := strings.Cut(s, "{")
		if !isTemplateLiteral(literal) {
			return false
		}
		if !found {
			return true
		}
		expression, after, closed := strings.Cut(rest, "}")
		if !closed || !isTemplateExpression(expression) {
			return false
		}
		s = after
	}
	return true
}

// isTemplateLiteral is section 2.1.
func isTemplateLiteral(s string) bool {
	for i, r := range s {
		if r == '%' && !(i+2 < len(s) && isHex(s[i+1]) && isHex(s[i+2])) || r <= ' ' || r == 0x7F || strings.ContainsRune("\"<>\\^`{|}", r) {
			return false
		}
	}
	return true
}

// isTemplateExpression is sections 2.2 to 2.4: an operator, and variables, each
// perhaps with how much of it to take.
func isTemplateExpression(s string) bool {
	if s != "" && strings.IndexByte("+#./;?&=,!@|", s[0]) >= 0 {
		s = s[1:]
	}
	for variable := range strings.SplitSeq(s, ",") {
		name, all := strings.CutSuffix(variable, "*")
		if !all {
			var length string
			var prefixed bool
			if name, length, prefixed = strings.Cut(variable, ":"); prefixed && !isPrefixLength(length) {
				return false
			}
		}
		for part := range strings.SplitSeq(name, ".") {
			if part == "" || strings.ContainsAny(part, "-~") || !inAddress(part, "_", asciiOnly) {
				return false
			}
		}
	}
	return true
}

// isPrefixLength is a number from 1 to 9999.
func isPrefixLength(s string) bool {
	return len(s) > 0 && len(s) < 5 && s[0] != '0' && strings.Trim(s, "0123456789") == ""
}
