package csdl

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// checkIdentifier finds fault with what is no simple identifier (section 15.2).
func checkIdentifier(f *findings, name word) {
	if name.given() && !isIdentifier(name.text) {
		f.slip(name.pos, "%q is no identifier (CSDL 4.01, section 15.2): use letters, digits and underscores, at most 128, no digit first", name.text)
	}
}

func isIdentifier(name string) bool {
	if name == "" || utf8.RuneCountInString(name) > 128 {
		return false
	}
	for i, r := range name {
		first := r == '_' || unicode.IsLetter(r) || unicode.Is(unicode.Nl, r)
		later := unicode.IsDigit(r) || unicode.In(r, unicode.Mn, unicode.Mc, unicode.Pc, unicode.Cf)
		if !first && (i == 0 || !later) {
			return false
		}
	}
	return true
}

// checkNamespace finds fault with what is no namespace (section 15.1).
func checkNamespace(f *findings, name word) {
	for part := range strings.SplitSeq(name.text, ".") {
		if !isIdentifier(part) {
			f.slip(name.pos, "%q is no namespace (CSDL 4.01, section 15.1): use identifiers with dots between them", name.text)
			return
		}
	}
	switch name.text {
	case "Edm", "odata", "System", "Transient":
		f.fault(name.pos, "the namespace %s is reserved (CSDL 4.01, section 15.1): choose another", name.text)
	}
}
