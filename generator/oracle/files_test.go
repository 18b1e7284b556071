package oracle

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"example.com/burin/generated/features/anchors"
	"example.com/burin/generated/features/files"
)

// books keeps what it is given.
type books struct{ items []files.Item }

func (b *books) ListBooks(_ context.Context, params files.ListBooksParams) ([]files.Book, error) {
	list := []files.Book{}
	for _, item := range b.items {
		if book, ok := item.(*files.Book); ok && len(list) < int(params.Limit.Or(100)) {
			list = append(list, *book)
		}
	}
	return list, nil
}

func (b *books) AddItem(_ context.Context, item files.Item) error {
	b.items = append(b.items, item)
	return nil
}

func (b *books) GetBook(_ context.Context, id string) (*files.Book, error) {
	for _, item := range b.items {
		if book, ok := item.(*files.Book); ok && book.Title == id {
			return book, nil
		}
	}
	return nil, files.NewError(http.StatusNotFound, "none", "there is no such book", "")
}

// TestFiles calls an API that several files describe.
func TestFiles(t *testing.T) {
	service := httptest.NewServer(Watch(t, "../../spec/features/files/openapi.yaml", files.NewHandler(&books{})))
	defer service.Close()
	client, err := files.NewClient(service.URL)
	compare(t, err, nil)
	ctx := context.Background()
	book := &files.Book{Kind: "book", Title: "a", Cover: files.Some(files.CoverSoft), Tags: []files.Tag{{Word: "short"}},
		Author: files.Some(&files.Author{Name: files.Some("n"), Last: files.Some[files.Item](&files.Film{Kind: "film", Minutes: 3})})}
	compare(t, client.AddItem(ctx, book), nil)
	compare(t, client.AddItem(ctx, &files.Film{Kind: "film", Minutes: 90}), nil)
	list, err := client.ListBooks(ctx, files.ListBooksParams{Limit: files.Some[int32](2)})
	compare(t, err, nil)
	compare(t, list, []files.Book{*book})
	got, err := client.GetBook(ctx, "a")
	compare(t, err, nil)
	compare(t, got, book)
	var answer *files.Error
	for _, call := range []func() error{
		func() error { _, err := client.GetBook(ctx, "b"); return err },
		func() error {
			return client.AddItem(ctx, &files.Book{Kind: "book", Tags: []files.Tag{{Word: "too long"}}})
		},
	} {
		if err := call(); !errors.As(err, &answer) || answer.Status < 400 {
			t.Error(err)
		}
	}
}

// shelves answers with one shelf.
type shelves struct{}

func (shelves) GetShelf(_ context.Context, id string, params anchors.GetShelfParams) (*anchors.Shelf, error) {
	shelf := &anchors.Shelf{Label: id, Width: 1, Next: anchors.Some(anchors.PlankTopOak), Colour: anchors.Some(anchors.ColourRed)}
	if params.Deep.Or(false) {
		shelf.Shelves = []anchors.Shelf{{Label: id, Width: 2}}
	}
	return shelf, nil
}

// TestAnchors calls an API whose schemas refer to each other by more than
// pointers, and which an overlay has changed.
func TestAnchors(t *testing.T) {
	service := httptest.NewServer(anchors.NewHandler(shelves{}))
	defer service.Close()
	client, err := anchors.NewClient(service.URL)
	compare(t, err, nil)
	shelf, err := client.GetShelf(context.Background(), "x", anchors.GetShelfParams{Deep: anchors.Some(true)})
	compare(t, err, nil)
	compare(t, shelf.Shelves, []anchors.Shelf{{Label: "x", Width: 2}})
	for _, test := range []struct {
		shelf anchors.Shelf
		want  string
	}{
		{anchors.Shelf{Label: "x", Width: 1}, ""},
		{anchors.Shelf{Label: "x"}, "/width"},
		{anchors.Shelf{Label: "far too long", Width: 1}, "/label"},
		{anchors.Shelf{Label: "x", Width: 1, Shelves: []anchors.Shelf{{Label: "", Width: 1}}}, "/shelves/0/label"},
		{anchors.Shelf{Label: "x", Width: 1, Shelves: make([]anchors.Shelf, 4)}, "/shelves"},
		{anchors.Shelf{Label: "x", Width: 1, Next: anchors.Some(anchors.PlankTop("ash"))}, "/next"},
	} {
		err := test.shelf.Validate()
		if (err == nil) != (test.want == "") || err != nil && !strings.Contains(err.Error(), test.want) {
			t.Errorf("%+v: %v, want something about %q", test.shelf, err, test.want)
		}
	}
}
