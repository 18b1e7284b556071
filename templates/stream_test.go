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

// fragments gives a document in pieces of random lengths.
type fragments struct {
	*documents
	rest string
}

func (p *fragments) Read(b []byte) (int, error) {
	if p.rest == "" {
		return 0, io.EOF
	}
	n := copy(b, p.rest[:min(len(p.rest), p.IntN(40))])
	p.rest = p.rest[n:]
	return n, nil
}

// TestDecodeStreamIsDecoding: however a document arrives, its elements are what
// they are to DecodeJSON, and faults stand at the same places.
func TestDecodeStreamIsDecoding(t *testing.T) {
	d := newDocuments(11, 0.02)
	faults := 0
	for range 3_000 {
		document, ends := "[", []int{}
		for range d.IntN(4) + 1 {
			if len(ends) > 0 {
				document += d.space() + "," + d.space()
			}
			document += d.sample()
			ends = append(ends, len(document))
		}
		document += d.space() + "]"
		var whole list1
		want := violations(t, DecodeJSON([]byte(`{"list":`+document+`}`), &whole))
		i := 0
		for v, err := range DecodeStream[sample](&fragments{&d, document}, "") {
			if err == nil {
				equal(t, encode(t, &whole.list[i]), encode(t, v))
				i++
				continue
			}
			faults++
			got := violations(t, err)[0]
			got.Pointer, got.Offset = "/list"+got.Pointer, got.Offset+len(`{"list":`)
			if got != want[0] {
				t.Fatalf("%s: %+v, not %+v", document, got, want[0])
			}
		}
		if len(want) == 0 && i != len(ends) {
			t.Fatalf("%s: %d elements", document, i)
		}
	}
	if faults < 100 {
		t.Errorf("only %d faults", faults)
	}
}

// list1 is an object of a list alone.
type list1 struct{ list []sample }

func (*list1) alloc() object { return new(list1) }

func (v *list1) walk(w *walker) { members(w, `"list":`, &v.list) }

// TestDecodeStreamOfLargeElements: larger than what is read at once, and larger
// than what is held.
func TestDecodeStreamOfLargeElements(t *testing.T) {
	large := func(n int) string { return `{"id":"` + strings.Repeat("x", n) + `"}` }
	document := "[" + large(100) + "," + large(200_000) + "," + large(1<<20-100) + "," + large(300)
	for _, c := range []struct{ end, want string }{
		{"]", ""},
		{"," + large(1<<20) + "]", "a value is larger than a stream may hold"},
		{`,{"id":"` + strings.Repeat("x", 2<<20), "a value is larger than a stream may hold"},
		{`,{"id":"` + strings.Repeat("x", 70_000), "unexpected EOF"},
	} {
		var lengths []int
		var end error
		for v, err := range DecodeStream[entity](strings.NewReader(document+c.end), "") {
			if end = err; err == nil {
				lengths = append(lengths, len(v.ID.Or("")))
			}
		}
		equal(t, []int{100, 200_000, 1<<20 - 100, 300}, lengths)
		equal(t, c.want, message(end))
	}
}

// TestDecodeStreamDoesNotWait: an element is there as soon as its last byte is.
func TestDecodeStreamDoesNotWait(t *testing.T) {
	r, w := io.Pipe()
	defer func() { _ = w.Close() }()
	write := make(chan string, 2)
	go func() {
		for text := range write {
			_, _ = io.WriteString(w, text)
		}
	}()
	write <- `[{"id":`
	write <- `"a"}`
	n := 0
	for v, err := range DecodeStream[entity](r, "") {
		if err != nil {
			t.Fatal(err)
		}
		if n++; v.ID.Or("") == "c" {
			break
		}
		write <- `,{"id":"c"}`
	}
	close(write)
	equal(t, 2, n)
}
