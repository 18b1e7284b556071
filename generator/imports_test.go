package generator

import (
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// mayImport is the rule of docs/ARCHITECTURE.md: which packages of the module,
// and which others beyond the standard library, a folder's packages may import.
// A folder ending in /... stands for all below it. Tests may import anything.
var mayImport = map[string][]string{
	"cmd/burin": {"generator", "generator/config", "generator/model", "generator/output", "generator/protocol", "generator/review/format", "generator/review/gocode", "generator/review", "generator/selection", "generator/source",
		"github.com/fsnotify/fsnotify", "github.com/schollz/progressbar/v3", "github.com/spf13/cobra", "github.com/spf13/pflag", "go.yaml.in/yaml/v4"},
	"cmd/compliance-server/...": {"generated/devicecompliance", "cmd/compliance-server/...",
		"github.com/MicahParks/jwkset", "github.com/MicahParks/keyfunc/v3", "github.com/golang-jwt/jwt/v5",
		"github.com/google/uuid", "github.com/spf13/cobra", "github.com/spf13/pflag", "go.yaml.in/yaml/v4", "modernc.org/sqlite/..."},

	"generator": {"generator/config", "generator/csdl", "generator/emit", "generator/gonames", "generator/memory", "generator/model", "generator/openapi",
		"generator/output", "generator/protocol", "generator/review", "generator/review/gocode", "generator/review/wire", "generator/selection", "generator/source", "generator/subset", "generator/support"},

	"generator/config":  {"generator/selection", "generator/source", "go.yaml.in/yaml/v4"},
	"generator/csdl":    {"generator/model", "generator/source"},
	"generator/links":   {"generator/model"},
	"generator/openapi": {"generator/links", "generator/model", "generator/source", "templates", "github.com/getkin/kin-openapi/...", "github.com/theory/jsonpath", "go.yaml.in/yaml/v4"},
	"generator/subset":  {"generator/model", "generator/selection", "generator/source"},
	"generator/emit":    {"generator/builders", "generator/gonames", "generator/links", "generator/model", "generator/output", "generator/support", "github.com/dave/jennifer/jen"},

	"generator/builders":      {"generator/model"},
	"generator/gonames":       {"generator/builders", "generator/model", "generator/source"},
	"generator/support":       {"generator/output", "templates"},
	"generator/output":        {"generator/source", "github.com/rogpeppe/go-internal/diff", "golang.org/x/sys/unix"},
	"generator/memory":        {"generator/output"},
	"generator/protocol":      {"generator/model", "generator/source", "generator/subset"},
	"generator/review/format": {"generator/review", "generator/source", "gonum.org/v1/gonum/graph/..."},
	"generator/review/gocode": {"generator/output", "golang.org/x/exp/apidiff"},
	"generator/review/wire":   {"generator/review", "generator/source", "github.com/getkin/kin-openapi/openapi3", "github.com/oasdiff/oasdiff/..."},
	"generator/review":        {"generator/builders", "generator/model", "generator/selection", "generator/source", "go.yaml.in/yaml/v4"},
	"generator/selection":     {"generator/source"},
	"generator/model":         {"generator/source"},
	"generator/source":        nil,

	"templates":     nil,
	"generated/...": {"generated/features/owntypes/money"}, // which a description there asks for

	"generator/oracle": {"github.com/getkin/kin-openapi/..."},
}

func TestImportsFollowTheRule(t *testing.T) {
	root := os.DirFS("..")
	module := modulePath(t, root)
	used := map[string]bool{}
	for _, file := range sources(t, root) {
		rule, ok := lookUp(filepath.ToSlash(filepath.Dir(file)))
		if !ok {
			t.Errorf("%s: the folder is in no rule: add it to mayImport and to docs/ARCHITECTURE.md", file)
			continue
		}
		used[rule] = true
		for _, imported := range imports(t, root, file) {
			own := strings.TrimPrefix(imported, module+"/")
			standard := own == imported && !strings.Contains(strings.Split(imported, "/")[0], ".")
			if !standard && !slices.ContainsFunc(mayImport[rule], func(allowed string) bool { return covers(allowed, own) }) {
				t.Errorf("%s imports %s, which %s may not", file, imported, rule)
			}
		}
	}
	for _, rule := range slices.Sorted(maps.Keys(mayImport)) {
		if !used[rule] {
			t.Errorf("the rule of %s is for no folder", rule)
		}
	}
}

// TestTheRuleHasNoCircles goes from each folder to the right; it must end.
func TestTheRuleHasNoCircles(t *testing.T) {
	var visit func(folder string, way []string)
	visit = func(folder string, way []string) {
		if slices.Contains(way, folder) {
			t.Fatalf("a circle: %s", strings.Join(append(way, folder), " -> "))
		}
		for _, next := range mayImport[folder] {
			if next != folder {
				visit(next, append(way, folder))
			}
		}
	}
	for folder := range mayImport {
		visit(folder, nil)
	}
}

func modulePath(t *testing.T, root fs.FS) string {
	mod, err := fs.ReadFile(root, "go.mod")
	if err != nil {
		t.Fatal(err)
	}
	first, _, _ := strings.Cut(string(mod), "\n")
	return strings.TrimPrefix(strings.TrimSpace(first), "module ")
}

// sources lists the Go files of the module but for the tests.
func sources(t *testing.T, root fs.FS) (files []string) {
	err := fs.WalkDir(root, ".", func(path string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case path != "." && entry.IsDir() && hasModule(root, path):
			return fs.SkipDir
		case entry.IsDir() && (entry.Name() == "testdata" || path != "." && strings.HasPrefix(entry.Name(), ".")):
			return fs.SkipDir
		case strings.HasSuffix(path, ".go") && !strings.HasSuffix(path, "_test.go"):
			files = append(files, path)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// hasModule reports whether a folder is a module of its own.
func hasModule(root fs.FS, folder string) bool {
	_, err := fs.Stat(root, folder+"/go.mod")
	return err == nil
}

func imports(t *testing.T, root fs.FS, file string) (paths []string) {
	content, err := fs.ReadFile(root, file)
	if err != nil {
		t.Fatal(err)
	}
	syntax, err := parser.ParseFile(token.NewFileSet(), file, content, parser.ImportsOnly)
	if err != nil {
		t.Fatal(err)
	}
	for _, spec := range syntax.Imports {
		path, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			t.Fatal(err)
		}
		paths = append(paths, path)
	}
	return paths
}

func lookUp(folder string) (rule string, ok bool) {
	for rule := range mayImport {
		if covers(rule, folder) {
			return rule, true
		}
	}
	return "", false
}

// covers reports whether a rule's pattern is for a path.
func covers(pattern, path string) bool {
	if below, ok := strings.CutSuffix(pattern, "/..."); ok {
		return path == below || strings.HasPrefix(path, below+"/")
	}
	return path == pattern
}
