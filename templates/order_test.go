package templates

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// permutations calls f with the elements of s in each order.
func permutations(s []string, f func([]string)) {
	var from func(int)
	from = func(i int) {
		if i == len(s) {
			f(s)
		}
		for j := i; j < len(s); j++ {
			s[i], s[j] = s[j], s[i]
			from(i + 1)
			s[i], s[j] = s[j], s[i]
		}
	}
	from(0)
}

// TestPropertiesComeInAnyOrder: each order of the properties gives the same
// value, with a property that is not known at each place among them.
func TestPropertiesComeInAnyOrder(t *testing.T) {
	members := []string{`"text":"x"`, `"small":1`, `"part":{"size":2,"name":"p","next":{"next":null,"name":"q"}}`,
		`"parts":[{"name":"a"},{"parts":[],"name":"b"}]`, `"when":"2017-01-01T00:00:17.7769392-08:00"`, `"words":["a","b"]`}
	want, err := decode[sample]("{" + strings.Join(members, ",") + "}")
	equal(t, "", message(err))
	equal(t, `{"text":"x","small":1,"when":"2017-01-01T00:00:17.7769392-08:00",`+
		`"part":{"name":"p","size":2,"next":{"name":"q","next":null}},"parts":[{"name":"a"},{"name":"b","parts":[]}],"words":["a","b"]}`,
		encode(t, &want))
	wanted, n := encode(t, &want), 0
	permutations(members, func(members []string) {
		for at := range len(members) + 1 {
			document := "{" + strings.Join(slices.Insert(slices.Clone(members), at, `"unknown":[{"text":1}]`), ",") + "}"
			for _, read := range []func(string) (sample, error){decode[sample], decodeRuled[sample]} {
				got, err := read(document)
				if text := encode(t, &got); err != nil || text != wanted {
					t.Fatalf("%s: %s, %v", document, text, err)
				}
				n++
			}
		}
	})
	equal(t, 720*7*2, n)
}

// TestNamesAreWrittenInManyWays: escapes in names, and white space around them.
func TestNamesAreWrittenInManyWays(t *testing.T) {
	want := sample{Text: Some("x"), Small: Some[int32](1), Odd: Some("y")}
	for _, document := range []string{
		`{"text":"x","small":1,"a\"b/c~d":"y"}`,
		`{"a\"b/c~d":"y","small":1,"text":"x"}`,
		`{"t\u0065xt":"x","\u0073mall":1,"a\u0022b\/c~d":"y"}`,
		`{"\u0074\u0065\u0078\u0074":"x","small":1,"\u0061\"b\u002fc\u007Ed":"y"}`,
		"{\"text\" : \"x\" , \"small\"\t:\n1,\r\"a\\\"b/c~d\"  :\"y\"}",
		"\n{ \"small\"\n:\n1\n,\n\"a\\\"b/c~d\"\n:\n\"y\"\n,\n\"text\"\n:\n\"x\"\n}\n",
		" \t\r\n{\"small\": 1 ,\"text\" :\"x\" ,\"a\\\"b/c~d\": \"y\" } \t\r\n",
		`{"":0,"small":1,"Text":1,"text ":2,"tex":3,"texts":4,"text":"x","a\"b/c~d":"y"}`,
	} {
		got, err := decodeRuled[sample](document)
		if err != nil {
			t.Errorf("%s: %v", document, err)
			continue
		}
		equal(t, want, got)
	}
	equal(t, `{"text":"x","small":1,"a\"b/c~d":"y"}`, encode(t, &want))
}

// TestNamesThatStandTwice: they are refused, leniently and strictly, and the
// first value is kept.
func TestNamesThatStandTwice(t *testing.T) {
	cases := []struct {
		document string
		pointer  string
		offset   int
	}{
		{`{"text":"a","text":"b"}`, "/text", 12},
		{`{"text":"a","small":1,"text":"b"}`, "/text", 22},
		{`{"small":1,"text":"a","text":"b"}`, "/text", 22},
		{`{"small":1,"text":"a","small":"b"}`, "/small", 22},
		{`{"text":"a","t\u0065xt":"b"}`, "/text", 12},
		{`{"t\u0065xt":"a","text":"b"}`, "/text", 17},
		{`{"small":1,"te\u0078t":"a","\u0074ext":"b"}`, "/text", 27},
		{`{"text":"a","x":1,"x":2}`, "/x", 18},
		{`{"x":1,"text":"a","\u0078":2}`, "/x", 18},
		{`{"":1,"text":"a","":2}`, "/", 17},
		{`{"text":"a","a\"b/c~d":"y","a\"b\/c~d":"y"}`, `/a"b~1c~0d`, 27},
		{`{"text":"a","part":{"name":"p","name":"q"}}`, "/part/name", 31},
		{`{"text":"a","parts":[{"name":"p"},{"size":1,"name":"p","size":2}]}`, "/parts/1/size", 55},
		{`{"text":"a","part":{"size":1,"name":"p","u":1,"u":2}}`, "/part/u", 46},
		{`{"text":"a","part":{"next":{"size":1,"name":"p","size":2},"name":"q"}}`, "/part/next/size", 48},
	}
	for _, c := range cases {
		for _, read := range []func(string) (sample, error){decode[sample], decodeRuled[sample]} {
			got, err := read(c.document)
			want := []Violation{{c.pointer, "duplicate", "stands more than once", c.offset}}
			if v := violations(t, err); !slices.Equal(v, want) {
				t.Errorf("%s: %+v", c.document, v)
			}
			equal(t, Some("a"), got.Text)
		}
	}
	_, err := decode[sample](`{"text":"a","text":"b","x":1,"text":"c","x":2,"x":3}`)
	equal(t, "/text: stands more than once; /x: stands more than once; /x: stands more than once; /text: stands more than once", message(err))
}

// TestNamesInsideWhatIsPassedOver are nobody's concern: RFC 8259, section 4,
// only says that they should be unique.
func TestNamesInsideWhatIsPassedOver(t *testing.T) {
	_, err := decodeRuled[sample](`{"unknown":{"a":1,"a":2},"text":"x"}`)
	equal(t, "", message(err))
}

// wide has more properties than a frame has bits for; some are required.
type wide struct{ p [200]Opt[int32] }

var wideNames = func() (names [200]string) {
	for i := range names {
		names[i] = `"p` + strconv.Itoa(i) + `":`
	}
	return names
}()

func (*wide) alloc() object { return new(wide) }

func (v *wide) walk(w *walker) {
	for i := range v.p {
		at := opt(w, wideNames[i], &v.p[i], asInt32).maximum(1000)
		if i%50 == 49 {
			at.mandatory()
		}
	}
	w.closeType()
}

func TestManyProperties(t *testing.T) {
	var members []string
	var want wide
	for i := range want.p {
		members = append(members, wideNames[i]+strconv.Itoa(i))
		want.p[i] = Some(int32(i))
	}
	ordered := slices.Clone(members)
	equal(t, "{"+strings.Join(ordered, ",")+"}", encode(t, &want))
	random := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		got, err := decodeRuled[wide]("{" + strings.Join(members, ",") + "}")
		equal(t, "", message(err))
		equal(t, want, got)
		random.Shuffle(len(members), func(i, j int) { members[i], members[j] = members[j], members[i] })
	}
	for i := range want.p {
		twice := slices.Insert(slices.Clone(ordered), random.IntN(200), members[i])
		_, err := decodeRuled[wide]("{" + strings.Join(twice, ",") + "}")
		name, _, _ := strings.Cut(members[i], ":")
		equal(t, "/"+strings.Trim(name, `"`)+": stands more than once", message(err))

		_, err = decodeRuled[wide]("{" + strings.Join(slices.Delete(slices.Clone(ordered), i, i+1), ",") + "}")
		missing := ""
		if i%50 == 49 {
			missing = fmt.Sprintf("/p%d: is missing", i)
		}
		equal(t, missing, message(err))
	}
	_, err := decodeRuled[wide](`{"p199":1001,"p49":1,"p150":null,"p99":1,"x":0,"p149":"1"}`)
	equal(t, "/p199: must be at most 1000; /p149: must be a whole number; /p150: must not be null; /x: is not a property of this type",
		message(err))
}

// TestRequiredProperties: each one missing in turn, in order and not, at each
// depth.
func TestRequiredProperties(t *testing.T) {
	members := []string{`"code":"abc"`, `"note":null`, `"count":1`, `"tags":["x"]`, `"kind":"error"`}
	for i := range members {
		name, _, _ := strings.Cut(members[i], ":")
		want := "/" + strings.Trim(name, `"`) + ": is missing"
		rest := slices.Delete(slices.Clone(members), i, i+1)
		permutations(rest, func(rest []string) {
			for _, read := range []func(string) (ruled, error){decode[ruled], decodeRuled[ruled]} {
				if _, err := read("{" + strings.Join(rest, ",") + "}"); message(err) != want {
					t.Fatalf("%s: %v", rest, err)
				}
			}
		})
	}
	for document, want := range map[string]string{
		`{"part":{}}`:         "/part/name: is missing",
		`{"part":{"size":1}}`: "/part/name: is missing",
		`{"parts":[{"name":"p"},{},{"name":"q"}]}`:       "/parts/1/name: is missing",
		`{"parts":[{"name":"p","parts":[{"size":1}]}]}`:  "/parts/0/parts/0/name: is missing",
		`{"part":{"next":{"next":{}},"name":"p"}}`:       "/part/next/name: is missing; /part/next/next/name: is missing",
		`{"part":{"next":null,"name":"p","parts":[{}]}}`: "/part/parts/0/name: is missing",
	} {
		_, err := decode[sample](document)
		equal(t, want, inOrder(t, err, want))
	}
}

// TestClosedTypes refuse what they do not know, in order and not; open ones and
// lenient reading let it pass.
func TestClosedTypes(t *testing.T) {
	const unknown = "is not a property of this type"
	for document, want := range map[string]string{
		`{"x":1}`:                                "/x: " + unknown,
		`{"id":"a","x":1}`:                       "/x: " + unknown,
		`{"x":1,"id":"a"}`:                       "/x: " + unknown,
		`{"id":"a","x":{},"status":"error"}`:     "/x: " + unknown,
		`{"status":"error","x":[],"id":"a"}`:     "/x: " + unknown,
		`{"x":1,"id":"a","y":2,"\u007a":3}`:      "/x: " + unknown + "; /y: " + unknown + "; /z: " + unknown,
		`{"ID":"a"}`:                             "/ID: " + unknown,
		`{"":1}`:                                 "/: " + unknown,
		`{"x":1,"x":2}`:                          "/x: stands more than once; /x: " + unknown,
		`{"id":"","x":1}`:                        "/id: must have at least 1 character; /x: " + unknown,
		`{"i\u0064":"a"}`:                        "",
		`{"id":"a","x":{"y":[1,{"id":2}]},"x2":`: "must be a value",
	} {
		_, err := decodeRuled[entity](document)
		equal(t, want, message(err))
		if strings.HasSuffix(want, unknown) && !strings.Contains(want, "more than once") {
			_, err = decode[entity](document)
			equal(t, "", message(err))
		}
	}
}
