// Package config reads burin.yaml: which description to read, which package to
// write, and where. It knows the file's rules and places, and neither opens the
// description nor knows what stands in it.
package config

import (
	"errors"
	"fmt"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"example.com/burin/generator/selection"
	"example.com/burin/generator/source"
)

// DefaultFile is the name under which the file is looked for.
const DefaultFile = "burin.yaml"

// Config is what burin.yaml and the command line together ask for. Its paths
// are relative to the current folder. The tags describe the file; its JSON
// Schema, docs/burin.schema.json, is made of them.
type Config struct {
	Spec     string           `key:"spec" required:"true" doc:"The description to read, a file relative to this one." example:"openapi.yaml"`
	Overlays []string         `key:"overlays" doc:"Files of changes to an OpenAPI description, relative to this one, made in their order before it is read (OpenAPI Overlay 1.0)." example:"[overlay.yaml]"`
	Package  string           `key:"package" required:"true" doc:"The name of the Go package to write." example:"devicecompliance"`
	Output   string           `key:"output" doc:"The folder to write the package to, relative to this file." default:"." example:"internal/devicecompliance"`
	Emit     []Artefact       `key:"emit" doc:"What to write; the others need types. stream, a decoder for arrays too long to hold, and examples, tests made of the description's examples, are not among the default." default:"[types, validators, client, server]" example:"[types, client]"`
	Include  selection.Filter `key:"include" doc:"What to keep of the description; where no paths, operations or types are named, everything."`
	Exclude  selection.Filter `key:"exclude" doc:"What to leave out of that which is included."`
	JSON     JSON             `key:"json" doc:"How the types read and write JSON."`
	Validate Validation       `key:"validate" doc:"What validators and servers judge beyond what they do anyway."`
	Lenient  bool             `key:"lenient" doc:"Whether breaches of the specification that change nothing about the output are passed over; burin inspect lists them." default:"false" example:"true"`
	Names    []Name           `key:"names" doc:"Go names for names of the description, where a default is not liked." example:"deviceComplianceUserStatus: UserStatus"`
}

// Name is a Go name chosen for a name of the description.
type Name struct {
	Pos  source.Pos // of the description's name
	Name string     // as the description writes it
	Go   string
}

// Artefact is a part of the package that can be asked for by itself.
type Artefact string

// The artefacts, in the order in which they are written.
const (
	Types      Artefact = "types"
	Validators Artefact = "validators"
	Client     Artefact = "client"
	Server     Artefact = "server"
	Stream     Artefact = "stream"   // DecodeStream, which reads long arrays element by element
	Examples   Artefact = "examples" // Example tests of the description's examples
)

// Artefacts gives every artefact.
func Artefacts() []Artefact { return append(Usual(), Stream, Examples) }

// Usual gives the artefacts that are written where none are named.
func Usual() []Artefact { return []Artefact{Types, Validators, Client, Server} }

// Selection is what the configuration wants of the description.
func (c Config) Selection() selection.Selection {
	return selection.Selection{Include: c.Include, Exclude: c.Exclude}
}

// Override is what the command line says in place of the file. An empty field
// leaves the file's value as it is; paths are relative to the current folder.
type Override struct {
	Spec    string
	Package string
	Output  string
	Emit    []Artefact
	Include selection.Filter
	Exclude selection.Filter
	Lenient bool // true takes the place of what the file says
}

// New makes a configuration of the command line alone. Its error says which
// flag is missing.
func New(o Override) (Config, error) {
	c := Config{Output: ".", Emit: Usual()}
	c.override(o)
	switch {
	case c.Spec == "":
		return Config{}, errors.New("--spec is needed where no burin.yaml names the description")
	case c.Package == "":
		return Config{}, errors.New("--package is needed where no burin.yaml names the package")
	}
	return c, nil
}

// Load reads a file; what the command line says takes the place of what stands
// there. The error is a source.Faults that lists everything wrong with the file.
func Load(file string, o Override) (Config, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return Config{}, unreadable(file, err)
	}
	return Parse(file, data, o)
}

func unreadable(file string, err error) error {
	var faults source.Faults
	pos := source.Pos{File: file}
	if errors.Is(err, fs.ErrNotExist) {
		faults.Add(pos, "there is no such file: name one by --config, or write one by burin init SPEC")
	} else {
		var cause *fs.PathError
		if errors.As(err, &cause) {
			err = cause.Err
		}
		faults.Add(pos, "the file cannot be read: %v", err)
	}
	return faults.Err()
}

func (c *Config) override(o Override) {
	replace(&c.Spec, o.Spec)
	replace(&c.Package, o.Package)
	replace(&c.Output, o.Output)
	replaceList(&c.Emit, o.Emit)
	c.Lenient = c.Lenient || o.Lenient
	for _, f := range []struct{ to, from *selection.Filter }{{&c.Include, &o.Include}, {&c.Exclude, &o.Exclude}} {
		replaceList(&f.to.Paths, f.from.Paths)
		replaceList(&f.to.Operations, f.from.Operations)
		replaceList(&f.to.Types, f.from.Types)
		replaceList(&f.to.Properties, f.from.Properties)
	}
}

func replace(value *string, by string) {
	if by != "" {
		*value = by
	}
}

func replaceList[T any](list *[]T, by []T) {
	if len(by) > 0 {
		*list = by
	}
}

// beside gives a path that a file names, as seen from the current folder.
func beside(file, path string) string {
	path = filepath.FromSlash(path)
	if filepath.IsAbs(path) {
		return path
	}
	return filepath.Join(filepath.Dir(file), path)
}

// CheckPackage says why a name cannot be a Go package's, or nil.
func CheckPackage(name string) error {
	switch {
	case !token.IsIdentifier(name) || name == "_":
		return fmt.Errorf("%q is not a name for a Go package: use letters and digits, and no word of the language", name)
	case name == "init":
		return errors.New(`"init" cannot be imported: choose another name for the package`)
	}
	return nil
}

// ParseArtefact reads the name of an artefact.
func ParseArtefact(name string) (Artefact, error) {
	if artefact := Artefact(name); slices.Contains(Artefacts(), artefact) {
		return artefact, nil
	}
	if name == "fake" {
		return "", errors.New("burin does not write fakes yet: leave fake out")
	}
	return "", fmt.Errorf("unknown artefact %q: %s", name, choose(name, artefactNames()))
}

func artefactNames() []string {
	var names []string
	for _, artefact := range Artefacts() {
		names = append(names, string(artefact))
	}
	return names
}

// choose says what to write in place of an unknown word.
func choose(word string, known []string) string {
	if near := source.Nearest(word, known); near != "" {
		return fmt.Sprintf("did you mean %s?", near)
	}
	return "choose from " + strings.Join(known, ", ")
}

// CheckEmit says which artefact lacks another that it needs, or nil.
func CheckEmit(artefacts []Artefact) error {
	if len(artefacts) > 0 && !slices.Contains(artefacts, Types) {
		return fmt.Errorf("%s needs types: add types", artefacts[0])
	}
	return nil
}
