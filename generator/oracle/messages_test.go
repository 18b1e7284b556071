package oracle

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"iter"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/getkin/kin-openapi/openapi3filter"

	"example.com/burin/generated/features/messages"
)

const messagesFile = "../../spec/features/messages/openapi.yaml"

func init() {
	for _, name := range []string{"text/html", "application/pdf", "application/x-ndjson", "text/event-stream", "image/png", "application/vnd.note+json"} {
		openapi3filter.RegisterBodyDecoder(name, openapi3filter.FileBodyDecoder)
	}
}

// postbox answers with what it is sent, or is told to.
type postbox struct {
	messages.UnimplementedServer
	last   any
	choice messages.ChooseResponse
	failed chan string // what streams failed of
}

func (s *postbox) Values(_ context.Context, body []int64) ([]messages.Note, error) {
	s.last = body
	return []messages.Note{{Text: "one"}, {Text: "two", Stars: messages.Some[int32](2)}}, nil
}

func (s *postbox) Optional(_ context.Context, body *messages.Note) (*messages.Note, error) {
	if s.last = body; body == nil {
		return &messages.Note{Text: "none"}, nil
	}
	return body, nil
}

func (s *postbox) Either(_ context.Context, body *messages.Note) (*messages.Note, error) {
	return body, nil
}

func (s *postbox) Attach(_ context.Context, body messages.AttachBody) error {
	switch body := body.(type) {
	case *messages.AttachBodyJSON:
		s.last = "document " + body.Body.Text
	case *messages.AttachBodyMultipart:
		text, err := io.ReadAll(body.Body.File.Content)
		s.last = "form " + body.Body.Text.Or("") + " " + string(text)
		return err
	}
	return nil
}

func (s *postbox) Number(_ context.Context, body messages.Opt[string]) (int64, error) {
	s.last = body
	return int64(len(body.Or(""))), nil
}

func (s *postbox) Text(_ context.Context, body string) (string, error) { return "<b>" + body, nil }

func (s *postbox) Bytes(_ context.Context, body io.Reader) (io.ReadCloser, error) {
	text, err := io.ReadAll(body)
	return io.NopCloser(bytes.NewReader(text)), err
}

func (s *postbox) Media(_ context.Context, body *messages.MediaBody) (*messages.MediaBody, error) {
	return body, nil
}

func (s *postbox) Events(context.Context) (iter.Seq2[messages.Event[*messages.Note], error], error) {
	return func(yield func(messages.Event[*messages.Note], error) bool) {
		_ = yield(messages.Event[*messages.Note]{ID: "1", Type: "made", Data: &messages.Note{Text: "a\nb"}, Retry: time.Second}, nil) &&
			yield(messages.Event[*messages.Note]{Data: &messages.Note{Text: "c"}}, nil)
	}, nil
}

func (s *postbox) Lines(_ context.Context, body iter.Seq2[*messages.Note, error]) (iter.Seq2[*messages.Note, error], error) {
	return func(yield func(*messages.Note, error) bool) {
		for note, err := range body {
			if err != nil {
				s.failed <- err.Error()
				yield(nil, err)
				return
			}
			note.Text += "!"
			if !yield(note, nil) {
				return
			}
		}
	}, nil
}

func (s *postbox) Choose(ctx context.Context, body messages.ChooseBody) (messages.ChooseResponse, error) {
	s.last = []any{body, messages.PreferredType(ctx)}
	return s.choice, nil
}

func (s *postbox) Same(_ context.Context, body *messages.Note) (*messages.Note, error) {
	return body, nil
}

func (s *postbox) Session(context.Context) (*messages.SessionResponse, error) {
	return &messages.SessionResponse{XRateLimit: messages.Some[int32](7), XNames: messages.Some([]string{"a", "b"}), Body: "me"}, nil
}

func (s *postbox) HasSession(context.Context) (*messages.HasSessionResponse, error) {
	return &messages.HasSessionResponse{XRateLimit: messages.Some[int32](8)}, nil
}

func (s *postbox) SessionOptions(context.Context) error { return nil }

func (s *postbox) Old(context.Context) (*messages.OldResponse, error) {
	return &messages.OldResponse{Location: "/new"}, nil
}

func (s *postbox) Submit(_ context.Context, body *messages.SubmitForm) error {
	s.last = body
	return nil
}

// uploaded is a form whose files have been read.
type uploaded struct {
	form  messages.UploadForm
	files []string
}

func (s *postbox) Upload(_ context.Context, body *messages.UploadForm) error {
	got := uploaded{form: *body}
	for _, file := range append([]messages.File{body.File}, body.Pictures...) {
		text, err := io.ReadAll(file.Content)
		if err != nil {
			return err
		}
		got.files = append(got.files, file.Name+" "+file.Type+" "+file.Header.Get("X-Note")+" "+string(text))
	}
	got.form.File, got.form.Pictures = messages.File{}, nil
	s.last = got
	return nil
}

func postboxClient(t *testing.T, s *postbox, watched bool) *messages.Client {
	t.Helper()
	handler := messages.NewHandler(s)
	if watched {
		handler = Watch(t, messagesFile, handler)
	}
	service := httptest.NewServer(handler)
	t.Cleanup(service.Close)
	client, err := messages.NewClient(service.URL)
	compare(t, err, nil)
	return client
}

func TestValuesAsBodies(t *testing.T) {
	server := &postbox{}
	client, ctx := postboxClient(t, server, true), context.Background()
	notes, err := client.Values(ctx, []int64{1, 2})
	compare(t, err, nil)
	compare(t, notes, []messages.Note{{Text: "one"}, {Text: "two", Stars: messages.Some[int32](2)}})
	compare(t, server.last, any([]int64{1, 2}))
	note, err := client.Optional(ctx, &messages.Note{Text: "x"})
	compare(t, err, nil)
	compare(t, note.Text, "x")
	note, err = client.Optional(ctx, nil)
	compare(t, err, nil)
	compare(t, note.Text, "none")
	n, err := client.Number(ctx, messages.Some("four"))
	compare(t, err, nil)
	compare(t, n, 4)
	_, err = client.Number(ctx, messages.Opt[string]{})
	compare(t, err, nil)
	compare(t, server.last, any(messages.Opt[string]{}))
	text, err := client.Text(ctx, "é")
	compare(t, err, nil)
	compare(t, text, "<b>é")
	same, err := client.Same(ctx, &messages.Note{Text: "s"})
	compare(t, err, nil)
	compare(t, same.Text, "s")
}

func TestStreams(t *testing.T) {
	server := &postbox{}
	client, ctx := postboxClient(t, server, false), context.Background()
	body, err := client.Bytes(ctx, strings.NewReader("\x00\xff"))
	compare(t, err, nil)
	text, err := io.ReadAll(body)
	compare(t, err, nil)
	compare(t, string(text), "\x00\xff")
	compare(t, body.Close(), nil)
	media, err := client.Media(ctx, &messages.MediaBody{Type: "image/png", Content: io.NopCloser(strings.NewReader("png"))})
	compare(t, err, nil)
	text, err = io.ReadAll(media.Content)
	compare(t, err, nil)
	compare(t, media.Type+" "+string(text), "image/png png")
	compare(t, media.Content.Close(), nil)

	events, err := client.Events(ctx)
	compare(t, err, nil)
	var got []messages.Event[*messages.Note]
	for event, err := range events {
		compare(t, err, nil)
		got = append(got, event)
	}
	compare(t, got, []messages.Event[*messages.Note]{
		{ID: "1", Type: "made", Data: &messages.Note{Text: "a\nb"}, Retry: time.Second},
		{ID: "1", Data: &messages.Note{Text: "c"}},
	})

	lines, err := client.Lines(ctx, func(yield func(*messages.Note, error) bool) {
		_ = yield(&messages.Note{Text: "a"}, nil) && yield(&messages.Note{Text: "b"}, nil)
	})
	compare(t, err, nil)
	var texts []string
	for note, err := range lines {
		compare(t, err, nil)
		texts = append(texts, note.Text)
	}
	compare(t, texts, []string{"a!", "b!"})
}

// TestCutStreams has a stream fail on the way: the client has to know.
func TestCutStreams(t *testing.T) {
	server := &postbox{failed: make(chan string, 1)}
	client, ctx := postboxClient(t, server, false), context.Background()
	lines, err := client.Lines(ctx, func(yield func(*messages.Note, error) bool) {
		_ = yield(&messages.Note{Text: "a"}, nil) && yield(&messages.Note{}, nil)
	})
	var last error
	if err == nil {
		for _, last = range lines {
			continue
		}
	}
	if err == nil && last == nil {
		t.Error("the end of a stream that failed looks as any other")
	}
	compare(t, <-server.failed, "text: must have at least 1 character")
}

func TestChoices(t *testing.T) {
	server := &postbox{}
	client, ctx := postboxClient(t, server, true), context.Background()
	for _, answer := range []messages.ChooseResponse{
		&messages.ChooseOKJSON{XCount: 3, Body: &messages.Note{Text: "x"}},
		&messages.ChooseOKText{XCount: 4, Body: "text"},
		&messages.ChooseCreated{Location: messages.Some("/made")},
		&messages.Choose2XX{Status: 203, Body: []string{"a"}},
	} {
		server.choice = answer
		got, err := client.Choose(ctx, &messages.ChooseBodyText{Body: "b"})
		compare(t, err, nil)
		compare(t, got, answer)
		compare(t, server.last, any([]any{&messages.ChooseBodyText{Body: "b"}, "application/json"}))
	}
	_, err := client.Choose(ctx, &messages.ChooseBodyJSON{Body: &messages.Note{Text: "j"}})
	compare(t, err, nil)
	compare(t, server.last, any([]any{&messages.ChooseBodyJSON{Body: &messages.Note{Text: "j"}}, "application/json"}))
	session, err := client.Session(ctx)
	compare(t, err, nil)
	compare(t, session, &messages.SessionResponse{XRateLimit: messages.Some[int32](7), XNames: messages.Some([]string{"a", "b"}), Body: "me"})
	has, err := client.HasSession(ctx)
	compare(t, err, nil)
	compare(t, has.XRateLimit.Or(0), 8)
	compare(t, client.SessionOptions(ctx), nil)
	old, err := client.Old(ctx)
	compare(t, err, nil)
	compare(t, old.Location, "/new")
}

func TestForms(t *testing.T) {
	server := &postbox{}
	// The watcher knows neither documents in forms nor what pictures are.
	client, ctx := postboxClient(t, server, false), context.Background()
	form := &messages.SubmitForm{
		Name: "a&b é", Sizes: messages.Some([]int64{1, 2}), Joined: messages.Some([]string{"x", "y z"}),
	}
	compare(t, client.Submit(ctx, form), nil)
	compare(t, server.last, any(form))
	form.Note = messages.Some(&messages.Note{Text: "t"})
	compare(t, client.Submit(ctx, form), nil)
	compare(t, server.last, any(form))
	picture := func(name, mediaType string) messages.File {
		return messages.File{Name: name, Type: mediaType, Header: map[string][]string{"X-Note": {"n"}}, Content: strings.NewReader(name)}
	}
	upload := &messages.UploadForm{
		Title: "a \"title\"\r\n", Tags: messages.Some([]string{"x", "y"}), Note: messages.Some(&messages.Note{Text: "t"}),
		File: picture(`q"uote.txt`, ""), Pictures: []messages.File{picture("1.png", "image/png"), picture("2.jpg", "image/jpeg")},
	}
	compare(t, client.Upload(ctx, upload), nil)
	compare(t, server.last, any(uploaded{
		form: messages.UploadForm{Title: upload.Title, Tags: upload.Tags, Note: upload.Note},
		files: []string{
			`q%22uote.txt application/octet-stream n q"uote.txt`, "1.png image/png n 1.png", "2.jpg image/jpeg n 2.jpg",
		},
	}))
	upload.File, upload.Pictures = picture("f", ""), []messages.File{picture("1.gif", "image/gif")}
	var answer *messages.Error
	if err := client.Upload(ctx, upload); !errors.As(err, &answer) || answer.Body.Detail != "pictures: must be image/png or image/jpeg" {
		t.Error(err)
	}
}

// TestFormsAndDocuments sends one body as a document and as a form of parts.
func TestFormsAndDocuments(t *testing.T) {
	server := &postbox{}
	client, ctx := postboxClient(t, server, true), context.Background()
	note := &messages.Note{Text: "n", Stars: messages.Some[int32](3)}
	compare(t, answerOf(client.Either(ctx, note)), any(*note))
	parts := "--b\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\nn\r\n" +
		"--b\r\nContent-Disposition: form-data; name=\"stars\"\r\n\r\n3\r\n--b--\r\n"
	for mediaType, body := range map[string]string{"multipart/form-data; boundary=b": parts, "application/x-www-form-urlencoded": "text=n&stars=3"} {
		r := httptest.NewRequest("POST", "/either", strings.NewReader(body))
		r.Header.Set("Content-Type", mediaType)
		w := httptest.NewRecorder()
		messages.NewHandler(server).ServeHTTP(w, r)
		compare(t, w.Body.String(), `{"text":"n","stars":3}`)
	}
	compare(t, client.Attach(ctx, &messages.AttachBodyJSON{Body: note}), nil)
	compare(t, server.last, any("document n"))
	form := &messages.AttachForm{Text: messages.Some("f"), File: messages.File{Name: "x", Content: strings.NewReader("content")}}
	compare(t, client.Attach(ctx, &messages.AttachBodyMultipart{Body: form}), nil)
	compare(t, server.last, any("form f content"))
}

func (s *postbox) Vague(context.Context) (*messages.VagueResponse, error) {
	return &messages.VagueResponse{Status: http.StatusAccepted}, nil
}

func (s *postbox) Anything(_ context.Context, body messages.Opt[json.RawMessage]) (messages.AnythingResponse, error) {
	if text, ok := body.Get(); ok {
		return &messages.AnythingOK{Body: text}, nil
	}
	return &messages.AnythingNoContent{}, nil
}

func (s *postbox) Ranges(_ context.Context, body *messages.Note) (*messages.Note, error) {
	return body, nil
}

func (s *postbox) Empty(context.Context) error { return nil }

// TestVagueMessages has descriptions leave open what bodies are, or what succeeds.
func TestVagueMessages(t *testing.T) {
	client, ctx := postboxClient(t, &postbox{}, false), context.Background()
	compare(t, answerOf(client.Vague(ctx)), any(messages.VagueResponse{Status: http.StatusAccepted}))
	text := json.RawMessage(`{"a":[1]}`)
	answer, err := client.Anything(ctx, messages.Some(text))
	compare(t, []any{answer, err}, []any{&messages.AnythingOK{Body: text}, nil})
	answer, err = client.Anything(ctx, messages.Opt[json.RawMessage]{})
	compare(t, []any{answer, err}, []any{&messages.AnythingNoContent{}, nil})
	compare(t, answerOf(client.Ranges(ctx, &messages.Note{Text: "n"})), any(messages.Note{Text: "n"}))
	compare(t, client.Empty(ctx), nil)
}

func (s *postbox) Label(_ context.Context, body *messages.Labelled) (*messages.Labelled, error) {
	return body, nil
}

// TestMapsInForms has a map stand in a form as JSON, and stand nowhere.
func TestMapsInForms(t *testing.T) {
	client, ctx := postboxClient(t, &postbox{}, false), context.Background()
	for _, labels := range []map[string]string{nil, {}, {"a": "b c", "é": "&"}} {
		compare(t, answerOf(client.Label(ctx, &messages.Labelled{Labels: labels})), any(messages.Labelled{Labels: labels}))
	}
}

// TestEmptyMessages has bodies without a single byte, of types that may have none.
func TestEmptyMessages(t *testing.T) {
	client, ctx := postboxClient(t, &postbox{}, false), context.Background()
	text, err := client.Text(ctx, "")
	compare(t, []any{text, err}, []any{"<b>", nil})
	stream, err := client.Bytes(ctx, strings.NewReader(""))
	if err != nil {
		t.Fatal(err)
	}
	read, err := io.ReadAll(stream)
	compare(t, []any{string(read), err}, []any{"", nil})
}

func answerOf[T any](v *T, err error) any {
	if err != nil {
		return err
	}
	return *v
}

func TestMessagesRefused(t *testing.T) {
	handler := messages.NewHandler(&postbox{})
	for _, c := range []struct {
		method, path, mediaType, accept, body string
		status                                int
		detail                                string
	}{
		{"POST", "/values", "application/json", "", `[1,-1]`, 400, "1: must be at least 0"},
		{"POST", "/values", "application/json", "", `[1,"x"]`, 400, "1: must be a whole number"},
		{"POST", "/values", "application/json", "", `[1] 2`, 400, "more follows the end of the document"},
		{"POST", "/values", "application/json", "text/html", `[]`, 406, "Accept: the answer is application/json, which this request does not accept"},
		{"POST", "/values", "application/json", "application/*;q=0.5", `[]`, 200, ""},
		{"POST", "/values", "application/json", "application/json;q=0, */*", `[]`, 406, "Accept: the answer is application/json, which this request does not accept"},
		{"POST", "/values", "", "", `[]`, 415, "Content-Type: the body must be application/json, and not encoded otherwise"},
		{"POST", "/values", "application/json; charset=latin1", "", `[]`, 415, "Content-Type: the body must be application/json, and not encoded otherwise"},
		{"POST", "/values", "application/json", "", "", 400, "a body is required"},
		{"DELETE", "/values", "application/json", "", `"x"`, 400, "must have at least 2 characters"},
		{"POST", "/same", "application/x-www-form-urlencoded", "", `text=x&stars=y`, 400, "stars: must be a whole number"},
		{"POST", "/same", "application/x-www-form-urlencoded", "application/vnd.note+json", `text=x&stars=1`, 200, ""},
		{"PUT", "/media", "text/plain", "", `x`, 415, "Content-Type: the body must be image/*, and not encoded otherwise"},
		{"POST", "/form", "application/x-www-form-urlencoded", "", `name=x`, 400, "name: must have at least 2 characters"},
		{"POST", "/form", "application/x-www-form-urlencoded", "", `sizes=1`, 400, "name: is missing"},
		{"POST", "/form", "application/x-www-form-urlencoded", "", `name=xy&note={"text":""}`, 400, "note/text: must have at least 1 character"},
		{"POST", "/upload", "multipart/form-data; boundary=b", "", "--b\r\nContent-Disposition: form-data; name=\"title\"\r\n\r\nt\r\n--b--\r\n", 400, "file: is missing"},
		{"POST", "/upload", "multipart/form-data", "", "x", 400, "the form cannot be read: no multipart boundary param in Content-Type"},
	} {
		r := httptest.NewRequest(c.method, c.path, strings.NewReader(c.body))
		r.Header.Set("Content-Type", c.mediaType)
		if c.accept != "" {
			r.Header.Set("Accept", c.accept)
		}
		w := httptest.NewRecorder()
		handler.ServeHTTP(w, r)
		if w.Code != c.status || c.detail != "" && !strings.Contains(w.Body.String(), `"detail":"`+escapeQuotes(c.detail)+`"`) {
			t.Errorf("%s %s %s: %d %s, not %d %s", c.method, c.path, c.body, w.Code, w.Body, c.status, c.detail)
		}
		if w.Code == http.StatusOK && c.accept == "application/vnd.note+json" {
			compare(t, w.Header().Get("Content-Type"), c.accept)
		}
	}
}
