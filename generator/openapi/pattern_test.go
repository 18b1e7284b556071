package openapi

import (
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"example.com/burin/templates"
)

func TestTranslate(t *testing.T) {
	for _, c := range []struct {
		pattern, fits, fails string
	}{
		{`^[a-z]+$`, "abc", "abc\n"},
		{`^\d{3}-\d{2}$`, "123-45", "١٢٣-45"},
		{`^a.c$`, "abc", "a\rc"},
		{`^\s$`, "\u00a0", "x"},
		{`^[\s-]+$`, "\u2028-", "x"},
		{`^\S+$`, "x", "\ufeff"},
		{`^\u00e9\/\-$`, "é/-", "e/-"},
		{`^[^]$`, "\n", ""},
		{`^[[]$`, "[", ":"},
		{`^[[:alpha:]]$`, "[]", "a"},
		{`^\a\e\A$`, "aeA", "\a"},
		{`^\cA$`, "\x01", "A"},
		{`^[\b]$`, "\b", "b"},
		{`^\p{Script=Greek}\p{Lu}$`, "αA", "aA"},
		{`^(?<name>x)$`, "x", "y"},
		{`^😀{2}$`, "😀😀", "😀"},
		{`a{,3}`, "a{,3}", "aaa"},
		{`^a{00}b{01,003}c{02,}$`, "bcc", "a{00}b{01,003}c{02,}"},
	} {
		re2, fault := translate(c.pattern)
		if fault != "" {
			t.Errorf("%s: %s", c.pattern, fault)
			continue
		}
		expression := regexp.MustCompile(re2)
		if !expression.MatchString(c.fits) || expression.MatchString(c.fails) {
			t.Errorf("%s as %s: %q %t, %q %t", c.pattern, re2, c.fits, expression.MatchString(c.fits), c.fails, expression.MatchString(c.fails))
		}
	}
	for pattern, want := range map[string]string{
		`^(?=a)b`:   "it looks ahead",
		`(?<!a)b`:   "it looks behind",
		`(a)\1`:     "it refers back to what a group matched",
		`[\S\d]`:    `it has \S in brackets`,
		`a{2,1001}`: "invalid repeat count: `{2,1001}`",
		`(`:         "missing closing ): `(`",
	} {
		if _, fault := translate(pattern); fault != want {
			t.Errorf("%s: %q, want %q", pattern, fault, want)
		}
	}
}

// FuzzTranslate holds a pattern as RE2 has it to the machine that runs it as ECMA-262
// says.
func FuzzTranslate(f *testing.F) {
	for _, seed := range [][2]string{{`^[\s\d-]+$`, "\u00a0 1"}, {`^a.c[^]$`, "a\rc\n"}, {`\u00e9\cA[\b\]]`, "é\x01]"}, {`^\p{Lu}\P{sc=Greek}{2,}?`, "Aab"}, {`(?:a|b*)*\B`, "aab"}, {`a{,3}[a-]`, "a{,3}-"}} {
		f.Add(seed[0], seed[1])
	}
	f.Fuzz(func(t *testing.T, pattern, text string) {
		if len(pattern) > 40 || len(text) > 100 || !utf8.ValidString(text) || !utf8.ValidString(pattern) {
			return
		}
		re2, lacking := translate(pattern)
		matches, fault := templates.CompilePattern(pattern)
		if lacking != "" || fault != "" || strings.Contains(pattern, "(?") {
			return
		}
		if got, want := regexp.MustCompile(re2).MatchString(text), matches(text); got != want {
			t.Errorf("%q as %q on %q: %v, and ECMA-262 says %v", pattern, re2, text, got, want)
		}
	})
}
