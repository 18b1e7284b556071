package oracle

import (
	"context"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	api "example.com/burin/generated/features/csdlrequests"
)

// library is a client of a service that holds a book, an item and a person.
func library(t *testing.T) (*api.Client, *odataService) {
	t.Helper()
	service := startOData(t)
	client, err := api.NewClient(service.base)
	must(t, err)
	_, err = client.Items().Create(t.Context(), &api.Book{Item: api.Item{ID: api.Some("b'1"), Title: api.Some("Go")}, Pages: api.Some(int32(380))})
	must(t, err)
	_, err = client.Items().Create(t.Context(), &api.Item{ID: api.Some("map"), Shelf: api.Some(api.ShelfScience)})
	must(t, err)
	wasAsked(t, service, `POST /items {"@odata.type":"#example.library.book","id":"b'1","title":"Go","pages":380}`,
		`POST /items {"id":"map","shelf":"science"}`)
	return client, service
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// wasAsked compares what a service was asked.
func wasAsked(t *testing.T, service *odataService, want ...string) {
	t.Helper()
	if diff := cmp.Diff(want, service.took()); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func same(t *testing.T, want, got any) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

// TestODataEntities: an entity goes through its life, by version.
func TestODataEntities(t *testing.T) {
	client, service := library(t)
	ctx := t.Context()
	var answer api.Answer
	v, err := client.Items().ByID("b'1").Get(ctx, api.Select(api.ItemTitle, api.BookPages), api.Expand(api.ItemKeeper, api.Select(api.PersonName)), api.Into(&answer))
	must(t, err)
	book, ok := v.(*api.Book)
	if !ok {
		t.Fatalf("it is a %T", v)
	}
	same(t, int32(380), book.Pages.Or(0))
	same(t, `W/"1"`, answer.ETag())
	_, err = client.Books().ByID("b").Get(ctx)
	var fault *api.Error
	if !errors.As(err, &fault) {
		t.Fatal(err)
	}
	same(t, "404 Not Found: notFound: there is nothing at /books('b')", fault.Error())
	same(t, "notFound", fault.Body.Error.Code.Or(""))

	got, err := client.Items().ByID("map").Update(ctx, &api.Item{Title: api.Some("Atlas"), Shelf: api.Null[api.Shelf]()}, api.IfMatch(`W/"1"`), api.Into(&answer))
	must(t, err)
	same(t, "Atlas", got.AsItem().Title.Or(""))
	got, err = client.Items().ByID("map").Update(ctx, &api.Item{Title: api.Some("Map")}, api.PreferMinimal(), api.IfMatch(answer.ETag()), api.Into(&answer))
	must(t, err)
	same(t, true, got == nil)
	same(t, service.base+"/items('map')", answer.EntityID())
	_, err = client.Items().ByID("map").Update(ctx, &api.Item{}, api.IfMatch(`W/"1"`))
	same(t, true, errors.As(err, &fault) && fault.Status == 412)
	_, err = client.Items().ByID("map").Get(ctx, api.IfNoneMatch(answer.ETag()))
	same(t, true, errors.As(err, &fault) && fault.Status == 304)
	must(t, client.Items().ByID("map").Delete(ctx))
	_, err = client.Items().ByID("").Get(ctx)
	same(t, true, err != nil)
	wasAsked(t, service, "GET /items('b''1')?$select=title,pages&$expand=keeper($select%3Dname)", "GET /books('b')",
		`PATCH /items('map') {"title":"Atlas","shelf":null}`, `PATCH /items('map') {"title":"Map"}`, `PATCH /items('map') {}`,
		"GET /items('map')", "DELETE /items('map')")
}

// TestODataCollections: pages, filters, counts and changes.
func TestODataCollections(t *testing.T) {
	client, service := library(t)
	ctx := t.Context()
	_, err := client.Items().Create(ctx, &api.Item{ID: api.Some("c")})
	must(t, err)
	service.took()
	var page api.Page
	var titles []string
	filter := api.Or(api.ItemTitle.Eq("O'Neil"), api.ItemShelf.In(api.ShelfScience), api.ItemTags.Any(func(x api.Property) api.Filter { return x.Eq("a&b") }))
	for v, err := range client.Items().All(ctx, filter, api.WithCount(), api.OrderBy(api.ItemTitle.Desc()), api.Pages(&page)) {
		must(t, err)
		titles = append(titles, v.AsItem().ID.Or(""))
	}
	same(t, []string{"b'1", "map", "c"}, titles)
	same(t, api.Page{Count: -1}, page)
	books, err := api.Collect(client.Items().AsBook().All(ctx, api.OnePage(&page)))
	must(t, err)
	same(t, 0, len(books))
	n, err := api.ResourceOf(client.Items()).Count(ctx)
	must(t, err)
	same(t, int64(3), n)
	wasAsked(t, service, "GET /items?$filter=title%20eq%20'O''Neil'%20or%20shelf%20in%20('science')%20or%20tags/any(x:x%20eq%20'a%26b')&$count=true&$orderby=title%20desc",
		"GET /items?$skiptoken=2", "GET /items/example.library.book", "GET /items/$count")

	must(t, client.Items().ByID("map").Delete(ctx))
	var changes []string
	for change, err := range client.Items().Delta(ctx, api.Pages(&page)) {
		must(t, err)
		text := change.Value.AsItem().ID.Or("")
		if change.Removed {
			text += " " + change.Reason
		}
		if book, ok := change.Value.(*api.Book); ok {
			text += " " + book.Title.Or("")
		}
		changes = append(changes, text)
	}
	same(t, []string{"b'1 Go", "map deleted", "c"}, changes)
	same(t, service.base+"/items?$deltatoken=1", page.DeltaLink)
	service.took()
	for _, err := range client.Items().Delta(ctx, api.From(page.DeltaLink)) {
		must(t, err)
	}
	wasAsked(t, service, "GET /items?$deltatoken=1")
}

// TestODataLinksAndStreams: links by reference and by binding, media entities and
// properties that are streams.
func TestODataLinksAndStreams(t *testing.T) {
	client, service := library(t)
	ctx := t.Context()
	id, err := api.ParseUUID("01234567-89ab-cdef-0123-456789abcdef")
	must(t, err)
	item, keeper := client.Items().ByID("map"), api.ResourceOf(client.People().ByID(id))
	must(t, api.ResourceOf(item.Keeper()).SetLink(ctx, keeper))
	related := api.ResourceOf(item.Related())
	must(t, related.AddLink(ctx, api.ResourceOf(client.Items().ByID("b'1"))))
	links, err := related.Links(ctx)
	must(t, err)
	same(t, []string{"/items('b'1')"}, []string{strings.ReplaceAll(links[0], "''", "'")})
	all, err := api.Collect(item.Related().All(ctx))
	must(t, err)
	same(t, "Go", all[0].AsItem().Title.Or(""))
	must(t, related.RemoveLinkTo(ctx, api.ResourceOf(client.Items().ByID("b'1"))))
	must(t, api.ResourceOf(item.Keeper()).RemoveLink(ctx))
	_, err = client.Items().Create(ctx, &api.Item{ID: api.Some("d")}, api.Bind(api.ItemKeeper, keeper), api.BindAll(api.ItemRelated, api.ResourceOf(item)))
	must(t, err)
	wasAsked(t, service, `PUT /items('map')/keeper/$ref {"@odata.id":"/people(01234567-89ab-cdef-0123-456789abcdef)"}`,
		`POST /items('map')/related/$ref {"@odata.id":"/items('b''1')"}`, "GET /items('map')/related/$ref", "GET /items('map')/related",
		"DELETE /items('map')/related/$ref?$id="+service.base+"/items('b''1')", "DELETE /items('map')/keeper/$ref",
		`POST /items {"id":"d","keeper@odata.bind":"/people(01234567-89ab-cdef-0123-456789abcdef)","related@odata.bind":["/items('map')"]}`)

	for _, stream := range []*api.Media{client.Photos().ByID(7).Media(), client.Books().ByID("b").Cover()} {
		must(t, stream.Put(ctx, strings.NewReader("picture"), "image/png"))
		content, err := stream.Get(ctx)
		must(t, err)
		text, err := io.ReadAll(content)
		must(t, err)
		must(t, content.Close())
		same(t, []string{"picture", "image/png"}, []string{string(text), content.Type})
	}
	wasAsked(t, service, "PUT /photos(7)/$value picture", "GET /photos(7)/$value", "PUT /books('b')/cover picture", "GET /books('b')/cover")
}

// TestODataCalls: actions and functions reach the service as its grammar has it.
func TestODataCalls(t *testing.T) {
	client, service := library(t)
	ctx := t.Context()
	id, err := api.ParseUUID("01234567-89ab-cdef-0123-456789abcdef")
	must(t, err)
	day, err := api.ParseDate("2025-01-02")
	must(t, err)
	span := &api.Span{From: api.Some(day)}
	_, _ = client.Items().ByID("map").Lend(ctx, &api.ItemLendParameters{To: id, For: api.Some(span)})
	_ = client.Items().Dust(ctx)
	_, _ = client.Items().Find(ctx, &api.ItemFindParameters{IDs: []string{"a"}})
	_, _ = client.Books().ByID("b").Count(ctx)
	_, _ = client.Items().ByID("map").Free(ctx, span, api.Opt[api.Shelf]{})
	_, _ = client.Items().ByID("map").Free(ctx, span, api.Some(api.ShelfFiction))
	for range client.Items().DeltaWithToken(ctx, "x'y") {
		break
	}
	_, _ = client.Items().First().Get(ctx)
	_, _ = client.Books().ByID("b").Scan(ctx, 3)
	_, _ = client.Books().ByIsbn("1-2").Copies().ByNumberAndBranch(2, api.ShelfScience).Get(ctx)
	_, _ = client.Items().ByID("map").AsBook().Copies().Create(ctx, &api.Copy{})
	_, _ = client.Today(ctx)
	_ = client.Close(ctx, &api.CloseParameters{Reason: api.Null[string]()})
	_, _ = client.Desk().Update(ctx, &api.Desk{Open: api.Some(false)})
	wasAsked(t, service, `POST /items('map')/example.library.lend {"to":"01234567-89ab-cdef-0123-456789abcdef","for":{"from":"2025-01-02"}}`,
		"POST /items/example.library.dust", `POST /items/example.library.find {"ids":["a"]}`, "POST /books('b')/example.library.count",
		"GET /items('map')/example.library.free(during=@during)?@during=%7B%22from%22:%222025-01-02%22%7D",
		"GET /items('map')/example.library.free(during=@during,on='fiction')?@during=%7B%22from%22:%222025-01-02%22%7D",
		"GET /items/example.library.delta(token='x''y')", "GET /items/example.library.first()", "GET /books('b')/example.library.scan(page=3)",
		"GET /books(isbn='1-2')/copies(number=2,branch='science')", `POST /items('map')/example.library.book/copies {}`,
		"GET /today()", `POST /close {"reason":null}`, `PATCH /desk {"open":false}`)
}

// TestODataBatch: requests recorded through the same builders, with what waits
// for others, each with its own result.
func TestODataBatch(t *testing.T) {
	client, service := library(t)
	ctx := t.Context()
	b := api.NewBatch(client)
	got := api.Queue(b, client.Items().ByID("map").Get, api.Select(api.ItemTitle))
	made := api.Queue(b, func(ctx context.Context, options ...api.RequestOption) (api.AnyItem, error) {
		return client.Items().Create(ctx, &api.Item{ID: api.Some("e")}, options...)
	})
	bad := api.Queue(b, client.Items().ByID("none").Get)
	after := api.QueueDone(b, client.Items().ByID("map").Delete)
	after.After(bad.BatchPart)
	for range 20 {
		api.Queue(b, client.Items().ByID("map").Get)
	}
	must(t, b.Send(ctx))
	v, err := got.Get(ctx)
	must(t, err)
	same(t, api.ShelfScience, v.AsItem().Shelf.Or(""))
	v, err = made.Get(ctx)
	must(t, err)
	same(t, "e", v.AsItem().ID.Or(""))
	_, err = bad.Get(ctx)
	same(t, "404 Not Found: notFound: there is nothing at /items('none')", err.Error())
	err = after.Err(ctx)
	same(t, "424 Failed Dependency: dependency: what it waits for failed", err.Error())
	log := service.took()
	same(t, 23, len(log))
	same(t, []string{"GET /items('map')?$select=title", `POST /items {"id":"e"}`, "GET /items('none')", "GET /items('map')"}, log[:4])
}
