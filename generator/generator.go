// Package generator is the whole pipeline, from a configuration to a Go
// package: load, select, name, emit, write. It knows the order of the stages
// and nothing that one of them decides.
package generator

import (
	"encoding/json"
	"os"
	"slices"

	"example.com/burin/generator/config"
	"example.com/burin/generator/emit"
	"example.com/burin/generator/memory"
	"example.com/burin/generator/model"
	"example.com/burin/generator/openapi"
	"example.com/burin/generator/output"
	"example.com/burin/generator/protocol"
	"example.com/burin/generator/source"
	"example.com/burin/generator/subset"
)

// Generate makes the files of the package that the configuration asks for, and
// writes nothing. The error is a source.Faults where the description, or what
// the configuration says of it, is at fault.
func Generate(c config.Config) ([]output.File, error) {
	return generateObserved(c, Observer{}, os.ReadFile)
}

// The stages of the pipeline, by the names that an observer is told.
const (
	compareStage = "compare" // with what was made before
	loadStage    = "load"
	selectStage  = "select"
	nameStage    = "name"
	emitStage    = "emit"
	writeStage   = "write"
)

// Stages are the names of the stages of Write, in their order.
var Stages = []string{compareStage, loadStage, selectStage, nameStage, emitStage, writeStage}

// CheckStages are those of Check.
var CheckStages = []string{loadStage, selectStage, nameStage, emitStage, compareStage}

// Observer is told what goes on; what is nil is not.
type Observer struct {
	Stage func(name string) // each stage as it begins
	File  func(path string) // each file of the description before it is read
	Warn  func(text string) // what was asked for and is not written, with its place
}

func (o Observer) begin(stage string) {
	if o.Stage != nil {
		o.Stage(stage)
	}
}

func (o Observer) read(path string) ([]byte, error) {
	if o.File != nil {
		o.File(path)
	}
	return os.ReadFile(path)
}

// warn tells of the examples that are asked for and do not follow their schemas.
func (o Observer) warn(api *model.API, c config.Config) {
	for _, note := range api.Unused {
		if note.Example && o.Warn != nil && slices.Contains(c.Emit, config.Examples) {
			o.Warn(note.Pos.String() + ": " + note.Text + ", so it is no test")
		}
	}
}

// generateObserved is Generate; read gives the files of the description.
func generateObserved(c config.Config, o Observer, read func(string) ([]byte, error)) ([]output.File, error) {
	o.begin(loadStage)
	api, err := load(c.Spec, loading{lenient: c.Lenient, overlays: c.Overlays, formats: c.Validate.Formats, patterns: patternsOf(c.Validate), read: read})
	if err != nil {
		return nil, err
	}
	o.begin(selectStage)
	part, err := subset.Select(api, c.Selection())
	if err != nil {
		return nil, err
	}
	written, err := served(part.API, c)
	if err != nil {
		return nil, err
	}
	o.begin(nameStage)
	names, err := name(api, written, c.Names)
	if err != nil {
		return nil, err
	}
	o.warn(written, c)
	o.begin(emitStage)
	return emit.Package(written, names, emitOptions(c))
}

// mostPaths bounds how many paths of a service are served; whoever names more
// has hardly meant to.
const mostPaths = 500

// served is the description with its operations. An OData service has none
// until a server is to be written for it: they are its requests at the paths
// that the configuration names.
func served(api *model.API, c config.Config) (*model.API, error) {
	if api.Service == nil || !slices.Contains(c.Emit, config.Server) {
		return api, nil
	}
	var faults source.Faults
	if len(c.Include.Paths) == 0 {
		faults.Add(source.Pos{File: api.Source}, "a server of an OData service has to know its paths, which have no end: name them under include: paths:, or leave server out of emit:")
		return nil, faults
	}
	paths := subset.Paths(api, c.Include.Paths, c.Exclude.Paths, mostPaths)
	if len(paths) > mostPaths {
		faults.Add(c.Include.Paths[0].Pos, "the globs stand for more than %d paths to serve: name fewer, or leave server out of emit:", mostPaths)
		return nil, faults
	}
	return protocol.Write(api, paths)
}

// Write generates the package and makes the output folder hold it. Where neither
// what it is made of nor the folder has changed since the last time, that costs
// reading them.
func Write(c config.Config) (output.Summary, error) { return WriteObserved(c, Observer{}) }

// WriteObserved is Write with an observer.
func WriteObserved(c config.Config, o Observer) (output.Summary, error) {
	o.begin(compareStage)
	before := key(c)
	if names, ok := memory.Unchanged(c.Output, before, o.read); ok && before != "" {
		return output.Summary{Unchanged: names}, nil
	}
	made := memory.Inputs{}
	files, err := generateObserved(c, o, made.Reading(o.read))
	if err != nil {
		return output.Summary{}, err
	}
	o.begin(writeStage)
	summary, err := output.Write(c.Output, files)
	if err == nil && before != "" {
		memory.Remember(c.Output, before, files, made)
	}
	return summary, err
}

// key is a hash of all that the package is made of, the description's files
// aside; "" where it cannot be had.
func key(c config.Config) string {
	settings, err := json.Marshal(c)
	if err != nil {
		return ""
	}
	return memory.Key(settings)
}

// Check generates the package and gives the unified diff from what the output
// folder holds; an empty one where it is up to date.
func Check(c config.Config) ([]byte, output.Summary, error) { return CheckObserved(c, Observer{}) }

// CheckObserved is Check with an observer.
func CheckObserved(c config.Config, o Observer) ([]byte, output.Summary, error) {
	files, err := generateObserved(c, o, o.read)
	if err != nil {
		return nil, output.Summary{}, err
	}
	o.begin(compareStage)
	return output.Check(c.Output, files)
}

func patternsOf(v config.Validation) openapi.Patterns {
	switch v.Patterns {
	case config.Backtracking:
		return openapi.KeepPatterns
	case config.IgnorePatterns:
		return openapi.IgnorePatterns
	}
	return openapi.RefusePatterns
}

func emitOptions(c config.Config) emit.Options {
	options := emit.Options{Package: c.Package, JSON: emit.JSON{
		ReplaceUTF8: c.JSON.InvalidUTF8 == config.ReplaceUTF8,
		MaxDepth:    c.JSON.MaxDepth,
	}}
	switch c.JSON.UnknownProperties {
	case config.KeepUnknown:
		options.JSON.Unknown = emit.KeepUnknown
	case config.RefuseUnknown:
		options.JSON.Unknown = emit.RefuseUnknown
	}
	for _, artefact := range c.Emit {
		switch artefact {
		case config.Types:
			options.Types = true
		case config.Validators:
			options.Validators = true
		case config.Client:
			options.Client = true
		case config.Server:
			options.Server = true
		case config.Stream:
			options.Stream = true
		case config.Examples:
			options.Examples = true
		}
	}
	return options
}
