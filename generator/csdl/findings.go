package csdl

import (
	"fmt"
	"strings"
	"unicode"

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
	f.faults.Add(pos, format, quotable(args)...)
}

// slip reports a breach of the specification that changes nothing about the
// output: a note where the reader is lenient.
func (f *findings) slip(pos source.Pos, format string, args ...any) {
	if f.lenient {
		f.note(pos, format, args...)
	} else {
		f.faults.AddSlip(pos, format, quotable(args)...)
	}
}

// note reports what the output does without.
func (f *findings) note(pos source.Pos, format string, args ...any) {
	f.notes = append(f.notes, model.Note{Pos: pos, Text: fmt.Sprintf(format, quotable(args)...)})
}

// maxQuoted is how much of a description's text a message quotes, in bytes.
const maxQuoted = 300

// quotable cuts what a message quotes of a description to what fits into a line.
func quotable(args []any) []any {
	for i, arg := range args {
		text, ok := arg.(string)
		if !ok {
			continue
		}
		if len(text) > maxQuoted {
			text = strings.ToValidUTF8(text[:maxQuoted], "") + "…"
		}
		args[i] = strings.Map(func(r rune) rune {
			if unicode.IsControl(r) || r == '\u2028' || r == '\u2029' {
				return ' '
			}
			return r
		}, text)
	}
	return args
}
