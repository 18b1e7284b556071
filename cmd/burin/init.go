package main

import (
	"errors"
	"fmt"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"unicode"

	"github.com/spf13/cobra"
	"go.yaml.in/yaml/v4"

	"example.com/burin/generator"
	"example.com/burin/generator/config"
	"example.com/burin/generator/source"
)

const generateFile = "generate.go"

func newInit() *cobra.Command {
	return &cobra.Command{
		Use:   "init SPEC",
		Short: "Write a burin.yaml and a go:generate line",
		Long: `init writes burin.yaml, commented, and generate.go, which holds the go:generate
line, to the current folder. It overwrites nothing.

` + exitMeaning,
		Example: `  mkdir petstore && cd petstore
  burin init ../openapi.yaml
  go generate .`,
		Args:              cobra.ExactArgs(1),
		ValidArgsFunction: completeDescription,
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := initialize(args[0]); err != nil {
				return err
			}
			fmt.Fprintf(cmd.OutOrStdout(), `%s: %s
Wrote %s, which says what to generate of it, and %s, which calls burin. Next:
  1. Read %[3]s, and choose what to keep of the description.
  2. Once a module: go get -tool %[5]s/cmd/burin
  3. Here, whenever the description changes: go generate .
  4. In CI: go tool burin check
`, args[0], contents(args[0]), config.DefaultFile, generateFile, module)
			return nil
		},
	}
}

// contents counts what a description has.
func contents(spec string) string {
	api, err := generator.Describe(spec)
	switch {
	case err != nil:
		return "it has faults, which burin inspect lists"
	case api.Service != nil:
		return fmt.Sprintf("an OData service: entity sets and singletons %d, actions and functions %d, types %d",
			len(api.Service.Roots), len(api.Service.Calls), len(api.Types))
	}
	return fmt.Sprintf("an OpenAPI description with %s and %s", count(len(api.Operations), "operation"), count(len(api.Types), "type"))
}

// initialize writes both files, or neither.
func initialize(spec string) error {
	var faults source.Faults
	if info, err := os.Stat(spec); err != nil {
		faults.Add(source.Pos{File: spec}, "the description cannot be read: %v", cause(err))
	} else if info.IsDir() {
		faults.Add(source.Pos{File: spec}, "this is a folder: name the file of the description")
	}
	for _, file := range []string{config.DefaultFile, generateFile} {
		if _, err := os.Lstat(file); !errors.Is(err, fs.ErrNotExist) {
			faults.Add(source.Pos{File: file}, "there is one already: edit it, or move it away first")
		}
	}
	if err := faults.Err(); err != nil {
		return err
	}
	pkg, err := packageHere()
	if err != nil {
		return err
	}
	settings, err := settingsText(spec, pkg)
	if err != nil {
		return err
	}
	if err := os.WriteFile(config.DefaultFile, settings, 0o666); err != nil {
		return err
	}
	return os.WriteFile(generateFile, []byte("package "+pkg+"\n\n//go:generate go tool burin generate\n"), 0o666)
}

// cause is an error without the path, which the fault's place says already.
func cause(err error) error {
	var path *fs.PathError
	if errors.As(err, &path) {
		return path.Err
	}
	return err
}

// packageHere names the package of the current folder: as its Go files do, else
// after the folder.
func packageHere() (string, error) {
	files, err := filepath.Glob("*.go")
	if err != nil {
		return "", err
	}
	for _, file := range files {
		syntax, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.PackageClauseOnly)
		if err == nil && !strings.HasSuffix(file, "_test.go") {
			return syntax.Name.Name, nil
		}
	}
	dir, err := os.Getwd()
	if err != nil {
		return "", err
	}
	return packageName(filepath.Base(dir)), nil
}

// packageName makes a package's name of a folder's: small letters and digits.
func packageName(folder string) string {
	name := strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, folder)
	if config.CheckPackage(name) != nil {
		return "api"
	}
	return name
}

// settingsText is the burin.yaml that init writes.
func settingsText(spec, pkg string) ([]byte, error) {
	emit := "# What to write; validators, client and server need types.\nemit: [types, validators, client, server]"
	if api, err := generator.Describe(spec); err == nil && api.Service != nil {
		emit = "# What to write; validators, client and server need types. A server has to know its\n" +
			"# paths, which of an OData service have no end: name them below, and add server.\nemit: [types, validators, client]"
	}
	path, err := yaml.Dump(filepath.ToSlash(spec))
	if err != nil {
		return nil, err
	}
	return fmt.Appendf(nil, `# What burin generates. Paths are relative to this file.
spec: %s
package: %s
output: .

%s

# What to keep of the description; without this, everything. Kept operations
# bring the types that they need. In a path, * matches within a segment, ** any
# number of segments, and {id} a parameter of any name.
# include:
#   paths: ["/pets/{id}/**"]
#   operations: ["list*"]
#   types: [pet]
#   properties:
#     pet: [id, name]

# What to leave out of that; the same keys.
# exclude:
#   operations: ["delete*"]

# Go names, where a default is not liked.
# names:
#   pet: Animal
`, strings.TrimSpace(string(path)), pkg, emit), nil
}
