package oracle

import (
	"context"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"

	"example.com/burin/generated/features/combined"
	"example.com/burin/generated/features/unions"
)

type unionsEcho struct{}

func (unionsEcho) EchoHolder(_ context.Context, body *unions.Holder) (*unions.Holder, error) {
	return body, nil
}

type combinedEcho struct{}

func (combinedEcho) EchoOrder(_ context.Context, body *combined.Order) (*combined.Order, error) {
	return body, nil
}

// TestSchemasLikeKin sends random documents through handlers that answer with
// what they were sent.
func TestSchemasLikeKin(t *testing.T) {
	for _, c := range []struct {
		feature, path, schema string
		handler               http.Handler
		options               []openapi3.SchemaValidationOption
	}{
		{"unions", "/holders", "holder", unions.NewHandler(unionsEcho{}), []openapi3.SchemaValidationOption{openapi3.EnableJSONSchema2020()}},
		{"combined", "/orders", "order", combined.NewHandler(combinedEcho{}), nil},
	} {
		t.Run(c.feature, func(t *testing.T) {
			schema := Load(t, "../../spec/features/"+c.feature+"/openapi.yaml").Components.Schemas[c.schema].Value
			m := &documentMaker{rand.New(rand.NewPCG(7, 8)), 80}
			accepted := 0
			for range documents / 4 {
				text := m.value(schema, 4)
				if !strings.HasPrefix(text, "{") {
					continue
				}
				want := visit(t, schema, text, c.options...)
				r := httptest.NewRequest(http.MethodPost, c.path, strings.NewReader(text))
				r.Header.Set("Content-Type", "application/json")
				w := httptest.NewRecorder()
				c.handler.ServeHTTP(w, r)
				if got := w.Code < 300; got != (want == nil) {
					t.Fatalf("%s\nburin: %d %s\nkin-openapi: %v", text, w.Code, w.Body, want)
				}
				if want == nil {
					accepted++
					if !strings.Contains(text, `"unknown"`) {
						sameJSON(t, text, w.Body.String())
					}
				}
			}
			t.Logf("%d of %d accepted", accepted, documents/4)
			if accepted < documents/20 {
				t.Errorf("only %d documents were valid: the generator of documents makes too few", accepted)
			}
		})
	}
}
