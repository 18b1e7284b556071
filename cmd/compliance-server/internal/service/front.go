package service

import (
	"context"
	"log/slog"
	"net/http"
	"runtime/debug"
	"strings"
	"time"

	api "example.com/burin/generated/devicecompliance"
)

// front is what each request meets first: it names, logs and routes it.
type front struct {
	*service
	operations http.Handler
}

// ServeHTTP answers a request.
func (f *front) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	began := time.Now()
	q := newRequest(r)
	r = r.WithContext(context.WithValue(r.Context(), requestKey{}, q))
	w.Header().Set("request-id", q.id)
	if q.clientID != "" {
		w.Header().Set("client-request-id", q.clientID)
	}
	recorder := &recorder{ResponseWriter: w}
	defer func() {
		f.log.LogAttrs(r.Context(), slog.LevelInfo, "request",
			slog.String("method", r.Method),
			slog.String("path", r.URL.EscapedPath()),
			slog.Int("status", recorder.status),
			slog.Duration("duration", time.Since(began)),
			slog.String("request-id", q.id),
			slog.String("client-request-id", q.clientID))
	}()
	defer f.recover(recorder, r)
	f.route(recorder, r)
}

// route finds who answers. Paths are taken as they are: http.ServeMux would
// redirect some, and its errors have another shape.
func (f *front) route(w http.ResponseWriter, r *http.Request) {
	switch {
	case r.URL.Path == "/healthz" && (r.Method == http.MethodGet || r.Method == http.MethodHead):
		f.health(w, r)
	case strings.HasPrefix(r.URL.Path, prefix+"/"):
		http.StripPrefix(prefix, f.operations).ServeHTTP(w, r)
	default:
		f.operations.ServeHTTP(w, r)
	}
}

// recover answers a panic with a 500, where the answer has not begun yet.
func (f *front) recover(w *recorder, r *http.Request) {
	fault := recover()
	if fault == nil {
		return
	}
	if fault == http.ErrAbortHandler {
		panic(fault)
	}
	f.log.ErrorContext(r.Context(), "panic", "error", fault, "request-id", requestOf(r.Context()).id, "stack", string(debug.Stack()))
	if w.status != 0 {
		panic(http.ErrAbortHandler) // has the connection closed
	}
	f.writeError(w, r, api.NewError(http.StatusInternalServerError, "", "the server failed", ""))
}

// healthTimeout is how long the database may take to answer.
const healthTimeout = 2 * time.Second

func (f *front) health(w http.ResponseWriter, r *http.Request) {
	ctx, cancel := context.WithTimeout(r.Context(), healthTimeout)
	defer cancel()
	if err := f.store.Check(ctx); err != nil {
		f.log.ErrorContext(r.Context(), "the database cannot be read", "error", err, "request-id", requestOf(r.Context()).id)
		f.writeError(w, r, api.NewError(http.StatusServiceUnavailable, "", "the database cannot be read", ""))
		return
	}
	w.Header().Set("Content-Type", "application/json")
	_, _ = w.Write([]byte(`{"status":"ok"}` + "\n"))
}

// recorder remembers the status of an answer; 0 until it begins.
type recorder struct {
	http.ResponseWriter
	status int
}

// WriteHeader begins the answer.
func (r *recorder) WriteHeader(status int) {
	if r.status == 0 {
		r.status = status
	}
	r.ResponseWriter.WriteHeader(status)
}

// Write begins the answer, if need be, and writes of its body.
func (r *recorder) Write(b []byte) (int, error) {
	if r.status == 0 {
		r.status = http.StatusOK
	}
	return r.ResponseWriter.Write(b)
}

// Unwrap is for http.ResponseController.
func (r *recorder) Unwrap() http.ResponseWriter { return r.ResponseWriter }
