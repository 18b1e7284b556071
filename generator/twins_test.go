package generator

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/burin/generator/config"
	"example.com/burin/generator/selection"
	"example.com/burin/generator/source"
)

// TestDescriptionsOfTheSameEntity generates the seed's entity from OpenAPI, CSDL
// XML and CSDL JSON: structs, enums and validators are the same bytes but for
// the header line.
func TestDescriptionsOfTheSameEntity(t *testing.T) {
	want := entityFiles(t, "openapi.yaml")
	for _, spec := range []string{"csdl.xml", "csdl.json"} {
		got := entityFiles(t, spec)
		for _, file := range []string{"structs.go", "enums.go", "validators.go"} {
			if want[file] == "" {
				t.Errorf("openapi.yaml gives no %s", file)
			}
			if diff := cmp.Diff(want[file], got[file]); diff != "" {
				t.Errorf("%s of %s differs (-openapi.yaml +%[2]s):\n%s", file, spec, diff)
			}
		}
	}
}

// entityFiles generates what the seed's entity needs, and gives the files without
// their header lines.
func entityFiles(t *testing.T, spec string) map[string]string {
	entity, err := selection.Name(source.Pos{}, "deviceComplianceUserStatus")
	if err != nil {
		t.Fatal(err)
	}
	files, err := Generate(config.Config{
		Spec: filepath.Join("../spec/devicecompliance", spec), Package: "devicecompliance",
		Emit:    []config.Artefact{config.Types, config.Validators},
		Include: selection.Filter{Types: []selection.Glob{entity}},
	})
	if err != nil {
		t.Fatal(err)
	}
	content := map[string]string{}
	for _, f := range files {
		_, rest, _ := strings.Cut(string(f.Content), "\n")
		content[f.Name] = rest
	}
	return content
}
