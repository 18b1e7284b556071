package generator

import (
	"errors"
	"io/fs"

	"example.com/burin/generator/csdl"
	"example.com/burin/generator/model"
	"example.com/burin/generator/openapi"
	"example.com/burin/generator/source"
)

// loading is how a description is read.
type loading struct {
	lenient  bool
	overlays []string
	formats  bool
	patterns openapi.Patterns
	read     func(path string) ([]byte, error)
}

// load reads a description of either kind.
func load(spec string, l loading) (*model.API, error) {
	data, err := l.read(spec)
	if err != nil {
		return nil, unreadable(spec, err)
	}
	return parse(spec, data, l)
}

func unreadable(file string, err error) error {
	var path *fs.PathError
	if errors.As(err, &path) {
		err = path.Err
	}
	var faults source.Faults
	faults.Add(source.Pos{File: file}, "the file cannot be read: %v", err)
	return faults.Err()
}

// parse reads the content of a description of either kind, told apart by it.
func parse(spec string, data []byte, l loading) (*model.API, error) {
	if csdl.Is(data) && len(l.overlays) > 0 {
		var faults source.Faults
		faults.Add(source.Pos{File: spec}, "overlays change OpenAPI descriptions, and this is one of OData: leave them out")
		return nil, faults.Err()
	}
	if csdl.Is(data) {
		return csdl.Parse(spec, data, csdl.Options{Lenient: l.lenient, Read: l.read})
	}
	return openapi.Parse(spec, data, openapi.Options{Read: l.read, Lenient: l.lenient, Overlays: l.overlays, Formats: l.formats, Patterns: l.patterns})
}
