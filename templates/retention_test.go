package templates

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"
)

// TestWalkersKeepNothing: what a walker is given back with would be kept alive
// by the pool, and what it has room for would be cleared by each later use.
func TestWalkersKeepNothing(t *testing.T) {
	var document strings.Builder
	document.WriteString(`{"text":"\u00e9 and so on","part":{"name":"p"`)
	for i := range 500 {
		fmt.Fprintf(&document, `,"%d":1`, i)
	}
	for _, end := range []string{"}}", "},}", "", `},"0":1,"0":2}`} {
		for _, strict := range []bool{false, true} {
			w := newWalker(reading, strict)
			w.document([]byte(document.String()+end), new(sample))
			_ = w.end()
			for _, m := range w.passed[:cap(w.passed)] {
				if m != (passage{}) {
					t.Fatalf("after %s a member is kept: %+v", end, m)
				}
			}
			equal(t, task{}, w.task)
			if len(w.passed)+len(w.slots)+len(w.marks) > 0 || w.block.Cap() > blockSize {
				t.Fatalf("after %s there are left %d, %d, %d, and room for %d bytes", end, len(w.passed), len(w.slots), len(w.marks), w.block.Cap())
			}
		}
	}
}

// TestLargeWalkersAreNotKept: a pool of them would hold what one large document
// needed for as long as it is in use.
func TestLargeWalkersAreNotKept(t *testing.T) {
	var members strings.Builder
	for i := range 100_000 {
		fmt.Fprintf(&members, `,"%d":1`, i)
	}
	for _, document := range []string{
		`{"x":0` + members.String() + `}`,
		`{"text":"` + strings.Repeat("x", 1<<20) + `\n"}`,
	} {
		w := newWalker(reading, false)
		w.document([]byte(document), new(sample))
		_ = w.end()
		if w.src == nil {
			t.Errorf("a walker with room for %d members and %d bytes was given back", cap(w.passed), cap(w.scratch))
		}
	}
}

// TestNothingSharesTheDocument: what was read, and what was found wrong, stays
// as it is when the document's bytes are used for something else; and reading
// leaves the document alone.
func TestNothingSharesTheDocument(t *testing.T) {
	d := newDocuments(8, 0.02)
	for range 5_000 {
		text := d.sample()
		if d.chance(0.2) {
			text = d.mutate(text)
		}
		document := []byte(text)
		var v sample
		var kept open
		lenient := DecodeJSON(document, &v)
		strict := decodeStrict(document, new(sample), nil)
		_ = DecodeJSON(document, &kept)
		if string(document) != text {
			t.Fatalf("%s was made %s", text, document)
		}
		said := fmt.Sprint(encode(t, &v), lenient, strict)
		unknown, keeps := AppendJSON(nil, &kept)
		for i := range document {
			document[i] = '#'
		}
		if now := fmt.Sprint(encode(t, &v), lenient, strict); now != said {
			t.Fatalf("%s\nbecame\n%s", said, now)
		}
		if now, err := AppendJSON(nil, &kept); !bytes.Equal(now, unknown) || message(err) != message(keeps) {
			t.Fatalf("%s\nbecame\n%s", unknown, now)
		}
	}
}

// TestNothingIsReadPastTheEnd: what stands in memory behind a document, be it
// the rest of it, makes no difference.
func TestNothingIsReadPastTheEnd(t *testing.T) {
	d := newDocuments(9, 0)
	for range 200 {
		document := []byte(d.sample())
		for i := range document {
			var v, same sample
			err := DecodeJSON(document[:i], &v)
			fault := DecodeJSON(slices.Clip(bytes.Clone(document[:i])), &same)
			if err == nil || message(err) != message(fault) {
				t.Fatalf("%s: %v, not %v", document[:i], err, fault)
			}
		}
	}
}

// TestStringsShareNoRoom: strings of one document are allocated together, and
// none is written over by another.
func TestStringsShareNoRoom(t *testing.T) {
	var words []string
	for i := range 300 {
		words = append(words, strings.Repeat(string(rune('a'+i%26)), i%40))
	}
	for _, escape := range []string{"", `\u0041`, "é"} {
		document := `{"unknown":1,"words":["` + strings.Join(words, escape+`","`) + `"],"text":"` + strings.Repeat("x", 5000) + `"}`
		v, err := decode[sample](document)
		equal(t, "", message(err))
		equal(t, strings.Join(words, strings.ReplaceAll(escape, `\u0041`, "A")+","), strings.Join(v.Words, ","))
		equal(t, Some(strings.Repeat("x", 5000)), v.Text)
	}
}
