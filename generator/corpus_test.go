package generator

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"example.com/burin/generator/config"
	"example.com/burin/generator/selection"
)

// TestOpenAPICorpus writes real descriptions whole, with nothing of them left
// out, and go vet finds nothing in the packages.
func TestOpenAPICorpus(t *testing.T) {
	if testing.Short() {
		t.Skip("building GitHub's package takes seconds")
	}
	module := t.TempDir()
	write(t, filepath.Join(module, "go.mod"), "module example.com/corpus\n\ngo 1.26\n")
	for _, name := range []string{"firecracker.json", "github.json", "openai.yaml", "petstore.yaml", "telegram-bot.json"} {
		file := filepath.Join("../../shared/corpus/openapi", name)
		if _, err := os.Stat(file); err != nil {
			t.Skipf("the corpus is absent: %v", err)
		}
		in, err := Inspect(file, false, selection.Selection{})
		if err != nil {
			t.Fatal(err)
		}
		if len(in.Unsupported) > 0 {
			t.Errorf("%s: %d things are not read, the first %v", name, len(in.Unsupported), in.Unsupported[0])
			continue
		}
		pkg := strings.NewReplacer("-", "", ".json", "", ".yaml", "").Replace(name)
		c := config.Config{Spec: file, Package: pkg, Output: filepath.Join(module, pkg), Emit: config.Usual()}
		if _, err := Write(c); err != nil {
			t.Fatal(err)
		}
	}
	run(t, module, "go", "vet", "./...")
}
