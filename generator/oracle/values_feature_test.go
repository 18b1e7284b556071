package oracle

import (
	"context"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"example.com/burin/generated/features/values"
)

type valuesEcho struct{}

func (valuesEcho) EchoValues(_ context.Context, body *values.Values) (*values.Values, error) {
	return body, nil
}

func TestValuesLikeKin(t *testing.T) {
	schema := Load(t, "../../spec/features/values/openapi.yaml").Components.Schemas["values"].Value
	handler := values.NewHandler(valuesEcho{})
	m := &documentMaker{rand.New(rand.NewPCG(5, 6)), 60}
	accepted := 0
	for range documents {
		text := m.object(schema, 4)
		want := visit(t, schema, text)
		r := httptest.NewRequest(http.MethodPost, "/values", strings.NewReader(text))
		r.Header.Set("Content-Type", "application/json; charset=utf-8")
		w := httptest.NewRecorder()
		handler.ServeHTTP(w, r)
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
	t.Logf("%d of %d accepted", accepted, documents)
}
