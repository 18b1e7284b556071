package store

import (
	"context"
	"database/sql"
	"errors"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"example.com/burin/cmd/compliance-server/internal/instant"
	api "example.com/burin/generated/devicecompliance"
)

// The faults that are the caller's.
var (
	ErrNotFound = errors.New("there is no such user status")
	ErrTaken    = errors.New("the id is taken")
)

// columns are those of a user status, in the order of values and scan.
const columns = "id, user_display_name, devices_count, status, last_reported, user_principal_name"

// values are what a user status holds.
func values(s *api.DeviceComplianceUserStatus) []any {
	return []any{
		nullable(s.ID), nullable(s.UserDisplayName), nullable(s.DevicesCount), nullable(s.Status),
		s.LastReportedDateTime.Or(api.DateTime{}).String(), nullable(s.UserPrincipalName),
	}
}

// nullable is the value, or nil where there is none.
func nullable[T any](o api.Opt[T]) any {
	if v, ok := o.Get(); ok {
		return v
	}
	return nil
}

// scan reads the columns, and what follows them into more.
func scan(row interface{ Scan(...any) error }, more ...any) (*api.DeviceComplianceUserStatus, error) {
	var (
		id, status, reported   string
		displayName, principal sql.Null[string]
		count                  int32
	)
	if err := row.Scan(append([]any{&id, &displayName, &count, &status, &reported, &principal}, more...)...); err != nil {
		return nil, err
	}
	date, err := api.ParseDateTime(reported)
	if err != nil {
		return nil, err
	}
	return &api.DeviceComplianceUserStatus{
		ODataType:            api.Some(TypeName),
		ID:                   api.Some(id),
		UserDisplayName:      optional(displayName),
		DevicesCount:         api.Some(count),
		Status:               api.Some(api.ComplianceStatus(status)),
		LastReportedDateTime: api.Some(date),
		UserPrincipalName:    optional(principal),
	}, nil
}

func optional(s sql.Null[string]) api.Opt[string] {
	if !s.Valid {
		return api.Null[string]()
	}
	return api.Some(s.V)
}

// TypeName is the @odata.type of what is kept.
const TypeName = "#microsoft.graph.deviceComplianceUserStatus"

// Create keeps a new user status, which must have an id and all properties. An
// id that the policy has is ErrTaken.
func (s *Store) Create(ctx context.Context, policy string, status *api.DeviceComplianceUserStatus) error {
	_, err := s.db.ExecContext(ctx,
		"INSERT INTO user_status (policy_id, last_reported_key, "+columns+") VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
		append([]any{policy, instant.Key(status.LastReportedDateTime.Or(api.DateTime{}))}, values(status)...)...)
	var fault *sqlite.Error
	if errors.As(err, &fault) && fault.Code() == sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY {
		return ErrTaken
	}
	return err
}

// Get reads a user status, or is ErrNotFound.
func (s *Store) Get(ctx context.Context, policy, id string) (*api.DeviceComplianceUserStatus, error) {
	return get(ctx, s.db, policy, id)
}

func get(ctx context.Context, from interface {
	QueryRowContext(context.Context, string, ...any) *sql.Row
}, policy, id string) (*api.DeviceComplianceUserStatus, error) {
	status, err := scan(from.QueryRowContext(ctx, "SELECT "+columns+" FROM user_status WHERE policy_id = ? AND id = ?", policy, id))
	if errors.Is(err, sql.ErrNoRows) {
		return nil, ErrNotFound
	}
	return status, err
}

// Update changes the properties of a user status that change has, its id aside,
// and returns the user status as it then is, or ErrNotFound.
func (s *Store) Update(ctx context.Context, policy, id string, change *api.DeviceComplianceUserStatus) (*api.DeviceComplianceUserStatus, error) {
	var status *api.DeviceComplianceUserStatus
	err := s.transaction(ctx, func(tx *sql.Tx) (err error) {
		if status, err = get(ctx, tx, policy, id); err != nil {
			return err
		}
		apply(&status.UserDisplayName, change.UserDisplayName)
		apply(&status.DevicesCount, change.DevicesCount)
		apply(&status.Status, change.Status)
		apply(&status.LastReportedDateTime, change.LastReportedDateTime)
		apply(&status.UserPrincipalName, change.UserPrincipalName)
		arguments := append(values(status), instant.Key(status.LastReportedDateTime.Or(api.DateTime{})), policy, id)
		_, err = tx.ExecContext(ctx, "UPDATE user_status SET ("+columns+", last_reported_key) = (?, ?, ?, ?, ?, ?, ?) WHERE policy_id = ? AND id = ?", arguments...)
		return err
	})
	if err != nil {
		return nil, err
	}
	return status, nil
}

func apply[T any](to *api.Opt[T], change api.Opt[T]) {
	if !api.IsAbsent(change) {
		*to = change
	}
}

// Delete removes a user status, or is ErrNotFound.
func (s *Store) Delete(ctx context.Context, policy, id string) error {
	result, err := s.db.ExecContext(ctx, "DELETE FROM user_status WHERE policy_id = ? AND id = ?", policy, id)
	if err != nil {
		return err
	}
	n, err := result.RowsAffected()
	if err == nil && n == 0 {
		err = ErrNotFound
	}
	return err
}
