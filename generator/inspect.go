package generator

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"slices"

	"example.com/burin/generator/config"
	"example.com/burin/generator/emit"
	"example.com/burin/generator/gonames"
	"example.com/burin/generator/model"
	"example.com/burin/generator/openapi"
	"example.com/burin/generator/selection"
	"example.com/burin/generator/source"
	"example.com/burin/generator/subset"
)

// Inspection is what burin makes of a description before it writes anything.
type Inspection struct {
	*subset.Subset
	Names       *gonames.Names
	Unsupported source.Faults // valid in the description, and not read yet
	Lines       int           // of the package with everything that is usual; 0 where it cannot be written yet
}

// Inspect takes a description through every stage that decides. Parts that
// burin does not read yet are listed and do not fail; where it is lenient, so are
// breaches of CSDL that change nothing about the output; the error is as that of
// Generate.
func Inspect(spec string, lenient bool, wanted selection.Selection) (*Inspection, error) {
	api, err := load(spec, loading{lenient: lenient, read: os.ReadFile})
	unsupported, err := separate(err)
	if err != nil {
		return nil, err
	}
	part, err := subset.Select(api, wanted)
	if err != nil {
		return nil, err
	}
	names, err := name(api, part.API, nil)
	if err != nil {
		return nil, err
	}
	in := &Inspection{Subset: part, Names: names, Unsupported: unsupported}
	if len(unsupported) == 0 {
		in.Lines, err = lines(part.API, names)
	}
	return in, err
}

// Describe reads a description and decides nothing. Parts that burin does not
// read yet are no fault here.
func Describe(spec string) (*model.API, error) {
	api, err := load(spec, loading{lenient: true, patterns: openapi.KeepPatterns, read: os.ReadFile})
	if _, err := separate(err); err != nil {
		return nil, err
	}
	return api, nil
}

// lines counts the lines of the package that would be written.
func lines(api *model.API, names *gonames.Names) (int, error) {
	files, err := emit.Package(api, names, emitOptions(config.Config{Package: "inspected", Emit: config.Usual()}))
	if err != nil {
		return 0, err
	}
	total := 0
	for _, f := range files {
		total += bytes.Count(f.Content, []byte("\n"))
	}
	return total, nil
}

// Why is what pulled a type in, from the type outwards; an error where the
// selection has no such type.
func (in *Inspection) Why(name string) ([]string, error) {
	var names []string
	for _, t := range in.API.Types {
		if t.Name != name {
			names = append(names, t.Name)
			continue
		}
		var chain []string
		for _, reason := range in.Chain(t) {
			chain = append(chain, reason.String())
		}
		return chain, nil
	}
	advice := "burin inspect lists those that it keeps"
	if near := source.Nearest(name, names); near != "" {
		advice = fmt.Sprintf("did you mean %q?", near)
	}
	return nil, fmt.Errorf("the selection keeps no type %q: %s", name, advice)
}

// separate tells what is not supported from what is wrong. Where anything is
// wrong the error is all of it.
func separate(err error) (source.Faults, error) {
	var faults source.Faults
	if !errors.As(err, &faults) {
		return nil, err
	}
	for _, fault := range faults {
		if !fault.Unsupported {
			return nil, err
		}
	}
	return faults, nil
}

// Decision is a choice made about a place in the description.
type Decision struct {
	Pos      source.Pos
	Of       string // what was decided about, by its name in the description
	Kind     string // name, or optional
	Decision string
	Reason   string
}

// Decisions lists the choices made, in the order of the description.
func (in *Inspection) Decisions() []Decision {
	var list []Decision
	for _, d := range in.Names.Decisions() {
		list = append(list, Decision{d.Pos, d.Of, "name", d.Name, d.Reason})
	}
	for _, t := range in.API.Types {
		for _, p := range t.Properties {
			if p.Schema != nil { // else it is not read yet
				list = append(list, optional(p, t.Name+"."+p.Name))
			}
		}
	}
	slices.SortStableFunc(list, func(a, b Decision) int { return a.Pos.Compare(b.Pos) })
	return list
}

func optional(p *model.Property, of string) Decision {
	d := Decision{Pos: p.Pos, Of: of, Kind: "optional", Decision: "plain", Reason: "required and never null"}
	if emit.IsOpt(p) {
		d.Decision = "Opt"
	}
	switch {
	case !p.Required && !emit.IsOpt(p):
		d.Reason = "may be missing, which nil says"
	case !p.Required && p.Schema.Nullable:
		d.Reason = "may be missing, and may be null"
	case !p.Required:
		d.Reason = "may be missing"
	case p.Schema.Nullable:
		d.Reason = "may be null"
	case p.Access != model.ReadWrite:
		d.Reason = "required, but sent in one direction only"
	}
	return d
}
