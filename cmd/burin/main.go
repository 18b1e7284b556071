// Command burin engraves Go from an API description: it reads the description
// and writes one Go package of structs, enums, validators, client and server.
// It holds the command line alone; package generator does the work.
package main

import (
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"example.com/burin/generator/source"
)

// Exit codes.
const (
	done        = 0
	inputFault  = 1 // the input, or the committed output, is at fault
	usageFault  = 2 // the command line is at fault
	exitMeaning = "Exit codes: 0 done; 1 the input, or the committed output, is at fault; 2 the command line is at fault."
)

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) }

// run executes one command line and gives its exit code.
func run(args []string, stdout, stderr io.Writer) int {
	root := newRoot()
	root.SetArgs(args)
	root.SetOut(stdout)
	root.SetErr(stderr)
	began := false // until then all that can be at fault is the command line
	root.PersistentPreRun = func(*cobra.Command, []string) { began = true }

	command, err := root.ExecuteC()
	if err == nil {
		return done
	}
	var usage usageError
	if !began || errors.As(err, &usage) {
		fmt.Fprintf(stderr, "burin: %v\nRun %q for help.\n", err, command.CommandPath()+" --help")
		return usageFault
	}
	if isTerminal(stderr) {
		fmt.Fprintln(stderr, showPlaces(err))
	} else {
		fmt.Fprintln(stderr, explain(err))
	}
	var faults source.Faults
	if errors.As(err, &faults) && faults.Slips() > 0 {
		fmt.Fprintf(stderr, "burin: with --lenient, which passes over what changes nothing about the output, %d of these %d are warnings\n", faults.Slips(), len(faults))
	}
	return inputFault
}

// explain is what is told of a fault of the input, a line or more.
func explain(err error) string {
	var faults source.Faults
	if errors.As(err, &faults) {
		return faults.Error()
	}
	return "burin: " + err.Error()
}

// usageError is a fault of the command line that a command finds itself.
type usageError struct{ error }

func newRoot() *cobra.Command {
	root := &cobra.Command{
		Use:   "burin COMMAND",
		Short: "Engraves Go from an API description",
		Long: `burin reads an API description and writes one Go package: structs, enums,
validators, a client and server stubs, importing the standard library alone.

` + exitMeaning,
		Example: `  burin init openapi.yaml   # write burin.yaml and generate.go
  burin generate            # write or refresh the package
  burin check               # in CI: is the committed package up to date?`,
		SilenceErrors: true,
		SilenceUsage:  true,
		RunE: func(*cobra.Command, []string) error {
			return usageError{errors.New("a command is needed")}
		},
	}
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error { return suggestFlag(cmd, err) })
	root.AddCommand(newGenerate(), newCheck(), newDiff(), newInspect(), newInit(), newVersion(), newWatch())
	return root
}

// suggestFlag adds to the fault of a flag that is not known which one may be meant.
func suggestFlag(cmd *cobra.Command, err error) error {
	var unknown *pflag.NotExistError
	if !errors.As(err, &unknown) {
		return err
	}
	var names []string
	cmd.Flags().VisitAll(func(f *pflag.Flag) { names = append(names, f.Name) })
	if near := source.Nearest(unknown.GetSpecifiedName(), names); near != "" {
		return fmt.Errorf("%w: did you mean --%s?", err, near)
	}
	return err
}
