package templates

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
)

// recorder takes the request that a call makes instead of sending it.
type recorder struct{ part *BatchPart }

func (r *recorder) exchange(_ context.Context, q request) (_ *http.Response, err error) {
	if r.part.request != nil {
		return nil, errRecorded
	}
	switch {
	case q.body != nil:
		r.part.text, err = AppendJSON(nil, q.body)
	case q.upload != nil:
		r.part.text, err = io.ReadAll(q.upload)
	}
	if err != nil {
		return nil, err
	}
	q.header = q.header.Clone()
	if q.body != nil || q.upload != nil && q.header.Get("Content-Type") == "" {
		q.header.Set("Content-Type", "application/json")
	}
	r.part.request = &q
	return nil, errRecorded
}

// replayer answers the first request of a call with what the batch got, and
// leaves others to the client.
type replayer struct {
	part *BatchPart
	done bool
}

func (r *replayer) exchange(ctx context.Context, q request) (*http.Response, error) {
	part := r.part
	if r.done {
		return part.batch.client.exchange(ctx, q)
	}
	r.done = true
	response := &http.Response{
		StatusCode: part.status, Header: part.header,
		Body: io.NopCloser(bytes.NewReader(part.answer)), ContentLength: int64(len(part.answer)),
		Request: &http.Request{Method: q.method, URL: &url.URL{Path: q.path}},
	}
	if part.status/100 == 2 {
		return response, nil
	}
	return nil, readError(response)
}

// batchRequest and batchResponse are the parts as they are sent and received
// (OData JSON 4.01, sections 19.1 and 19.4).
type batchRequest struct {
	ID        string            `json:"id"`
	Method    string            `json:"method"`
	URL       string            `json:"url"`
	Headers   map[string]string `json:"headers,omitempty"`
	Body      json.RawMessage   `json:"body,omitempty"`
	DependsOn []string          `json:"dependsOn,omitempty"`

	AtomicityGroup string `json:"atomicityGroup,omitempty"`
}

type batchResponse struct {
	ID      string            `json:"id"`
	Status  int               `json:"status"`
	Headers map[string]string `json:"headers,omitempty"`
	Body    json.RawMessage   `json:"body,omitempty"`

	AtomicityGroup string `json:"atomicityGroup,omitempty"`
}

// sendGroup sends parts in one request, and gives each its answer.
func (b *Batch) sendGroup(ctx context.Context, group []*BatchPart, options []RequestOption) error {
	var envelope struct {
		Requests []batchRequest `json:"requests"`
	}
	sent := map[string]*BatchPart{}
	for _, part := range group {
		item := wireOf(part)
		for _, other := range part.after {
			if id := strconv.Itoa(other.id); sent[id] != nil {
				item.DependsOn = append(item.DependsOn, id)
			}
		}
		sent[item.ID] = part
		envelope.Requests = append(envelope.Requests, item)
	}
	text, err := json.Marshal(envelope)
	if err != nil {
		return err
	}
	answer, err := b.client.Resource("$batch").Do(ctx, http.MethodPost, "application/json", bytes.NewReader(text), options...)
	var answers struct {
		Responses []batchResponse `json:"responses"`
	}
	if err == nil {
		err = json.Unmarshal(answer, &answers)
	}
	for _, part := range group {
		part.err = err
		if err == nil {
			part.err = fmt.Errorf("the batch's answer has none for request %d", part.id)
		}
	}
	for _, item := range answers.Responses {
		if part := sent[item.ID]; part != nil {
			take(part, item)
		}
	}
	return err
}

// wireOf is the part as it is sent. What is not JSON stands as text in base64.
func wireOf(p *BatchPart) batchRequest {
	q := p.request
	item := batchRequest{ID: strconv.Itoa(p.id), Method: q.method, URL: strings.TrimPrefix(q.path, "/"), Headers: map[string]string{}}
	if q.query != "" {
		item.URL += "?" + q.query
	}
	for name := range q.header {
		item.Headers[strings.ToLower(name)] = strings.Join(q.header[name], ", ")
	}
	switch {
	case p.text == nil:
	case holdsJSON(q.header):
		item.Body = p.text
	default:
		item.Body = json.RawMessage(`"` + base64.URLEncoding.EncodeToString(p.text) + `"`)
	}
	return item
}

// take keeps an answer. Text that stands for bytes is read as base64 of either
// alphabet.
func take(p *BatchPart, item batchResponse) {
	p.err, p.status, p.header, p.answer = nil, item.Status, http.Header{}, item.Body
	for name, value := range item.Headers {
		p.header.Set(name, value)
	}
	var text string
	switch {
	case string(item.Body) == "null":
		p.answer = nil
	case holdsJSON(p.header) || json.Unmarshal(item.Body, &text) != nil:
	default:
		p.answer = []byte(text)
		alphabet := strings.NewReplacer("-", "+", "_", "/", "=", "")
		if raw, err := base64.RawStdEncoding.DecodeString(alphabet.Replace(text)); err == nil && !strings.HasPrefix(p.header.Get("Content-Type"), "text/") {
			p.answer = raw
		}
	}
}

func holdsJSON(header http.Header) bool {
	media, _, _ := strings.Cut(header.Get("Content-Type"), ";")
	media = strings.ToLower(strings.TrimSpace(media))
	return media == "" || media == "application/json" || strings.HasSuffix(media, "+json")
}
