package openapi

import (
	"errors"
	"fmt"
	"strings"

	"go.yaml.in/yaml/v4"

	"example.com/burin/generator/source"
)

// syntax reports what the parser could not read, and what to do about it.
func (r *yamlReader) syntax(err error) {
	var load *yaml.LoadError
	if !errors.As(err, &load) {
		r.faults.Add(r.lines.at(0), "the YAML cannot be read: %s", oneLine(err.Error()))
		return
	}
	pos, context := r.lines.mark(load.Mark.Line, load.Mark.Column), r.lines.mark(load.ContextMark.Line, load.ContextMark.Column)
	if load.Mark.Line == 0 {
		pos = r.lines.at(unreadable(r.lines.data))
	}
	message := oneLine(load.Message)
	if at, advice := r.advice(message, pos, context); advice != "" {
		r.faults.Add(at, "the YAML cannot be read: %s", advice)
		return
	}
	if load.ContextMsg != "" && load.ContextMark.Line > 0 {
		message += fmt.Sprintf(" %s that begins at line %d", load.ContextMsg, load.ContextMark.Line)
	}
	r.faults.Add(pos, "the YAML cannot be read: %s", message)
}

// advice says what to do where the parser's message is one of the usual slips, and
// where to look: at the place or at what began before it.
func (r *yamlReader) advice(message string, pos, context source.Pos) (source.Pos, string) {
	line := r.lines.text(pos.Line)
	before := line[:min(pos.Column-1, len(line))]
	switch {
	case strings.HasPrefix(message, "mapping values are not allowed"):
		if strings.Contains(before, ": ") {
			return pos, "a second colon stands in this line: put the text in quotes"
		}
		return pos, fmt.Sprintf("this key stands deeper than the one above it at line %d, which has a value: indent it as that", pos.Line-1)
	case strings.HasPrefix(message, "could not find expected ':'"):
		return context, "this is no key with a value: write a colon and a space between the two"
	case strings.HasPrefix(message, "did not find expected key"):
		return pos, fmt.Sprintf("this line stands where no key of the object that begins at line %d does: indent it as those, or line %d if that is the one at fault", context.Line, r.above(pos.Line))
	case strings.HasPrefix(message, "did not find expected '-'"):
		return pos, fmt.Sprintf("this line is of no item of the list that begins at line %d: indent it as the lines of its item", context.Line)
	case strings.HasPrefix(message, "found character that cannot start any token"):
		if strings.Contains(line, "\t") && strings.TrimSpace(before) == "" {
			return pos, "a tab indents this line: use spaces"
		}
		return pos, "a text cannot begin so: put it in quotes"
	case strings.HasPrefix(message, "found unexpected end of stream"), strings.HasPrefix(message, "found unexpected document indicator"):
		return context, "the quote that opens here is not closed: close it"
	case strings.HasPrefix(message, "did not find expected ',' or"):
		return pos, fmt.Sprintf("something is missing before this in what begins at line %d: add a comma, or close it", context.Line)
	case strings.HasPrefix(message, "found unknown escape character"):
		return pos, "\\ begins an escape in double quotes: use single quotes, or write it twice"
	}
	return pos, ""
}

// above finds the line before another that is not empty.
func (r *yamlReader) above(line int) int {
	for line--; line > 1 && strings.TrimSpace(r.lines.text(line)) == ""; line-- {
	}
	return line
}

// text is a line without its end.
func (l *lines) text(line int) string {
	if line < 1 || line > len(l.starts) {
		return ""
	}
	end := len(l.data)
	if line < len(l.starts) {
		end = l.starts[line]
	}
	return strings.TrimRight(string(l.data[l.starts[line-1]:end]), "\r\n")
}
