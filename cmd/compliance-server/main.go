// Command compliance-server serves the compliance status of users, as
// spec/devicecompliance describes it, from an SQLite file. It holds the command
// line and the listening alone; the packages in internal do the work.
package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// Exit codes.
const (
	done       = 0
	failed     = 1 // a file, a key or a port is at fault
	usageFault = 2 // the command line is at fault
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
		fmt.Fprintf(stderr, "compliance-server: %v\nRun %q for help.\n", err, command.CommandPath()+" --help")
		return usageFault
	}
	fmt.Fprintf(stderr, "compliance-server: %v\n", err)
	return failed
}

// usageError is a fault of the command line that a command finds itself.
type usageError struct{ error }

func newRoot() *cobra.Command {
	root := &cobra.Command{
		Use:   "compliance-server COMMAND",
		Short: "Serves the compliance status of users from an SQLite file",
		Long: `compliance-server serves the deviceComplianceUserStatus objects of device
compliance policies, as Microsoft Graph does, from an SQLite file.

Exit codes: 0 done; 1 a file, a key or the address is at fault; 2 the command
line is at fault.`,
		Example: `  compliance-server serve --policy demo
  compliance-server token --scope DeviceManagementConfiguration.ReadWrite.All`,
		SilenceErrors: true,
		SilenceUsage:  true,
		RunE: func(*cobra.Command, []string) error {
			return usageError{errors.New("a command is needed: serve or token")}
		},
	}
	root.AddCommand(newServe(), newToken())
	return root
}

// defaultAudience is whom tokens are for: Microsoft Graph.
const defaultAudience = "https://graph.microsoft.com"

// keyFlag adds the flag that names the file of the development key.
func keyFlag(flags *pflag.FlagSet, path *string) {
	flags.StringVar(path, "dev-key", "", "`FILE` of the development key, made where there is none\n(default compliance-server/dev-key.pem in the user's configuration folder)")
}

// keyPath is the file of the development key.
func keyPath(flag string) (string, error) {
	if flag != "" {
		return flag, nil
	}
	folder, err := os.UserConfigDir()
	if err != nil {
		return "", usageError{fmt.Errorf("%w: name a file by --dev-key", err)}
	}
	return filepath.Join(folder, "compliance-server", "dev-key.pem"), nil
}
