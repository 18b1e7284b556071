package main

import (
	"fmt"
	"runtime/debug"
	"strings"

	"github.com/spf13/cobra"
)

// module is where burin is fetched from.
const module = "example.com/burin"

func newVersion() *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Print burin's version",
		Long: `version prints the version of the module that burin was built from. Nothing
that burin writes depends on it.`,
		Example:           `  burin version`,
		Args:              cobra.NoArgs,
		ValidArgsFunction: cobra.NoFileCompletions,
		Run: func(cmd *cobra.Command, _ []string) {
			version := "(unknown)"
			if info, ok := debug.ReadBuildInfo(); ok {
				version = moduleVersion(info) + " " + info.GoVersion
			}
			fmt.Fprintln(cmd.OutOrStdout(), "burin", version)
		},
	}
}

// moduleVersion is the version of burin's module, be it the main module or a
// tool of another one.
func moduleVersion(info *debug.BuildInfo) string {
	for _, dependency := range append(info.Deps, &info.Main) {
		if strings.HasPrefix(info.Path, dependency.Path+"/") {
			return dependency.Version
		}
	}
	return "(unknown)"
}
