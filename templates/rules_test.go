package templates

import (
	"strings"
	"testing"
)

// good is a ruled that breaks no rule.
func good() ruled {
	return ruled{Code: "abcd", Note: Some("a note"), Count: 5, Tags: []string{"x"}, Kind: "error"}
}

// TestRules has Validate judge values, and strict decoding the same values
// where JSON can say them.
func TestRules(t *testing.T) {
	cases := []struct {
		name   string
		change func(*ruled)
		want   string
	}{
		{"good", func(*ruled) {}, ""},
		{"code at its shortest", func(v *ruled) { v.Code = "ab" }, ""},
		{"code too short", func(v *ruled) { v.Code = "a" }, "/code: must have at least 2 characters"},
		{"code empty", func(v *ruled) { v.Code = "" }, "/code: must have at least 2 characters"},
		{"code too long", func(v *ruled) { v.Code = "abcde" }, "/code: must have at most 4 characters"},
		{"code of 4 code points, 16 bytes", func(v *ruled) { v.Code = "😀😀😀😀" }, ""},
		{"code of 5 code points", func(v *ruled) { v.Code = "é😀é😀é" }, "/code: must have at most 4 characters"},
		{"code of 1 code point, 4 bytes", func(v *ruled) { v.Code = "😀" }, "/code: must have at least 2 characters"},
		{"code of 2 code points, 3 bytes", func(v *ruled) { v.Code = "aé" }, ""},
		{"note null", func(v *ruled) { v.Note = Null[string]() }, ""},
		{"note absent", func(v *ruled) { v.Note = Opt[string]{} }, "/note: is missing"},
		{"note empty", func(v *ruled) { v.Note = Some("") }, ""},
		{"note too long", func(v *ruled) { v.Note = Some("123456789") }, "/note: must have at most 8 characters"},
		{"count at least", func(v *ruled) { v.Count = 1 }, ""},
		{"count too low", func(v *ruled) { v.Count = 0 }, "/count: must be at least 1"},
		{"count at most", func(v *ruled) { v.Count = 10 }, ""},
		{"count too high", func(v *ruled) { v.Count = 11 }, "/count: must be at most 10"},
		{"no tags", func(v *ruled) { v.Tags = []string{} }, "/tags: must have at least 1 element"},
		{"tags nil", func(v *ruled) { v.Tags = nil }, "/tags: must have at least 1 element"},
		{"two tags", func(v *ruled) { v.Tags = []string{"", ""} }, ""},
		{"three tags", func(v *ruled) { v.Tags = []string{"", "", ""} }, "/tags: must have at most 2 elements"},
		{"kind not known", func(v *ruled) { v.Kind = "a\"b" }, `/kind: must be one of the values described, not "a\"b"`},
		{"kind empty", func(v *ruled) { v.Kind = "" }, `/kind: must be one of the values described, not ""`},
		{"when null", func(v *ruled) { v.When = Null[DateTime]() }, "/when: must not be null"},
		{"one part", func(v *ruled) { v.Parts = []part{{}} }, "/parts: must have at least 2 elements"},
		{"two parts", func(v *ruled) { v.Parts = []part{{}, {Next: Null[*part]()}} }, ""},
		{"null in a part", func(v *ruled) { v.Parts = []part{{}, {Size: Null[int32]()}} }, "/parts/1/size: must not be null"},
		{"level low", func(v *ruled) { v.Level = Some("low") }, ""},
		{"level none of them", func(v *ruled) { v.Level = Some("mid") }, `/level: must be low or high, not "mid"`},
		{"level empty", func(v *ruled) { v.Level = Some("") }, `/level: must be low or high, not ""`},
		{"all at once", func(v *ruled) { *v = ruled{Level: Null[string](), Parts: []part{}} },
			"/code: must have at least 2 characters; /note: is missing; /count: must be at least 1; /tags: must have at least 1 element; " +
				`/kind: must be one of the values described, not ""; /parts: must have at least 2 elements; /level: must not be null`},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			v := good()
			c.change(&v)
			equal(t, c.want, message(validate(&v)))
			if v.Tags != nil { // which is written as []
				_, err := decodeRuled[ruled](encode(t, &v))
				equal(t, c.want, inOrder(t, err, c.want))
			}
			_, err := decode[ruled](encode(t, &v))
			equal(t, strings.Contains(c.want, "is missing"), err != nil)
		})
	}
}

// inOrder is what an error says, in the order of want where it says the same.
// What is missing is found last when reading.
func inOrder(t *testing.T, err error, want string) string {
	t.Helper()
	var texts []string
	for text := range strings.SplitSeq(want, "; ") {
		for _, v := range violations(t, err) {
			if v.String() == text {
				texts = append(texts, text)
			}
		}
	}
	if joined := strings.Join(texts, "; "); len(texts) == len(violations(t, err)) {
		return joined
	}
	return message(err)
}

// TestWhatIsNotOfItsTypeIsNotJudged: one fault is told once.
func TestWhatIsNotOfItsTypeIsNotJudged(t *testing.T) {
	_, err := decodeRuled[ruled](`{"code":1,"note":2,"count":"3","tags":{},"kind":5,"when":6,"parts":"7","level":[]}`)
	equal(t, "/code: must be a string; /note: must be a string; /count: must be a whole number; /tags: must be an array; "+
		"/kind: must be a string; /when: must be a string; /parts: must be an array; /level: must be a string", message(err))
	_, err = decodeRuled[ruled](`{"code":null,"note":null,"count":null,"tags":null,"kind":null,"when":null,"parts":null,"level":null}`)
	equal(t, "/code: must not be null; /count: must not be null; /tags: must not be null; /kind: must not be null; "+
		"/when: must not be null; /parts: must not be null; /level: must not be null", message(err))
	_, err = decodeRuled[ruled](`{"code":"abc","note":null,"count":1,"tags":[1,[],"x",null],"kind":"error","parts":[1]}`)
	equal(t, "/tags/0: must be a string; /tags/1: must be a string; /tags/3: must be a string; /parts/0: must be an object", message(err))
}

// TestLenientReadingDoesNotJudge: descriptions grow, and answers with them.
func TestLenientReadingDoesNotJudge(t *testing.T) {
	v, err := decode[ruled](`{"code":"","note":"123456789","count":-1,"tags":[],"kind":"new","parts":[],"level":null,"more":1}`)
	equal(t, "", message(err))
	equal(t, ruled{Note: Some("123456789"), Count: -1, Tags: []string{}, Kind: "new", Parts: []part{}, Level: Null[string]()}, v)
	_, err = decode[ruled](`{"code":null,"tags":null}`)
	equal(t, "/code: must not be null; /tags: must not be null; /note: is missing; /count: is missing; /kind: is missing", message(err))
}

// limits has rules at the ends of what integers hold.
type limits struct {
	Low, High Opt[int64]
	Text      Opt[string]
	One       Opt[[]int64]
}

func (*limits) alloc() object { return new(limits) }

func (v *limits) walk(w *walker) {
	opt(w, `"low":`, &v.Low, asInt64).minimum(-9223372036854775807)
	opt(w, `"high":`, &v.High, asInt64).maximum(9223372036854775806)
	optText(w, `"text":`, &v.Text).minLength(0).maxLength(1)
	optList(w, `"one":`, &v.One, asInt64).maxItems(1)
}

func TestLimits(t *testing.T) {
	for document, want := range map[string]string{
		`{"low":-9223372036854775808}`: "/low: must be at least -9223372036854775807",
		`{"low":-9223372036854775807}`: "",
		`{"high":9223372036854775807}`: "/high: must be at most 9223372036854775806",
		`{"high":9223372036854775806}`: "",
		`{"text":""}`:                  "",
		`{"text":"é"}`:                 "",
		`{"text":"éé"}`:                "/text: must have at most 1 character",
		`{"one":[1,2]}`:                "/one: must have at most 1 element",
	} {
		_, err := decodeRuled[limits](document)
		equal(t, want, message(err))
	}
}
