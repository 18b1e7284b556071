package templates

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestEscapesAreRead(t *testing.T) {
	const (
		escape = "must be one of the escapes of JSON"
		hex    = "must be an escape of four hexadecimal digits, a surrogate with its other half"
		quote  = "must be escaped, or the string's closing quote"
	)
	cases := []struct {
		text   string // between the quotes
		want   string
		fault  string
		offset int // in text
	}{
		{text: ``},
		{text: `\"\\\/\b\f\n\r\t`, want: "\"\\/\b\f\n\r\t"},
		{text: `\u0000\u001f\u007f`, want: "\x00\x1f\x7f"},
		{text: `\u00e9\u00C9\u20ac`, want: "éÉ€"},
		{text: `\ud83d\ude00\uD83D\uDE00`, want: "😀😀"},
		{text: `\ud800\udc00\udbff\udfff`, want: "\U00010000\U0010ffff"},
		{text: `\ud7ff\ue000\uffff\ufffd`, want: "\ud7ff\ue000\uffff\ufffd"},
		{text: `\u2028\u2029`, want: "\u2028\u2029"},
		{text: "\u2028é😀\u007f\ufeff\ufffd", want: "\u2028é😀\u007f\ufeff\ufffd"},
		{text: `\\u0041`, want: `\u0041`},
		{text: `a\nb\nc`, want: "a\nb\nc"},
		{text: `\a`, fault: escape},
		{text: `\'`, fault: escape},
		{text: `\0`, fault: escape},
		{text: `\x41`, fault: escape},
		{text: `\U0041`, fault: escape},
		{text: "ab\\\n", fault: escape, offset: 2},
		{text: `\u`, fault: hex},
		{text: `\u12`, fault: hex},
		{text: `\u123`, fault: hex},
		{text: `\u12g4`, fault: hex},
		{text: `\u+123`, fault: hex},
		{text: `\u 123`, fault: hex},
		{text: `\u1_23`, fault: hex},
		{text: `\u{41}`, fault: hex},
		{text: `\ud800`, fault: hex},
		{text: `x\udfff`, fault: hex, offset: 1},
		{text: `\ud800x`, fault: hex},
		{text: `\ud800\n`, fault: hex},
		{text: `\ud800\u0041`, fault: hex},
		{text: `\ud800\ud800`, fault: hex},
		{text: `\ude00\ud83d`, fault: hex},
		{text: `\ud83d\ude0`, fault: hex},
		{text: `\ud83d\ud83d\ude00`, fault: hex},
		{text: "a\nb", fault: quote, offset: 1},
		{text: "a\x00", fault: quote, offset: 1},
		{text: "\x1f", fault: quote},
	}
	for _, c := range cases {
		for _, property := range []string{"text", "unknown"} { // read, and passed over
			start := len(`{"`+property+`":"`) + c.offset
			v, err := decode[sample](`{"` + property + `":"` + c.text + `"}`)
			if c.fault != "" {
				want := Violation{Rule: "syntax", Message: c.fault, Offset: start}
				if property == "text" {
					want.Pointer = "/text"
				}
				equal(t, []Violation{want}, violations(t, err))
			} else if err != nil || property == "text" && v.Text != Some(c.want) {
				t.Errorf("%s: %q, %v", c.text, v.Text.value, err)
			}
		}
	}
}

// TestStringsThatEndEarly cuts documents off within a string.
func TestStringsThatEndEarly(t *testing.T) {
	const document = `{"text":"ab\n\u00e9\ud83d\ude00é and more of it"}`
	for i := range document {
		_, err := decode[sample](document[:i])
		got := violations(t, err)
		if len(got) != 1 || got[0].Rule != "syntax" || got[0].Offset > i {
			t.Errorf("%s: %+v", document[:i], got)
		}
	}
}

// TestEachByteAtEachPlace puts each byte at each place of strings of each
// length around the steps of eight bytes, and asks encoding/json.
func TestEachByteAtEachPlace(t *testing.T) {
	for length := range 41 {
		text := []byte(strings.Repeat("x", length))
		for at := range length {
			for c := range 256 {
				text[at] = byte(c)
				compareString(t, text)
			}
			text[at] = 'x'
		}
		for at := range max(length-1, 0) { // escapes, and two bytes of a code point
			for _, two := range []string{`\n`, `\"`, `\\`, `\x`, "é", "\xc3\xc3", "\xa9\xc3", `""`} {
				copy(text[at:], two)
				compareString(t, text)
				text[at], text[at+1] = 'x', 'x'
			}
		}
	}
}

func compareString(t *testing.T, text []byte) {
	t.Helper()
	document := `{"text":"` + string(text) + `"}`
	var want struct{ Text *string }
	wanted := json.Unmarshal([]byte(document), &want) == nil && utf8.Valid(text)
	got, err := decode[sample](document)
	if wanted != (err == nil) || wanted && got.Text.value != *want.Text {
		t.Fatalf("%q: %q, %v", document, got.Text.value, err)
	}
	if _, err := decode[sample](strings.Replace(document, "text", "else", 1)); wanted != (err == nil) {
		t.Fatalf("%q passed over: %v", document, err)
	}
	v := sample{Text: Some(string(text))}
	written, err := AppendJSON(nil, &v)
	if utf8.Valid(text) != (err == nil) {
		t.Fatalf("%q: %v", text, err)
	}
	if err == nil {
		if back, err := decode[sample](string(written)); err != nil || back.Text != v.Text {
			t.Fatalf("%q is written as %s, read as %q, %v", text, written, back.Text.value, err)
		}
	}
}

// TestStringsAreWritten escapes what RFC 8259, section 7, asks for, and HTML
// and all else not.
func TestStringsAreWritten(t *testing.T) {
	for c := range rune(0x80) {
		want := string(c)
		switch c {
		case '"', '\\':
			want = `\` + want
		case '\b':
			want = `\b`
		case '\f':
			want = `\f`
		case '\n':
			want = `\n`
		case '\r':
			want = `\r`
		case '\t':
			want = `\t`
		default:
			if c < ' ' {
				want = fmt.Sprintf(`\u%04x`, c)
			}
		}
		for _, around := range []string{"", "é", "12345678"} {
			v := sample{Text: Some(around + string(c) + around)}
			equal(t, `{"text":"`+around+want+around+`"}`, encode(t, &v))
		}
	}
	v := sample{Text: Some("</script>&\u2028\ufeff😀\U0010ffff/")}
	equal(t, "{\"text\":\"</script>&\u2028\ufeff😀\U0010ffff/\"}", encode(t, &v))
}

// TestTextThatIsNotUTF8 is refused, read (RFC 8259, section 8.1) and written.
func TestTextThatIsNotUTF8(t *testing.T) {
	for _, text := range []string{
		"\x80", "\xbf", "\xff", "\xfe", "\xc0\x80", "\xc1\xbf", "\xc3", "\xc3x", "\xe0\x80\x80", "\xe2\x82", "\xed\xa0\x80",
		"\xed\xbf\xbf", "\xf0\x80\x80\x80", "\xf0\x9f\x98", "\xf4\x90\x80\x80", "\xf5\x80\x80\x80", "é\xc3", "12345678\x80", `\n` + "\x80",
	} {
		for _, document := range []string{`{"text":"` + text + `"}`, `{"part":{"name":"p","` + text + `":1}}`, `{"words":["a","` + text + `"]}`,
			`{"x":"` + text + `"}`, `{"x":{"` + text + `":1}}`, `{"text":"a","` + text + `":1}`} {
			_, err := decode[sample](document)
			got := violations(t, err)
			if len(got) != 1 || got[0].Rule != "syntax" || got[0].Message != "must be UTF-8" {
				t.Errorf("%q: %+v", document, got)
			}
		}
		_, err := AppendJSON(nil, &sample{Words: []string{"a", strings.ReplaceAll(text, `\n`, "\n")}})
		equal(t, "/words/1: must be UTF-8", message(err))
	}
	for _, document := range []string{"\x80", "{\xff}", `{"a":` + "\xc3\xa9}", "{}\x80"} {
		if _, err := decode[sample](document); len(violations(t, err)) != 1 {
			t.Errorf("%q: %v", document, err)
		}
	}
}
