package service

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"time"

	"example.com/burin/cmd/compliance-server/internal/auth"
	api "example.com/burin/generated/devicecompliance"
)

// mapError makes the answer to an error: in the description's shape, with what
// finds the request again. What the caller is not told is logged.
func (s *service) mapError(ctx context.Context, err error) *api.Error {
	q := requestOf(ctx)
	answer := api.AsError(err)
	if answer.Status == http.StatusInternalServerError && ctx.Err() == nil {
		s.log.ErrorContext(ctx, "the request failed", "error", err, "request-id", q.id)
	}
	if answer.Body == nil {
		return answer
	}
	fault := &answer.Body.Error
	fault.Message = strings.ToValidUTF8(fault.Message, "\uFFFD") // it may cite the request
	if target, ok := fault.Target.Get(); ok {
		fault.Target = api.Some(strings.ToValidUTF8(target, "\uFFFD"))
	}
	inner := &api.InnerError{
		Date:      api.Some(time.Now().UTC().Format("2006-01-02T15:04:05")),
		RequestID: api.Some(q.id),
	}
	if q.clientID != "" {
		inner.ClientRequestID = api.Some(q.clientID)
	}
	fault.InnerError = api.Some(inner)
	return answer
}

// writeError answers with an error where no operation does.
func (s *service) writeError(w http.ResponseWriter, r *http.Request, fault *api.Error) {
	body, err := api.AppendJSON(nil, s.mapError(r.Context(), fault).Body)
	if err != nil {
		s.log.ErrorContext(r.Context(), "an error cannot be written", "error", err)
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(fault.Status)
	_, _ = w.Write(body)
}

// scheme is the description's one security scheme.
const scheme = "delegatedWorkOrSchool"

// authorizer asks whether a request may go on, and makes the answer where not.
func authorizer(check func(*http.Request, [][]string) error) api.Authorizer {
	return func(r *http.Request, alternatives []api.Requirement) (context.Context, error) {
		var scopes [][]string
		for _, requirement := range alternatives {
			if len(requirement) == 1 && requirement[0].Scheme == scheme {
				scopes = append(scopes, requirement[0].Scopes)
			}
		}
		err := check(r, scopes)
		var refusal *auth.Refusal
		if !errors.As(err, &refusal) {
			return r.Context(), err
		}
		code := "" // the status's own
		if refusal.Status == http.StatusUnauthorized {
			code = "InvalidAuthenticationToken" // as Microsoft Graph has it
		}
		answer := api.NewError(refusal.Status, code, refusal.Message, "Authorization")
		answer.Header = http.Header{"Www-Authenticate": {refusal.Challenge()}}
		return r.Context(), answer
	}
}
