package templates

import (
	"fmt"
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
			rest := *w
			rest.passed, rest.slots, rest.scratch = nil, nil, nil
			equal(t, walker{}, rest)
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
