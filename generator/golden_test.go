package generator

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/burin/generator/config"
)

// cases are the configurations below spec/, each with its package in generated/.
func cases(t *testing.T) []string {
	t.Helper()
	var files []string
	for _, pattern := range []string{"../spec/*/burin.yaml", "../spec/features/*/burin.yaml"} {
		found, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, found...)
	}
	if len(files) < 3 {
		t.Fatalf("found only %d cases", len(files))
	}
	return files
}

// TestGolden generates in memory what generated/ holds; make generate renews it.
func TestGolden(t *testing.T) {
	for _, file := range cases(t) {
		t.Run(filepath.Base(filepath.Dir(file)), func(t *testing.T) {
			c := read(t, file)
			got := generate(t, c)
			want := folder(t, c.Output)
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%s is stale, make generate renews it (-committed +generated):\n%s", c.Output, diff)
			}
		})
	}
}

// TestSameBytes generates again and again: nothing may depend on the order of
// maps.
func TestSameBytes(t *testing.T) {
	c := read(t, "../spec/devicecompliance/burin.yaml")
	want := generate(t, c)
	for range 20 {
		if diff := cmp.Diff(want, generate(t, c)); diff != "" {
			t.Fatal(diff)
		}
	}
}

func read(t *testing.T, file string) config.Config {
	t.Helper()
	c, err := config.Load(file, config.Override{})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func generate(t *testing.T, c config.Config) map[string]string {
	t.Helper()
	files, err := Generate(c)
	if err != nil {
		t.Fatal(err)
	}
	texts := map[string]string{}
	for _, f := range files {
		texts[f.Name] = string(f.Content)
	}
	return texts
}

func folder(t *testing.T, dir string) map[string]string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	texts := map[string]string{}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if strings.HasPrefix(string(text), "// Code generated") {
			texts[filepath.Base(file)] = string(text)
		}
	}
	return texts
}
