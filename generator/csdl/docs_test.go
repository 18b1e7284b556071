package csdl

import (
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestDocumentationIsComplete holds the tables of docs/csdl.md to what is read:
// every element, facet, type and term has its place there, and no other has.
func TestDocumentationIsComplete(t *testing.T) {
	page, err := os.ReadFile("../../docs/csdl.md")
	if err != nil {
		t.Fatal(err)
	}
	for section, known := range map[string][]string{
		"Elements": slices.Collect(maps.Keys(grammar())),
		"Facets":   strings.Fields(facetWords),
		"Types":    append(primitiveNames(), "Edm.Geography", "Edm.Geometry"),
		"Terms":    termsUsed(t),
	} {
		_, text, _ := strings.Cut(string(page), "\n## "+section+"\n")
		text, _, _ = strings.Cut(text, "\n## ")
		if diff := cmp.Diff(sorted(known), sorted(firstColumn(text))); diff != "" {
			t.Errorf("%s (-known +documented):\n%s", section, diff)
		}
	}
}

func sorted(words []string) []string {
	slices.Sort(words)
	return words
}

// firstColumn gives the words in code of the first column of a table.
func firstColumn(text string) (words []string) {
	word := regexp.MustCompile("`([^`]*)`")
	for line := range strings.Lines(text) {
		if column, found := strings.CutPrefix(line, "| "); found {
			column, _, _ = strings.Cut(column, " |")
			for _, match := range word.FindAllStringSubmatch(column, -1) {
				words = append(words, match[1])
			}
		}
	}
	return words
}

func primitiveNames() (names []string) {
	for name := range primitives {
		names = append(names, "Edm."+name)
	}
	return names
}

// termsUsed finds the terms that the code names, each a vocabulary's constant and
// a text.
func termsUsed(t *testing.T) []string {
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]bool{}
	named := regexp.MustCompile(`\b(core|capabilities|validation|measures) ?\+ ?"(\w+)"`)
	for _, file := range files {
		code, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, match := range named.FindAllStringSubmatch(string(code), -1) {
			if !strings.HasSuffix(file, "_test.go") {
				found[strings.ToUpper(match[1][:1])+match[1][1:]+"."+match[2]] = true
			}
		}
	}
	for _, r := range restrictions {
		found["Capabilities."+r.term] = true
	}
	return slices.Collect(maps.Keys(found))
}
