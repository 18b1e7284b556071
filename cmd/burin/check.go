package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"example.com/burin/generator"
)

func newCheck() *cobra.Command {
	var s settings
	var quiet bool
	var t telling
	cmd := &cobra.Command{
		Use:   "check",
		Short: "Say whether the package is up to date",
		Long: `check generates the package without writing it. Where the output folder holds
something else, it prints the unified diff to what generate would write, and
exits 1: a step for CI.

` + exitMeaning,
		Example: `  burin check
  burin check -c api/burin.yaml
  burin check | git apply -p0   # what generate would do`,
		Args:              cobra.NoArgs,
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(cmd *cobra.Command, _ []string) error {
			c, err := s.load()
			if err != nil {
				return err
			}
			p := newProgress(cmd.ErrOrStderr(), t, quiet, generator.CheckStages)
			diff, summary, err := generator.CheckObserved(c, generator.Observer{Stage: p.begin})
			p.end()
			if err != nil {
				return err
			}
			if len(diff) > 0 {
				if _, err := cmd.OutOrStdout().Write(diff); err != nil {
					return err
				}
				return fmt.Errorf("%s: %s stale: run burin generate with the same flags", c.Output,
					is(len(summary.Written)+len(summary.Removed), "file"))
			}
			if !quiet {
				fmt.Fprintf(cmd.OutOrStdout(), "%s: %s, up to date\n", c.Output, count(len(summary.Unchanged), "file"))
			}
			return nil
		},
	}
	s.register(cmd)
	cmd.Flags().BoolVarP(&quiet, "quiet", "q", false, "say nothing where all is well")
	t.register(cmd.Flags(), "name each stage as it begins")
	return cmd
}

// is counts things as the beginning of a sentence.
func is(n int, thing string) string {
	if n == 1 {
		return "1 " + thing + " is"
	}
	return count(n, thing) + " are"
}
