package openapi_test

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"example.com/burin/generator"
	"example.com/burin/generator/config"
	"example.com/burin/generator/openapi"
	"example.com/burin/generator/selection"
)

// TestExamples takes the examples of descriptions, those of the features and real
// ones, through the packages written for them: each that follows its schema is
// valid, is decoded, and encoded back to equal JSON.
func TestExamples(t *testing.T) {
	features, _ := filepath.Glob("../../spec/features/*/openapi.yaml")
	real, _ := filepath.Glob("../../../shared/corpus/openapi/*")
	if testing.Short() {
		real = nil
	}
	if len(real) == 0 {
		t.Log("without the real descriptions: the shared corpus is absent, or the test is to be short")
	}
	module := t.TempDir()
	var program bytes.Buffer
	imports, total := "", 0
	for i, file := range append(features, real...) {
		n := samplesOf(t, module, fmt.Sprint("p", i), file, &program)
		if total += n; n > 0 {
			imports += fmt.Sprintf("\t%q\n", "example.com/examples/p"+fmt.Sprint(i))
		}
	}
	if total == 0 {
		t.Fatal("there are no examples")
	}
	write(t, filepath.Join(module, "go.mod"), "module example.com/examples\n\ngo 1.26\n")
	write(t, filepath.Join(module, "main.go"), strings.Replace(checker, "\t// imports\n", imports, 1)+"func main() {\n"+program.String()+"}\n")
	cmd := exec.Command("go", "run", ".")
	cmd.Dir = module
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%.10000s", err, out)
	}
	differences := regexp.MustCompile(`(?m)^.+$`).FindAllString(string(out), -1)
	for _, difference := range differences {
		t.Error(difference)
	}
	t.Logf("%d examples, %d of them not as they were", total, len(differences))
}

// samplesOf writes the package of a description where that has examples, and the
// statements that try each.
func samplesOf(t *testing.T, module, name, file string, program *bytes.Buffer) int {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	samples, broken, err := openapi.Samples(file, data, openapi.Options{Read: os.ReadFile, Lenient: true})
	if err != nil {
		t.Fatal(err)
	}
	if len(samples) == 0 {
		return 0
	}
	t.Logf("%s: %d examples of objects; %d others do not follow their schemas", filepath.Base(file), len(samples), broken)
	in, err := generator.Inspect(file, true, selection.Selection{})
	if err != nil {
		t.Fatal(err)
	}
	names := map[string]string{}
	for _, typ := range in.API.Types {
		names[typ.Name] = in.Names.Type(typ)
	}
	c := config.Config{Spec: file, Lenient: true, Package: name, Output: filepath.Join(module, name), Emit: []config.Artefact{config.Types, config.Validators},
		JSON: config.JSON{UnknownProperties: config.KeepUnknown}}
	if _, err := generator.Write(c); err != nil {
		t.Fatal(err)
	}
	for _, s := range samples {
		place := fmt.Sprintf("%s:%d:%d", filepath.Base(s.Pos.File), s.Pos.Line, s.Pos.Column)
		fmt.Fprintf(program, "\ttry(%q, %q, %t, func(text []byte) ([]byte, error, error) {\n\t\tv := new(%s.%s)\n", place, s.JSON, s.List, name, names[s.Type.Name])
		fmt.Fprintf(program, "\t\terr := %s.DecodeJSON(text, v)\n\t\tif err != nil {\n\t\t\treturn nil, nil, err\n\t\t}\n", name)
		fmt.Fprintf(program, "\t\tout, err := %s.AppendJSON(nil, v)\n\t\treturn out, v.Validate(), err\n\t})\n", name)
	}
	return len(samples)
}

func write(t *testing.T, file, text string) {
	t.Helper()
	if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}

// checker is the part of the program that is the same for all.
const checker = `package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/big"
	"reflect"

	// imports
)

func try(place, text string, many bool, through func([]byte) (out []byte, invalid, err error)) {
	texts := []json.RawMessage{json.RawMessage(text)}
	if many {
		if err := json.Unmarshal([]byte(text), &texts); err != nil {
			panic(err)
		}
	}
	for _, one := range texts {
		out, invalid, err := through(one)
		switch {
		case err != nil:
			fmt.Printf("%s: %v\n", place, err)
		case invalid != nil:
			fmt.Printf("%s: it is said to be invalid: %q\n", place, invalid.Error())
		case !reflect.DeepEqual(value(one), value(out)):
			fmt.Printf("%s: %.300s became %.300s\n", place, one, out)
		}
	}
}

// value decodes JSON with numbers that are exact.
func value(text []byte) (v any) {
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber()
	if err := decoder.Decode(&v); err != nil {
		panic(err)
	}
	return exact(v)
}

func exact(v any) any {
	switch v := v.(type) {
	case json.Number:
		r, _ := new(big.Rat).SetString(v.String())
		return r.RatString()
	case []any:
		for i := range v {
			v[i] = exact(v[i])
		}
	case map[string]any:
		for key := range v {
			v[key] = exact(v[key])
		}
	}
	return v
}

`
