package main

import (
	"bytes"
	"errors"
	"strings"
	"testing"
)

// TestCandidates has every candidate do once what is measured of it.
func TestCandidates(t *testing.T) {
	for _, r := range rows() {
		for _, c := range r.candidates {
			t.Run(r.name+"/"+c.peer, func(t *testing.T) {
				if _, err := c.check(r.want); err != nil {
					t.Error(err)
				}
			})
		}
	}
}

// TestCheck has candidates come to something else than they should.
func TestCheck(t *testing.T) {
	cases := []struct {
		name      string
		got       string
		loses     string
		loss, err string
	}{
		{name: "equal", got: `{"b":[1,{"c":"x"}],"a":true}`},
		{name: "a value", got: `{"a":true,"b":[1,{"c":"y"}]}`, err: `/b/1/c: "y" instead of "x"`},
		{name: "one more", got: `{"a":true,"b":[1,{"c":"x","d":2}]}`, err: `/b/1/d: "2" instead of nothing`},
		{name: "null for nothing", got: `{"a":true,"b":[1,{"c":"x","d":null}]}`, err: `/b/1/d: <nil> instead of nothing`},
		{name: "an element less", got: `{"a":true,"b":[1]}`, err: `/b: 1 elements instead of 2`},
		{name: "a known loss", got: `{"a":true,"b":[1,{"c":"y"}]}`, loses: "c", loss: `/b/1/c: "y" instead of "x"`},
		{name: "another loss", got: `{"a":false,"b":[1,{"c":"x"}]}`, loses: "c", err: `/a: false instead of true`},
		{name: "no loss any more", got: `{"a":true,"b":[1,{"c":"x"}]}`, loses: "c", err: `c comes out unchanged: say no more that it is lost`},
		{name: "no JSON", got: `{`, err: `unexpected EOF in {`},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			candidate := candidate{loses: c.loses, prepare: func() (task, error) {
				return task{do: func() error { return nil }, result: func() ([]byte, error) { return []byte(c.got), nil }}, nil
			}}
			loss, err := candidate.check([]byte(`{"a":true,"b":[1,{"c":"x"}]}`))
			message := ""
			if err != nil {
				message = err.Error()
			}
			if loss != c.loss || message != c.err {
				t.Errorf("loss %q, error %q, want %q, %q", loss, message, c.loss, c.err)
			}
		})
	}
}

// TestFailuresAreReported has an operation fail while it is measured.
func TestFailuresAreReported(t *testing.T) {
	failure := errors.New("it does not work")
	_, err := measure([]row{{name: "fail", candidates: []candidate{{peer: "none", prepare: func() (task, error) {
		return task{do: func() error { return failure }}, nil
	}}}}}, 1, func(int) {})
	if !errors.Is(err, failure) || !strings.HasPrefix(err.Error(), "fail, none: ") {
		t.Errorf("got %v", err)
	}
}

func TestTable(t *testing.T) {
	rows := []row{{name: "encode", candidates: []candidate{{peer: "burin"}, {peer: "another"}}}}
	all := map[string][]figures{"encode": {
		{nanoseconds: []float64{10, 11, 10, 11, 10, 11}, bytes: 0, allocs: 0},
		{nanoseconds: []float64{21000, 21000, 21000, 21000, 21000, 21000}, bytes: 1234567, allocs: 12},
	}}
	for _, c := range []struct {
		times bool
		want  string
	}{
		{true, `
|        |         |     ns |  ± |     bytes | allocations | time of burin's |     p |
|--------|---------|-------:|---:|----------:|------------:|----------------:|------:|
| encode | burin   |     10 | 5% |         0 |           0 |            1.00 |       |
|        | another | 21,000 | 0% | 1,234,567 |          12 |         2000.00 | 0.002 |
`},
		{false, `
|        |         |  ± |     bytes | allocations | time of burin's |     p |
|--------|---------|---:|----------:|------------:|----------------:|------:|
| encode | burin   | 5% |         0 |           0 |            1.00 |       |
|        | another | 0% | 1,234,567 |          12 |         2000.00 | 0.002 |
`},
	} {
		var b bytes.Buffer
		printTable(&b, rows, all, c.times)
		if got := "\n" + b.String(); got != c.want {
			t.Errorf("got%swant%s", got, c.want)
		}
	}
}
