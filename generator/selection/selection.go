// Package selection says which parts of a description are wanted: globs over
// paths, operations, types and properties. It does not know what a description
// holds, nor whether a glob stood in a file or on the command line.
package selection

import (
	"errors"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"example.com/burin/generator/source"
)

// Selection is what is wanted of a description. The zero Selection wants all.
type Selection struct {
	Include Filter
	Exclude Filter
}

// Filter names parts of a description. The tags describe burin.yaml, where a
// filter is written.
type Filter struct {
	Paths      []Glob `key:"paths" doc:"Globs over the paths of operations: * matches within a segment, ** any number of segments, {id} a template parameter of any name. One may begin with a method, as in POST /users, and is of its requests alone then." example:"/deviceManagement/deviceCompliancePolicies/{id}/userStatuses/**"`
	Operations []Glob `key:"operations" doc:"Globs over operationId: * matches any characters." example:"'*UserStatus'"`
	Types      []Glob `key:"types" doc:"Globs over the names of types, as the description writes them: * matches any characters." example:"deviceCompliance*"`
	Properties []Trim `key:"properties" doc:"Properties by the name of their type; both may be globs." example:"deviceComplianceUserStatus: [id, status]"`
}

// Trim names some of the properties of the types that match.
type Trim struct {
	Type       Glob
	Properties []Glob
}

// Empty reports whether the selection wants everything.
func (s Selection) Empty() bool { return s.Include.empty() && s.Exclude.empty() }

func (f Filter) empty() bool { return f.NamesNothing() && len(f.Properties) == 0 }

// NamesNothing reports whether the filter names no operation and no type,
// whatever it says of properties.
func (f Filter) NamesNothing() bool {
	return len(f.Paths) == 0 && len(f.Operations) == 0 && len(f.Types) == 0
}

// Glob matches names or paths.
type Glob struct {
	Pos    source.Pos // where it is written
	Text   string
	Method string // of a glob over paths: of the requests that it is about; "" where it is about all

	re    *regexp.Regexp
	steps []Step // of a glob over paths
}

// Steps are the segments of a glob over paths, for who follows paths that have
// no end.
func (g Glob) Steps() []Step { return g.steps }

// Step matches one segment of a path, or any number of them.
type Step struct {
	Text string
	re   *regexp.Regexp
}

// Any reports whether the step is **.
func (s Step) Any() bool { return s.re == nil }

// Match reports whether the step matches a segment.
func (s Step) Match(segment string) bool { return s.re == nil || s.re.MatchString(segment) }

// MatchRequest reports whether a glob over paths matches a request.
func (g Glob) MatchRequest(method, path string) bool {
	return (g.Method == "" || g.Method == method) && g.Match(path)
}

// Match reports whether the whole of s matches.
func (g Glob) Match(s string) bool { return g.re.MatchString(s) }

// Literal reports whether the glob matches its own text alone.
func (g Glob) Literal() bool { return !strings.ContainsAny(g.Text, "*{") }

// Name reads a glob over names, in which * matches any run of characters.
func Name(pos source.Pos, text string) (Glob, error) {
	if text == "" {
		return Glob{}, errors.New("the glob is empty: write a name, or * for every name")
	}
	var pattern strings.Builder
	for i, literal := range strings.Split(text, "*") {
		if i > 0 {
			pattern.WriteString(`.*`)
		}
		pattern.WriteString(regexp.QuoteMeta(literal))
	}
	return compile(pos, text, pattern.String())
}

// Path reads a glob over paths. In it * matches within one segment, ** is a
// segment that matches any number of them, none included, and {id} matches a
// template parameter of any name. A method may stand before it.
func Path(pos source.Pos, text string) (Glob, error) {
	method, path, found := strings.Cut(text, " ")
	switch {
	case !found || !strings.HasPrefix(path, "/") || strings.HasPrefix(text, "/"):
		method, path = "", text
	case !slices.Contains(methods, method):
		return Glob{}, errors.New(strconv.Quote(method) + " is no method: write one of " + strings.Join(methods, ", ") + ", or the path alone")
	}
	glob, err := pathGlob(pos, path)
	glob.Text, glob.Method = text, method
	return glob, err
}

// methods are those that a glob over paths may begin with.
var methods = []string{"GET", "PUT", "POST", "DELETE", "OPTIONS", "HEAD", "PATCH", "TRACE"}

func pathGlob(pos source.Pos, text string) (Glob, error) {
	if !strings.HasPrefix(text, "/") {
		return Glob{}, errors.New(`a glob over paths begins with "/"`)
	}
	var pattern strings.Builder
	var steps []Step
	for _, segment := range strings.Split(text[1:], "/") {
		if segment == "**" {
			pattern.WriteString(`(?:/[^/]*)*`)
			steps = append(steps, Step{Text: segment})
			continue
		}
		p, err := segmentPattern(segment)
		if err != nil {
			return Glob{}, err
		}
		step, err := compile(pos, segment, p)
		if err != nil {
			return Glob{}, err
		}
		pattern.WriteString("/" + p)
		steps = append(steps, Step{segment, step.re})
	}
	glob, err := compile(pos, text, pattern.String())
	glob.steps = steps
	return glob, err
}

func segmentPattern(segment string) (string, error) {
	if strings.Contains(segment, "**") {
		return "", errors.New("** stands alone between slashes: write /**/ or *")
	}
	var pattern strings.Builder
	for i := 0; i < len(segment); i++ {
		switch segment[i] {
		case '*':
			pattern.WriteString(`[^/]*`)
		case '}':
			return "", errors.New("a } has no { before it")
		case '{':
			length := strings.IndexByte(segment[i:], '}')
			if length < 0 || strings.ContainsRune(segment[i+1:i+length], '{') {
				return "", errors.New("a { has no } after it")
			}
			pattern.WriteString(`\{[^{}/]*\}`)
			i += length
		default:
			pattern.WriteString(regexp.QuoteMeta(segment[i : i+1]))
		}
	}
	return pattern.String(), nil
}

func compile(pos source.Pos, text, pattern string) (Glob, error) {
	re, err := regexp.Compile(`(?s)\A` + pattern + `\z`)
	if err != nil { // everything but the encoding has been quoted
		return Glob{}, errors.New("the glob is not UTF-8")
	}
	return Glob{Pos: pos, Text: text, re: re}, nil
}
