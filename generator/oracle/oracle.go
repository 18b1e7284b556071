// Package oracle holds generated code against kin-openapi, which knows nothing
// of it: the same documents have to get the same verdicts, and what a client
// and a handler say to each other has to be what the description allows.
package oracle

import (
	"bytes"
	"io"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/getkin/kin-openapi/routers/gorillamux"
)

// Load reads a description by kin-openapi alone. Servers are taken out of it,
// so that its paths begin at the root wherever they are served.
func Load(t testing.TB, file string) *openapi3.T {
	t.Helper()
	loader := openapi3.NewLoader()
	loader.IsExternalRefsAllowed = true
	doc, err := loader.LoadFromFile(file)
	if err != nil {
		t.Fatal(err)
	}
	doc.Servers = nil
	return doc
}

// Watch fails the test where a request that next gets, or its answer to one,
// is not what the description in file allows. A request that the description
// does not allow has to be answered with an error that it does allow.
func Watch(t testing.TB, file string, next http.Handler) http.Handler {
	t.Helper()
	router, err := gorillamux.NewRouter(Load(t, file))
	if err != nil {
		t.Fatal(err)
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			t.Error(err)
		}
		r.Body = io.NopCloser(bytes.NewReader(body))
		route, parameters, err := router.FindRoute(r)
		if err != nil {
			t.Errorf("%s %s: %v", r.Method, r.URL, err)
			next.ServeHTTP(w, r)
			return
		}
		request := &openapi3filter.RequestValidationInput{Request: r, PathParams: parameters, Route: route, Options: options}
		fault := openapi3filter.ValidateRequest(r.Context(), request)
		r.Body = io.NopCloser(bytes.NewReader(body))
		answer := httptest.NewRecorder()
		next.ServeHTTP(answer, r)
		if fault == nil && answer.Code == http.StatusBadRequest || fault != nil && answer.Code < http.StatusBadRequest {
			t.Errorf("%s %s %s: answered %d %s, but the request is by kin-openapi: %v", r.Method, r.URL, body, answer.Code, answer.Body, fault)
		}
		response := &openapi3filter.ResponseValidationInput{
			RequestValidationInput: request, Status: answer.Code, Header: answer.Header(), Options: options,
		}
		response.SetBodyBytes(answer.Body.Bytes())
		if err := openapi3filter.ValidateResponse(r.Context(), response); err != nil {
			t.Errorf("%s %s: the answer %d %s is not described: %v", r.Method, r.URL, answer.Code, answer.Body, err)
		}
		for name, values := range answer.Header() {
			w.Header()[name] = values
		}
		w.WriteHeader(answer.Code)
		_, _ = w.Write(answer.Body.Bytes())
	})
}

var options = &openapi3filter.Options{
	AuthenticationFunc:    openapi3filter.NoopAuthenticationFunc,
	IncludeResponseStatus: true,
	MultiError:            true,
}
