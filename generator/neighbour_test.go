package generator

import (
	"flag"
	"fmt"
	"maps"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"example.com/burin/generator/review"
)

var neighbours = flag.Int("neighbours", 4, "how many versions of a real description are made and compared")

// made is one edit of a description, and what may be told of it.
type made struct {
	what   string
	told   []string // each has to be what a change is of, or what was renamed to that
	names  []string // what other changes, and lines of the package, may name
	owners []string // what the declarations of those lines are of, or use
}

// untold lists the edits that no change tells, and the changes that tell of no edit.
func untold(edits []made, changes []review.Change) (faults []string) {
	for _, e := range edits {
		for _, of := range e.told {
			if !slices.ContainsFunc(changes, func(c review.Change) bool {
				return c.Of == of || strings.HasPrefix(c.Of, of+", ") || strings.HasSuffix(c.Of, " "+of) || strings.HasSuffix(c.Of, "."+of) || c.Was == of && strings.Contains(c.Rule, "renamed")
			}) {
				faults = append(faults, fmt.Sprintf("%s: no change is of %s", e.what, of))
			}
		}
	}
	for _, c := range changes {
		text := strings.Join([]string{c.Of, c.Was, c.Is}, " ")
		if !slices.ContainsFunc(edits, func(e made) bool { return holds(text, e.names) }) {
			faults = append(faults, fmt.Sprintf("nothing was made of %s (%s, %s), was %q, is %q", c.Of, c.Rule, c.Title, c.Was, c.Is))
		}
	}
	return faults
}

var words = regexp.MustCompile(`\w+`)

// holds reports whether a text has one of the names as a word.
func holds(text string, names []string) bool {
	for _, word := range words.FindAllString(text, -1) {
		if slices.Contains(names, word) {
			return true
		}
	}
	return false
}

// strayHunks lists the lines of the package that are others and are of none of the
// edits: an edit has to name the line, and what it is declared in. The tree of paths is
// everybody's.
func strayHunks(before, after map[string]string, edits []made) (faults []string, hunks int) {
	names := func(text string, names []string) bool {
		text = strings.ToLower(text)
		return slices.ContainsFunc(names, func(name string) bool {
			name = strings.ToLower(name)
			return strings.Contains(text, name) || strings.Contains(text, inGo.Replace(name))
		})
	}
	before, after = constantsAsOne(before), constantsAsOne(after)
	for key := range union(before, after) {
		old, now := before[key], after[key]
		if old == now || key == "server.go handler route" || strings.HasPrefix(key, "support.go ") || strings.HasSuffix(key, " imports imports") {
			continue
		}
		hunks++
		var of []made
		for _, e := range edits {
			if names(key+old+now, e.owners) {
				of = append(of, e)
			}
		}
		for _, line := range append(lacking(old, now), lacking(now, old)...) {
			if key == "server.go Server type" && strings.HasPrefix(line, "//") {
				continue // what is said of an operation, which came or went
			}
			if !slices.ContainsFunc(of, func(e made) bool { return names(line, e.names) || names(key, e.names) }) {
				faults = append(faults, fmt.Sprintf("%s has another line: %s", key, line))
			}
		}
	}
	slices.Sort(faults)
	return faults, hunks
}

// inGo leaves out what names in Go do not have.
var inGo = strings.NewReplacer("-", "", "_", "", ".", "", "/", "")

// constantsAsOne takes the constants of properties for one declaration, which the first
// of them names otherwise.
func constantsAsOne(declarations map[string]string) map[string]string {
	all := maps.Clone(declarations)
	maps.DeleteFunc(all, func(key, _ string) bool { return strings.HasPrefix(key, "properties.go ") })
	for key, text := range declarations {
		if strings.HasPrefix(key, "properties.go ") {
			all["properties.go properties"] += text
		}
	}
	return all
}

// holdNeighbour writes an edited description, and holds what is told of it, and the
// package, to the edits.
func holdNeighbour(t *testing.T, base, text string, before map[string]string, edits []made) {
	t.Helper()
	file := filepath.Join(t.TempDir(), "after"+filepath.Ext(base))
	write(t, file, text)
	c := wholePackage(file)
	found, err := Diff(base, file, DiffOptions{Lenient: true, Sources: []string{review.APIDiff}})
	if err != nil {
		t.Fatal(err)
	}
	faults := untold(edits, found.Changes)
	stray, hunks := strayHunks(before, declarations(t, generate(t, c)), edits)
	if faults = append(faults, stray...); len(faults) > 0 {
		var list []string
		for _, e := range edits {
			list = append(list, e.what)
		}
		t.Errorf("%d faults after\n\t%s\n%s", len(faults), strings.Join(list, "\n\t"), strings.Join(faults[:min(len(faults), 20)], "\n"))
	}
	t.Logf("%d edits, %d changes, %d declarations of the package", len(edits), len(found.Changes), hunks)
	if hunks == 0 || len(found.Passed) > 0 {
		t.Errorf("nothing was compared in Go: %v", found.Passed)
	}
}
