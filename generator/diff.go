package generator

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"slices"
	"strings"

	"example.com/burin/generator/config"
	"example.com/burin/generator/model"
	"example.com/burin/generator/openapi"
	"example.com/burin/generator/protocol"
	"example.com/burin/generator/review"
	"example.com/burin/generator/selection"
	"example.com/burin/generator/source"
	"example.com/burin/generator/subset"
)

// alike makes descriptions of two kinds comparable: of an OData service it takes
// the requests at the paths that the other description has.
func alike(old, new *model.API) (*model.API, *model.API, error) {
	var err error
	switch {
	case old.Service != nil && new.Service == nil:
		old, err = requestsOf(old, new.Operations)
	case old.Service == nil && new.Service != nil:
		new, err = requestsOf(new, old.Operations)
	}
	return old, new, err
}

func requestsOf(service *model.API, operations []*model.Operation) (*model.API, error) {
	var globs []selection.Glob
	seen := map[string]bool{}
	for _, o := range operations {
		if glob, err := selection.Path(source.Pos{}, o.PathSpec); err == nil && !seen[o.PathSpec] {
			seen[o.PathSpec] = true
			globs = append(globs, glob)
		}
	}
	written, err := protocol.Write(service, subset.Paths(service, globs, nil, mostPaths))
	if _, err := separate(err); err != nil {
		return nil, err
	}
	if written == nil {
		written = service
	}
	requests := *written
	requests.Service = nil
	return &requests, nil
}

// sidesOf are those whom a package of some artefacts serves.
func sidesOf(artefacts []config.Artefact) review.Sides {
	client, server := slices.Contains(artefacts, config.Client), slices.Contains(artefacts, config.Server)
	switch {
	case client && !server:
		return review.ClientCode | review.ClientRun
	case server && !client:
		return review.ServerCode | review.ServerRun
	}
	return review.ClientCode | review.ClientRun | review.ServerCode | review.ServerRun
}

// revision is a description to compare.
type revision struct {
	name   string
	data   []byte
	read   func(path string) ([]byte, error)
	whole  *model.API
	api    *model.API // what of it is compared
	unread error      // what it says and is not read yet
}

// loadRevision reads a description from a file, or from a revision in git where
// no file has the name. Overlays are read as they are now: they are the package's, and
// not the description's. What is not read yet is no fault here.
func loadRevision(name string, lenient bool, overlays []string) (*revision, error) {
	read := os.ReadFile
	if _, err := os.Stat(name); err != nil && strings.Contains(name, ":") {
		read = show
	}
	data, err := read(name)
	var faults source.Faults
	if errors.As(err, &faults) {
		return nil, err
	} else if err != nil {
		return nil, unreadable(name, err)
	}
	all := func(path string) ([]byte, error) {
		if slices.Contains(overlays, path) {
			return os.ReadFile(path)
		}
		return read(path)
	}
	api, err := parse(name, data, loading{lenient: lenient, overlays: overlays, patterns: openapi.KeepPatterns, read: all})
	unread, err := separate(err)
	if err != nil {
		return nil, err
	}
	return &revision{name: name, data: data, read: read, whole: api, api: api, unread: unread.Err()}, nil
}

// ReadRevision gives the content of what Diff compares; nothing where it cannot
// be read.
func ReadRevision(name string) []byte {
	data, err := os.ReadFile(name)
	if err != nil && strings.Contains(name, ":") {
		data, _ = show(name) // whoever compares has been told why
	}
	return data
}

// show reads REV:PATH from git.
func show(name string) ([]byte, error) {
	command := exec.Command("git", "show", "--end-of-options", name)
	var stderr bytes.Buffer
	command.Stderr = &stderr
	data, err := command.Output()
	if err == nil {
		return data, nil
	}
	message := err.Error()
	if text := strings.TrimSpace(stderr.String()); text != "" {
		message, _, _ = strings.Cut(text, "\n")
	}
	return nil, source.Faults{{Pos: source.Pos{File: name}, Message: "there is no such file, and git says: " + message}}
}

// reached keeps what a selection reaches of both. A glob has to match in one of
// them; where it matches nothing in the other, what it stands for came or went.
func reached(old, new *model.API, wanted selection.Selection) (*model.API, *model.API, error) {
	before, oldFaults, err := selectLeniently(old, wanted)
	if err != nil {
		return nil, nil, err
	}
	after, newFaults, err := selectLeniently(new, wanted)
	if err != nil {
		return nil, nil, err
	}
	var both source.Faults
	for _, fault := range oldFaults {
		if slices.Contains(newFaults, fault) {
			both = append(both, fault)
		}
	}
	return before, after, both.Err()
}

// selectLeniently selects by the globs that match, and gives the faults of those
// that do not.
func selectLeniently(api *model.API, wanted selection.Selection) (*model.API, source.Faults, error) {
	part, err := subset.Select(api, wanted)
	if err == nil {
		return part.API, nil, nil
	}
	var faults source.Faults
	if !errors.As(err, &faults) {
		return nil, nil, err
	}
	rest := selection.Selection{Include: without(wanted.Include, faults), Exclude: without(wanted.Exclude, faults)}
	if rest.Include.NamesNothing() && !wanted.Include.NamesNothing() {
		return &model.API{Source: api.Source}, faults, nil
	}
	part, err = subset.Select(api, rest)
	if err != nil {
		return nil, nil, err
	}
	return part.API, faults, nil
}

// without leaves out the globs that are at fault.
func without(f selection.Filter, faults source.Faults) selection.Filter {
	faulty := func(g selection.Glob) bool {
		return slices.ContainsFunc(faults, func(fault source.Fault) bool { return fault.Pos == g.Pos })
	}
	f.Paths = slices.DeleteFunc(slices.Clone(f.Paths), faulty)
	f.Operations = slices.DeleteFunc(slices.Clone(f.Operations), faulty)
	f.Types = slices.DeleteFunc(slices.Clone(f.Types), faulty)
	var trims []selection.Trim
	for _, trim := range f.Properties {
		trim.Properties = slices.DeleteFunc(slices.Clone(trim.Properties), faulty)
		if !faulty(trim.Type) && len(trim.Properties) > 0 {
			trims = append(trims, trim)
		}
	}
	f.Properties = trims
	return f
}
