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

type defaultsServer struct {
	patched *defaults.UpdateJobRequest
	sought  defaults.FindShelvesParams
}

func (defaultsServer) CreateJob(_ context.Context, body *defaults.Job) (*defaults.Job, error) {
	return body, nil
}

func (s *defaultsServer) UpdateJob(_ context.Context, _ string, body *defaults.UpdateJobRequest) error {
	s.patched = body
	return nil
}

func (defaultsServer) SendForm(_ context.Context, body *defaults.SendFormForm) (string, error) {
	return strings.Repeat(body.Text.Or("?"), int(body.Size.Or(0))) + strings.Join(body.Tags.Or(nil), "") + body.Day.Or(defaults.Date{}).String(), nil
}

func (s *defaultsServer) FindShelves(_ context.Context, params defaults.FindShelvesParams) error {
	s.sought = params
	return nil
}

func (defaultsServer) CreateShelf(_ context.Context, body *defaults.Shelf) (*defaults.Shelf, error) {
	return body, nil
}

// TestDefaults holds what a server takes a request for that leaves properties out.
func TestDefaults(t *testing.T) {
	service := &defaultsServer{}
	server := httptest.NewServer(Watch(t, "../../spec/features/defaults/openapi.yaml", defaults.NewHandler(service)))
	defer server.Close()
	const filled = `"other":"day","urgent":"night","name":"","retry":true,"times":3,"share":0.5,"level":2`
	const last = `,"moment":"2020-01-01T00:00:00Z"`
	for body, want := range map[string]string{
		`{"id":"a","kind":"night"}`:                    `{"id":"a","kind":"night",` + filled + `,"inners":[]` + last + `}`,
		`{"unknown":1,"kind":"night","x":[],"id":"a"}`: `{"id":"a","kind":"night",` + filled + `,"inners":[]` + last + `}`,
		`{"level":1,"share":1,"times":2,"retry":false,"name":null,"urgent":"day","other":"night","kind":"day","id":"a"}`: `{"id":"a","kind":"day","other":"night","urgent":"day","name":null,"retry":false,"times":2,"share":1,"level":1,"inners":[]` + last + `}`,
		`{"inner":{},"inners":[{},{"mode":"fast","depth":2}],"id":"a","kind":"day"}`: `{"id":"a","kind":"day",` + filled +
			`,"inner":{"depth":1,"mode":"fast"},"inners":[{"depth":1,"mode":"fast"},{"depth":2,"mode":"fast"}]` + last + `}`,
	} {
		compare(t, send(t, http.MethodPost, server.URL+"/jobs", "application/json", body), want)
	}
	compare(t, send(t, http.MethodPatch, server.URL+"/jobs/a", "application/json", `{}`), "")
	if !defaults.IsAbsent(service.patched.Name) {
		t.Errorf("a PATCH request that names nothing changes the name to %v", service.patched.Name)
	}
	compare(t, send(t, http.MethodPost, server.URL+"/forms", "application/x-www-form-urlencoded", "size=2"), `a "b"a "b"xy2020-01-01`)
	compare(t, send(t, http.MethodPost, server.URL+"/forms", "application/x-www-form-urlencoded", "size=1&text=x&tags=z&day=2000-01-01"), "xz2000-01-01")

	job := defaults.NewJob()
	text, err := defaults.AppendJSON(nil, job)
	compare(t, err, nil)
	compare(t, string(text), `{"id":"","kind":"day",`+filled+`,"inners":[]`+last+`}`)
	read := &defaults.Job{}
	compare(t, defaults.DecodeJSON([]byte(`{"id":"a","kind":"day"}`), read), nil)
	if !defaults.IsAbsent(read.Retry) {
		t.Error("a client takes what an answer leaves out for its default")
	}
}

// TestDefaultsBeyondScalars holds those of lists, maps, objects, dates and the like: in
// requests, in what constructors make, and in parameters.
func TestDefaultsBeyondScalars(t *testing.T) {
	service := &defaultsServer{}
	server := httptest.NewServer(Watch(t, "../../spec/features/defaults/openapi.yaml", defaults.NewHandler(service)))
	defer server.Close()
	const inners = `"inners":[{"depth":1,"mode":"fast"},{"depth":2,"mode":"fast"}],"free":{"any":[1,"x"]},`
	const before = `"kinds":["day"],"maybes":[1,null],"dates":["2020-01-01"],"unique":[1,2],"counts":{"a":1},"inner":{"depth":7,"mode":"fast"},` + inners
	const scalars = `"moment":"2020-01-01T00:00:00Z","day":"2020-01-01","key":"00000000-0000-0000-0000-000000000001","bytes":"aGk=","price":1.10,"large":18446744073709551615,"nothing":null`
	for body, want := range map[string]string{
		`{}`:                                     `{"words":["a","b"],"none":[],` + before + scalars + `}`,
		`{"nothing":"x","words":[],"none":null}`: `{"words":[],"none":null,` + before + strings.Replace(scalars, "null", `"x"`, 1) + `}`,
	} {
		compare(t, send(t, http.MethodPost, server.URL+"/shelves", "application/json", body), want)
	}
	text, err := defaults.AppendJSON(nil, defaults.NewShelf())
	compare(t, err, nil)
	compare(t, string(text), `{"words":["a","b"],"none":[],`+before+scalars+`}`)
	if first, second := defaults.NewShelf(), defaults.NewShelf(); &first.Words[0] == &second.Words[0] {
		t.Error("two values share a default")
	}

	alone := httptest.NewServer(defaults.NewHandler(service)) // kin-openapi puts defaults into queries itself
	defer alone.Close()
	compare(t, send(t, http.MethodGet, alone.URL+"/shelves", "", ""), "")
	compare(t, service.sought.Since.Or(defaults.Date{}).String(), "2020-02-29")
	compare(t, len(service.sought.Days.Or(nil)), 1)
	page, _ := service.sought.Page.Get()
	text, err = defaults.AppendJSON(nil, page)
	compare(t, err, nil)
	compare(t, string(text), `{"size":5,"fields":["id"]}`)
	compare(t, send(t, http.MethodGet, alone.URL+"/shelves?page[fields]=a&since=2000-01-01", "", ""), "")
	page, _ = service.sought.Page.Get()
	text, err = defaults.AppendJSON(nil, page)
	compare(t, err, nil)
	compare(t, string(text), `{"size":10,"fields":["a"]}`)
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
