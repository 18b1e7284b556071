package templates

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"reflect"
	"strings"
)

// isMarkup reports whether a media type is one of XML (RFC 7303, section 4.2).
func isMarkup(mediaType string) bool {
	name, _, _ := strings.Cut(mediaType, ";")
	name = strings.TrimSpace(name)
	return strings.HasSuffix(name, "/xml") || strings.HasSuffix(name, "+xml")
}

// uploadMarkup is a body of XML.
func uploadMarkup[T any](mediaType string, v T, root, item string, as func(*walker, *T)) (io.Reader, string) {
	text, err := appendValue(newWalker(writing, false), nil, &v, as)
	if err == nil {
		text, err = encodeMarkup(text, reflect.TypeFor[T](), root, item)
	}
	if err != nil {
		return brokenBody{err}, mediaType
	}
	return bytes.NewReader(text), mediaType
}

// takeMarkup reads an XML body.
func takeMarkup[T any](c *call, root string, as func(*walker, *T)) (v T) {
	c.readRest()
	if c.err != nil {
		return v
	}
	w := newServerWalker(reading)
	text, err := decodeMarkup(c.buffer, reflect.TypeFor[T](), root, true)
	if err != nil {
		w.note(-1, "syntax", "must be XML as described: "+err.Error())
		c.err = invalid(w.end())
		return v
	}
	c.err = invalid(decodeValue(w, text, &v, as))
	return v
}

// replyMarkup answers with a document that is XML where its media type is.
func replyMarkup[T any](c *call, v T, err error, mediaType, root, item string, as func(*walker, *T)) {
	replyValue(c, v, err, mediaType, as)
	if c.err == nil && isMarkup(mediaType) {
		text, err := encodeMarkup(c.buffer, reflect.TypeFor[T](), root, item)
		c.replyBytes(text, err, mediaType)
	}
}

// readMarkup decodes the body of an answer, which may be XML.
func readMarkup[T any](response *http.Response, p *T, root string, as func(*walker, *T)) error {
	if !isMarkup(response.Header.Get("Content-Type")) {
		return readJSON(response, p, as)
	}
	defer func() { _ = response.Body.Close() }()
	text, err := io.ReadAll(response.Body)
	if err == nil {
		text, err = decodeMarkup(text, reflect.TypeFor[T](), root, false)
	}
	if err == nil {
		err = decodeValue(newWalker(reading, false), text, p, as)
	}
	return answerError(response, err)
}

// receiveMarkup sends a request and decodes the answer, which may be XML.
func receiveMarkup[T any](ctx context.Context, c *Client, q request, root string, as func(*walker, *T)) (v T, err error) {
	response, err := c.exchange(ctx, q)
	if err != nil {
		return v, err
	}
	return v, readMarkup(response, &v, root, as)
}
