package oracle

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"example.com/burin/generated/features/swagger"
)

// zoo answers by what it is asked.
type zoo struct{ last swagger.Animal }

func (z *zoo) GetAnimal(_ context.Context, id int64, params swagger.GetAnimalParams) (*swagger.GetAnimalResponse, error) {
	if id == 0 {
		return nil, swagger.NewError(http.StatusNotFound, "", "none", "")
	}
	return &swagger.GetAnimalResponse{XLeft: swagger.Some(int32(len(params.Fields.Or(nil)))), Body: z.last}, nil
}

func (z *zoo) PutAnimal(_ context.Context, _ int64, body swagger.Animal) error {
	z.last = body
	return nil
}

func (z *zoo) SendForm(_ context.Context, body *swagger.SendFormForm) (string, error) {
	return fmt.Sprint(body.Name, " is ", body.Age.Or(0)), nil
}

func (z *zoo) SendFile(_ context.Context, body *swagger.SendFileForm) (string, error) {
	content, err := io.ReadAll(body.File.Content)
	return fmt.Sprint(len(content), body.Note.Or("")), err
}

// TestSwagger calls an API that is described in Swagger 2.0.
func TestSwagger(t *testing.T) {
	z := &zoo{}
	query := ""
	handler := swagger.NewHandler(z, swagger.WithAuthorizer(func(r *http.Request, _ []swagger.Requirement) (context.Context, error) {
		return r.Context(), nil
	}))
	service := httptest.NewServer(http.StripPrefix("/v2", http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		query = r.URL.RawQuery
		handler.ServeHTTP(w, r)
	})))
	defer service.Close()
	client, err := swagger.NewClient(service.URL + "/v2")
	compare(t, err, nil)
	ctx := context.Background()
	bird := &swagger.Bird{Kind: "Bird", Legs: 2, Nick: swagger.Null[string](), Wings: swagger.Some[int32](2)}
	compare(t, client.PutAnimal(ctx, 1, bird), nil)
	answer, err := client.GetAnimal(ctx, 9007199254740993, swagger.GetAnimalParams{
		Fields: swagger.Some([]string{"a", "b"}), Order: swagger.Some([]swagger.GetAnimalOrderItem{"up", "down"})})
	compare(t, err, nil)
	compare(t, answer, &swagger.GetAnimalResponse{XLeft: swagger.Some[int32](2), Body: bird})
	compare(t, query, "fields=a,b&order=up&order=down")
	fish := &swagger.Fish{Kind: "#zoo.fish", Legs: 0, Fins: swagger.Some[int32](3)}
	compare(t, client.PutAnimal(ctx, 1, fish), nil)
	answer, err = client.GetAnimal(ctx, 1, swagger.GetAnimalParams{Detail: swagger.Some(swagger.DetailLong)})
	compare(t, err, nil)
	compare(t, answer.Body, swagger.Animal(fish))
	var refused *swagger.Error
	for _, id := range []int64{0, 9007199254740994} {
		if _, err := client.GetAnimal(ctx, id, swagger.GetAnimalParams{}); !errors.As(err, &refused) {
			t.Error(id, err)
		}
	}
	text, err := client.SendForm(ctx, &swagger.SendFormForm{Name: "n", Age: swagger.Some[int32](3)})
	compare(t, err, nil)
	compare(t, text, "n is 3")
	text, err = client.SendFile(ctx, &swagger.SendFileForm{File: swagger.File{Name: "f", Content: strings.NewReader("1234")}, Note: swagger.Some("!")})
	compare(t, err, nil)
	compare(t, text, "4!")
}
