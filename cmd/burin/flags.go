package main

import (
	"cmp"
	"errors"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"example.com/burin/generator/config"
	"example.com/burin/generator/selection"
	"example.com/burin/generator/source"
)

// settings are the flags that name a configuration file or take its place.
type settings struct {
	file     string
	override config.Override
}

func (s *settings) register(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.VarP(textFlag{&s.file, "file", nil}, "config", "c", "configuration `file` (default burin.yaml, where --spec is not given)")
	flags.Var(textFlag{&s.override.Spec, "file", nil}, "spec", "description to read, a `file`; without --config no configuration is read")
	flags.Var(textFlag{&s.override.Package, "name", config.CheckPackage}, "package", "`name` of the Go package")
	flags.Var(textFlag{&s.override.Output, "folder", nil}, "out", "`folder` to write the package to (default . without a configuration)")
	flags.Var((*artefactsFlag)(&s.override.Emit), "emit", "artefacts to write, with commas between: types, validators, client, server")
	registerSelection(flags, &s.override.Include, &s.override.Exclude)
	registerLenient(flags, &s.override.Lenient)

	completeSelection(cmd, func([]string) (string, bool) {
		if s.override.Spec != "" {
			return s.override.Spec, true
		}
		c, err := s.load()
		return c.Spec, err == nil
	})
	must(cmd.MarkFlagFilename("config", "yaml", "yml"))
	must(cmd.MarkFlagFilename("spec", descriptionSuffixes...))
	must(cmd.MarkFlagDirname("out"))
	must(cmd.RegisterFlagCompletionFunc("emit", completeArtefacts))
}

// descriptionSuffixes are those of files that may be descriptions.
var descriptionSuffixes = []string{"yaml", "yml", "json", "xml"}

// must holds for what can fail by a slip in this program alone.
func must(err error) {
	if err != nil {
		panic(err)
	}
}

// load gives the configuration that the flags ask for.
func (s *settings) load() (config.Config, error) {
	if err := config.CheckEmit(s.override.Emit); err != nil {
		return config.Config{}, usageError{errors.New("--emit: " + err.Error())}
	}
	if s.configFile() == "" {
		c, err := config.New(s.override)
		if err != nil {
			return config.Config{}, usageError{err}
		}
		return c, nil
	}
	return config.Load(s.configFile(), s.override)
}

// configFile is the configuration file that is read; "" where none is.
func (s *settings) configFile() string {
	if s.file == "" && s.override.Spec != "" {
		return ""
	}
	return cmp.Or(s.file, config.DefaultFile)
}

// registerLenient adds the flag that passes over slips of a description.
func registerLenient(flags *pflag.FlagSet, lenient *bool) {
	flags.BoolVar(lenient, "lenient", false, "pass over breaches of the specification that change nothing about the output")
}

// registerSelection adds the flags that say what to keep of a description.
func registerSelection(flags *pflag.FlagSet, include, exclude *selection.Filter) {
	for _, f := range []struct {
		prefix, verb string
		filter       *selection.Filter
	}{{"include", "keep", include}, {"exclude", "leave out", exclude}} {
		flags.Var(&globsFlag{&f.filter.Paths, f.prefix + "-path", selection.Path}, f.prefix+"-path",
			f.verb+" the operations whose path matches the `glob`; repeatable")
		flags.Var(&globsFlag{&f.filter.Operations, f.prefix + "-operation", selection.Name}, f.prefix+"-operation",
			f.verb+" the operations whose operationId matches the `glob`; repeatable")
		flags.Var(&globsFlag{&f.filter.Types, f.prefix + "-type", selection.Name}, f.prefix+"-type",
			f.verb+" the types whose name matches the `glob`; repeatable")
	}
}

// textFlag is a flag of a text that is not empty and passes the check.
type textFlag struct {
	text  *string
	kind  string
	check func(string) error
}

func (f textFlag) String() string {
	if f.text == nil {
		return ""
	}
	return *f.text
}

func (f textFlag) Type() string { return f.kind }

func (f textFlag) Set(text string) error {
	if text == "" {
		return errors.New("it is empty")
	}
	*f.text = text
	if f.check == nil {
		return nil
	}
	return f.check(text)
}

// globsFlag gathers globs, one a flag.
type globsFlag struct {
	globs *[]selection.Glob
	name  string
	parse func(source.Pos, string) (selection.Glob, error)
}

func (f *globsFlag) String() string { return "" }

func (f *globsFlag) Type() string { return "glob" }

func (f *globsFlag) Set(text string) error {
	glob, err := f.parse(source.Pos{File: "--" + f.name}, text)
	*f.globs = append(*f.globs, glob)
	return err
}

// artefactsFlag gathers artefacts, several a flag.
type artefactsFlag []config.Artefact

func (f *artefactsFlag) String() string { return "" }

func (f *artefactsFlag) Type() string { return "artefacts" }

func (f *artefactsFlag) Set(text string) error {
	for name := range strings.SplitSeq(text, ",") {
		artefact, err := config.ParseArtefact(name)
		if err != nil {
			return err
		}
		*f = append(*f, artefact)
	}
	return nil
}

// completeArtefacts completes the last of the artefacts given.
func completeArtefacts(_ *cobra.Command, _ []string, text string) ([]string, cobra.ShellCompDirective) {
	before := text[:strings.LastIndexByte(text, ',')+1]
	var completions []string
	for _, artefact := range config.Artefacts() {
		completions = append(completions, before+string(artefact))
	}
	return completions, cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveNoSpace
}

// completeDescription completes the one argument that is a description.
func completeDescription(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
	if len(args) > 0 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	return descriptionSuffixes, cobra.ShellCompDirectiveFilterFileExt
}
