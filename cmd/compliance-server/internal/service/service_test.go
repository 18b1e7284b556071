package service_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"example.com/burin/cmd/compliance-server/internal/auth"
	"example.com/burin/cmd/compliance-server/internal/service"
	"example.com/burin/cmd/compliance-server/internal/store"
	api "example.com/burin/generated/devicecompliance"
	"example.com/burin/generator/oracle"
)

const (
	description = "../../../../spec/devicecompliance/openapi.yaml"
	audience    = "https://graph.microsoft.com"
	scope       = "DeviceManagementConfiguration.ReadWrite.All"
	policy      = "demo"
	collection  = "/deviceManagement/deviceCompliancePolicies/demo/userStatuses"
)

// fixture is a service on a database of its own, and the key it trusts.
type fixture struct {
	handler http.Handler
	key     *auth.Key
}

func newFixture(t *testing.T) *fixture {
	t.Helper()
	folder := t.TempDir()
	key, err := auth.DevelopmentKey(filepath.Join(folder, "key.pem"))
	if err != nil {
		t.Fatal(err)
	}
	keys, err := key.KeySet()
	if err != nil {
		t.Fatal(err)
	}
	database, err := store.Open(t.Context(), filepath.Join(folder, "test.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := database.Close(); err != nil {
			t.Error(err)
		}
	})
	return &fixture{key: key, handler: service.Handler(service.Options{
		Store:     database,
		Policies:  []string{policy, "other"},
		Authorize: auth.NewVerifier(keys, audience, "").Check,
		MaxBody:   4096,
		Log:       slog.New(slog.DiscardHandler),
	})}
}

// token makes a token of a work account, changed as wanted.
func (f *fixture) token(t *testing.T, change func(*auth.Grant)) string {
	t.Helper()
	grant := auth.Grant{
		Scopes: []string{scope}, Audience: audience, Tenant: "11111111-1111-4111-8111-111111111111",
		Issued: time.Now(), Lifetime: time.Hour,
	}
	if change != nil {
		change(&grant)
	}
	token, err := auth.Mint(f.key, grant)
	if err != nil {
		t.Fatal(err)
	}
	return token
}

// watched serves the fixture over HTTP, with openapi3filter on the way.
func (f *fixture) watched(t *testing.T) *httptest.Server {
	t.Helper()
	server := httptest.NewServer(oracle.Watch(t, description, f.handler))
	t.Cleanup(server.Close)
	return server
}

func (f *fixture) client(t *testing.T, address string) *api.Client {
	t.Helper()
	client, err := api.NewClient(address, api.WithTokenSource(api.StaticToken(f.token(t, nil))))
	if err != nil {
		t.Fatal(err)
	}
	return client
}

// TestDocumentation posts the documentation's request, byte for byte, and gets
// its response, but for white space and the id.
func TestDocumentation(t *testing.T) {
	f := newFixture(t)
	server := f.watched(t)
	request, response := read(t, "testdata/request.json"), read(t, "testdata/response.json")
	if len(request) != 287 || len(response) != 336 {
		t.Fatalf("%d and %d bytes, where the documentation says 287 and 336", len(request), len(response))
	}
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, server.URL+collection, bytes.NewReader(request))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Authorization", "Bearer "+f.token(t, nil))
	r.Header.Set("Accept", "application/json")
	r.Header.Set("Content-type", "application/json")
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = answer.Body.Close() }()
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	if answer.StatusCode != http.StatusCreated || answer.Header.Get("Content-Type") != "application/json" {
		t.Errorf("%d %s", answer.StatusCode, answer.Header.Get("Content-Type"))
	}
	id := regexp.MustCompile(`"id":"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"`)
	got := id.ReplaceAllString(string(body), `"id":"a0b566cd-66cd-a0b5-cd66-b5a0cd66b5a0"`)
	if diff := cmp.Diff(compact(string(response)), got); diff != "" {
		t.Error(diff)
	}
}

// compact takes the white space between the tokens of the documentation's JSON away.
func compact(document string) string {
	lines := strings.Split(document, "\n")
	for i, line := range lines {
		lines[i] = strings.Replace(strings.TrimSpace(line), `": `, `":`, 1)
	}
	return strings.Join(lines, "")
}

func read(t *testing.T, file string) []byte {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func sample(name string) *api.DeviceComplianceUserStatus {
	when, err := api.ParseDateTime("2017-01-01T00:00:17.7769392-08:00")
	if err != nil {
		panic(err)
	}
	return &api.DeviceComplianceUserStatus{
		UserDisplayName:      api.Some(name),
		DevicesCount:         api.Some[int32](12),
		Status:               api.Some(api.ComplianceStatusCompliant),
		LastReportedDateTime: api.Some(when),
		UserPrincipalName:    api.Null[string](),
	}
}

// TestClient goes through all operations by the generated client.
func TestClient(t *testing.T) {
	f := newFixture(t)
	client := f.client(t, f.watched(t).URL)
	ctx := t.Context()
	created, err := client.CreateUserStatus(ctx, policy, sample("one"))
	check(t, err)
	id, _ := created.ID.Get()
	change := &api.DeviceComplianceUserStatus{UserDisplayName: api.Null[string](), Status: api.Some(api.ComplianceStatusError), ID: api.Some("ignored")}
	updated, err := client.UpdateUserStatus(ctx, policy, id, change)
	check(t, err)
	got, err := client.GetUserStatus(ctx, policy, id, api.GetUserStatusParams{})
	check(t, err)
	want := *created
	want.UserDisplayName, want.Status = api.Null[string](), api.Some(api.ComplianceStatusError)
	if *updated != want || *got != want {
		t.Errorf("updated %+v, got %+v, wanted %+v", updated, got, want)
	}
	_, err = client.CreateUserStatus(ctx, policy, &want)
	answers(t, err, http.StatusConflict, "id")
	_, err = client.GetUserStatus(ctx, "other", id, api.GetUserStatusParams{})
	answers(t, err, http.StatusNotFound, "deviceComplianceUserStatusId")
	_, err = client.CreateUserStatus(ctx, "unknown", sample("x"))
	answers(t, err, http.StatusNotFound, "deviceCompliancePolicyId")
	check(t, client.DeleteUserStatus(ctx, policy, id))
	answers(t, client.DeleteUserStatus(ctx, policy, id), http.StatusNotFound, "deviceComplianceUserStatusId")
}

// TestPages reads five objects by twos, in an order, through the iterator.
func TestPages(t *testing.T) {
	f := newFixture(t)
	client := f.client(t, f.watched(t).URL)
	for _, name := range []string{"c", "a", "e", "b", "d"} {
		_, err := client.CreateUserStatus(t.Context(), policy, sample(name))
		check(t, err)
	}
	params := api.ListUserStatusesParams{
		Top:     api.Some[int32](2),
		OrderBy: api.Some([]string{"userDisplayName desc"}),
		Filter:  api.Some("status eq 'compliant' and not (userDisplayName eq 'c')"),
		Count:   api.Some(true),
	}
	page, err := client.ListUserStatuses(t.Context(), policy, params)
	check(t, err)
	if len(page.Value) != 2 || page.ODataCount.Or(0) != 4 {
		t.Errorf("a page of %d, of %d in all", len(page.Value), page.ODataCount.Or(0))
	}
	var names []string
	for status, err := range client.ListUserStatusesAll(t.Context(), policy, params) {
		check(t, err)
		names = append(names, status.UserDisplayName.Or(""))
	}
	if diff := cmp.Diff([]string{"e", "d", "b", "a"}, names); diff != "" {
		t.Error(diff)
	}
}

// TestClientTolerates answers a client with what the description does not know.
func TestClientTolerates(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		_, _ = io.WriteString(w, `{"@odata.etag":"W/1","id":"x","status":"notAssigned","new":{"a":[1]}}`)
	}))
	defer server.Close()
	client, err := api.NewClient(server.URL)
	check(t, err)
	got, err := client.GetUserStatus(t.Context(), policy, "x", api.GetUserStatusParams{})
	check(t, err)
	if status := got.Status.Or(""); status != "notAssigned" || slices.Contains(api.ComplianceStatusValues, status) || got.ID.Or("") != "x" {
		t.Errorf("%+v", got)
	}
	if err := got.Validate(); err == nil || !strings.Contains(err.Error(), "/status") {
		t.Errorf("validating says %v", err)
	}
}

func TestCancelled(t *testing.T) {
	f := newFixture(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := f.client(t, f.watched(t).URL).CreateUserStatus(ctx, policy, sample("x"))
	if !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

func check(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// answers checks the status and the target of an error.
func answers(t *testing.T, err error, status int, target string) {
	t.Helper()
	var answer *api.Error
	if !errors.As(err, &answer) {
		t.Fatalf("%v is no *Error", err)
	}
	if got := answer.Body.Error.Target.Or(""); answer.Status != status || got != target || answer.RequestID == "" {
		t.Errorf("%d with target %q, wanted %d with %q: %v", answer.Status, got, status, target, err)
	}
}
