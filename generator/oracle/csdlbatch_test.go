package oracle

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"example.com/burin/generated/features/csdlserver"
)

// batched sends requests as a batch, and gives the answers a line each, by their
// status, where what was created is, and body.
func batched(t *testing.T, handler http.Handler, requests string, header ...string) string {
	t.Helper()
	r := httptest.NewRequest(http.MethodPost, "http://localhost/$batch", strings.NewReader(`{"requests":[`+requests+`]}`))
	r.Header.Set("Content-Type", "application/json")
	for i := 0; i+1 < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	w := httptest.NewRecorder()
	handler.ServeHTTP(w, r)
	if fault := faultIn(w.Body.Bytes()); fault != "" {
		return fmt.Sprint(w.Code, " ", fault)
	}
	var answer struct {
		Responses []struct {
			ID, AtomicityGroup string
			Status             int
			Headers            map[string]string
			Body               json.RawMessage
		}
	}
	must(t, json.Unmarshal(w.Body.Bytes(), &answer))
	var lines []string
	for _, r := range answer.Responses {
		text := string(r.Body)
		if fault := faultIn(r.Body); fault != "" {
			text = fault
		}
		line := []string{r.AtomicityGroup + r.ID, fmt.Sprint(r.Status), r.Headers["Location"], text}
		lines = append(lines, strings.Join(strings.Fields(strings.Join(line, " ")), " "))
	}
	return strings.Join(lines, "\n")
}

// TestServerOfBatches: JSON batches (OData JSON Format 4.01, section 19).
func TestServerOfBatches(t *testing.T) {
	const (
		get    = `{"id":"1","method":"get","url":"parts('a')"}`
		create = `{"id":"1","method":"POST","url":"parts","body":{"code":"it's"}}`
		wrong  = `{"id":"1","method":"GET","url":"nothing"}`
		goOn   = "continue-on-error"
	)
	for name, c := range map[string]struct{ requests, prefer, asked, answer string }{
		"one":                  {get, "", "part a", `1 200 {"code":"a"}`},
		"several":              {get + `,{"id":"b","method":"GET","url":"/parts('b')?$select=code"}`, "", "part a; part b", "1 200 {\"code\":\"a\"}\nb 200 {\"code\":\"b\"}"},
		"absolute":             {`{"id":"1","method":"GET","url":"http://localhost/parts('a')"}`, "", "part a", `1 200 {"code":"a"}`},
		"of another host":      {`{"id":"1","method":"GET","url":"http://elsewhere/parts('a')"}`, "", "", "1 400 url: is of another host"},
		"with an address in":   {`{"id":"1","method":"GET","url":"parts('http://b')"}`, "", "", "1 404 there is nothing at this path"},
		"with one escaped":     {`{"id":"1","method":"GET","url":"parts('http:%2F%2Fb')"}`, "", "part http://b", `1 200 {"code":"http://b"}`},
		"text":                 {`{"id":"1","method":"GET","url":"parts('a')/bins/$count"}`, "", "", `1 200 "42"`},
		"what it creates":      {create, "", "create *csdlserver.Part", `1 201 ./parts('it''s') {"code":"it's"}`},
		"refers":               {create + `,{"id":"2","method":"GET","url":"$1","dependsOn":["1"]}`, "", "create *csdlserver.Part; part it's", "1 201 ./parts('it''s') {\"code\":\"it's\"}\n2 200 {\"code\":\"it's\"}"},
		"refers and goes on":   {create + `,{"id":"2","method":"GET","url":"/$1/bins/$count"}`, "", "create *csdlserver.Part", "1 201 ./parts('it''s') {\"code\":\"it's\"}\n2 200 \"42\""},
		"refers to nothing":    {`{"id":"2","method":"GET","url":"$1"}`, "", "", "2 404 there is nothing at this path"},
		"a body at fault":      {`{"id":"1","method":"POST","url":"parts","body":{"code":1}}`, "", "", "1 400 code: must be a string"},
		"stops":                {wrong + `,{"id":"2","method":"GET","url":"parts('a')"}`, "", "", "1 404 there is nothing at this path\n2 424 a request before it failed, and the batch does not prefer continue-on-error"},
		"goes on":              {wrong + `,{"id":"2","method":"GET","url":"parts('a')"}`, goOn, "part a", "1 404 there is nothing at this path\n2 200 {\"code\":\"a\"}"},
		"goes on as in 4.0":    {wrong + `,{"id":"2","method":"GET","url":"parts('a')"}`, "respond-async, odata." + goOn, "part a", "1 404 there is nothing at this path\n2 200 {\"code\":\"a\"}"},
		"depends":              {wrong + `,{"id":"2","method":"GET","url":"parts('a')","dependsOn":["1"]},{"id":"3","method":"GET","url":"parts('b')","dependsOn":["2"]}`, goOn, "", "1 404 there is nothing at this path\n2 424 what it depends on failed: 1\n3 424 what it depends on failed: 2"},
		"depends on later":     {`{"id":"2","method":"GET","url":"x","dependsOn":["1"]},` + get, "", "", "400 requests/0/dependsOn: must name requests and groups that come before"},
		"groups":               {`{"id":"1","method":"GET","url":"parts('a')","atomicityGroup":"g"}`, goOn, "", "g1 501 atomicity groups are not served here"},
		"an id twice":          {get + "," + get, "", "", "400 requests/1/id: is that of another request or group"},
		"no id":                {`{"method":"GET","url":"parts('a')"}`, "", "", "400 requests/0/id: is missing"},
		"another method":       {`{"id":"1","method":"TRACE","url":"parts('a')"}`, "", "", "400 requests/0/method: must be get, post, put, patch or delete"},
		"no address":           {`{"id":"1","method":"GET"}`, "", "", "400 requests/0/url: is missing"},
		"nothing":              {"", "", "", "400 requests: a batch must have from 1 to 100 requests"},
		"no JSON":              {"{", "", "", "400 this is no batch: invalid character ']' looking for beginning of object key string"},
		"itself":               {`{"id":"1","method":"POST","url":"$batch","body":{"requests":[]}}`, "", "", "1 400 url: must not be that of a batch"},
		"bytes":                {`{"id":"1","method":"PUT","url":"drawings(01234567-89ab-cdef-0123-456789abcdef)/$value","headers":{"content-type":"image/png"},"body":"_-8="},{"id":"2","method":"GET","url":"drawings(01234567-89ab-cdef-0123-456789abcdef)/$value"}`, "", "", "1 204\n2 200 \"_-8=\""},
		"bytes that are none":  {`{"id":"1","method":"PUT","url":"drawings(01234567-89ab-cdef-0123-456789abcdef)/$value","headers":{"content-type":"image/png"},"body":"é"}`, "", "", "1 400 body: must be base64"},
		"bytes that are JSON":  {`{"id":"1","method":"PUT","url":"drawings(01234567-89ab-cdef-0123-456789abcdef)/$value","headers":{"content-type":"image/png"},"body":{}}`, "", "", "1 400 body: must be a string, since it is no JSON"},
		"headers of their own": {`{"id":"1","method":"PUT","url":"drawings(01234567-89ab-cdef-0123-456789abcdef)","headers":{"if-match":"W/\"1\""},"body":{}}`, "", `version W/"1"`, "1 200 {}"},
	} {
		t.Run(name, func(t *testing.T) {
			server := &depot{}
			same(t, c.answer, batched(t, csdlserver.NewHandler(server), c.requests, "Prefer", c.prefer, "If-Match", "of the batch"))
			same(t, c.asked, strings.Join(server.asked, "; "))
		})
	}
}

// TestServerOfBatchesBelowAPath: a service's root need not be that of its host.
func TestServerOfBatchesBelowAPath(t *testing.T) {
	server := &depot{}
	handler := http.StripPrefix("/a/v1", csdlserver.NewHandler(server))
	for _, url := range []string{"parts('b')", "/parts('b')", "/a/v1/parts('b')", "http://localhost/a/v1/parts('b')"} {
		r := httptest.NewRequest(http.MethodPost, "http://localhost/a/v1/$batch", strings.NewReader(`{"requests":[{"id":"1","method":"GET","url":"`+url+`"}]}`))
		r.Header.Set("Content-Type", "application/json")
		same(t, true, strings.Contains(answered(handler, r), `"body":{"code":"b"}`))
	}
	same(t, "415 Content-Type: the body must be application/json, in UTF-8 and not encoded otherwise", func() string {
		r := httptest.NewRequest(http.MethodPost, "/a/v1/$batch", strings.NewReader("--x"))
		r.Header.Set("Content-Type", "multipart/mixed; boundary=x")
		return answered(handler, r)
	}())
	same(t, "405 GET is not allowed here: use POST", ask(csdlserver.NewHandler(server), "GET /$batch"))
	same(t, "400 requests: a batch must have from 1 to 1 requests", batched(t, csdlserver.NewHandler(server, csdlserver.WithMaxBatch(1)), "{},{}"))
}

// TestAtomicityGroups: requests of a group all succeed, or are undone.
func TestAtomicityGroups(t *testing.T) {
	type key struct{}
	group := func(requests ...string) string {
		for i, request := range requests {
			requests[i] = fmt.Sprintf(`{"id":"%d","atomicityGroup":"g",%s}`, i+1, request)
		}
		return strings.Join(requests, ",") + `,{"id":"9","method":"GET","url":"parts('z')","dependsOn":["g"]}`
	}
	const good, bad = `"method":"GET","url":"parts('a')"`, `"method":"GET","url":"nothing"`
	for name, c := range map[string]struct{ requests, fails, outcome, answer string }{
		"done":         {group(good, good), "", "done", "g1 200 {\"code\":\"a\"}\ng2 200 {\"code\":\"a\"}\n9 200 {\"code\":\"z\"}"},
		"one fails":    {group(good, bad, good), "", "undone", "g1 424 another request of the group failed, so this one is undone\ng2 404 there is nothing at this path\ng3 424 another request of the group failed, so this one is undone\n9 424 what it depends on failed: g"},
		"it all fails": {group(good), "full", "done", "g1 507 full\n9 424 what it depends on failed: g"},
		"apart":        {`{"id":"1","atomicityGroup":"g",` + good + `},{"id":"2",` + good + `},{"id":"3","atomicityGroup":"g",` + good + `}`, "", "", "400 requests/2/atomicityGroup: must have its requests together, and a name of its own"},
	} {
		t.Run(name, func(t *testing.T) {
			outcome := ""
			atomically := func(ctx context.Context, run func(context.Context) error) error {
				err := run(context.WithValue(ctx, key{}, true))
				if outcome = "done"; err != nil {
					outcome = "undone"
				}
				if c.fails != "" {
					err = csdlserver.NewError(http.StatusInsufficientStorage, "", c.fails, "")
				}
				return err
			}
			handler := csdlserver.NewHandler(&depot{}, csdlserver.WithAtomicity(atomically))
			same(t, c.answer, batched(t, handler, c.requests, "Prefer", "continue-on-error"))
			same(t, c.outcome, outcome)
		})
	}
}

// TestBatchesBetweenClientAndServer: what the client puts together the server
// takes apart.
func TestBatchesBetweenClientAndServer(t *testing.T) {
	server := &depot{}
	c, err := csdlserver.NewClient(started(t, csdlserver.NewHandler(server)))
	must(t, err)
	batch := csdlserver.NewBatch(c)
	create := csdlserver.Queue(batch, func(ctx context.Context, o ...csdlserver.RequestOption) (csdlserver.AnyPart, error) {
		return c.Parts().Create(ctx, &csdlserver.Part{Code: csdlserver.Some("a/b")}, o...)
	})
	created := (*csdlserver.PartRequest)(create.Created())
	get := csdlserver.Queue(batch, created.Get)
	get.After(create.BatchPart)
	count := csdlserver.Queue(batch, csdlserver.ResourceOf(c.Parts().ByCode("a").Bins()).Count)
	missing := csdlserver.QueueDone(batch, c.Parts().ByCode("a").Delete)
	must(t, batch.Send(t.Context(), csdlserver.PreferContinueOnError()))
	part, err := get.Get(t.Context())
	must(t, err)
	same(t, "a/b", part.AsPart().Code.Or(""))
	n, err := count.Get(t.Context())
	must(t, err)
	same(t, int64(42), n)
	var fault *csdlserver.Error
	same(t, true, errors.As(missing.Err(t.Context()), &fault) && fault.Status == http.StatusNotImplemented)
}
