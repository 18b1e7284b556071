package templates

import (
	"context"
	"crypto/x509"
	"net/http"
	"net/url"
	"strings"
)

// Credential is what a request shows for one security scheme.
type Credential struct {
	Scheme       string   // the description's name for it
	Kind         string   // oauth2, openIdConnect, bearer, basic, apiKey, mutualTLS or http
	Scopes       []string // that the operation asks for
	Token        string   // the bearer token, the API key, or what else stands there
	User         string   // of basic
	Password     string
	Certificates []*x509.Certificate // of mutualTLS, the client's own first
}

// Authenticator decides whether a credential is good for its scopes. It gives the
// context to go on with, or the error to answer.
type Authenticator func(ctx context.Context, r *http.Request, credential Credential) (context.Context, error)

// authorizeBy asks authenticate about all credentials of an alternative. The
// alternatives whose credentials a request shows are tried in order; one that
// asks for none is for requests that show none.
func authorizeBy(authenticate Authenticator) Authorizer {
	return func(r *http.Request, alternatives []Requirement) (context.Context, error) {
		var refusal error
		open := false
		for _, alternative := range alternatives {
			credentials, shown := shownBy(r, alternative)
			if len(alternative) == 0 {
				open = true
			}
			if !shown {
				continue
			}
			ctx, err := admitAll(r, credentials, authenticate)
			if err == nil {
				return ctx, nil
			}
			if refusal == nil {
				refusal = err
			}
		}
		if refusal == nil && open {
			return r.Context(), nil
		}
		if refusal == nil {
			refusal = unauthorized(alternatives)
		}
		return nil, refusal
	}
}

// shownBy lists the credentials of an alternative, and whether all are there.
func shownBy(r *http.Request, alternative Requirement) ([]Credential, bool) {
	credentials := make([]Credential, 0, len(alternative))
	for _, wanted := range alternative {
		credential, ok := credentialOf(r, schemeOf(wanted.Scheme))
		if !ok {
			return nil, false
		}
		credential.Scopes = wanted.Scopes
		credentials = append(credentials, credential)
	}
	return credentials, len(credentials) > 0
}

func admitAll(r *http.Request, credentials []Credential, authenticate Authenticator) (context.Context, error) {
	ctx := r.Context()
	for _, credential := range credentials {
		next, err := authenticate(ctx, r, credential)
		if err != nil {
			return nil, err
		}
		if next != nil {
			ctx = next
		}
	}
	return ctx, nil
}

// credentialOf reads what a request shows for a scheme.
func credentialOf(r *http.Request, scheme securityScheme) (c Credential, ok bool) {
	c.Scheme, c.Kind = scheme.name, scheme.kind
	switch {
	case scheme.kind == "mutualTLS":
		if r.TLS != nil {
			c.Certificates = r.TLS.PeerCertificates
		}
		return c, len(c.Certificates) > 0
	case scheme.kind == "basic":
		c.User, c.Password, ok = r.BasicAuth()
		return c, ok
	case scheme.kind != "apiKey":
		word, token, _ := strings.Cut(r.Header.Get("Authorization"), " ")
		c.Token = strings.TrimSpace(token)
		return c, c.Token != "" && strings.EqualFold(word, scheme.word())
	case scheme.in == "header":
		c.Token = r.Header.Get(scheme.key)
	case scheme.in == "cookie":
		if cookie, err := r.Cookie(scheme.key); err == nil {
			c.Token = cookie.Value
		}
	default:
		values, _ := url.ParseQuery(r.URL.RawQuery)
		c.Token = values.Get(scheme.key)
	}
	return c, c.Token != ""
}

// unauthorized is the answer to a request that shows nothing (RFC 9110, section
// 11.6.1).
func unauthorized(alternatives []Requirement) error {
	e := NewError(http.StatusUnauthorized, "", "the request has to say who asks", "")
	for _, alternative := range alternatives {
		for _, wanted := range alternative {
			if scheme := schemeOf(wanted.Scheme); scheme.kind != "apiKey" && scheme.kind != "mutualTLS" {
				if e.Header == nil {
					e.Header = http.Header{}
				}
				e.Header.Add("WWW-Authenticate", scheme.word()+` realm="`+scheme.name+`"`)
			}
		}
	}
	return e
}
