package main

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// row is one thing that several candidates do; the first is the one that the
// others are measured against.
type row struct {
	name       string
	want       []byte // what each has to come to, as JSON
	candidates []candidate
}

// candidate is one way to do it.
type candidate struct {
	peer    string
	loses   string // a property whose values are known to come out changed
	prepare func() (task, error)
}

// task is what is measured, ready to begin.
type task struct {
	do     func() error           // measured
	result func() ([]byte, error) // what do came to the last time, as JSON
}

// losing says what c is known to lose.
func (c candidate) losing(property string) candidate {
	c.loses = property
	return c
}

// check does c once and compares what comes of it with want. It says in words
// what is lost that c is known to lose; any other difference is an error.
func (c candidate) check(want []byte) (loss string, err error) {
	t, err := c.prepare()
	if err != nil {
		return "", err
	}
	if err := t.do(); err != nil {
		return "", err
	}
	got, err := t.result()
	if err != nil {
		return "", err
	}
	wantValue, err := parse(want)
	if err != nil {
		return "", err
	}
	gotValue, err := parse(got)
	if err != nil {
		return "", err
	}
	list := differences("", wantValue, gotValue)
	for _, d := range list {
		if c.loses == "" || !strings.HasSuffix(d.pointer, "/"+c.loses) {
			return "", d
		}
	}
	switch {
	case c.loses == "":
		return "", nil
	case len(list) == 0:
		return "", fmt.Errorf("%s comes out unchanged: say no more that it is lost", c.loses)
	}
	return list[0].Error(), nil
}

func parse(document []byte) (v any, err error) {
	d := json.NewDecoder(strings.NewReader(string(document)))
	d.UseNumber()
	if err := d.Decode(&v); err != nil {
		return nil, fmt.Errorf("%w in %.200s", err, document)
	}
	return v, nil
}

// difference is a place where two documents differ.
type difference struct {
	pointer string
	text    string
}

func (d difference) Error() string { return d.pointer + ": " + d.text }

// nothing stands for the value of a property that is not there.
type nothing struct{}

func (nothing) GoString() string { return "nothing" }

func differences(pointer string, want, got any) []difference {
	switch w := want.(type) {
	case map[string]any:
		if g, ok := got.(map[string]any); ok {
			return differencesOfObjects(pointer, w, g)
		}
	case []any:
		g, ok := got.([]any)
		if ok && len(g) != len(w) {
			return []difference{{pointer, fmt.Sprintf("%d elements instead of %d", len(g), len(w))}}
		}
		if ok {
			var list []difference
			for i := range w {
				list = append(list, differences(pointer+"/"+strconv.Itoa(i), w[i], g[i])...)
			}
			return list
		}
	default:
		if want == got {
			return nil
		}
	}
	return []difference{{pointer, fmt.Sprintf("%#v instead of %#v", got, want)}}
}

func differencesOfObjects(pointer string, want, got map[string]any) (list []difference) {
	value := func(object map[string]any, name string) any {
		if v, ok := object[name]; ok {
			return v
		}
		return nothing{}
	}
	all := maps.Clone(want)
	maps.Copy(all, got)
	for _, name := range slices.Sorted(maps.Keys(all)) {
		list = append(list, differences(pointer+"/"+name, value(want, name), value(got, name))...)
	}
	return list
}
