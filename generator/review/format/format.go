// Package format writes what a review found: as text, Markdown, JSON,
// annotations of workflows, SARIF, or a page. It decides nothing.
package format

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"example.com/burin/generator/review"
	"example.com/burin/generator/source"
)

// Review is what is written: the changes from one description to another.
type Review struct {
	Old, New string // the descriptions, as they were named
	Changes  []review.Change
	Passed   []string // which sources did not look, and why
}

// Options say how.
type Options struct {
	Color bool                     // of text: for a terminal
	Read  func(file string) []byte // of html: the content of a description; nil where it cannot be had
	Code  func(c review.Change) (old, new []Code)
	Graph *review.Picture // of html; nil for none
}

// Code is a declaration of the Go code.
type Code struct {
	File string
	Line int
	Text string
}

// Formats are the names of the formats.
var Formats = []string{"text", "markdown", "json", "annotations", "sarif", "html"}

// Write writes a review in a format.
func Write(w io.Writer, format string, r Review, options Options) error {
	switch format {
	case "text":
		return text(w, r, options)
	case "markdown":
		return markdown(w, r)
	case "json":
		return writeJSON(w, r)
	case "annotations":
		return annotations(w, r)
	case "sarif":
		return sarif(w, r)
	case "html":
		return html(w, r, options)
	}
	return fmt.Errorf("no format is called %q", format)
}

// group is changes that are told together.
type group struct {
	title   string
	changes []review.Change
}

// groups puts what breaks somebody first, then what was allowed, then the rest.
func groups(changes []review.Change) []group {
	list := []group{{title: "breaking"}, {title: "breaking, and allowed"}, {title: "not breaking"}}
	for _, c := range changes {
		switch {
		case c.Breaking():
			list[0].changes = append(list[0].changes, c)
		case c.Breaks != review.Nobody:
			list[1].changes = append(list[1].changes, c)
		default:
			list[2].changes = append(list[2].changes, c)
		}
	}
	return slices.DeleteFunc(list, func(g group) bool { return len(g.changes) == 0 })
}

// summary counts the changes in a line.
func summary(r Review) string {
	if len(r.Changes) == 0 {
		return "no changes"
	}
	breaking, allowed := 0, 0
	for _, c := range r.Changes {
		if c.Breaking() {
			breaking++
		} else if c.Entry != nil {
			allowed++
		}
	}
	line := fmt.Sprintf("%s, %d breaking", count(len(r.Changes), "change"), breaking)
	if allowed > 0 {
		line += fmt.Sprintf(", %d allowed", allowed)
	}
	return line
}

func count(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return fmt.Sprintf("%d %ss", n, thing)
}

// longest is how much of a value is told, in characters.
const longest = 100

// clip shortens a value to a line that can be read.
func clip(text string) string {
	text = strings.Join(strings.Fields(text), " ")
	if runes := []rune(text); len(runes) > longest {
		return string(runes[:longest]) + "…"
	}
	return text
}

// fromTo says what a value was and is.
func fromTo(c review.Change) string {
	was, is := clip(c.Was), clip(c.Is)
	switch {
	case was == is:
		return ""
	case was == "":
		return is
	case is == "":
		return "was " + was
	}
	return was + " → " + is
}

// places are where the change stands, the old place only where the new is none
// or another file's.
func places(c review.Change) string {
	none := source.Pos{}
	switch {
	case c.New == none:
		return c.Old.String()
	case c.Old == none:
		return c.New.String()
	}
	return c.Old.String() + " → " + c.New.String()
}

// sources are those who found a change, the first the one that it is told by.
func sources(c review.Change) string {
	names := []string{c.Source}
	for _, s := range c.Seconds {
		if !slices.Contains(names, s.Source) {
			names = append(names, s.Source)
		}
	}
	return strings.Join(names, ", ")
}

// sentence is a change in a line.
func sentence(c review.Change) string {
	text := c.Of + ": " + c.Title
	if values := fromTo(c); values != "" {
		text += " (" + values + ")"
	}
	return text
}
