package csdl

import (
	"os"
	"path/filepath"
	"testing"
)

// corpus gives a real description that lies beside the checkout; the test skips
// where it does not.
func corpus(t testing.TB, name string) string {
	file := filepath.Join("../../../shared/corpus/msgraph", name)
	if _, err := os.Stat(file); err != nil {
		t.Skipf("%s is not here: %v", name, err)
	}
	return file
}

// TestGraphIsRead holds the counts of what stands in the files, as a search for
// their elements gives them.
func TestGraphIsRead(t *testing.T) {
	for name, want := range map[string]struct{ types, calls, roots int }{
		"v1.0-2026-08-20.csdl.xml": {1182 + 1780 + 861, 857 + 324, 70},
		"v1.0-2026-06-30.csdl.xml": {3386, 1174, 70},
	} {
		api, err := Load(corpus(t, name), Options{Lenient: true})
		if err != nil {
			t.Fatal(err)
		}
		if got := len(api.Types); got != want.types {
			t.Errorf("%s: %d types, want %d", name, got, want.types)
		}
		if got := len(api.Service.Calls); got != want.calls {
			t.Errorf("%s: %d calls, want %d", name, got, want.calls)
		}
		if got := len(api.Service.Roots); got != want.roots {
			t.Errorf("%s: %d roots, want %d", name, got, want.roots)
		}
	}
}
