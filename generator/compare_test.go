package generator

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/burin/generator/config"
	"example.com/burin/generator/review"
)

// TestGraphIsComparedInGoToo compares all of Microsoft Graph with what it was seven
// weeks before. Whatever apidiff finds belongs to a change that the model tells, but
// for the type whose name in Go another one has now.
func TestGraphIsComparedInGoToo(t *testing.T) {
	if testing.Short() {
		t.Skip("generating all of Graph twice takes seconds")
	}
	for _, file := range []string{graphJune, graphAugust} {
		if _, err := os.Stat(file); err != nil {
			t.Skipf("the corpus is absent: %v", err)
		}
	}
	found, err := Diff(graphJune, graphAugust, DiffOptions{Lenient: true, Sources: Sources()})
	if err != nil {
		t.Fatal(err)
	}
	var alone []string
	seconded := 0
	for _, c := range found.Changes {
		if c.Source != review.Model {
			alone = append(alone, c.Rule+" "+c.Of)
		}
		for _, s := range c.Seconds {
			seconded++
			if c.Source == review.Model && c.Breaks&review.ClientCode == 0 {
				t.Errorf("%s of %s breaks no code, and apidiff says %s", c.Rule, c.Of, s.Text)
			}
		}
	}
	if diff := cmp.Diff([]string{"apidiff/renamed type externalConnectors.contentCategory"}, alone); diff != "" {
		t.Error(diff)
	}
	if seconded < 25 || len(found.Passed) > 0 {
		t.Errorf("apidiff says %d times what is told; %v", seconded, found.Passed)
	}
}

// TestSourcesPassed holds that a source that cannot look says why, and that the
// others go on.
func TestSourcesPassed(t *testing.T) {
	const head = "openapi: 3.0.3\ninfo: {title: Pets, version: '1'}\npaths:\n  /pets:\n    post:\n      operationId: list\n" +
		"      responses: {'204': {description: None.}}\n"
	const body = "      requestBody: {content: {application/json: {schema: {$ref: 'https://example.com/a.yaml'}}}}\n"
	write := func(text string) string {
		file := filepath.Join(t.TempDir(), "openapi.yaml")
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return file
	}
	old, new := write(head), write(head+body)
	found, err := Diff(old, new, DiffOptions{Sources: Sources()})
	if err != nil {
		t.Fatal(err)
	}
	if len(found.Changes) != 1 || found.Changes[0].Rule != "body-added" {
		t.Errorf("%+v", found.Changes)
	}
	if !slices.ContainsFunc(found.Passed, func(why string) bool { return strings.HasPrefix(why, "apidiff did not look: "+new) }) {
		t.Errorf("%v", found.Passed)
	}
}

// TestOverlaysAreCompared holds that what an overlay of the package leaves out is no
// news.
func TestOverlaysAreCompared(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) string {
		file := filepath.Join(dir, name)
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return file
	}
	const description = "openapi: 3.0.3\ninfo: {title: Pets, version: '1'}\npaths: {}\ncomponents:\n  schemas:\n    pet:\n      type: object\n      properties:\n        name: {type: string}\n"
	old, new := write("old.yaml", description), write("new.yaml", description+"        secret: {type: string}\n")
	c := config.Config{Emit: config.Usual(), Overlays: []string{write("overlay.yaml",
		"overlay: 1.0.0\ninfo: {title: Public, version: '1'}\nactions:\n  - target: $.components.schemas.pet.properties.secret\n    remove: true\n")}}
	found, err := Diff(old, new, DiffOptions{Config: &c, Sources: Sources()})
	if err != nil {
		t.Fatal(err)
	}
	if len(found.Changes) > 0 || len(found.Passed) != 1 || !strings.HasPrefix(found.Passed[0], "oasdiff did not look: overlays ") {
		t.Errorf("%+v, %v", found.Changes, found.Passed)
	}
}
