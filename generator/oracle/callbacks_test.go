package oracle

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"testing"

	"example.com/burin/generated/features/callbacks"
)

// listener remembers what it is told.
type listener struct {
	callbacks.UnimplementedReceiver
	last string
}

func (l *listener) OnData(_ context.Context, params callbacks.OnDataParams, body *callbacks.Note) error {
	if params.XAttempt.Or(0) > 2 {
		return callbacks.NewError(http.StatusGone, "", "enough", "")
	}
	l.last = "data " + body.Text
	return nil
}

func (l *listener) NewNote(_ context.Context, body *callbacks.Note) (string, error) {
	return "new " + body.Text, nil
}

// shown remembers what was shown to a handler.
func shown(next http.Handler, last *string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		*last = r.Header.Get("Authorization")
		next.ServeHTTP(w, r)
	})
}

func letIn(r *http.Request, _ []callbacks.Requirement) (context.Context, error) {
	return r.Context(), nil
}

func TestCallbacks(t *testing.T) {
	l, credential := &listener{}, ""
	mux := http.NewServeMux()
	mux.Handle("/data", callbacks.NewOnDataReceiver(l))
	mux.Handle("/hook", callbacks.NewNewNoteReceiver(l, callbacks.WithAuthorizer(letIn)))
	service := httptest.NewServer(shown(mux, &credential))
	defer service.Close()
	client, err := callbacks.NewClient("https://example.com", callbacks.WithTokenSource(callbacks.StaticToken("t")))
	compare(t, err, nil)
	ctx := context.Background()
	compare(t, client.SendOnData(ctx, service.URL+"/data?x=1", callbacks.OnDataParams{}, &callbacks.Note{Text: "a"}), nil)
	compare(t, l.last, "data a")
	compare(t, credential, "")
	var answer *callbacks.Error
	err = client.SendOnData(ctx, service.URL+"/data", callbacks.OnDataParams{XAttempt: callbacks.Some[int32](3)}, &callbacks.Note{Text: "a"})
	if !errors.As(err, &answer) || answer.Status != http.StatusGone {
		t.Error(err)
	}
	err = client.SendOnData(ctx, service.URL+"/data", callbacks.OnDataParams{}, &callbacks.Note{})
	if !errors.As(err, &answer) || answer.Status != http.StatusBadRequest {
		t.Error(err)
	}
	made, err := client.SendNewNote(ctx, service.URL+"/hook", &callbacks.Note{Text: "n"})
	compare(t, err, nil)
	compare(t, made, "new n")
	compare(t, credential, "Bearer t")
	w := httptest.NewRecorder()
	callbacks.NewOnDataReceiver(l).ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/", nil))
	compare(t, w.Code, http.StatusMethodNotAllowed)
	compare(t, w.Header().Get("Allow"), "POST, DELETE")
}
