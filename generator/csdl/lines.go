package csdl

import (
	"sort"

	"example.com/burin/generator/source"
)

// lines turns offsets into a file into places.
type lines struct {
	file   string
	data   []byte
	starts []int // offsets at which lines begin
}

func newLines(file string, data []byte) *lines {
	l := &lines{file: file, data: data, starts: []int{0}}
	for i, b := range data {
		if b == '\n' {
			l.starts = append(l.starts, i+1)
		}
	}
	return l
}

// at gives the place of an offset.
func (l *lines) at(offset int) source.Pos {
	offset = min(offset, len(l.data))
	line := sort.SearchInts(l.starts, offset+1)
	return source.Pos{File: l.file, Line: line, Column: offset - l.starts[line-1] + 1}
}
