// Package templates is the support source of generated packages: optional
// values, dates, the JSON walkers, rules, and what clients and servers share.
//
// The generator copies the declarations that a package uses, so this code
// imports the standard library alone, stays small, and knows no description.
// Here it is an ordinary package: compiled, tested, fuzzed.
package templates

import "embed"

// Source holds the files of this folder, for the generator to copy from. This
// file and the tests among them are not copied.
//
//go:embed *.go
var Source embed.FS

// CompilePattern gives what tells whether a text matches a pattern of ECMA-262, or says
// why the machine in this folder does not take it. A text for which that takes too long
// is taken to match.
func CompilePattern(pattern string) (matches func(text string) bool, fault string) {
	e, fault := compileECMA(pattern)
	return func(text string) bool {
		found, ended := e.match(text)
		return found || !ended
	}, fault
}
