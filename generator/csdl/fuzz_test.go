package csdl

import (
	"os"
	"path/filepath"
	"testing"
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
