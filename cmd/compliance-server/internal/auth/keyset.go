package auth

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"time"

	"github.com/MicahParks/jwkset"
	"github.com/MicahParks/keyfunc/v3"
)

// KeySet is what tokens are checked against: a JSON Web Key Set (RFC 7517).
type KeySet struct{ keys keyfunc.Keyfunc }

func newKeySet(ctx context.Context, storage jwkset.Storage) (*KeySet, error) {
	if all, err := storage.KeyReadAll(ctx); err != nil || len(all) == 0 {
		return nil, errors.Join(errors.New("the key set holds no key"), err)
	}
	keys, err := keyfunc.New(keyfunc.Options{
		Storage:      storage,
		UseWhitelist: []jwkset.USE{jwkset.UseSig, ""},
	})
	if err != nil {
		return nil, err
	}
	return &KeySet{keys}, nil
}

// ReadKeySet reads the key set of a file, once.
func ReadKeySet(path string) (*KeySet, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("the key set cannot be read: %w", err)
	}
	keys, err := keyfunc.NewJWKSetJSON(text)
	if err != nil {
		return nil, fmt.Errorf("%s: this is no JSON Web Key Set: %w", path, err)
	}
	set, err := newKeySet(context.Background(), keys.Storage())
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return set, nil
}

// FetchKeySet reads the key set at an address, and again each hour and where a
// token names a key that is not known, at most once in five minutes, until ctx
// is done. A key set that cannot be read at the start is an error; one that
// cannot be read again is logged, and the keys stay.
func FetchKeySet(ctx context.Context, address string, log *slog.Logger) (*KeySet, error) {
	tolerant := false
	keys, err := keyfunc.NewDefaultOverrideCtx(ctx, []string{address}, keyfunc.Override{
		HTTPTimeout:               10 * time.Second,
		NoErrorReturnFirstHTTPReq: &tolerant,
		RateLimitWaitMax:          time.Second,
		RefreshErrorHandlerFunc: func(address string) func(context.Context, error) {
			return func(ctx context.Context, err error) {
				log.ErrorContext(ctx, "the key set cannot be read again", "address", address, "error", err)
			}
		},
	})
	if err != nil {
		return nil, fmt.Errorf("%s: the key set cannot be read: %w", address, err)
	}
	set, err := newKeySet(ctx, keys.Storage())
	if err != nil {
		return nil, fmt.Errorf("%s: %w", address, err)
	}
	return set, nil
}
