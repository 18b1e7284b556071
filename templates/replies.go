package templates

import (
	"cmp"
	"context"
	"errors"
	"io"
	"mime"
	"net/http"
	"slices"
	"strconv"
	"strings"
)

// beginAs asks whether the request may go on, and which of the media types of
// the answer it prefers.
func (c *call) beginAs(status int, security []Requirement, types ...string) {
	c.status = status
	if c.admit(security); c.err != nil || len(types) == 0 {
		return
	}
	c.negotiated = prefer(strings.Join(c.r.Header["Accept"], ","), types)
	if c.negotiated == "" {
		c.refuse(http.StatusNotAcceptable, "Accept", "the answer is "+strings.Join(types, " or ")+", which this request does not accept")
		return
	}
	if len(types) > 1 {
		c.ctx = context.WithValue(cmp.Or(c.ctx, c.r.Context()), mediaTypeKey{}, c.negotiated)
	}
}

// prefer finds the media type that a request accepts most; "" where it accepts
// none (RFC 9110, section 12.5.1).
func prefer(accepted string, types []string) string {
	if accepted == "" {
		return types[0]
	}
	best, most := "", 0.0
	for _, name := range types {
		if weight := weightOf(accepted, name); weight > most {
			best, most = name, weight
		}
	}
	return best
}

// weightOf is the weight that the most specific range gives a media type.
func weightOf(accepted, name string) float64 {
	name, _, _ = mime.ParseMediaType(name)
	best, weight := 0, 0.0
	for part := range strings.SplitSeq(accepted, ",") {
		span, parameters, err := mime.ParseMediaType(part)
		specific := 0
		switch {
		case err != nil:
		case span == name || covers(name, span) && strings.Contains(name, "*"):
			specific = 3
		case covers(span, name):
			specific = 1 + strings.Count(strings.ReplaceAll(span, "*/*", ""), "/")
		}
		if q, err := strconv.ParseFloat(cmp.Or(parameters["q"], "1"), 64); specific > best && err == nil {
			best, weight = specific, q
		}
	}
	return weight
}

// as is which of some media types to answer with.
func (c *call) as(types ...string) string {
	if slices.Contains(types, c.negotiated) {
		return c.negotiated
	}
	return types[0]
}

// responder is a generated answer of one status.
type responder interface{ respond(c *call) }

// respond answers with what a Server gives.
func respond(c *call, answer responder, err error) {
	if c.err = err; err == nil && answer == nil {
		c.err = errors.New("the server gave neither an answer nor an error")
	} else if err == nil {
		answer.respond(c)
	}
}

// replyValue answers with a JSON document.
func replyValue[T any](c *call, v T, err error, mediaType string, as func(*walker, *T)) {
	if c.err = err; err != nil {
		return
	}
	text, err := appendValue(newServerWalker(writing), c.buffer[:0], &v, as)
	c.replyBytes(text, err, mediaType)
}

// replyText answers with text.
func replyText(c *call, text string, err error, mediaType string) {
	c.replyBytes(append(c.buffer[:0], text...), err, mediaType+"; charset=utf-8")
}

func (c *call) replyBytes(text []byte, err error, mediaType string) {
	c.err, c.buffer = err, text
	c.send = func() {
		c.head(mediaType)
		_, _ = c.w.Write(c.buffer)
	}
}

// head writes the head of an answer.
func (c *call) head(mediaType string) {
	if header := c.w.Header(); header.Get("Content-Type") == "" {
		header.Set("Content-Type", mediaType)
	}
	c.w.WriteHeader(c.status)
}

// replyStream answers with what body has, as it comes. Where it fails the
// connection is cut, so that the client knows.
func replyStream(c *call, body io.ReadCloser, err error, mediaType string) {
	if c.err = err; err == nil && body == nil {
		c.err = errors.New("the server gave neither an answer nor an error")
	}
	c.send = func() {
		defer func() { _ = body.Close() }()
		c.head(mediaType)
		if _, err := io.Copy(c.w, body); err != nil {
			panic(http.ErrAbortHandler)
		}
	}
}

// replyMedia is replyStream for an answer that says what it is.
func replyMedia(c *call, body *MediaBody, err error) {
	if body == nil {
		body = new(MediaBody)
	}
	replyStream(c, body.Content, err, body.Type)
}

// bodyType tells which of the described media types the body of a request is of;
// "" where there is none, or may be none.
func (c *call) bodyType(required bool, types ...string) string {
	if !c.ok() {
		return ""
	}
	name, parameters, err := mime.ParseMediaType(c.r.Header.Get("Content-Type"))
	if c.r.ContentLength == 0 && !mayBeEmpty(name) {
		if required {
			c.refuse(http.StatusBadRequest, "", "a body is required")
		}
		return ""
	}
	encoding := cmp.Or(c.r.Header.Get("Content-Encoding"), "identity")
	for _, described := range types {
		plain, _, _ := mime.ParseMediaType(described)
		unicode := strings.EqualFold(cmp.Or(parameters["charset"], "utf-8"), "utf-8") || !strings.HasSuffix(name, "json") && !strings.HasPrefix(name, "text/")
		if err == nil && encoding == "identity" && covers(plain, name) && unicode {
			return described
		}
	}
	c.w.Header().Set("Accept", strings.Join(types, ", "))
	c.refuse(http.StatusUnsupportedMediaType, "Content-Type", "the body must be "+strings.Join(types, " or ")+", and not encoded otherwise")
	return ""
}

// takeObject reads a JSON body that is an object, and has demands made of it.
func takeObject[T any, P pointer[T]](c *call, demands func(*T, *report)) P {
	v := P(new(T))
	if c.readRest(); c.err == nil {
		c.err = invalid(decodeStrict(c.buffer, v, demands))
	}
	return v
}

// takeDocument reads a JSON body.
func takeDocument[T any](c *call, as func(*walker, *T)) (v T) {
	if c.readRest(); c.err == nil {
		c.err = invalid(decodeValue(newServerWalker(reading), c.buffer, &v, as))
	}
	return v
}

// takeText reads a body of text.
func takeText(c *call) string {
	c.readRest()
	return string(c.buffer)
}

// takeStream gives a body as it comes, as far as its size is allowed.
func takeStream(c *call) io.Reader { return c.stream() }

// stream is the body, which may be read while the answer is written.
func (c *call) stream() io.ReadCloser {
	_ = http.NewResponseController(c.w).EnableFullDuplex() // where that is possible
	return http.MaxBytesReader(c.w, c.r.Body, c.maxBody)
}

// takeMedia is takeStream for a body that says what it is.
func takeMedia(c *call) *MediaBody {
	return &MediaBody{Type: c.r.Header.Get("Content-Type"), Content: c.stream()}
}

// mayBeEmpty reports whether no bytes at all are a document of a media type: a text, a
// file or a form without entries, but neither JSON nor XML.
func mayBeEmpty(name string) bool {
	return name != "" && !strings.HasSuffix(name, "json") && !strings.HasSuffix(name, "xml")
}
