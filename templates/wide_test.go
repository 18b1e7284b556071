package templates

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// broad has more properties than one word has bits, or two; all are required.
type broad struct{ values [200]int64 }

func (*broad) alloc() object { return new(broad) }

func (v *broad) walk(w *walker) {
	for i := range v.values {
		field(w, broadNames[i], &v.values[i], asInt64)
	}
	w.closeType()
}

var broadNames = func() (names []string) {
	for i := range 200 {
		names = append(names, `"property`+strconv.Itoa(i)+`":`)
	}
	return names
}()

// TestManyPropertiesInAnyOrder: in order, in reverse, in blocks, shuffled; with
// names that stand twice, are missing or are not known.
func TestManyPropertiesInAnyOrder(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for round := range 300 {
		order := random.Perm(200)
		switch round % 4 {
		case 0:
			slices.Sort(order)
		case 1:
			slices.Sort(order)
			slices.Reverse(order)
		case 2:
			slices.Sort(order)
			at := random.IntN(200)
			order = append(order[at:len(order):len(order)], order[:at]...)
		}
		var members, want []string
		for _, i := range order {
			members = append(members, broadNames[i]+strconv.Itoa(i+1000))
		}
		add := func(i, value int) {
			members = slices.Insert(members, random.IntN(len(members)+1), broadNames[i]+strconv.Itoa(value))
		}
		again, missing := random.IntN(200), random.IntN(200)
		if round%3 == 1 {
			add(again, 1000+again)
			want = append(want, fmt.Sprintf("/property%d: stands more than once", again))
		}
		if round%5 == 1 && missing != again {
			members = slices.DeleteFunc(members, func(m string) bool { return strings.HasPrefix(m, broadNames[missing]) })
			want = append(want, fmt.Sprintf("/property%d: is missing", missing))
		}
		if round%7 == 1 {
			members = slices.Insert(members, random.IntN(len(members)+1), `"unknown":{"property1":2}`)
			want = append(want, "/unknown: is not a property of this type")
		}
		document := "{" + strings.Join(members, ",") + "}"
		v, err := decodeRuled[broad](document)
		got := strings.Split(message(err), "; ")
		slices.Sort(got)
		slices.Sort(want)
		equal(t, strings.Join(want, "; "), strings.Join(got, "; "))
		for i, value := range v.values {
			if value != int64(i+1000) && !(value == 0 && i == missing) {
				t.Fatalf("%s: property %d is %d", document, i, value)
			}
		}
	}
}
