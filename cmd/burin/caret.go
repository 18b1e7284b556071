package main

import (
	"errors"
	"os"
	"strings"

	"example.com/burin/generator/source"
)

// showPlaces writes the faults with the lines that they name under them, and a
// caret under each place: for somebody who looks at a terminal.
func showPlaces(err error) string {
	var faults source.Faults
	if !errors.As(err, &faults) {
		return explain(err)
	}
	files := map[string][]string{}
	var out []string
	for _, fault := range faults {
		out = append(out, fault.Error())
		file := fault.Pos.File
		if _, ok := files[file]; !ok {
			files[file] = nil // what cannot be read is not shown
			if content, err := os.ReadFile(file); err == nil {
				files[file] = strings.Split(string(content), "\n")
			}
		}
		if line := fault.Pos.Line; line > 0 && line <= len(files[file]) {
			out = append(out, pointAt(files[file][line-1], fault.Pos.Column))
		}
	}
	return strings.Join(out, "\n")
}

// pointAt is a line with a caret under the byte of a column. What stands before
// it is as wide in both, tabs too.
func pointAt(line string, column int) string {
	line = strings.TrimRight(line, "\r")
	before := strings.Map(func(r rune) rune {
		if r == '\t' {
			return r
		}
		return ' '
	}, line[:min(max(column-1, 0), len(line))])
	return "    " + line + "\n    " + before + "^"
}
