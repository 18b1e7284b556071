package auth

import (
	"net/http"
	"strings"
)

// Refusal is why a request may not go on.
type Refusal struct {
	Status  int    // 401 or 403
	Message string // in ASCII, without quotes and backslashes
	code    string // of RFC 6750, section 3.1; "" where no token was sent
	scopes  []string
}

func noToken() *Refusal {
	return &Refusal{Status: http.StatusUnauthorized, Message: "no bearer token came with the request"}
}

func invalidToken(message string) *Refusal {
	return &Refusal{Status: http.StatusUnauthorized, Message: message, code: "invalid_token"}
}

func forbidden(message string, alternatives [][]string) *Refusal {
	r := &Refusal{Status: http.StatusForbidden, Message: message, code: "insufficient_scope"}
	if len(alternatives) > 0 {
		r.scopes = alternatives[0]
	}
	return r
}

// Error gives the message.
func (r *Refusal) Error() string { return r.Message }

// Challenge is the value of WWW-Authenticate (RFC 6750, section 3).
func (r *Refusal) Challenge() string {
	challenge := `Bearer realm="compliance-server"`
	if r.code != "" {
		challenge += `, error="` + r.code + `", error_description="` + r.Message + `"`
	}
	if len(r.scopes) > 0 {
		challenge += `, scope="` + strings.Join(r.scopes, " ") + `"`
	}
	return challenge
}
