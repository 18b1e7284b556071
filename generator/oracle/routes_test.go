package oracle

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/burin/generated/features/routes"
)

const routesFile = "../../spec/features/routes/openapi.yaml"

// things remembers what it was asked.
type things struct {
	routes.UnimplementedServer
	asked any
}

func (s *things) ListThings(_ context.Context, params routes.ListThingsParams) (*routes.Things, error) {
	s.asked = params
	return &routes.Things{Items: []routes.Thing{{Number: routes.Some[int64](1)}, {}}}, nil
}

func (s *things) DeleteThings(context.Context) error {
	s.asked = "delete"
	return nil
}

func (s *things) Mine(context.Context) (*routes.Thing, error) {
	s.asked = "mine"
	return nil, routes.NewError(http.StatusNotFound, "", "there is none", "")
}

func (s *things) MyParts(context.Context) error {
	s.asked = "parts"
	return nil
}

func (s *things) ByType(_ context.Context, kind routes.Kind) (*routes.Thing, error) {
	s.asked = kind
	return &routes.Thing{Kind: routes.Some(kind)}, nil
}

func (s *things) ByNumber(_ context.Context, kind routes.Kind, number int64) (*routes.Thing, error) {
	s.asked = []any{kind, number}
	return &routes.Thing{Kind: routes.Some(kind), Number: routes.Some(number)}, nil
}

func admitThings(r *http.Request, _ []routes.Requirement) (context.Context, error) {
	return r.Context(), nil
}

func TestRoutes(t *testing.T) {
	server := &things{}
	handler := routes.NewHandler(server, routes.WithAuthorizer(admitThings))
	service := httptest.NewServer(Watch(t, routesFile, handler))
	defer service.Close()
	client, err := routes.NewClient(service.URL + "/")
	if err != nil {
		t.Fatal(err)
	}
	ctx := context.Background()
	since, err := routes.ParseDateTime("2017-01-01T00:00:17.770-08:00")
	if err != nil {
		t.Fatal(err)
	}
	params := routes.ListThingsParams{
		Page:  3,
		Kinds: routes.Some([]routes.Kind{routes.KindLarge, routes.KindSmall}),
		Sizes: routes.Some([]int64{1, -2, 3}),
		Since: routes.Some(since),
		New:   routes.Some(false),
	}
	list, err := client.ListThings(ctx, params)
	compare(t, err, nil)
	compare(t, len(list.Items), 2)
	compare(t, list.Items[0].Number.Or(0), 1)
	compare(t, server.asked, any(params))

	compare(t, client.DeleteThings(ctx), nil)
	compare(t, server.asked, any("delete"))

	_, err = client.Mine(ctx)
	var answer *routes.Error
	if !errors.As(err, &answer) {
		t.Fatalf("%v is no *Error", err)
	}
	compare(t, *answer.Body, routes.ErrorModel{Code: 404, Message: "there is none"})
	compare(t, server.asked, any("mine"))

	compare(t, client.MyParts(ctx), nil)
	compare(t, server.asked, any("parts"))

	//lint:ignore SA1019 a deprecated operation has to work too
	_, err = client.ByType(ctx, routes.KindLarge)
	compare(t, err, nil)
	compare(t, server.asked, any(routes.KindLarge))

	thing, err := client.ByNumber(ctx, routes.KindSmall, 1<<40)
	compare(t, err, nil)
	compare(t, thing.Number.Or(0), 1<<40)
	compare(t, server.asked, any([]any{routes.KindSmall, int64(1 << 40)}))
}

func TestRoutesRefuse(t *testing.T) {
	handler := routes.NewHandler(&things{}, routes.WithAuthorizer(admitThings))
	cases := []struct {
		method, path string
		status       int
		message      string
	}{
		{"GET", "/things", 400, `is missing`},
		{"GET", "/things?page=0", 400, `must be at least 1`},
		{"GET", "/things?page=x", 400, `must be a whole number`},
		{"GET", "/things?page=1&page=2", 400, `stands more than once`},
		{"GET", "/things?page=1&kinds=large&kinds=huge", 400, `must be one of the values described, not "huge"`},
		{"GET", "/things?page=1&sizes=1,,2", 400, `must be a whole number`},
		{"GET", "/things?page=1&sizes=1,2x", 400, `must end before this`},
		{"GET", "/things?page=1&since=yesterday", 400, `must be a date and time such as 2006-01-02T15:04:05.999Z (RFC 3339)`},
		{"GET", "/things?page=1&new=yes", 400, `must be true or false`},
		{"GET", "/things?page=%zz", 400, "the query must be percent-encoded: invalid URL escape \"%zz\""},
		{"GET", "/things/large/-1", 400, `must be at least 0`},
		{"GET", "/things/huge", 400, `must be one of the values described, not "huge"`},
		{"GET", "/things/mine/", 404, `there is nothing at this path`},
		{"GET", "/things//", 404, `there is nothing at this path`},
		{"GET", "/thingsmine", 404, `there is nothing at this path`},
		{"GET", "/", 404, `there is nothing at this path`},
		{"POST", "/things/mine", 405, `POST is not allowed here: use GET`},
		{"PUT", "/things", 405, `PUT is not allowed here: use GET, DELETE`},
	}
	for _, c := range cases {
		r := httptest.NewRequest(c.method, c.path, nil)
		w := httptest.NewRecorder()
		handler.ServeHTTP(w, r)
		var body routes.ErrorModel
		if err := routes.DecodeJSON(w.Body.Bytes(), &body); err != nil {
			t.Errorf("%s %s: %v", c.method, c.path, err)
		}
		if diff := cmp.Diff(routes.ErrorModel{Code: int32(c.status), Message: c.message}, body); diff != "" || w.Code != c.status {
			t.Errorf("%s %s: %d %s", c.method, c.path, w.Code, diff)
		}
	}
}

// TestRoutesRefuseByDefault says that operations which ask for authorization
// are closed where nobody decides.
func TestRoutesRefuseByDefault(t *testing.T) {
	handler := routes.NewHandler(&things{})
	for path, want := range map[string]int{"/things/mine/parts": http.StatusForbidden, "/things?page=1": http.StatusOK} {
		w := httptest.NewRecorder()
		handler.ServeHTTP(w, httptest.NewRequest(http.MethodGet, path, nil))
		compare(t, w.Code, want)
	}
}

func compare[T any](t *testing.T, got, want T) {
	t.Helper()
	if diff := cmp.Diff(want, got, cmp.Exporter(everyField)); diff != "" {
		t.Error(diff)
	}
}
