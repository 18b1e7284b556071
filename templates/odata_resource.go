package templates

import (
	"cmp"
	"context"
	"errors"
	"io"
	"net/http"
	"strconv"
	"strings"
)

// Resource is something in an OData service that has an address: an entity, a
// collection of them, a property. All request builders are resources, and
// ResourceOf makes one of each. It never changes, so it may be kept and shared.
type Resource struct {
	address *address
}

// address is where a resource is.
type address struct {
	client *Client
	path   string                      // escaped, below the service's root
	query  string                      // what functions in the path need: &@name=value
	check  func(*requestOptions) error // nil where the service takes all options
	err    error                       // why there is no such address
}

// ResourceOf is what a request builder builds requests for, with what can be
// asked of resources of all types.
func ResourceOf[B ~struct{ address *address }](builder *B) *Resource {
	r := Resource(*builder)
	return &r
}

// Resource is what stands at a path below the service's root, percent-encoded
// where it has to be.
func (c *Client) Resource(path string) *Resource {
	return &Resource{&address{client: c, path: "/" + strings.Trim(path, "/")}}
}

// root is the service itself.
func (c *Client) root() *Resource { return &Resource{&address{client: c}} }

// Path is the path below the service's root, percent-encoded.
func (r *Resource) Path() string { return r.address.path }

// URL is the whole address; an error where a key is empty.
func (r *Resource) URL() (string, error) {
	return r.address.client.base.String() + r.address.path, r.address.err
}

// at is what stands below a resource at a path.
//
//go:noinline
func (r *Resource) at(path string) *Resource {
	below := *r.address
	below.path, below.check = below.path+"/"+path, nil
	return &Resource{&below}
}

// Count asks how many elements a collection has (OData URL 4.01, section 4.8).
// Filter and Search narrow that.
func (r *Resource) Count(ctx context.Context, options ...RequestOption) (int64, error) {
	accept := Header("Accept", "text/plain, */*;q=0.5") // a count is text (OData Protocol 4.01, section 11.2.10)
	below := r.at("$count")
	if below.address.check = r.address.check; below.address.check != nil {
		below.address.err = cmp.Or(below.address.err, below.address.check(&requestOptions{system: []systemOption{{name: "$count"}}}))
	}
	text, err := below.Do(ctx, http.MethodGet, "", nil, append([]RequestOption{accept}, options...)...)
	if err != nil {
		return 0, err
	}
	return strconv.ParseInt(strings.TrimSpace(strings.TrimPrefix(string(text), "\ufeff")), 10, 64)
}

// Do sends any request, and gives what the answer holds. A body is sent as of
// the media type; nil sends none.
func (r *Resource) Do(ctx context.Context, method, mediaType string, body io.Reader, options ...RequestOption) ([]byte, error) {
	q := newODataRequest(r, method, options)
	if body != nil {
		q.upload = body
		q.request.header.Set("Content-Type", mediaType)
	}
	response, err := q.send(ctx)
	if err != nil {
		return nil, err
	}
	defer func() { _ = response.Body.Close() }()
	return io.ReadAll(response.Body)
}

// The following are what the methods of request builders do; each gives an
// object of the type that it is given, or nil where the answer is empty, as it
// is where PreferMinimal was asked for (OData Protocol 4.01, section 8.2.8.7).

//go:noinline
func (r *Resource) get(ctx context.Context, answer object, options []RequestOption) (object, error) {
	return newODataRequest(r, http.MethodGet, options).receive(ctx, answer)
}

//go:noinline
func (r *Resource) create(ctx context.Context, v object, options []RequestOption) (object, error) {
	return r.write(ctx, http.MethodPost, v, v.alloc(), options)
}

//go:noinline
func (r *Resource) update(ctx context.Context, v object, options []RequestOption) (object, error) {
	return r.write(ctx, http.MethodPatch, v, v.alloc(), options)
}

// replace puts v in the place of what is there (OData Protocol 4.01, section 11.4.3).
//
//go:noinline
func (r *Resource) replace(ctx context.Context, v object, options []RequestOption) (object, error) {
	return r.write(ctx, http.MethodPut, v, v.alloc(), options)
}

func (r *Resource) write(ctx context.Context, method string, v, answer object, options []RequestOption) (object, error) {
	q := newODataRequest(r, method, options)
	q.body = v
	return q.receive(ctx, answer)
}

//go:noinline
func (r *Resource) delete(ctx context.Context, options []RequestOption) error {
	_, err := newODataRequest(r, http.MethodDelete, options).receive(ctx, nil)
	return err
}

// typed is an object as what it is.
//
//go:noinline
func typed[P any](v object, err error) (P, error) {
	p, _ := v.(P)
	return p, err
}

var errEmptyKey = errors.New("a key is empty")
