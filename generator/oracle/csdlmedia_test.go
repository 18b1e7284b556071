package oracle

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"example.com/burin/generated/features/csdlmedia"
)

// gallery is a server of media entities that tells what it is asked.
type gallery struct {
	csdlmedia.UnimplementedServer
	depot
}

func (g *gallery) CreatePicture(_ context.Context, body csdlmedia.CreatePictureBody) (csdlmedia.AnyPicture, error) {
	switch body := body.(type) {
	case *csdlmedia.CreatePictureBodyJSON:
		g.note("picture %T %s", body.Body, body.Body.AsPicture().Title.Or("-"))
		return body.Body, nil
	case *csdlmedia.CreatePictureBodyAny:
		text, err := io.ReadAll(body.Body.Content)
		g.note("picture of %s: %s", body.Body.Type, text)
		return &csdlmedia.Photo{Picture: csdlmedia.Picture{ID: csdlmedia.Some(int32(len(text)))}}, err
	}
	return nil, nil
}

func (g *gallery) CreateNote(_ context.Context, body io.Reader) (*csdlmedia.Note, error) {
	text, err := io.ReadAll(body)
	g.note("note %s", text)
	return &csdlmedia.Note{ID: csdlmedia.Some(int32(1))}, err
}

func (g *gallery) CreateAlbum(_ context.Context, body csdlmedia.CreateAlbumBody) (*csdlmedia.Album, error) {
	if png, ok := body.(*csdlmedia.CreateAlbumBodyPng); ok {
		text, err := io.ReadAll(png.Body)
		g.note("album of %s", text)
		return &csdlmedia.Album{Name: csdlmedia.Some("a")}, err
	}
	g.note("album")
	return &csdlmedia.Album{}, nil
}

// TestServerOfMediaEntities: a POST creates a media entity of its stream (OData
// Protocol 4.01, section 11.4.7.1), or of its properties where that cannot be
// meant as the stream.
func TestServerOfMediaEntities(t *testing.T) {
	for _, c := range []struct{ path, mediaType, body, asked, answer string }{
		{"/pictures", "image/png", "dots", "picture of image/png: dots", `201 {"@odata.type":"#example.gallery.photo","id":4}`},
		{"/pictures", "application/json", `{"title":"a"}`, "picture *csdlmedia.Picture a", `201 {"title":"a"}`},
		{"/pictures", "application/json", `{"@odata.type":"#example.gallery.photo","title":"a","camera":"c"}`, "picture *csdlmedia.Photo a", `201 {"@odata.type":"#example.gallery.photo","title":"a","camera":"c"}`},
		{"/pictures", "application/json", `{}`, "", "400 title: is required here"},
		{"/pictures", "application/json", `{"id":1,"title":"a"}`, "", "400 id: may not be sent in a request"},
		{"/pictures", "application/json", "", "", "400 a body is required"},
		{"/notes", "application/json", `{"id":1}`, `note {"id":1}`, `201 {"id":1}`},
		{"/notes", "image/png", "dots", "", "415 Content-Type: the body must be application/json"},
		{"/albums", "image/png", "dots", "album of dots", `201 {"name":"a"}`},
		{"/albums", "image/gif", "dots", "", "415 Content-Type: the body must be application/json or image/png"},
	} {
		server := &gallery{}
		r := httptest.NewRequest(http.MethodPost, c.path, strings.NewReader(c.body))
		r.Header.Set("Content-Type", c.mediaType)
		if got := answered(csdlmedia.NewHandler(server), r); !strings.HasPrefix(got, c.answer) {
			t.Errorf("%s %s: got %s, want %s", c.path, c.body, got, c.answer)
		}
		same(t, c.asked, strings.Join(server.asked, "; "))
	}
}

// TestMediaEntitiesBetweenClientAndServer: what the client creates of a stream
// the server reads.
func TestMediaEntitiesBetweenClientAndServer(t *testing.T) {
	server := &gallery{}
	c, err := csdlmedia.NewClient(started(t, csdlmedia.NewHandler(server)))
	must(t, err)
	picture, err := c.Pictures().CreateMedia(t.Context(), strings.NewReader("dots"), "image/png")
	must(t, err)
	photo, ok := picture.(*csdlmedia.Photo)
	same(t, true, ok && photo.ID.Or(0) == 4)
	_, err = c.Pictures().Create(t.Context(), &csdlmedia.Photo{Picture: csdlmedia.Picture{Title: csdlmedia.Some("a")}})
	must(t, err)
	_, err = c.Albums().CreateMedia(t.Context(), strings.NewReader("dots"), "image/png")
	must(t, err)
	same(t, "picture of image/png: dots; picture *csdlmedia.Photo a; album of dots", strings.Join(server.asked, "; "))
}
