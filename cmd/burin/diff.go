package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"runtime/debug"
	"slices"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"example.com/burin/generator"
	"example.com/burin/generator/config"
	"example.com/burin/generator/review"
	"example.com/burin/generator/review/format"
	"example.com/burin/generator/review/gocode"
)

// diffSettings are the flags of diff.
type diffSettings struct {
	config  string
	format  choiceFlag
	failOn  choiceFlag
	side    choiceFlag
	source  choiceFlag
	allow   string
	lenient bool
	rules   bool
	git     bool
	telling
}

func newDiff() *cobra.Command {
	s := diffSettings{
		format: choiceFlag{"text", format.Formats},
		failOn: choiceFlag{"none", []string{"none", "breaking", "any"}},
		side:   choiceFlag{"both", []string{"both", "client", "server"}},
		source: choiceFlag{"all", append([]string{"all", review.Model}, generator.Sources()...)},
	}
	cmd := &cobra.Command{
		Use:   "diff OLD NEW",
		Short: "Show what changed between two descriptions, and whom it breaks",
		Long: `diff compares two descriptions, of one kind or of two: OpenAPI and OData CSDL.
Each is a file, or REV:PATH, which git reads out of a commit. Every change is
told with its places, what it was and is, and whom it breaks: the Go code of a
client or of a server, which no longer compiles, or one of them at run time.

Three sources look: the model's own comparison knows both kinds of description,
oasdiff the requests and answers of OpenAPI, and apidiff the two Go packages that
would be written. A change that several find is told once, with all of them.
--source model is the quickest; oasdiff and apidiff add one to it.

With -c, what the selection of a burin.yaml does not reach is no news, and a side
that its package does not have is not broken.

An allow-list lets changes pass that break somebody, each entry for a reason and
until a day:

  allow:
    - rule: property-removed      # globs over what --rules lists,
      of: "property pet.*"        # and over what changed
      reason: nobody reads it
      until: 2027-01-31

` + exitMeaning + `
Changes are no fault but where --fail-on says so.`,
		Example: `  burin diff openapi-v1.yaml openapi-v2.yaml
  burin diff HEAD~1:api/openapi.yaml api/openapi.yaml --fail-on breaking
  burin diff old.xml new.xml -c burin.yaml --format markdown
  burin diff --rules`,
		Args: func(cmd *cobra.Command, args []string) error {
			switch {
			case s.rules:
				return cobra.NoArgs(cmd, args)
			case s.git:
				return cobra.RangeArgs(7, 9)(cmd, args)
			}
			return cobra.ExactArgs(2)(cmd, args)
		},
		ValidArgsFunction: func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			if len(args) > 1 {
				return nil, cobra.ShellCompDirectiveNoFileComp
			}
			return descriptionSuffixes, cobra.ShellCompDirectiveFilterFileExt
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			switch {
			case s.rules:
				return printRules(cmd.OutOrStdout())
			case s.git:
				return s.forGit(cmd, args)
			}
			return s.run(cmd, args[0], args[1])
		},
	}
	s.register(cmd)
	return cmd
}

func (s *diffSettings) register(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.VarP(textFlag{&s.config, "file", nil}, "config", "c", "look only at what the selection of a configuration `file` reaches")
	flags.Var(&s.format, "format", s.format.usage())
	flags.Var(&s.failOn, "fail-on", "exit 1 on changes: "+s.failOn.usage())
	flags.Var(&s.side, "side", "tell whom it breaks on one side: "+s.side.usage())
	flags.Var(&s.source, "source", "who looks: "+s.source.usage())
	flags.Var(textFlag{&s.allow, "file", nil}, "allow", "a `file` of changes that may break")
	flags.BoolVar(&s.rules, "rules", false, "list the rules that decide whom a change breaks")
	flags.BoolVar(&s.git, "git", false, "take the arguments that git gives a diff driver: git config diff.burin.command 'burin diff --git'")
	s.telling.register(flags, "name each stage as it begins")
	registerLenient(flags, &s.lenient)
	must(cmd.MarkFlagFilename("config", "yaml", "yml"))
	must(cmd.MarkFlagFilename("allow", "yaml", "yml"))
	for name, flag := range map[string]*choiceFlag{"format": &s.format, "fail-on": &s.failOn, "side": &s.side, "source": &s.source} {
		must(cmd.RegisterFlagCompletionFunc(name, cobra.FixedCompletions(flag.choices, cobra.ShellCompDirectiveNoFileComp)))
	}
}

func (s *diffSettings) run(cmd *cobra.Command, old, new string) error {
	var c *config.Config
	if s.config != "" {
		loaded, err := config.Load(s.config, config.Override{})
		if err != nil {
			return err
		}
		c = &loaded
		s.lenient = s.lenient || c.Lenient
	}
	debug.SetGCPercent(400) // it ends soon, and two packages of thousands of types are much to look through again and again
	p := newProgress(cmd.ErrOrStderr(), s.telling, false, generator.DiffStages)
	found, err := generator.Diff(old, new, generator.DiffOptions{
		Lenient: s.lenient, Config: c, Sources: s.sources(), Code: s.format.value == "html",
		Observer: generator.Observer{Stage: p.begin},
	})
	p.end()
	if err != nil {
		return err
	}
	changes := found.Changes
	s.keepSide(changes)
	if err := s.pass(cmd.ErrOrStderr(), changes); err != nil {
		return err
	}
	r := format.Review{Old: old, New: new, Changes: changes, Passed: found.Passed}
	if err := format.Write(cmd.OutOrStdout(), s.format.value, r, format.Options{
		Color: colored(cmd.OutOrStdout()), Read: generator.ReadRevision, Code: declared(found), Graph: found.Picture(),
	}); err != nil {
		return err
	}
	return s.verdict(changes)
}

// declared gives the Go code of a change as the page shows it.
func declared(found *generator.Comparison) func(review.Change) (old, new []format.Code) {
	convert := func(declarations []gocode.Declaration) (list []format.Code) {
		for _, d := range declarations {
			list = append(list, format.Code(d))
		}
		return list
	}
	return func(c review.Change) ([]format.Code, []format.Code) {
		old, new := found.Code(c)
		return convert(old), convert(new)
	}
}

// sources are those who are asked beside the model.
func (s *diffSettings) sources() []string {
	switch s.source.value {
	case "all":
		return generator.Sources()
	case review.Model:
		return nil
	}
	return []string{s.source.value}
}

func (s *diffSettings) keepSide(changes []review.Change) {
	switch s.side.value {
	case "client":
		review.Keep(changes, review.ClientCode|review.ClientRun)
	case "server":
		review.Keep(changes, review.ServerCode|review.ServerRun)
	}
}

// pass lets the changes of the allow-list pass, and says which entries are of no
// use any more.
func (s *diffSettings) pass(stderr io.Writer, changes []review.Change) error {
	if s.allow == "" {
		return nil
	}
	data, err := os.ReadFile(s.allow)
	if err != nil {
		return err
	}
	list, err := review.ParseAllowances(s.allow, data)
	if err != nil {
		return err
	}
	today := time.Now()
	list.Apply(changes, today)
	expired := list.Expired(today)
	for _, entry := range list.Unused() {
		why := "no change passes by this entry: remove it"
		if slices.Contains(expired, entry) {
			why = "this entry has expired on " + entry.Until.Format(time.DateOnly) + ": remove it, or give it another day"
		}
		fmt.Fprintf(stderr, "%s: %s\n", entry.Pos, why)
	}
	return nil
}

// verdict is the error that --fail-on asks for.
func (s *diffSettings) verdict(changes []review.Change) error {
	breaking := 0
	for _, c := range changes {
		if c.Breaking() {
			breaking++
		}
	}
	switch {
	case s.failOn.value == "breaking" && breaking > 0:
		return fmt.Errorf("%s somebody: mend the description, or allow them by --allow", verb(breaking, "change", "breaks", "break"))
	case s.failOn.value == "any" && len(changes) > 0:
		return fmt.Errorf("%s found", is(len(changes), "change"))
	}
	return nil
}

// verb counts things that do something.
func verb(n int, thing, one, many string) string {
	if n == 1 {
		return count(n, thing) + " " + one
	}
	return count(n, thing) + " " + many
}

// printRules lists the rules.
func printRules(w io.Writer) error {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(t, "RULE\tCHANGE\tWHY")
	for _, rule := range review.Rules() {
		fmt.Fprintf(t, "%s\t%s\t%s\n", rule.ID, rule.Title, rule.Reason)
	}
	return t.Flush()
}

// colored reports whether to write colours: to a terminal, where NO_COLOR does
// not say otherwise.
func colored(w io.Writer) bool { return os.Getenv("NO_COLOR") == "" && isTerminal(w) }

// isTerminal reports whether somebody looks at what is written.
func isTerminal(w io.Writer) bool {
	file, ok := w.(*os.File)
	if !ok {
		return false
	}
	info, err := file.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0 && os.Getenv("TERM") != "dumb"
}

// choiceFlag is one word of several.
type choiceFlag struct {
	value   string
	choices []string
}

func (f *choiceFlag) String() string { return f.value }

func (f *choiceFlag) Type() string { return "word" }

func (f *choiceFlag) Set(text string) error {
	if !slices.Contains(f.choices, text) {
		return errors.New("choose " + f.usage())
	}
	f.value = text
	return nil
}

// usage lists the words.
func (f *choiceFlag) usage() string {
	last := len(f.choices) - 1
	return strings.Join(f.choices[:last], ", ") + " or " + f.choices[last]
}
