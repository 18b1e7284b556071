// Package source says where something stands in a description or a
// configuration, and what is wrong there. It knows neither formats nor Go.
package source

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Pos is a place in a file. Line and Column count from 1; the column counts
// bytes. A zero Line means the file as a whole.
type Pos struct {
	File   string
	Line   int
	Column int
}

// String gives the place as FILE:LINE:COL, or FILE alone where no line is known.
func (p Pos) String() string {
	if p.Line == 0 {
		return p.File
	}
	return fmt.Sprintf("%s:%d:%d", p.File, p.Line, p.Column)
}

// Compare orders places by file, line and column.
func (p Pos) Compare(q Pos) int {
	return cmp.Or(cmp.Compare(p.File, q.File), cmp.Compare(p.Line, q.Line), cmp.Compare(p.Column, q.Column))
}

// Fault is one thing wrong at one place. The message says what is wrong and
// what to do about it, in one line.
type Fault struct {
	Pos         Pos
	Message     string
	Unsupported bool // the description is valid, but burin does not do this yet
	Slip        bool // it changes nothing about the output, so a lenient reader goes on
}

// Error gives the fault as FILE:LINE:COL: message.
func (f Fault) Error() string { return f.Pos.String() + ": " + f.Message }

// Faults is an error that lists every fault found, one a line.
type Faults []Fault

// Error gives the faults one a line, in the order of their places.
func (f Faults) Error() string {
	lines := make([]string, len(f))
	for i, fault := range f {
		lines[i] = fault.Error()
	}
	return strings.Join(lines, "\n")
}

// Add appends a fault.
func (f *Faults) Add(pos Pos, format string, args ...any) {
	*f = append(*f, Fault{Pos: pos, Message: fmt.Sprintf(format, args...)})
}

// AddUnsupported appends a fault about something that the description may say
// and burin does not do yet.
func (f *Faults) AddUnsupported(pos Pos, format string, args ...any) {
	*f = append(*f, Fault{Pos: pos, Message: fmt.Sprintf(format, args...), Unsupported: true})
}

// AddSlip appends a fault that changes nothing about the output.
func (f *Faults) AddSlip(pos Pos, format string, args ...any) {
	*f = append(*f, Fault{Pos: pos, Message: fmt.Sprintf(format, args...), Slip: true})
}

// Slips counts the faults that change nothing about the output.
func (f Faults) Slips() (n int) {
	for _, fault := range f {
		if fault.Slip {
			n++
		}
	}
	return n
}

// Err gives the faults sorted by place, without repeats, as an error; nil
// where there are none.
func (f Faults) Err() error {
	if len(f) == 0 {
		return nil
	}
	sorted := slices.Clone(f)
	slices.SortStableFunc(sorted, func(a, b Fault) int { return a.Pos.Compare(b.Pos) })
	return slices.Compact(sorted)
}
