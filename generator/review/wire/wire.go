// Package wire asks oasdiff how the requests and answers of two OpenAPI
// descriptions changed. It decides nothing.
package wire

import (
	"fmt"
	"net/url"
	"regexp"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/oasdiff/oasdiff/checker"
	"github.com/oasdiff/oasdiff/diff"
	"github.com/oasdiff/oasdiff/load"

	"example.com/burin/generator/review"
	"example.com/burin/generator/source"
)

// Description is the name of a description, as places have it, and how that file and
// those that it refers to are read.
type Description struct {
	Name string
	Read func(path string) ([]byte, error)
}

// Findings gives what oasdiff finds. Only operations that are wanted are news;
// wanted gives the name by which changes call one, "" for one that is not.
func Findings(old, new Description, wanted func(method, path string) string) ([]review.Finding, error) {
	before, err := read(old)
	if err != nil {
		return nil, err
	}
	after, err := read(new)
	if err != nil {
		return nil, err
	}
	report, sources, err := diff.GetWithOperationsSourcesMap(diff.NewConfig(), before, after)
	if err != nil {
		return nil, fmt.Errorf("oasdiff cannot compare them: %w", err)
	}
	var findings []review.Finding
	config := checker.NewConfig(checker.GetAllChecks())
	for _, c := range checker.CheckBackwardCompatibilityUntilLevel(config, report, sources, checker.INFO) {
		operation := ""
		if c.GetPath() != "" {
			if operation = wanted(c.GetOperation(), c.GetPath()); operation == "" {
				continue
			}
		}
		findings = append(findings, finding(c, old.Name, new.Name, operation))
	}
	return withoutCase(findings), nil
}

// read loads a description with the places of what it says.
func read(d Description) (*load.SpecInfo, error) {
	loader := openapi3.NewLoader()
	loader.IncludeOrigin, loader.IsExternalRefsAllowed = true, true
	loader.ReadFromURIFunc = func(_ *openapi3.Loader, file *url.URL) ([]byte, error) {
		if file.Host != "" {
			return nil, fmt.Errorf("%s is not read: it is in the network", file)
		}
		return d.Read(file.Path)
	}
	spec, err := loader.LoadFromURI(&url.URL{Path: d.Name})
	if err != nil {
		return nil, fmt.Errorf("oasdiff cannot read %s: %s", d.Name, strings.ReplaceAll(err.Error(), "\n", "; "))
	}
	return &load.SpecInfo{Url: d.Name, Spec: spec}, nil
}

// quoted is a value in oasdiff's words.
var quoted = regexp.MustCompile("`([^`]*)`")

func finding(c checker.Change, old, new, operation string) review.Finding {
	text := c.GetUncolorizedText(checker.NewDefaultLocalizer())
	f := review.Finding{
		Source: review.OASDiff, Rule: c.GetId(), Of: operation, Around: []string{operation},
		Text: c.GetLevel().String() + ": " + text,
		Old:  place(old, c.GetBaseSource()), New: place(new, c.GetRevisionSource()),
	}
	if f.Of == "" {
		f.Of, f.Around = "the description", nil
	}
	if c.GetLevel() == checker.ERR {
		f.Breaks = review.ClientRun
	}
	for _, match := range quoted.FindAllStringSubmatch(text, -1) {
		f.Names = append(f.Names, strings.Split(match[1], "/")...)
	}
	return f
}

func place(file string, s *checker.Source) source.Pos {
	if s == nil || s.Line == 0 {
		return source.Pos{}
	}
	if revision, own, ok := strings.Cut(file, ":"); ok && s.File != own { // oasdiff leaves the revision out
		file = revision + ":" + s.File
	} else if !ok {
		file = s.File
	}
	return source.Pos{File: file, Line: s.Line, Column: s.Column}
}

// withoutCase leaves out headers that go and come again in other letters: names of
// headers are compared without regard to case (RFC 9110, section 5.1).
func withoutCase(findings []review.Finding) (list []review.Finding) {
	key := func(f review.Finding) string {
		return f.Of + " " + strings.ToLower(strings.Join(f.Names, " "))
	}
	gone, come := map[string]bool{}, map[string]bool{}
	for _, f := range findings {
		if len(f.Names) == 2 && f.Names[0] == "header" {
			gone[key(f)] = gone[key(f)] || f.New.Line == 0
			come[key(f)] = come[key(f)] || f.Old.Line == 0
		}
	}
	for _, f := range findings {
		if !gone[key(f)] || !come[key(f)] {
			list = append(list, f)
		}
	}
	return list
}
