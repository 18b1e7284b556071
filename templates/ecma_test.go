package templates

import (
	"regexp"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

// ecmaCases are patterns that RE2 cannot say, and what ECMA-262 has them match and
// not match.
var ecmaCases = []struct {
	pattern   string
	good, bad []string
}{
	// Assertions (section 22.2.2.4).
	{`^(?=.*[a-z])(?=.*\d).{4,}$`, []string{"abc1", "1abcd"}, []string{"abcd", "1234", "a1"}},
	{`^(?!-)[a-z-]+(?<!-)$`, []string{"a", "a-b"}, []string{"-a", "a-", ""}},
	{`^(?!.*\.\.)[a-z.]+$`, []string{"a.b"}, []string{"a..b"}},
	{`(?=(a+))a*b\1`, []string{"baaabac"}, []string{"aab"}},
	{`^(?=(a+))a*b\1`, []string{"aba", "aabaa"}, []string{"ab", "b", "bab"}},
	{`(.*?)a(?!(a+)b\2c)\2(.*)`, []string{"baaabaac"}, []string{"b"}},
	{`^(?!(a))\1b`, []string{"b"}, []string{"ab"}},
	{`(?<=\$)\d+`, []string{"$1", "a$22"}, []string{"1", "€1"}},
	{`(?<!\$)\b\d+`, []string{"1", "€1"}, []string{"$1"}},
	{`(?<=^a|b)c`, []string{"ac", "xbc"}, []string{"xac", "c"}},
	{`(?<=([ab]+)([bc]+))$`, []string{"abc", "xab"}, []string{"a", ""}},
	{`(?<=(\d+)(\d+))x\1y\2$`, []string{"1053x1y053"}, []string{"1053x105y3"}}, // from right to left: the second takes most
	{`(?<=\1(a))b`, []string{"aab"}, []string{"ab"}},
	{`(?=ab)*a`, []string{"a", "xab"}, []string{"b"}}, // annex B.1.2
	{`^(?:(?=(a))a)+b\1`, []string{"aaba"}, []string{"aab"}},
	{`(?<=😀)x`, []string{"😀x"}, []string{"😁x"}},
	// References (section 22.2.2.9.2).
	{`^(["'])[^"']*\1$`, []string{`"a"`, `'a'`}, []string{`"a'`, `"a`}},
	{`^(?<q>a|b)-\k<q>$`, []string{"a-a", "b-b"}, []string{"a-b"}},
	{`^\1(a)$`, []string{"a"}, []string{"aa"}},
	{`^(a\1)$`, []string{"a"}, []string{"aa"}},
	{`^(?:(a)|b)*\1$`, []string{"ab", "", "b", "aa"}, []string{"ax"}}, // each turn forgets what the one before had
	{`^(z)((a+)?(b+)?(c))*\3$`, []string{"zaacbbbcaca", "zaacbbbcc"}, []string{"zaacbbbcca"}},
	{`^(?:(a)|(b)|(c))+\1\2\3$`, []string{"aa", "abaa"}, []string{"abc", "d"}},
	{`^(.)(.)\2\1$`, []string{"abba", "😀éé😀"}, []string{"abab"}},
	// Repetitions (section 22.2.2.3.1).
	{`^(?:a??b)*?(?!.)`, []string{"", "abb"}, []string{"a"}},
	{`^(?:a*)*(?!.)`, []string{"", "aaa"}, []string{"aab"}},
	{`^(?:(?=a)|a?)*(?!.)$`, []string{"aaa"}, []string{"b"}},
	{`^(?:a{2}){1,2}(?!a)`, []string{"aa", "aaaa"}, []string{"a", "aaa", "aaaaa"}},
	{`^(a{0,2}?)(?:a)\1$`, []string{"a", "aaa", "aaaaa"}, []string{"aa", "aaaaaaa"}},
	{`^a{3,}(?!.)`, []string{"aaa", "aaaaa"}, []string{"aa", "aaab"}},
	{`^x{1500}(?!x)`, []string{strings.Repeat("x", 1500)}, []string{strings.Repeat("x", 1499), strings.Repeat("x", 1501)}},
	// Characters (sections 22.2.1 and 22.2.2.9).
	{`^(?!a)[^\S ]$`, []string{"\t", "\u00a0", "\ufeff"}, []string{" ", "b"}},
	{`^(?!a)\p{Lu}\p{Letter}\p{Script=Greek}\p{sc=Han}\p{gc=Nd}$`, []string{"ÀéΩ漢१"}, []string{"àéΩ漢१", "Àéa漢1"}},
	{`^(?!a)[\p{Alphabetic}\P{ASCII}]\p{White_Space}\p{Uppercase}\p{Lower}$`, []string{"ß Aa", "😀\nÀé"}, []string{"1 Aa"}},
	{`^(?!a)[\u{1F600}-\u{1F64F}]\u{e9}\x41\cJ\0$`, []string{"😀éA\n\x00"}, []string{"aéA\n\x00"}},
	{`^(?!a)\ud83d\ude00$`, []string{"😀"}, []string{"\ufffd"}},
	{`^(?!a).$`, []string{"😀", "é"}, []string{"\n", "\u2028", "ab"}},
	{`^(?!a)[]$`, nil, []string{"", "b"}},
	{`^(?!a)[^]$`, []string{"\n", "b"}, []string{"", "a"}},
	{`^(?!a)[\w-]+[\b\-\]\\]$`, []string{"b-]", "_\b", `b\`}, []string{"a-]", "é]"}},
	{`^(?!a)\W\D\B`, []string{"  ", "é😀"}, []string{" b", "b "}},
	{`^(?!x){a}]$`, []string{"{a}]"}, []string{"a"}}, // annex B.1.2
	{`^(?!a)\_\é\/$`, []string{"_é/"}, []string{"a"}},
	{`^(?!a)(?:a|(b)|)*?c$|^$`, []string{"", "bc"}, []string{"ac"}},
}

func TestECMA(t *testing.T) {
	for _, c := range ecmaCases {
		e, fault := compileECMA(c.pattern)
		if fault != "" {
			t.Errorf("%s: %s", c.pattern, fault)
			continue
		}
		for i, text := range append(c.good[:len(c.good):len(c.good)], c.bad...) {
			if found, ended := e.match(text); found != (i < len(c.good)) || !ended {
				t.Errorf("%s: %q: %v %v", c.pattern, text, found, ended)
			}
		}
	}
}

// TestECMAFaults holds that what is no pattern is none, and what is one only by
// annex B, only by that.
func TestECMAFaults(t *testing.T) {
	for pattern, want := range map[string]string{
		`(`: "it has a ( without a )", `a)`: "it has a ) without a (", `[a`: "it has a [ without a ]", `*a`: "it repeats nothing", `a**`: "it repeats nothing",
		`a{2,1}`: "it repeats something at least 2 and at most 1 times", `\`: "it ends in a backslash", `(?i)a`: "it has a group that ECMA-262 does not know",
		`(a)\2`: "it refers to a group that it does not have", `\k<a>`: "it refers to a group that it does not have", `(?<a>.)(?<a>.)`: "it has a group without a name of its own",
		`[b-a]`: "it has a range from a character to one before it", `\p{No}\p{Such}`: "Go knows no property Such", `\u{110000}`: "it has a code point that Unicode does not",
		`^*`: "it repeats what is no character", `(?:a{1000}){1000}`: "it repeats too much", `\pL`: `it has a \p without the name of a property in braces`,
		strings.Repeat("(", 300) + strings.Repeat(")", 300): "it nests too deep", `\01`: "it has a number after a backslash",
	} {
		if _, fault := compileECMA(pattern); fault != want {
			t.Errorf("%.20s: %q", pattern, fault)
		}
	}
	for pattern, want := range map[string]bool{
		`^a(?=b)\/[\-\d]\u{61}$`: true, ``: true, `\a`: false, `{`: false, `]`: false, `(?=a)*`: false, `[\d-a]`: false, `\Z`: false, `^(abc]`: false, `\-`: false, `[\k]`: false,
		`a{1000}`: true,
	} {
		if isRegex(pattern) != want {
			t.Errorf("%s: a pattern: %v", pattern, !want)
		}
	}
}

// TestECMAEnds holds that no text takes long, and that what took too long is told.
func TestECMAEnds(t *testing.T) {
	for _, pattern := range []string{`^(?=a)(a+)+$`, `^(?=a)(a|a)*$`, `^(?=a)(.*)*x$`, `(?=(a*)*b)c`, `^(a?){64}a{64}(?!x)$`, `(?<=x(a+)+)b`} {
		text := strings.Repeat("a", 5_000) + "b"
		e, _ := compileECMA(pattern)
		start := time.Now()
		if found, ended := e.match(text); found || ended {
			t.Errorf("%s: %v %v", pattern, found, ended)
		}
		if took := time.Since(start); took > 20*time.Second {
			t.Errorf("%s: took %v", pattern, took)
		}
	}
	w := newWalker(checking, true)
	w.outcome, w.text, w.name = judged, strings.Repeat("a", 1000)+"b", `"a":`
	w.ecmaPattern(`^(?=a)(a+)+$`)
	equal(t, "/a: takes too long to be held against the pattern \"^(?=a)(a+)+$\"", message(w.end()))
	w = newWalker(checking, true)
	w.judge([]byte(`"`+strings.Repeat("a", 1000)+`b"`), -1, func(j *judge) { j.not(func(j *judge) { j.ecmaPattern(`^(?=a)(a+)+$`) }) })
	equal(t, "takes too long to be held against its patterns", message(w.end()))
}

// FuzzECMA holds the machine to Go's regular expressions, for patterns that mean the
// same there.
func FuzzECMA(f *testing.F) {
	for _, seed := range [][2]string{{`^a(b|c)*?d{2,3}$`, "abcdd"}, {`[^a-c\d]+\b`, "xyz a"}, {`(a|ab)(c|bcd)(d*)`, "abcd"}, {`(?:a*)*b`, "aab"}, {`\p{L}+\.`, "é."}, {`x{0,2}y+?$`, "xxy"}} {
		f.Add(seed[0], seed[1])
	}
	f.Fuzz(func(t *testing.T, pattern, text string) {
		if len(pattern) > 40 || len(text) > 100 || !utf8.ValidString(text) || !utf8.ValidString(pattern) || strings.ContainsAny(text, "\r\u2028\u2029") {
			return
		}
		e, fault := compileECMA(pattern)
		for _, different := range []string{"(?", `\s`, `\S`, `\z`, `\A`, `\Q`, `\C`, `\a`, `\x`, "[:", "[]", "[^]", "{0", ",0"} { // which mean something else there
			if strings.Contains(pattern, different) {
				return
			}
		}
		other, err := regexp.Compile(pattern)
		if fault != "" || err != nil {
			return
		}
		want := other.MatchString(text)
		if found, ended := e.match(text); ended && found != want {
			t.Errorf("%q %q: %v, and Go says %v", pattern, text, found, want)
		}
	})
}
