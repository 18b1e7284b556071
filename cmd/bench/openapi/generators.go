package main

import (
	"os"
	"path/filepath"
)

// generator is one that is measured.
type generator struct {
	name  string
	build []string // what go builds it of, and where
	// settings writes what it reads beside the description, and gives its
	// arguments.
	settings func(out, description string) ([]string, error)
}

// generators write types, a client and a server, and what they validate with.
var generators = []generator{
	{"burin", []string{"../..", "./cmd/burin"}, func(out, description string) ([]string, error) {
		return []string{"generate", "--quiet", "--spec", description, "--package", "api", "--out", out, "--emit", "types,validators,client,server"}, nil
	}},
	{"ogen", []string{".", "github.com/ogen-go/ogen/cmd/ogen"}, ogen("generator: {}\n")},
	{"ogen, leaving out what it does not do", []string{".", "github.com/ogen-go/ogen/cmd/ogen"}, ogen("generator:\n  ignore_not_implemented: [all]\n")},
	{"oapi-codegen", []string{".", "github.com/oapi-codegen/oapi-codegen/v2/cmd/oapi-codegen"}, func(out, description string) ([]string, error) {
		config := "package: api\ngenerate: {std-http-server: true, client: true, models: true}\noutput: " + filepath.Join(out, "api.go") + "\n"
		return []string{"-config", out + ".yaml", description}, os.WriteFile(out+".yaml", []byte(config), 0o644)
	}},
}

func ogen(config string) func(out, description string) ([]string, error) {
	return func(out, description string) ([]string, error) {
		return []string{"--config", out + ".yaml", "--target", out, "--package", "api", "--clean", description}, os.WriteFile(out+".yaml", []byte(config), 0o644)
	}
}
