package main

import (
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v4"
)

//go:embed probes.yaml
var probesFile []byte

// probes are a description, and changes to it for each field of the specification.
type probes struct {
	Base    map[string]any
	Objects []struct {
		Name   string
		Base   map[string]any
		Fields []probe
	}
}

// probe is a field.
type probe struct {
	Name    string
	V       string // the one version that has it
	Base    map[string]any
	Set     map[string]any // nil where every description has it
	Feature string         // a folder of spec/features
	Says    string
}

// verdict is what a generator does about a field.
type verdict int

const (
	needed  verdict = iota // every description has it
	changes                // the output is another for it
	ignores                // the output is the same
	refuses
)

// String is the verdict in the table.
func (v verdict) String() string {
	return [...]string{"always there", "yes", "no effect", "refused"}[v]
}

// fieldTable tries every field with every generator, and writes a table of them.
func (b *bench) fieldTable() (string, error) {
	var p probes
	if err := yaml.Load(probesFile, &p); err != nil {
		return "", err
	}
	var out strings.Builder
	out.WriteString(fieldsIntroduction)
	cache := map[string]string{}
	var wrong []error
	for _, o := range p.Objects {
		fmt.Fprintf(&out, "\n## %s Object\n\n| field | what burin does | shown in | burin | ogen | oapi-codegen |\n|---|---|---|---|---|---|\n", o.Name)
		for _, f := range o.Fields {
			base := []map[string]any{o.Base, f.Base}
			if f.Base != nil {
				base = base[1:]
			}
			var cells []string
			for _, g := range []generator{generators[0], generators[1], generators[3]} {
				v, err := b.try(g, p.Base, base, f, cache)
				if err != nil {
					return "", fmt.Errorf("%s, %s, %s: %w", o.Name, f.Name, g.name, err)
				}
				cells = append(cells, v.String())
				if want := claim(f); g.name == "burin" && v != want {
					wrong = append(wrong, fmt.Errorf("%s, %s: it says %q, and tried it is %q; the last refusal is %s", o.Name, f.Name, f.Says, v, b.refusal))
				}
			}
			fmt.Fprintf(&out, "| `%s`%s | %s | %s | %s |\n", f.Name, version(f.V), f.Says, feature(f.Feature), strings.Join(cells, " | "))
		}
	}
	return out.String(), errors.Join(wrong...)
}

// claim is the verdict that a text speaks of.
func claim(f probe) verdict {
	switch {
	case f.Set == nil:
		return needed
	case strings.HasPrefix(f.Says, "Ignored"):
		return ignores
	case strings.HasPrefix(f.Says, "Refused"):
		return refuses
	}
	return changes
}

func version(v string) string {
	if v == "" {
		return ""
	}
	return " (" + v + ")"
}

func feature(name string) string {
	if name == "" {
		return ""
	}
	return "[" + name + "](../spec/features/" + name + ")"
}

const fieldsIntroduction = `# OpenAPI, field by field

Every field of every object of OpenAPI 3.0 and 3.1, what burin does with it, and how the other generators for Go stand. Each entry was tried: the three generated code from a small description with the field and from the same without it, by ` + "`make openapi-fields`" + `, which writes this page from ` + "`cmd/bench/openapi/probes.yaml`" + `.

- "yes": the output is another with the field. It says nothing about whether it is right; the folder under "shown in" does, for burin: its package is compiled, and called over HTTP in a test.
- "no effect": the output is the same. For words about words that is all there is to do.
- "refused": nothing is generated, with either.
- "always there": every description has the field, so it cannot be left out.

What is not taken is told: ` + "`burin inspect`" + ` lists each such field with its line and column. Extensions are in [extensions.md](extensions.md).
`

// try generates with the field and without it.
func (b *bench) try(g generator, base map[string]any, before []map[string]any, f probe, cache map[string]string) (verdict, error) {
	if f.Set == nil {
		return needed, nil
	}
	changes := slices.Clone(before)
	if f.V == "3.1" {
		changes = append(changes, map[string]any{"/openapi": "3.1.0"})
	}
	without, err := b.output(g, base, changes, cache)
	if err != nil {
		return 0, err
	}
	with, err := b.output(g, base, append(changes, f.Set), cache)
	switch {
	case err != nil:
		return 0, err
	case with == "":
		return refuses, nil
	case with == without:
		return ignores, nil
	}
	return verdict(1), nil
}

// output is what a generator writes for a changed description; "" where it refuses.
func (b *bench) output(g generator, base map[string]any, changes []map[string]any, cache map[string]string) (string, error) {
	text, err := changed(base, changes)
	if err != nil {
		return "", err
	}
	key := g.name + string(text)
	if known, ok := cache[key]; ok {
		return known, nil
	}
	out := filepath.Join(b.dir, "field", strconv.Itoa(len(cache)))
	description := filepath.Join(out, "openapi.json")
	if err := os.MkdirAll(filepath.Join(out, "api"), 0o755); err != nil {
		return "", err
	}
	if err := os.WriteFile(description, text, 0o644); err != nil {
		return "", err
	}
	arguments, err := g.settings(filepath.Join(out, "api"), description)
	if err != nil {
		return "", err
	}
	cache[key] = ""
	if _, err := timed(b.built[strings.Join(g.build, " ")], arguments...); err != nil {
		b.refusal = err.Error()
		return "", nil
	}
	files, err := filepath.Glob(filepath.Join(out, "api", "*.go"))
	for _, file := range files {
		content, err := os.ReadFile(file)
		if err != nil {
			return "", err
		}
		cache[key] += string(content)
	}
	return cache[key], err
}

// changed is a description with values at JSON Pointers replaced or added.
func changed(base map[string]any, changes []map[string]any) ([]byte, error) {
	description, err := copied(base)
	if err != nil {
		return nil, err
	}
	for _, change := range changes {
		for _, pointer := range sortedKeys(change) {
			value, err := copied(change[pointer])
			if err == nil {
				description, err = set(description, strings.Split(pointer, "/")[1:], value)
			}
			if err != nil {
				return nil, fmt.Errorf("%s: %w", pointer, err)
			}
		}
	}
	return json.MarshalIndent(description, "", " ")
}

// copied is a value that changes leave alone.
func copied(value any) (made any, err error) {
	text, err := json.Marshal(value)
	if err == nil {
		err = json.Unmarshal(text, &made)
	}
	return made, err
}

func sortedKeys(m map[string]any) []string {
	var keys []string
	for key := range m {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}

// set puts a value where keys lead.
func set(in any, keys []string, value any) (any, error) {
	if len(keys) == 0 {
		return value, nil
	}
	key := strings.NewReplacer("~1", "/", "~0", "~").Replace(keys[0])
	switch in := in.(type) {
	case nil:
		return set(map[string]any{}, keys, value)
	case map[string]any:
		inner, err := set(in[key], keys[1:], value)
		in[key] = inner
		return in, err
	case []any:
		i, err := strconv.Atoi(key)
		if err != nil || i > len(in) {
			return nil, fmt.Errorf("an array has no %q", key)
		}
		if i == len(in) {
			in = append(in, nil)
		}
		in[i], err = set(in[i], keys[1:], value)
		return in, err
	}
	return nil, fmt.Errorf("%q stands in what holds nothing", key)
}
