package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os/signal"
	"slices"
	"strings"
	"syscall"

	"github.com/spf13/cobra"

	"example.com/burin/cmd/compliance-server/internal/auth"
	"example.com/burin/cmd/compliance-server/internal/listen"
	"example.com/burin/cmd/compliance-server/internal/seed"
	"example.com/burin/cmd/compliance-server/internal/service"
	"example.com/burin/cmd/compliance-server/internal/store"
)

// serveFlags are the flags of serve.
type serveFlags struct {
	address   string
	database  string
	policies  []string
	seed      string
	jwks      string
	devKey    string
	audience  string
	issuer    string
	maxBody   int64
	logFormat string
}

func newServe() *cobra.Command {
	var f serveFlags
	command := &cobra.Command{
		Use:   "serve [flags]",
		Short: "Serve the policies",
		Long: `serve answers requests at / and at /v1.0/, and /healthz, until it is sent SIGTERM
or SIGINT. It logs to standard error. Tokens are checked against --jwks, or, for
development, against the key that the command token signs with.`,
		Example: `  compliance-server serve --policy demo
  compliance-server serve --seed policies.yaml --audience api://compliance \
    --jwks https://login.microsoftonline.com/organizations/discovery/v2.0/keys`,
		Args: cobra.NoArgs,
		RunE: func(command *cobra.Command, _ []string) error {
			ctx, stop := signal.NotifyContext(command.Context(), syscall.SIGTERM, syscall.SIGINT)
			defer stop()
			context.AfterFunc(ctx, stop) // a second signal ends the process at once
			return f.serve(ctx, command.ErrOrStderr())
		},
	}
	flags := command.Flags()
	flags.SortFlags = false
	flags.StringVar(&f.address, "addr", "127.0.0.1:8080", "`ADDRESS` to listen at; port 0 stands for any that is free")
	flags.StringVar(&f.database, "db", "compliance-server.db", "`FILE` of the database, made where there is none")
	flags.StringArrayVar(&f.policies, "policy", nil, "`ID` of a policy that there is; may be repeated")
	flags.StringVar(&f.seed, "seed", "", "`FILE` with the ids of policies: a list in YAML or JSON")
	flags.StringVar(&f.jwks, "jwks", "", "`FILE` or URL of the JSON Web Key Set that tokens are checked against")
	keyFlag(flags, &f.devKey)
	flags.StringVar(&f.audience, "audience", defaultAudience, "`URI` that tokens must be for")
	flags.StringVar(&f.issuer, "issuer", "", "`URI` of the issuer that tokens must be of (default any)")
	flags.Int64Var(&f.maxBody, "max-body", 1<<20, "most `BYTES` that a request's body may have")
	flags.StringVar(&f.logFormat, "log-format", "text", "text or json")
	return command
}

// serve runs the service until ctx is done.
func (f *serveFlags) serve(ctx context.Context, stderr io.Writer) (err error) {
	log, err := newLog(stderr, f.logFormat)
	if err != nil {
		return err
	}
	if f.maxBody < 1 {
		return usageError{errors.New("--max-body must be at least 1")}
	}
	if f.jwks != "" && f.devKey != "" {
		return usageError{errors.New("--jwks and --dev-key exclude each other: name one")}
	}
	policies, err := f.readPolicies()
	if err != nil {
		return err
	}
	keys, err := f.readKeys(ctx, log)
	if err != nil {
		return err
	}
	database, err := store.Open(ctx, f.database)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, database.Close()) }()
	handler := service.Handler(service.Options{
		Store:     database,
		Policies:  policies,
		Authorize: auth.NewVerifier(keys, f.audience, f.issuer).Check,
		MaxBody:   f.maxBody,
		Log:       log,
	})
	return listen.Serve(ctx, f.address, handler, log)
}

func newLog(w io.Writer, format string) (*slog.Logger, error) {
	switch format {
	case "text":
		return slog.New(slog.NewTextHandler(w, nil)), nil
	case "json":
		return slog.New(slog.NewJSONHandler(w, nil)), nil
	}
	return nil, usageError{fmt.Errorf("--log-format must be text or json, not %q", format)}
}

// readPolicies gathers the policies of --policy and --seed.
func (f *serveFlags) readPolicies() ([]string, error) {
	policies := slices.Clone(f.policies)
	for _, policy := range policies {
		if fault := seed.Fault(policy); fault != "" {
			return nil, usageError{errors.New("--policy: " + fault)}
		}
	}
	if f.seed != "" {
		more, err := seed.Read(f.seed)
		if err != nil {
			return nil, err
		}
		policies = append(policies, more...)
	}
	if len(policies) == 0 {
		return nil, usageError{errors.New("there is no policy to serve: name one by --policy, or several in a --seed file")}
	}
	return policies, nil
}

// readKeys is what tokens are checked against.
func (f *serveFlags) readKeys(ctx context.Context, log *slog.Logger) (*auth.KeySet, error) {
	switch {
	case strings.HasPrefix(f.jwks, "https://"), strings.HasPrefix(f.jwks, "http://"):
		return auth.FetchKeySet(ctx, f.jwks, log)
	case f.jwks != "":
		return auth.ReadKeySet(f.jwks)
	}
	path, err := keyPath(f.devKey)
	if err != nil {
		return nil, err
	}
	key, err := auth.DevelopmentKey(path)
	if err != nil {
		return nil, err
	}
	log.Warn("tokens of the development key are trusted: name a key set by --jwks but for development", "key", path)
	return key.KeySet()
}
