package oracle

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"testing"

	"example.com/burin/generated/features/failures"
)

const failuresFile = "../../spec/features/failures/openapi.yaml"

// failer fails as it is told to.
type failer struct {
	failures.UnimplementedServer
	err error
}

func (s *failer) GetThingsByID(context.Context, int32) (*failures.Thing, error) { return nil, s.err }
func (s *failer) DeleteThings(context.Context) error                            { return s.err }
func (s *failer) Either(context.Context) (*failures.EitherResponse, error) {
	return &failures.EitherResponse{Status: 203, Body: &failures.Thing{Name: failures.Some("x")}}, nil
}

func TestTypedErrors(t *testing.T) {
	server := &failer{}
	handler := failures.NewHandler(server)
	service := httptest.NewServer(Watch(t, failuresFile, handler))
	defer service.Close()
	client, err := failures.NewClient(service.URL, failures.WithRetry(1, 0))
	compare(t, err, nil)
	ctx := context.Background()
	for _, c := range []struct {
		err    error
		status int
		want   any
		text   string
	}{
		{failures.NewError(404, "", "gone", ""), 404, &failures.Missing{Message: "gone"}, "404 Not Found: gone"},
		{&failures.Error{Status: 404, Body: &failures.ErrorBody{Value: &failures.Missing{Message: "m", Since: failures.Some("s")}}}, 404,
			&failures.Missing{Message: "m", Since: failures.Some("s")}, "404 Not Found: m"},
		{&failures.RequestError{Status: 409, Message: "taken"}, 409,
			&failures.ProblemModel{Title: failures.Some("Conflict"), Status: failures.Some[int32](409), Detail: failures.Some("taken")}, "409 Conflict: Conflict: taken"},
		{errors.New("hidden"), 500, &failures.Outage{Code: "InternalServerError"}, "500 Internal Server Error: InternalServerError"},
	} {
		server.err = c.err
		_, err := client.GetThingsByID(ctx, 1)
		var answer *failures.Error
		if !errors.As(err, &answer) || answer.Body == nil {
			t.Fatalf("%v has no body", err)
		}
		compare(t, answer.Status, c.status)
		compare(t, answer.Body.Value, c.want)
		compare(t, answer.Error(), c.text)
	}
	either, err := client.Either(ctx)
	compare(t, err, nil)
	compare(t, either.Status, 203)
	compare(t, either.Body.Name.Or(""), "x")
}

func TestErrorsInWords(t *testing.T) {
	server := &failer{err: &failures.Error{Status: 400, Header: http.Header{"Content-Type": {"text/plain"}}, Raw: []byte("in words")}}
	service := httptest.NewServer(failures.NewHandler(server))
	defer service.Close()
	client, err := failures.NewClient(service.URL)
	compare(t, err, nil)
	var answer *failures.Error
	if !errors.As(client.DeleteThings(context.Background()), &answer) {
		t.Fatal("no *Error")
	}
	compare(t, string(answer.Raw), "in words")
	if answer.Body != nil {
		t.Errorf("%v was made of words", answer.Body.Value)
	}
}

// TestErrorsThatAreNotJSON holds that no error is labelled as what it is not.
func TestErrorsThatAreNotJSON(t *testing.T) {
	server := &failer{}
	for _, c := range []struct {
		status      int
		media, text string
	}{
		{400, "text/plain", "BadRequest: in words"},
		{409, "application/problem+json", `{"title":"Conflict","status":409,"detail":"in words"}`},
		{404, "application/problem+json", `{"title":"NotFound","status":404,"detail":"in words"}`},
	} {
		server.err = failures.NewError(c.status, "", "in words", "")
		w := httptest.NewRecorder()
		failures.NewHandler(server).ServeHTTP(w, httptest.NewRequest(http.MethodDelete, "/things", nil))
		compare(t, w.Code, c.status)
		compare(t, w.Header().Get("Content-Type"), c.media)
		compare(t, w.Body.String(), c.text)
	}
}
