package main

import (
	"github.com/spf13/cobra"

	"example.com/burin/generator"
	"example.com/burin/generator/model"
)

// completeSelection completes the flags that select with what the description
// has, which describes gives by the command's arguments.
func completeSelection(cmd *cobra.Command, describes func(args []string) (spec string, ok bool)) {
	for flag, names := range map[string]func(*model.API) []string{
		"path": pathNames, "operation": operationNames, "type": typeNames,
	} {
		complete := func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			spec, ok := describes(args)
			if !ok {
				return nil, cobra.ShellCompDirectiveNoFileComp
			}
			api, err := generator.Describe(spec)
			if err != nil {
				return nil, cobra.ShellCompDirectiveNoFileComp
			}
			return names(api), cobra.ShellCompDirectiveNoFileComp
		}
		for _, prefix := range []string{"include-", "exclude-"} {
			must(cmd.RegisterFlagCompletionFunc(prefix+flag, complete))
		}
		if flag == "type" && cmd.Flags().Lookup("why") != nil {
			must(cmd.RegisterFlagCompletionFunc("why", complete))
		}
	}
}

func pathNames(api *model.API) (names []string) {
	seen := map[string]bool{}
	for _, o := range api.Operations {
		if !seen[o.PathSpec] {
			seen[o.PathSpec] = true
			names = append(names, o.PathSpec)
		}
	}
	if api.Service != nil {
		for _, root := range api.Service.Roots {
			names = append(names, "/"+root.Name, "/"+root.Name+"/**")
		}
	}
	return names
}

func operationNames(api *model.API) (names []string) {
	for _, o := range api.Operations {
		names = append(names, o.ID)
	}
	if api.Service != nil {
		seen := map[string]bool{}
		for _, c := range api.Service.Calls {
			if !seen[c.Name] {
				seen[c.Name] = true
				names = append(names, c.Name)
			}
		}
	}
	return names
}

func typeNames(api *model.API) (names []string) {
	for _, t := range api.Types {
		names = append(names, t.Name)
	}
	return names
}
