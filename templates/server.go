package templates

import (
	"context"
	"io"
	"mime"
	"net/http"
	"strconv"
	"strings"
	"sync"
)

// Requirement is one sufficient way to be authorized: all of its schemes.
type Requirement []SchemeScopes

// SchemeScopes is a security scheme of the description and the scopes that an
// operation asks of it.
type SchemeScopes struct {
	Scheme string
	Scopes []string
}

// Authorizer decides whether a request may go on. One of the alternatives is
// enough. It returns the context for the operation, or the error to answer.
type Authorizer func(r *http.Request, alternatives []Requirement) (context.Context, error)

// HandlerOption changes how a handler works.
type HandlerOption func(*handlerOptions)

type handlerOptions struct {
	authorize Authorizer
	mapError  func(context.Context, error) *Error
	maxBody   int64
}

// WithAuthorizer has authorize decide who may call. Without it, operations
// that ask for authorization are refused.
func WithAuthorizer(authorize Authorizer) HandlerOption {
	return func(o *handlerOptions) { o.authorize = authorize }
}

// WithErrorMapper has mapError turn each error, of the handler or of the
// Server, into the answer. The default is AsError.
func WithErrorMapper(mapError func(context.Context, error) *Error) HandlerOption {
	return func(o *handlerOptions) { o.mapError = mapError }
}

// WithMaxBody bounds the bodies that are read; the default is 1 MiB.
func WithMaxBody(bytes int64) HandlerOption {
	return func(o *handlerOptions) { o.maxBody = bytes }
}

func newHandlerOptions(options []HandlerOption) handlerOptions {
	o := handlerOptions{
		authorize: refuse,
		mapError:  func(_ context.Context, err error) *Error { return AsError(err) },
		maxBody:   1 << 20,
	}
	for _, option := range options {
		option(&o)
	}
	return o
}

func refuse(*http.Request, []Requirement) (context.Context, error) {
	return nil, &RequestError{
		Status:  http.StatusUnauthorized,
		Header:  http.Header{"Www-Authenticate": {"Bearer"}},
		Message: "this server has no way to authorize requests",
	}
}

// call is one request on its way through a handler.
type call struct {
	*handlerOptions
	w      http.ResponseWriter
	r      *http.Request
	ctx    context.Context
	walker *walker // of parameters; nil where none was read
	buffer []byte
}

// router is a generated handler: it finds the operation for a call and runs it.
type router interface{ route(c *call) error }

var calls = sync.Pool{New: func() any { return new(call) }}

// serve runs one request through a router.
func (o *handlerOptions) serve(w http.ResponseWriter, r *http.Request, router router) {
	c := calls.Get().(*call)
	c.handlerOptions, c.w, c.r, c.ctx = o, w, r, r.Context()
	if err := router.route(c); err != nil {
		c.fail(err)
	}
	if c.walker != nil {
		c.walker.release()
	}
	*c = call{buffer: c.buffer[:0]}
	if cap(c.buffer) <= 1<<16 {
		calls.Put(c)
	}
}

// parameters is the walker that reads parameters, and gathers what is wrong
// with them.
func (c *call) parameters() *walker {
	if c.walker == nil {
		c.walker = walkers.Get().(*walker)
		c.walker.mode, c.walker.strict, c.walker.tabled, c.walker.at = reading, true, true, -1
	}
	return c.walker
}

// parametersError is what is wrong with the parameters, as a 400.
func (c *call) parametersError() error { return invalid(c.walker.err()) }

// unimplemented is the error of an operation that a Server does not have.
func unimplemented(operation string) error {
	return &RequestError{Status: http.StatusNotImplemented, Message: operation + " is not implemented"}
}

// path is what is left of a request's path to be matched, still escaped.
type path string

func (c *call) path() path { return path(c.r.URL.EscapedPath()) }

// literal passes over whole segments.
func (p *path) literal(segments string) bool {
	rest, ok := strings.CutPrefix(string(*p), segments)
	if !ok || rest != "" && rest[0] != '/' {
		return false
	}
	*p = path(rest)
	return true
}

// parameter passes over one segment that is not empty.
func (p *path) parameter(value *string) bool {
	rest := string(*p)
	if len(rest) < 2 || rest[0] != '/' || rest[1] == '/' {
		return false
	}
	rest = rest[1:]
	end := strings.IndexByte(rest, '/')
	if end < 0 {
		end = len(rest)
	}
	*value, *p = rest[:end], path(rest[end:])
	return true
}

func (c *call) notFound() error {
	return &RequestError{Status: http.StatusNotFound, Message: "there is nothing at this path"}
}

func (c *call) methodNotAllowed(allow string) error {
	return &RequestError{
		Status:  http.StatusMethodNotAllowed,
		Header:  http.Header{"Allow": {allow}},
		Message: c.r.Method + " is not allowed here: use " + allow,
	}
}

// admit asks whether the request may go on.
func (c *call) admit(alternatives []Requirement) error {
	ctx, err := c.authorize(c.r, alternatives)
	if err == nil {
		c.ctx = ctx
	}
	return err
}

// accept refuses a client that does not accept the media type of the answer
// (RFC 9110, section 12.5.1).
func (c *call) accept(mediaType string) error {
	accepted := c.r.Header["Accept"]
	if len(accepted) == 0 || len(accepted) == 1 && (accepted[0] == mediaType || accepted[0] == "*/*") {
		return nil
	}
	if acceptable(strings.Join(accepted, ","), mediaType) {
		return nil
	}
	return &RequestError{
		Status:  http.StatusNotAcceptable,
		Message: "the answer is " + mediaType + ", which this request does not accept",
		Target:  "Accept",
	}
}

// acceptable reports whether the most specific range that covers a media type
// gives it a weight above zero. An Accept without any range accepts all.
func acceptable(accepted, mediaType string) bool {
	kind, _, _ := strings.Cut(mediaType, "/")
	best, weight, ranges := 0, 1.0, 0
	for part := range strings.SplitSeq(accepted, ",") {
		if strings.TrimSpace(part) == "" {
			continue
		}
		ranges++
		name, parameters, err := mime.ParseMediaType(part)
		if err != nil {
			continue
		}
		specific := 0
		switch name {
		case mediaType:
			specific = 3
		case kind + "/*":
			specific = 2
		case "*/*":
			specific = 1
		}
		if specific <= best {
			continue
		}
		best, weight = specific, 1
		if q, ok := parameters["q"]; ok {
			if weight, err = strconv.ParseFloat(q, 64); err != nil {
				weight = 0
			}
		}
	}
	return ranges == 0 || best > 0 && weight > 0
}

// body reads the body of the request, which has to be of the media type. What
// it returns is good until the call ends.
func (c *call) body(mediaType string) ([]byte, error) {
	if c.r.ContentLength == 0 {
		return nil, &RequestError{Status: http.StatusBadRequest, Message: "a body is required"}
	}
	if err := c.contentType(mediaType); err != nil {
		return nil, err
	}
	if c.r.ContentLength > c.maxBody {
		return nil, c.tooLarge()
	}
	for body := c.buffer[:0]; ; {
		if len(body) == cap(body) {
			body = append(body, 0)[:len(body)]
		}
		n, err := c.r.Body.Read(body[len(body):cap(body)])
		body = body[:len(body)+n]
		c.buffer = body
		switch {
		case int64(len(body)) > c.maxBody:
			return nil, c.tooLarge()
		case err == io.EOF:
			return body, nil
		case err != nil:
			return nil, &RequestError{Status: http.StatusBadRequest, Message: "the body cannot be read: " + err.Error()}
		}
	}
}

func (c *call) contentType(mediaType string) error {
	header := c.r.Header.Get("Content-Type")
	encoding := c.r.Header.Get("Content-Encoding")
	if encoding == "" || encoding == "identity" {
		if header == mediaType {
			return nil
		}
		name, parameters, err := mime.ParseMediaType(header)
		charset := parameters["charset"]
		if err == nil && name == mediaType && (charset == "" || strings.EqualFold(charset, "utf-8")) {
			return nil
		}
	}
	return &RequestError{
		Status:  http.StatusUnsupportedMediaType,
		Header:  http.Header{"Accept": {mediaType}},
		Message: "the body must be " + mediaType + ", in UTF-8 and not encoded otherwise",
		Target:  "Content-Type",
	}
}

func (c *call) tooLarge() error {
	return &RequestError{
		Status:  http.StatusRequestEntityTooLarge,
		Header:  http.Header{"Connection": {"close"}},
		Message: "the body must have at most " + strconv.FormatInt(c.maxBody, 10) + " bytes",
	}
}

// readBody reads the JSON body of the request into v, and has demands made of it.
func readBody[T any, P interface {
	*T
	object
}](c *call, v P, demands func(*T, *report)) error {
	body, err := c.body("application/json")
	if err != nil {
		return err
	}
	return invalid(decodeStrict(body, v, demands))
}

var jsonMediaType = []string{"application/json"}

// reply answers with a JSON body.
func (c *call) reply(status int, body object) error {
	text, err := appendJSON(c.buffer[:0], body)
	if err != nil {
		return err
	}
	c.buffer = text
	c.write(status, jsonMediaType)
	return nil
}

// write answers with what the buffer holds. Only a write that fails could go
// wrong now, and then nobody is left to tell.
func (c *call) write(status int, mediaType []string) {
	header := c.w.Header()
	header["Content-Type"] = mediaType
	if len(c.buffer) > 2048 {
		header.Set("Content-Length", strconv.Itoa(len(c.buffer)))
	}
	c.w.WriteHeader(status)
	_, _ = c.w.Write(c.buffer)
}

func (c *call) noContent(status int) error {
	c.w.WriteHeader(status)
	return nil
}

// fail answers with an error.
func (c *call) fail(err error) {
	answer := c.mapError(c.ctx, err)
	header := c.w.Header()
	for name, values := range answer.Header {
		header[name] = values
	}
	c.buffer = append(c.buffer[:0], answer.Raw...)
	if answer.Body != nil {
		text, err := appendJSON(c.buffer[:0], answer.Body)
		if err != nil {
			answer = AsError(err)
			text, _ = appendJSON(c.buffer[:0], answer.Body)
		}
		c.buffer = text
	}
	c.write(answer.Status, errorMediaType)
}
