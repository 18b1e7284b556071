package source

import (
	"errors"
	"testing"
)

func TestFaultsAreSortedByPlaceAndListedOnce(t *testing.T) {
	var faults Faults
	faults.Add(Pos{"b.yaml", 2, 10}, "unknown key %q", "spce")
	faults.Add(Pos{"b.yaml", 2, 9}, "second")
	faults.AddUnsupported(Pos{"a.yaml", 7, 1}, "not done yet")
	faults.Add(Pos{"b.yaml", 2, 9}, "second")
	faults.Add(Pos{File: "b.yaml"}, "the whole file")
	err := faults.Err()
	want := `a.yaml:7:1: not done yet
b.yaml: the whole file
b.yaml:2:9: second
b.yaml:2:10: unknown key "spce"`
	if err.Error() != want {
		t.Errorf("got\n%v\nwant\n%s", err, want)
	}
	var sorted Faults
	if !errors.As(err, &sorted) || !sorted[0].Unsupported || sorted[1].Unsupported {
		t.Errorf("the fault of a.yaml alone is unsupported: %#v", sorted)
	}
	if err := (Faults)(nil).Err(); err != nil {
		t.Errorf("no faults are an error: %v", err)
	}
}

func TestNearest(t *testing.T) {
	keys := []string{"spec", "package", "output", "emit", "include", "exclude", "names"}
	for _, test := range []struct{ word, want string }{
		{"spce", "spec"},
		{"pakage", "package"},
		{"Output", "output"},
		{"includes", "include"},
		{"exlude", "exclude"},
		{"name", "names"},
		{"emmit", "emit"},
		{"operations", ""},
		{"x", ""},
		{"", ""},
	} {
		if got := Nearest(test.word, keys); got != test.want {
			t.Errorf("Nearest(%q) = %q, want %q", test.word, got, test.want)
		}
	}
}
