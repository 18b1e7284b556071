package main

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
)

// serving sends one request through a handler, again and again. What it costs
// beside the handler is the same for all: a copy of the request, and a response
// that is kept.
func serving(peer string, handler http.Handler) candidate {
	return candidate{peer: peer, prepare: func() (task, error) {
		request := &http.Request{
			Method:        http.MethodPost,
			URL:           &url.URL{Path: "/deviceManagement/deviceCompliancePolicies/policy-1/userStatuses"},
			Proto:         "HTTP/1.1",
			ProtoMajor:    1,
			ProtoMinor:    1,
			Host:          "graph.microsoft.com",
			ContentLength: int64(len(requestBody)),
			Header: http.Header{
				"Accept":         {"application/json"},
				"Authorization":  {"Bearer token"},
				"Content-Length": {strconv.Itoa(len(requestBody))},
				"Content-Type":   {"application/json"},
			},
		}
		content := []byte(requestBody)
		w := &response{header: http.Header{}}
		body := &requestReader{}
		return task{
			do: func() error {
				w.reset()
				body.Reset(content)
				r := *request
				r.Body = body
				handler.ServeHTTP(w, &r)
				return nil
			},
			result: func() ([]byte, error) {
				if w.status != http.StatusCreated || w.header.Get("Content-Type") == "" {
					return nil, fmt.Errorf("status %d, header %v, %s", w.status, w.header, w.body.Bytes())
				}
				return w.body.Bytes(), nil
			},
		}, nil
	}}
}

// requestReader is the body of a request.
type requestReader struct{ bytes.Reader }

func (*requestReader) Close() error { return nil }

// response is where a handler writes.
type response struct {
	header http.Header
	status int
	body   bytes.Buffer
}

func (w *response) reset() {
	clear(w.header)
	w.status = 0
	w.body.Reset()
}

func (w *response) Header() http.Header { return w.header }

func (w *response) WriteHeader(status int) {
	if w.status == 0 {
		w.status = status
	}
}

func (w *response) Write(p []byte) (int, error) {
	w.WriteHeader(http.StatusOK)
	return w.body.Write(p)
}

// empty is a handler that only copies: what is measured of it is the harness.
func empty() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header()["Content-Type"] = r.Header["Content-Type"]
		w.WriteHeader(http.StatusCreated)
		_, _ = io.Copy(w, r.Body)
	})
}
