package oracle

import (
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"example.com/burin/generated/features/parameters"
)

const parametersFile = "../../spec/features/parameters/openapi.yaml"

// asked remembers what it was asked.
type asked struct{ last []any }

func (s *asked) Query(_ context.Context, p parameters.QueryParams) error {
	s.last = []any{p}
	return nil
}

func (s *asked) Headers(_ context.Context, p parameters.HeadersParams) error {
	s.last = []any{p}
	return nil
}

func (s *asked) Cookies(_ context.Context, p parameters.CookiesParams) error {
	s.last = []any{p}
	return nil
}

func (s *asked) Simple(_ context.Context, ids []string, color, exploded parameters.Color) error {
	s.last = []any{ids, color, exploded}
	return nil
}

func (s *asked) Label(_ context.Context, id int64, ids, exploded []int64, color parameters.Color) error {
	s.last = []any{id, ids, exploded, color}
	return nil
}

func (s *asked) Matrix(_ context.Context, id string, ids, exploded []int64, color, spread parameters.Color) error {
	s.last = []any{id, ids, exploded, color, spread}
	return nil
}

var (
	green = parameters.Color{R: 1, G: 255, Name: parameters.Some("green")}
	dark  = parameters.Color{R: 0, G: 1}
)

// everyQuery has a value for each parameter of the operation query.
func everyQuery() parameters.QueryParams {
	filter := &parameters.Filter{
		Text:  parameters.Some("a b&c=é"),
		Sizes: []parameters.Size{parameters.SizeLarge, parameters.SizeSmall},
		Color: parameters.Some(&green),
	}
	return parameters.QueryParams{
		IDs:      parameters.Some([]string{"a", "b c", "d/e"}),
		Spaced:   parameters.Some([]int64{1, -2, 3}),
		Piped:    parameters.Some([]parameters.Size{parameters.SizeSmall, parameters.SizeLarge}),
		Color:    parameters.Some(&green),
		Page:     parameters.Some(&parameters.Page{Offset: parameters.Some[int64](7), After: parameters.Some("x")}),
		Filter:   parameters.Some(filter),
		Where:    parameters.Some("a/b?c:d@e,f=g&h#i j+k"),
		Flag:     parameters.Some(true),
		Document: parameters.Some(filter),
		Limit:    parameters.Some[int32](5),
		Order:    parameters.Some(parameters.QueryOrderDesc),
		Sizes:    parameters.Some([]parameters.Size{parameters.SizeLarge}),
	}
}

// withDefaults is what a server gets where a client sends nothing.
func withDefaults() parameters.QueryParams {
	return parameters.QueryParams{
		Limit: parameters.Some[int32](20),
		Order: parameters.Some(parameters.QueryOrderAsc),
		Sizes: parameters.Some([]parameters.Size{parameters.SizeSmall}),
	}
}

func TestParameters(t *testing.T) {
	server := &asked{}
	service := httptest.NewServer(Watch(t, parametersFile, parameters.NewHandler(server)))
	defer service.Close()
	client, err := parameters.NewClient(service.URL)
	compare(t, err, nil)
	ctx := context.Background()

	compare(t, client.Query(ctx, everyQuery()), nil)
	compare(t, server.last, []any{everyQuery()})
	compare(t, client.Query(ctx, parameters.QueryParams{}), nil)
	compare(t, server.last, []any{withDefaults()})

	headers := parameters.HeadersParams{
		XRequestID: "é is no ASCII", XNumbers: parameters.Some([]int64{1, 2}),
		XColor: parameters.Some(&green), XExploded: parameters.Some(&dark), XDepth: parameters.Some[int32](0),
	}
	compare(t, client.Headers(ctx, headers), nil)
	compare(t, server.last, []any{headers})
	compare(t, client.Headers(ctx, parameters.HeadersParams{XRequestID: "id"}), nil)
	compare(t, server.last, []any{parameters.HeadersParams{XRequestID: "id", XDepth: parameters.Some[int32](3)}})

	cookies := parameters.CookiesParams{
		Session: "a;b c,d", Verbose: parameters.Some(true),
		Sizes: parameters.Some([]parameters.Size{parameters.SizeSmall, parameters.SizeLarge}),
		Color: parameters.Some(&green),
	}
	compare(t, client.Cookies(ctx, cookies), nil)
	compare(t, server.last, []any{cookies})

	compare(t, client.Simple(ctx, []string{"a", "b c", ".."}, green, dark), nil)
	compare(t, server.last, []any{[]string{"a", "b c", ".."}, green, dark})
	compare(t, client.Label(ctx, 5, []int64{1, 2}, []int64{3, 4}, green), nil)
	compare(t, server.last, []any{int64(5), []int64{1, 2}, []int64{3, 4}, green})
	compare(t, client.Matrix(ctx, "i", []int64{1, 2}, []int64{3, 4}, green, dark), nil)
	compare(t, server.last, []any{"i", []int64{1, 2}, []int64{3, 4}, green, dark})
}

func (s *asked) Documents(_ context.Context, p parameters.DocumentsParams) error {
	s.last = []any{p}
	return nil
}

// TestDocumentsInParameters sends documents that are not JSON, of which kin-openapi
// reads none.
func TestDocumentsInParameters(t *testing.T) {
	server := &asked{}
	service := httptest.NewServer(parameters.NewHandler(server))
	defer service.Close()
	client, err := parameters.NewClient(service.URL)
	compare(t, err, nil)
	sent := parameters.DocumentsParams{Count: 9, Note: parameters.Some("a b&c"), Markup: parameters.Some("<a>é</a>"),
		Form: parameters.Some("a=1&b=%20"), XText: parameters.Some("plain, text")}
	compare(t, client.Documents(context.Background(), sent), nil)
	compare(t, server.last, []any{sent})
	for _, query := range []string{"", "?count=x", "?count=10", "?count=1&note=a"} {
		w := httptest.NewRecorder()
		parameters.NewHandler(server).ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/documents"+query, nil))
		compare(t, w.Code, http.StatusBadRequest)
	}
}

func (s *asked) Open(_ context.Context, p parameters.OpenParams) error {
	s.last = []any{p}
	return nil
}

func (s *asked) OpenForm(_ context.Context, body *parameters.OpenFormForm) error {
	s.last = []any{*body}
	return nil
}

// TestOpenParameters has values stand in parameters whose names are not all
// described, or that OpenAPI has no form for. The watcher does not read them.
func TestOpenParameters(t *testing.T) {
	server := &asked{}
	var query string
	service := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		query = r.URL.RawQuery
		parameters.NewHandler(server).ServeHTTP(w, r)
	}))
	defer service.Close()
	client, err := parameters.NewClient(service.URL)
	compare(t, err, nil)
	ctx := context.Background()
	tags := &parameters.OpenCreatedOption1{Gt: parameters.Some[int64](5), Tags: map[string]string{"a": "b c"}}
	for _, c := range []struct {
		params parameters.OpenParams
		query  string
	}{
		{parameters.OpenParams{}, ""},
		{parameters.OpenParams{Expand: parameters.Some([]string{"a", "b&"})}, "expand%5B0%5D=a&expand%5B1%5D=b%26"},
		{parameters.OpenParams{Labels: parameters.Some(map[string]int64{"x": 1, "y z": 2})}, "labels%5Bx%5D=1&labels%5By+z%5D=2"},
		{parameters.OpenParams{Rest: parameters.Some(map[string]string{"q": "1", "é": "2"})}, "q=1&%C3%A9=2"},
		{parameters.OpenParams{Created: parameters.Some(parameters.OpenCreated{Integer: parameters.Some[int64](9)})}, "created=9"},
		{parameters.OpenParams{Created: parameters.Some(parameters.OpenCreated{Option1: parameters.Some(tags)})}, "created%5Bgt%5D=5&created%5Btags%5D%5Ba%5D=b+c"},
		{parameters.OpenParams{Paging: parameters.Some(&parameters.OpenPaging{Page: parameters.Some[int32](1), Sort: []string{"a", "b"}})}, "page=1&sort=a&sort=b"},
		{parameters.OpenParams{Fields: parameters.Some(&parameters.Fields{People: parameters.Some("p"), Others: map[string]int32{"a b": 1, "c": 2}})},
			"fields%5Bpeople%5D=p&fields%5Ba+b%5D=1&fields%5Bc%5D=2"},
		{parameters.OpenParams{Fields: parameters.Some(&parameters.Fields{Others: map[string]int32{"c": 2}})}, "fields%5Bc%5D=2"},
		{parameters.OpenParams{Flat: parameters.Some(&parameters.Fields{People: parameters.Some("p"), Others: map[string]int32{"c": 2}})}, "flat=people,p,c,2"},
		{parameters.OpenParams{Nested: parameters.Some([]parameters.Page{{After: parameters.Some("x")}})}, "nested=%5B%7B%22after%22%3A%22x%22%7D%5D"},
	} {
		compare(t, client.Open(ctx, c.params), nil)
		compare(t, server.last, []any{c.params})
		compare(t, query, c.query)
	}
	for query, status := range map[string]int{
		"expand=a&expand=b": 204, "expand[]=a&expand[]=b": 204, "expand[0]=a&expand[1]=b": 204,
		"labels[x]=one": 400, "created=x": 400, "created=1&created[gt]=2": 400, "created[gt]=x": 400, "nested=[{}]": 204, "nested=x": 400, "fields[c]=x": 400,
	} {
		w := httptest.NewRecorder()
		parameters.NewHandler(server).ServeHTTP(w, httptest.NewRequest("GET", "/open?"+query, nil))
		if w.Code != status {
			t.Errorf("%s: %d %s", query, w.Code, w.Body)
		}
	}
	form := parameters.OpenFormForm{
		Metadata: parameters.Some(parameters.OpenFormRequestMetadata{Map: parameters.Some(map[string]string{"k": "v"})}),
		Shipping: parameters.Some(&parameters.OpenFormRequestShipping{
			Name: parameters.Some("n"), Address: parameters.Some(&parameters.Page{After: parameters.Some("x")}),
		}),
		Plain: parameters.Some(map[string]string{"a": "b"}),
	}
	compare(t, client.OpenForm(ctx, &form), nil)
	compare(t, server.last, []any{form})
}

// TestParametersWithSeparators has values hold what separates values. The
// watcher takes paths and queries apart after they are decoded, so it is not
// asked.
func TestParametersWithSeparators(t *testing.T) {
	server := &asked{}
	service := httptest.NewServer(parameters.NewHandler(server))
	defer service.Close()
	client, err := parameters.NewClient(service.URL)
	compare(t, err, nil)
	ctx := context.Background()
	hard := parameters.Color{R: 1, G: 2, Name: parameters.Some("a,b;c/d?e%2C")}
	compare(t, client.Simple(ctx, []string{"a,b", "c/d"}, hard, hard), nil)
	compare(t, server.last, []any{[]string{"a,b", "c/d"}, hard, hard})
	one := []int64{1}
	compare(t, client.Matrix(ctx, ";id=/,", one, one, hard, hard), nil)
	compare(t, server.last, []any{";id=/,", one, one, hard, hard})
	if err := client.Matrix(ctx, "i", nil, one, hard, hard); err == nil {
		t.Error("a path without a value was sent")
	}
	p := parameters.QueryParams{IDs: parameters.Some([]string{"a,b", "%2C&"}), Color: parameters.Some(&hard), Flag: parameters.Null[bool]()}
	compare(t, client.Query(ctx, p), nil)
	want := withDefaults()
	want.IDs, want.Color, want.Flag = p.IDs, p.Color, p.Flag
	compare(t, server.last, []any{want})
}

func TestParametersRefused(t *testing.T) {
	handler := parameters.NewHandler(&asked{})
	for _, c := range []struct {
		path, header string
		status       int
		detail       string
	}{
		{"/query?flag", "", 204, ""},
		{"/query?flag=no", "", 400, "flag: must be true or false"},
		{"/query?limit=0", "", 400, "limit: must be at least 1"},
		{"/query?order=up", "", 400, `order: must be one of the values described, not "up"`},
		{"/query?color=R,1", "", 400, "color/G: is missing"},
		{"/query?color=R,256,G,1", "", 400, "color/R: must be at most 255"},
		{"/query?color=R,1,G", "", 400, "color: must be names and values in turn"},
		{"/query?filter[color][R]=x&filter[color][G]=1", "", 400, "filter/color/R: must be a whole number"},
		{"/query?filter[sizes]=small&filter[sizes]=large", "", 204, ""},
		{"/query?filter[sizes][]=small&filter[sizes][]=huge", "", 400, `filter/sizes: must be one of the values described, not "huge"`},
		{"/query?filter[sizes][0]=small&filter[sizes][1]=huge", "", 400, `filter/sizes: must be one of the values described, not "huge"`},
		{"/query?filter[sizes]=huge", "", 400, `filter/sizes: must be one of the values described, not "huge"`},
		{"/query?offset=x", "", 400, "offset: must be a whole number"},
		{"/query?spaced=1%20x", "", 400, "spaced: must be a whole number"},
		{"/query?document={", "", 400, "document: must be a name in quotes"},
		{"/query?document={}x", "", 400, "document: more follows the end of the document"},
		{"/headers", "", 400, "X-Request-Id: is missing"},
		{"/headers", "x", 400, "X-Request-Id: must have at least 2 characters"},
		{"/cookies", "", 400, "session: is missing"},
		{"/simple/a/R,1,G,x/R=1,G=2", "", 400, "color/G: must be a whole number"},
		{"/label/5/.1/.2/.R=1.G=2", "", 400, "id: must begin with ."},
		{"/matrix/;id=1/;ids=1/;exploded=1,2/;color=R,1,G,2/;R=1;G=2", "", 400, "exploded: must end before this"},
	} {
		r := httptest.NewRequest(http.MethodGet, c.path, nil)
		if c.header != "" {
			r.Header.Set("X-Request-Id", c.header)
		}
		w := httptest.NewRecorder()
		handler.ServeHTTP(w, r)
		want := ""
		if c.status != 204 {
			want = `{"title":"BadRequest","status":400,"detail":"` + escapeQuotes(c.detail) + `"}`
		}
		compare(t, w.Body.String(), want)
		compare(t, w.Code, c.status)
	}
}

func (s *asked) FieldsForm(_ context.Context, body *parameters.Fields) error {
	s.last = []any{body}
	return nil
}

// TestFurtherFieldsOfForms sends properties that a form does not name, in both forms.
func TestFurtherFieldsOfForms(t *testing.T) {
	server := &asked{}
	handler := parameters.NewHandler(server)
	service := httptest.NewServer(Watch(t, parametersFile, handler))
	defer service.Close()
	client, err := parameters.NewClient(service.URL)
	compare(t, err, nil)
	want := &parameters.Fields{People: parameters.Some("p"), Others: map[string]int32{"a b": 1, "é": -2}}
	compare(t, client.FieldsForm(context.Background(), want), nil)
	compare(t, server.last, []any{want})
	const parts = "--b\r\nContent-Disposition: form-data; name=\"people\"\r\n\r\np\r\n" +
		"--b\r\nContent-Disposition: form-data; name=\"a b\"\r\n\r\n1\r\n--b\r\nContent-Disposition: form-data; name=\"é\"\r\n\r\n-2\r\n--b--\r\n"
	for body, mediaType := range map[string]string{
		"people=p&a+b=1&%C3%A9=-2": "application/x-www-form-urlencoded",
		parts:                      "multipart/form-data; boundary=b",
	} {
		server.last = nil
		r := httptest.NewRequest(http.MethodPost, "/documents", strings.NewReader(body))
		r.Header.Set("Content-Type", mediaType)
		w := httptest.NewRecorder()
		handler.ServeHTTP(w, r)
		compare(t, w.Code, http.StatusNoContent)
		compare(t, server.last, []any{want})
	}
}
