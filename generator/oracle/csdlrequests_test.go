package oracle

import (
	"context"
	"errors"
	"net/http"
	"testing"
	"time"

	api "example.com/burin/generated/features/csdlrequests"
)

// requestFeatures are features of the protocol, a row each: what a client does,
// and what the service is asked.
var requestFeatures = []struct {
	feature string
	done    func(ctx context.Context, c *api.Client)
	asked   []string
}{
	{"$select and $orderby by property, $top and $skip", func(ctx context.Context, c *api.Client) {
		all(c.Items().All(ctx, api.Select(api.ItemTitle, api.ItemShelf), api.OrderBy(api.ItemTitle, api.ItemID.Desc()), api.Top(5), api.Skip(2)))
	}, []string{"GET /items?$select=title,shelf&$orderby=title,id%20desc&$top=5&$skip=2"}},
	{"$expand with options inside, and levels", func(ctx context.Context, c *api.Client) {
		all(c.Items().All(ctx, api.Expand(api.ItemKeeper, api.Select(api.PersonName)), api.Expand(api.ItemRelated, api.LevelsMax(), api.ItemTitle.Ne(nil))))
	}, []string{"GET /items?$expand=keeper($select%3Dname),related($levels%3Dmax%3B$filter%3Dtitle%20ne%20null)"}},
	{"$filter: comparisons, functions and their precedence", func(ctx context.Context, c *api.Client) {
		all(c.Items().All(ctx, api.And(api.ItemTitle.StartsWith("a'b"), api.Or(api.ItemID.Gt("m"), api.Not(api.ItemTitle.Contains("&+"))))))
	}, []string{"GET /items?$filter=startswith(title,'a''b')%20and%20(id%20gt%20'm'%20or%20not%20(contains(title,'%26%2B')))"}},
	{"$filter: enumerations and lists", func(ctx context.Context, c *api.Client) {
		all(c.Items().All(ctx, api.ItemShelf.In(api.ShelfScience, api.ShelfFiction)))
		all(c.Items().All(ctx, api.ItemShelf.Eq(api.EnumLiteral("example.library.shelf", "fiction"))))
	}, []string{"GET /items?$filter=shelf%20in%20('science','fiction')", "GET /items?$filter=shelf%20eq%20example.library.shelf'fiction'"}},
	{"$filter: any and all", func(ctx context.Context, c *api.Client) {
		tagged := func(x api.Property) api.Filter { return x.Eq("new") }
		all(c.Items().All(ctx, api.Or(api.ItemTags.Any(tagged), api.ItemTags.All(tagged))))
	}, []string{"GET /items?$filter=tags/any(x:x%20eq%20'new')%20or%20tags/all(x:x%20eq%20'new')"}},
	{"$filter: along a path, and through a cast", func(ctx context.Context, c *api.Client) {
		all(c.Items().All(ctx, api.And(api.ItemKeeper.Path(api.PersonName).Eq("x"), api.Property("example.library.book").Path(api.BookPages).Ge(100))))
	}, []string{"GET /items?$filter=keeper/name%20eq%20'x'%20and%20example.library.book/pages%20ge%20100"}},
	{"$filter as text", func(ctx context.Context, c *api.Client) {
		all(c.Items().All(ctx, api.RawFilter("title eq 'a' or true"), api.ItemID.Ne("x")))
	}, []string{"GET /items?$filter=(title%20eq%20'a'%20or%20true)%20and%20id%20ne%20'x'"}},
	{"$search", func(ctx context.Context, c *api.Client) { all(c.Items().All(ctx, api.Search("red fox", `"x"`))) },
		[]string{"GET /items?$search=%22red%20fox%22%20AND%20%22%5C%22x%5C%22%22"}},
	{"$count of a collection, and beside a page", func(ctx context.Context, c *api.Client) {
		_, _ = api.ResourceOf(c.Items()).Count(ctx)
		all(c.Items().All(ctx, api.WithCount()))
	}, []string{"GET /items/$count", "GET /items?$count=true"}},
	{"alternate key", func(ctx context.Context, c *api.Client) { _, _ = c.Books().ByIsbn("1=2").Get(ctx) }, []string{"GET /books(isbn='1=2')"}},
	{"deep insert", func(ctx context.Context, c *api.Client) {
		_, _ = c.Items().Create(ctx, &api.Item{ID: api.Some("n"), Keeper: api.Some(&api.Person{Name: api.Some("x")}), Related: []api.AnyItem{&api.Book{Pages: api.Some(int32(1))}}})
	}, []string{`POST /items {"id":"n","keeper":{"name":"x"},"related":[{"@odata.type":"#example.library.book","pages":1}]}`}},
	{"@odata.bind to one and to many", func(ctx context.Context, c *api.Client) {
		item := api.ResourceOf(c.Items().ByID("map"))
		_, _ = c.Items().ByID("b'1").Update(ctx, &api.Item{}, api.BindAll(api.ItemRelated, item, item))
	}, []string{`PATCH /items('b''1') {"related@odata.bind":["/items('map')","/items('map')"]}`}},
	{"a property is set to null, another left alone", func(ctx context.Context, c *api.Client) {
		_, _ = c.Items().ByID("map").Update(ctx, &api.Item{Title: api.Null[string]()})
	}, []string{`PATCH /items('map') {"title":null}`}},
	{"an address as text", func(ctx context.Context, c *api.Client) {
		_, _ = (*api.BookRequest)(c.Resource("shelves/3/first")).Get(ctx)
	}, []string{"GET /shelves/3/first"}},
}

// all goes through what is yielded.
func all[T any](elements func(func(T, error) bool)) {
	for range elements {
	}
}

// TestRequestsOfOData shows each feature by a client against a service.
func TestRequestsOfOData(t *testing.T) {
	for _, row := range requestFeatures {
		t.Run(row.feature, func(t *testing.T) {
			client, service := library(t)
			row.done(t.Context(), client)
			wasAsked(t, service, row.asked...)
		})
	}
}

// TestHeadersOfOData: what a request says beside its address.
func TestHeadersOfOData(t *testing.T) {
	for _, row := range []struct {
		feature string
		option  api.RequestOption
		header  string
		want    string
	}{
		{"the version", api.Top(1), "OData-MaxVersion", "4.0"},
		{"ConsistencyLevel", api.ConsistencyLevel("eventual"), "Consistencylevel", "eventual"},
		{"Prefer: maxpagesize", api.PreferPageSize(7), "Prefer", "odata.maxpagesize=7"},
		{"Prefer: include-unknown-enum-members", api.PreferUnknownEnumMembers(), "Prefer", "include-unknown-enum-members"},
		{"Prefer: return=minimal", api.PreferMinimal(), "Prefer", "return=minimal"},
		{"Prefer: return=representation", api.PreferRepresentation(), "Prefer", "return=representation"},
		{"If-Match", api.IfMatch(`W/"1"`), "If-Match", `W/"1"`},
		{"If-None-Match", api.IfNoneMatch("*"), "If-None-Match", "*"},
		{"another", api.Header("X-Trace", "t"), "X-Trace", "t"},
	} {
		t.Run(row.feature, func(t *testing.T) {
			var got string
			client, err := api.NewClient("http://localhost", api.WithHTTPClient(by(func(r *http.Request) (*http.Response, error) {
				got = r.Header.Get(row.header)
				return nil, errors.New("enough")
			})))
			must(t, err)
			_, _ = client.Items().ByID("a").Get(t.Context(), row.option)
			same(t, row.want, got)
		})
	}
}

// by is a client of HTTP by a function.
func by(f doer) *http.Client { return &http.Client{Transport: f} }

type doer func(*http.Request) (*http.Response, error)

func (d doer) RoundTrip(r *http.Request) (*http.Response, error) { return d(r) }

// TestRetriesOfOData: a request goes out again where that changes nothing twice.
func TestRetriesOfOData(t *testing.T) {
	for _, row := range []struct {
		feature string
		status  int
		call    func(ctx context.Context, c *api.Client)
		sent    int
	}{
		{"429 of a GET", 429, func(ctx context.Context, c *api.Client) { _, _ = c.Desk().Get(ctx) }, 3},
		{"504 of a GET", 504, func(ctx context.Context, c *api.Client) { _, _ = c.Desk().Get(ctx) }, 3},
		{"429 of a POST, of which nothing was done", 429, func(ctx context.Context, c *api.Client) { _ = c.Items().Dust(ctx) }, 3},
		{"504 of a POST, of which all may be done", 504, func(ctx context.Context, c *api.Client) { _ = c.Items().Dust(ctx) }, 1},
		{"500", 500, func(ctx context.Context, c *api.Client) { _, _ = c.Desk().Get(ctx) }, 1},
	} {
		t.Run(row.feature, func(t *testing.T) {
			sent := 0
			client, err := api.NewClient("http://localhost", api.WithRetry(3, time.Minute), api.WithHTTPClient(by(func(r *http.Request) (*http.Response, error) {
				sent++
				return &http.Response{StatusCode: row.status, Header: http.Header{"Retry-After": {"0"}}, Body: http.NoBody, Request: r}, nil
			})))
			must(t, err)
			row.call(t.Context(), client)
			same(t, row.sent, sent)
		})
	}
}
