package templates

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
)

// partServer is a handler as the generator writes them, and its server at once.
type partServer struct {
	handlerOptions
	find func(ctx context.Context, id string) (*part, error)
}

func newPartServer(find func(context.Context, string) (*part, error), options ...HandlerOption) *partServer {
	return &partServer{newHandlerOptions(options), find}
}

func (s *partServer) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.serve(w, r, s) }

var requiresKey = []Requirement{{{"key", []string{"read"}}}, {{"other", nil}}}

func (s *partServer) route(c *call) {
	var value [2]string
	p := c.path()
	if p.literal("/v1.0/parts") {
		if p == "" {
			switch c.r.Method {
			case http.MethodGet:
				c.begin(http.StatusOK, nil)
				readQuery[search](c)
				if c.ok() {
					c.err = notServed("list")
				}
			case http.MethodPost:
				c.begin(http.StatusCreated, nil)
				if body := readBody(c, demandSize); c.ok() {
					c.answer = body
				}
			default:
				c.methodNotAllowed("GET, POST")
			}
			return
		}
		if p.parameter(&value[0]) && p == "" {
			switch c.r.Method {
			case http.MethodGet:
				c.begin(http.StatusOK, requiresKey)
				var id string
				if pathValue(c, "id", value[0], &id, asString).maxLength(8); c.ok() {
					c.answer, c.err = s.find(c.ctx, id)
				}
			case http.MethodDelete:
				c.begin(http.StatusNoContent, nil)
			default:
				c.methodNotAllowed("GET, DELETE")
			}
			return
		}
	}
	c.notFound()
}

func demandSize(v *part, r *report) { r.require("size", IsAbsent(v.Size)) }

// found finds any part.
func found(_ context.Context, id string) (*part, error) { return &part{Name: id}, nil }

func allow(r *http.Request, _ []Requirement) (context.Context, error) { return r.Context(), nil }

// answer is what a handler answers: status, and what the body says.
func answer(handler http.Handler, r *http.Request) (int, string) {
	recorder := httptest.NewRecorder()
	handler.ServeHTTP(recorder, r)
	return recorder.Code, recorder.Body.String()
}

// problem is the body of an error.
func problem(status int, detail string) string {
	return encodeProblem(&Problem{strings.ReplaceAll(http.StatusText(status), " ", ""), int32(status), detail})
}

func encodeProblem(p *Problem) string {
	text, err := AppendJSON(nil, p)
	if err != nil {
		panic(err)
	}
	return string(text)
}

func TestRoutes(t *testing.T) {
	handler := newPartServer(found, WithAuthorizer(allow))
	const nothing = "there is nothing at this path"
	cases := []struct {
		method, target string
		status         int
		want           string // the body, or what is wrong
	}{
		{"GET", "/v1.0/parts/x", 200, `{"name":"x"}`},
		{"GET", "/v1.0/parts/a%2Fb%20%C3%A9", 200, `{"name":"a/b é"}`},
		{"GET", "/v1.0/parts/%2E%2E", 200, `{"name":".."}`},
		{"GET", "/v1.0/parts/+", 200, `{"name":"+"}`},
		{"DELETE", "/v1.0/parts/x", 204, ""},
		{"GET", "/v1.0/parts/123456789", 400, "id: must have at most 8 characters"},
		{"GET", "/", 404, nothing},
		{"GET", "/v1.0", 404, nothing},
		{"GET", "/v1.0/parts/", 404, nothing},
		{"GET", "/v1.0/parts/x/", 404, nothing},
		{"GET", "/v1.0/parts/x/y", 404, nothing},
		{"GET", "/v1.0/parts//", 404, nothing},
		{"GET", "/v1.0/parts//x", 404, nothing},
		{"GET", "/v1.0/partsx", 404, nothing},
		{"GET", "/v1.0/Parts", 404, nothing},
		{"GET", "/v1.0%2Fparts", 404, nothing},
		{"PUT", "/v1.0/parts", 405, "PUT is not allowed here: use GET, POST"},
		{"HEAD", "/v1.0/parts/x", 405, "HEAD is not allowed here: use GET, DELETE"},
		{"GET", "/v1.0/parts?from=1&to=1&must=error", 501, "list is not served here"},
		{"GET", "/v1.0/parts?from=x", 400, "from: must be a whole number"},
		{"GET", "/v1.0/parts", 400, "from: is missing"},
	}
	for _, c := range cases {
		status, body := answer(handler, httptest.NewRequest(c.method, c.target, nil))
		want := c.want
		if c.status >= 400 {
			want = problem(c.status, c.want)
		}
		if status != c.status || body != want {
			t.Errorf("%s %s: %d %s, not %d %s", c.method, c.target, status, body, c.status, want)
		}
	}
}

func TestHeadersOfAnswers(t *testing.T) {
	large := strings.Repeat("x", 3000)
	handler := newPartServer(func(_ context.Context, id string) (*part, error) {
		if id == "large" {
			return &part{Name: large}, nil
		}
		return &part{Name: id}, nil
	}, WithAuthorizer(allow))
	server := httptest.NewServer(handler)
	defer server.Close()
	for _, c := range []struct{ method, path, headers string }{
		{"GET", "/v1.0/parts/x", "200 application/json 12"},
		{"GET", "/v1.0/parts/large", "200 application/json 3011"},
		{"DELETE", "/v1.0/parts/x", "204  0"},
		{"GET", "/", fmt.Sprintf("404 application/problem+json %d", len(problem(404, "there is nothing at this path")))},
		{"PUT", "/v1.0/parts", fmt.Sprintf("405 application/problem+json %d GET, POST", len(problem(405, "PUT is not allowed here: use GET, POST")))},
	} {
		r, err := http.NewRequest(c.method, server.URL+c.path, nil)
		if err != nil {
			t.Fatal(err)
		}
		answer, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		_ = answer.Body.Close()
		equal(t, c.headers, strings.TrimSuffix(fmt.Sprintf("%d %s %d %s", answer.StatusCode, answer.Header.Get("Content-Type"), answer.ContentLength,
			answer.Header.Get("Allow")), " "))
	}
}

func TestAccept(t *testing.T) {
	handler := newPartServer(found, WithAuthorizer(allow))
	for _, c := range []struct {
		accept []string
		ok     bool
	}{
		{nil, true},
		{[]string{""}, true},
		{[]string{"application/json"}, true},
		{[]string{"Application/JSON"}, true},
		{[]string{"application/json;odata.metadata=minimal"}, true},
		{[]string{"application/json; charset=utf-8"}, true},
		{[]string{"application/*"}, true},
		{[]string{"*/*"}, true},
		{[]string{"text/html, application/xhtml+xml, */*;q=0.8"}, true},
		{[]string{"text/html", "application/json;q=0.001"}, true},
		{[]string{"application/json", "text/html"}, true},
		{[]string{"*/*;q=0, application/json"}, true},
		{[]string{"*/*;q=0, application/*;q=0.1"}, true},
		{[]string{"text/html"}, false},
		{[]string{"text/*"}, false},
		{[]string{"application/xml"}, false},
		{[]string{"application/problem+json"}, false},
		{[]string{"application/json;q=0"}, false},
		{[]string{"application/json;q=0.0, */*"}, false},
		{[]string{"application/*;q=0, */*"}, false},
		{[]string{"*/*;q=0"}, false},
		{[]string{"application/json;q=x"}, false},
		{[]string{"json"}, false},
		{[]string{","}, false},
	} {
		r := httptest.NewRequest("GET", "/v1.0/parts/x", nil)
		r.Header["Accept"] = c.accept
		status, body := answer(handler, r)
		if want := map[bool]int{true: 200, false: 406}[c.ok]; status != want {
			t.Errorf("%q: %d %s", c.accept, status, body)
		}
		if !c.ok {
			equal(t, problem(406, "Accept: the answer is application/json, which this request does not accept"), body)
		}
	}
}

func TestContentTypes(t *testing.T) {
	handler := newPartServer(found)
	for _, c := range []struct {
		contentType, encoding string
		ok                    bool
	}{
		{"application/json", "", true},
		{"application/json", "identity", true},
		{"Application/JSON", "", true},
		{"application/json; charset=utf-8", "", true},
		{"application/json;charset=UTF-8", "", true},
		{`application/json; charset="utf-8"; odata.metadata=full`, "", true},
		{"", "", false},
		{"text/json", "", false},
		{"application/jsonx", "", false},
		{"application/problem+json", "", false},
		{"application/json; charset=iso-8859-1", "", false},
		{"application/json; charset=utf-16", "", false},
		{"application/json; charset", "", false},
		{"application/json", "gzip", false},
		{"application/json", "identity, gzip", false},
		{"application/x-www-form-urlencoded", "", false},
	} {
		r := httptest.NewRequest("POST", "/v1.0/parts", strings.NewReader(`{"name":"p","size":1}`))
		if c.contentType != "" {
			r.Header.Set("Content-Type", c.contentType)
		}
		if c.encoding != "" {
			r.Header.Set("Content-Encoding", c.encoding)
		}
		recorder := httptest.NewRecorder()
		handler.ServeHTTP(recorder, r)
		if want := map[bool]int{true: 201, false: 415}[c.ok]; recorder.Code != want {
			t.Errorf("%q, %q: %d %s", c.contentType, c.encoding, recorder.Code, recorder.Body)
		}
		if !c.ok {
			equal(t, "application/json", recorder.Header().Get("Accept"))
			equal(t, problem(415, "Content-Type: the body must be application/json, in UTF-8 and not encoded otherwise"), recorder.Body.String())
		}
	}
}

// unsized hides how long a body is.
type unsized struct{ io.Reader }

func TestBodies(t *testing.T) {
	handler := newPartServer(found, WithMaxBody(40))
	const good = `{"name":"p","size":1}`
	padded := good + strings.Repeat(" ", 40-len(good))
	for _, c := range []struct {
		name, body string
		status     int
		want       string
	}{
		{"good", good, 201, good},
		{"as large as may be", padded, 201, good},
		{"too large by one", padded + " ", 413, "the body must have at most 40 bytes"},
		{"too large", strings.Repeat(padded, 100), 413, "the body must have at most 40 bytes"},
		{"too large by far, and no JSON", strings.Repeat("x", 1<<20), 413, "the body must have at most 40 bytes"},
		{"no JSON", "x", 400, "must be a value"},
		{"only space", " ", 400, "must be a value"},
		{"no object", "[]", 400, "must be an object"},
		{"not of the type", `{"name":1,"size":"1"}`, 400, "name: must be a string"},
		{"further in", `{"name":"p","size":1,"next":{}}`, 400, "next/name: is missing"},
		{"missing", `{"size":1}`, 400, "name: is missing"},
		{"demanded", `{"name":"p"}`, 400, "size: is required here"},
		{"twice", `{"name":"p","size":1,"name":"q"}`, 400, "name: stands more than once"},
		{"trailing", good + `x`, 400, "more follows the end of the document"},
	} {
		for _, sized := range []bool{true, false} {
			var body io.Reader = strings.NewReader(c.body)
			if !sized {
				body = unsized{body}
			}
			r := httptest.NewRequest("POST", "/v1.0/parts", body)
			r.Header.Set("Content-Type", "application/json")
			equal(t, sized, r.ContentLength >= 0)
			status, got := answer(handler, r)
			want := c.want
			if c.status >= 400 {
				want = problem(c.status, c.want)
			}
			if status != c.status || got != want {
				t.Errorf("%s: %d %s, not %d %s", c.name, status, got, c.status, want)
			}
		}
	}
	status, got := answer(handler, httptest.NewRequest("POST", "/v1.0/parts", nil))
	equal(t, "400 "+problem(400, "a body is required"), fmt.Sprint(status, " ", got))
	r := httptest.NewRequest("POST", "/v1.0/parts", unsized{bytes.NewReader(nil)})
	r.Header.Set("Content-Type", "application/json")
	status, got = answer(handler, r)
	equal(t, "400 "+problem(400, "must be a value"), fmt.Sprint(status, " ", got))
	r = httptest.NewRequest("POST", "/v1.0/parts", cutOffBody{})
	r.Header.Set("Content-Type", "application/json")
	status, got = answer(handler, r)
	equal(t, "400 "+problem(400, "the body cannot be read: it fails"), fmt.Sprint(status, " ", got))
	equal(t, int64(1<<20), newPartServer(found).maxBody)
}

type cutOffBody struct{}

func (cutOffBody) Read([]byte) (int, error) { return 0, errFailing }

func TestAuthorization(t *testing.T) {
	get := httptest.NewRequest("GET", "/v1.0/parts/x", nil)
	status, body := answer(newPartServer(found), get)
	equal(t, "403 "+problem(403, "this server has no way to authorize requests"), fmt.Sprint(status, " ", body))
	status, _ = answer(newPartServer(found), httptest.NewRequest("DELETE", "/v1.0/parts/x", nil))
	equal(t, 204, status) // asks for no authorization

	type key struct{}
	var asked []Requirement
	authorize := func(r *http.Request, alternatives []Requirement) (context.Context, error) {
		asked = alternatives
		if r.Header.Get("Key") == "" {
			return nil, &RequestError{Status: 401, Message: "a key is required"}
		}
		return context.WithValue(r.Context(), key{}, r.Header.Get("Key")), nil
	}
	find := func(ctx context.Context, id string) (*part, error) {
		return &part{Name: ctx.Value(key{}).(string)}, nil
	}
	var failed context.Context
	mapper := func(ctx context.Context, err error) *Error {
		failed = ctx
		return AsError(err)
	}
	handler := newPartServer(find, WithAuthorizer(authorize), WithErrorMapper(mapper))
	status, body = answer(handler, get)
	equal(t, "401 "+problem(401, "a key is required"), fmt.Sprint(status, " ", body))
	equal(t, requiresKey, asked)
	if failed == nil {
		t.Error("the mapper of errors is given no context")
	}
	get.Header.Set("Key", "k")
	status, body = answer(handler, get)
	equal(t, `200 {"name":"k"}`, fmt.Sprint(status, " ", body))
	get.Header.Set("Accept", "text/html")
	status, _ = answer(handler, get)
	equal(t, 406, status)
	equal(t, any("k"), failed.Value(key{}))
}

func TestErrorsOfTheServer(t *testing.T) {
	secret := errors.New("the password of the database is x")
	for _, c := range []struct {
		err    error
		status int
		body   string
	}{
		{secret, 500, problem(500, "the server failed")},
		{NewError(409, "Taken", "the name is taken", "name"), 409, `{"title":"Taken","status":409,"detail":"name: the name is taken"}`},
		{NewError(404, "", "no such part", ""), 404, problem(404, "no such part")},
		{fmt.Errorf("wrapped: %w", NewError(404, "", "no such part", "")), 404, problem(404, "no such part")},
		{&RequestError{Status: 422, Message: "cannot be"}, 422, problem(422, "cannot be")},
		{&Error{Status: 429, Header: http.Header{"Retry-After": {"3"}}, Raw: []byte("slower")}, 429, "slower"},
		{&Error{Status: 418}, 418, ""},
		{&Error{}, 500, ""},
		{&ValidationError{[]Violation{{Message: "of its own"}}}, 500, problem(500, "the server failed")},
	} {
		handler := newPartServer(func(context.Context, string) (*part, error) { return nil, c.err }, WithAuthorizer(allow))
		recorder := httptest.NewRecorder()
		handler.ServeHTTP(recorder, httptest.NewRequest("GET", "/v1.0/parts/x", nil))
		equal(t, c.body, recorder.Body.String())
		equal(t, c.status, recorder.Code)
		equal(t, "application/problem+json", recorder.Header().Get("Content-Type"))
		if e := new(Error); errors.As(c.err, &e) {
			equal(t, e.Header.Get("Retry-After"), recorder.Header().Get("Retry-After"))
		}
	}
	// An answer that cannot be written is the server's fault.
	handler := newPartServer(func(context.Context, string) (*part, error) { return &part{Name: "\xff"}, nil }, WithAuthorizer(allow))
	status, body := answer(handler, httptest.NewRequest("GET", "/v1.0/parts/x", nil))
	equal(t, "500 "+problem(500, "the server failed"), fmt.Sprint(status, " ", body))
}

func TestErrorMapper(t *testing.T) {
	var told []error
	mapper := func(_ context.Context, err error) *Error {
		told = append(told, err)
		return &Error{Status: 400, Body: &Problem{Title: "Mapped", Status: 400, Detail: err.Error()}}
	}
	handler := newPartServer(func(context.Context, string) (*part, error) { return nil, errFailing }, WithAuthorizer(allow), WithErrorMapper(mapper))
	_, body := answer(handler, httptest.NewRequest("GET", "/v1.0/parts/x", nil))
	equal(t, `{"title":"Mapped","status":400,"detail":"it fails"}`, body)
	r := httptest.NewRequest("POST", "/v1.0/parts", strings.NewReader(`{"name":"","size":"1","next":{}}`))
	r.Header.Set("Content-Type", "application/json")
	_, body = answer(handler, r)
	equal(t, `{"title":"Mapped","status":400,"detail":"size: must be a whole number"}`, body)
	equal(t, true, errors.Is(told[0], errFailing))
	var fault *RequestError
	equal(t, true, errors.As(told[1], &fault))
	equal(t, RequestError{Status: 400, Message: "must be a whole number", Target: "size", Violations: []Violation{
		{"/size", "type", "must be a whole number", 18}, {"/next/name", "required", "is missing", 29}}}, *fault)
}

// TestCallsDoNotMix: what a call was pooled with does not reach the next.
func TestCallsDoNotMix(t *testing.T) {
	handler := newPartServer(found, WithAuthorizer(allow))
	server := httptest.NewServer(handler)
	defer server.Close()
	done := make(chan string)
	for i := range 8 {
		go func() {
			name := strings.Repeat(string(rune('a'+i)), 1+i*7000)
			var wrong []string
			for range 50 {
				answer, err := http.Post(server.URL+"/v1.0/parts", "application/json", strings.NewReader(`{"size":1,"name":"`+name+`"}`))
				if err != nil {
					wrong = append(wrong, err.Error())
					continue
				}
				body, _ := io.ReadAll(answer.Body)
				_ = answer.Body.Close()
				if string(body) != `{"name":"`+name+`","size":1}` {
					wrong = append(wrong, fmt.Sprintf("%.100s", body))
				}
			}
			done <- strings.Join(slices.Compact(wrong), "; ")
		}()
	}
	for range 8 {
		equal(t, "", <-done)
	}
}
