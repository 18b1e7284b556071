// Command graph measures what all of Microsoft Graph costs: to generate, to
// build, and to link into a program that makes one call, beside a program on
// net/http and encoding/json and one on the official SDK.
package main

import (
	"embed"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

//go:embed programs
var programs embed.FS

// endpoint is what the program calls, and slice what a service of directory
// data calls: seven requests.
var (
	endpoint = []string{"POST /deviceManagement/deviceCompliancePolicies/{id}/userStatuses"}
	slice    = []string{"/users", "/users/{id}", "/groups", "/groups/{id}/members", "/applications", "/servicePrincipals", "/users/{id}/memberOf"}
)

func main() {
	description := flag.String("csdl", "../../../shared/corpus/msgraph/v1.0-2026-08-20.csdl.xml", "the `file` that describes Microsoft Graph")
	sdk := flag.Bool("sdk", true, "build the program on the official SDK too, which takes minutes and 4 GiB")
	keep := flag.String("keep", "", "work in the `folder`, and leave it there")
	flag.Parse()
	if _, err := os.Stat(*description); errors.Is(err, fs.ErrNotExist) {
		fmt.Printf("skipped: there is no %s\n", *description)
		return
	}
	if err := run(*description, *keep, *sdk); err != nil {
		fmt.Fprintln(os.Stderr, "graph:", err)
		os.Exit(1)
	}
}

func run(description, dir string, sdk bool) error {
	if dir == "" {
		temporary, err := os.MkdirTemp("", "graph")
		if err != nil {
			return err
		}
		defer func() { _ = os.RemoveAll(temporary) }()
		dir = temporary
	}
	description, err := filepath.Abs(description)
	if err != nil {
		return err
	}
	b := &bench{dir: dir, description: description, env: append(os.Environ(), "GOCACHE="+filepath.Join(dir, "cache"), "GOFLAGS=")}
	if err := b.goTool("../..", "build", "-o", filepath.Join(dir, "burin"), "./cmd/burin").Run(); err != nil {
		return err
	}
	plain, err := b.plain()
	if err != nil {
		return err
	}
	all, err := b.built("all", nil)
	if err != nil {
		return err
	}
	one, err := b.built("one", endpoint)
	if err != nil {
		return err
	}
	seven, err := b.generate("seven", slice)
	if err != nil {
		return err
	}
	var official program
	if sdk {
		if official, err = b.official(); err != nil {
			return err
		}
	}
	fmt.Print(table(all, one, seven, plain, official))
	return nil
}

// source gives the source of a program, which imports module/graph.
func source(name, module string) ([]byte, error) {
	text, err := programs.ReadFile("programs/" + name + ".go.txt")
	return []byte(strings.ReplaceAll(string(text), "MODULE", module)), err
}
