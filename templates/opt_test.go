package templates

import "testing"

func TestOptIsAbsentNullOrAValue(t *testing.T) {
	var absent Opt[int]
	some, zero, none := Some(7), Some(0), Null[int]()
	cases := []struct {
		name         string
		o            Opt[int]
		value        int
		there        bool
		or           int
		zero, isNull bool
	}{
		{"absent", absent, 0, false, -1, true, false},
		{"null", none, 0, false, -1, false, true},
		{"value", some, 7, true, 7, false, false},
		{"zero value", zero, 0, true, 0, false, false},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			value, there := c.o.Get()
			equal(t, c.value, value)
			equal(t, c.there, there)
			equal(t, c.or, c.o.Or(-1))
			equal(t, c.zero, IsAbsent(c.o))
			equal(t, c.isNull, IsNull(c.o))
		})
	}
}

func TestOptsCompare(t *testing.T) {
	a, again := Some("a"), Some("a")
	if a != again || a == Some("b") || Some("") == Null[string]() || (Opt[string]{}) == Null[string]() {
		t.Error("two Opts are equal where they hold the same")
	}
}

// TestAbsentNullAndValueAreWrittenAndReadApart: a PATCH says by them to leave
// alone, to take away, and to set.
func TestAbsentNullAndValueAreWrittenAndReadApart(t *testing.T) {
	for document, want := range map[string]entity{
		`{}`:                       {},
		`{"userDisplayName":null}`: {UserDisplayName: Null[string]()},
		`{"userDisplayName":""}`:   {UserDisplayName: Some("")},
		`{"id":null}`:              {ID: Null[string]()},
		`{"devicesCount":0}`:       {DevicesCount: Some[int32](0)},
	} {
		v, err := decode[entity](document)
		equal(t, "", message(err))
		equal(t, want, v)
		equal(t, document, encode(t, &v))
	}
}

// TestDecodingLeavesWhatADocumentLeavesOut, as encoding/json does.
func TestDecodingLeavesWhatADocumentLeavesOut(t *testing.T) {
	v := sample{Flag: Some(true), Small: Some[int32](1), Part: Some(&part{Name: "p", Size: Some[int32](1)}),
		Numbers: Some([]int64{1, 2, 3}), Words: []string{"b", "c"}}
	numbers := v.Numbers.value
	const document = `{"words":["a"],"text":null,"numbers":[9],"part":{"name":"q"},"flag":false}`
	equal(t, "", message(DecodeJSON([]byte(document), &v)))
	equal(t, sample{Text: Null[string](), Flag: Some(false), Small: Some[int32](1), Part: Some(&part{Name: "q"}),
		Numbers: Some([]int64{9}), Words: []string{"a"}}, v)
	equal(t, []int64{1, 2, 3}, numbers) // nobody else's list is written into
}
