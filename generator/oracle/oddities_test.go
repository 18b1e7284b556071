package oracle

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"testing"

	"example.com/burin/generated/features/oddities"
)

// oddService answers what it is asked, and remembers the parameters.
type oddService struct {
	oddities.UnimplementedServer
	oddities.UnimplementedReceiver
	params oddities.CodesParams
	last   string
}

func (s *oddService) Silent(_ context.Context, body oddities.Opt[string]) (*oddities.SilentResponse, error) {
	s.last = body.Or("")
	return &oddities.SilentResponse{Status: http.StatusAccepted}, nil
}

func (s *oddService) Nothing(context.Context) error { return nil }

func (s *oddService) NothingAtAll(context.Context, *oddities.NothingAtAllForm) error { return nil }

func (s *oddService) Either(_ context.Context, body *oddities.Tree) (*oddities.Tree, error) {
	return body, nil
}

func (s *oddService) Codes(_ context.Context, params oddities.CodesParams, body map[string]oddities.Code) (map[string]oddities.Code, error) {
	s.params = params
	return body, nil
}

func (s *oddService) Begun(context.Context) error { s.last = "begun"; return nil }

func (s *oddService) Done(context.Context) error { s.last = "done"; return nil }

func (s *oddService) Once(_ context.Context, first string) (oddities.Value, error) {
	return oddities.Value{String: oddities.Some(first)}, nil
}

func (s *oddService) Twice(_ context.Context, second int64) error {
	s.last = fmt.Sprint(second)
	return nil
}

// TestOddPaths has the parameter of a path have another name for each method.
func TestOddPaths(t *testing.T) {
	s, ctx := &oddService{}, context.Background()
	service := httptest.NewServer(oddities.NewHandler(s))
	defer service.Close()
	client, err := oddities.NewClient(service.URL)
	compare(t, err, nil)
	value, err := client.Once(ctx, "a/b")
	compare(t, []any{value, err}, []any{oddities.Value{String: oddities.Some("a/b")}, nil})
	compare(t, []any{client.Twice(ctx, 7), s.last}, []any{nil, "7"})
}

func TestOddities(t *testing.T) {
	s, ctx := &oddService{}, context.Background()
	service := httptest.NewServer(oddities.NewHandler(s))
	defer service.Close()
	client, err := oddities.NewClient(service.URL)
	compare(t, err, nil)

	answer, err := client.Silent(ctx, oddities.Some("hush"))
	compare(t, []any{answer, err, s.last}, []any{&oddities.SilentResponse{Status: http.StatusAccepted}, nil, "hush"})
	compare(t, client.Nothing(ctx), nil)
	compare(t, client.NothingAtAll(ctx, &oddities.NothingAtAllForm{}), nil)

	tree := &oddities.Tree{Branch: oddities.Some(&oddities.TreeBranch{Name: oddities.Some("a"), Next: oddities.Some(&oddities.WeighedNext{
		Weight: oddities.Some(2.5), Next: oddities.Some(&oddities.WeighedNext{Name: oddities.Some("b")}),
	})})}
	same, err := client.Either(ctx, tree)
	compare(t, []any{same, err}, []any{tree, nil})

	params := oddities.CodesParams{Filter: oddities.Some(map[string]string{"a": "1"}), Tag: oddities.Some([]string{"x", ""})}
	codes := map[string]oddities.Code{"xy": {Map: oddities.Some(map[string]oddities.PairsValue{"ab": {String: oddities.Some("z")}})}}
	back, err := client.Codes(ctx, params, codes)
	compare(t, []any{back, err, s.params}, []any{codes, nil, params})
}

// TestOddFailures has the details of a failure say nothing that a handler knows.
func TestOddFailures(t *testing.T) {
	service := httptest.NewServer(oddities.NewHandler(&oddService{}))
	defer service.Close()
	client, err := oddities.NewClient(service.URL)
	compare(t, err, nil)
	_, err = client.Codes(context.Background(), oddities.CodesParams{}, map[string]oddities.Code{"x": {String: oddities.Some("")}})
	var failure *oddities.Error
	if !errors.As(err, &failure) {
		t.Fatal(err)
	}
	compare(t, []any{failure.Status, failure.Body.Code.Or(0)}, []any{http.StatusBadRequest, int32(http.StatusBadRequest)})
}

// TestOddCallbacks has two callbacks go to where the same expression says.
func TestOddCallbacks(t *testing.T) {
	s, ctx := &oddService{}, context.Background()
	begun, done := httptest.NewServer(oddities.NewBegunReceiver(s)), httptest.NewServer(oddities.NewDoneReceiver(s))
	defer begun.Close()
	defer done.Close()
	client, err := oddities.NewClient("https://example.com")
	compare(t, err, nil)
	compare(t, []any{client.SendBegun(ctx, begun.URL), s.last}, []any{nil, "begun"})
	compare(t, []any{client.SendDone(ctx, done.URL), s.last}, []any{nil, "done"})
}
