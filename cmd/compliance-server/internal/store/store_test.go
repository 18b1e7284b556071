package store

import (
	"database/sql"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/burin/cmd/compliance-server/internal/query"
	api "example.com/burin/generated/devicecompliance"
)

func open(t *testing.T, path string) *Store {
	t.Helper()
	s, err := Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

func temporary(t *testing.T) *Store {
	t.Helper()
	return open(t, filepath.Join(t.TempDir(), "test.db"))
}

func dateTime(t *testing.T, text string) api.Opt[api.DateTime] {
	t.Helper()
	d, err := api.ParseDateTime(text)
	if err != nil {
		t.Fatal(err)
	}
	return api.Some(d)
}

func sample(t *testing.T, id string) *api.DeviceComplianceUserStatus {
	t.Helper()
	return &api.DeviceComplianceUserStatus{
		ODataType:            api.Some(TypeName),
		ID:                   api.Some(id),
		UserDisplayName:      api.Some("User Display Name value"),
		DevicesCount:         api.Some[int32](12),
		Status:               api.Some(api.ComplianceStatusNotApplicable),
		LastReportedDateTime: dateTime(t, "2017-01-01T00:00:17.7769392-08:00"),
		UserPrincipalName:    api.Some("User Principal Name value"),
	}
}

func text(t *testing.T, s *api.DeviceComplianceUserStatus) string {
	t.Helper()
	b, err := api.AppendJSON(nil, s)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// TestRoundTrip has what was created come back to the byte, from the open
// database and after it was closed.
func TestRoundTrip(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a file?.db")
	s := open(t, path)
	odd := sample(t, "id with ' and \x00 and ä")
	odd.UserDisplayName = api.Some("nul \x00, 'quote', 日本語, 🙂")
	odd.UserPrincipalName = api.Null[string]()
	odd.DevicesCount = api.Some[int32](1<<31 - 1)
	odd.LastReportedDateTime = dateTime(t, "0000-01-01t00:00:00.10000000000000000000+23:59")
	empty := sample(t, "e")
	empty.UserDisplayName = api.Some("")
	long := sample(t, "l")
	long.UserDisplayName = api.Some(strings.Repeat("ü", 1<<19))
	all := []*api.DeviceComplianceUserStatus{sample(t, "a"), odd, empty, long}
	for _, status := range all {
		if err := s.Create(t.Context(), "p", status); err != nil {
			t.Fatal(err)
		}
	}
	secret := s.Secret()
	for range 2 {
		for _, status := range all {
			got, err := s.Get(t.Context(), "p", status.ID.Or(""))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(text(t, status), text(t, got)); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		s = open(t, path)
	}
	if diff := cmp.Diff(secret, s.Secret()); diff != "" || len(secret) != 32 {
		t.Errorf("the secret did not stay (-want +got):\n%s", diff)
	}
	if info, err := os.Stat(path); err != nil || info.Mode() != 0o600 {
		t.Errorf("the file's mode: %v, %v", info.Mode(), err)
	}
}

func TestKeysAreOfAPolicy(t *testing.T) {
	s := temporary(t)
	for policy, want := range map[string]error{"p": nil, "q": nil} {
		if err := s.Create(t.Context(), policy, sample(t, "a")); !errors.Is(err, want) {
			t.Errorf("%s: %v", policy, err)
		}
		if err := s.Create(t.Context(), policy, sample(t, "a")); !errors.Is(err, ErrTaken) {
			t.Errorf("%s, again: %v", policy, err)
		}
	}
	if err := s.Delete(t.Context(), "q", "a"); err != nil {
		t.Error(err)
	}
	if _, err := s.Get(t.Context(), "q", "a"); !errors.Is(err, ErrNotFound) {
		t.Errorf("what was deleted: %v", err)
	}
	if _, err := s.Get(t.Context(), "p", "a"); err != nil {
		t.Errorf("the other policy's: %v", err)
	}
	if err := s.Delete(t.Context(), "q", "a"); !errors.Is(err, ErrNotFound) {
		t.Errorf("deleting again: %v", err)
	}
	if _, err := s.Get(t.Context(), "p", "A"); !errors.Is(err, ErrNotFound) {
		t.Errorf("the id in capitals: %v", err)
	}
}

func TestUpdate(t *testing.T) {
	s := temporary(t)
	if err := s.Create(t.Context(), "p", sample(t, "a")); err != nil {
		t.Fatal(err)
	}
	want := sample(t, "a")
	want.UserDisplayName = api.Null[string]()
	want.LastReportedDateTime = dateTime(t, "2020-02-29T12:00:00Z")
	change := &api.DeviceComplianceUserStatus{
		ID:                   api.Some("ignored"),
		UserDisplayName:      api.Null[string](),
		LastReportedDateTime: want.LastReportedDateTime,
	}
	got, err := s.Update(t.Context(), "p", "a", change)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(text(t, want), text(t, got)); diff != "" {
		t.Errorf("answered (-want +got):\n%s", diff)
	}
	kept, err := s.Get(t.Context(), "p", "a")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(text(t, want), text(t, kept)); diff != "" {
		t.Errorf("kept (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"a"}, list(t, s, "lastReportedDateTime eq 2020-02-29T13:00:00+01:00", "", 9)); diff != "" {
		t.Errorf("by its new time (-want +got):\n%s", diff)
	}
	if _, err := s.Update(t.Context(), "p", "b", change); !errors.Is(err, ErrNotFound) {
		t.Errorf("updating what is not there: %v", err)
	}
}

// list reads all pages, and gives the ids.
func list(t *testing.T, s *Store, filter, order string, limit int) []string {
	t.Helper()
	selection := &Selection{Limit: limit}
	var err error
	if filter != "" {
		if selection.Filter, err = query.ParseFilter(filter, Entity); err != nil {
			t.Fatal(err)
		}
	}
	var items []string
	if order != "" {
		items = strings.Split(order, ",")
	}
	if selection.Order, err = query.ParseOrder(items, Entity); err != nil {
		t.Fatal(err)
	}
	ids := []string{}
	for {
		page, err := s.List(t.Context(), "p", selection)
		if err != nil {
			t.Fatal(err)
		}
		for _, status := range page.Statuses {
			ids = append(ids, status.ID.Or(""))
		}
		if page.End == nil {
			return ids
		}
		place, err := s.Place(t.Context(), "p", ids[len(ids)-1], selection.Order)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(place, page.End); diff != "" {
			t.Errorf("the end of the page is not the place of its last (-want +got):\n%s", diff)
		}
		selection.After = page.End
	}
}

func fill(t *testing.T, s *Store) {
	t.Helper()
	names := []api.Opt[string]{api.Null[string](), api.Some(""), api.Some("b"), api.Some("a"), api.Some("b")}
	for i := range 20 {
		status := sample(t, fmt.Sprintf("%02d", i))
		status.UserDisplayName = names[i%len(names)]
		status.DevicesCount = api.Some(int32(i % 3))
		status.Status = api.Some(api.ComplianceStatus(statuses()[i%7]))
		status.LastReportedDateTime = dateTime(t, fmt.Sprintf("2017-01-01T00:00:00-%02d:00", i%4))
		if err := s.Create(t.Context(), "p", status); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Create(t.Context(), "q", sample(t, "other")); err != nil {
		t.Fatal(err)
	}
}

func TestListPages(t *testing.T) {
	s := temporary(t)
	if got := list(t, s, "", "", 5); len(got) != 0 {
		t.Errorf("an empty policy lists %v", got)
	}
	fill(t, s)
	for _, order := range []string{
		"", "id desc", "userDisplayName", "userDisplayName desc", "status,devicesCount desc",
		"lastReportedDateTime desc,userDisplayName,status", "userPrincipalName,userDisplayName desc,id desc",
	} {
		for _, filter := range []string{"", "devicesCount ne 1", "userDisplayName eq null or status eq 'compliant'"} {
			whole := list(t, s, filter, order, 100)
			for _, limit := range []int{1, 2, 3, 7, len(whole)} {
				if diff := cmp.Diff(whole, list(t, s, filter, order, limit)); diff != "" {
					t.Errorf("%s by %s, %d a page (-want +got):\n%s", filter, order, limit, diff)
				}
			}
		}
	}
}

func TestListOrdersByProperty(t *testing.T) {
	s := temporary(t)
	fill(t, s)
	for order, want := range map[string]string{
		"status":                       "00 07 14 01 08 15 02 09 16 03",
		"status desc":                  "06 13 05 12 19 04 11 18 03 10",
		"lastReportedDateTime":         "00 04 08 12 16 01 05 09 13 17",
		"userDisplayName":              "00 05 10 15 01 06 11 16 03 08",
		"userDisplayName desc,id desc": "19 17 14 12 09 07 04 02 18 13",
	} {
		got := strings.Join(list(t, s, "", order, 100)[:10], " ")
		if got != want {
			t.Errorf("by %s: %s, not %s", order, got, want)
		}
	}
}

// TestPagesStayUnderInserts has others come and go between two pages.
func TestPagesStayUnderInserts(t *testing.T) {
	s := temporary(t)
	fill(t, s)
	order, err := query.ParseOrder([]string{"devicesCount"}, Entity)
	if err != nil {
		t.Fatal(err)
	}
	before := list(t, s, "", "devicesCount", 100)
	selection := &Selection{Order: order, Limit: 10, Count: true}
	first, err := s.List(t.Context(), "p", selection)
	if err != nil {
		t.Fatal(err)
	}
	if first.Count != 20 {
		t.Errorf("%d are counted", first.Count)
	}
	early := sample(t, "earlier")
	early.DevicesCount = api.Some[int32](0)
	if err := s.Create(t.Context(), "p", early); err != nil {
		t.Fatal(err)
	}
	if err := s.Delete(t.Context(), "p", before[9]); err != nil { // where the page ended
		t.Fatal(err)
	}
	selection.After = first.End
	second, err := s.List(t.Context(), "p", selection)
	if err != nil {
		t.Fatal(err)
	}
	ids := []string{}
	for _, status := range second.Statuses {
		ids = append(ids, status.ID.Or(""))
	}
	if diff := cmp.Diff(before[10:], ids); diff != "" {
		t.Errorf("the second page (-want +got):\n%s", diff)
	}
	if second.Count != 20 || second.End != nil {
		t.Errorf("the second page counts %d and ends at %v", second.Count, second.End)
	}
}

func TestOpenFaults(t *testing.T) {
	folder := t.TempDir()
	path := func(name string) string { return filepath.Join(folder, name) }
	open(t, path("used.db"))
	if err := os.WriteFile(path("text.db"), []byte(strings.Repeat("this is no database ", 100)), 0o600); err != nil {
		t.Fatal(err)
	}
	other, err := sql.Open("sqlite", path("other.db"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := other.Exec("CREATE TABLE t (x)"); err != nil {
		t.Fatal(err)
	}
	if err := other.Close(); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{
		"used.db":   path("used.db") + ": the database is open in another process: stop that, or name another file",
		"text.db":   path("text.db") + ": the file is not an SQLite database: name another",
		"other.db":  path("other.db") + ": the database is of another program, or version 0 of this one: name another file",
		"none/a.db": "the database cannot be created: open " + path("none/a.db") + ": no such file or directory",
	} {
		s, err := Open(t.Context(), path(name))
		if err == nil {
			_ = s.Close()
			t.Errorf("%s is opened", name)
			continue
		}
		if diff := cmp.Diff(want, err.Error()); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

// TestSecondProcess opens the database from another process: this test, run
// again.
func TestSecondProcess(t *testing.T) {
	if path := os.Getenv("STORE_TEST_OPEN"); path != "" {
		_, err := Open(t.Context(), path)
		fmt.Println("opened:", err)
		return
	}
	path := filepath.Join(t.TempDir(), "test.db")
	s := open(t, path)
	command := exec.Command(os.Args[0], "-test.run=^TestSecondProcess$", "-test.v")
	command.Env = append(os.Environ(), "STORE_TEST_OPEN="+path)
	output, err := command.CombinedOutput()
	if err != nil {
		t.Fatal(err)
	}
	if want := "opened: " + path + ": the database is open in another process: "; !strings.Contains(string(output), want) {
		t.Errorf("the second process says:\n%s", output)
	}
	if err := s.Check(t.Context()); err != nil {
		t.Error(err)
	}
}

// TestConcurrent has many write and read at once; run it under -race.
func TestConcurrent(t *testing.T) {
	s := temporary(t)
	var group sync.WaitGroup
	for worker := range 8 {
		group.Go(func() {
			for i := range 10 {
				id := fmt.Sprintf("%d-%d", worker, i)
				if err := s.Create(t.Context(), "p", sample(t, id)); err != nil {
					t.Error(err)
				}
				if _, err := s.Update(t.Context(), "p", id, &api.DeviceComplianceUserStatus{DevicesCount: api.Some(int32(i))}); err != nil {
					t.Error(err)
				}
				list(t, s, "devicesCount ne 3", "devicesCount desc", 20)
				if i%2 == 0 {
					if err := s.Delete(t.Context(), "p", id); err != nil {
						t.Error(err)
					}
				}
			}
		})
	}
	group.Wait()
	if got := list(t, s, "", "", 100); len(got) != 40 {
		t.Errorf("%d are left", len(got))
	}
}
