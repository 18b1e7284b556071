package oracle

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	xmlbodies "example.com/burin/generated/features/xml"
)

// shelf answers with what it was given last.
type shelf struct{ last xmlbodies.Album }

func (s *shelf) ListAlbums(context.Context) ([]xmlbodies.Album, error) {
	return []xmlbodies.Album{s.last, s.last}, nil
}

func (s *shelf) AddAlbum(_ context.Context, body *xmlbodies.Album) (*xmlbodies.Album, error) {
	s.last = *body
	return body, nil
}

func (s *shelf) PutAlbum(_ context.Context, _ int32, body *xmlbodies.Album) (*xmlbodies.PutAlbumResponse, error) {
	return &xmlbodies.PutAlbumResponse{XCount: xmlbodies.Some[int32](1), Body: body}, nil
}

func (s *shelf) Echo(_ context.Context, body string) (string, error) { return body, nil }

// album has a value for each of its properties.
func album() *xmlbodies.Album {
	date, _ := xmlbodies.ParseDate("2020-02-29")
	return &xmlbodies.Album{ID: 7, Lang: xmlbodies.Some("en"), Title: "a <b> & c", Price: xmlbodies.Some(1.5), Sold: xmlbodies.Some(true),
		Released: xmlbodies.Some(date), Kind: xmlbodies.Some(xmlbodies.AlbumKindDouble), Note: xmlbodies.Null[string](),
		Artist: xmlbodies.Some(&xmlbodies.Artist{Name: xmlbodies.Some("n"), Albums: []xmlbodies.Album{{ID: 1, Title: "t", Loose: []string{}}}}),
		Loose:  []string{"x", " y "}, Named: []int32{1, 2}, Tracks: []xmlbodies.Track{{Number: xmlbodies.Some[int64](1), Seconds: 3}, {Seconds: 4}},
		Moods: []string{}}
}

const albumXML = `<?xml version="1.0" encoding="UTF-8"?>
<album id="7" xml:lang="en"><a:name xmlns:a="http://example.com/a">a &lt;b&gt; &amp; c</a:name><price>1.5</price><sold>true</sold>` +
	`<released>2020-02-29</released><kind>double</kind><note xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:nil="true"></note>` +
	`<artist><name>n</name><album id="1"><a:name xmlns:a="http://example.com/a">t</a:name></album></artist><loose>x</loose><loose> y </loose>` +
	`<number>1</number><number>2</number><tracks><track number="1"><seconds>3</seconds></track><track><seconds>4</seconds></track></tracks>` +
	`<moodList></moodList></album>`

// TestXML sends every hint of the XML Object there and back.
func TestXML(t *testing.T) {
	s, sent := &shelf{}, ""
	handler := xmlbodies.NewHandler(s)
	service := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		sent = string(body)
		r.Body = io.NopCloser(strings.NewReader(sent))
		handler.ServeHTTP(w, r)
	}))
	defer service.Close()
	client, err := xmlbodies.NewClient(service.URL)
	compare(t, err, nil)
	ctx := context.Background()
	got, err := client.AddAlbum(ctx, album())
	compare(t, err, nil)
	compare(t, sent, albumXML)
	compare(t, got, album())
	list, err := client.ListAlbums(ctx)
	compare(t, err, nil)
	compare(t, list, []xmlbodies.Album{*album(), *album()})
	text, err := client.Echo(ctx, "a & b")
	compare(t, err, nil)
	compare(t, text, "a & b")
	answer, err := client.PutAlbum(ctx, 1, album())
	compare(t, err, nil)
	compare(t, answer, &xmlbodies.PutAlbumResponse{XCount: xmlbodies.Some[int32](1), Body: album()})
	compare(t, strings.HasPrefix(sent, "{"), true)
	if _, err := client.AddAlbum(ctx, &xmlbodies.Album{ID: 0, Title: "t"}); err == nil {
		t.Error("an album that is not valid was taken")
	}
}

// TestXMLOfOthers reads XML as others write it, and refuses what is not as described.
func TestXMLOfOthers(t *testing.T) {
	handler := xmlbodies.NewHandler(&shelf{})
	ask := func(method, path, mediaType, accept, body string) *httptest.ResponseRecorder {
		r := httptest.NewRequest(method, path, strings.NewReader(body))
		r.Header.Set("Content-Type", mediaType)
		r.Header.Set("Accept", accept)
		w := httptest.NewRecorder()
		handler.ServeHTTP(w, r)
		return w
	}
	const small = `<!-- of another --><album xmlns="http://example.com/b" id=" 7 " more="1"><name><![CDATA[t]]></name>
		<other/><price> 2e1 </price></album>`
	w := ask("PUT", "/albums/1", "text/xml; charset=utf-8", "application/xml", small)
	compare(t, w.Code, http.StatusOK)
	compare(t, w.Header().Get("Content-Type"), "application/xml")
	compare(t, w.Body.String(), "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"+
		`<album id="7"><a:name xmlns:a="http://example.com/a">t</a:name><price>20</price></album>`)
	w = ask("PUT", "/albums/1", "text/xml", "application/json", small)
	compare(t, strings.TrimSpace(w.Body.String()), `{"id":7,"title":"t","price":20,"loose":[]}`)
	for body, want := range map[string]string{
		`<album id="1"><name>t</name>`:                                  "must be XML",
		`<other id="1"><name>t</name></other>`:                          "must be XML as described: the element is other where album is wanted",
		`<album id="1"><name>t</name></album><album/>`:                  "a document has one element",
		`<!DOCTYPE a><album id="1"><name>t</name></album>`:              "a document type is not read",
		`<album><name>t</name></album>`:                                 "is missing",
		`<album id="x"><name>t</name></album>`:                          "must be a whole number",
		`<album id="0"><name>t</name></album>`:                          "1",
		`<album id="1"><name>t</name><sold>yes</sold></album>`:          "must be true or false",
		`<album id="1"><name>t</name><kind>triple</kind></album>`:       `not \"triple`,
		`<album id="1"><name>t</name><tracks><track/></tracks></album>`: "is missing",
		`<album id="1">` + strings.Repeat("<a>", 300):                   "deeper",
	} {
		w := ask("POST", "/albums", "application/xml", "application/xml", body)
		if w.Code != http.StatusBadRequest || !strings.Contains(w.Body.String(), want) {
			t.Errorf("%s: answered %d %s, want something of %q", body, w.Code, w.Body, want)
		}
	}
	compare(t, ask("POST", "/albums", "application/json", "application/xml", "{}").Code, http.StatusUnsupportedMediaType)
}
