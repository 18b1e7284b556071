// Package service implements the operations of the generated Server on a store,
// and what HTTP asks for around them: request ids, one log line a request,
// errors in Microsoft Graph's shape, a health check. It does not know how
// tokens are checked, where requests are listened for, or SQL.
package service

import (
	"context"
	"errors"
	"log/slog"
	"net/http"

	"github.com/google/uuid"

	"example.com/burin/cmd/compliance-server/internal/query"
	"example.com/burin/cmd/compliance-server/internal/store"
	api "example.com/burin/generated/devicecompliance"
)

// Options are what a service works with; all are needed.
type Options struct {
	Store    *store.Store
	Policies []string // the keys of the policies that there are
	// Authorize reports why a request may not go on, where it may not. It has
	// to have all the scopes of one of the alternatives.
	Authorize func(r *http.Request, alternatives [][]string) error
	MaxBody   int64 // bytes
	Log       *slog.Logger
}

// Handler makes the service: its operations at / and at /v1.0/, and /healthz.
func Handler(o Options) http.Handler {
	s := &service{store: o.Store, policies: map[string]bool{}, log: o.Log}
	for _, policy := range o.Policies {
		s.policies[policy] = true
	}
	operations := api.NewHandler(s,
		api.WithAuthorizer(authorizer(o.Authorize)),
		api.WithErrorMapper(s.mapError),
		api.WithMaxBody(o.MaxBody))
	return &front{service: s, operations: operations}
}

// service is the generated Server.
type service struct {
	store    *store.Store
	policies map[string]bool
	log      *slog.Logger
}

var _ api.Server = (*service)(nil)

// admit checks what the description leaves to the service: that the request has
// no query option but those that the operation knows, and that the policy is
// there.
func (s *service) admit(ctx context.Context, policy string, options ...string) error {
	if err := onlyOptions(requestOf(ctx).query, options); err != nil {
		return err
	}
	if !s.policies[policy] {
		return api.NewError(http.StatusNotFound, "", "there is no device compliance policy with this id", "deviceCompliancePolicyId")
	}
	return nil
}

// CreateUserStatus keeps a new user status under the id it names, or a new one.
func (s *service) CreateUserStatus(ctx context.Context, policy string, body *api.DeviceComplianceUserStatus) (*api.DeviceComplianceUserStatus, error) {
	if err := s.admit(ctx, policy); err != nil {
		return nil, err
	}
	status := *body
	status.ODataType = api.Some(store.TypeName)
	status.ID = api.Some(status.ID.Or(uuid.NewString())) // version 4
	err := s.store.Create(ctx, policy, &status)
	if errors.Is(err, store.ErrTaken) {
		return nil, api.NewError(http.StatusConflict, "", "the policy has a user status with this id: leave id out, and a new one is assigned", "id")
	}
	if err != nil {
		return nil, err
	}
	return &status, nil
}

// GetUserStatus reads a user status.
func (s *service) GetUserStatus(ctx context.Context, policy, id string, params api.GetUserStatusParams) (*api.DeviceComplianceUserStatus, error) {
	if err := s.admit(ctx, policy, "$select"); err != nil {
		return nil, err
	}
	names, err := parseSelect(params.Select)
	if err != nil {
		return nil, err
	}
	status, err := s.store.Get(ctx, policy, id)
	if err != nil {
		return nil, missing(err)
	}
	project(status, names)
	return status, nil
}

// UpdateUserStatus changes what the body has, its id aside: keys in a body are
// ignored (OData Protocol 4.01, section 11.4.3).
func (s *service) UpdateUserStatus(ctx context.Context, policy, id string, body *api.DeviceComplianceUserStatus) (*api.DeviceComplianceUserStatus, error) {
	if err := s.admit(ctx, policy); err != nil {
		return nil, err
	}
	status, err := s.store.Update(ctx, policy, id, body)
	if err != nil {
		return nil, missing(err)
	}
	return status, nil
}

// DeleteUserStatus removes a user status.
func (s *service) DeleteUserStatus(ctx context.Context, policy, id string) error {
	if err := s.admit(ctx, policy); err != nil {
		return err
	}
	return missing(s.store.Delete(ctx, policy, id))
}

// missing makes a 404 of what the store does not find.
func missing(err error) error {
	if errors.Is(err, store.ErrNotFound) {
		return api.NewError(http.StatusNotFound, "", "the policy has no user status with this id", "deviceComplianceUserStatusId")
	}
	return err
}

// badOption makes a 400 of what is wrong with a query option.
func badOption(name string, err error) error {
	var fault *query.Error
	if errors.As(err, &fault) {
		return api.NewError(http.StatusBadRequest, "", fault.Error(), name)
	}
	return err
}
