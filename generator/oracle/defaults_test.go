package oracle

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"example.com/burin/generated/features/defaults"
)

type defaultsServer struct{ patched *defaults.UpdateJobRequest }

func (defaultsServer) CreateJob(_ context.Context, body *defaults.Job) (*defaults.Job, error) {
	return body, nil
}

func (s *defaultsServer) UpdateJob(_ context.Context, _ string, body *defaults.UpdateJobRequest) error {
	s.patched = body
	return nil
}

func (defaultsServer) SendForm(_ context.Context, body *defaults.SendFormForm) (string, error) {
	return strings.Repeat(body.Text.Or("?"), int(body.Size.Or(0))), nil
}

// TestDefaults holds what a server takes a request for that leaves properties out.
func TestDefaults(t *testing.T) {
	service := &defaultsServer{}
	server := httptest.NewServer(Watch(t, "../../spec/features/defaults/openapi.yaml", defaults.NewHandler(service)))
	defer server.Close()
	const filled = `"other":"day","urgent":"night","name":"","retry":true,"times":3,"share":0.5,"level":2`
	for body, want := range map[string]string{
		`{"id":"a","kind":"night"}`:                    `{"id":"a","kind":"night",` + filled + `}`,
		`{"unknown":1,"kind":"night","x":[],"id":"a"}`: `{"id":"a","kind":"night",` + filled + `}`,
		`{"level":1,"share":1,"times":2,"retry":false,"name":null,"urgent":"day","other":"night","kind":"day","id":"a"}`: `{"id":"a","kind":"day","other":"night","urgent":"day","name":null,"retry":false,"times":2,"share":1,"level":1}`,
		`{"inner":{},"inners":[{},{"mode":"fast","depth":2}],"id":"a","kind":"day"}`: `{"id":"a","kind":"day",` + filled +
			`,"inner":{"depth":1,"mode":"fast"},"inners":[{"depth":1,"mode":"fast"},{"depth":2,"mode":"fast"}]}`,
	} {
		compare(t, send(t, http.MethodPost, server.URL+"/jobs", "application/json", body), want)
	}
	compare(t, send(t, http.MethodPatch, server.URL+"/jobs/a", "application/json", `{}`), "")
	if !defaults.IsAbsent(service.patched.Name) {
		t.Errorf("a PATCH request that names nothing changes the name to %v", service.patched.Name)
	}
	compare(t, send(t, http.MethodPost, server.URL+"/forms", "application/x-www-form-urlencoded", "size=2"), `a "b"a "b"`)
	compare(t, send(t, http.MethodPost, server.URL+"/forms", "application/x-www-form-urlencoded", "size=1&text=x"), "x")

	job := defaults.NewJob()
	text, err := defaults.AppendJSON(nil, job)
	compare(t, err, nil)
	compare(t, string(text), `{"id":"","kind":"day",`+filled+`}`)
	read := &defaults.Job{}
	compare(t, defaults.DecodeJSON([]byte(`{"id":"a","kind":"day"}`), read), nil)
	if !defaults.IsAbsent(read.Retry) {
		t.Error("a client takes what an answer leaves out for its default")
	}
}

func send(t *testing.T, method, address, mediaType, body string) string {
	t.Helper()
	r, err := http.NewRequest(method, address, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", mediaType)
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = answer.Body.Close() }()
	text, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(string(text))
}
