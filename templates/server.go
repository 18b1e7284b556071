package templates

import (
	"bytes"
	"cmp"
	"context"
	"mime"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// Requirement is one sufficient way to be authorized: all of its schemes.
type Requirement []SchemeScopes

// SchemeScopes is a security scheme and the scopes that are asked of it.
type SchemeScopes struct {
	Scheme string
	Scopes []string
}

// Authorizer gives the context for an operation, or the error to answer where a
// request may not go on. One of the alternatives is enough.
type Authorizer func(r *http.Request, alternatives []Requirement) (context.Context, error)

// HandlerOption changes how a handler works.
type HandlerOption func(*handlerOptions)

type handlerOptions struct {
	authorize Authorizer
	mapError  func(context.Context, error) *Error
	maxBody   int64
	maxBatch  int

	atomically func(ctx context.Context, run func(context.Context) error) error
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
		authorize: func(r *http.Request, alternatives []Requirement) (context.Context, error) {
			if slices.ContainsFunc(alternatives, func(r Requirement) bool { return len(r) == 0 }) {
				return r.Context(), nil
			}
			return nil, NewError(http.StatusForbidden, "", "this server has no way to authorize requests", "")
		},
		mapError: func(_ context.Context, err error) *Error { return AsError(err) },
		maxBody:  1 << 20,
	}
	for _, option := range options {
		option(&o)
	}
	return o
}

// call is one request on its way through a handler, which an error ends.
type call struct {
	*handlerOptions
	w          http.ResponseWriter
	r          *http.Request
	ctx        context.Context
	walker     *walker // of parameters; nil where none was read
	status     int     // of success
	answer     object  // nil where the answer has no body
	send       func()  // writes another answer
	errors     []errorCase
	negotiated string // the media type that the request prefers
	err        error
	buffer     []byte
}

type router interface{ route(c *call) }

var calls = sync.Pool{New: func() any { return new(call) }}

// serve runs one request through a router and answers it.
func (o *handlerOptions) serve(w http.ResponseWriter, r *http.Request, router router) {
	c := calls.Get().(*call)
	c.handlerOptions, c.w, c.r, c.ctx = o, w, r, r.Context()
	router.route(c)
	c.reply()
	if c.walker != nil {
		_ = c.walker.end()
	}
	*c = call{buffer: c.buffer[:0]}
	if cap(c.buffer) <= 1<<16 {
		calls.Put(c)
	}
}

// begin asks whether the request may go on and the answer be JSON.
func (c *call) begin(status int, security []Requirement) {
	c.status = status
	c.admit(security)
	accepted := strings.Join(c.r.Header["Accept"], ",")
	if c.err == nil && accepted != "" && accepted != "application/json" && !acceptable(accepted) {
		c.refuse(http.StatusNotAcceptable, "Accept", "the answer is application/json, which this request does not accept")
	}
}

// admit asks whether the request may go on.
func (c *call) admit(security []Requirement) {
	if security != nil {
		c.ctx, c.err = c.authorize(c.r, security)
	}
}

func (c *call) refuse(status int, target, message string) {
	c.err = &RequestError{Status: status, Target: target, Message: message}
}

func (c *call) ok() bool {
	if c.err == nil && c.walker != nil {
		c.err = invalid(c.walker.err())
	}
	return c.err == nil
}

func (c *call) parameters() *walker {
	if c.walker == nil {
		c.walker = newServerWalker(reading)
		c.walker.plain, c.walker.tabled, c.walker.start = true, true, -1
	}
	return c.walker
}

func notServed(operation string) error {
	return &RequestError{Status: http.StatusNotImplemented, Message: operation + " is not served here"}
}

// path is what is left of a request's path to be matched, still escaped.
type path string

func (c *call) path() path { return path(c.r.URL.EscapedPath()) }

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

func (c *call) notFound() { c.refuse(http.StatusNotFound, "", "there is nothing at this path") }

func (c *call) methodNotAllowed(allow string) {
	c.w.Header().Set("Allow", allow)
	if c.r.Method == http.MethodOptions { // what is described is all there is to say
		c.status = http.StatusNoContent
		return
	}
	c.refuse(http.StatusMethodNotAllowed, "", c.r.Method+" is not allowed here: use "+allow)
}

// acceptable reports whether the most specific range that covers JSON gives it
// a weight above zero.
func acceptable(accepted string) bool {
	best, weight := 0, "0"
	for part := range strings.SplitSeq(accepted, ",") {
		name, parameters, err := mime.ParseMediaType(part)
		specific := 1 + slices.Index([]string{"*/*", "application/*", "application/json"}, name)
		if err == nil && specific > best {
			best, weight = specific, cmp.Or(parameters["q"], "1")
		}
	}
	q, err := strconv.ParseFloat(weight, 64)
	return err == nil && q > 0
}

// readBody reads the JSON body of the request and has demands made of it.
func readBody[T any, P pointer[T]](c *call, demands func(*T, *report)) P {
	v := P(new(T))
	if c.ok() {
		c.readAll()
	}
	if c.err == nil {
		c.err = invalid(decodeStrict(c.buffer, v, demands))
	}
	return v
}

func (c *call) readAll() {
	if c.r.ContentLength == 0 {
		c.refuse(http.StatusBadRequest, "", "a body is required")
		return
	}
	if !isJSON(c.r.Header) {
		c.w.Header().Set("Accept", "application/json")
		c.refuse(http.StatusUnsupportedMediaType, "Content-Type", "the body must be application/json, in UTF-8 and not encoded otherwise")
		return
	}
	c.readRest()
}

func (c *call) readRest() {
	buffer := bytes.NewBuffer(c.buffer[:0])
	_, err := buffer.ReadFrom(http.MaxBytesReader(c.w, c.r.Body, c.maxBody))
	c.buffer = buffer.Bytes()
	if _, large := err.(*http.MaxBytesError); large {
		c.refuse(http.StatusRequestEntityTooLarge, "", "the body must have at most "+strconv.FormatInt(c.maxBody, 10)+" bytes")
	} else if err != nil {
		c.refuse(http.StatusBadRequest, "", "the body cannot be read: "+err.Error())
	}
}

// isJSON reports whether a body is JSON in UTF-8, as it is.
func isJSON(h http.Header) bool {
	if encoding := h.Get("Content-Encoding"); encoding != "" && encoding != "identity" {
		return false
	}
	header := h.Get("Content-Type")
	if header == "application/json" {
		return true
	}
	name, parameters, err := mime.ParseMediaType(header)
	return err == nil && name == "application/json" && strings.EqualFold(cmp.Or(parameters["charset"], "utf-8"), "utf-8")
}

var jsonMediaType = []string{"application/json"}

// reply answers the call: with its error, its answer, or its status alone.
func (c *call) reply() {
	body, mediaType := c.answer, jsonMediaType
	if c.err == nil && body != nil {
		c.buffer, c.err = newServerWalker(writing).append(c.buffer[:0], body)
	}
	header := c.w.Header()
	if c.err != nil {
		var e *Error
		e, mediaType = answerTo(c)
		for name, values := range e.Header {
			header[name] = values
		}
		c.status, c.buffer = cmp.Or(e.Status, http.StatusInternalServerError), append(c.buffer[:0], e.Raw...)
		if e.Body != nil {
			c.buffer, _ = AppendJSON(c.buffer[:0], e.Body)
		}
	} else if c.send != nil {
		c.send()
		return
	} else if body == nil {
		c.w.WriteHeader(c.status)
		return
	}
	header["Content-Type"] = mediaType
	if len(c.buffer) >= 2048 { // else net/http says so
		header.Set("Content-Length", strconv.Itoa(len(c.buffer)))
	}
	c.w.WriteHeader(c.status)
	_, _ = c.w.Write(c.buffer)
}
