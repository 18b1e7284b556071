package oracle

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"testing"

	"example.com/burin/generated/features/paths"
)

// guide remembers where it was led.
type guide struct{ last string }

func (g *guide) at(place string, values ...any) error {
	g.last = fmt.Sprint(append([]any{place}, values...)...)
	return nil
}

func (g *guide) Root(context.Context) error                     { return g.at("root") }
func (g *guide) File(_ context.Context, name, ext string) error { return g.at("file ", name, "|", ext) }
func (g *guide) Document(_ context.Context, name string) error  { return g.at("document ", name) }
func (g *guide) Any(_ context.Context, all string) error        { return g.at("any ", all) }
func (g *guide) HasAny(_ context.Context, all string) error     { return g.at("hasAny ", all) }
func (g *guide) Readme(context.Context) error                   { return g.at("readme") }
func (g *guide) ByKey(_ context.Context, id int64) error        { return g.at("byKey ", id) }
func (g *guide) Cancel(_ context.Context, id string) error      { return g.at("cancel ", id) }
func (g *guide) Range(_ context.Context, id string, from, to int32) error {
	return g.at("range ", id, "|", from, "|", to)
}
func (g *guide) Slashless(context.Context) error { return g.at("slashless") }
func (g *guide) Slash(context.Context) error     { return g.at("slash") }
func (g *guide) Size(context.Context) error      { return g.at("size") }
func (g *guide) Upload(context.Context) error    { return g.at("upload") }
func (g *guide) Uploads(context.Context) error   { return g.at("uploads") }

func TestPaths(t *testing.T) {
	g := &guide{}
	service := httptest.NewServer(paths.NewHandler(g))
	defer service.Close()
	client, err := paths.NewClient(service.URL+"/", paths.WithServer("https://uploads.example.com/free", service.URL), paths.WithServer("/other", service.URL))
	compare(t, err, nil)
	ctx := context.Background()
	for want, call := range map[string]func() error{
		"root":            func() error { return client.Root(ctx) },
		"file a|b.c":      func() error { return client.File(ctx, "a", "b.c") },
		"file a/b|tar gz": func() error { return client.File(ctx, "a/b", "tar gz") },
		"document a":      func() error { return client.Document(ctx, "a") },
		"any a":           func() error { return client.Any(ctx, "a") },
		"hasAny a/b":      func() error { return client.HasAny(ctx, "a/b") },
		"readme":          func() error { return client.Readme(ctx) },
		"byKey -7":        func() error { return client.ByKey(ctx, -7) },
		"cancel a:b":      func() error { return client.Cancel(ctx, "a:b") },
		"range i|1|2":     func() error { return client.Range(ctx, "i", 1, 2) },
		"slashless":       func() error { return client.Slashless(ctx) },
		"slash":           func() error { return client.Slash(ctx) },
		"size":            func() error { return client.Size(ctx) },
	} {
		compare(t, call(), nil)
		compare(t, g.last, want)
	}
}

// TestPathsAreWatched has kin-openapi find the way too, to those paths that its
// router tells apart.
func TestPathsAreWatched(t *testing.T) {
	g := &guide{}
	service := httptest.NewServer(Watch(t, "../../spec/features/paths/openapi.yaml", paths.NewHandler(g)))
	defer service.Close()
	client, err := paths.NewClient(service.URL+"/", paths.WithServer("https://uploads.example.com/free", service.URL), paths.WithServer("/other", service.URL))
	compare(t, err, nil)
	ctx := context.Background()
	for want, call := range map[string]func() error{
		"root":        func() error { return client.Root(ctx) },
		"cancel a:b":  func() error { return client.Cancel(ctx, "a:b") },
		"range i|1|2": func() error { return client.Range(ctx, "i", 1, 2) },
		"slashless":   func() error { return client.Slashless(ctx) },
		"slash":       func() error { return client.Slash(ctx) },
		"readme":      func() error { return client.Readme(ctx) },
		"file a|b.c":  func() error { return client.File(ctx, "a", "b.c") },
		"document a":  func() error { return client.Document(ctx, "a") },
		"any a":       func() error { return client.Any(ctx, "a") },
	} {
		compare(t, call(), nil)
		compare(t, g.last, want)
	}
}

func TestPathsByHand(t *testing.T) {
	g := &guide{}
	handler := paths.NewHandler(g)
	for _, c := range []struct {
		method, path string
		status       int
		last, allow  string
	}{
		{"GET", "/files/.json", 204, "any .json", ""},
		{"GET", "/files/a.json", 204, "document a", ""},
		{"GET", "/files/a.b.json", 204, "document a.b", ""},
		{"GET", "/files/a%2Eb", 204, "any a.b", ""},
		{"GET", "/files/a%2Fb.c", 204, "file a/b|c", ""},
		{"GET", "/files/a.", 204, "any a.", ""},
		{"GET", "/files/a.b/", 404, "", ""},
		{"GET", "/keys()", 404, "", ""},
		{"GET", "/keys(1", 404, "", ""},
		{"GET", "/tasks/1/x-1-2/end", 204, "range 1|1|2", ""},
		{"GET", "/tasks/1/x-1/end", 404, "", ""},
		{"GET", "/tasks/1:cancel", 405, "", "POST"},
		{"OPTIONS", "/files/x", 204, "", "GET, HEAD"},
		{"PUT", "/files/x", 405, "", "GET, HEAD"},
		{"GET", "/gr%C3%B6%C3%9Fe%20und%20ma%C3%9F", 204, "size", ""},
		{"GET", "/slash//", 404, "", ""},
		{"GET", "//", 404, "", ""},
	} {
		g.last = ""
		w := httptest.NewRecorder()
		handler.ServeHTTP(w, httptest.NewRequest(c.method, c.path, nil))
		if w.Code != c.status || g.last != c.last || w.Header().Get("Allow") != c.allow {
			t.Errorf("%s %s: %d %s %s, not %v", c.method, c.path, w.Code, g.last, w.Header().Get("Allow"), c)
		}
	}
}

// hosts remembers where requests went.
type hosts struct{ last string }

func (h *hosts) RoundTrip(r *http.Request) (*http.Response, error) {
	h.last = r.URL.String()
	return &http.Response{StatusCode: http.StatusNoContent, Body: http.NoBody, Request: r}, nil
}

func TestServers(t *testing.T) {
	h := &hosts{}
	address, err := paths.Address{Region: "us"}.URL()
	compare(t, err, nil)
	client, err := paths.NewClient(address, paths.WithHTTPClient(&http.Client{Transport: h}))
	compare(t, err, nil)
	ctx := context.Background()
	compare(t, client.Slash(ctx), nil)
	compare(t, h.last, "https://us.example.com:443/v1/slash/")
	compare(t, client.Upload(ctx), nil)
	compare(t, h.last, "https://uploads.example.com/free/uploads")
	compare(t, client.Uploads(ctx), nil)
	compare(t, h.last, "https://us.example.com:443/other/uploads")
	_, err = paths.Address{Region: "mars"}.URL()
	compare(t, err.Error(), `region of the address must be eu or us, not "mars"`)
}

// TestOwnServers chooses parts of the addresses that operations have for themselves.
func TestOwnServers(t *testing.T) {
	h := &hosts{}
	gold, err := paths.UploadsPathAddress{Tier: "gold"}.Option()
	compare(t, err, nil)
	second, err := paths.UploadsAddress{Version: "v2"}.Option()
	compare(t, err, nil)
	client, err := paths.NewClient("https://example.com/v1", gold, second, paths.WithHTTPClient(&http.Client{Transport: h}))
	compare(t, err, nil)
	ctx := context.Background()
	compare(t, client.Upload(ctx), nil)
	compare(t, h.last, "https://uploads.example.com/gold/uploads")
	compare(t, client.Uploads(ctx), nil)
	compare(t, h.last, "https://example.com/v2/other/uploads")
	_, err = paths.UploadsPathAddress{Tier: "tin"}.Option()
	compare(t, err.Error(), `tier of the address must be free or gold, not "tin"`)
}

// TestPathsAllocateNothing says that the way to an operation costs nothing, with
// several parts a segment too.
func TestPathsAllocateNothing(t *testing.T) {
	handler := paths.NewHandler(silent{})
	for _, path := range []string{"/tasks/1:cancel", "/slash/"} {
		method := map[string]string{"/slash/": http.MethodGet}[path]
		if method == "" {
			method = http.MethodOptions
		}
		r, err := http.NewRequest(method, path, nil)
		compare(t, err, nil)
		w := &sink{header: http.Header{"Allow": {"POST"}}}
		if n := fewest(func() { handler.ServeHTTP(w, r) }); n > 1 { // one is the header of what OPTIONS answers
			t.Errorf("%s %s: %v allocations", method, path, n)
		}
	}
}

// silent does nothing.
type silent struct{ paths.UnimplementedServer }

func (silent) Slash(context.Context) error { return nil }
