package output

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// stopped makes changes until a rename, before which the process is as killed.
func stopped(dir string, changes []change, at int, fails int) {
	done := make(chan bool)
	go func() {
		defer close(done)
		count := 0
		_ = apply(dir, changes, func(from, to string) error {
			count++
			if count == at {
				runtime.Goexit()
			}
			if count == fails {
				return errors.New("no more")
			}
			return os.Rename(from, to)
		})
	}()
	<-done
}

// TestFinish stops a run before each of its steps: where the folder is marked, the next
// one ends it, forward, or back where changes were being undone.
func TestFinish(t *testing.T) {
	const newer = ours + "\ntype A int\n"
	changes := []change{
		{"changed.go", []byte(ours), []byte(newer)},
		{"new.go", nil, []byte(newer)},
		{"stale.go", []byte(ours), nil},
		{"too.go", []byte(ours), []byte(newer)},
	}
	old := map[string]string{"changed.go": ours, "stale.go": ours, "too.go": ours, "hand.go": "package api\n"}
	now := map[string]string{"changed.go": newer, "new.go": newer, "too.go": newer, "hand.go": "package api\n"}
	for _, test := range []struct {
		at, fails int
		want      map[string]string
	}{
		{1, 0, old}, {2, 0, now}, {3, 0, now}, {4, 0, now}, {5, 0, now}, {6, 0, now}, // the sixth is never reached
		{6, 5, old}, {7, 5, old}, {5, 4, old}, {2, 1, old},
	} {
		dir := write(t, "changed.go", ours, "stale.go", ours, "too.go", ours, "hand.go", "package api\n")
		stopped(dir, changes, test.at, test.fails)
		marked := contents(t, dir)[unfinished]
		if marked != "" && !strings.Contains(marked, "package api\n") {
			t.Errorf("%d: the mark is of another package:\n%s", test.at, marked)
		}
		if err := finish(dir); err != nil {
			t.Fatal(err)
		}
		left := contents(t, dir)
		for name := range left {
			if strings.HasPrefix(name, stagePrefix) && marked == "" {
				delete(left, name)
			}
		}
		if diff := cmp.Diff(test.want, left); diff != "" {
			t.Errorf("stopped before rename %d, of which %d failed:\n%s", test.at, test.fails, diff)
		}
	}
}

// TestFinishWithout holds that a folder whose mark has nothing to go on with is written
// anew, and that nobody else's file is in danger.
func TestFinishWithout(t *testing.T) {
	files := []File{{"a.go", []byte(ours)}, {"b.go", []byte(ours)}, {"c.go", []byte(ours)}}
	want := map[string]string{"a.go": ours, "b.go": ours, "c.go": ours, "hand.go": "package api\n"}
	mark := string(marker(".burin-1", nil))
	dir := write(t, "a.go", ours, "hand.go", "package api\n", unfinished, mark)
	if diff, _, err := Check(dir, files); err != nil || !strings.Contains(string(diff), unfinished+" /dev/null") {
		t.Errorf("%v\n%s", err, diff)
	}
	if _, err := Write(dir, files); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, contents(t, dir)); diff != "" {
		t.Error(diff)
	}

	dir = write(t, "a.go", ours, "b.go", ours, "hand.go", "package api\n")
	stopped(dir, []change{{"a.go", []byte(ours), []byte(ours + "\n")}, {"b.go", []byte(ours), []byte(ours + "\n")}}, 2, 0)
	if err := os.WriteFile(filepath.Join(dir, "b.go"), []byte("package api\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	_, err := Write(dir, files)
	if err == nil || !strings.Contains(err.Error(), "burin was stopped while it wrote this package, and cannot go on: b.go: burin did not write this file") {
		t.Error(err)
	}
	if got := contents(t, dir)["b.go"]; got != "package api\n" {
		t.Errorf("b.go is %q", got)
	}
}
