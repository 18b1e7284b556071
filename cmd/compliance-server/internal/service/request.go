package service

import (
	"context"
	"net/http"
	"strings"

	"github.com/google/uuid"
)

// request is what is remembered of a request while it is answered.
type request struct {
	id       string // this service's name for it
	clientID string // the client's name for it; may be empty
	base     string // the service root that was asked: scheme, host and prefix
	address  string // what was asked, without its query
	query    string // still escaped
}

type requestKey struct{}

// requestOf is the request that a context belongs to.
func requestOf(ctx context.Context) *request {
	r, _ := ctx.Value(requestKey{}).(*request)
	return r
}

// prefix is where Microsoft Graph has its version 1.0.
const prefix = "/v1.0"

func newRequest(r *http.Request) *request {
	root := "http://" + r.Host
	if r.TLS != nil {
		root = "https://" + r.Host
	}
	q := &request{
		id:       uuid.NewString(),
		clientID: cleanID(r.Header.Get("client-request-id")),
		base:     root,
		address:  root + r.URL.EscapedPath(),
		query:    r.URL.RawQuery,
	}
	if strings.HasPrefix(r.URL.Path, prefix+"/") {
		q.base += prefix
	}
	return q
}

// maxClientID bounds a client's name for a request, in bytes.
const maxClientID = 128

// cleanID leaves of a client's text what may stand in a header and in a log:
// visible ASCII.
func cleanID(text string) string {
	clean := strings.Map(func(c rune) rune {
		if c > ' ' && c <= '~' {
			return c
		}
		return -1
	}, text)
	return clean[:min(len(clean), maxClientID)]
}
