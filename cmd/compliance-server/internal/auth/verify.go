package auth

import (
	"errors"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/golang-jwt/jwt/v5"
)

// Verifier checks the bearer tokens of requests.
type Verifier struct {
	keys   *KeySet
	parser *jwt.Parser
}

// leeway is how far the clocks of issuer and service may be apart.
const leeway = 30 * time.Second

// methods are the signatures with a private key. A shared secret (HS256) would
// make the public key one, and none would be no signature at all (RFC 8725,
// sections 2.1 and 3.1).
var methods = []string{"RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"}

// NewVerifier makes a verifier of tokens for an audience, signed by a key of
// keys. An empty issuer stands for any.
func NewVerifier(keys *KeySet, audience, issuer string) *Verifier {
	options := []jwt.ParserOption{
		jwt.WithValidMethods(methods),
		jwt.WithAudience(audience),
		jwt.WithExpirationRequired(),
		jwt.WithLeeway(leeway),
		jwt.WithStrictDecoding(),
	}
	if issuer != "" {
		options = append(options, jwt.WithIssuer(issuer))
	}
	return &Verifier{keys, jwt.NewParser(options...)}
}

// Check reports, as a *Refusal, why a request may not go on: it has to bear a
// valid token of a work or school account's user, with all the scopes of one of
// the alternatives.
func (v *Verifier) Check(r *http.Request, alternatives [][]string) error {
	token, refusal := bearer(r.Header.Values("Authorization"))
	if refusal != nil {
		return refusal
	}
	var c claims
	parsed, err := v.parser.ParseWithClaims(token, &c, v.keys.keys.KeyfuncCtx(r.Context()))
	if err != nil {
		return invalidToken(reason(err))
	}
	if _, there := parsed.Header["crit"]; there { // RFC 7515, section 4.1.11
		return invalidToken("the token has critical extensions, which are not known")
	}
	if c.isApplication() {
		return forbidden("the token is an application's: sign in as a user", alternatives)
	}
	if strings.EqualFold(c.Tenant, personalTenant) {
		return forbidden("the token is a personal account's: sign in with a work or school account", alternatives)
	}
	granted := strings.Fields(c.Scopes)
	if !slices.ContainsFunc(alternatives, func(scopes []string) bool { return includes(granted, scopes) }) {
		return forbidden("the token lacks a scope that is required", alternatives)
	}
	return nil
}

func includes(granted, scopes []string) bool {
	return !slices.ContainsFunc(scopes, func(scope string) bool { return !slices.Contains(granted, scope) })
}

// bearer takes the token out of Authorization headers (RFC 6750, section 2.1).
// Another scheme is no attempt to authenticate here.
func bearer(headers []string) (string, *Refusal) {
	if len(headers) > 1 {
		return "", invalidToken("there are several Authorization headers: send one")
	}
	if len(headers) == 0 {
		return "", noToken()
	}
	scheme, token, _ := strings.Cut(headers[0], " ")
	if !strings.EqualFold(scheme, "Bearer") {
		return "", noToken()
	}
	return strings.TrimSpace(token), nil
}

// reason says what is wrong with a token, and nothing that the token says.
func reason(err error) string {
	for _, known := range []struct {
		err  error
		text string
	}{
		{jwt.ErrTokenMalformed, "the token is not a JSON Web Token"},
		{jwt.ErrTokenUnverifiable, "the token is not signed by a key that is known"},
		{jwt.ErrTokenSignatureInvalid, "the signature of the token is not valid"},
		{jwt.ErrTokenRequiredClaimMissing, "the token lacks a claim that is required"},
		{jwt.ErrTokenExpired, "the token has expired"},
		{jwt.ErrTokenNotValidYet, "the token is not valid yet"},
		{jwt.ErrTokenInvalidAudience, "the token is for another audience"},
		{jwt.ErrTokenInvalidIssuer, "the token is of another issuer"},
	} {
		if errors.Is(err, known.err) {
			return known.text
		}
	}
	return "the token is not valid"
}
