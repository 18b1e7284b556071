package csdl

import (
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/burin/generator/model"
)

var update = flag.Bool("update", false, "write the golden files anew")

// golden compares text with a file.
func golden(t *testing.T, file, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", file, diff)
	}
}

// inFolder reads a description from within its folder, so that places and golden
// files say nothing of where that is.
func inFolder(t *testing.T, file string, options Options) (*model.API, error) {
	t.Chdir(filepath.Dir(file))
	return Load(filepath.Base(file), options)
}

// cases runs a function on each description in the folders of testdata/kind.
func cases(t *testing.T, kind string, run func(t *testing.T, file string)) {
	files, err := filepath.Glob(filepath.Join("testdata", kind, "*", "csdl.*"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no cases in testdata/%s: %v", kind, err)
	}
	for _, file := range files {
		t.Run(filepath.Base(filepath.Dir(file))+filepath.Ext(file), func(t *testing.T) { run(t, file) })
	}
}

// TestModels reads descriptions that are not at fault. The JSON of a feature
// gives the same model as its XML does, in other places.
func TestModels(t *testing.T) {
	cases(t, "models", func(t *testing.T, file string) {
		api, err := inFolder(t, file, Options{})
		if err != nil {
			t.Fatal(err)
		}
		if filepath.Ext(file) == ".xml" {
			golden(t, "model.txt", dump(api))
			return
		}
		twin, err := Load("csdl.xml", Options{})
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(placeless(dump(twin)), placeless(dump(api))); diff != "" {
			t.Errorf("the model of the JSON differs (-XML +JSON):\n%s", diff)
		}
	})
}

var places = regexp.MustCompile(`(?m)^\d+:\d+ *|^ +|@\d+:\d+|at line \d+|csdl\.(xml|json)`)

// placeless is a dump without its places.
func placeless(dump string) string { return places.ReplaceAllString(dump, "") }

// TestFaults reads descriptions that are at fault: every fault is reported in
// one run, each once, at its place. What is left of them where the reader is
// lenient is golden too.
func TestFaults(t *testing.T) {
	cases(t, "faults", func(t *testing.T, file string) {
		_, err := inFolder(t, file, Options{})
		if err == nil {
			t.Fatal("no faults found")
		}
		text := err.Error() + "\n"
		if _, err := Load(filepath.Base(file), Options{Lenient: true}); err != nil {
			text += "\nlenient:\n" + err.Error() + "\n"
		}
		golden(t, "faults."+filepath.Ext(file)[1:]+".txt", text)
	})
}

// TestSeed reads the seed's metadata, in XML and in JSON.
func TestSeed(t *testing.T) {
	api, err := Load("../../spec/devicecompliance/csdl.xml", Options{})
	if err != nil {
		t.Fatal(err)
	}
	golden(t, filepath.Join("testdata", "seed.txt"), dump(api))
	twin, err := Load("../../spec/devicecompliance/csdl.json", Options{})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(placeless(dump(api)), placeless(dump(twin))); diff != "" {
		t.Errorf("the model of the JSON differs (-XML +JSON):\n%s", diff)
	}
}
