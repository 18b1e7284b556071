package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"example.com/burin/generator"
	"example.com/burin/generator/selection"
)

func newInspect() *cobra.Command {
	var wanted selection.Selection
	var why string
	var lenient bool
	format := formatFlag("table")
	cmd := &cobra.Command{
		Use:   "inspect SPEC",
		Short: "Show what burin makes of a description",
		Long: `inspect lists the operations and types of a description, or of what a selection
keeps of it, with what pulled each type in; the decisions taken, each with its
reason; what burin does not read yet; and what the output does without. It counts
the lines of the package, and names the property whose trimming saves most.

` + exitMeaning + `
A description that is valid and uses what burin does not read yet exits 0.`,
		Example: `  burin inspect openapi.yaml
  burin inspect openapi.yaml --include-operation createPet
  burin inspect openapi.yaml --include-operation createPet --why color
  burin inspect openapi.yaml --format json | jq '.unsupported'`,
		Args:              cobra.ExactArgs(1),
		ValidArgsFunction: completeDescription,
		RunE: func(cmd *cobra.Command, args []string) error {
			inspection, err := generator.Inspect(args[0], lenient, wanted)
			if err != nil {
				return err
			}
			if why != "" {
				return printWhy(cmd.OutOrStdout(), inspection, why)
			}
			if format == "json" {
				encoder := json.NewEncoder(cmd.OutOrStdout())
				encoder.SetEscapeHTML(false)
				encoder.SetIndent("", "  ")
				return encoder.Encode(newReport(inspection))
			}
			return newReport(inspection).table(cmd.OutOrStdout())
		},
	}
	registerSelection(cmd.Flags(), &wanted.Include, &wanted.Exclude)
	cmd.Flags().Var(textFlag{&why, "type", nil}, "why", "print what pulled a `type` in, step by step")
	completeSelection(cmd, func(args []string) (string, bool) {
		if len(args) == 0 {
			return "", false
		}
		return args[0], true
	})
	registerLenient(cmd.Flags(), &lenient)
	cmd.Flags().Var(&format, "format", "table or json")
	must(cmd.RegisterFlagCompletionFunc("format", cobra.FixedCompletions([]string{"table", "json"}, cobra.ShellCompDirectiveNoFileComp)))
	return cmd
}

// printWhy writes what pulled a type in, each step under the one before.
func printWhy(w io.Writer, in *generator.Inspection, name string) error {
	chain, err := in.Why(name)
	if err != nil {
		return err
	}
	fmt.Fprintln(w, name)
	for i, reason := range chain {
		fmt.Fprintf(w, "%s%s\n", strings.Repeat("  ", i+1), reason)
	}
	return nil
}

// formatFlag is the form of a report.
type formatFlag string

func (f *formatFlag) String() string { return string(*f) }

func (f *formatFlag) Type() string { return "format" }

func (f *formatFlag) Set(text string) error {
	if text != "table" && text != "json" {
		return errors.New("choose table or json")
	}
	*f = formatFlag(text)
	return nil
}

// table writes the report for reading.
func (r report) table(w io.Writer) error {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	if r.Version == "" {
		fmt.Fprintln(t, r.Title)
	} else {
		fmt.Fprintf(t, "%s, version %s\n", r.Title, r.Version)
	}
	if r.Lines > 0 {
		fmt.Fprintf(t, "the package has %d lines, support source included\n", r.Lines)
	}
	if r.Saving != nil {
		fmt.Fprintf(t, "leaving out %s saves most: %d types, %d properties\n", r.Saving.Property, r.Saving.Types, r.Saving.Properties)
	}
	section(t, "operations", len(r.Operations), "OPERATION", "REQUEST", "GO", "PLACE")
	for _, o := range r.Operations {
		row(t, o.ID, o.Method+" "+o.Path, o.Go, o.place.String())
	}
	section(t, "types", len(r.Types), "TYPE", "KIND", "GO", "BECAUSE", "PLACE")
	for _, typ := range r.Types {
		row(t, typ.Name, typ.Kind, typ.Go, typ.Because, typ.place.String())
	}
	if len(r.Roots) > 0 {
		section(t, "entity sets and singletons", len(r.Roots), "NAME", "KIND", "TYPE", "PLACE")
	}
	for _, root := range r.Roots {
		row(t, root.Name, root.Kind, root.Type, root.place.String())
	}
	if len(r.Calls) > 0 {
		section(t, "actions and functions", len(r.Calls), "NAME", "KIND", "ON", "PLACE")
	}
	for _, call := range r.Calls {
		row(t, call.Name, call.Kind, call.On, call.place.String())
	}
	section(t, "decisions", len(r.Decisions), "OF", "KIND", "DECISION", "REASON")
	for _, d := range r.Decisions {
		row(t, d.Of, d.Kind, d.Decision, d.Reason)
	}
	section(t, "not read yet", len(r.Unsupported), "PLACE", "WHAT")
	for _, u := range r.Unsupported {
		row(t, u.place.String(), u.Message)
	}
	section(t, "the output does without", len(r.Warnings), "PLACE", "WHAT")
	for _, warning := range r.Warnings {
		row(t, warning.place.String(), warning.Message)
	}
	return t.Flush()
}

// section begins a table of n rows.
func section(t *tabwriter.Writer, title string, n int, columns ...string) {
	fmt.Fprintf(t, "\n%s: %d\n", title, n)
	if n > 0 {
		row(t, columns...)
	}
}

// row writes one row; a line of the table is a line, whatever the cells hold.
func row(t *tabwriter.Writer, cells ...string) {
	for i, cell := range cells {
		cells[i] = strings.Join(strings.Fields(cell), " ")
	}
	fmt.Fprintln(t, "  "+strings.Join(cells, "\t"))
}
