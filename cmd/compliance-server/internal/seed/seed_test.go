package seed

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestRead(t *testing.T) {
	path := filepath.Join(t.TempDir(), "seed")
	for text, want := range map[string][]string{
		"- a\n- b c\n- 12\n":            {"a", "b c", "12"},
		`["a", "ä", "null"]`:            {"a", "ä", "null"},
		"# none yet\n[]\n":              nil,
		"- " + strings.Repeat("ü", 128): {strings.Repeat("ü", 128)},
	} {
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		got, err := Read(path)
		if err != nil {
			t.Errorf("%s: %v", text, err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", text, diff)
		}
	}
}

func TestReadFaults(t *testing.T) {
	path := filepath.Join(t.TempDir(), "seed")
	for text, want := range map[string]string{
		"":              path + ":1:1: this is not a list: write the keys of policies, each after a dash",
		"policies: [a]": path + ":1:1: this is not a list: write the keys of policies, each after a dash",
		"- a\n- ''\n-  [b]\n": path + ":2:3: the key of a policy must have 1 to 128 characters in UTF-8\n" +
			path + ":3:4: this is not the key of a policy: write a string",
		"- " + strings.Repeat("ü", 129): path + ":1:3: the key of a policy must have 1 to 128 characters in UTF-8",
	} {
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		_, err := Read(path)
		if err == nil {
			t.Errorf("%q is accepted", text)
			continue
		}
		if diff := cmp.Diff(want, err.Error()); diff != "" {
			t.Errorf("%q (-want +got):\n%s", text, diff)
		}
	}
}
