package generator

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"

	"example.com/burin/generator/config"
	"example.com/burin/generator/csdl"
	"example.com/burin/generator/emit"
	"example.com/burin/generator/review"
	"example.com/burin/generator/review/gocode"
	"example.com/burin/generator/review/wire"
)

// DiffOptions say how descriptions are compared.
type DiffOptions struct {
	Lenient bool
	Config  *config.Config // the package that counts; nil for everything
	Sources []string       // who is asked beside the model; see Sources
	Code    bool           // whether Code is asked for
	Observer
}

// DiffStages are the names of the stages of Diff.
var DiffStages = []string{loadStage, compareStage, emitStage, reviewStage}

const reviewStage = "review" // of the packages

// Sources are those who can be asked beside the model.
func Sources() []string { return []string{review.OASDiff, review.APIDiff} }

// Comparison is what Diff finds.
type Comparison struct {
	Changes  []review.Change
	Passed   []string // which sources did not look, and why
	old, new *revision
	before   *code // nil where it cannot be had
	after    *code
}

// Diff compares two descriptions, each a file or REV:PATH in git, of one kind or
// of two. Where a configuration is given, what its selection does not reach is
// left out, and so are the sides that its package does not have.
func Diff(old, new string, options DiffOptions) (*Comparison, error) {
	options.begin(loadStage)
	c := &Comparison{}
	var overlays []string
	if options.Config != nil {
		overlays = options.Config.Overlays
	}
	var oldErr, newErr error
	together(
		func() { c.old, oldErr = loadRevision(old, options.Lenient, overlays) },
		func() { c.new, newErr = loadRevision(new, options.Lenient, overlays) },
	)
	err := cmp.Or(oldErr, newErr)
	if err != nil {
		return nil, err
	}
	if options.Config != nil {
		if c.old.api, c.new.api, err = reached(c.old.api, c.new.api, options.Config.Selection()); err != nil {
			return nil, err
		}
	}
	options.begin(compareStage)
	ofOneKind := csdl.Is(c.old.data) == csdl.Is(c.new.data)
	if c.old.api, c.new.api, err = alike(c.old.api, c.new.api); err != nil {
		return nil, err
	}
	c.Changes = review.Compare(c.old.api, c.new.api, review.Options{Optional: emit.IsOpt})
	if ofOneKind {
		c.ask(options)
	}
	if options.Config != nil {
		review.Keep(c.Changes, sidesOf(options.Config.Emit))
	}
	return c, nil
}

// together does several things at once.
func together(things ...func()) {
	var all sync.WaitGroup
	for _, thing := range things {
		all.Go(thing)
	}
	all.Wait()
}

// ask joins what the other sources find to the changes.
func (c *Comparison) ask(options DiffOptions) {
	var ofWire, ofCode []review.Finding
	var wireErr, codeErr error
	wanted := func(source string) bool { return slices.Contains(options.Sources, source) }
	together(
		func() {
			if wanted(review.OASDiff) && !csdl.Is(c.old.data) {
				ofWire, wireErr = c.wire(options.Config)
			}
		},
		func() {
			if wanted(review.APIDiff) || options.Code {
				options.begin(emitStage)
				codeErr = c.packages(options)
			}
			if wanted(review.APIDiff) && codeErr == nil {
				options.begin(reviewStage)
				ofCode = c.code()
			}
		},
	)
	for _, one := range []struct {
		source string
		err    error
	}{{review.OASDiff, wireErr}, {review.APIDiff, codeErr}} {
		if one.err != nil {
			c.Passed = append(c.Passed, fmt.Sprintf("%s did not look: %s", one.source, strings.ReplaceAll(one.err.Error(), "\n", "; ")))
		}
	}
	c.Changes = review.Merge(c.Changes, slices.Concat(ofWire, ofCode), c.old.api, c.new.api)
}

// wire asks oasdiff about the operations that are compared.
func (c *Comparison) wire(settings *config.Config) ([]review.Finding, error) {
	if settings != nil && len(settings.Overlays) > 0 {
		return nil, errors.New("overlays change the descriptions, which it reads as they are")
	}
	operations := map[string]string{}
	for _, api := range []*revision{c.old, c.new} {
		for _, o := range api.api.Operations {
			operations[o.Method+" "+o.PathSpec] = review.OperationName(o)
		}
	}
	return wire.Findings(wire.Description{Name: c.old.name, Read: c.old.read}, wire.Description{Name: c.new.name, Read: c.new.read},
		func(method, path string) string { return operations[method+" "+path] })
}

// packages makes the packages of both descriptions.
func (c *Comparison) packages(options DiffOptions) error {
	if err := errors.Join(c.old.unread, c.new.unread); err != nil {
		return err
	}
	settings := config.Config{Emit: config.Usual()}
	if options.Config != nil {
		settings = *options.Config
	}
	settings.Package = "api"
	if c.new.api.Service != nil && len(settings.Include.Paths) == 0 {
		settings.Emit = slices.DeleteFunc(slices.Clone(settings.Emit), func(a config.Artefact) bool { return a == config.Server })
	}
	var oldErr, newErr error
	together(
		func() { c.before, oldErr = codeOf(c.old.whole, c.old.api, settings, !options.Code) },
		func() { c.after, newErr = codeOf(c.new.whole, c.new.api, settings, !options.Code) },
	)
	return errors.Join(oldErr, newErr)
}

// code asks apidiff what of the old package the new one breaks.
func (c *Comparison) code() (findings []review.Finding) {
	renamed, called := c.renamed()
	c.Changes = append(c.Changes, renamed...)
	for _, one := range gocode.Incompatible(c.before.Package, c.after.Package) {
		old, before := c.before.find(one.Symbol)
		before = append(before, c.before.upward(one.Symbol)...)
		for i, name := range before {
			before[i] = cmp.Or(called[name], name)
		}
		new, after := c.after.find(one.Symbol)
		findings = append(findings, review.Finding{
			Source: review.APIDiff, Rule: "incompatible", Of: "Go " + one.Symbol, Text: one.Text, Old: old, New: new,
			Names: c.named(one.Text[strings.Index(one.Text, ": ")+1:]), Around: slices.Concat(before, after),
			Breaks: c.sides(one.Symbol, one.Text), Proof: true, Reason: c.reason(one.Symbol),
		})
	}
	return findings
}

// renamed tells which types have another name in Go, though their own stays: another
// one that came or went has what was theirs. It also gives what changes call types of
// the old description that they called otherwise then.
func (c *Comparison) renamed() (changes []review.Change, called map[string]string) {
	old := map[string]string{}
	for goName, t := range c.before.types {
		old[cmp.Or(t.Qualified, t.Name)] = goName
	}
	called = map[string]string{}
	for _, one := range c.Changes {
		if one.Rule == "type-renamed" || one.Rule == "tagged-type-renamed" {
			called["type "+one.Was] = one.Of
		}
	}
	for _, goName := range slices.Sorted(maps.Keys(c.after.types)) {
		t := c.after.types[goName]
		was := old[cmp.Or(t.Qualified, t.Name)]
		if was == "" {
			continue
		}
		called[review.TypeName(c.before.types[was])] = review.TypeName(t)
		if was != goName {
			changes = append(changes, review.Change{
				Rule: review.APIDiff + "/renamed", Of: review.TypeName(t), Title: "name in Go changed", Was: was, Is: goName,
				Old: c.before.places[was], New: c.after.places[goName], Breaks: review.ClientCode | review.ServerCode,
				Reason: "code that names it no longer compiles; names: in burin.yaml can keep the old one", Source: review.APIDiff,
			})
		}
	}
	return changes, called
}

// reason says why something of the package is another where no part of the
// description stands for it.
func (c *Comparison) reason(symbol string) string {
	if d, ok := c.before.Declaration(symbol); ok && d.File == "support.go" {
		return "support code holds what the package uses"
	}
	return "code that uses it no longer compiles"
}

// named are the types of the descriptions that a text on Go code names.
func (c *Comparison) named(text string) (names []string) {
	words := strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(" .,()[]*:", r) })
	for _, word := range words {
		for _, of := range []*code{c.before, c.after} {
			if t := cmp.Or(of.types[word], of.others[word]); t != nil {
				names = append(names, t.Name[strings.LastIndexByte(t.Name, '.')+1:])
			}
		}
	}
	return names
}

// sides are those whose code breaks by what is said of a symbol. A server may have
// methods that are asked of none, and a constant of another value compiles.
func (c *Comparison) sides(symbol, text string) review.Sides {
	owner, _, _ := strings.Cut(symbol, ".")
	server := owner == "Server" || owner == "UnimplementedServer"
	switch {
	case server && strings.HasSuffix(text, ": removed"), strings.Contains(text, ": value changed from "):
		return review.Nobody
	case server || owner == "NewHandler":
		return review.ServerCode
	case owner == "Client" || owner == "NewClient" || c.before.requests[symbol] || c.before.requests[owner]:
		return review.ClientCode
	}
	return review.ClientCode | review.ServerCode
}

// Code gives how the Go code declares what a change is of, before and after;
// nothing where Diff was not asked for it, or could not make it.
func (c *Comparison) Code(change review.Change) (old, new []gocode.Declaration) {
	if c.before == nil || c.after == nil {
		return nil, nil
	}
	return c.before.declarations(change.Old), c.after.declarations(change.New)
}

// Picture gives the types around the changes.
func (c *Comparison) Picture() *review.Picture { return review.Draw(c.old.api, c.new.api, c.Changes) }
