package main

import (
	"errors"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"example.com/burin/cmd/compliance-server/internal/auth"
)

// defaultTenant stands for an organization.
const defaultTenant = "11111111-1111-4111-8111-111111111111"

func newToken() *cobra.Command {
	var path string
	grant := auth.Grant{}
	command := &cobra.Command{
		Use:   "token --scope SCOPE [flags]",
		Short: "Make a token with the development key",
		Long: `token writes a bearer token to standard output, signed with the development key.
A server that runs without --jwks trusts that key.`,
		Example: `  TOKEN=$(compliance-server token --scope DeviceManagementConfiguration.ReadWrite.All)`,
		Args:    cobra.NoArgs,
		RunE: func(command *cobra.Command, _ []string) error {
			if len(grant.Scopes) == 0 {
				return usageError{errors.New("--scope is needed: name what the token grants")}
			}
			path, err := keyPath(path)
			if err != nil {
				return err
			}
			key, err := auth.DevelopmentKey(path)
			if err != nil {
				return err
			}
			grant.Issued = time.Now()
			token, err := auth.Mint(key, grant)
			if err != nil {
				return err
			}
			_, err = fmt.Fprintln(command.OutOrStdout(), token)
			return err
		},
	}
	flags := command.Flags()
	flags.SortFlags = false
	flags.StringArrayVar(&grant.Scopes, "scope", nil, "`SCOPE` that the token grants; may be repeated")
	flags.StringVar(&grant.Audience, "audience", defaultAudience, "`URI` of whom the token is for")
	flags.StringVar(&grant.Tenant, "tenant", defaultTenant, "`ID` of the tenant of the user's account")
	flags.BoolVar(&grant.Application, "app", false, "grant the scopes to an application, not to a user")
	flags.DurationVar(&grant.Lifetime, "expires", time.Hour, "`TIME` from now until the token expires")
	keyFlag(flags, &path)
	return command
}
