package config

import (
	"bytes"
	"encoding/json"
	"flag"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"
	"go.yaml.in/yaml/v4"

	"example.com/burin/generator/selection"
)

var update = flag.Bool("update", false, "write docs/burin.schema.json anew")

const schemaFile = "../../docs/burin.schema.json"

// schema is as much of JSON Schema, draft 2020-12, as burin.yaml needs.
type schema struct {
	Dialect     string             `json:"$schema,omitempty"`
	Ref         string             `json:"$ref,omitempty"`
	Title       string             `json:"title,omitempty"`
	Description string             `json:"description,omitempty"`
	Type        string             `json:"type,omitempty"`
	Default     any                `json:"default,omitempty"`
	Examples    []any              `json:"examples,omitempty"`
	Enum        any                `json:"enum,omitempty"`
	Pattern     string             `json:"pattern,omitempty"`
	MinLength   int                `json:"minLength,omitempty"`
	Items       *schema            `json:"items,omitempty"`
	Minimum     int                `json:"minimum,omitempty"`
	Maximum     int                `json:"maximum,omitempty"`
	MinItems    int                `json:"minItems,omitempty"`
	UniqueItems bool               `json:"uniqueItems,omitempty"`
	Contains    *schema            `json:"contains,omitempty"`
	Properties  map[string]*schema `json:"properties,omitempty"`
	Required    []string           `json:"required,omitempty"`
	Others      any                `json:"additionalProperties,omitempty"` // a *schema or false
	Definitions map[string]*schema `json:"$defs,omitempty"`
}

// newSchema derives the schema of burin.yaml from Config and its tags.
func newSchema(t *testing.T) *schema {
	s := objectSchema(t, reflect.TypeFor[Config]())
	s.Dialect = "https://json-schema.org/draft/2020-12/schema"
	s.Title = "burin.yaml"
	s.Description = "What burin generates, from which description, and where to."
	s.Definitions = map[string]*schema{
		"filter":   objectSchema(t, reflect.TypeFor[selection.Filter]()),
		"json":     objectSchema(t, reflect.TypeFor[JSON]()),
		"validate": objectSchema(t, reflect.TypeFor[Validation]()),
	}
	return s
}

func objectSchema(t *testing.T, goType reflect.Type) *schema {
	s := &schema{Type: "object", Properties: map[string]*schema{}, Others: false}
	for field := range goType.Fields() {
		key := field.Tag.Get("key")
		property := typeSchema(t, field)
		property.Description = field.Tag.Get("doc")
		property.Default = fromYAML(t, field.Tag.Get("default"))
		if example := fromYAML(t, field.Tag.Get("example")); example != nil {
			if _, single := example.(string); single && property.Type == "array" {
				example = []any{example}
			}
			property.Examples = []any{example}
		}
		s.Properties[key] = property
		if field.Tag.Get("required") == "true" {
			s.Required = append(s.Required, key)
		}
	}
	return s
}

// packageName and exportedName are patterns of token.IsIdentifier, without the
// exception of keywords, and of token.IsExported.
const (
	packageName  = `^[_\p{L}][_\p{L}\p{Nd}]*$`
	exportedName = `^\p{Lu}[_\p{L}\p{Nd}]*$`
)

func typeSchema(t *testing.T, field reflect.StructField) *schema {
	text := &schema{Type: "string", MinLength: 1}
	list := &schema{Type: "array", Items: text}
	switch field.Type {
	case reflect.TypeFor[string]():
		if field.Name == "Package" {
			return &schema{Type: "string", Pattern: packageName}
		}
		return text
	case reflect.TypeFor[[]string]():
		return list
	case reflect.TypeFor[[]Artefact]():
		return &schema{Type: "array", Items: &schema{Enum: Artefacts()}, MinItems: 1, UniqueItems: true,
			Contains: &schema{Enum: []Artefact{Types}}}
	case reflect.TypeFor[JSON]():
		return &schema{Ref: "#/$defs/json"}
	case reflect.TypeFor[Validation]():
		return &schema{Ref: "#/$defs/validate"}
	case reflect.TypeFor[UnknownProperties]():
		return &schema{Enum: unknownProperties()}
	case reflect.TypeFor[InvalidUTF8]():
		return &schema{Enum: invalidUTF8()}
	case reflect.TypeFor[Patterns]():
		return &schema{Enum: patterns()}
	case reflect.TypeFor[bool]():
		return &schema{Type: "boolean"}
	case reflect.TypeFor[int]():
		return &schema{Type: "integer", Minimum: 1, Maximum: 10_000}
	case reflect.TypeFor[selection.Filter]():
		return &schema{Ref: "#/$defs/filter"}
	case reflect.TypeFor[[]selection.Glob]():
		if field.Name == "Paths" {
			return &schema{Type: "array", Items: &schema{Type: "string", Pattern: "^/"}}
		}
		return list
	case reflect.TypeFor[[]selection.Trim]():
		return &schema{Type: "object", Others: list}
	case reflect.TypeFor[[]Name]():
		return &schema{Type: "object", Others: &schema{Type: "string", Pattern: exportedName}}
	}
	t.Fatalf("%s: no schema for %s", field.Name, field.Type)
	return nil
}

func fromYAML(t *testing.T, text string) (value any) {
	if text == "" {
		return nil
	}
	if err := yaml.Load([]byte(text), &value); err != nil {
		t.Fatal(err)
	}
	return value
}

func TestSchemaIsCurrent(t *testing.T) {
	var want bytes.Buffer
	encoder := json.NewEncoder(&want)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(newSchema(t)); err != nil {
		t.Fatal(err)
	}
	if *update {
		if err := os.WriteFile(schemaFile, want.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(schemaFile)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want.String(), string(got)); diff != "" {
		t.Errorf("docs/burin.schema.json is stale, make generate renews it:\n%s", diff)
	}
}

// TestSchemaNamesTheKeysThatAreRead asks the reader for its keys, by a wrong one.
func TestSchemaNamesTheKeysThatAreRead(t *testing.T) {
	root := newSchema(t)
	for _, test := range []struct {
		yaml   string
		schema *schema
	}{
		{"spec: a\npackage: a\nzzzzzz: 1", root},
		{"spec: a\npackage: a\ninclude: {zzzzzz: 1}", root.Definitions["filter"]},
		{"spec: a\npackage: a\nexclude: {zzzzzz: 1}", root.Definitions["filter"]},
	} {
		_, err := Parse("b.yaml", []byte(test.yaml), Override{})
		keys := regexp.MustCompile(`choose from (.*)`).FindStringSubmatch(err.Error())
		if keys == nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(slices.Sorted(maps.Keys(test.schema.Properties)), strings.Split(keys[1], ", ")); diff != "" {
			t.Error(diff)
		}
	}
}

// TestSchemaAgreesWithTheReader holds the schema to the reader's verdicts on
// the files of the other tests, and on those in use.
func TestSchemaAgreesWithTheReader(t *testing.T) {
	compiled, err := jsonschema.NewCompiler().Compile(schemaFile)
	if err != nil {
		t.Fatal(err)
	}
	valid := func(content string) (ok, read bool) {
		var value any
		if yaml.Load([]byte(content), &value) != nil {
			return false, false
		}
		return compiled.Validate(value) == nil, true
	}
	// What a schema cannot say, and the reader does.
	beyond := []string{"package a keyword", "package init", "globs", "trims", "type"}
	for _, test := range faulty {
		if ok, read := valid(test.yaml); read && ok && !slices.Contains(beyond, test.name) {
			t.Errorf("%s: the schema accepts what the reader refuses: %s", test.name, test.want)
		}
	}
	inUse, err := filepath.Glob("../../spec/*/burin.yaml")
	if err != nil || len(inUse) == 0 {
		t.Fatalf("no burin.yaml in spec: %v", err)
	}
	accepted := []string{everyKey, "spec: a\npackage: ä_1\n"}
	for _, file := range inUse {
		content, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		accepted = append(accepted, string(content))
	}
	for _, content := range accepted {
		if _, err := Parse("b.yaml", []byte(content), Override{}); err != nil {
			t.Error(err)
		}
		if ok, _ := valid(content); !ok {
			t.Errorf("the schema refuses what the reader accepts:\n%s", content)
		}
	}
}
