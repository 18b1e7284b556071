package openapi

import (
	"errors"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/burin/generator/model"
	"example.com/burin/generator/source"
)

var update = flag.Bool("update", false, "write the golden files anew")

const seed = "../../spec/devicecompliance/openapi.yaml"

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

// cases runs a function on the description of each folder of testdata/kind.
func cases(t *testing.T, kind string, run func(t *testing.T, folder, file string, data []byte)) {
	files, err := filepath.Glob(filepath.Join("testdata", kind, "*", "openapi.*"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no cases in testdata/%s: %v", kind, err)
	}
	for _, file := range files {
		folder := filepath.Dir(file)
		t.Run(filepath.Base(folder), func(t *testing.T) {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			run(t, folder, filepath.Base(file), data)
		})
	}
}

// in reads the files of a case, whose overlay is overlay.yaml.
func in(folder string) Options {
	o := Options{Read: func(path string) ([]byte, error) { return os.ReadFile(filepath.Join(folder, path)) }}
	if _, err := o.Read("overlay.yaml"); err == nil {
		o.Overlays = []string{"overlay.yaml"}
	}
	return o
}

// TestFaults reads descriptions that are at fault: every fault is reported in
// one run, each once, at its place.
func TestFaults(t *testing.T) {
	cases(t, "faults", func(t *testing.T, folder, file string, data []byte) {
		api, err := Parse(file, data, in(folder))
		if err == nil {
			t.Fatal("no faults found")
		}
		checkOutcome(t, file, data, in(folder))
		golden(t, filepath.Join(folder, "faults.txt"), err.Error()+"\n")
		if api != nil { // the faults are of what is not supported yet
			golden(t, filepath.Join(folder, "model.txt"), dump(api))
		}
	})
}

// TestLenient reads descriptions with nothing but slips: strictly each is a fault, and
// leniently the same is a note, and the model is whole.
func TestLenient(t *testing.T) {
	cases(t, "lenient", func(t *testing.T, folder, file string, data []byte) {
		_, err := Parse(file, data, in(folder))
		var faults source.Faults
		if !errors.As(err, &faults) || faults.Slips() != len(faults) {
			t.Errorf("not all are slips:\n%v", err)
		}
		options := in(folder)
		options.Lenient = true
		api, err := Parse(file, data, options)
		if err != nil {
			t.Fatal(err)
		}
		for _, fault := range faults {
			if !slices.ContainsFunc(api.Unused, func(n model.Note) bool { return n.Pos == fault.Pos && n.Text == fault.Message }) {
				t.Errorf("%v is told of nowhere", fault)
			}
		}
		golden(t, filepath.Join(folder, "faults.txt"), faults.Error()+"\n")
		golden(t, filepath.Join(folder, "model.txt"), dump(api))
	})
}

// TestModels reads descriptions that are not at fault.
func TestModels(t *testing.T) {
	cases(t, "models", func(t *testing.T, folder, file string, data []byte) {
		options := in(folder)
		options.Patterns = KeepPatterns
		api, err := Parse(file, data, options)
		if err != nil {
			t.Fatal(err)
		}
		golden(t, filepath.Join(folder, "model.txt"), dump(api))
	})
}

// TestSeed reads the description that the project begins with.
func TestSeed(t *testing.T) {
	api, err := Load(seed, Options{})
	if err != nil {
		t.Fatal(err)
	}
	golden(t, filepath.Join("testdata", "seed.txt"), dump(api))
}

// TestSeedAsJSON reads the seed rendered as JSON, which has to give the same
// model in other places.
func TestSeedAsJSON(t *testing.T) {
	data, err := os.ReadFile(seed)
	if err != nil {
		t.Fatal(err)
	}
	root, _, faults := readNodes(seed, data)
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	text := render(root, false).text.String()
	text = strings.TrimPrefix(strings.NewReplacer(",}", "}", ",]", "]").Replace(text), "#\n")
	api, err := Parse("openapi.json", []byte(text), Options{})
	if err != nil {
		t.Fatal(err)
	}
	want, err := Load(seed, Options{})
	if err != nil {
		t.Fatal(err)
	}
	want.Source = "openapi.json"
	nowhere := cmp.Comparer(func(a, b source.Pos) bool { return true })
	if diff := cmp.Diff(want, api, nowhere); diff != "" {
		t.Errorf("the model of the JSON differs (-YAML +JSON):\n%s", diff)
	}
}

func TestLoadMissingFile(t *testing.T) {
	_, err := Load("missing.yaml", Options{})
	want := source.Faults{{Pos: source.Pos{File: "missing.yaml"}, Message: "the file cannot be read: no such file or directory"}}
	if diff := cmp.Diff(error(want), err); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestCorpus reads real descriptions: each gives a model, or faults that have
// places.
func TestCorpus(t *testing.T) {
	files, _ := filepath.Glob("../../../shared/corpus/openapi/*")
	if len(files) == 0 {
		t.Skip("the shared corpus is absent")
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			checkOutcome(t, file, data, in(filepath.Dir(file)))
		})
	}
}

// checkOutcome parses a description and fails where it gives neither a model nor
// faults that all have places, sorted and each once.
func checkOutcome(t *testing.T, file string, data []byte, options Options) {
	t.Helper()
	read, from := map[string]bool{}, options.Read
	options.Read = func(path string) ([]byte, error) {
		read[path] = true
		return from(path)
	}
	api, err := Parse(file, data, options)
	if err == nil {
		if api == nil {
			t.Fatal("neither a model nor an error")
		}
		dump(api)
		return
	}
	faults, ok := err.(source.Faults)
	if !ok || len(faults) == 0 {
		t.Fatalf("the error is the %T %v", err, err)
	}
	valid := !slices.ContainsFunc(faults, func(fault source.Fault) bool { return !fault.Unsupported })
	if valid != (api != nil) {
		t.Fatalf("all faults are of what is not supported: %v; there is a model: %v; %v", valid, api != nil, err)
	}
	if api != nil {
		dump(api)
	}
	for i, fault := range faults {
		if fault.Pos.File != file && !read[fault.Pos.File] || fault.Pos.Line < 1 || fault.Pos.Column < 1 {
			t.Errorf("a fault without a place: %v", fault)
		}
		if fault.Message == "" || strings.ContainsAny(fault.Message, "\n\r") {
			t.Errorf("a message that is not one line: %q", fault.Message)
		}
		if i > 0 && (faults[i-1].Pos.Compare(fault.Pos) > 0 || faults[i-1] == fault) {
			t.Errorf("out of order, or twice: %v", fault)
		}
	}
}

// TestReplacedValues replaces every value of a description in turn by one of
// another kind, or removes it: the outcome has to be in order each time.
func TestReplacedValues(t *testing.T) {
	file := filepath.Join("testdata", "models", "operations", "openapi.yaml")
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	root, _, faults := readNodes(file, data)
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	var nodes []*node
	var walk func(n *node)
	walk = func(n *node) {
		nodes = append(nodes, n)
		for _, member := range n.members {
			walk(member)
		}
	}
	walk(root)
	replacements := []node{
		{kind: null, text: "null"}, {kind: number, text: "-5"}, {kind: text, text: "é"}, {kind: text, text: ""},
		{kind: boolean, text: "true"}, {kind: array}, {kind: object}, {cut: true},
	}
	for i, n := range nodes[1:] {
		with, was := replacements[i%len(replacements)], *n
		n.kind, n.text, n.members, n.cut = with.kind, with.text, nil, with.cut
		if with.cut {
			n.kind = null
		}
		checkOutcome(t, "openapi.yaml", []byte(render(root, false).text.String()), in("testdata/nothing"))
		*n = was
		if t.Failed() {
			t.Fatalf("after %s became %+v", what(n), with)
		}
	}
}

func BenchmarkLoad(b *testing.B) {
	data, err := os.ReadFile(seed)
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := Parse(seed, data, Options{}); err != nil {
			b.Fatal(err)
		}
	}
}

func FuzzParse(f *testing.F) {
	files, _ := filepath.Glob("testdata/*/*/openapi.*")
	for _, file := range append(files, seed) {
		data, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		checkOutcome(t, "openapi.yaml", data, in("testdata/nothing"))
	})
}
