package config

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"example.com/burin/generator/selection"
	"example.com/burin/generator/source"
)

var ignoreCompiled = cmpopts.IgnoreUnexported(selection.Glob{})

const everyKey = `# every key there is
spec: api/openapi.yaml
package: devices
overlays: [ours.yaml, ../theirs.json]
output: ../devices
emit: [types, client]
include:
  paths: ["/a/{id}/**"]
  operations: [listA, "*B"]
  types: [c]
  properties:
    c: [id, status]
exclude:
  paths: ["/a/{id}/x"]
names: {c: Cee, "@odata.type": Kind}
`

func TestParse(t *testing.T) {
	at := func(line, column int) source.Pos {
		return source.Pos{File: "sub/burin.yaml", Line: line, Column: column}
	}
	want := Config{
		Spec: "sub/api/openapi.yaml", Overlays: []string{"sub/ours.yaml", "theirs.json"}, Package: "devices", Output: "devices", Emit: []Artefact{Types, Client},
		Include: selection.Filter{
			Paths:      []selection.Glob{{Pos: at(8, 11), Text: "/a/{id}/**"}},
			Operations: []selection.Glob{{Pos: at(9, 16), Text: "listA"}, {Pos: at(9, 23), Text: "*B"}},
			Types:      []selection.Glob{{Pos: at(10, 11), Text: "c"}},
			Properties: []selection.Trim{{
				Type:       selection.Glob{Pos: at(12, 5), Text: "c"},
				Properties: []selection.Glob{{Pos: at(12, 9), Text: "id"}, {Pos: at(12, 13), Text: "status"}},
			}},
		},
		Exclude: selection.Filter{Paths: []selection.Glob{{Pos: at(14, 11), Text: "/a/{id}/x"}}},
		Names: []Name{
			{Pos: at(15, 9), Name: "c", Go: "Cee"},
			{Pos: at(15, 17), Name: "@odata.type", Go: "Kind"},
		},
	}
	got, err := Parse("sub/burin.yaml", []byte(everyKey), Override{})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got, ignoreCompiled); diff != "" {
		t.Error(diff)
	}
}

func TestDefaults(t *testing.T) {
	got, err := Parse("sub/burin.yaml", []byte("spec: /abs/a.yaml\npackage: a\n"), Override{})
	if err != nil {
		t.Fatal(err)
	}
	want := Config{Spec: "/abs/a.yaml", Package: "a", Output: "sub", Emit: Usual()}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestOverride(t *testing.T) {
	glob := []selection.Glob{{Pos: source.Pos{File: "--include-path"}, Text: "/z"}}
	override := Override{
		Spec: "z.yaml", Package: "z", Output: "out", Emit: []Artefact{Types},
		Include: selection.Filter{Paths: glob}, Exclude: selection.Filter{Types: glob},
	}
	got, err := Parse("sub/burin.yaml", []byte("spec: a.yaml\ninclude: {paths: [/a], types: [t]}"), override)
	if err != nil {
		t.Fatal(err)
	}
	want := Config{
		Spec: "z.yaml", Package: "z", Output: "out", Emit: []Artefact{Types},
		Include: selection.Filter{Paths: glob, Types: []selection.Glob{
			{Pos: source.Pos{File: "sub/burin.yaml", Line: 2, Column: 32}, Text: "t"},
		}},
		Exclude: selection.Filter{Types: glob},
	}
	if diff := cmp.Diff(want, got, ignoreCompiled); diff != "" {
		t.Error(diff)
	}
}

func TestNew(t *testing.T) {
	got, err := New(Override{Spec: "a.yaml", Package: "a"})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(Config{Spec: "a.yaml", Package: "a", Output: ".", Emit: Usual()}, got); diff != "" {
		t.Error(diff)
	}
	for _, test := range []struct {
		override Override
		want     string
	}{
		{Override{Package: "a"}, "--spec is needed where no burin.yaml names the description"},
		{Override{Spec: "a.yaml"}, "--package is needed where no burin.yaml names the package"},
	} {
		if _, err := New(test.override); err == nil || err.Error() != test.want {
			t.Errorf("got %v, want %s", err, test.want)
		}
	}
}

// faulty are files with what is wrong in them.
var faulty = []struct{ name, yaml, want string }{
	{"empty", "", `b.yaml:1:1: the file is empty: write spec and package, or have burin init SPEC write one`},
	{"comment", "# nothing\n", `b.yaml:1:1: the file is empty: write spec and package, or have burin init SPEC write one`},
	{"null", "~\n", `b.yaml:1:1: the file is empty: write spec and package, or have burin init SPEC write one`},
	{"list", "- spec: a\n", `b.yaml:1:1: the file is a list: write one "key: value" a line`},
	{"text", "\n  spec", `b.yaml:2:3: the file is a text: write one "key: value" a line`},
	{"no keys", "{}", "b.yaml:1:1: spec is missing: add it here, or give --spec\n" +
		"b.yaml:1:1: package is missing: add it here, or give --package"},
	{"unknown keys", "spec: a\npackage: a\nincldue: {}\ninclude: {path: [/a], x: 1}\nzzz: 1\n",
		"b.yaml:3:1: unknown key \"incldue\": did you mean include?\n" +
			"b.yaml:4:11: unknown key \"include.path\": did you mean paths?\n" +
			"b.yaml:4:23: unknown key \"include.x\": choose from operations, paths, properties, types\n" +
			"b.yaml:5:1: unknown key \"zzz\": choose from emit, exclude, include, json, lenient, names, output, overlays, package, spec, validate"},
	{"kinds", "spec: [a]\npackage: 12\noutput:\nemit: types\ninclude: []\nexclude: {types: {}, properties: [a], paths: [/a, 1, ~, {}]}\nnames: x\n",
		"b.yaml:1:7: a list stands where a text belongs: write one\n" +
			"b.yaml:2:10: a number stands where a text belongs: put it in quotes\n" +
			"b.yaml:3:8: nothing stands where a text belongs: write one\n" +
			"b.yaml:4:7: emit is a text: write a list, as in [a, b], or leave it out\n" +
			"b.yaml:5:10: include is a list: write a mapping, one \"key: value\" a line, or leave it out\n" +
			"b.yaml:6:18: exclude.types is a mapping: write a list, as in [a, b], or leave it out\n" +
			"b.yaml:6:34: exclude.properties is a list: write a mapping, one \"key: value\" a line, or leave it out\n" +
			"b.yaml:6:51: a number stands where a text belongs: put it in quotes\n" +
			"b.yaml:6:54: nothing stands where a text belongs: write one\n" +
			"b.yaml:6:57: a mapping stands where a text belongs: write one\n" +
			"b.yaml:7:8: names is a text: write a mapping, one \"key: value\" a line, or leave it out"},
	{"empty section", "spec: a\npackage: a\ninclude:\n",
		`b.yaml:3:9: include is empty: write a mapping, one "key: value" a line, or leave it out`},
	{"package", "spec: a\npackage: my-api\n",
		`b.yaml:2:10: "my-api" is not a name for a Go package: use letters and digits, and no word of the language`},
	{"package a keyword", "spec: a\npackage: func\n",
		`b.yaml:2:10: "func" is not a name for a Go package: use letters and digits, and no word of the language`},
	{"package init", "spec: a\npackage: init\n",
		`b.yaml:2:10: "init" cannot be imported: choose another name for the package`},
	{"json", "spec: a\npackage: a\njson: {unknownProperties: kep, invalidUTF8: drop, maxDepth: 0, x: 1}\n",
		"b.yaml:3:27: unknown value \"kep\": did you mean keep?\n" +
			"b.yaml:3:45: unknown value \"drop\": choose from refuse, replace\n" +
			"b.yaml:3:61: json.maxDepth must be a whole number from 1 to 10000\n" +
			"b.yaml:3:64: unknown key \"json.x\": choose from invalidUTF8, maxDepth, unknownProperties"},
	{"validate", "spec: a\npackage: a\nvalidate: {formats: yes, format: true, patterns: re2}\n",
		"b.yaml:3:21: validate.formats is a text: write true or false\n" +
			"b.yaml:3:26: unknown key \"validate.format\": did you mean formats?\n" +
			"b.yaml:3:50: unknown value \"re2\": choose from refuse, backtracking, ignore"},
	{"overlays", "spec: a\npackage: a\noverlays: a.yaml\n", "b.yaml:3:11: overlays is a text: write a list, as in [a, b], or leave it out"},
	{"lenient", "spec: a\npackage: a\nlenient: 1\n", "b.yaml:3:10: lenient is a number: write true or false"},
	{"artefacts", "spec: a\npackage: a\nemit: [types, clients, fake, sqlite]\n",
		"b.yaml:3:15: unknown artefact \"clients\": did you mean client?\n" +
			"b.yaml:3:24: burin does not write fakes yet: leave fake out\n" +
			"b.yaml:3:30: unknown artefact \"sqlite\": choose from types, validators, client, server, stream, examples"},
	{"artefact twice", "spec: a\npackage: a\nemit:\n  - types\n  - types\n",
		"b.yaml:5:5: types stands twice in emit: keep one"},
	{"no artefacts", "spec: a\npackage: a\nemit: []\n",
		"b.yaml:3:7: emit names nothing to write: leave it out for everything"},
	{"server without types", "spec: a\npackage: a\nemit: [server]\n",
		"b.yaml:3:7: server needs types: add types"},
	{"globs", "spec: a\npackage: a\ninclude: {paths: [a, '/a**'], operations: ['']}\n",
		"b.yaml:3:19: a glob over paths begins with \"/\"\n" +
			"b.yaml:3:22: ** stands alone between slashes: write /**/ or *\n" +
			"b.yaml:3:44: nothing stands where a text belongs: write one"},
	{"trims", "spec: a\npackage: a\ninclude: {properties: {'': [a], b: c}}\n",
		"b.yaml:3:24: the glob is empty: write a name, or * for every name\n" +
			"b.yaml:3:36: include.properties.b is a text: write a list, as in [a, b], or leave it out"},
	{"keys twice", "spec: a\npackage: a\nspec: b\nnames:\n  a: A\n  a: B\n",
		"b.yaml:3:1: key \"spec\" stands twice, first in line 1: keep one\n" +
			"b.yaml:6:3: key \"names.a\" stands twice, first in line 5: keep one"},
	{"names", "spec: a\npackage: a\nnames: {a: My name, b: _, c: 1, d: pet}\n",
		"b.yaml:3:12: \"My name\" is not an exported Go name: begin with a capital letter, and go on with letters and digits\n" +
			"b.yaml:3:24: \"_\" is not an exported Go name: begin with a capital letter, and go on with letters and digits\n" +
			"b.yaml:3:30: a number stands where a text belongs: put it in quotes\n" +
			"b.yaml:3:36: \"pet\" is not an exported Go name: begin with a capital letter, and go on with letters and digits"},
	{"key no word", "spec: a\npackage: a\n? [b]\n: c\n", "b.yaml:3:3: a list stands where a key belongs: write a word"},
	{"type", "spec: !thing a\npackage: a\n", "b.yaml:1:7: a value of type !thing stands where a text belongs: put it in quotes"},
	{"bytes", "spec: a\npackage: a\nnames: {é: '', ü: ''}\n",
		"b.yaml:3:13: nothing stands where a text belongs: write one\n" +
			"b.yaml:3:21: nothing stands where a text belongs: write one"},
	{"alias", "spec: &a [1]\npackage: *a\n",
		"b.yaml:1:7: a list stands where a text belongs: write one"},
	{"syntax", "spec: [a\npackage: b\n",
		"b.yaml:2:8: this is not YAML: did not find expected ',' or ']' while parsing a flow sequence"},
	{"syntax of the reader", "spec: \x01\n", "b.yaml: this is not YAML: control characters are not allowed (value: 1)"},
	{"anchor", "spec: *a\n", "b.yaml:1:7: this is not YAML: unknown anchor 'a' referenced"},
	{"two documents", "spec: a\npackage: a\n---\nspec: b\n", "b.yaml:3:1: a second document begins here: keep one"},
	{"second document broken", "spec: a\npackage: a\n---\n[\n",
		"b.yaml:5:1: this is not YAML: did not find expected node content while parsing a flow node"},
}

func TestFaults(t *testing.T) {
	for _, test := range faulty {
		t.Run(test.name, func(t *testing.T) {
			got, err := Parse("b.yaml", []byte(test.yaml), Override{})
			if err == nil {
				t.Fatalf("no fault in %+v", got)
			}
			if diff := cmp.Diff(test.want, err.Error()); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestLoad(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "burin.yaml")
	want := file + ": there is no such file: name one by --config, or write one by burin init SPEC"
	if _, err := Load(file, Override{}); err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
	want = dir + ": the file cannot be read: is a directory"
	if _, err := Load(dir, Override{}); err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
	if err := os.WriteFile(file, []byte("spec: a.yaml\npackage: a\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	got, err := Load(file, Override{})
	if err != nil {
		t.Fatal(err)
	}
	if got.Spec != filepath.Join(dir, "a.yaml") {
		t.Errorf("spec is %s", got.Spec)
	}
}

// FuzzParse holds that any content is a configuration that says what it needs
// to, or faults, each at a place in the file.
func FuzzParse(f *testing.F) {
	f.Add([]byte(everyKey))
	for _, test := range faulty {
		f.Add([]byte(test.yaml))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		c, err := Parse("b.yaml", data, Override{})
		if err == nil {
			if c.Spec == "" || CheckPackage(c.Package) != nil || c.Output == "" || CheckEmit(c.Emit) != nil || len(c.Emit) == 0 {
				t.Errorf("accepted, but not complete: %+v", c)
			}
			return
		}
		faults, ok := err.(source.Faults)
		if !ok || len(faults) == 0 {
			t.Fatalf("%T: %v", err, err)
		}
		for _, fault := range faults {
			if fault.Pos.File != "b.yaml" || fault.Pos.Line < 0 || fault.Pos.Line > 0 && fault.Pos.Column < 1 {
				t.Errorf("no place: %v", fault)
			}
		}
	})
}
