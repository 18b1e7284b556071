// Package csdl reads OData CSDL 4.0 and 4.01 descriptions, in XML or JSON, into
// the model. It knows the specification and nothing of Go: it makes no names,
// and does not know what the model is turned into.
//
// A description passes through three stages: the text of each of its files
// becomes a document, a form that XML and JSON share; names are resolved across
// the documents; and the conversion makes the model of them. Each stage goes on
// with what the stage before could make of a faulty description, so that every
// fault is reported at once.
package csdl

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"slices"

	"example.com/burin/generator/model"
	"example.com/burin/generator/source"
)

// maxSize is the size of the largest file that is read, in bytes.
const maxSize = 64 << 20

// Options are the choices a caller has.
type Options struct {
	// Lenient makes notes of those breaches of the specification that change
	// nothing about the output.
	Lenient bool

	// Read gives the content of a file that the description refers to; where it
	// is nil that is read from where it is.
	Read func(path string) ([]byte, error)
}

// Is says whether a description is CSDL: XML, or a JSON object whose members
// are those of CSDL JSON (OData CSDL JSON 4.01, section 4).
func Is(data []byte) bool {
	data = bytes.TrimLeft(bytes.TrimPrefix(data, []byte(utf8Mark)), " \t\r\n")
	switch {
	case bytes.HasPrefix(data, []byte("<")), bytes.HasPrefix(data, []byte(utf16)), bytes.HasPrefix(data, []byte(utf16le)):
		return true
	case !bytes.HasPrefix(data, []byte("{")):
		return false
	}
	return isJSON(data)
}

// Load reads the description in a file, and the files that it refers to. An
// error is a source.Faults that lists everything wrong with it, or says why the
// file could not be read.
func Load(file string, options Options) (*model.API, error) {
	data, err := read(file)
	if err != nil {
		var faults source.Faults
		faults.Add(source.Pos{File: file}, "the file cannot be read: %v", err)
		return nil, faults.Err()
	}
	return Parse(file, data, options)
}

// Parse reads a description as Load does, from memory; file is its name in
// places, and where the files that it refers to are found beside.
func Parse(file string, data []byte, options Options) (*model.API, error) {
	f := &findings{lenient: options.Lenient}
	if options.Read == nil {
		options.Read = read
	}
	documents := loadAll(f, file, data, options.Read)
	if len(documents) == 0 {
		return nil, f.faults.Err()
	}
	api := convert(f, documents)
	if err := f.faults.Err(); err != nil {
		return nil, err
	}
	api.Unused = f.notes
	slices.SortStableFunc(api.Unused, func(a, b model.Note) int { return a.Pos.Compare(b.Pos) })
	api.Unused = slices.Compact(api.Unused)
	return api, nil
}

// read gives the content of a file, or the beginning of one that is too large.
func read(file string) ([]byte, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, cause(err)
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, maxSize+1))
	return data, cause(err)
}

// cause is an error without the path, which its place says already.
func cause(err error) error {
	var path *fs.PathError
	if errors.As(err, &path) {
		return path.Err
	}
	return err
}

// parse reads one file into a document; nil where a fault keeps it from being
// read.
func parse(f *findings, file string, data []byte) *document {
	if len(data) > maxSize {
		f.fault(source.Pos{File: file}, "the file is larger than 64 MiB: split it")
		return nil
	}
	if !checkText(f, file, data) {
		return nil
	}
	data = bytes.TrimPrefix(data, []byte(utf8Mark))
	l := newLines(file, data)
	if bytes.HasPrefix(bytes.TrimLeft(data, " \t\r\n"), []byte("{")) {
		return readJSON(f, l)
	}
	root := readXML(f, l)
	if root == nil {
		return nil
	}
	return buildXML(f, l, root)
}
