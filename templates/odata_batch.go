package templates

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"sort"
	"strconv"
	"time"
)

// Batch is requests that go to the service together (OData JSON 4.01, section
// 19). Queue adds requests, Send sends them, and each Result gives its own.
type Batch struct {
	client *Client
	parts  []*BatchPart
}

// NewBatch makes a batch of requests of the client.
func NewBatch(client *Client) *Batch { return &Batch{client: client} }

// Result is what a request of a batch gives, once the batch is sent.
type Result[T any] struct {
	*BatchPart
	call func(context.Context, ...RequestOption) (T, error)
}

// Queue adds the request that a call makes: Queue(b, client.Users().ByID("1").Get)
// or a function that calls with a body. Of a call that makes several requests,
// such as one for all pages, the first is part of the batch.
func Queue[T any](b *Batch, call func(context.Context, ...RequestOption) (T, error), options ...RequestOption) *Result[T] {
	part := b.part()
	_, err := call(context.WithValue(context.Background(), exchangerKey{}, &recorder{part}), options...)
	record(part, err)
	return &Result[T]{part, call}
}

// Get is what the request gave.
func (r *Result[T]) Get(ctx context.Context) (T, error) {
	if r.err != nil {
		return *new(T), r.err
	}
	return r.call(context.WithValue(ctx, exchangerKey{}, &replayer{part: r.BatchPart}))
}

// QueueDone is Queue for a call that gives an error alone: QueueDone(b,
// client.Users().ByID("1").Delete).
func QueueDone(b *Batch, call func(context.Context, ...RequestOption) error, options ...RequestOption) *Done {
	part := b.part()
	record(part, call(context.WithValue(context.Background(), exchangerKey{}, &recorder{part}), options...))
	return &Done{part, call}
}

// Done is what a request of a batch that gives no value came to.
type Done struct {
	*BatchPart
	call func(context.Context, ...RequestOption) error
}

// Err is what the request failed of, if it did.
func (d *Done) Err(ctx context.Context) error {
	if d.err != nil {
		return d.err
	}
	return d.call(context.WithValue(ctx, exchangerKey{}, &replayer{part: d.BatchPart}))
}

// BatchPart is a request of a batch.
type BatchPart struct {
	batch   *Batch
	id      int // from 1
	after   []*BatchPart
	request *request
	text    []byte // of the body
	status  int    // of the answer
	header  http.Header
	answer  []byte
	err     error // why there is no answer
}

var (
	errRecorded = errors.New("the request waits for its batch")
	errNotSent  = errors.New("the batch was not sent")
)

func (b *Batch) part() *BatchPart {
	part := &BatchPart{batch: b, id: len(b.parts) + 1}
	b.parts = append(b.parts, part)
	return part
}

// record is what follows the call that was made for the first time.
func record(p *BatchPart, err error) {
	switch {
	case p.request != nil && errors.Is(err, errRecorded):
		err = errNotSent
	case err == nil:
		err = errors.New("the call made no request")
	}
	p.err = err
}

// After has the request wait for others of its batch, added before it, to
// succeed. Where one does not, its Error has the status 424.
func (p *BatchPart) After(others ...*BatchPart) {
	for _, other := range others {
		if other.batch != p.batch || other.id >= p.id {
			p.request, p.err = nil, fmt.Errorf("request %d of the batch cannot wait for one that was not added before it", p.id)
		}
		p.after = append(p.after, other)
	}
}

// Created is the entity that the request is going to create, for requests after
// it (OData JSON 4.01, section 19.3). A request builder is made of it by
// conversion.
func (p *BatchPart) Created() *Resource {
	return p.batch.client.Resource("$" + strconv.Itoa(p.id))
}

// maxBatch is how many requests services take at once.
const maxBatch = 20

// Send sends all requests that were added and not sent: at most 20 at once,
// those that wait for one another together. Those that the service puts off are
// sent again, as WithRetry says. The error is of the batch as a whole; requests
// that fail say so in their results.
func (b *Batch) Send(ctx context.Context, options ...RequestOption) error {
	var pending []*BatchPart
	for _, part := range b.parts {
		if part.err == errNotSent {
			pending = append(pending, part)
		}
	}
	waited := time.Duration(0)
	for sent := 1; ; sent++ {
		groups, err := grouped(pending)
		if err != nil {
			return err
		}
		for _, group := range groups {
			err = errors.Join(err, b.sendGroup(ctx, group, options))
		}
		var pause time.Duration
		pending, pause = putOff(pending, sent)
		waited += pause
		if err != nil || len(pending) == 0 || sent >= b.client.retry.times || waited > b.client.retry.wait || !inTime(ctx, pause) {
			return err
		}
		if err := b.client.retry.sleep(ctx, pause); err != nil {
			return err
		}
	}
}

// grouped puts together what waits for one another, and fills groups of at most
// maxBatch with that, in order.
func grouped(parts []*BatchPart) ([][]*BatchPart, error) {
	var groups [][]*BatchPart
	for _, together := range connected(parts) {
		if len(together) > maxBatch {
			return nil, fmt.Errorf("%d requests of the batch wait for one another, and services take %d at once", len(together), maxBatch)
		}
		last := len(groups) - 1
		if last < 0 || len(groups[last])+len(together) > maxBatch {
			groups = append(groups, nil)
			last++
		}
		groups[last] = append(groups[last], together...)
	}
	for _, group := range groups {
		sort.Slice(group, func(i, j int) bool { return group[i].id < group[j].id })
	}
	return groups, nil
}

// connected are the sets of parts that wait for one another.
func connected(parts []*BatchPart) [][]*BatchPart {
	var sets [][]*BatchPart
	for _, part := range parts {
		set := []*BatchPart{part}
		rest := sets[:0:0]
		for _, other := range sets {
			if waitsFor(part, other) {
				set = append(other[:len(other):len(other)], set...)
			} else {
				rest = append(rest, other)
			}
		}
		sets = append(rest, set)
	}
	sort.Slice(sets, func(i, j int) bool { return sets[i][0].id < sets[j][0].id })
	return sets
}

// waitsFor reports whether the part waits for one of others.
func waitsFor(p *BatchPart, others []*BatchPart) bool {
	for _, first := range p.after {
		for _, other := range others {
			if first == other {
				return true
			}
		}
	}
	return false
}

// putOff are the parts that may be sent again, with those that failed since they
// waited for one of them, and how long to wait before.
func putOff(parts []*BatchPart, sent int) (again []*BatchPart, pause time.Duration) {
	for _, part := range parts {
		switch {
		case part.status == http.StatusFailedDependency && waitsFor(part, again):
		case part.request != nil && part.err == nil && repeatable(part.request.method, part.status, part.header):
			pause = max(pause, retryAfter(part.header, sent))
		default:
			continue
		}
		again = append(again, part)
	}
	return again, pause
}
