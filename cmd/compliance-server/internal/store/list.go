package store

import (
	"context"
	"database/sql"
	"errors"
	"strings"

	"example.com/burin/cmd/compliance-server/internal/query"
	api "example.com/burin/generated/devicecompliance"
)

// Entity is what queries may name, and where it is kept.
var Entity = &query.Entity{Name: "deviceComplianceUserStatus", Properties: []query.Property{
	{Name: "id", Kind: query.String, Key: true, Column: "id"},
	{Name: "userDisplayName", Kind: query.String, Column: "user_display_name"},
	{Name: "devicesCount", Kind: query.Integer, Column: "devices_count"},
	{Name: "status", Kind: query.Enum, Column: "status", Type: "microsoft.graph.complianceStatus", Values: statuses()},
	{Name: "lastReportedDateTime", Kind: query.Instant, Column: "last_reported_key"},
	{Name: "userPrincipalName", Kind: query.String, Column: "user_principal_name"},
}}

func statuses() []string {
	var texts []string
	for _, value := range api.ComplianceStatusValues {
		texts = append(texts, string(value))
	}
	return texts
}

// Selection is what to list.
type Selection struct {
	Filter query.Expr  // nil for all
	Order  []query.Key // total, as query.ParseOrder makes it
	After  []any       // a place in the order, nil for its beginning
	Limit  int         // how many at the most
	Count  bool        // whether all that Filter is true of are to be counted
}

// Page is a part of a list.
type Page struct {
	Statuses []api.DeviceComplianceUserStatus
	End      []any // the place of the last in the order; nil where no more follow
	Count    int64 // 0 unless it was asked for
}

// List reads a part of a policy's user statuses.
func (s *Store) List(ctx context.Context, policy string, selection *Selection) (*Page, error) {
	page := new(Page)
	err := s.transaction(ctx, func(tx *sql.Tx) error {
		where, arguments := "WHERE policy_id = ?", []any{policy}
		if selection.Filter != nil {
			condition, more := query.Where(selection.Filter)
			where, arguments = where+" AND "+condition, append(arguments, more...)
		}
		if selection.Count {
			err := tx.QueryRowContext(ctx, "SELECT count(*) FROM user_status "+where, arguments...).Scan(&page.Count)
			if err != nil {
				return err
			}
		}
		if selection.After != nil {
			condition, more := query.After(selection.Order, selection.After)
			where, arguments = where+" AND ("+condition+")", append(arguments, more...)
		}
		return page.read(ctx, tx, selection, where, arguments)
	})
	if err != nil {
		return nil, err
	}
	return page, nil
}

// read reads one more than the limit, to see whether more follow.
func (p *Page) read(ctx context.Context, tx *sql.Tx, selection *Selection, where string, arguments []any) (err error) {
	rows, err := tx.QueryContext(ctx,
		"SELECT "+columns+", "+strings.Join(query.Columns(selection.Order), ", ")+" FROM user_status "+where+
			" ORDER BY "+query.OrderBy(selection.Order)+" LIMIT ?", append(arguments, selection.Limit+1)...)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	p.Statuses = []api.DeviceComplianceUserStatus{}
	place, into := newPlace(len(selection.Order))
	for rows.Next() {
		if len(p.Statuses) == selection.Limit {
			p.End = place
			return nil
		}
		status, err := scan(rows, into...)
		if err != nil {
			return err
		}
		p.Statuses = append(p.Statuses, *status)
	}
	return rows.Err()
}

// newPlace makes a place to be scanned into.
func newPlace(n int) (place, into []any) {
	place, into = make([]any, n), make([]any, n)
	for i := range place {
		into[i] = &place[i]
	}
	return place, into
}

// Place is the place of a user status in an order, or ErrNotFound.
func (s *Store) Place(ctx context.Context, policy, id string, order []query.Key) ([]any, error) {
	place, into := newPlace(len(order))
	err := s.db.QueryRowContext(ctx, "SELECT "+strings.Join(query.Columns(order), ", ")+" FROM user_status WHERE policy_id = ? AND id = ?", policy, id).Scan(into...)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, ErrNotFound
	}
	return place, err
}
