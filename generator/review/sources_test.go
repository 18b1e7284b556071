package review_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/burin/generator"
	"example.com/burin/generator/config"
	"example.com/burin/generator/review"
)

const sourcesFile = "testdata/sources.txt"

// TestSources holds who tells each change of changes.txt: every change of the model
// stands once, with those that find it too, and what another source finds alone is
// listed in testdata/sources.txt.
func TestSources(t *testing.T) {
	if testing.Short() {
		t.Skip("it writes and compares some three hundred packages")
	}
	_, edits := readEdits(t)
	var lines []string
	for _, e := range edits {
		before, after := e.apply(t)
		for _, way := range []struct{ name, old, new string }{{"made", before, after}, {"undone", after, before}} {
			found := asked(t, e.kind, way.old, way.new, nil)
			if len(found.Passed) > 0 {
				t.Errorf("%s (%s), %s: %v", e.name, e.kind, way.name, found.Passed)
			}
			lines = append(lines, fmt.Sprintf("%s (%s), %s:", e.name, e.kind, way.name))
			verdicts := map[string]review.Sides{}
			var want, got []string
			for _, c := range compare(t, e.kind, way.old, way.new) {
				verdicts[c.Rule+" "+c.Of] = c.Breaks
				want = append(want, c.Rule+" "+c.Of)
			}
			for _, c := range found.Changes {
				lines = append(lines, fmt.Sprintf("\t%s %s: %s", c.Rule, c.Of, toldBy(c)))
				if c.Source != review.Model {
					continue
				}
				got = append(got, c.Rule+" "+c.Of)
				if more := c.Breaks &^ verdicts[c.Rule+" "+c.Of]; more != review.Nobody {
					lines[len(lines)-1] += "; by that " + letters(more) + " too"
				}
			}
			slices.Sort(want)
			slices.Sort(got)
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%s (%s), %s: what the model tells is not told once each:\n%s", e.name, e.kind, way.name, diff)
			}
		}
	}
	text := strings.Join(lines, "\n") + "\n"
	if *update {
		if err := os.WriteFile(sourcesFile, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(sourcesFile)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), text); diff != "" {
		t.Error(diff)
	}
}

// asked compares two descriptions as the command does, for a package where one is given.
func asked(t *testing.T, kind, old, new string, c *config.Config) *generator.Comparison {
	t.Helper()
	dir := t.TempDir()
	var files []string
	for i, text := range []string{old, new} {
		file := filepath.Join(dir, fmt.Sprintf("%d.%s", i, kind))
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		files = append(files, file)
	}
	found, err := generator.Diff(files[0], files[1], generator.DiffOptions{Sources: generator.Sources(), Config: c})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// toldBy lists who tells a change, by what rule or in what words.
func toldBy(c review.Change) string {
	told := []string{c.Source + " " + letters(c.Breaks)}
	for _, s := range c.Seconds {
		if s.Source == review.APIDiff {
			told = append(told, s.Text)
		} else {
			told = append(told, s.Source+" "+s.Rule)
		}
	}
	return strings.Join(told, "; ")
}
