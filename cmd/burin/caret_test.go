package main

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"example.com/burin/generator/source"
)

func TestShowPlaces(t *testing.T) {
	file := filepath.Join(t.TempDir(), "burin.yaml")
	if err := os.WriteFile(file, []byte("spec: a\n\tä spce: b\r\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	var faults source.Faults
	faults.Add(source.Pos{File: file, Line: 2, Column: 5}, "unknown key")
	faults.Add(source.Pos{File: file, Line: 9, Column: 1}, "beyond the end")
	faults.Add(source.Pos{File: file}, "the whole file")
	faults.Add(source.Pos{File: "none.yaml", Line: 1, Column: 1}, "not there")
	want := file + ":2:5: unknown key\n    \tä spce: b\n    \t  ^\n" +
		file + ":9:1: beyond the end\n" + file + ": the whole file\nnone.yaml:1:1: not there"
	if got := showPlaces(faults); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if got := showPlaces(errors.New("no")); got != "burin: no" {
		t.Errorf("got %s", got)
	}
	if got := pointAt("ab", 9); got != "    ab\n      ^" {
		t.Errorf("got %q", got)
	}
}
