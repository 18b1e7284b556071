package main

import (
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"example.com/burin/generator"
	"example.com/burin/generator/config"
	"example.com/burin/generator/output"
)

func newGenerate() *cobra.Command {
	var s settings
	var quiet bool
	var t telling
	cmd := &cobra.Command{
		Use:   "generate",
		Short: "Write or refresh the package",
		Long: `generate writes the package that burin.yaml asks for. Flags take the place of
what the file says; with --spec and without --config no file is read.

The package is written whole or not at all. Files that are as they should be are
not touched, files that burin wrote and that no longer belong are removed, and a
file that burin did not write is never overwritten: that is a fault.

Every fault is one line, FILE:LINE:COL: what is wrong, and what to do.
` + exitMeaning,
		Example: `  burin generate
  burin generate -c api/burin.yaml
  burin generate --spec openapi.yaml --package petstore --out internal/petstore
  burin generate --include-path '/pets/{id}/**' --exclude-operation 'delete*'`,
		Args:              cobra.NoArgs,
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if quiet && t.verbose {
				return usageError{errors.New("--quiet and --verbose say the contrary: give one")}
			}
			c, err := s.load()
			if err != nil {
				return err
			}
			p := newProgress(cmd.ErrOrStderr(), t, quiet, generator.Stages)
			summary, err := generator.WriteObserved(c, generator.Observer{Stage: p.begin, Warn: warner(cmd.ErrOrStderr(), quiet)})
			p.end()
			if err != nil {
				return err
			}
			if t.verbose {
				listFiles(cmd.OutOrStdout(), c, summary)
			}
			if !quiet {
				fmt.Fprintln(cmd.OutOrStdout(), written(c, summary))
			}
			return nil
		},
	}
	s.register(cmd)
	cmd.Flags().BoolVarP(&quiet, "quiet", "q", false, "say nothing where all is well")
	t.register(cmd.Flags(), "name each stage as it begins, and what became of each file")
	return cmd
}

// warner tells of what is not as it was asked for, though nothing is at fault.
func warner(w io.Writer, quiet bool) func(string) {
	if quiet {
		return nil
	}
	return func(text string) { fmt.Fprintln(w, text) }
}

// listFiles says what became of each file.
func listFiles(w io.Writer, c config.Config, s output.Summary) {
	for _, group := range []struct {
		what  string
		names []string
	}{{"written", s.Written}, {"unchanged", s.Unchanged}, {"removed", s.Removed}} {
		for _, name := range group.names {
			fmt.Fprintf(w, "%s %s\n", filepath.ToSlash(filepath.Join(c.Output, name)), group.what)
		}
	}
}

// written says in a line what was done.
func written(c config.Config, s output.Summary) string {
	var line strings.Builder
	fmt.Fprintf(&line, "%s: %s, %d written, %d unchanged", c.Output,
		count(len(s.Written)+len(s.Unchanged), "file"), len(s.Written), len(s.Unchanged))
	if len(s.Removed) > 0 {
		fmt.Fprintf(&line, ", %d removed", len(s.Removed))
	}
	return line.String()
}

// count is a number of things, in words.
func count(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return fmt.Sprintf("%d %ss", n, thing)
}
