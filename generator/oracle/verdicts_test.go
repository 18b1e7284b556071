package oracle

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"

	"example.com/burin/generator"
	"example.com/burin/generator/config"
	"example.com/burin/generator/model"
	"example.com/burin/generator/selection"
)

// trial is a document that a type of a description is tried with.
type trial struct{ Type, Document string }

// TestVerdictsOfCorpus generates packages of real descriptions, and has both them
// and kin-openapi judge random documents of every object that these name.
func TestVerdictsOfCorpus(t *testing.T) {
	if testing.Short() {
		t.Skip("building GitHub's package takes seconds")
	}
	for _, name := range []string{"petstore.yaml", "firecracker.json", "telegram-bot.json", "openai.yaml", "github.json"} {
		t.Run(name, func(t *testing.T) {
			file := filepath.Join("../../../shared/corpus/openapi", name)
			if _, err := os.Stat(file); err != nil {
				t.Skipf("the corpus is absent: %v", err)
			}
			verdicts(t, file, 30)
		})
	}
}

// otherwise are the features that are tried in another way, and why.
var otherwise = map[string]string{
	"bounds":   "kin-openapi rounds numbers: TestKeywordsLikeKin and TestExactBounds",
	"keywords": "random documents hardly ever follow them: TestKeywordsLikeKin",
	"sets":     "the same",
	"owntypes": "its types are of this repository, which a program elsewhere lacks: TestOwnTypes",
}

// TestVerdictsOfFeatures does the same for the descriptions of the features.
func TestVerdictsOfFeatures(t *testing.T) {
	if testing.Short() {
		t.Skip("building a program for each feature takes seconds")
	}
	files, err := filepath.Glob("../../spec/features/*/openapi.yaml")
	if err != nil || len(files) < 10 {
		t.Fatalf("%d features: %v", len(files), err)
	}
	for _, file := range files {
		name := filepath.Base(filepath.Dir(file))
		if reason := otherwise[name]; reason == "" {
			t.Run(name, func(t *testing.T) { verdicts(t, file, 150) })
		}
	}
}

// verdicts tries each object of a description with so many documents.
func verdicts(t *testing.T, file string, each int) {
	in, err := generator.Inspect(file, true, selection.Selection{})
	if err != nil {
		t.Fatal(err)
	}
	if len(in.Unsupported) > 0 {
		t.Skipf("it has what is not read yet: %v", in.Unsupported[0])
	}
	if _, err := openapi3.NewLoader().LoadFromFile(file); err != nil {
		t.Skipf("kin-openapi cannot read it: %v", err)
	}
	doc := Load(t, file)
	m := &documentMaker{rand.New(rand.NewPCG(11, 12)), 40}
	var trials []trial
	names := map[string]string{}
	for _, typ := range in.API.Types {
		ref := doc.Components.Schemas[typ.Name]
		if typ.Kind != model.Object || ref == nil {
			continue
		}
		names[typ.Name] = in.Names.Type(typ)
		for range each {
			if text := m.value(ref.Value, 3); strings.HasPrefix(text, "{") {
				trials = append(trials, trial{typ.Name, text})
			}
		}
	}
	if len(names) == 0 {
		t.Skip("it names no object")
	}
	var options []openapi3.SchemaValidationOption
	if doc.IsOpenAPI31OrLater() {
		options = append(options, openapi3.EnableJSONSchema2020())
	}
	accepted, told := 0, map[string]bool{}
	for i, got := range judgedByPackage(t, file, names, trials) {
		want := visit(t, doc.Components.Schemas[trials[i].Type].Value, trials[i].Document, options...)
		if want == nil {
			accepted++
		}
		if (got == "") != (want == nil) && !told[trials[i].Type] && !isKnown(got, want) {
			told[trials[i].Type] = true
			t.Errorf("%s %s\nburin: %s\nkin-openapi: %.600v", trials[i].Type, trials[i].Document, got, want)
		}
	}
	t.Logf("%d of %d accepted, %d types", accepted, len(trials), len(names))
}

// differences are those known, each with a word on it: by the schema that
// kin-openapi says is broken, or by what is said.
var differences = []struct {
	reason string
	is     func(burin string, kin *openapi3.SchemaError) bool
}{
	{"An integer without a format is an int64 in Go; kin-openapi takes one of any size.",
		func(burin string, _ *openapi3.SchemaError) bool {
			return strings.Contains(burin, "whole number of 64 bits")
		}},
	{"A format with a Go type is read as that; of these kin-openapi knows none.",
		func(burin string, _ *openapi3.SchemaError) bool {
			return strings.Contains(burin, "must be a UUID") || strings.Contains(burin, "must be base64") || strings.Contains(burin, "whole number from 0 to")
		}},
	{"nullable says something beside a type alone (OpenAPI 3.0.3, section 4.7.24.2); kin-openapi refuses null without one.",
		func(burin string, kin *openapi3.SchemaError) bool {
			return burin == "" && kin != nil && kin.SchemaField == "nullable" && kin.Schema.Type == nil
		}},
	{"A required property that is read-only is required in answers alone (section 4.7.24.2); which this is, neither knows.",
		func(burin string, kin *openapi3.SchemaError) bool {
			return burin == "" && kin != nil && kin.SchemaField == "required" && slices.ContainsFunc(slices.Collect(maps.Values(kin.Schema.Properties)),
				func(p *openapi3.SchemaRef) bool { return p.Value.ReadOnly })
		}},
	{"Objects of a oneOf may all have what the others have (a venue is a location): a value is taken for the one that knows most of its properties.",
		func(burin string, kin *openapi3.SchemaError) bool {
			return burin == "" && kin != nil && kin.SchemaField == "oneOf" || strings.Contains(burin, "/foursquare_id: must be")
		}},
	{"The same for anyOf: a value that would be of an object only if what it says were not held against it is not taken for that.",
		func(burin string, _ *openapi3.SchemaError) bool { return strings.Contains(burin, "/protection_rules/") }},
	{"A schema that speaks of items or properties and has no type is taken to be of that type.",
		func(burin string, _ *openapi3.SchemaError) bool {
			return strings.Contains(burin, "/pull_requests: must be") || strings.Contains(burin, "/groups/")
		}},
}

func isKnown(burin string, kin error) bool {
	var broken *openapi3.SchemaError
	errors.As(kin, &broken)
	for _, d := range differences {
		if d.is(burin, broken) {
			return true
		}
	}
	return false
}

// judgedByPackage gives what the generated package says of each document.
func judgedByPackage(t *testing.T, file string, names map[string]string, trials []trial) []string {
	dir := t.TempDir()
	c := config.Config{Spec: file, Lenient: true, Package: "described", Output: filepath.Join(dir, "described"), Emit: []config.Artefact{config.Types, config.Validators}}
	if _, err := generator.Write(c); err != nil {
		t.Fatal(err)
	}
	var lines strings.Builder
	for name, goName := range names {
		fmt.Fprintf(&lines, "\t%q: func(src []byte) error { return described.DecodeValid(src, new(described.%s)) },\n", name, goName)
	}
	for name, text := range map[string]string{
		"go.mod":  "module example.com/verdicts\n\ngo 1.26\n",
		"main.go": strings.Replace(judgeProgram, "TYPES", lines.String(), 1),
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	var in, out bytes.Buffer
	for _, one := range trials {
		if err := json.NewEncoder(&in).Encode(one); err != nil {
			t.Fatal(err)
		}
	}
	cmd := exec.Command("go", "run", ".")
	cmd.Dir, cmd.Stdin, cmd.Stdout, cmd.Stderr = dir, &in, &out, os.Stderr
	if err := cmd.Run(); err != nil {
		t.Fatal(err)
	}
	var said []string
	for scanner := bufio.NewScanner(&out); scanner.Scan(); {
		text, err := strconv.Unquote(scanner.Text())
		if err != nil {
			t.Fatal(err)
		}
		said = append(said, text)
	}
	return said
}

const judgeProgram = `package main

import (
	"encoding/json"
	"fmt"
	"os"

	"example.com/verdicts/described"
)

var types = map[string]func([]byte) error{
TYPES}

func main() {
	var one struct{ Type, Document string }
	for in := json.NewDecoder(os.Stdin); in.Decode(&one) == nil; {
		text := ""
		if err := types[one.Type]([]byte(one.Document)); err != nil {
			text = err.Error()
		}
		fmt.Printf("%q\n", text)
	}
}
`
