package templates

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/iotest"
)

func TestNewClient(t *testing.T) {
	for _, c := range []struct{ address, base, fault string }{
		{"https://graph.example/v1.0", "https://graph.example/v1.0", ""},
		{"https://graph.example/v1.0/", "https://graph.example/v1.0", ""},
		{"http://localhost:8080", "http://localhost:8080", ""},
		{"HTTPS://graph.example/", "https://graph.example", ""},
		{"https://graph.example/a%2Fb/", "https://graph.example/a%2Fb", ""},
		{"", "", `the address "" must be an absolute http or https URL without query`},
		{"graph.example", "", `the address "graph.example" must be an absolute http or https URL without query`},
		{"/v1.0", "", `the address "/v1.0" must be an absolute http or https URL without query`},
		{"ftp://graph.example", "", `the address "ftp://graph.example" must be an absolute http or https URL without query`},
		{"https:///v1.0", "", `the address "https:///v1.0" must be an absolute http or https URL without query`},
		{"https://graph.example?a=b", "", `the address "https://graph.example?a=b" must be an absolute http or https URL without query`},
		{"https://graph.example?", "", `the address "https://graph.example?" must be an absolute http or https URL without query`},
		{"https://graph.example#a", "", `the address "https://graph.example#a" must be an absolute http or https URL without query`},
		{"https://graph.example:x", "", `parse "https://graph.example:x": invalid port ":x" after host`},
	} {
		client, err := NewClient(c.address)
		equal(t, c.fault, message(err))
		if err == nil {
			equal(t, c.base, client.base.String())
			equal(t, http.DefaultClient, client.http)
		}
	}
}

func TestPathsAreJoined(t *testing.T) {
	for _, c := range []struct {
		parts []string
		want  string
	}{
		{[]string{"/a"}, "/a"},
		{[]string{"/a/", "x", "/b"}, "/a/x/b"},
		{[]string{"/a/", "x/y", "/b/", "é z"}, "/a/x%2Fy/b/%C3%A9%20z"},
		{[]string{"/a/", "?#%;&+"}, "/a/%3F%23%25%3B&+"},
		{[]string{"/a/", "."}, "/a/%2E"},
		{[]string{"/a/", "..", "/b"}, "/a/%2E%2E/b"},
		{[]string{"/a/", "..."}, "/a/..."},
		{[]string{"/a/", ""}, ""},
		{[]string{"/a/", "x", "/b/", "", "/c"}, ""},
	} {
		equal(t, c.want, joinPath(c.parts...))
	}
}

// dialogue is a service that answers the same to each request, and remembers
// the last.
type dialogue struct {
	status  int
	header  http.Header
	answer  string
	request *http.Request
	body    string
}

func (d *dialogue) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	d.request, d.body = r, string(body)
	for name, values := range d.header {
		w.Header()[name] = values
	}
	w.WriteHeader(d.status)
	_, _ = io.WriteString(w, d.answer)
}

// clientOf makes a client of a handler.
func clientOf(t *testing.T, handler http.Handler, options ...ClientOption) *Client {
	t.Helper()
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	client, err := NewClient(server.URL+"/v1.0/", options...)
	if err != nil {
		t.Fatal(err)
	}
	return client
}

func TestRequests(t *testing.T) {
	d := &dialogue{status: 201, answer: ` {"name":"p","kind":"new"} `}
	client := clientOf(t, d, WithTokenSource(StaticToken("secret")))
	got, err := receive[part](t.Context(), client, request{method: "POST", path: joinPath("/parts/", "a/b ", "/x"), query: "%24top=1", status: 201,
		body: &part{Name: "q"}})
	equal(t, "", message(err))
	equal(t, &part{Name: "p"}, got)
	equal(t, "POST /v1.0/parts/a%2Fb%20/x?%24top=1", d.request.Method+" "+d.request.RequestURI)
	equal(t, `{"name":"q"}`, d.body)
	equal(t, int64(len(d.body)), d.request.ContentLength)
	equal(t, "application/json; application/json; Bearer secret", strings.Join([]string{d.request.Header.Get("Accept"),
		d.request.Header.Get("Content-Type"), d.request.Header.Get("Authorization")}, "; "))

	client = clientOf(t, d)
	_, err = receive[part](t.Context(), client, request{method: "GET", path: "/parts", status: 201})
	equal(t, "", message(err))
	equal(t, "GET /v1.0/parts", d.request.Method+" "+d.request.RequestURI)
	equal(t, []string{"", "", ""}, []string{d.body, d.request.Header.Get("Content-Type"), d.request.Header.Get("Authorization")})

	d.status, d.answer = 204, ""
	equal(t, "", message(client.send(t.Context(), request{method: "DELETE", path: "/parts/x", status: 204}, nil)))
}

// failing is an http.RoundTripper, a TokenSource and a reader that fails.
type failing struct{}

var errFailing = errors.New("it fails")

func (failing) RoundTrip(*http.Request) (*http.Response, error) { return nil, errFailing }
func (failing) Token(context.Context) (string, error)           { return "", errFailing }

// cutOff is a transport whose answers end early.
type cutOff struct{ status int }

func (c cutOff) RoundTrip(r *http.Request) (*http.Response, error) {
	body := io.NopCloser(io.MultiReader(strings.NewReader(`{"na`), iotest.ErrReader(errFailing)))
	return &http.Response{StatusCode: c.status, Header: http.Header{}, Body: body, Request: r}, nil
}

func TestRequestsThatFail(t *testing.T) {
	d := &dialogue{status: 200, answer: `{"name":"p"}`}
	get := request{method: "GET", path: "/parts", status: 200}
	try := func(client *Client, q request, want string) error {
		t.Helper()
		_, err := receive[part](t.Context(), client, q)
		equal(t, want, strings.ReplaceAll(message(err), client.base.String(), "BASE"))
		return err
	}
	client := clientOf(t, d)
	try(client, request{method: "GET", path: joinPath("/parts/", ""), status: 200}, "a path parameter is empty")
	try(client, request{method: "POST", path: "/parts", status: 200, body: &part{Name: "\xff"}}, "/name: must be UTF-8")
	try(client, request{method: "NO SUCH", path: "/parts", status: 200}, `net/http: invalid method "NO SUCH"`)
	equal(t, (*http.Request)(nil), d.request)

	err := try(clientOf(t, d, WithTokenSource(failing{})), get, "token: it fails")
	equal(t, true, errors.Is(err, errFailing))
	err = try(clientOf(t, d, WithHTTPClient(&http.Client{Transport: failing{}})), get, `Get "BASE/parts": it fails`)
	equal(t, true, errors.Is(err, errFailing))
	err = try(clientOf(t, d, WithHTTPClient(&http.Client{Transport: cutOff{200}})), get, "the answer of GET /v1.0/parts: it fails")
	equal(t, true, errors.Is(err, errFailing))

	for answer, want := range map[string]string{
		`{"name":`:     "/name: must be a value",
		`{"name":1}`:   "/name: must be a string",
		`{"size":1}`:   "/name: is missing",
		``:             "must be a value",
		`<html></htm>`: "must be a value",
	} {
		d.answer = answer
		err := try(client, get, "the answer of GET /v1.0/parts: "+want)
		violations(t, err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err = receive[part](ctx, client, get)
	equal(t, true, errors.Is(err, context.Canceled))
}

func TestAnswersThatAreErrors(t *testing.T) {
	d := &dialogue{status: 404, answer: `{"title":"NotFound","status":404,"detail":"no such part","more":1}`,
		header: http.Header{"Request-Id": {"r1"}, "Retry-After": {"3"}}}
	client := clientOf(t, d, WithRetry(1, 0))
	get := func() *Error {
		t.Helper()
		v, err := receive[part](t.Context(), client, request{method: "GET", path: "/parts", status: 200})
		equal(t, (*part)(nil), v)
		var e *Error
		if !errors.As(err, &e) {
			t.Fatalf("%T: %v", err, err)
		}
		return e
	}
	e := get()
	equal(t, "404 Not Found: NotFound: no such part (request r1)", e.Error())
	equal(t, []any{404, "r1", "3", d.answer}, []any{e.Status, e.RequestID, e.Header.Get("Retry-After"), string(e.Raw)})
	equal(t, &Problem{"NotFound", 404, "no such part"}, e.Body)

	d.header = nil
	for answer, want := range map[string]string{"": "503 Service Unavailable", "busy": "503 Service Unavailable", `{"title":1}`: "503 Service Unavailable"} {
		d.status, d.answer = 503, answer
		e = get()
		equal(t, want, e.Error())
		equal(t, answer, string(e.Raw))
		equal(t, (*Problem)(nil), e.Body)
	}
	d.status, d.answer = 299, `{"name":"p"}`
	equal(t, "299", get().Error())
	d.status, d.answer = 500, strings.Repeat(" ", 1<<20)+`{"title":"a","status":500,"detail":"b"}`
	e = get()
	equal(t, 1<<20, len(e.Raw))
	equal(t, (*Problem)(nil), e.Body)

	client = clientOf(t, d, WithHTTPClient(&http.Client{Transport: cutOff{500}}))
	_, err := receive[part](t.Context(), client, request{method: "GET", path: "/parts", status: 200})
	equal(t, true, errors.Is(err, errFailing))
	equal(t, true, errors.As(err, &e))
	equal(t, "500 Internal Server Error\nit fails", err.Error())
}
