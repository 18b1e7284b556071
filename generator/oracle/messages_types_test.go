package oracle

import (
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"example.com/burin/generated/features/messages"
)

// patcher remembers as what a body was sent.
type patcher struct {
	messages.UnimplementedServer
	last string
}

func (p *patcher) PatchNote(ctx context.Context, body *messages.Note) (messages.Opt[float64], error) {
	p.last = messages.SentType(ctx) + " " + body.Text
	return messages.Null[float64](), nil
}

func (p *patcher) Lists(ctx context.Context, body messages.Opt[[]string]) (messages.Opt[[]string], error) {
	p.last = messages.SentType(ctx) + " " + strings.Join(body.Or(nil), ",")
	return body, nil
}

// TestSentTypes chooses among the media types that a body has.
func TestSentTypes(t *testing.T) {
	p := &patcher{}
	service := httptest.NewServer(messages.NewHandler(p))
	defer service.Close()
	client, err := messages.NewClient(service.URL)
	compare(t, err, nil)
	ctx := context.Background()
	for _, c := range []struct {
		ctx  context.Context
		want string
	}{
		{ctx, "application/json-patch+json a"},
		{messages.SendAs(ctx, "application/merge-patch+json"), "application/merge-patch+json a"},
		{messages.SendAs(ctx, "image/png"), "application/json-patch+json a"},
	} {
		answer, err := client.PatchNote(c.ctx, &messages.Note{Text: "a"})
		compare(t, err, nil)
		compare(t, answer, messages.Null[float64]())
		compare(t, p.last, c.want)
	}
	w := httptest.NewRecorder()
	r := httptest.NewRequest(http.MethodPatch, "/patches", strings.NewReader("<note><text>x</text></note>"))
	r.Header.Set("Content-Type", "application/xml")
	messages.NewHandler(p).ServeHTTP(w, r)
	compare(t, w.Code, http.StatusOK)
	compare(t, p.last, "application/xml x")
	list, err := client.Lists(messages.SendAs(ctx, "application/vnd.lists+json"), messages.Some([]string{"a", "b"}))
	compare(t, err, nil)
	compare(t, list, messages.Some([]string{"a", "b"}))
	compare(t, p.last, "application/vnd.lists+json a,b")
	list, err = client.Lists(ctx, messages.Opt[[]string]{})
	compare(t, err, nil)
	compare(t, list, messages.Null[[]string]())
}
