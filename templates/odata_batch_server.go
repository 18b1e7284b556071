package templates

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"slices"
	"strconv"
	"strings"
)

// WithAtomicity has the requests of an atomicity group run inside atomically,
// which undoes what they did where run gives an error, and gives an error itself
// where that or the whole has failed. The context that it passes to run is that
// of the requests. Without it atomicity groups are refused.
func WithAtomicity(atomically func(ctx context.Context, run func(context.Context) error) error) HandlerOption {
	return func(o *handlerOptions) { o.atomically = atomically }
}

// WithMaxBatch bounds how many requests a batch may have; the default is 100.
func WithMaxBatch(requests int) HandlerOption {
	return func(o *handlerOptions) { o.maxBatch = requests }
}

// isBatch reports whether a path is that of batches.
func (p *path) isBatch() bool { return *p == "/$batch" || *p == "/%24batch" }

// serveBatch runs the requests of a JSON batch in their order (OData JSON Format 4.01,
// section 19, and OData Protocol 4.01, section 11.7).
func (c *call) serveBatch(router router) {
	if c.r.Method != http.MethodPost {
		c.methodNotAllowed(http.MethodPost)
		return
	}
	if c.begin(http.StatusOK, nil); c.ok() {
		c.readAll()
	}
	if c.err != nil {
		return
	}
	var envelope struct{ Requests []batchRequest }
	if err := json.Unmarshal(c.buffer, &envelope); err != nil {
		c.refuse(http.StatusBadRequest, "", "this is no batch: "+err.Error())
		return
	}
	b := &batching{call: c, router: router, requests: envelope.Requests, known: map[string]int{}, failed: map[string]bool{}, places: map[string]string{}}
	if target, fault := b.check(); fault != "" {
		c.refuse(http.StatusBadRequest, target, fault)
		return
	}
	b.run()
	text, err := json.Marshal(map[string]any{"responses": b.responses})
	c.replyBytes(text, err, "application/json")
}

// batching is a batch as it is run.
type batching struct {
	*call
	router    router
	requests  []batchRequest
	responses []batchResponse
	known     map[string]int    // where requests and groups stand, by their ids
	failed    map[string]bool   // those that did not succeed
	places    map[string]string // the path of what a request created or asked for
	stopped   bool
}

// check finds what is wrong with a batch as a whole, and where (section 19.1).
func (b *batching) check() (target, fault string) {
	most := b.maxBatch
	if most == 0 {
		most = 100
	}
	if len(b.requests) == 0 || len(b.requests) > most {
		return "requests", "a batch must have from 1 to " + strconv.Itoa(most) + " requests"
	}
	for i := range b.requests {
		r := &b.requests[i]
		r.Method = strings.ToUpper(r.Method)
		if target, fault = b.checkRequest(i, r); fault != "" {
			return "requests/" + strconv.Itoa(i) + "/" + target, fault
		}
	}
	return "", ""
}

func (b *batching) checkRequest(i int, r *batchRequest) (target, fault string) {
	group := r.AtomicityGroup
	goesOn := i > 0 && group != "" && b.requests[i-1].AtomicityGroup == group
	_, taken := b.known[r.ID]
	_, groupTaken := b.known[group]
	switch {
	case r.ID == "":
		return "id", "is missing"
	case taken || r.ID == group:
		return "id", "is that of another request or group"
	case group != "" && groupTaken && !goesOn:
		return "atomicityGroup", "must have its requests together, and a name of its own"
	case !slices.Contains([]string{http.MethodGet, http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete}, r.Method):
		return "method", "must be get, post, put, patch or delete"
	case r.URL == "":
		return "url", "is missing"
	}
	for _, id := range r.DependsOn {
		if _, before := b.known[id]; !before || id == group {
			return "dependsOn", "must name requests and groups that come before"
		}
	}
	b.known[r.ID] = i
	if group != "" {
		b.known[group] = i
	}
	return "", ""
}

// run runs all requests, those of a group together.
func (b *batching) run() {
	goesOn := prefersToGoOn(b.r.Header)
	for i := 0; i < len(b.requests); i = len(b.responses) {
		if group := b.requests[i].AtomicityGroup; group == "" {
			b.answer(b.try(b.ctx, i))
		} else {
			b.runGroup(group, i)
		}
		b.stopped = len(b.failed) > 0 && !goesOn
	}
	if goesOn && len(b.failed) > 0 {
		b.w.Header().Set("Preference-Applied", "continue-on-error")
	}
}

// prefersToGoOn reports whether requests are to be run after one that failed
// (OData Protocol 4.01, section 8.2.8.3).
func prefersToGoOn(header http.Header) bool {
	for preference := range strings.SplitSeq(strings.Join(header["Prefer"], ","), ",") {
		name, value, _ := strings.Cut(strings.TrimSpace(preference), "=")
		if name = strings.ToLower(name); name == "continue-on-error" || name == "odata.continue-on-error" {
			return strings.Trim(value, `"`) != "false"
		}
	}
	return false
}

// answer keeps the answer to a request.
func (b *batching) answer(r batchResponse) {
	b.responses = append(b.responses, r)
	if r.Status >= 400 {
		b.failed[r.ID] = true
	}
}

var errUndone = errors.New("a request of the group failed")

// runGroup runs the requests of an atomicity group: all of them, or as if none had
// been.
func (b *batching) runGroup(group string, from int) {
	to := from
	for to < len(b.requests) && b.requests[to].AtomicityGroup == group {
		to++
	}
	var done []batchResponse
	run := func(ctx context.Context) error {
		for i := from; i < to; i++ {
			done = append(done, b.try(ctx, i))
			if r := done[len(done)-1]; r.Status >= 400 {
				b.failed[r.ID] = true
				return errUndone
			}
		}
		return nil
	}
	err := error(&RequestError{Status: http.StatusNotImplemented, Message: "atomicity groups are not served here"})
	if b.atomically != nil {
		err = b.atomically(b.ctx, run)
	}
	for i := from; i < to; i++ {
		switch at := i - from; {
		case err == nil && at < len(done), at < len(done) && done[at].Status >= 400:
			b.answer(done[at])
		case errors.Is(err, errUndone):
			b.answer(b.refused(i, &RequestError{Status: http.StatusFailedDependency, Message: "another request of the group failed, so this one is undone"}))
		case err == nil:
			b.answer(b.refused(i, errUndone))
		default:
			b.answer(b.refused(i, err))
		}
		if b.failed[b.requests[i].ID] {
			b.failed[group] = true
		}
	}
}

// try runs a request, unless one that it depends on has failed.
func (b *batching) try(ctx context.Context, i int) batchResponse {
	for _, id := range b.requests[i].DependsOn {
		if b.failed[id] {
			return b.refused(i, &RequestError{Status: http.StatusFailedDependency, Message: "what it depends on failed: " + id})
		}
	}
	if b.stopped {
		return b.refused(i, &RequestError{Status: http.StatusFailedDependency, Message: "a request before it failed, and the batch does not prefer continue-on-error"})
	}
	return b.exchange(ctx, i)
}
