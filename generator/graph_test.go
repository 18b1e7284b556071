package generator

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"example.com/burin/generator/config"
)

const createPage = "../../shared/reference/create-devicecomplianceuserstatus.md"

// TestAllOfGraph writes both versions of Microsoft Graph whole. What is written
// builds, and go vet and staticcheck find nothing in it; the later version reads
// and writes the examples of the documentation.
func TestAllOfGraph(t *testing.T) {
	if testing.Short() {
		t.Skip("building all of Graph takes a minute")
	}
	staticcheck := filepath.Join(t.TempDir(), "staticcheck")
	run(t, "..", "go", "build", "-o", staticcheck, "honnef.co/go/tools/cmd/staticcheck")
	for _, file := range []string{graphJune, graphAugust} {
		t.Run(filepath.Base(file), func(t *testing.T) {
			if _, err := os.Stat(file); err != nil {
				t.Skipf("the corpus is absent: %v", err)
			}
			module := t.TempDir()
			write(t, filepath.Join(module, "go.mod"), "module example.com/wholegraph\n\ngo 1.26\n")
			c := config.Config{Spec: file, Lenient: true, Package: "graph", Output: filepath.Join(module, "graph"),
				Emit: []config.Artefact{config.Types, config.Validators, config.Client}}
			if _, err := Write(c); err != nil {
				t.Fatal(err)
			}
			run(t, module, "go", "vet", "./...")
			run(t, module, staticcheck, "./...")
			if file == graphAugust {
				roundTrip(t, module)
			}
		})
	}
}

var jsonBlock = regexp.MustCompile(`(?s)\n(\{.*?\n\})`)

// roundTrip has a program read the page's examples, check them, and write them
// anew.
func roundTrip(t *testing.T, module string) {
	page, err := os.ReadFile(createPage)
	if err != nil {
		t.Skipf("the reference is absent: %v", err)
	}
	found := jsonBlock.FindAllSubmatch(page, -1)
	if len(found) != 2 {
		t.Fatalf("the page has %d examples, not a request and a response", len(found))
	}
	var examples []string
	for _, match := range found {
		examples = append(examples, string(match[1]))
	}
	write(t, filepath.Join(module, "roundtrip_test.go"), roundTripProgram)
	write(t, filepath.Join(module, "examples.txt"), strings.Join(examples, "\x00"))
	run(t, module, "go", "test", "-vet=off", ".")
}

const roundTripProgram = `package wholegraph

import (
	"encoding/json"
	"os"
	"reflect"
	"strings"
	"testing"

	"example.com/wholegraph/graph"
)

func TestRoundTrip(t *testing.T) {
	examples, err := os.ReadFile("examples.txt")
	if err != nil {
		t.Fatal(err)
	}
	for example := range strings.SplitSeq(string(examples), "\x00") {
		var status graph.DeviceComplianceUserStatus
		if err := status.DecodeJSON([]byte(example)); err != nil {
			t.Fatal(err)
		}
		if err := status.Validate(); err != nil {
			t.Error(err)
		}
		text, err := json.Marshal(status)
		if err != nil {
			t.Fatal(err)
		}
		var want, got any
		if json.Unmarshal([]byte(example), &want) != nil || json.Unmarshal(text, &got) != nil || !reflect.DeepEqual(want, got) {
			t.Errorf("%s came back as %s", example, text)
		}
	}
}
`

func write(t *testing.T, file, content string) {
	t.Helper()
	if err := os.WriteFile(file, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
}

func run(t *testing.T, dir, name string, args ...string) {
	t.Helper()
	cmd := exec.Command(name, args...)
	cmd.Dir = dir
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%s %s: %v\n%.4000s", filepath.Base(name), strings.Join(args, " "), err, out)
	}
}
