package templates

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"
)

// impatient has a client repeat its requests without waiting, and notes how long
// it would have.
func impatient(c *Client, pauses *[]time.Duration) {
	c.retry.sleep = func(_ context.Context, pause time.Duration) error {
		*pauses = append(*pauses, pause)
		return nil
	}
}

// answers is a service that gives one answer after another, the last again and
// again, and remembers the bodies it got.
type answers struct {
	list   []dialogue
	bodies []string
}

func (a *answers) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	d := a.list[min(len(a.bodies), len(a.list)-1)]
	d.ServeHTTP(w, r)
	a.bodies = append(a.bodies, d.body)
}

func after(status int, header ...string) dialogue {
	d := dialogue{status: status, header: http.Header{}}
	for i := 0; i < len(header); i += 2 {
		d.header.Set(header[i], header[i+1])
	}
	return d
}

// TestRepeating: what is repeated, and after how long.
func TestRepeating(t *testing.T) {
	done := dialogue{status: 200, answer: `{"name":"p"}`}
	date := []string{"Date", "Wed, 01 Jan 2025 10:00:00 GMT", "Retry-After", "Wed, 01 Jan 2025 10:00:07 GMT"}
	for _, c := range []struct {
		name   string
		method string
		list   []dialogue
		sent   int
		status int // of the error, 0 for none
		pauses string
	}{
		{"at once", "GET", []dialogue{done}, 1, 0, "[]"},
		{"429, any method", "POST", []dialogue{after(429, "Retry-After", "3"), done}, 2, 0, "[3s]"},
		{"429 with a date", "PATCH", []dialogue{after(429, date...), done}, 2, 0, "[7s]"},
		{"a date that has passed", "GET", []dialogue{after(503, "Date", date[3], "Retry-After", date[1]), done}, 2, 0, "[0s]"},
		{"503 and 504, idempotent", "PUT", []dialogue{after(503, "Retry-After", "1"), after(504, "Retry-After", "2"), done}, 3, 0, "[1s 2s]"},
		{"503 with Retry-After, not idempotent", "POST", []dialogue{after(503, "Retry-After", "1"), done}, 2, 0, "[1s]"},
		{"503 without, not idempotent", "POST", []dialogue{after(503), done}, 1, 503, "[]"},
		{"504, not idempotent", "PATCH", []dialogue{after(504, "Retry-After", "1"), done}, 1, 504, "[]"},
		{"other statuses", "GET", []dialogue{after(500, "Retry-After", "1"), done}, 1, 500, "[]"},
		{"again and again", "DELETE", []dialogue{after(429, "Retry-After", "1")}, 4, 429, "[1s 1s 1s]"},
		{"longer than the bound", "GET", []dialogue{after(429, "Retry-After", "40")}, 2, 429, "[40s]"},
		{"far longer", "GET", []dialogue{after(429, "Retry-After", "61")}, 1, 429, "[]"},
	} {
		t.Run(c.name, func(t *testing.T) {
			service := &answers{list: c.list}
			client := clientOf(t, service)
			pauses := []time.Duration{}
			impatient(client, &pauses)
			_, err := receive[part](t.Context(), client, request{method: c.method, path: "/parts", status: 200, body: &part{Name: "q"}})
			var e *Error
			if errors.As(err, &e); e == nil {
				e = &Error{}
				equal(t, "", message(err))
			}
			equal(t, c.status, e.Status)
			equal(t, c.pauses, fmt.Sprint(pauses))
			equal(t, strings.Repeat(`{"name":"q"}`, c.sent), strings.Join(service.bodies, ""))
		})
	}
}

// TestBackoff: without Retry-After, pauses double, and are spread.
func TestBackoff(t *testing.T) {
	for sent, base := range map[int]time.Duration{1: time.Second, 2: 2 * time.Second, 3: 4 * time.Second, 100: 64 * time.Second} {
		for range 100 {
			if pause := retryAfter(http.Header{}, sent); pause < base/2 || pause >= base*3/2 {
				t.Errorf("%s after %d times", pause, sent)
			}
		}
	}
	if pause := retryAfter(http.Header{"Retry-After": {time.Now().UTC().Add(time.Hour).Format(http.TimeFormat)}}, 1); pause < 50*time.Minute || pause > time.Hour {
		t.Errorf("%s until an hour from now", pause)
	}
}

// TestRepeatingStops: by choice, at the end of the context, and where the body
// is gone.
func TestRepeatingStops(t *testing.T) {
	service := &answers{list: []dialogue{after(429, "Retry-After", "1")}}
	client := clientOf(t, service, WithRetry(1, time.Hour))
	get := request{method: "GET", path: "/parts", status: 200}
	equal(t, "429 Too Many Requests", message(client.send(t.Context(), get, nil)))
	equal(t, 1, len(service.bodies))

	client.retry = defaultRetry
	ctx, cancel := context.WithTimeout(t.Context(), 900*time.Millisecond)
	defer cancel()
	equal(t, "429 Too Many Requests", message(client.send(ctx, get, nil)))
	equal(t, 2, len(service.bodies))

	service.list[0].header.Set("Retry-After", "30")
	ctx, cancel = context.WithCancel(t.Context())
	client.http = &http.Client{Transport: cancelling{cancel}}
	equal(t, context.Canceled, client.send(ctx, get, nil))
	equal(t, 3, len(service.bodies))

	client.http = http.DefaultClient
	stream := request{method: "PUT", path: "/parts", upload: struct{ *strings.Reader }{strings.NewReader("text")}}
	equal(t, "429 Too Many Requests", message(client.send(t.Context(), stream, nil)))
	equal(t, "text", service.bodies[3])
}

// cancelling cancels once the answer is there.
type cancelling struct{ cancel func() }

func (c cancelling) RoundTrip(r *http.Request) (*http.Response, error) {
	defer c.cancel()
	return http.DefaultTransport.RoundTrip(r)
}
