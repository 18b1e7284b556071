package oracle

import (
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"example.com/burin/generated/features/security"
)

// TestKeysStayWithTheirHost has a service send its callers away: a key in a header
// goes along to the same host, and to no other.
func TestKeysStayWithTheirHost(t *testing.T) {
	var shown []string
	elsewhere := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		shown = append(shown, "elsewhere "+r.Header.Get("X-Key")+r.Header.Get("Authorization")+r.Header.Get("Cookie")+r.Header.Get("Referer")+r.URL.RawQuery)
		w.WriteHeader(http.StatusNoContent)
	}))
	defer elsewhere.Close()
	service := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		shown = append(shown, r.URL.Path+" "+r.Header.Get("X-Key"))
		if r.URL.Path == "/optional" {
			http.Redirect(w, r, "/here", http.StatusTemporaryRedirect)
			return
		}
		http.Redirect(w, r, strings.Replace(elsewhere.URL, "127.0.0.1", "localhost", 1), http.StatusTemporaryRedirect)
	}))
	defer service.Close()
	client, err := security.NewClient(service.URL, security.WithHeader(security.StaticToken("secret")))
	compare(t, err, nil)
	compare(t, client.Optional(context.Background()), nil)
	compare(t, shown, []string{"/optional secret", "/here secret", "elsewhere "})
	shown = nil
	client, err = security.NewClient(service.URL, security.WithQuery(security.StaticToken("secret")), security.WithCookie(security.StaticToken("secret")))
	compare(t, err, nil)
	compare(t, client.Both(context.Background()), nil)
	compare(t, shown, []string{"/both ", "elsewhere "})
	refusing := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	client, err = security.NewClient(service.URL, security.WithHeader(security.StaticToken("secret")), security.WithHTTPClient(refusing))
	compare(t, err, nil)
	if client.Optional(context.Background()) == nil {
		t.Error("the redirection was followed though the HTTP client does not want it")
	}
}
