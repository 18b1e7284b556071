package auth

import (
	"context"
	"crypto"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/json"
	"encoding/pem"
	"errors"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/MicahParks/jwkset"
	"github.com/golang-jwt/jwt/v5"
	"github.com/google/go-cmp/cmp"
)

const (
	audience = "https://graph.microsoft.com"
	issuer   = "https://login.example/v2.0"
	scope    = "DeviceManagementConfiguration.ReadWrite.All"
)

var required = [][]string{{scope}}

// keys are one key of each kind, made once.
type keys struct {
	rsa *rsa.PrivateKey
	ec  *ecdsa.PrivateKey
	ed  ed25519.PrivateKey
}

var testKeys = sync.OnceValue(func() keys {
	var k keys
	var errs [3]error
	k.rsa, errs[0] = rsa.GenerateKey(rand.Reader, 2048)
	k.ec, errs[1] = ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	_, k.ed, errs[2] = ed25519.GenerateKey(rand.Reader)
	if err := errors.Join(errs[:]...); err != nil {
		panic(err)
	}
	return k
})

// jwks writes a key set of the public halves.
func jwks(t *testing.T, private map[string]crypto.Signer) []byte {
	t.Helper()
	storage := jwkset.NewMemoryStorage()
	for kid, key := range private {
		jwk, err := jwkset.NewJWKFromKey(key.Public(), jwkset.JWKOptions{Metadata: jwkset.JWKMetadataOptions{KID: kid}})
		if err != nil {
			t.Fatal(err)
		}
		if err := storage.KeyWrite(t.Context(), jwk); err != nil {
			t.Fatal(err)
		}
	}
	text, err := storage.JSONPublic(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func verifier(t *testing.T) *Verifier {
	t.Helper()
	k := testKeys()
	path := filepath.Join(t.TempDir(), "keys.json")
	if err := os.WriteFile(path, jwks(t, map[string]crypto.Signer{"rsa": k.rsa, "ec": k.ec, "ed": k.ed}), 0o600); err != nil {
		t.Fatal(err)
	}
	set, err := ReadKeySet(path)
	if err != nil {
		t.Fatal(err)
	}
	return NewVerifier(set, audience, issuer)
}

// good are the claims of a token that is accepted, with some changed; nil
// leaves one out.
func good(changed jwt.MapClaims) jwt.MapClaims {
	claims := jwt.MapClaims{
		"aud": audience, "iss": issuer, "exp": time.Now().Add(time.Hour).Unix(),
		"scp": "openid " + scope + " profile", "tid": "11111111-2222-3333-4444-555555555555",
	}
	for name, value := range changed {
		if value == nil {
			delete(claims, name)
			continue
		}
		claims[name] = value
	}
	return claims
}

func sign(t *testing.T, method jwt.SigningMethod, kid string, key any, claims jwt.MapClaims) string {
	t.Helper()
	token := jwt.NewWithClaims(method, claims)
	token.Header["kid"] = kid
	text, err := token.SignedString(key)
	if err != nil {
		t.Fatal(err)
	}
	return "Bearer " + text
}

func check(v *Verifier, authorization ...string) error {
	r := httptest.NewRequest(http.MethodGet, "/", nil)
	r.Header["Authorization"] = authorization
	return v.Check(r, required)
}

func TestAccepted(t *testing.T) {
	v, k := verifier(t), testKeys()
	now := time.Now()
	for name, authorization := range map[string]string{
		"RS256":              sign(t, jwt.SigningMethodRS256, "rsa", k.rsa, good(nil)),
		"PS512":              sign(t, jwt.SigningMethodPS512, "rsa", k.rsa, good(nil)),
		"ES256":              sign(t, jwt.SigningMethodES256, "ec", k.ec, good(nil)),
		"EdDSA":              sign(t, jwt.SigningMethodEdDSA, "ed", k.ed, good(nil)),
		"scheme in capitals": "BEARER" + strings.TrimPrefix(sign(t, jwt.SigningMethodES256, "ec", k.ec, good(nil)), "Bearer"),
		"several audiences":  sign(t, jwt.SigningMethodES256, "ec", k.ec, good(jwt.MapClaims{"aud": []string{"x", audience}})),
		"just expired":       sign(t, jwt.SigningMethodES256, "ec", k.ec, good(jwt.MapClaims{"exp": now.Add(-leeway / 2).Unix()})),
		"almost valid":       sign(t, jwt.SigningMethodES256, "ec", k.ec, good(jwt.MapClaims{"nbf": now.Add(leeway / 2).Unix()})),
		"a user with roles":  sign(t, jwt.SigningMethodES256, "ec", k.ec, good(jwt.MapClaims{"roles": []string{"Admin"}, "idtyp": "user"})),
		"this scope alone":   sign(t, jwt.SigningMethodES256, "ec", k.ec, good(jwt.MapClaims{"scp": scope})),
	} {
		if err := check(v, authorization); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

const (
	none    = `401 Bearer realm="compliance-server"`
	invalid = `401 Bearer realm="compliance-server", error="invalid_token", error_description="`
	lacking = `403 Bearer realm="compliance-server", error="insufficient_scope", error_description="`
	scopes  = `", scope="` + scope + `"`
)

func TestRefused(t *testing.T) {
	v, k := verifier(t), testKeys()
	ec := func(changed jwt.MapClaims) string { return sign(t, jwt.SigningMethodES256, "ec", k.ec, good(changed)) }
	stranger, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	public, err := x509.MarshalPKIXPublicKey(k.rsa.Public())
	if err != nil {
		t.Fatal(err)
	}
	publicPEM := pem.EncodeToMemory(&pem.Block{Type: "PUBLIC KEY", Bytes: public})
	parts := strings.Split(ec(nil), ".")
	critical := jwt.NewWithClaims(jwt.SigningMethodES256, good(nil))
	critical.Header["kid"], critical.Header["crit"] = "ec", []string{"b64"}
	withCritical, err := critical.SignedString(k.ec)
	if err != nil {
		t.Fatal(err)
	}
	past, future := time.Now().Add(-time.Hour).Unix(), time.Now().Add(time.Hour).Unix()
	for name, test := range map[string]struct{ authorization, want string }{
		"another scheme":              {"Basic dXNlcjpwYXNz", none},
		"no scheme":                   {"token", none},
		"empty":                       {"", none},
		"nothing after Bearer":        {"Bearer", invalid + `the token is not a JSON Web Token"`},
		"no token":                    {"Bearer not.a token", invalid + `the token is not a JSON Web Token"`},
		"two parts":                   {parts[0] + "." + parts[1], invalid + `the token is not a JSON Web Token"`},
		"no signature":                {parts[0] + "." + parts[1] + ".", invalid + `the signature of the token is not valid"`},
		"a changed claim":             {parts[0] + "." + parts[1][:len(parts[1])-4] + "AAAA." + parts[2], invalid + `the token is not a JSON Web Token"`},
		"a signature of other claims": {parts[0] + "." + strings.Split(ec(jwt.MapClaims{"sub": "x"}), ".")[1] + "." + parts[2], invalid + `the signature of the token is not valid"`},
		"alg none":                    {sign(t, jwt.SigningMethodNone, "ec", jwt.UnsafeAllowNoneSignatureType, good(nil)), invalid + `the signature of the token is not valid"`},
		"HMAC with the public key":    {sign(t, jwt.SigningMethodHS256, "rsa", publicPEM, good(nil)), invalid + `the signature of the token is not valid"`},
		"a key not known":             {sign(t, jwt.SigningMethodES256, "stranger", stranger, good(nil)), invalid + `the token is not signed by a key that is known"`},
		"another's key":               {sign(t, jwt.SigningMethodES256, "ec", stranger, good(nil)), invalid + `the signature of the token is not valid"`},
		"a key of another kind":       {sign(t, jwt.SigningMethodRS256, "ec", k.rsa, good(nil)), invalid + `the signature of the token is not valid"`},
		"critical extensions":         {"Bearer " + withCritical, invalid + `the token has critical extensions, which are not known"`},
		"expired":                     {ec(jwt.MapClaims{"exp": past}), invalid + `the token has expired"`},
		"never expires":               {ec(jwt.MapClaims{"exp": nil}), invalid + `the token lacks a claim that is required"`},
		"exp is no number":            {ec(jwt.MapClaims{"exp": "soon"}), invalid + `the token is not a JSON Web Token"`},
		"not valid yet":               {ec(jwt.MapClaims{"nbf": future}), invalid + `the token is not valid yet"`},
		"another audience":            {ec(jwt.MapClaims{"aud": "https://vault.azure.net"}), invalid + `the token is for another audience"`},
		"no audience":                 {ec(jwt.MapClaims{"aud": nil}), invalid + `the token lacks a claim that is required"`},
		"another issuer":              {ec(jwt.MapClaims{"iss": "https://elsewhere.example"}), invalid + `the token is of another issuer"`},
		"scp is a list":               {ec(jwt.MapClaims{"scp": []string{scope}}), invalid + `the token is not a JSON Web Token"`},
		"idtyp app":                   {ec(jwt.MapClaims{"idtyp": "app"}), lacking + "the token is an application's: sign in as a user" + scopes},
		"roles":                       {ec(jwt.MapClaims{"roles": []string{scope}}), lacking + "the token is an application's: sign in as a user" + scopes},
		"roles, no scopes":            {ec(jwt.MapClaims{"scp": nil, "roles": []string{scope}}), lacking + "the token is an application's: sign in as a user" + scopes},
		"no scopes":                   {ec(jwt.MapClaims{"scp": nil}), lacking + "the token is an application's: sign in as a user" + scopes},
		"personal account":            {ec(jwt.MapClaims{"tid": strings.ToUpper(personalTenant)}), lacking + "the token is a personal account's: sign in with a work or school account" + scopes},
		"another scope":               {ec(jwt.MapClaims{"scp": "DeviceManagementConfiguration.Read.All"}), lacking + "the token lacks a scope that is required" + scopes},
		"a scope's beginning":         {ec(jwt.MapClaims{"scp": scope + ".More"}), lacking + "the token lacks a scope that is required" + scopes},
		"scope in lower case":         {ec(jwt.MapClaims{"scp": strings.ToLower(scope)}), lacking + "the token lacks a scope that is required" + scopes},
	} {
		if diff := cmp.Diff(test.want, refusal(t, check(v, test.authorization))); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
	if diff := cmp.Diff(none, refusal(t, check(v))); diff != "" {
		t.Errorf("no header (-want +got):\n%s", diff)
	}
	want := invalid + `there are several Authorization headers: send one"`
	if diff := cmp.Diff(want, refusal(t, check(v, ec(nil), ec(nil)))); diff != "" {
		t.Errorf("two headers (-want +got):\n%s", diff)
	}
}

// refusal writes a refusal as its status and challenge.
func refusal(t *testing.T, err error) string {
	t.Helper()
	var r *Refusal
	if !errors.As(err, &r) {
		t.Fatalf("the error is %v, not a refusal", err)
	}
	return map[int]string{401: "401 ", 403: "403 "}[r.Status] + r.Challenge()
}

func TestAlternatives(t *testing.T) {
	v := verifier(t)
	r := httptest.NewRequest(http.MethodGet, "/", nil)
	r.Header.Set("Authorization", sign(t, jwt.SigningMethodES256, "ec", testKeys().ec, good(jwt.MapClaims{"scp": "a b"})))
	for _, test := range []struct {
		alternatives [][]string
		allowed      bool
	}{
		{[][]string{{"a"}}, true},
		{[][]string{{"a", "b"}}, true},
		{[][]string{{"c"}, {"b"}}, true},
		{[][]string{{}}, true},
		{[][]string{{"a", "c"}}, false},
		{[][]string{{"c"}, {"d"}}, false},
		{nil, false},
	} {
		if err := v.Check(r, test.alternatives); (err == nil) != test.allowed {
			t.Errorf("%v: %v", test.alternatives, err)
		}
	}
}

func TestDevelopmentKey(t *testing.T) {
	path := filepath.Join(t.TempDir(), "folder", "key.pem")
	var made [8]*Key
	var group sync.WaitGroup
	for i := range made {
		group.Go(func() {
			key, err := DevelopmentKey(path)
			if err != nil {
				t.Error(err)
			}
			made[i] = key
		})
	}
	group.Wait()
	if t.Failed() {
		return
	}
	for _, key := range made {
		if !key.private.Equal(made[0].private) {
			t.Fatal("two callers at once have different keys")
		}
	}
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	if info.Mode() != 0o600 {
		t.Errorf("the key file has mode %v", info.Mode())
	}
	files, err := filepath.Glob(filepath.Join(filepath.Dir(path), "*"))
	if err != nil || len(files) != 1 {
		t.Errorf("beside the key there is %v, %v", files, err)
	}
}

func TestMint(t *testing.T) {
	key, err := DevelopmentKey(filepath.Join(t.TempDir(), "key.pem"))
	if err != nil {
		t.Fatal(err)
	}
	set, err := key.KeySet()
	if err != nil {
		t.Fatal(err)
	}
	v := NewVerifier(set, audience, "")
	delegated := Grant{Scopes: []string{"openid", scope}, Audience: audience, Tenant: "t", Issued: time.Now(), Lifetime: time.Hour}
	application, personal, expired := delegated, delegated, delegated
	application.Application = true
	personal.Tenant = personalTenant
	expired.Lifetime = -time.Hour
	for name, test := range map[string]struct {
		grant Grant
		want  string
	}{
		"delegated":   {delegated, ""},
		"application": {application, "the token is an application's: sign in as a user"},
		"personal":    {personal, "the token is a personal account's: sign in with a work or school account"},
		"expired":     {expired, "the token has expired"},
	} {
		token, err := Mint(key, test.grant)
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		if err := check(v, "Bearer "+token); err != nil {
			got = err.Error()
		}
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

func TestKeyFileFaults(t *testing.T) {
	folder := t.TempDir()
	write := func(name, text string) string {
		path := filepath.Join(folder, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	der, err := x509.MarshalPKCS8PrivateKey(testKeys().rsa)
	if err != nil {
		t.Fatal(err)
	}
	text := write("text", "hello")
	other := write("other", string(pem.EncodeToMemory(&pem.Block{Type: pemType, Bytes: der})))
	for path, want := range map[string]string{
		text:   text + ": there is no PRIVATE KEY in PEM: remove the file, and a new key is made",
		other:  other + ": the key is not of the elliptic curve P-256: remove the file, and a new key is made",
		folder: "the development key cannot be read: read " + folder + ": is a directory",
	} {
		_, err := DevelopmentKey(path)
		if err == nil {
			t.Errorf("%s is accepted", path)
			continue
		}
		if diff := cmp.Diff(want, err.Error()); diff != "" {
			t.Errorf("-want +got:\n%s", diff)
		}
	}
	if _, err := ReadKeySet(text); err == nil || !strings.HasPrefix(err.Error(), text+": this is no JSON Web Key Set: ") {
		t.Errorf("a text is read as a key set: %v", err)
	}
	empty := write("empty", `{"issuer": "https://login.example"}`)
	_, err = ReadKeySet(empty)
	if err == nil {
		t.Fatal("a key set without keys is accepted")
	}
	if diff := cmp.Diff(empty+": the key set holds no key", err.Error()); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// TestFetchKeySet follows a key set at an address: a token of a key that came
// to the set later is accepted.
func TestFetchKeySet(t *testing.T) {
	k := testKeys()
	first := jwks(t, map[string]crypto.Signer{"rsa": k.rsa})
	both := jwks(t, map[string]crypto.Signer{"rsa": k.rsa, "ec": k.ec})
	var current atomic.Pointer[[]byte]
	current.Store(&first)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		_, _ = w.Write(*current.Load())
	}))
	defer server.Close()
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	set, err := FetchKeySet(ctx, server.URL, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	v := NewVerifier(set, audience, issuer)
	if err := check(v, sign(t, jwt.SigningMethodRS256, "rsa", k.rsa, good(nil))); err != nil {
		t.Error(err)
	}
	current.Store(&both)
	if err := check(v, sign(t, jwt.SigningMethodES256, "ec", k.ec, good(nil))); err != nil {
		t.Error(err)
	}
}

func TestFetchKeySetFaults(t *testing.T) {
	server := httptest.NewServer(http.NotFoundHandler())
	defer server.Close()
	if _, err := FetchKeySet(t.Context(), server.URL, slog.New(slog.DiscardHandler)); err == nil || !strings.HasPrefix(err.Error(), server.URL+": the key set cannot be read: ") {
		t.Errorf("a key set is read where there is none: %v", err)
	}
}

// TestSymmetricKeyInSet has a key set hold a secret: tokens signed with it stay
// refused.
func TestSymmetricKeyInSet(t *testing.T) {
	secret := []byte("0123456789abcdef0123456789abcdef")
	jwk, err := jwkset.NewJWKFromKey(secret, jwkset.JWKOptions{
		Marshal:  jwkset.JWKMarshalOptions{Private: true},
		Metadata: jwkset.JWKMetadataOptions{KID: "secret"},
	})
	if err != nil {
		t.Fatal(err)
	}
	text, err := json.Marshal(map[string]any{"keys": []any{jwk.Marshal()}})
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "keys.json")
	if err := os.WriteFile(path, text, 0o600); err != nil {
		t.Fatal(err)
	}
	set, err := ReadKeySet(path)
	if err != nil {
		t.Fatal(err)
	}
	got := refusal(t, check(NewVerifier(set, audience, issuer), sign(t, jwt.SigningMethodHS256, "secret", secret, good(nil))))
	if diff := cmp.Diff(invalid+`the signature of the token is not valid"`, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}
