package oracle

import (
	"context"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"example.com/burin/generated/features/csdlmethods"
)

// intake takes statuses, and nothing else.
type intake struct {
	csdlmethods.UnimplementedServer
}

func (intake) CreateUserStatus(_ context.Context, policy string, body *csdlmethods.DeviceComplianceUserStatus) (*csdlmethods.DeviceComplianceUserStatus, error) {
	body.ID = csdlmethods.Some(policy)
	return body, nil
}

// TestOneRequest has a package of one request make it, and serve that alone.
func TestOneRequest(t *testing.T) {
	service := httptest.NewServer(csdlmethods.NewHandler(intake{}, csdlmethods.WithAuthorizer(
		func(r *http.Request, _ []csdlmethods.Requirement) (context.Context, error) { return r.Context(), nil })))
	defer service.Close()
	client, err := csdlmethods.NewClient(service.URL)
	compare(t, err, nil)
	statuses := client.DeviceManagement().DeviceCompliancePolicies().ByID("p").UserStatuses()
	created, err := statuses.Create(context.Background(), &csdlmethods.DeviceComplianceUserStatus{
		UserDisplayName: csdlmethods.Some("A"), DevicesCount: csdlmethods.Some[int32](1), Status: csdlmethods.Some(csdlmethods.ComplianceStatusCompliant),
		LastReportedDateTime: csdlmethods.Some(csdlmethods.DateTimeOf(time.Unix(0, 0))), UserPrincipalName: csdlmethods.Some("a@b.example"),
	})
	compare(t, err, nil)
	compare(t, created.ID, csdlmethods.Some("p"))
	response, err := http.Get(service.URL + "/deviceManagement/deviceCompliancePolicies/p/userStatuses")
	compare(t, err, nil)
	defer func() { _ = response.Body.Close() }()
	compare(t, []any{response.StatusCode, response.Header.Get("Allow")}, []any{http.StatusMethodNotAllowed, "POST"})
}
