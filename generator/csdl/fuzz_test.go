package csdl

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"example.com/burin/generator/source"
)

// FuzzParse gives the reader anything: it is read, or refused with a place.
func FuzzParse(f *testing.F) {
	for _, pattern := range []string{"testdata/models/*/csdl.*", "testdata/faults/*/csdl.*"} {
		files, err := filepath.Glob(pattern)
		if err != nil {
			f.Fatal(err)
		}
		for _, file := range files {
			data, err := os.ReadFile(file)
			if err != nil {
				f.Fatal(err)
			}
			f.Add(data)
		}
	}
	dir := f.TempDir() // where no file that a description refers to is found
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, lenient := range []bool{false, true} {
			api, err := Parse(filepath.Join(dir, "csdl"), data, Options{Lenient: lenient})
			checkFaults(t, "fuzz", data, err)
			if err == nil {
				dump(api)
			}
		}
		Is(data)
	})
}

// checkFaults holds an error to what is promised: faults, each with a place
// within the file, and in one line.
func checkFaults(t *testing.T, name string, data []byte, err error) {
	t.Helper()
	if err == nil {
		return
	}
	var faults source.Faults
	if !errors.As(err, &faults) || len(faults) == 0 {
		t.Fatalf("%s: no faults but %v", name, err)
	}
	lines := bytes.Count(data, []byte("\n")) + 1
	for _, fault := range faults {
		if fault.Pos.Line < 1 || fault.Pos.Line > lines || fault.Pos.Column < 1 || strings.ContainsRune(fault.Message, '\n') {
			t.Errorf("%s: not a place or not one line: %v", name, fault)
		}
	}
}
