package oracle

import (
	"context"
	"net/http/httptest"
	"testing"

	"example.com/burin/generated/features/extensions"
)

// agency has three jobs on two pages.
type agency struct{ made []extensions.Job }

func (a *agency) ListJobs(_ context.Context, params extensions.ListJobsParams) (*extensions.Page, error) {
	if params.Search.Or("") == "second" {
		return &extensions.Page{Items: []extensions.Job{{ID: 3, Level: extensions.Some(extensions.JobLevelHigh)}}}, nil
	}
	return &extensions.Page{Items: []extensions.Job{{ID: 1, Kind: extensions.Some(extensions.KindBeta)}, {ID: 2}}, NextLink: extensions.Some("/jobs?q=second")}, nil
}

func (a *agency) CreateJob(_ context.Context, body *extensions.Job) error {
	a.made = append(a.made, *body)
	return nil
}

// TestExtensions uses the names that extensions give, and the pages.
func TestExtensions(t *testing.T) {
	a := &agency{}
	service := httptest.NewServer(Watch(t, "../../spec/features/extensions/openapi.yaml", extensions.NewHandler(a)))
	defer service.Close()
	client, err := extensions.NewClient(service.URL)
	compare(t, err, nil)
	var ids []int32
	for job, err := range client.ListJobsAll(context.Background(), extensions.ListJobsParams{State: extensions.Some(extensions.StateOff)}) {
		compare(t, err, nil)
		ids = append(ids, job.ID)
	}
	compare(t, ids, []int32{1, 2, 3})
	job := extensions.Job{ID: 4, Kind: extensions.Some(extensions.KindAlpha), Other: extensions.Some(extensions.KindBeta)}
	//lint:ignore SA1019 what is deprecated works still
	compare(t, client.CreateJob(context.Background(), &job), nil)
	compare(t, a.made, []extensions.Job{job})
}
