// Package auth makes and checks the bearer tokens of the service: JSON Web
// Tokens (RFC 7519) in the claims of the Microsoft identity platform. It knows
// nothing of the service's operations.
package auth

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"crypto/x509"
	"encoding/hex"
	"encoding/pem"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/MicahParks/jwkset"
)

// Key is a development key: who holds it can make any token.
type Key struct {
	private *ecdsa.PrivateKey
	id      string
}

const pemType = "PRIVATE KEY" // PKCS #8 (RFC 7468, section 10)

// DevelopmentKey reads the key of a file. Where there is no file, it makes a
// key and a file that only its owner may read.
func DevelopmentKey(path string) (*Key, error) {
	text, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		if err = createKey(path); err != nil {
			return nil, fmt.Errorf("%s: the development key cannot be made: %w", path, err)
		}
		text, err = os.ReadFile(path)
	}
	if err != nil {
		return nil, fmt.Errorf("the development key cannot be read: %w", err)
	}
	key, err := parseKey(text)
	if err != nil {
		return nil, fmt.Errorf("%s: %w: remove the file, and a new key is made", path, err)
	}
	return key, nil
}

func parseKey(text []byte) (*Key, error) {
	block, _ := pem.Decode(text)
	if block == nil || block.Type != pemType {
		return nil, errors.New("there is no " + pemType + " in PEM")
	}
	parsed, err := x509.ParsePKCS8PrivateKey(block.Bytes)
	if err != nil {
		return nil, err
	}
	private, ok := parsed.(*ecdsa.PrivateKey)
	if !ok || private.Curve != elliptic.P256() {
		return nil, errors.New("the key is not of the elliptic curve P-256")
	}
	public, err := x509.MarshalPKIXPublicKey(private.Public())
	if err != nil {
		return nil, err
	}
	digest := sha256.Sum256(public)
	return &Key{private, hex.EncodeToString(digest[:8])}, nil
}

// createKey makes a key and its file. Another process may do the same: the
// file appears whole, and the first to come stays.
func createKey(path string) error {
	private, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return err
	}
	der, err := x509.MarshalPKCS8PrivateKey(private)
	if err != nil {
		return err
	}
	folder := filepath.Dir(path)
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return err
	}
	file, err := os.CreateTemp(folder, "key-*") // mode 0600
	if err != nil {
		return err
	}
	defer func() { _ = os.Remove(file.Name()) }()
	if err := errors.Join(pem.Encode(file, &pem.Block{Type: pemType, Bytes: der}), file.Close()); err != nil {
		return err
	}
	if err := os.Link(file.Name(), path); !errors.Is(err, fs.ErrExist) {
		return err
	}
	return nil
}

// KeySet is the key's public half.
func (k *Key) KeySet() (*KeySet, error) {
	jwk, err := jwkset.NewJWKFromKey(k.private.Public(), jwkset.JWKOptions{
		Metadata: jwkset.JWKMetadataOptions{ALG: jwkset.AlgES256, KID: k.id, USE: jwkset.UseSig},
	})
	if err != nil {
		return nil, err
	}
	storage := jwkset.NewMemoryStorage()
	ctx := context.Background()
	if err := storage.KeyWrite(ctx, jwk); err != nil {
		return nil, err
	}
	return newKeySet(ctx, storage)
}
