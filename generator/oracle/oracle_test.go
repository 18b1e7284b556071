package oracle

import (
	"context"
	"encoding/json"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/google/go-cmp/cmp"

	"example.com/burin/generated/devicecompliance"
)

const description = "../../spec/devicecompliance/openapi.yaml"

const collection = "/deviceManagement/deviceCompliancePolicies/p/userStatuses"

// documents is how many random documents each test makes.
const documents = 20_000

func TestRequestsLikeKin(t *testing.T) {
	doc := Load(t, description)
	paths := doc.Paths.Map()
	item := collectionItem(paths)
	body := item.Post.RequestBody.Value.Content["application/json"].Schema.Value
	entity := doc.Components.Schemas["deviceComplianceUserStatus"].Value
	handler := devicecompliance.NewHandler(echo{}, devicecompliance.WithAuthorizer(admit))
	random := rand.New(rand.NewPCG(1, 2))
	accepted := 0
	for range documents {
		text := randomObject(random, entityValues)
		for _, request := range []struct {
			method, path string
			schema       *openapi3.Schema
		}{
			{http.MethodPost, collection, body},
			{http.MethodPatch, collection + "/i", entity},
		} {
			want := visit(t, request.schema, text, openapi3.VisitAsRequest())
			r := httptest.NewRequest(request.method, request.path, strings.NewReader(text))
			r.Header.Set("Content-Type", "application/json")
			w := httptest.NewRecorder()
			handler.ServeHTTP(w, r)
			if got := w.Code < 300; got != (want == nil) {
				t.Fatalf("%s %s\nburin: %d %s\nkin-openapi: %v", request.method, text, w.Code, w.Body, want)
			}
			if want == nil {
				accepted++
				sameJSON(t, text, w.Body.String())
			}
		}
	}
	t.Logf("%d of %d accepted", accepted, 2*documents)
	if accepted < documents/10 {
		t.Errorf("only %d documents were valid: the generator of documents makes too few", accepted)
	}
}

// TestTypesLikeKin decodes and validates each type by its own methods. They
// cannot know what a closed type refuses, since UnmarshalJSON lets it pass.
func TestTypesLikeKin(t *testing.T) {
	doc := Load(t, description)
	for name, candidate := range map[string]struct {
		value  func() checked
		values map[string][]string
	}{
		"deviceComplianceUserStatus": {func() checked { return new(devicecompliance.DeviceComplianceUserStatus) }, without(entityValues, "unknown")},
		"odataError":                 {func() checked { return new(devicecompliance.ODataError) }, errorValues},
		"deviceComplianceUserStatusCollectionResponse": {func() checked { return new(devicecompliance.DeviceComplianceUserStatusCollectionResponse) }, pageValues},
	} {
		t.Run(name, func(t *testing.T) {
			schema := doc.Components.Schemas[name].Value
			random := rand.New(rand.NewPCG(3, 4))
			for range documents {
				text := randomObject(random, candidate.values)
				want := visit(t, schema, text)
				value := candidate.value()
				err := value.UnmarshalJSON([]byte(text))
				if err == nil {
					err = value.Validate()
				}
				if (err == nil) != (want == nil) {
					t.Fatalf("%s\nburin: %v\nkin-openapi: %v", text, err, want)
				}
			}
		})
	}
}

type checked interface {
	UnmarshalJSON([]byte) error
	Validate() error
}

// echo answers with what it was sent.
type echo struct {
	devicecompliance.UnimplementedServer
}

func (echo) CreateUserStatus(_ context.Context, _ string, body *devicecompliance.DeviceComplianceUserStatus) (*devicecompliance.DeviceComplianceUserStatus, error) {
	return body, nil
}

func (echo) UpdateUserStatus(_ context.Context, _, _ string, body *devicecompliance.DeviceComplianceUserStatus) (*devicecompliance.DeviceComplianceUserStatus, error) {
	return body, nil
}

func admit(r *http.Request, _ []devicecompliance.Requirement) (context.Context, error) {
	return r.Context(), nil
}

func collectionItem(paths map[string]*openapi3.PathItem) *openapi3.PathItem {
	for path, item := range paths {
		if strings.HasSuffix(path, "/userStatuses") {
			return item
		}
	}
	return nil
}

func visit(t *testing.T, schema *openapi3.Schema, text string, options ...openapi3.SchemaValidationOption) error {
	t.Helper()
	var value any
	if err := json.Unmarshal([]byte(text), &value); err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	return schema.VisitJSON(value, append(options, openapi3.EnableFormatValidation())...)
}

func sameJSON(t *testing.T, want, got string) {
	t.Helper()
	var a, b map[string]any
	if err := json.Unmarshal([]byte(want), &a); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal([]byte(got), &b); err != nil {
		t.Fatalf("%s: %v", got, err)
	}
	if diff := cmp.Diff(a, b); diff != "" {
		t.Fatalf("%s came back otherwise: %s", want, diff)
	}
}

// randomObject makes an object of some of the properties, in any order, each
// with one of the values given for it: the first most of the time.
func randomObject(random *rand.Rand, values map[string][]string) string {
	names := make([]string, 0, len(values))
	for _, name := range sortedKeys(values) {
		if n := random.IntN(24); n > 0 && (name != "unknown" || n > 20) {
			names = append(names, name)
		}
	}
	random.Shuffle(len(names), func(i, j int) { names[i], names[j] = names[j], names[i] })
	members := make([]string, len(names))
	for i, name := range names {
		choices := values[name]
		choice := choices[0]
		if random.IntN(12) == 0 {
			choice = choices[random.IntN(len(choices))]
		}
		members[i] = strconv.Quote(name) + ":" + choice
	}
	return "{" + strings.Join(members, ",") + "}"
}
