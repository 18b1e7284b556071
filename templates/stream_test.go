package templates

import (
	"errors"
	"io"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"
)

func TestDecodeStream(t *testing.T) {
	cases := []struct {
		name, document, property string
		want                     []string // the ids, and at the end the error
	}{
		{"array", ` [ {"id":"a"} ,{"id":"]}\\\""}, {} ] `, "", []string{"a", `]}\"`, "-"}},
		{"empty", `[]`, "", nil},
		{"property", `{"count":2,"x":{"value":[1]},"value":[{"id":"a"}],"next":"n"}`, "value", []string{"a"}},
		{"escaped name", `{"\u0076alue":[{"id":"a"}]}`, "value", []string{"a"}},
		{"no array", `{}`, "", []string{"error: must be ["}},
		{"no property", `{"a":1}`, "value", []string{"error: must be ,"}},
		{"twice", `{"value":[{"id":"a"}],"value":[]}`, "value", []string{"a", "error: the property stands more than once"}},
		{"cut off", `[{"id":"a"},{"id":`, "", []string{"a", "error: unexpected EOF"}},
		{"no end", `[{"id":"a"}`, "", []string{"a", "error: unexpected EOF"}},
		{"trailing", `[{"id":"a"}] x`, "", []string{"a", "error: more follows the end of the document"}},
		{"wrong type", `[{"id":"a"},{"id":1}]`, "", []string{"a", "error: /1/id: must be a string"}},
		{"wrong element", `[{"id":"a"},1]`, "", []string{"a", "error: /1: must be an object"}},
		{"no comma", `[{"id":"a"} {}]`, "", []string{"a", "error: must be ,"}},
		{"last comma", `[{"id":"a"},]`, "", []string{"a", "error: /1: must be a value"}},
		{"bad brackets", `[{"id":"a"],{}]`, "", []string{"error: /0: must be a comma or }"}},
		{"bad skipped", `{"a":tru,"value":[]}`, "value", []string{"error: must be a value"}},
	}
	for _, c := range cases {
		for _, reader := range []func(io.Reader) io.Reader{iotest.OneByteReader, iotest.DataErrReader} {
			var got []string
			for v, err := range DecodeStream[entity](reader(strings.NewReader(c.document)), c.property) {
				if err != nil {
					got = append(got, "error: "+err.Error())
				} else {
					got = append(got, v.ID.Or("-"))
				}
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("%s: %s", c.name, diff)
			}
		}
	}
}

func TestDecodeStreamStops(t *testing.T) {
	for v, err := range DecodeStream[entity](strings.NewReader(`[{"id":"a"},{`), "") {
		if err != nil || v.ID.Or("") != "a" {
			t.Fatal(v, err)
		}
		break
	}
	for _, err := range DecodeStream[entity](iotest.ErrReader(io.ErrClosedPipe), "") {
		if !errors.Is(err, io.ErrClosedPipe) {
			t.Error(err)
		}
	}
}

// TestDecodeStreamMemory reads some 30 MB and looks at what is held meanwhile.
func TestDecodeStreamMemory(t *testing.T) {
	const elements = 100_000
	r, w := io.Pipe()
	go func() {
		var page strings.Builder
		page.WriteString("[" + `{"id":"0"}`)
		for i := 1; i < elements; i++ {
			page.WriteString(`,{"id":"` + strconv.Itoa(i) + `","userDisplayName":"` + strings.Repeat("x", 300) + `"}`)
			if page.Len() > 1<<16 {
				_, _ = io.WriteString(w, page.String())
				page.Reset()
			}
		}
		_, _ = io.WriteString(w, page.String()+"]")
		_ = w.Close()
	}()
	var before, now runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	n, most := 0, uint64(0)
	for v, err := range DecodeStream[entity](r, "") {
		if err != nil || v.ID.Or("") != strconv.Itoa(n) {
			t.Fatal(n, v, err)
		}
		if n++; n%10_000 == 0 {
			runtime.GC()
			runtime.ReadMemStats(&now)
			most = max(most, now.HeapAlloc)
		}
	}
	if n != elements || most > before.HeapAlloc+4<<20 {
		t.Errorf("%d elements, %d bytes held before, %d at the most", n, before.HeapAlloc, most)
	}
}
