package auth

import (
	"strings"
	"time"

	"github.com/golang-jwt/jwt/v5"
)

// claims are those of an access token that are looked at. Their names are
// those of the Microsoft identity platform.
type claims struct {
	jwt.RegisteredClaims
	Scopes string   `json:"scp,omitempty"` // of a delegated token, spaces between
	Roles  []string `json:"roles,omitempty"`
	Type   string   `json:"idtyp,omitempty"` // app or user, where it is given
	Tenant string   `json:"tid,omitempty"`
}

// personalTenant is the tenant of all personal Microsoft accounts.
const personalTenant = "9188040d-6c67-4c5b-b112-36a304b66dad"

// isApplication reports whether the token speaks for an application without a
// user. Roles alone do not tell where the token says that it is a user's, since
// users have roles too.
func (c *claims) isApplication() bool {
	return c.Type == "app" || c.Scopes == "" || len(c.Roles) > 0 && c.Type != "user"
}

// Grant is what a token is to say.
type Grant struct {
	Scopes      []string
	Audience    string
	Tenant      string
	Application bool // the scopes are granted to an application, as roles
	Issued      time.Time
	Lifetime    time.Duration
}

// DevelopmentIssuer is the issuer of the tokens that Mint makes.
const DevelopmentIssuer = "https://compliance-server.invalid/development"

// Mint makes a token.
func Mint(key *Key, grant Grant) (string, error) {
	c := claims{
		RegisteredClaims: jwt.RegisteredClaims{
			Issuer:    DevelopmentIssuer,
			Subject:   "developer",
			Audience:  jwt.ClaimStrings{grant.Audience},
			IssuedAt:  jwt.NewNumericDate(grant.Issued),
			ExpiresAt: jwt.NewNumericDate(grant.Issued.Add(grant.Lifetime)),
		},
		Scopes: strings.Join(grant.Scopes, " "),
		Type:   "user",
		Tenant: grant.Tenant,
	}
	if grant.Application {
		c.Scopes, c.Roles, c.Type = "", grant.Scopes, "app"
	}
	token := jwt.NewWithClaims(jwt.SigningMethodES256, c)
	token.Header["kid"] = key.id
	return token.SignedString(key.private)
}
