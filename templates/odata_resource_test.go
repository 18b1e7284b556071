package templates

import (
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
)

// partRequest is a request builder as the generator writes it.
type partRequest Resource

func TestAddresses(t *testing.T) {
	client, err := NewClient("https://service.example/v1.0")
	equal(t, nil, err)
	root := client.Resource("users")
	for _, c := range []struct {
		r    *Resource
		want string
	}{
		{root, "/users"},
		{client.Resource("/users/1/"), "/users/1"},
		{root.key("a"), "/users('a')"},
		{root.key("O'Neil/x?#% é"), "/users('O''Neil%2Fx%3F%23%25%20%C3%A9')"},
		{root.key(int32(5)), "/users(5)"},
		{root.key(guid("01234567-89ab-cdef-0123-456789abcdef")), "/users(01234567-89ab-cdef-0123-456789abcdef)"},
		{root.key(status("compliant")), "/users('compliant')"},
		{root.keys("mail", "a@b,c=d"), "/users(mail='a@b,c=d')"},
		{root.keys("a", 1, "b", "x"), "/users(a=1,b='x')"},
		{root.key("a").at("manager/ns.user"), "/users('a')/manager/ns.user"},
		{root.function("ns.delta"), "/users/ns.delta()"},
		{root.function("ns.f", "a", "x/y", "b", argumentOf(Opt[int32]{}), "c", argumentOf(Null[string]()), "d", argumentOf(Some(int64(7)))), "/users/ns.f(a='x%2Fy',c=null,d=7)"},
		{root.function("ns.f", "a", []string{"x", "y&"}, "b", 1), "/users/ns.f(a=@a,b=1)?@a=%5B%22x%22,%22y%26%22%5D"},
		{root.function("ns.f", "p", &part{Name: "n"}).at("x").function("ns.g", "q", []int32{1}),
			"/users/ns.f(p=@p)/x/ns.g(q=@q)?@p=%7B%22name%22:%22n%22%7D&@q=%5B1%5D"},
		{root.function("ns.f", "q", []guid{"g"}, "r", []status{"x"}, "s", []part{{Name: "n"}}), "/users/ns.f(q=@q,r=@r,s=@s)?@q=%5B%22g%22%5D&@r=%5B%22x%22%5D&@s=%5B%7B%22name%22:%22n%22%7D%5D"},
		{root.function("ns.f", "q", []flagSet{3}), "/users/ns.f(q=@q)?@q=%5B%22a,b%22%5D"},
	} {
		q := newODataRequest(c.r, "GET", nil)
		equal(t, nil, q.fault)
		equal(t, c.want, strings.TrimSuffix(q.request.path+"?"+q.request.query, "?"))
	}
	for _, c := range []struct {
		r    *Resource
		want string
	}{
		{root.key("").at("manager"), "a key is empty"},
		{root.keys("a", 1, "b", guid("")), "a key is empty"},
		{root.key(struct{}{}), "a struct {} has no form in a URL"},
		{root.function("f", "a", struct{}{}), "a struct {} has no form in a URL"},
		{root.function("f", "a", []part{{Name: "\xff"}}), "/name: must be UTF-8"},
	} {
		_, err := c.r.URL()
		equal(t, c.want, message(err))
		_, err = c.r.get(t.Context(), new(part), nil)
		equal(t, c.want, message(err))
	}
	builder := (*partRequest)(root.key(1))
	address, err := ResourceOf(builder).URL()
	equal(t, nil, err)
	equal(t, "https://service.example/v1.0/users(1)", address)
	equal(t, "/users(1)", ResourceOf(builder).Path())
}

// ask makes a service that answers once, and tells what it was asked.
func ask(t *testing.T, d *dialogue) (*Resource, func() string) {
	client := clientOf(t, d)
	return client.Resource("parts"), func() string {
		text := d.request.Method + " " + strings.TrimPrefix(d.request.RequestURI, "/v1.0")
		if d.body != "" {
			text += " " + d.body
		}
		return strings.ReplaceAll(text, client.base.String(), "BASE")
	}
}

func TestEntities(t *testing.T) {
	d := &dialogue{status: 200, answer: `{"@odata.context":"x","name":"p"}`, header: http.Header{"Etag": {`W/"1"`}}}
	parts, asked := ask(t, d)
	var answer Answer
	v, err := typed[*part](parts.key("a").get(t.Context(), new(part), []RequestOption{Select("name"), IfNoneMatch(`W/"0"`), Into(&answer)}))
	equal(t, nil, err)
	equal(t, &part{Name: "p"}, v)
	equal(t, "GET /parts('a')?$select=name", asked())
	equal(t, []string{`W/"0"`, "4.0", "application/json"}, []string{d.request.Header.Get("If-None-Match"), d.request.Header.Get("OData-MaxVersion"), d.request.Header.Get("Accept")})
	equal(t, []any{200, `W/"1"`}, []any{answer.Status, answer.ETag()})

	d.status = 201
	v, err = typed[*part](parts.create(t.Context(), &part{Name: "q"}, []RequestOption{Bind("owner", parts.key("o")), BindAll("uses", parts.key("1"), parts.key("2")),
		PreferRepresentation(), PreferPageSize(5), PreferUnknownEnumMembers(), PreferContinueOnError(), ConsistencyLevel("eventual"), Header("X", "y")}))
	equal(t, nil, err)
	equal(t, "p", v.Name)
	equal(t, `POST /parts {"name":"q","owner@odata.bind":"BASE/parts('o')","uses@odata.bind":["BASE/parts('1')","BASE/parts('2')"]}`, asked())
	equal(t, "return=representation, odata.maxpagesize=5, include-unknown-enum-members, odata.continue-on-error", d.request.Header.Get("Prefer"))
	equal(t, []string{"eventual", "y"}, []string{d.request.Header.Get("ConsistencyLevel"), d.request.Header.Get("X")})

	*d = dialogue{status: 204, header: http.Header{"Odata-Entityid": {"parts('q')"}, "Location": {"here"}}}
	v, err = typed[*part](parts.update(t.Context(), &part{Name: "q"}, []RequestOption{PreferMinimal(), IfMatch("*"), Into(&answer)}))
	equal(t, nil, err)
	equal(t, (*part)(nil), v)
	equal(t, `PATCH /parts {"name":"q"}`, asked())
	equal(t, []string{"*", "return=minimal", "parts('q')"}, []string{d.request.Header.Get("If-Match"), d.request.Header.Get("Prefer"), answer.EntityID()})
	equal(t, nil, parts.key(1).delete(t.Context(), nil))
	equal(t, "DELETE /parts(1)", asked())

	*d = dialogue{status: 202}
	v, err = typed[*part](parts.act(t.Context(), "ns.do", &part{Name: "q"}, new(part), nil))
	equal(t, []any{(*part)(nil), nil}, []any{v, err})
	equal(t, `POST /parts/ns.do {"name":"q"}`, asked())
	d.status = 200
	_, err = parts.get(t.Context(), new(part), nil)
	equal(t, "the answer of GET /parts: must be a value", message(err))

	*d = dialogue{status: 412, answer: `{}`}
	_, err = parts.key("a").update(t.Context(), &part{Name: "q"}, []RequestOption{Into(&answer)})
	var e *Error
	equal(t, true, errors.As(err, &e))
	equal(t, []any{412, 412}, []any{e.Status, answer.Status})
	_, err = parts.key("a").get(t.Context(), new(part), []RequestOption{Bind("a", parts)})
	equal(t, "there is no body to bind links in", message(err))
	_, err = parts.create(t.Context(), &part{Name: "\xff"}, []RequestOption{Bind("a", parts)})
	equal(t, "/name: must be UTF-8", message(err))
	_, err = parts.create(t.Context(), &part{}, []RequestOption{Bind("a", parts.key(""))})
	equal(t, errEmptyKey, err)
}

func TestValues(t *testing.T) {
	d := &dialogue{status: 200, answer: `{"value":7}`}
	parts, asked := ask(t, d)
	one := &singleValue[int32]{as: asInt32}
	n, err := valueOf[int32](parts.function("ns.n").get(t.Context(), one, nil))
	equal(t, []any{int32(7), nil}, []any{n, err})
	n, err = valueOf[int32](parts.act(t.Context(), "ns.n", nil, one, nil))
	equal(t, []any{int32(7), nil}, []any{n, err})
	equal(t, "POST /parts/ns.n", asked())

	d.answer = "\ufeff 12"
	count, err := parts.Count(t.Context(), Property("a").Eq(1))
	equal(t, []any{int64(12), nil}, []any{count, err})
	equal(t, "GET /parts/$count?$filter=a%20eq%201", asked())
	d.answer = "many"
	_, err = parts.Count(t.Context())
	equal(t, true, err != nil)

	text, err := parts.Do(t.Context(), "PUT", "text/plain", strings.NewReader("hello"), Query("a", "b"))
	equal(t, []any{"many", nil}, []any{string(text), err})
	equal(t, "PUT /parts?a=b hello", asked())
	equal(t, "text/plain", d.request.Header.Get("Content-Type"))
	d.status = 500
	_, err = parts.Do(t.Context(), "GET", "", nil)
	equal(t, "500 Internal Server Error", message(err))
	_, err = parts.Count(t.Context())
	equal(t, "500 Internal Server Error", message(err))
}

func TestLinks(t *testing.T) {
	d := &dialogue{status: 204}
	parts, asked := ask(t, d)
	other := parts.key("o'")
	equal(t, nil, parts.RemoveLinkTo(t.Context(), other))
	equal(t, `DELETE /parts/$ref?$id=BASE/parts('o''')`, asked())
	equal(t, nil, parts.AddLink(t.Context(), other))
	equal(t, `POST /parts/$ref {"@odata.id":"BASE/parts('o''')"}`, asked())
	equal(t, nil, parts.SetLink(t.Context(), other))
	equal(t, `PUT /parts/$ref {"@odata.id":"BASE/parts('o''')"}`, asked())
	equal(t, nil, parts.RemoveLink(t.Context(), IfMatch("x")))
	equal(t, "DELETE /parts/$ref x", asked()+" "+d.request.Header.Get("If-Match"))
	equal(t, errEmptyKey, parts.AddLink(t.Context(), parts.key("")))
	equal(t, errEmptyKey, parts.RemoveLinkTo(t.Context(), parts.key("")))
	*d = dialogue{status: 200, answer: `{"value":[{"@odata.id":"a"},{"@odata.id":"b"}]}`}
	links, err := parts.Links(t.Context(), Top(2))
	equal(t, []any{[]string{"a", "b"}, nil}, []any{links, err})
	equal(t, "GET /parts/$ref?$top=2", asked())
	d.status = 404
	_, err = parts.Links(t.Context())
	equal(t, "404 Not Found", message(err))
}

func TestStreams(t *testing.T) {
	d := &dialogue{status: 200, answer: "\x00\x01", header: http.Header{"Content-Type": {"image/png"}, "Etag": {"e"}}}
	parts, asked := ask(t, d)
	content, err := streamAt(parts, "$value").Get(t.Context())
	equal(t, nil, err)
	text, err := io.ReadAll(content)
	equal(t, nil, err)
	equal(t, nil, content.Close())
	equal(t, []any{"\x00\x01", "image/png", int64(2), "e"}, []any{string(text), content.Type, content.Length, content.Header.Get("ETag")})
	equal(t, "GET /parts/$value */*", asked()+" "+d.request.Header.Get("Accept"))
	equal(t, nil, streamAt(parts, "photo").Put(t.Context(), strings.NewReader("x"), "image/gif", IfMatch("e")))
	equal(t, "PUT /parts/photo x image/gif e", asked()+" "+d.request.Header.Get("Content-Type")+" "+d.request.Header.Get("If-Match"))
	equal(t, nil, streamAt(parts, "photo").Delete(t.Context()))
	equal(t, "DELETE /parts/photo", asked())
	d.status = 404
	_, err = streamAt(parts, "photo").Get(t.Context(), Header("Accept", "image/png"))
	equal(t, "404 Not Found image/png", message(err)+" "+d.request.Header.Get("Accept"))
}

// TestStreamsAreNotHeld: what is put is sent as it is read.
func TestStreamsAreNotHeld(t *testing.T) {
	arrived, content := make(chan byte), &steps{next: make(chan byte)}
	client := clientOf(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_ = http.NewResponseController(w).EnableFullDuplex()
		one := []byte{0}
		for n, err := r.Body.Read(one); n > 0 || err == nil; n, err = r.Body.Read(one) {
			if n > 0 {
				arrived <- one[0]
			}
		}
	}))
	done := make(chan error)
	go func() { done <- streamAt(client.Resource("a"), "$value").Put(t.Context(), content, "text/plain") }()
	for _, c := range []byte("abc") {
		content.next <- c
		equal(t, c, <-arrived)
	}
	close(content.next)
	equal(t, nil, <-done)
}

// steps is a stream that gives a byte when it is told to.
type steps struct{ next chan byte }

func (s *steps) Read(p []byte) (int, error) {
	c, ok := <-s.next
	if !ok {
		return 0, io.EOF
	}
	p[0] = c
	return 1, nil
}
