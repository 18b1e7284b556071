// Package openapi reads OpenAPI 3.0 and 3.1 descriptions, and those of Swagger 2.0,
// in YAML or JSON, into the model. It knows the specification and nothing of Go: it
// makes no names, and does not know what the model is turned into.
//
// A description passes through four stages: its text becomes nodes that know their
// places, changed by overlays and converted from Swagger 2.0; the linter holds them
// against the specification; kin-openapi reads what the linter left of them, for a
// second opinion and for the examples; and the conversion makes the model of what
// kin-openapi read. Each stage goes on with what the stage before could make of a
// faulty description, so that every fault is reported at once.
package openapi

import (
	"bytes"
	"errors"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"example.com/burin/generator/model"
	"example.com/burin/generator/source"
)

// Options are the choices a caller has.
type Options struct {
	// Read gives the content of a file that the description refers to, by its
	// path as seen from where the description's own is; os.ReadFile where it is
	// nil.
	Read func(path string) ([]byte, error)

	// Lenient makes notes of those breaches of the specification that change nothing
	// about the output.
	Lenient bool

	// Overlays are files of changes to the description, made in their order
	// before it is read (Overlay Specification 1.0.0).
	Overlays []string

	// Formats has strings held against their formats, which are remarks alone
	// otherwise (JSON Schema 2020-12 Validation, section 7.2).
	Formats bool

	// Patterns is what becomes of regular expressions that RE2 does not have.
	Patterns Patterns
}

// Patterns is what becomes of regular expressions that RE2 does not have.
type Patterns int

// What becomes of such patterns: they are not supported, they are held against
// values as they are, or they are noted.
const (
	RefusePatterns Patterns = iota
	KeepPatterns
	IgnorePatterns
)

// Load reads the description in a file, and the files that it refers to. An error
// is a source.Faults that lists everything wrong with it, or says why the file
// could not be read. Where all of the faults are of what is not supported yet,
// the model holds the rest.
func Load(file string, options Options) (*model.API, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		var faults source.Faults
		faults.Add(source.Pos{File: file}, "the file cannot be read: %v", cause(err))
		return nil, faults.Err()
	}
	return Parse(file, data, options)
}

// cause is an error without the path, which its message says already.
func cause(err error) error {
	var path *fs.PathError
	if errors.As(err, &path) {
		return path.Err
	}
	var address *url.Error
	if errors.As(err, &address) {
		return address.Err
	}
	return err
}

// Parse reads a description as Load does, from memory; file is its name in
// places, and where the files that it refers to are found beside.
func Parse(file string, data []byte, options Options) (*model.API, error) {
	if options.Read == nil {
		options.Read = os.ReadFile
	}
	root, start, before := prepare(file, data, options)
	if root == nil && len(before.faults) > 0 {
		return nil, before.faults.Err()
	}
	l, readable := lint(root, start, options)
	l.faults = append(l.faults, before.faults...)
	if !readable {
		return nil, l.faults.Err()
	}
	l.notes = append(l.notes, before.notes...)
	lib, err := read(root, l.is31)
	if err != nil && !l.invalid() { // else it fails for what is known
		lib.report(&l.findings, err)
	}
	if err != nil {
		return nil, l.faults.Err()
	}
	checkExamples(l, lib)
	lib.secondOpinion(&l.findings)
	api := convert(l, lib, file, options)
	if l.invalid() {
		return nil, l.faults.Err()
	}
	return api, l.faults.Err()
}

// prepare reads the main file, with the changes of the overlays, as OpenAPI 3.
// Where there is a fault but no root, nothing more can be said.
func prepare(file string, data []byte, options Options) (*node, source.Pos, *linter) {
	root, start, faults := readNodes(file, data)
	before := &linter{}
	if root != nil {
		before = applyOverlays(root, options.Overlays, options.Read)
		if before.invalid() {
			root = nil
		}
	}
	if root.get("swagger") != nil && root.get("openapi") == nil {
		converted, old := fromSwagger(root, options.Lenient)
		before.faults, before.notes = append(before.faults, old.faults...), append(before.notes, old.notes...)
		root = converted
	}
	before.faults = append(before.faults, faults...)
	return root, start, before
}

// readNodes reads the text of a description. What begins with a brace is JSON,
// or else YAML in its flow style, which is close to JSON.
func readNodes(file string, data []byte) (*node, source.Pos, source.Faults) {
	data = bytes.TrimPrefix(data, []byte("\xEF\xBB\xBF"))
	l := newLines(file, data)
	if !utf8.Valid(data) {
		var faults source.Faults
		faults.Add(l.at(unreadable(data)), "the file is not in UTF-8: save it so")
		return nil, l.at(0), faults
	}
	named := strings.EqualFold(filepath.Ext(file), ".json")
	if named || bytes.HasPrefix(bytes.TrimLeft(data, " \t\r\n"), []byte("{")) {
		if root, faults := readJSON(l); root != nil || named {
			return root, l.at(0), faults
		}
	}
	root, faults := readYAML(l)
	return root, l.at(0), faults
}
