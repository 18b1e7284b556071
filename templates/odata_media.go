package templates

import (
	"context"
	"io"
	"net/http"
)

// Media is a stream of bytes: the content of a media entity, or a property that
// is one (OData Protocol 4.01, sections 11.1.2, 11.4.7 and 11.4.8).
type Media Resource

// Content is a stream as it is received; who asked for it closes it.
type Content struct {
	io.ReadCloser
	Type   string // the media type
	Length int64  // in bytes; -1 where the service does not say
	Header http.Header
}

// Get opens the stream. Nothing of it is held in memory.
func (m *Media) Get(ctx context.Context, options ...RequestOption) (*Content, error) {
	return newODataRequest((*Resource)(m), http.MethodGet, options).open(ctx)
}

// open opens what answers a request.
func (q *odataRequest) open(ctx context.Context) (*Content, error) {
	if q.request.header.Get("Accept") == "" {
		q.request.header.Set("Accept", "*/*")
	}
	response, err := q.send(ctx)
	if err != nil {
		return nil, err
	}
	return &Content{response.Body, response.Header.Get("Content-Type"), response.ContentLength, response.Header}, nil
}

// Put replaces the stream with what content gives, as of the media type.
func (m *Media) Put(ctx context.Context, content io.Reader, mediaType string, options ...RequestOption) error {
	_, err := (*Resource)(m).Do(ctx, http.MethodPut, mediaType, content, options...)
	return err
}

// createOf creates a media entity of its stream (section 11.4.7.1).
//
//go:noinline
func (r *Resource) createOf(ctx context.Context, content io.Reader, mediaType string, answer object, options []RequestOption) (object, error) {
	q := newODataRequest(r, http.MethodPost, options)
	q.upload = content
	q.request.header.Set("Content-Type", mediaType)
	return q.receive(ctx, answer)
}

// Delete empties the stream.
func (m *Media) Delete(ctx context.Context, options ...RequestOption) error {
	return (*Resource)(m).delete(ctx, options)
}

// streamAt is the stream that a property of the resource is, or with $value the
// content of the media entity that it is itself.
//
//go:noinline
func streamAt(r *Resource, property string) *Media { return (*Media)(r.at(property)) }
