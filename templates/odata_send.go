package templates

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
)

// odataRequest is a request in the making.
type odataRequest struct {
	request
	requestOptions
	client *Client
}

// newODataRequest makes a request to a resource. Its header says that the answer
// is to be one of OData 4.0, whose names for what an object says of itself the
// types know (OData Protocol 4.01, section 8.2.7).
func newODataRequest(r *Resource, method string, options []RequestOption) *odataRequest {
	a := r.address
	q := &odataRequest{client: a.client, request: request{method: method, path: a.path}}
	q.requestOptions.header, q.fault = http.Header{}, a.err
	q.requestOptions.header.Set("OData-MaxVersion", "4.0")
	for _, option := range options {
		option.applyTo(&q.requestOptions)
	}
	if a.check != nil && q.fault == nil {
		q.fault = a.check(&q.requestOptions)
	}
	q.request.header = q.requestOptions.header
	q.request.query = strings.TrimPrefix(q.text("&", safeInQuery)+a.query, "&")
	if q.from != "" && q.fault == nil {
		q.request.path, q.fault = a.client.resolve(q.from)
		q.absolute, q.request.query = true, ""
	}
	return q
}

// exchanger carries requests out: a client, or a batch that a context holds.
type exchanger interface {
	exchange(ctx context.Context, q request) (*http.Response, error)
}

type exchangerKey struct{}

// send sends the request, and gives the answer of one that succeeded.
func (q *odataRequest) send(ctx context.Context) (*http.Response, error) {
	if err := q.bind(); err != nil {
		return nil, err
	}
	var by exchanger = q.client
	if batch, ok := ctx.Value(exchangerKey{}).(exchanger); ok {
		by = batch
	}
	response, err := by.exchange(ctx, q.request)
	if answer := q.answer; answer != nil && err == nil {
		answer.Status, answer.Header = response.StatusCode, response.Header
	} else if fault := (*Error)(nil); answer != nil && errors.As(err, &fault) {
		answer.Status, answer.Header = fault.Status, fault.Header
	}
	return response, err
}

// bind adds to the body the links to what is there already (OData JSON 4.0,
// section 8.5).
func (q *odataRequest) bind() error {
	if q.fault != nil || len(q.binds) == 0 {
		return q.fault
	}
	if q.body == nil {
		return errors.New("there is no body to bind links in")
	}
	text, err := AppendJSON(nil, q.body)
	if err != nil {
		return err
	}
	text = text[:len(text)-1]
	for _, member := range q.binds {
		if text[len(text)-1] != '{' {
			text = append(text, ',')
		}
		text = append(text, member...)
	}
	q.body, q.upload = nil, bytes.NewReader(append(text, '}'))
	return nil
}

// receive sends the request, and decodes the answer into answer. It gives nil
// where there is none, or where none is wanted.
func (q *odataRequest) receive(ctx context.Context, answer object) (object, error) {
	response, err := q.send(ctx)
	if err != nil {
		return nil, err
	}
	defer func() { _ = response.Body.Close() }()
	if answer == nil || response.StatusCode == http.StatusNoContent {
		return nil, nil
	}
	body, err := io.ReadAll(response.Body)
	if len(body) == 0 && err == nil && q.method != http.MethodGet {
		return nil, nil
	}
	if err == nil {
		answer, err = decodeAnother(body, answer)
	}
	if err != nil {
		return nil, fmt.Errorf("the answer of %s %s: %w", q.method, q.request.path, err)
	}
	return answer, nil
}
