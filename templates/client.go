package templates

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"net/http"
	"net/url"
	"strings"
)

// Client calls the service. It is safe for concurrent use.
type Client struct {
	hosts   map[string]string // addresses by those described
	base    *url.URL
	http    *http.Client
	tokens  TokenSource
	sources map[string]TokenSource // by scheme
	retry   retry

	otherKeys bool // keys of OData stand otherwise than described
}

// TokenSource gives the bearer token for a request. It is asked each time.
type TokenSource interface {
	Token(ctx context.Context) (string, error)
}

// StaticToken is a TokenSource that always gives the same token.
type StaticToken string

// Token returns the token.
func (t StaticToken) Token(context.Context) (string, error) { return string(t), nil }

// ClientOption changes how a client works.
type ClientOption func(*Client)

// WithTokenSource has each request carry a bearer token (RFC 6750).
func WithTokenSource(tokens TokenSource) ClientOption {
	return func(c *Client) { c.tokens = tokens }
}

// WithHTTPClient has requests sent by client instead of http.DefaultClient.
func WithHTTPClient(client *http.Client) ClientOption {
	return func(c *Client) { c.http = client }
}

// NewClient makes a client of the service at an absolute http or https address.
func NewClient(baseURL string, options ...ClientOption) (*Client, error) {
	base, err := url.Parse(baseURL)
	if err != nil {
		return nil, err
	}
	if base.Scheme != "https" && base.Scheme != "http" || base.Host == "" || strings.ContainsAny(baseURL, "?#") {
		return nil, fmt.Errorf("the address %q must be an absolute http or https URL without query", baseURL)
	}
	base.Path = strings.TrimSuffix(base.Path, "/")
	base.RawPath = strings.TrimSuffix(base.RawPath, "/")
	c := &Client{base: base, http: http.DefaultClient, retry: defaultRetry}
	for _, option := range options {
		option(c)
	}
	return c, nil
}

type request struct {
	method   string
	path     string // escaped, below the base address; "" where a path parameter was empty
	absolute bool   // path is a whole address
	query    string
	body     object    // nil where none is sent
	upload   io.Reader // another body
	header   http.Header
	errors   []errorCase
	schemes  [][]string // alternatives
	server   string     // the address described, where the operation has its own
	status   int        // of success; 0 for all of the 200s, 3 of the 300s
}

// joinPath makes a path of literals and parameters in turn; "" where one is empty.
func joinPath(parts ...string) string {
	for i := 1; i < len(parts); i += 2 {
		switch parts[i] {
		case "":
			return ""
		case ".", "..":
			parts[i] = strings.ReplaceAll(parts[i], ".", "%2E")
		default:
			parts[i] = url.PathEscape(parts[i])
		}
	}
	return strings.Join(parts, "")
}

// receive sends a request and decodes the answer.
func receive[T any, P pointer[T]](ctx context.Context, c *Client, q request) (P, error) {
	answer := P(new(T))
	if err := c.send(ctx, q, answer); err != nil {
		return nil, err
	}
	return answer, nil
}

// send sends a request, and decodes the answer into answer unless that is nil.
func (c *Client) send(ctx context.Context, q request, answer object) error {
	if q.path == "" {
		return errors.New("a path parameter is empty")
	}
	response, err := c.exchange(ctx, q)
	if err != nil {
		return err
	}
	defer func() { _ = response.Body.Close() }()
	if answer == nil {
		return nil
	}
	return readAnswer(response, answer)
}

// exchange sends a request, and gives the answer of one that succeeded.
func (c *Client) exchange(ctx context.Context, q request) (*http.Response, error) {
	r, err := c.newRequest(ctx, q)
	if err != nil {
		return nil, err
	}
	response, err := c.do(r)
	if err != nil {
		return nil, err
	}
	if response.Request == nil {
		response.Request = r
	}
	if hundred := response.StatusCode / 100; response.StatusCode == q.status || q.status == 0 && hundred == 2 || q.status == hundred {
		return response, nil
	}
	defer func() { _ = response.Body.Close() }()
	return nil, readFailure(q, response)
}

// readAnswer decodes what an answer holds.
func readAnswer(response *http.Response, answer object) error {
	body, err := io.ReadAll(response.Body)
	if err == nil {
		err = DecodeJSON(body, answer)
	}
	if err != nil {
		return fmt.Errorf("the answer of %s %s: %w", response.Request.Method, response.Request.URL.Path, err)
	}
	return nil
}

func (c *Client) newRequest(ctx context.Context, q request) (*http.Request, error) {
	address := q.path
	if !q.absolute {
		address = addressOf(c, q) + q.path
	}
	if q.query != "" {
		address += "?" + q.query
	}
	body := q.upload
	if q.body != nil {
		text, err := AppendJSON(nil, q.body)
		if err != nil {
			return nil, err
		}
		body = bytes.NewReader(text)
	}
	r, err := http.NewRequestWithContext(ctx, q.method, address, body)
	if err != nil {
		return nil, err
	}
	r.Header.Set("Accept", "application/json")
	if body != nil {
		r.Header.Set("Content-Type", "application/json")
	}
	for name, values := range q.header {
		r.Header[name] = values
	}
	return r, showCredentials(c, q, r)
}

// readError makes an error of an answer, with at most 1 MiB of its body.
func readError(response *http.Response) error {
	e := &Error{Status: response.StatusCode, Header: response.Header, RequestID: response.Header.Get("request-id")}
	raw, err := io.ReadAll(io.LimitReader(response.Body, 1<<20))
	if err != nil {
		return errors.Join(e, err)
	}
	e.Raw = raw
	if body := new(ErrorBody); DecodeJSON(raw, body) == nil {
		e.Body = body
	}
	return e
}

// pages yields the elements of page after page, all of the client's own service.
func pages[E, T any, P pointer[T]](ctx context.Context, c *Client, first func() (P, error), parts func(P) ([]E, Opt[string])) iter.Seq2[*E, error] {
	return func(yield func(*E, error) bool) {
		page, err := first()
		for err == nil {
			elements, next := parts(page)
			for i := range elements {
				if !yield(&elements[i], nil) {
					return
				}
			}
			link := next.Or("")
			if link == "" {
				return
			}
			page, err = follow[T, P](ctx, c, link)
		}
		yield(nil, err)
	}
}

func follow[T any, P pointer[T]](ctx context.Context, c *Client, link string) (P, error) {
	address, err := c.resolve(link)
	if err != nil {
		return nil, err
	}
	return receive[T, P](ctx, c, request{method: http.MethodGet, path: address, absolute: true, status: http.StatusOK})
}

// resolve is the address that a link of an answer gives, which has to be of the
// client's own service: with the request goes its token.
func (c *Client) resolve(link string) (string, error) {
	address, err := c.base.Parse(link)
	if err != nil {
		return "", err
	}
	if address.Scheme != c.base.Scheme || address.Host != c.base.Host {
		return "", fmt.Errorf("the next page, %s, is not of this service, %s", link, c.base)
	}
	return address.String(), nil
}
