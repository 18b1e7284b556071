package templates

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

func only(r rune) func(rune) bool { return func(c rune) bool { return c == r } }

func except(in func(rune) bool) func(rune) bool { return func(r rune) bool { return !in(r) } }

func isLineEnd(r rune) bool { return r == '\n' || r == '\r' || r == '\u2028' || r == '\u2029' }

func isDecimalDigit(r rune) bool { return r >= '0' && r <= '9' }

func isWordRune(r rune) bool { return isAlphanumeric(r) || r == '_' }

// isSpace is white space and line ends (ECMA-262, section 22.2.2.9).
func isSpace(r rune) bool {
	return r >= '\t' && r <= '\r' || r == '\uFEFF' || isLineEnd(r) || unicode.Is(unicode.Zs, r)
}

// class is what stands in brackets.
func (p *patternParser) class() func(rune) bool {
	not := p.take("^")
	var parts []func(rune) bool
	for !p.take("]") {
		if p.rest == "" {
			p.fail("it has a [ without a ]")
			break
		}
		in, from := p.classAtom()
		parts = append(parts, in)
		if len(p.rest) < 2 || p.rest[0] != '-' || p.rest[1] == ']' {
			continue
		}
		p.take("-")
		in, to := p.classAtom()
		switch {
		case from < 0 || to < 0: // a set is no end of a range
			if p.strict {
				p.fail("it has a range that does not go from a character to a character")
			}
			parts = append(parts, only('-'), in)
		case from > to:
			p.fail("it has a range from a character to one before it")
		default:
			parts = append(parts, func(r rune) bool { return r >= from && r <= to })
		}
	}
	return func(r rune) bool {
		for _, in := range parts {
			if in(r) {
				return !not
			}
		}
		return not
	}
}

// classAtom is a character, or a set, for which r is -1.
func (p *patternParser) classAtom() (in func(rune) bool, r rune) {
	if !p.take(`\`) {
		r = p.next()
		return only(r), r
	}
	switch {
	case p.take("b"):
		return only('\b'), '\b'
	case p.take("-"):
		return only('-'), '-'
	case p.strict && p.rest != "" && strings.ContainsAny(p.rest[:1], "B123456789k"):
		p.fail("it escapes a character that needs none")
	}
	return p.characters()
}

// characters are those that an escape stands for, wherever it is; where it is one, it
// is r.
func (p *patternParser) characters() (in func(rune) bool, r rune) {
	if p.rest == "" {
		p.fail("it ends in a backslash")
		return only(0), 0
	}
	switch c := p.next(); c {
	case 'd':
		return isDecimalDigit, -1
	case 'D':
		return except(isDecimalDigit), -1
	case 'w':
		return isWordRune, -1
	case 'W':
		return except(isWordRune), -1
	case 's':
		return isSpace, -1
	case 'S':
		return except(isSpace), -1
	case 'p':
		return p.property(), -1
	case 'P':
		return except(p.property()), -1
	default:
		r = p.character(c)
		return only(r), r
	}
}

// controls are those that have letters (section 22.2.1, ControlEscape).
var controls = map[rune]rune{'t': '\t', 'n': '\n', 'v': '\v', 'f': '\f', 'r': '\r'}

// character is the one that an escape of c stands for (section 22.2.1,
// CharacterEscape).
func (p *patternParser) character(c rune) rune {
	control, has := controls[c]
	switch {
	case has:
		return control
	case c == '0' && (p.rest == "" || !isDigit(p.rest[0])):
		return 0
	case c == '0':
		p.fail("it has a number after a backslash")
	case c == 'c' && p.rest != "" && !isDigit(p.rest[0]) && isAlphanumeric(rune(p.rest[0])):
		return p.next() & 31
	case c == 'x':
		if n, ok := p.hex(2); ok {
			return n
		}
	case c == 'u' && p.take("{"):
		digits, rest, found := strings.Cut(p.rest, "}")
		n, err := strconv.ParseUint(digits, 16, 32)
		if p.rest = rest; !found || err != nil || n > unicode.MaxRune {
			p.fail("it has a code point that Unicode does not")
		}
		return rune(n)
	case c == 'u':
		if n, ok := p.hex(4); ok {
			return p.paired(n)
		}
	}
	if p.strict && !strings.ContainsRune(`^$\.*+?()[]{}|/`, c) {
		p.fail("it escapes a character that needs none")
	}
	return c
}

func (p *patternParser) hex(digits int) (rune, bool) {
	if len(p.rest) < digits || strings.Trim(p.rest[:digits], "0123456789abcdefABCDEF") != "" {
		return 0, false
	}
	n, err := strconv.ParseUint(p.rest[:digits], 16, 32)
	if err != nil {
		return 0, false
	}
	p.rest = p.rest[digits:]
	return rune(n), true
}

// paired joins the second half of a surrogate pair to the first.
func (p *patternParser) paired(first rune) rune {
	before := p.rest
	if first&^0x3FF == 0xD800 && p.take(`\u`) {
		if second, ok := p.hex(4); ok && second&^0x3FF == 0xDC00 {
			return 0x10000 + (first&0x3FF)<<10 + second&0x3FF
		}
	}
	p.rest = before
	return first
}

// property is what \p{...} stands for (section 22.2.1.2): a general category, a
// script, or one of the binary properties.
func (p *patternParser) property() func(rune) bool {
	inside, rest, found := strings.Cut(p.rest, "}")
	inside, opened := strings.CutPrefix(inside, "{")
	if !opened || !found {
		p.fail(`it has a \p without the name of a property in braces`)
		return only(0)
	}
	p.rest = rest
	name, value, valued := strings.Cut(inside, "=")
	switch {
	case valued && (name == "Script" || name == "sc"):
		return p.table(inside, unicode.Scripts[value])
	case valued && (name == "General_Category" || name == "gc"):
		return p.category(value)
	case valued:
		return p.table(inside, nil)
	case inside == "Any":
		return func(rune) bool { return true }
	case inside == "ASCII":
		return func(r rune) bool { return r < utf8.RuneSelf }
	case inside == "Alphabetic" || inside == "Alpha":
		return among(unicode.L, unicode.Nl, unicode.Other_Alphabetic)
	case inside == "Uppercase" || inside == "Upper":
		return among(unicode.Lu, unicode.Other_Uppercase)
	case inside == "Lowercase" || inside == "Lower":
		return among(unicode.Ll, unicode.Other_Lowercase)
	case unicode.Properties[inside] != nil && !strings.HasPrefix(inside, "Other_"):
		return among(unicode.Properties[inside])
	}
	return p.category(inside)
}

func (p *patternParser) category(name string) func(rune) bool {
	if short := unicode.CategoryAliases[name]; short != "" {
		name = short
	}
	return p.table(name, unicode.Categories[name])
}

func (p *patternParser) table(name string, table *unicode.RangeTable) func(rune) bool {
	if table == nil {
		p.fail("Go knows no property " + name)
	}
	return among(table)
}

func among(tables ...*unicode.RangeTable) func(rune) bool {
	return func(r rune) bool { return unicode.In(r, tables...) }
}
