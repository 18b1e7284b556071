package templates

import (
	"context"
	"io"
	"math/rand/v2"
	"net/http"
	"slices"
	"strconv"
	"time"
)

// WithRetry bounds how often a request is sent, and how long its repetitions are
// waited for altogether. The default is four times, and a minute; once turns
// repeating off.
//
// A request is repeated after the statuses 429, 503 and 504, once the time has
// passed that the answer's Retry-After asks for, or else one that doubles each
// time. What may have been done already is not repeated: a method that is not
// idempotent (RFC 9110, section 9.2.2) only after 429, which refuses a request
// (RFC 6585, section 4), and after 503 with Retry-After, which says that the
// service was not able to take it (RFC 9110, sections 10.2.3 and 15.6.4). Nor is
// a body that is read as it is sent.
func WithRetry(times int, wait time.Duration) ClientOption {
	return func(c *Client) { c.retry.times, c.retry.wait = times, wait }
}

// retry is when requests are repeated.
type retry struct {
	times int
	wait  time.Duration
	sleep func(context.Context, time.Duration) error
}

var defaultRetry = retry{4, time.Minute, sleep}

// do sends a request, again where that may help.
func (c *Client) do(r *http.Request) (*http.Response, error) {
	waited := time.Duration(0)
	for sent := 1; ; sent++ {
		response, err := sender(c).Do(r)
		if err != nil || sent >= c.retry.times || !repeatable(r.Method, response.StatusCode, response.Header) {
			return response, err
		}
		pause := retryAfter(response.Header, sent)
		waited += pause
		again, ok := renewed(r)
		if !ok || waited > c.retry.wait || !inTime(r.Context(), pause) {
			return response, nil
		}
		_, _ = io.CopyN(io.Discard, response.Body, 1<<16) // so that the connection can be used again
		_ = response.Body.Close()
		if err := c.retry.sleep(r.Context(), pause); err != nil {
			return nil, err
		}
		r = again
	}
}

// idempotent are the methods of RFC 9110, section 9.2.2.
var idempotent = []string{http.MethodGet, http.MethodHead, http.MethodOptions, http.MethodTrace, http.MethodPut, http.MethodDelete}

// repeatable reports whether a request so answered may be sent again.
func repeatable(method string, status int, header http.Header) bool {
	switch status {
	case http.StatusTooManyRequests:
		return true
	case http.StatusServiceUnavailable:
		return header.Get("Retry-After") != "" || slices.Contains(idempotent, method)
	case http.StatusGatewayTimeout:
		return slices.Contains(idempotent, method)
	}
	return false
}

// renewed is a request to send once more, and whether it can be.
func renewed(r *http.Request) (*http.Request, bool) {
	again := r.Clone(r.Context())
	if r.Body == nil || r.Body == http.NoBody {
		return again, true
	}
	if r.GetBody == nil {
		return nil, false
	}
	body, err := r.GetBody()
	again.Body = body
	return again, err == nil
}

// retryAfter is how long to wait: what Retry-After says (RFC 9110, section
// 10.2.3), a time of day held against the answer's own clock, else about a
// second, doubled for each time that the request was sent before, so spread that
// clients do not come back all at once.
func retryAfter(header http.Header, sent int) time.Duration {
	text := header.Get("Retry-After")
	if seconds, err := strconv.ParseUint(text, 10, 31); err == nil {
		return time.Duration(seconds) * time.Second
	}
	if until, err := http.ParseTime(text); err == nil {
		now, err := http.ParseTime(header.Get("Date"))
		if err != nil {
			now = time.Now()
		}
		return max(until.Sub(now), 0)
	}
	pause := time.Second << min(sent-1, 6)
	return pause/2 + rand.N(pause)
}

// inTime reports whether the context lasts longer than a pause.
func inTime(ctx context.Context, pause time.Duration) bool {
	deadline, ok := ctx.Deadline()
	return !ok || time.Until(deadline) > pause
}

func sleep(ctx context.Context, pause time.Duration) error {
	timer := time.NewTimer(pause)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return nil
	}
}
