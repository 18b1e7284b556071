package oracle

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"

	"example.com/burin/generated/features/access"
)

const accessFile = "../../spec/features/access/openapi.yaml"

// users answers with what it is told to.
type users struct{ answer *access.User }

func (s users) CreateUser(context.Context, *access.User) (*access.User, error) { return s.answer, nil }

func TestAccessOfRequestsLikeKin(t *testing.T) {
	schema := Load(t, accessFile).Components.Schemas["user"].Value
	handler := access.NewHandler(users{&access.User{ID: access.Some("1"), Name: "n"}})
	for _, text := range []string{
		`{"name":"n","password":"secret password"}`,
		`{"name":"n","password":"secret password","note":"x"}`,
		`{"name":"n","password":"secret password","note":null}`,
		`{"name":"n","password":"short"}`,
		`{"name":"n"}`,
		`{"password":"secret password"}`,
		`{"id":"1","name":"n","password":"secret password"}`,
		`{"password":"secret password","id":"1","name":"n"}`,
		`{"name":"n","password":"secret password","seen":"2017-01-01T00:00:17Z"}`,
	} {
		want := visit(t, schema, text, openapi3.VisitAsRequest())
		r := httptest.NewRequest(http.MethodPost, "/users", strings.NewReader(text))
		r.Header.Set("Content-Type", "application/json")
		w := httptest.NewRecorder()
		handler.ServeHTTP(w, r)
		if got := w.Code < 300; got != (want == nil) {
			t.Errorf("%s\nburin: %d %s\nkin-openapi: %v", text, w.Code, w.Body, want)
		}
	}
}

// TestNullIsSent differs from kin-openapi, which lets a read-only property pass
// where it is null. OpenAPI 3.0.3 says of it, in the Schema Object, that it
// should not be sent in a request, whatever its value.
func TestNullIsSent(t *testing.T) {
	r := httptest.NewRequest(http.MethodPost, "/users", strings.NewReader(`{"name":"n","password":"secret password","seen":null}`))
	r.Header.Set("Content-Type", "application/json")
	w := httptest.NewRecorder()
	access.NewHandler(users{}).ServeHTTP(w, r)
	compare(t, w.Body.String(), `{"title":"BadRequest","status":400,"detail":"seen: may not be sent in a request"}`)
}

func TestAccessOverHTTP(t *testing.T) {
	service := httptest.NewServer(Watch(t, accessFile, access.NewHandler(users{&access.User{ID: access.Some("1"), Name: "n"}})))
	defer service.Close()
	client, err := access.NewClient(service.URL)
	if err != nil {
		t.Fatal(err)
	}
	created, err := client.CreateUser(context.Background(), &access.User{Name: "n", Password: access.Some("secret password")})
	compare(t, err, nil)
	compare(t, created, &access.User{ID: access.Some("1"), Name: "n"})
}

// TestAccessOfAnswers has a service give away a password.
func TestAccessOfAnswers(t *testing.T) {
	leak := &access.User{ID: access.Some("1"), Name: "n", Password: access.Some("secret password")}
	var cause error
	handler := access.NewHandler(users{leak}, access.WithErrorMapper(func(_ context.Context, err error) *access.Error {
		cause = err
		return access.AsError(err)
	}))
	r := httptest.NewRequest(http.MethodPost, "/users", strings.NewReader(`{"name":"n","password":"secret password"}`))
	r.Header.Set("Content-Type", "application/json")
	w := httptest.NewRecorder()
	handler.ServeHTTP(w, r)
	var report *access.ValidationError
	if w.Code != http.StatusInternalServerError || strings.Contains(w.Body.String(), "secret") || !errors.As(cause, &report) {
		t.Errorf("%d %s, because of %v", w.Code, w.Body, cause)
	}
	compare(t, report.Error(), "/password: may not be sent in an answer")
}
