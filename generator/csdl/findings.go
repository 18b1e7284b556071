package csdl

import (
	"fmt"

	"example.com/burin/generator/model"
	"example.com/burin/generator/source"
)

// findings collects what is wrong with a description, and what of it is not
// used.
type findings struct {
	lenient bool
	faults  source.Faults
	notes   []model.Note
}

// fault reports what keeps the description from being read as it is meant.
func (f *findings) fault(pos source.Pos, format string, args ...any) {
	f.faults.Add(pos, format, args...)
}

// slip reports a breach of the specification that changes nothing about the
// output: a note where the reader is lenient.
func (f *findings) slip(pos source.Pos, format string, args ...any) {
	if f.lenient {
		f.note(pos, format, args...)
	} else {
		f.fault(pos, format, args...)
	}
}

// note reports what the output does without.
func (f *findings) note(pos source.Pos, format string, args ...any) {
	f.notes = append(f.notes, model.Note{Pos: pos, Text: fmt.Sprintf(format, args...)})
}
