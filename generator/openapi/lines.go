package openapi

import (
	"sort"
	"unicode/utf8"

	"example.com/burin/generator/source"
)

// lines turns offsets into a file, and the marks of the YAML parser, into
// places.
type lines struct {
	file   string
	data   []byte
	starts []int // offsets at which lines begin
	breaks []int // the same by YAML's notion of a line

	// the last mark asked for, since marks come in rising order
	line, column, offset int
}

// newLines prepares the places of a file.
func newLines(file string, data []byte) *lines {
	l := &lines{file: file, data: data, starts: []int{0}, breaks: []int{0}}
	for i := 0; i < len(data); i++ {
		if data[i] == '\n' {
			l.starts = append(l.starts, i+1)
		}
		if n := lineBreak(data[i:]); n > 0 {
			l.breaks = append(l.breaks, i+n)
			i += n - 1
			if n == 2 && data[i] == '\n' {
				l.starts = append(l.starts, i+1)
			}
		}
	}
	return l
}

// lineBreak gives the length of the line break that data begins with. The
// parser follows YAML 1.1, section 5.4, where NEL, LS and PS end a line too.
func lineBreak(data []byte) int {
	switch {
	case data[0] == '\n':
		return 1
	case data[0] == '\r':
		if len(data) > 1 && data[1] == '\n' {
			return 2
		}
		return 1
	case len(data) > 1 && data[0] == 0xC2 && data[1] == 0x85:
		return 2
	case len(data) > 2 && data[0] == 0xE2 && data[1] == 0x80 && data[2]|1 == 0xA9:
		return 3
	}
	return 0
}

// at gives the place of an offset.
func (l *lines) at(offset int) source.Pos {
	offset = min(offset, len(l.data))
	line := sort.SearchInts(l.starts, offset+1)
	return source.Pos{File: l.file, Line: line, Column: offset - l.starts[line-1] + 1}
}

// mark gives the place of a mark of the YAML parser, whose columns count
// characters.
func (l *lines) mark(line, column int) source.Pos {
	line = min(max(line, 1), len(l.breaks))
	if line != l.line || column < l.column {
		l.line, l.column, l.offset = line, 1, l.breaks[line-1]
	}
	for l.column < column && l.offset < len(l.data) {
		_, size := utf8.DecodeRune(l.data[l.offset:])
		l.offset += size
		l.column++
	}
	return l.at(l.offset)
}
