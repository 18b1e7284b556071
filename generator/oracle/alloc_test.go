package oracle

import (
	"bytes"
	"io"
	"math"
	"net/http"
	"testing"

	"example.com/burin/generated/devicecompliance"
	"example.com/burin/generated/features/routes"
)

// sink is a response writer that costs nothing.
type sink struct {
	header http.Header
	status int
}

func (s *sink) Header() http.Header         { return s.header }
func (s *sink) WriteHeader(status int)      { s.status = status }
func (s *sink) Write(p []byte) (int, error) { return len(p), nil }

// fewest is how many allocations f costs at the least: the race detector has
// pools lose what they hold now and then.
func fewest(f func()) float64 {
	least := math.Inf(1)
	for range 100 {
		least = min(least, testing.AllocsPerRun(1, f))
	}
	return least
}

// TestRouteAllocatesNothing answers requests without body, parameters or
// answer: what is left is the way to the operation and back.
func TestRouteAllocatesNothing(t *testing.T) {
	handler := routes.NewHandler(&things{}, routes.WithAuthorizer(admitThings))
	for _, path := range []string{"/things/mine/parts", "/things"} {
		method := http.MethodGet
		if path == "/things" {
			method = http.MethodDelete
		}
		r, err := http.NewRequest(method, path, nil)
		if err != nil {
			t.Fatal(err)
		}
		w := &sink{header: http.Header{}}
		allocations := fewest(func() { handler.ServeHTTP(w, r) })
		if allocations > 0 || w.status != http.StatusNoContent {
			t.Errorf("%s %s: %d with %v allocations", method, path, w.status, allocations)
		}
	}
}

// TestCreateAllocations counts what one POST of the page costs: the body's
// text and the value it is decoded into, the path parameter, and the reader
// that bounds the body.
func TestCreateAllocations(t *testing.T) {
	handler := devicecompliance.NewHandler(echo{}, devicecompliance.WithAuthorizer(admit))
	body := []byte(`{"userDisplayName":"n","devicesCount":12,"status":"error","lastReportedDateTime":"2017-01-01T00:00:17Z","userPrincipalName":"p"}`)
	reader := bytes.NewReader(body)
	r, err := http.NewRequest(http.MethodPost, collection, io.NopCloser(reader))
	if err != nil {
		t.Fatal(err)
	}
	r.ContentLength = int64(len(body))
	r.Header.Set("Content-Type", "application/json")
	w := &sink{header: http.Header{}}
	allocations := fewest(func() {
		reader.Reset(body)
		handler.ServeHTTP(w, r)
	})
	if allocations > 4 || w.status != http.StatusCreated {
		t.Errorf("%d with %v allocations", w.status, allocations)
	}
	t.Logf("%v allocations", allocations)
}
