package generator

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v4"
)

// TestReorderedDescriptions puts the schemas, properties and paths of each description
// below spec/ in another order: no change is told, and the package declares the same, a
// line in another order at most. Written in another way, it is the same bytes.
func TestReorderedDescriptions(t *testing.T) {
	for _, file := range cases(t) {
		c := read(t, file)
		data, err := os.ReadFile(c.Spec)
		if err != nil {
			t.Fatal(err)
		}
		original, dir := c.Spec, t.TempDir()
		if err := os.CopyFS(dir, os.DirFS(filepath.Dir(c.Spec))); err != nil { // it may refer to others
			t.Fatal(err)
		}
		written := func(t *testing.T, name, text string) map[string]string {
			c.Spec = filepath.Join(dir, name)
			write(t, c.Spec, text)
			return generate(t, c)
		}
		t.Run(filepath.Base(filepath.Dir(file)), func(t *testing.T) {
			name := filepath.Base(c.Spec)
			want := written(t, name, string(data))
			if strings.HasSuffix(name, ".xml") {
				if lines := changedLines(want, written(t, name, compact(string(data)))); len(lines) > 0 {
					t.Errorf("in few lines: %v", lines)
				}
				return
			}
			if lines := changedLines(want, written(t, name, strings.ReplaceAll(indent(t, decode(t, string(data)), 3), "\n", "\n\n"))); len(lines) > 0 && !strings.Contains(string(data), "|") {
				t.Errorf("indented otherwise: %v", lines)
			}
			if strings.Contains(string(data), ": *") {
				return // an anchor has to stand before what it is named in
			}
			root := decode(t, string(data))
			shuffle(root, rand.New(rand.NewPCG(9, 9)))
			got := written(t, name, encode(t, root))
			before, after := declarations(t, want), declarations(t, got)
			delete(before, "errors.go errorText errorText") // an error's text has its words in their order
			delete(after, "errors.go errorText errorText")
			stray, _ := strayHunks(before, after, nil)
			stray = slices.DeleteFunc(stray, func(fault string) bool { return strings.Contains(fault, "j.known(") }) // which lists names
			if len(stray) > 0 {
				t.Errorf("in another order: %s", strings.Join(stray, "\n"))
			}
			found, err := Diff(original, c.Spec, DiffOptions{Lenient: c.Lenient})
			if err != nil {
				t.Fatal(err)
			}
			for _, change := range found.Changes {
				t.Errorf("%s of %s is told: %q, %q", change.Rule, change.Of, change.Was, change.Is)
			}
		})
	}
}

// shuffle puts what has no order in another one: schemas, properties and paths.
func shuffle(n *yaml.Node, r *rand.Rand) {
	for i := 0; n.Kind == yaml.MappingNode && i < len(n.Content); i += 2 {
		switch n.Content[i].Value {
		case "schemas", "properties", "paths", "definitions":
			pairs := n.Content[i+1].Content
			r.Shuffle(len(pairs)/2, func(a, b int) {
				pairs[2*a], pairs[2*b] = pairs[2*b], pairs[2*a]
				pairs[2*a+1], pairs[2*b+1] = pairs[2*b+1], pairs[2*a+1]
			})
		}
	}
	for _, child := range n.Content {
		shuffle(child, r)
	}
}
