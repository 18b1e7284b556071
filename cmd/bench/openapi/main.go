// Command openapi measures what it costs to generate the packages of OpenAPI
// descriptions, and to build them, beside ogen and oapi-codegen.
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
)

func main() {
	folder := flag.String("descriptions", "../../../shared/corpus/openapi", "the `folder` of the descriptions")
	only := flag.String("files", "", "only the descriptions whose name matches the `regexp`")
	build := flag.Bool("build", true, "build what was generated too")
	page := flag.String("write", "", "also write the table to the `file`")
	fields := flag.Bool("fields", false, "try every field of the specification instead")
	flag.Parse()
	if *fields {
		if err := runFields(*page); err != nil {
			fmt.Fprintln(os.Stderr, "openapi:", err)
			os.Exit(1)
		}
		return
	}
	files, err := filepath.Glob(filepath.Join(*folder, "*"))
	if err != nil || len(files) == 0 {
		fmt.Printf("skipped: there is nothing in %s\n", *folder)
		return
	}
	wanted, err := regexp.Compile(*only)
	if err == nil {
		err = run(files, wanted, *build, *page)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "openapi:", err)
		os.Exit(1)
	}
}

// runFields writes the table of the fields of the specification.
func runFields(page string) error {
	b, err := newBench()
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(b.dir) }()
	text, err := b.fieldTable()
	if err != nil || page == "" {
		fmt.Print(text)
		return err
	}
	return os.WriteFile(page, []byte(text), 0o644)
}

// newBench makes a folder to work in: within this module, so that what peers
// generate finds what it imports; by a new name, so that the build cache does not
// know it.
func newBench() (*bench, error) {
	dir, err := os.MkdirTemp(".", "generated-")
	if err != nil {
		return nil, err
	}
	b := &bench{dir: dir}
	return b, b.prepare()
}

func run(files []string, wanted *regexp.Regexp, build bool, page string) error {
	b, err := newBench()
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(b.dir) }()
	b.build = build
	var rows []row
	for _, file := range files {
		if !wanted.MatchString(filepath.Base(file)) {
			continue
		}
		for _, g := range generators {
			fmt.Fprintf(os.Stderr, "%s, %s\n", filepath.Base(file), g.name)
			rows = append(rows, b.measure(file, g))
		}
	}
	text := table(rows)
	fmt.Print(text)
	if page == "" {
		return nil
	}
	return os.WriteFile(page, []byte(introduction()+text), 0o644)
}
