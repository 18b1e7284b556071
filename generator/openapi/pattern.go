package openapi

import (
	"fmt"
	"regexp"
	"strings"
	"unicode"

	"example.com/burin/templates"
)

// A pattern is one of ECMA-262 (section 4.7.24.1 of OpenAPI 3.0.3); what checks
// it knows RE2's syntax, which has most of it, some by other words.

// spaces is what \s is in ECMA-262 (section 22.2.2.9): white space and line ends.
const spaces = `\t\n\v\f\r \x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}\x{feff}`

// translator writes a pattern of ECMA-262 as RE2 has it.
type translator struct {
	strings.Builder
	rest  string
	class bool // within brackets
	fault string
}

// translate gives the pattern in RE2's syntax, or says what of it RE2 lacks.
func translate(pattern string) (re2, fault string) {
	t := translator{rest: pattern}
	for t.rest != "" && t.fault == "" {
		t.step()
	}
	if t.fault != "" {
		return "", t.fault
	}
	if _, err := regexp.Compile(t.String()); err != nil {
		return "", strings.TrimPrefix(err.Error(), "error parsing regexp: ")
	}
	return t.String(), ""
}

// pattern reads a regular expression at a place: as RE2 has it, or as it is where RE2
// does not have it; "" where it is not held against values.
func (c *converter) pattern(n *node, pattern string) (re2, ecma string) {
	re2, lacking := translate(pattern)
	if lacking == "" {
		return re2, ""
	}
	c.unread++
	if _, fault := templates.CompilePattern(pattern); fault != "" {
		c.note(n, "the pattern is not checked, since it is none of ECMA-262: "+fault)
		return "", ""
	}
	switch c.options.Patterns {
	case KeepPatterns:
		c.unread--
		return "", pattern
	case IgnorePatterns:
		c.note(n, "the pattern is not checked, since Go's regular expressions cannot express it: "+lacking)
	default:
		c.notYet(n, `Go's regular expressions cannot express this pattern: %s; have burin.yaml say "validate: {patterns: backtracking}", or ignore in place of backtracking`, lacking)
	}
	return "", ""
}

// step translates what comes next.
func (t *translator) step() {
	switch {
	case t.rest[0] == '\\' && len(t.rest) > 1:
		t.escape()
	case t.class:
		t.inClass()
	case t.rest[0] == '{' && repeats.MatchString(t.rest):
		t.repeat()
	case t.take("[^]"):
		t.WriteString(`(?s:.)`)
	case t.take("[]"):
		t.WriteString(`[^\x00-\x{10ffff}]`)
	case t.take("[^"):
		t.class = true
		t.WriteString("[^")
	case t.take("["):
		t.class = true
		t.WriteString("[")
	case t.take("."):
		t.WriteString(`[^\n\r\x{2028}\x{2029}]`)
	case strings.HasPrefix(t.rest, "(?=") || strings.HasPrefix(t.rest, "(?!"):
		t.fault = "it looks ahead"
	case strings.HasPrefix(t.rest, "(?<=") || strings.HasPrefix(t.rest, "(?<!"):
		t.fault = "it looks behind"
	default:
		t.WriteByte(t.rest[0])
		t.rest = t.rest[1:]
	}
}

// take passes over a prefix, where it is there.
func (t *translator) take(prefix string) bool {
	rest, found := strings.CutPrefix(t.rest, prefix)
	t.rest = rest
	return found
}

// repeats is a quantifier, of which RE2 has none that begins with a zero.
var repeats = regexp.MustCompile(`^\{0*(\d+)(?:(,)(?:0*(\d+))?)?\}`)

func (t *translator) repeat() {
	match := repeats.FindStringSubmatch(t.rest)
	t.WriteString("{" + match[1] + match[2] + match[3] + "}")
	t.rest = t.rest[len(match[0]):]
}

func (t *translator) inClass() {
	switch c := t.rest[0]; c {
	case ']':
		t.class = false
		t.WriteByte(c)
	case '[':
		t.WriteString(`\[`)
	default:
		t.WriteByte(c)
	}
	t.rest = t.rest[1:]
}

var (
	fourDigits = regexp.MustCompile(`^\\u([0-9a-fA-F]{4})`)
	manyDigits = regexp.MustCompile(`^\\u\{([0-9a-fA-F]{1,6})\}`)
	script     = regexp.MustCompile(`^(\\[pP])\{(?:Script|sc|Script_Extensions|scx|General_Category|gc)=([A-Za-z_]+)\}`)
)

// escape translates what begins with a backslash.
func (t *translator) escape() {
	for _, digits := range []*regexp.Regexp{fourDigits, manyDigits} {
		if match := digits.FindStringSubmatch(t.rest); match != nil {
			fmt.Fprintf(t, `\x{%s}`, match[1])
			t.rest = t.rest[len(match[0]):]
			return
		}
	}
	if match := script.FindStringSubmatch(t.rest); match != nil {
		t.WriteString(match[1] + "{" + match[2] + "}")
		t.rest = t.rest[len(match[0]):]
		return
	}
	c := rune(t.rest[1])
	size := 2
	switch {
	case c == 's' && t.class:
		t.WriteString(spaces)
	case c == 's':
		t.WriteString("[" + spaces + "]")
	case c == 'S' && t.class:
		t.fault = `it has \S in brackets`
	case c == 'S':
		t.WriteString("[^" + spaces + "]")
	case c == 'b' && t.class:
		t.WriteString(`\x08`)
	case c == 'c' && len(t.rest) > 2 && unicode.IsLetter(rune(t.rest[2])):
		fmt.Fprintf(t, `\x%02x`, t.rest[2]&31)
		size = 3
	case c == '0':
		t.WriteString(`\x00`)
	case c >= '1' && c <= '9' && !t.class:
		t.fault = "it refers back to what a group matched"
	case c == 'k' && strings.HasPrefix(t.rest, `\k<`):
		t.fault = "it refers back to what a group matched"
	case c >= 0x80:
		size = 1 // what follows is itself
	case strings.ContainsRune("dDwWbBtnvfrxpP", c) || !unicode.IsLetter(c):
		t.WriteString(t.rest[:2])
	default:
		t.WriteRune(c) // the letter itself
	}
	t.rest = t.rest[size:]
}
