package templates

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"
)

// batchService answers each request of a batch by what answer says, and
// remembers what it was sent.
type batchService struct {
	sent   [][]batchRequest
	answer func(round int, r batchRequest) string
}

func (s *batchService) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	var envelope struct{ Requests []batchRequest }
	if r.URL.Path != "/v1.0/$batch" {
		fmt.Fprint(w, `{"value":[{"name":"later"}]}`)
		return
	}
	if err := json.NewDecoder(r.Body).Decode(&envelope); err != nil {
		w.WriteHeader(http.StatusBadRequest)
		return
	}
	s.sent = append(s.sent, envelope.Requests)
	var list []string
	for i := range envelope.Requests { // in another order
		item := envelope.Requests[len(envelope.Requests)-1-i]
		if text := s.answer(len(s.sent), item); text != "" {
			list = append(list, `{"id":"`+item.ID+`",`+text+`}`)
		}
	}
	fmt.Fprintf(w, `{"responses":[%s]}`, strings.Join(list, ","))
}

func getPart(r *Resource) func(context.Context, ...RequestOption) (*part, error) {
	return func(ctx context.Context, options ...RequestOption) (*part, error) {
		return typed[*part](r.get(ctx, new(part), options))
	}
}

func TestBatch(t *testing.T) {
	service := &batchService{answer: func(_ int, r batchRequest) string {
		switch {
		case r.Method == "POST":
			return `"status":201,"headers":{"Location":"here"},"body":{"name":"made"}`
		case r.Method == "DELETE":
			return `"status":204`
		case r.URL == "parts('x')":
			return `"status":404,"body":{"title":"NotFound","status":404,"detail":"no x"}`
		case r.URL == "parts/$count":
			return `"status":200,"headers":{"Content-Type":"text/plain"},"body":"12"`
		case r.URL == "parts/$value":
			return `"status":200,"headers":{"Content-Type":"image/png"},"body":"-_8="`
		case r.URL == "parts?$top=1":
			return `"status":200,"headers":{"Content-Type":"application/json; charset=utf-8"},"body":{"value":[{"name":"a"}],"@odata.nextLink":"parts?page=2"}`
		case r.URL == "parts('none')":
			return ""
		}
		return `"status":200,"body":{"name":"got"}`
	}}
	client := clientOf(t, service)
	parts, b := client.Resource("parts"), NewBatch(client)
	got := Queue(b, getPart(parts.key("a b")), Select("name"), IfNoneMatch("e"))
	made := Queue(b, func(ctx context.Context, options ...RequestOption) (*part, error) {
		return typed[*part](parts.create(ctx, &part{Name: "q"}, append(options, Bind("owner", parts.key("o")))))
	})
	missing, none := Queue(b, getPart(parts.key("x"))), Queue(b, getPart(parts.key("none")))
	gone := QueueDone(b, func(ctx context.Context, options ...RequestOption) error { return parts.key("y").delete(ctx, options) })
	count := Queue(b, parts.Count)
	stream := Queue(b, func(ctx context.Context, options ...RequestOption) ([]byte, error) {
		return streamAt(parts, "$value").Do(ctx, options)
	})
	list := Queue(b, func(ctx context.Context, options ...RequestOption) ([]*part, error) {
		return Collect(all[*part](parts, ctx, new(part), options))
	}, Top(1))
	child := Queue(b, getPart(made.Created().at("child")))
	child.After(made.BatchPart)
	empty := Queue(b, getPart(parts.key("")))
	idle := QueueDone(b, func(context.Context, ...RequestOption) error { return nil })
	_, err := got.Get(t.Context())
	equal(t, errNotSent, err)

	equal(t, nil, b.Send(t.Context()))
	equal(t, 1, len(service.sent))
	equal(t, 9, len(service.sent[0]))
	first, second := service.sent[0][0], service.sent[0][1]
	equal(t, batchRequest{ID: "1", Method: "GET", URL: "parts('a%20b')?$select=name", Headers: map[string]string{"if-none-match": "e", "odata-maxversion": "4.0"}}, first)
	equal(t, `{"name":"q","owner@odata.bind":"`+client.base.String()+`/parts('o')"}`, string(second.Body))
	equal(t, "application/json", second.Headers["content-type"])
	equal(t, []string{"2"}, service.sent[0][8].DependsOn)
	equal(t, "$2/child", service.sent[0][8].URL)

	say := func(v *part, err error) string {
		if v != nil {
			return v.Name
		}
		return message(err)
	}
	equal(t, "got", say(got.Get(t.Context())))
	equal(t, "got", say(got.Get(t.Context())))
	equal(t, "made", say(made.Get(t.Context())))
	equal(t, "404 Not Found: NotFound: no x", say(missing.Get(t.Context())))
	equal(t, "the batch's answer has none for request 4", say(none.Get(t.Context())))
	err = gone.Err(t.Context())
	equal(t, nil, err)
	n, err := count.Get(t.Context())
	equal(t, []any{int64(12), nil}, []any{n, err})
	text, err := stream.Get(t.Context())
	equal(t, []any{"\xfb\xff", nil}, []any{string(text), err})
	elements, err := list.Get(t.Context())
	equal(t, []any{2, nil, "later"}, []any{len(elements), err, elements[1].Name})
	equal(t, "got", say(child.Get(t.Context())))
	equal(t, "a key is empty", say(empty.Get(t.Context())))
	err = idle.Err(t.Context())
	equal(t, "the call made no request", message(err))
	equal(t, nil, b.Send(t.Context())) // nothing is sent twice
	equal(t, 1, len(service.sent))
}

// Do reads the whole stream.
func (m *Media) Do(ctx context.Context, options []RequestOption) ([]byte, error) {
	return (*Resource)(m).Do(ctx, "GET", "", nil, options...)
}

// TestBatchesAreSplit: at most 20 at once, those that wait for one another
// together, and each after those it waits for.
func TestBatchesAreSplit(t *testing.T) {
	service := &batchService{answer: func(int, batchRequest) string { return `"status":200,"body":{"name":"got"}` }}
	client := clientOf(t, service)
	b := NewBatch(client)
	var results []*Result[*part]
	for i := range 45 {
		results = append(results, Queue(b, getPart(client.Resource("parts").key(i))))
	}
	results[30].After(results[2].BatchPart)  // joins 3 and 31
	results[44].After(results[30].BatchPart) // and 45
	results[25].After(results[1].BatchPart, results[3].BatchPart)
	equal(t, nil, b.Send(t.Context()))
	total := 0
	for _, group := range service.sent {
		if len(group) > maxBatch {
			t.Errorf("%d requests at once", len(group))
		}
		seen := map[string]bool{}
		for _, item := range group {
			for _, id := range item.DependsOn {
				equal(t, true, seen[id])
				total += 100
			}
			seen[item.ID] = true
			total++
		}
	}
	equal(t, 445, total)
	for _, result := range results {
		_, err := result.Get(t.Context())
		equal(t, nil, err)
	}
	b = NewBatch(client)
	previous := Queue(b, getPart(client.Resource("parts")))
	previous.After(results[0].BatchPart)
	_, err := previous.Get(t.Context())
	equal(t, "request 1 of the batch cannot wait for one that was not added before it", message(err))
	b = NewBatch(client)
	previous = Queue(b, getPart(client.Resource("parts")))
	for range 20 {
		next := Queue(b, getPart(client.Resource("parts")))
		next.After(previous.BatchPart)
		previous = next
	}
	equal(t, "21 requests of the batch wait for one another, and services take 20 at once", message(b.Send(t.Context())))
}

// TestBatchRetries: what the service puts off is sent again, with what failed
// because it waited for that, and nothing else is.
func TestBatchRetries(t *testing.T) {
	service := &batchService{answer: func(round int, r batchRequest) string {
		switch {
		case round == 1 && r.ID == "1":
			return `"status":429,"headers":{"Retry-After":"7"}`
		case round == 1 && r.ID == "2":
			return `"status":503`
		case round == 1 && r.ID == "3":
			return `"status":424`
		case r.ID == "4":
			return `"status":503`
		}
		return `"status":200,"body":{"name":"got"}`
	}}
	client := clientOf(t, service)
	var pauses []time.Duration
	impatient(client, &pauses)
	parts, b := client.Resource("parts"), NewBatch(client)
	var results []*Result[*part]
	for range 3 {
		results = append(results, Queue(b, getPart(parts)))
	}
	results[2].After(results[0].BatchPart)
	post := Queue(b, func(ctx context.Context, options ...RequestOption) (*part, error) {
		return typed[*part](parts.create(ctx, &part{Name: "q"}, options))
	})
	fine := Queue(b, getPart(parts))
	equal(t, nil, b.Send(t.Context(), PreferContinueOnError()))
	equal(t, "[7s]", fmt.Sprint(pauses))
	equal(t, []int{5, 3}, []int{len(service.sent[0]), len(service.sent[1])})
	for _, result := range append(results, fine) {
		_, err := result.Get(t.Context())
		equal(t, nil, err)
	}
	_, err := post.Get(t.Context())
	equal(t, "503 Service Unavailable", message(err))
}

func TestBatchesThatFail(t *testing.T) {
	d := &dialogue{status: 403, answer: `{"title":"No","status":403,"detail":"no"}`}
	client := clientOf(t, d)
	b := NewBatch(client)
	result := Queue(b, getPart(client.Resource("parts")))
	var e *Error
	equal(t, true, errors.As(b.Send(t.Context()), &e))
	_, err := result.Get(t.Context())
	equal(t, "403 Forbidden: No: no", message(err))
	*d = dialogue{status: 200, answer: "?"}
	b = NewBatch(client)
	result = Queue(b, getPart(client.Resource("parts")))
	equal(t, true, b.Send(t.Context()) != nil)
	_, err = result.Get(t.Context())
	equal(t, true, err != nil)
	ctx, cancel := context.WithCancel(t.Context())
	*d = dialogue{status: 200, answer: `{"responses":[{"id":"1","status":429,"headers":{"Retry-After":"1"}}]}`}
	b = NewBatch(client)
	result = Queue(b, getPart(client.Resource("parts")))
	client.retry.sleep = func(ctx context.Context, _ time.Duration) error { cancel(); return ctx.Err() }
	equal(t, context.Canceled, b.Send(ctx))
	_, err = result.Get(t.Context())
	equal(t, "429 Too Many Requests", message(err))
}
