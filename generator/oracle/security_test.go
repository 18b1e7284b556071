package oracle

import (
	"context"
	"crypto/tls"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"example.com/burin/generated/features/security"
)

const securityFile = "../../spec/features/security/openapi.yaml"

// guarded has nothing behind its doors.
type guarded struct{}

func (guarded) Bearer(context.Context) error      { return nil }
func (guarded) Open(context.Context) error        { return nil }
func (guarded) Optional(context.Context) error    { return nil }
func (guarded) Either(context.Context) error      { return nil }
func (guarded) Both(context.Context) error        { return nil }
func (guarded) OpenID(context.Context) error      { return nil }
func (guarded) Digest(context.Context) error      { return nil }
func (guarded) Certificate(context.Context) error { return nil }

// doorman remembers what he is shown, and lets pass what is not bad.
type doorman struct{ shown []string }

func (d *doorman) ask(_ context.Context, _ *http.Request, c security.Credential) (context.Context, error) {
	d.shown = append(d.shown, strings.TrimSpace(strings.Join(append([]string{c.Scheme, c.Kind, c.Token + c.User, c.Password}, c.Scopes...), " ")))
	if c.Token == "bad" || c.Password == "bad" {
		return nil, security.NewError(http.StatusUnauthorized, "", "bad "+c.Scheme, "")
	}
	return nil, nil
}

func TestCredentials(t *testing.T) {
	door := &doorman{}
	service := httptest.NewServer(Watch(t, securityFile, security.NewHandler(guarded{}, security.WithAuthenticator(door.ask))))
	defer service.Close()
	ctx := context.Background()
	for _, c := range []struct {
		options []security.ClientOption
		call    func(*security.Client) error
		status  int
		shown   string
	}{
		{nil, func(c *security.Client) error { return c.Open(ctx) }, 0, ""},
		{[]security.ClientOption{security.WithTokenSource(security.StaticToken("t"))}, func(c *security.Client) error { return c.Open(ctx) }, 0, ""},
		{[]security.ClientOption{security.WithTokenSource(security.StaticToken("t"))}, func(c *security.Client) error { return c.Bearer(ctx) }, 0, "bearer bearer t"},
		{[]security.ClientOption{security.WithBearer(security.StaticToken("t"))}, func(c *security.Client) error { return c.Bearer(ctx) }, 0, "bearer bearer t"},
		{[]security.ClientOption{security.WithBearer(security.StaticToken("bad"))}, func(c *security.Client) error { return c.Bearer(ctx) }, 401, "bearer bearer bad"},
		{nil, func(c *security.Client) error { return c.Bearer(ctx) }, 401, ""},
		{nil, func(c *security.Client) error { return c.Optional(ctx) }, 0, ""},
		{[]security.ClientOption{security.WithHeader(security.StaticToken("bad"))}, func(c *security.Client) error { return c.Optional(ctx) }, 401, "header apiKey bad"},
		{[]security.ClientOption{security.WithBasic("me", "pass:word")}, func(c *security.Client) error { return c.Either(ctx) }, 0, "basic basic me pass:word"},
		{[]security.ClientOption{security.WithLogin(security.StaticToken("t"))}, func(c *security.Client) error { return c.Either(ctx) }, 0, "login oauth2 t  read write"},
		{[]security.ClientOption{security.WithQuery(security.StaticToken("a b")), security.WithCookie(security.StaticToken("c"))},
			func(c *security.Client) error { return c.Both(ctx) }, 0, "query apiKey a b; cookie apiKey c"},
		{[]security.ClientOption{security.WithQuery(security.StaticToken("a"))}, func(c *security.Client) error { return c.Both(ctx) }, 401, ""},
		{[]security.ClientOption{security.WithProvider(security.StaticToken("t"))}, func(c *security.Client) error { return c.OpenID(ctx) }, 0, "provider openIdConnect t  admin"},
		{[]security.ClientOption{security.WithDigest(security.StaticToken(`username="me"`))}, func(c *security.Client) error { return c.Digest(ctx) }, 0, `digest http username="me"`},
	} {
		door.shown = nil
		client, err := security.NewClient(service.URL, c.options...)
		compare(t, err, nil)
		err = c.call(client)
		var answer *security.Error
		if errors.As(err, &answer) && answer.Status != c.status || (err == nil) != (c.status == 0) {
			t.Errorf("%v, not %d", err, c.status)
		}
		compare(t, strings.Join(door.shown, "; "), c.shown)
	}
}

// TestSecurityRefusesByDefault says that a handler which cannot authorize lets
// none in, where the description does not open the door itself.
func TestSecurityRefusesByDefault(t *testing.T) {
	handler := security.NewHandler(guarded{})
	for path, want := range map[string]int{"/bearer": 403, "/open": 204, "/optional": 204, "/either": 403} {
		r := httptest.NewRequest(http.MethodGet, path, nil)
		r.Header.Set("Authorization", "Bearer t")
		w := httptest.NewRecorder()
		handler.ServeHTTP(w, r)
		compare(t, w.Code, want)
	}
}

func TestSecurityAsksForCredentials(t *testing.T) {
	handler := security.NewHandler(guarded{}, security.WithAuthenticator((&doorman{}).ask))
	w := httptest.NewRecorder()
	handler.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/either", nil))
	compare(t, w.Code, http.StatusUnauthorized)
	compare(t, w.Header()["Www-Authenticate"], []string{`Basic realm="basic"`, `Bearer realm="login"`})
}

// TestCertificates has the client show one of its own.
func TestCertificates(t *testing.T) {
	certificates := 0
	ask := func(_ context.Context, _ *http.Request, c security.Credential) (context.Context, error) {
		certificates = len(c.Certificates)
		return nil, nil
	}
	service := httptest.NewUnstartedServer(security.NewHandler(guarded{}, security.WithAuthenticator(ask)))
	service.TLS = &tls.Config{ClientAuth: tls.RequestClientCert}
	service.StartTLS()
	defer service.Close()
	sender := service.Client()
	client, err := security.NewClient(service.URL, security.WithHTTPClient(sender))
	compare(t, err, nil)
	if client.Certificate(context.Background()) == nil {
		t.Error("nothing shown, and let in")
	}
	sender.Transport.(*http.Transport).CloseIdleConnections()
	sender.Transport.(*http.Transport).TLSClientConfig.Certificates = service.TLS.Certificates
	compare(t, client.Certificate(context.Background()), nil)
	compare(t, certificates, 1)
}
