package templates

import (
	"bufio"
	"bytes"
	"encoding/json"
	"os"
	"reflect"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// conformanceCase is a line of testdata/rfc8259.txt.
type conformanceCase struct {
	section, verdict, document string
}

func conformanceCases(t *testing.T) (cases []conformanceCase) {
	t.Helper()
	file, err := os.Open("testdata/rfc8259.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = file.Close() }()
	seen := map[string]bool{}
	for lines := bufio.NewScanner(file); lines.Scan(); {
		line := lines.Text()
		if line == "" || line[0] == '#' {
			continue
		}
		columns := strings.Split(line, "\t")
		c := conformanceCase{columns[0], columns[1], pieces(t, columns[2])}
		if seen[c.document] || (c.verdict == "free") != (len(columns) == 4) {
			t.Errorf("%s: a document stands once, and with a reason where it is free", line)
		}
		seen[c.document] = true
		cases = append(cases, c)
	}
	return cases
}

// pieces joins Go strings, each perhaps so many times: `[`*3 "\n".
func pieces(t *testing.T, text string) string {
	t.Helper()
	var document strings.Builder
	for text != "" {
		quoted, err := strconv.QuotedPrefix(text)
		if err != nil {
			t.Fatalf("%s: %v", text, err)
		}
		piece, _ := strconv.Unquote(quoted)
		times := 1
		text = text[len(quoted):]
		if rest, ok := strings.CutPrefix(text, "*"); ok {
			number, _, _ := strings.Cut(rest, " ")
			times, _ = strconv.Atoi(number)
			text = rest[len(number):]
		}
		document.WriteString(strings.Repeat(piece, times))
		text = strings.TrimPrefix(text, " ")
	}
	return document.String()
}

// TestConformance runs every document through the decoder, leniently and
// strictly: as a value that is passed over, as one that is kept, and as a
// string, a number or an object that is read.
func TestConformance(t *testing.T) {
	cases := conformanceCases(t)
	if len(cases) < 300 {
		t.Errorf("there are %d documents, of at least 300", len(cases))
	}
	for _, c := range cases {
		conformsToTable(t, c)
		for name, document := range map[string]string{
			"passed over":        `{"unknown":` + c.document + `}`,
			"further in":         `{"unknown":{"a":` + c.document + `}}`,
			"in an array":        `{"unknown":[0,` + c.document + `,0]}`,
			"out of order":       `{"small":1,"unknown":` + c.document + `,"text":"x"}`,
			"in what is read":    `{"part":{"unknown":` + c.document + `,"name":"p"}}`,
			"where it is wrong":  `{"parts":` + c.document + `}`,
			"in a list of parts": `{"parts":[{"name":"p"},` + c.document + `]}`,
		} {
			lenient, strict := reads[sample](document, false), reads[sample](document, true)
			if lenient != strict || c.verdict != "free" && lenient != (c.verdict == "pass") {
				t.Errorf("section %s, %s: %.100q: lenient %v, strict %v, not %s", c.section, name, c.document, lenient, strict, c.verdict)
			}
		}
		switch first := strings.TrimLeft(c.document, " \t\r\n") + " "; {
		case first[0] == '"':
			readAs(t, c, `{"text":`+c.document+`}`, func(v sample) any { return v.Text.value }, "")
		case first[0] == '-' || isDigit(first[0]):
			readAs(t, c, `{"double":`+c.document+`}`, func(v sample) any { return v.Double.value }, 0.0)
		case first[0] == '{':
			readAs(t, c, c.document, func(v open) any { return v.Unknown }, Properties{})
		case reads[sample](c.document, false) != (c.verdict == "pass") && c.verdict != "free":
			t.Errorf("section %s: %.100q is read otherwise than %s", c.section, c.document, c.verdict)
		}
		kept(t, c)
	}
}

// reads reports whether a document is JSON to the decoder, of the type or not.
func reads[T any, P pointer[T]](document string, strict bool) bool {
	w := newWalker(reading, strict)
	w.document([]byte(document), P(new(T)))
	ok := true
	for _, v := range w.violations {
		ok = ok && v.Rule != "syntax" && v.Rule != "depth"
	}
	_ = w.end()
	return ok
}

// conformsToTable asks encoding/json about the table. It takes what is not
// UTF-8, which the table does not.
func conformsToTable(t *testing.T, c conformanceCase) {
	t.Helper()
	valid := json.Valid([]byte(c.document)) && utf8.ValidString(c.document)
	if c.verdict != "free" && valid != (c.verdict == "pass") {
		t.Errorf("%.100q: the table says %s, and encoding/json %v", c.document, c.verdict, valid)
	}
}

// readAs reads a document as what it is, and compares the value with that of
// encoding/json, which goes where none is.
func readAs[T any, P pointer[T]](t *testing.T, c conformanceCase, document string, value func(T) any, none any) {
	t.Helper()
	lenient, err := decode[T, P](document)
	strict, fault := decodeRuled[T, P](document)
	if (err == nil) != (fault == nil) || c.verdict != "free" && (err == nil) != (c.verdict == "pass") {
		t.Errorf("section %s, read: %.100q: %v, %v, not %s", c.section, c.document, err, fault, c.verdict)
		return
	}
	if err != nil {
		return
	}
	want := reflect.New(reflect.TypeOf(none))
	if err := json.Unmarshal([]byte(c.document), want.Interface()); err != nil {
		t.Errorf("%.100q: %v", c.document, err)
	}
	for _, got := range []any{value(lenient), value(strict)} {
		if !cmp.Equal(got, want.Elem().Interface(), cmpopts.EquateEmpty()) {
			t.Errorf("%.100q is read as %v, not %v", c.document, got, want.Elem())
		}
	}
}

// kept has a document kept as the value of an unknown property, and written
// again as it came.
func kept(t *testing.T, c conformanceCase) {
	t.Helper()
	if c.verdict != "pass" {
		return
	}
	v, err := decode[open](`{"name":"x","unknown":` + c.document + `}`)
	if err != nil {
		t.Errorf("%.100q: %v", c.document, err)
		return
	}
	raw := []byte(strings.Trim(c.document, " \t\r\n"))
	if !bytes.Equal(raw, v.Unknown["unknown"]) {
		t.Errorf("%.100q is kept as %q", c.document, v.Unknown["unknown"])
	}
	equal(t, `{"name":"x","unknown":`+string(raw)+`}`, encode(t, &v))
}
