package templates

import (
	"net/netip"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// formatCase is a format with what is of it, and what is not.
type formatCase struct {
	name      string
	is        func(string) bool
	good, bad []string
	refused   []string // good ones that jsonschema refuses; what it takes is not held against it
}

var long = strings.Repeat("a", 63)

var formatCases = []formatCase{
	{"email", isEmail, []string{"a@b", "a.b+c@example.com", `"a b"@example.com`, `"a\"b"@x.org`, `"@"@x.org`, "a@[127.0.0.1]", "a@[IPv6:::1]", "!#$%&'*+-/=?^_`{|}~@x", strings.Repeat("a", 64) + "@x"},
		[]string{"", "a", "@b", "a@", ".a@b", "a.@b", "a..b@c", "a@-b", "a@b-", "a@b..c", "a b@c", `"a@b`, `"a"b"@c`, `"a\"@b`, "a@[1.2.3]", "a@[::1]", "a@[IPv6:x]", "é@b", "a@é", "a@b.", strings.Repeat("a", 65) + "@x", "a@b@c"}, []string{`"a\"b"@x.org`}},
	{"idn-email", isInternationalEmail, []string{"a@b", "실례@실례.테스트", "é.ü@x", `"é ü"@x`}, []string{"", "2962", "é@", "é@-ü", "é..ü@x", "a\xff@b", "a b@c"}, nil},
	{"hostname", isHostname, []string{"a", "a.b", "A-1.x--y.0", "1.2.3.4", long + "." + long}, []string{"", ".", "a.", ".a", "a..b", "-a", "a-", "a_b", "a b", "é", long + "a", strings.Repeat(long+".", 4) + "a"},
		nil},
	{"ipv4", isIPv4, []string{"0.0.0.0", "127.0.0.1", "255.255.255.255"}, []string{"", "1.2.3", "1.2.3.4.5", "256.1.1.1", "01.1.1.1", "1.1.1.1 ", "1.1.1.a", "0x7f.0.0.1", "+1.1.1.1", "1..1.1", "१.1.1.1"}, nil},
	{"ipv6", isIPv6, []string{"::", "::1", "1::", "1:2:3:4:5:6:7:8", "1::8", "::ffff:1.2.3.4", "1:2:3:4:5:6:1.2.3.4", "1:2:3:4:5:6:7::", "::2:3:4:5:6:7:8", "ABCD::abcd"},
		[]string{"", ":", ":::", "1", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "1::2::3", "12345::", "::g", "1:2:3:4:5:6:7:8::", "::1.2.3", "1.2.3.4::", "1.2.3.4", "fe80::1%eth0", ":1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7:1.2.3.4", "::1:", "::01.2.3.4"}, nil},
	{"uri", isURI, []string{"a:", "http://a", "http://a/b?c#d", "urn:a:b", "mailto:a@b.c", "ftp://u:p@h:21/", "http://[::1]:80/", "http://[v1.a:b]/", "http://a:/", "a:/b//c", "file:///x", "a:%41", "a+b-c.d:x", "http://a?b/?:@", "tel:+1", "http:///"},
		[]string{"", "a", "/a", "//a/b", ":a", "1a:b", "http://a b", "a:%4", "a:%", "a:%gg", "http://[::1", "http://[::1]x", "http://a:b", "http://a@b@c", "a:[", "a:{b}", "a:é", "a:#b#c", `a:\b`, "a_b:c", "a:^", "http://a/|"}, []string{"http://[v1.a:b]/"}},
	{"uri-reference", isURIReference, []string{"", "a", "/a", "//a/b", "?a", "#a", "../a:b", "./a:b", "a/b:c", "a:b", "//"}, []string{":a", "1a:b", "a b", "%", "#a#", "//a:b", "é"}, nil},
	{"iri", isIRI, []string{"http://é/ü?ö#ä", "a:漢字", "http://a?\ue000"}, []string{"", "é", "é:a", "a:\u0080", "a:\xff", "http://é b", "a:\U000EFFFF"}, nil},
	{"iri-reference", isIRIReference, []string{"é", "/é#ü", "//é"}, []string{"é:a:b c", "\ue000", "%é"}, nil},
	{"uri-template", isURITemplate, []string{"", "a", "/a/{b}", "{+a,b*,c:3}", "{?x,y}", "{a.b}", "{%41_}", "{a:9999}", "{!x}", "é{x}"}, []string{"{", "}", "{}", "{a", "a}", "{a b}", "{-a}", "{a:0}", "{a:10000}", "{a,}", "{a.}", "{a*b}", "a b", "%", "{a}{", "{a-b}", "<"},
		[]string{"{+a,b*,c:3}", "{?x,y}", "{a:9999}"}},
	{"date", parses(ParseDate), []string{"2000-02-29", "0000-01-01", "9999-12-31"}, []string{"", "1900-02-29", "2001-13-01", "2001-00-01", "2001-01-32", "2001-1-1", "2001-01-01T", "२००१-01-01"}, nil},
	{"date-time", parses(ParseDateTime), []string{"2000-02-29T00:00:00Z", "2000-01-01T23:59:60Z", "2000-01-01T00:00:00.5+01:30", "2000-01-01t00:00:00z"}, []string{"", "2000-01-01", "2000-01-01T00:00:00", "2000-01-01T24:00:00Z", "2000-01-01T00:00:00.Z"}, nil},
	{"time", isTime, []string{"00:00:00Z", "23:59:60Z", "08:30:06.283185Z", "08:30:06+08:00", "01:29:60+01:30", "23:29:60+23:30", "15:59:60-08:00", "08:30:06z", "00:29:60+00:30"},
		[]string{"", "08:30:06", "24:00:00Z", "00:60:00Z", "00:00:61Z", "22:59:60Z", "23:59:60+01:00", "08:30Z", "08:30:06.Z", "08:30:06+24:00", "08:30:06+00:60", "08:30:06 Z", "8:30:06Z", "08-30-06Z", "1२:00:00Z", "08:30:6Z", "08:30:06#Z"}, nil},
	{"duration", isDurationText, []string{"P1Y", "P1Y2M3D", "P1Y2M3DT4H5M6S", "PT1S", "PT1H2M", "P1W", "P0D", "PT36H", "P1M", "P1D", "P4DT12H30M5S"},
		[]string{"", "P", "PT", "1D", "P1", "P1YT", "P1Y1D", "PT1H1S", "P1W1D", "P1WT1H", "P2D1Y", "P1S", "PT1D", "P1.5D", "PT1.5S", "-P1D", "p1d", "P1D2H", "PT1", "P१Y", "P1Y2M3DT4H5M6S7", "T1H"}, nil},
	{"uuid", parses(ParseUUID), []string{"2EB8AA08-AA98-11EA-B4AA-73B441D16380", "00000000-0000-0000-0000-000000000000"}, []string{"", "2eb8aa08-aa98-11ea-b4aa-73b441d1638", "2eb8aa08aa9811eab4aa73b441d16380", "2eb8-aa08-aa98-11ea-b4aa73b44-1d16380", "2eb8aa08-aa98-11ea-b4ga-73b441d16380"}, nil},
	{"json-pointer", isJSONPointer, []string{"", "/", "/a~0b~1c", "/a//b", "/~01", "/é%"}, []string{"a", "/~", "/~2", "/a~~0", "#", "#/a", "~0"}, nil},
	{"relative-json-pointer", isRelativeJSONPointer, []string{"0", "1", "10/a", "0#", "2/0/b~1"}, []string{"", "/a", "a", "01", "-1", "+1", "0##", "1a", "0/~", "0~"}, nil},
}

// TestFormats holds each format to its specification, and to what jsonschema says.
func TestFormats(t *testing.T) {
	for _, c := range formatCases {
		t.Run(c.name, func(t *testing.T) {
			compiler := jsonschema.NewCompiler()
			compiler.AssertFormat()
			if err := compiler.AddResource("x:format", map[string]any{"format": c.name}); err != nil {
				t.Fatal(err)
			}
			schema := compiler.MustCompile("x:format")
			for _, text := range append(c.good[:len(c.good):len(c.good)], c.bad...) {
				want := slices.Contains(c.good, text)
				if got := c.is(text); got != want {
					t.Errorf("%q: %v", text, got)
				}
				if other := schema.Validate(text) == nil; want && other == slices.Contains(c.refused, text) {
					t.Errorf("%q: jsonschema says %v", text, other)
				}
			}
		})
	}
}

// FuzzFormats holds that any text is judged, and what is an address by its grammar to
// be one for net/url and net/netip too.
func FuzzFormats(f *testing.F) {
	for _, c := range formatCases {
		for _, text := range append(c.good[:len(c.good):len(c.good)], c.bad...) {
			f.Add(text)
		}
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, c := range formatCases {
			c.is(text)
		}
		if _, err := url.Parse(text); isURI(text) && err != nil && !strings.ContainsAny(text, "%[") { // of hosts it knows less
			t.Errorf("%q is a URI, and not to net/url: %v", text, err)
		}
		if ip, err := netip.ParseAddr(text); isIPv4(text) != (err == nil && ip.Is4()) || isIPv6(text) != (err == nil && ip.Is6() && ip.Zone() == "") {
			t.Errorf("%q is IPv4: %v, IPv6: %v, and to net/netip %v %v", text, isIPv4(text), isIPv6(text), ip, err)
		}
	})
}
