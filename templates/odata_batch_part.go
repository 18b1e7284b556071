package templates

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"strings"
)

// batchWriter takes the answer to a request of a batch.
type batchWriter struct {
	header http.Header
	status int
	body   bytes.Buffer
}

func (w *batchWriter) Header() http.Header { return w.header }

func (w *batchWriter) WriteHeader(status int) {
	if w.status == 0 && status >= 200 {
		w.status = status
	}
}

func (w *batchWriter) Write(text []byte) (int, error) {
	w.WriteHeader(http.StatusOK)
	return w.body.Write(text)
}

// refusal answers any request with an error.
type refusal struct{ err error }

func (r refusal) route(c *call) { c.err = r.err }

// refused is the answer to a request that is not run.
func (b *batching) refused(i int, err error) batchResponse {
	w := &batchWriter{header: http.Header{}}
	b.serve(w, b.r, refusal{err})
	return b.responseOf(i, w)
}

// exchange runs a request.
func (b *batching) exchange(ctx context.Context, i int) batchResponse {
	r, err := b.request(ctx, &b.requests[i])
	if err != nil {
		return b.refused(i, err)
	}
	w := &batchWriter{header: http.Header{}}
	if b.serveCut(w, r) {
		return b.refused(i, io.ErrUnexpectedEOF)
	}
	b.places[b.requests[i].ID] = r.URL.EscapedPath()
	if location, err := r.URL.Parse(w.header.Get("Location")); err == nil {
		b.places[b.requests[i].ID] = location.EscapedPath()
	}
	return b.responseOf(i, w)
}

// serveCut serves a request, and reports whether the answer is cut off.
func (b *batching) serveCut(w http.ResponseWriter, r *http.Request) (cut bool) {
	defer func() {
		switch fault := recover(); fault {
		case nil:
		case http.ErrAbortHandler:
			cut = true
		default:
			panic(fault)
		}
	}()
	b.serve(w, r, b.router)
	return false
}

// request makes a request of a part of a batch. It has the headers of the batch,
// unless they are about the body or what is wanted of the batch alone, and its
// own.
func (b *batching) request(ctx context.Context, part *batchRequest) (*http.Request, error) {
	address, err := b.resolve(part)
	if err != nil {
		return nil, err
	}
	header := b.r.Header.Clone()
	for name := range header {
		if strings.HasPrefix(name, "Content-") || strings.HasPrefix(name, "If-") || name == "Accept" || name == "Prefer" {
			header.Del(name)
		}
	}
	for name, value := range part.Headers {
		header.Set(name, value)
	}
	if len(part.Body) > 0 && header.Get("Content-Type") == "" {
		header.Set("Content-Type", "application/json")
	}
	body, err := bodyOf(part.Body, header)
	if err != nil {
		return nil, err
	}
	r := b.r.Clone(ctx)
	r.Method, r.URL, r.RequestURI, r.Header = part.Method, address, b.prefix()+address.RequestURI(), header
	r.Body, r.ContentLength, r.TransferEncoding = io.NopCloser(bytes.NewReader(body)), int64(len(body)), nil
	return r, nil
}

// bodyOf is the body of a part: JSON as it is, text as a string, all else as a
// string in base64 (section 19.1).
func bodyOf(raw json.RawMessage, header http.Header) ([]byte, error) {
	if len(raw) == 0 || holdsJSON(header) {
		return raw, nil
	}
	var text string
	if err := json.Unmarshal(raw, &text); err != nil {
		return nil, &RequestError{Status: http.StatusBadRequest, Target: "body", Message: "must be a string, since it is no JSON"}
	}
	if strings.HasPrefix(header.Get("Content-Type"), "text/") {
		return []byte(text), nil
	}
	bytes, err := base64.RawURLEncoding.DecodeString(strings.NewReplacer("+", "-", "/", "_", "=", "").Replace(text))
	if err != nil {
		return nil, &RequestError{Status: http.StatusBadRequest, Target: "body", Message: "must be base64"}
	}
	return bytes, nil
}

// prefix is what stands before the service's root in the batch's address.
func (b *batching) prefix() string {
	address, err := url.ParseRequestURI(b.r.RequestURI)
	if err != nil {
		return ""
	}
	return strings.TrimSuffix(address.EscapedPath(), b.r.URL.EscapedPath())
}

// resolve is the address of a part below the service's root: absolute, of this
// host; a path, with what stands before the root or without; relative; or one that
// begins at what an earlier request created or asked for (sections 19.1 and 19.3).
func (b *batching) resolve(part *batchRequest) (*url.URL, error) {
	text := part.URL
	if scheme, _, absolute := strings.Cut(text, "://"); !strings.HasPrefix(text, "/") && (!absolute || strings.ContainsAny(scheme, "/?('")) {
		text = "/" + text
	}
	if reference, below, found := strings.Cut(strings.TrimPrefix(text, "/$"), "/"); strings.HasPrefix(text, "/$") {
		if place, known := b.places[reference]; known {
			text = place
			if found {
				text += "/" + below
			}
		}
	}
	address, err := url.Parse(text)
	switch {
	case err != nil:
		return nil, &RequestError{Status: http.StatusBadRequest, Target: "url", Message: "is no address"}
	case address.Host != "" && address.Host != b.r.Host:
		return nil, &RequestError{Status: http.StatusBadRequest, Target: "url", Message: "is of another host"}
	}
	escaped := address.EscapedPath()
	if rest, below := strings.CutPrefix(escaped, b.prefix()); below && strings.HasPrefix(rest, "/") {
		escaped = rest
	}
	inner := path(escaped)
	plain, err := url.PathUnescape(escaped)
	if err != nil || inner.isBatch() {
		return nil, &RequestError{Status: http.StatusBadRequest, Target: "url", Message: "must not be that of a batch"}
	}
	return &url.URL{Path: plain, RawPath: escaped, RawQuery: address.RawQuery}, nil
}

// responseOf is the answer to a part as it is sent.
func (b *batching) responseOf(i int, w *batchWriter) batchResponse {
	r := batchResponse{ID: b.requests[i].ID, Status: w.status, Headers: map[string]string{}, AtomicityGroup: b.requests[i].AtomicityGroup}
	for name, values := range w.header {
		r.Headers[name] = strings.Join(values, ", ")
	}
	switch text := w.body.Bytes(); {
	case len(text) == 0:
	case holdsJSON(w.header) && json.Valid(text):
		r.Body = text
	case strings.HasPrefix(w.header.Get("Content-Type"), "text/"):
		r.Body, _ = json.Marshal(string(text))
	default:
		r.Body, _ = json.Marshal(base64.URLEncoding.EncodeToString(text))
	}
	return r
}
