package templates

import (
	"encoding/base64"
	"errors"
	"fmt"
	"net/http"
	"net/url"
)

// withSource has a client show for a scheme what source gives.
func withSource(scheme string, source TokenSource) ClientOption {
	return func(c *Client) {
		if c.sources == nil {
			c.sources = map[string]TokenSource{}
		}
		c.sources[scheme] = source
	}
}

// sourceOf gives the source for a scheme; nil where there is none. What
// WithTokenSource was given is for all schemes of bearer tokens.
func (c *Client) sourceOf(scheme securityScheme) TokenSource {
	if source := c.sources[scheme.name]; source != nil {
		return source
	}
	switch scheme.kind {
	case "oauth2", "openIdConnect", "bearer":
		return c.tokens
	}
	return nil
}

// showSchemes adds to a request the credentials of the first alternative of which
// the client has all, and of an operation that asks for none, none.
func showSchemes(c *Client, q request, r *http.Request) error {
	for _, alternative := range q.schemes {
		if !c.hasAll(alternative) {
			continue
		}
		for _, name := range alternative {
			if err := c.show(schemeOf(name), r); err != nil {
				return err
			}
		}
		if len(alternative) > 0 {
			return nil
		}
	}
	return nil
}

func (c *Client) hasAll(schemes []string) bool {
	for _, name := range schemes {
		if scheme := schemeOf(name); scheme.kind != "mutualTLS" && c.sourceOf(scheme) == nil {
			return false
		}
	}
	return true
}

// guarded sends requests that show keys in headers or in the query: where an answer
// leads to another host they stay behind, as net/http has it with the header
// Authorization. The header Referer would tell the query.
func (c *Client) guarded(headers ...string) *http.Client {
	sender, check := *c.http, c.http.CheckRedirect
	sender.CheckRedirect = func(r *http.Request, via []*http.Request) error {
		if from := via[0].URL; r.URL.Host != from.Host || r.URL.Scheme != from.Scheme {
			r.Header.Del("Referer")
			for _, name := range headers {
				r.Header.Del(name)
			}
		}
		if check != nil {
			return check(r, via)
		}
		if len(via) >= 10 {
			return errors.New("stopped after 10 redirects")
		}
		return nil
	}
	return &sender
}

// show adds to a request the credential of one scheme.
func (c *Client) show(scheme securityScheme, r *http.Request) error {
	if scheme.kind == "mutualTLS" {
		return nil // the HTTP client shows its certificate
	}
	token, err := c.sourceOf(scheme).Token(r.Context())
	if err != nil {
		return fmt.Errorf("%s: %w", scheme.name, err)
	}
	switch {
	case scheme.kind == "basic":
		r.Header.Set("Authorization", "Basic "+base64.StdEncoding.EncodeToString([]byte(token)))
	case scheme.kind != "apiKey":
		r.Header.Set("Authorization", scheme.word()+" "+token)
	case scheme.in == "header":
		r.Header.Set(scheme.key, token)
	case scheme.in == "cookie":
		r.AddCookie(&http.Cookie{Name: scheme.key, Value: token})
	default:
		if r.URL.RawQuery != "" {
			r.URL.RawQuery += "&"
		}
		r.URL.RawQuery += url.QueryEscape(scheme.key) + "=" + url.QueryEscape(token)
	}
	return nil
}
