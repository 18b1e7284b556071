package templates

import (
	"bytes"
	"encoding/json"
	"strconv"
)

// A judge holds a JSON value against what its description says beyond its Go
// type and the rules of that: what one part says of another, above all. Each
// method is a keyword of JSON Schema; a test is a function that names some.
type judge struct {
	report
	value  any             // as encoding/json has it, with numbers as they are written
	spoken map[string]bool // the properties, or the elements by their index, that keywords spoke for
	left   *int            // how many tests may yet be begun
}

// judge has a test judge the value that src begins with, which stands in the
// document at a byte, or at -1 in none. What is no JSON is noted elsewhere.
func (w *walker) judge(src []byte, at int, test func(*judge)) {
	value, size := parsed(src)
	if size == 0 {
		return
	}
	if w.mode == reading && at >= 0 {
		w.judging += size
	}
	j := newJudge(value, size)
	if test(j); *j.left < 0 || w.judging > len(w.src)*64 {
		rule, why := "depth", "nests too deep to be held against its rules"
		if *j.left <= overspent {
			rule, why = "effort", "takes too long to be held against its patterns"
		}
		j.violations = nil
		j.note(at, rule, why)
	}
	for _, v := range j.violations[:min(len(j.violations), max(0, 100-len(w.violations)))] { // as many as a report has
		v.Offset = at
		w.violations = append(w.violations, v)
	}
}

// overspent is how many tests are left where a pattern took too long.
const overspent = -1 << 30

// newJudge judges a value of so many bytes, in time that these bound: descriptions
// may have alternatives within alternatives.
func newJudge(value any, size int) *judge {
	left := 1<<16 + 16*size
	return &judge{value: value, left: &left}
}

// parsed is the value that src begins with, and how many bytes that has; none
// where it is no JSON.
func parsed(src []byte) (value any, size int) {
	decoder := json.NewDecoder(bytes.NewReader(src))
	decoder.UseNumber()
	if decoder.Decode(&value) != nil {
		return nil, 0
	}
	return value, int(decoder.InputOffset())
}

// fits looks ahead whether the value that comes next passes a test.
func (w *walker) fits(test func(*judge)) bool {
	value, size := parsed(w.src[w.pos:])
	j := newJudge(value, size)
	test(j)
	return size > 0 && len(j.violations) == 0 && *j.left >= 0
}

// asHeld walks a value and has a test judge it.
func asHeld[T any](as func(*walker, *T), test func(*judge)) func(*walker, *T) {
	return func(w *walker, p *T) {
		start := w.pos
		as(w, p)
		switch {
		case w.mode == writing || !w.strict || w.halted:
		case w.mode == reading && !w.plain:
			w.judge(w.src[start:w.pos], start, test)
		default:
			w.judgeValue(-1, test, func(to *walker) { as(to, p) })
		}
	}
}

// judgeValue is judge for a value that write writes.
func (w *walker) judgeValue(at int, test func(*judge), write func(*walker)) {
	to := newWalker(writing, false)
	to.pos = -1
	write(to)
	if text := to.dst; to.end() == nil {
		w.judge(text[:len(text)-1], at, test)
	}
}

// within holds a part of the value against a test.
func (j *judge) within(token string, value any, test func(*judge)) {
	if part := j.of(value, test); len(part.violations) > 0 {
		n := len(j.violations)
		j.violations = append(j.violations, part.violations...)
		j.under(n, token)
	}
}

// of holds a value against a test by itself.
func (j *judge) of(value any, test func(*judge)) *judge {
	part := &judge{value: value, left: j.left}
	if *j.left--; *j.left >= 0 {
		test(part)
	}
	return part
}

// trial holds the value against a test apart from the others.
func (j *judge) trial(test func(*judge)) *judge { return j.of(j.value, test) }

// passes is trial where what the test spoke for counts if the value is right.
func (j *judge) passes(test func(*judge)) bool {
	t := j.trial(test)
	if len(t.violations) > 0 {
		return false
	}
	for token := range t.spoken {
		j.speak(token)
	}
	return true
}

func (j *judge) speak(token string) {
	if j.spoken == nil {
		j.spoken = map[string]bool{}
	}
	j.spoken[token] = true
}

// check notes that the value breaks a rule where it is not ok.
func (j *judge) check(ok bool, rule, message string) {
	if !ok {
		j.note(-1, rule, message)
	}
}

func (j *judge) never() { j.check(false, "false", "must not be there") }

// types lists the JSON types that the value may have.
func (j *judge) types(names ...string) {
	words := ""
	for i, name := range names {
		if j.is(name) {
			return
		}
		if i > 0 {
			words += " or "
		}
		words += name
	}
	j.check(false, "type", "must be of type "+words)
}

func (j *judge) is(name string) bool {
	switch v := j.value.(type) {
	case nil:
		return name == "null"
	case bool:
		return name == "boolean"
	case string:
		return name == "string"
	case json.Number: // JSON Schema 2020-12 Validation, section 6.1.1
		return name == "number" || name == "integer" && digitsOf(v.String()).places() == 0
	case []any:
		return name == "array"
	}
	return name == "object"
}

// enum lists the JSON of the values allowed.
func (j *judge) enum(texts ...string) {
	is := canonical(nil, j.value)
	for _, text := range texts {
		if bytes.Equal(is, canonicalText(text)) {
			return
		}
	}
	j.check(false, "enum", "must be one of the values described")
}

// constant is the JSON of the only value allowed.
func (j *judge) constant(text string) {
	j.check(bytes.Equal(canonical(nil, j.value), canonicalText(text)), "const", "must be "+text)
}

// canonicalText is canonical for JSON text.
func canonicalText(text string) []byte {
	value, _ := parsed([]byte(text))
	return canonical(nil, value)
}

// canonical appends text that is the same for values that are equal in JSON
// (JSON Schema 2020-12, section 4.2.2), and for no others.
func canonical(dst []byte, value any) []byte {
	switch v := value.(type) {
	case nil:
		return append(dst, "null"...)
	case bool:
		return strconv.AppendBool(dst, v)
	case string:
		return strconv.AppendQuote(dst, v)
	case json.Number:
		d := digitsOf(v.String())
		if d.negative {
			dst = append(dst, '-')
		}
		return strconv.AppendInt(append(append(dst, d.text...), 'e'), int64(d.point), 10)
	case []any:
		dst = append(dst, '[')
		for _, item := range v {
			dst = append(canonical(dst, item), ',')
		}
		return append(dst, ']')
	case map[string]any:
		dst = append(dst, '{')
		for _, name := range sortedNames(v) {
			dst = append(canonical(append(strconv.AppendQuote(dst, name), ':'), v[name]), ',')
		}
		return append(dst, '}')
	}
	return dst
}

// nilHeld walks a list or a map that is nil where the property is absent, as a
// whole.
func nilHeld[T any](w *walker, name string, p *T, none bool, as func(*walker, *T)) *walker {
	if w.optionalList(name, none) {
		n := len(w.violations)
		as(w, p)
		w.leave(name, n)
	}
	return w
}
