package service

import (
	"context"
	"net/url"
	"strconv"
	"strings"

	"example.com/burin/cmd/compliance-server/internal/query"
	"example.com/burin/cmd/compliance-server/internal/store"
	api "example.com/burin/generated/devicecompliance"
)

// pageSize is how many user statuses a page holds where $top does not say.
const pageSize = 100

// listOptions are the query options of a list, in the order of a next link.
var listOptions = []string{"$count", "$filter", "$orderby", "$select", "$top", "$skiptoken"}

// ListUserStatuses reads a page.
func (s *service) ListUserStatuses(ctx context.Context, policy string, params api.ListUserStatusesParams) (*api.DeviceComplianceUserStatusCollectionResponse, error) {
	if err := s.admit(ctx, policy, listOptions...); err != nil {
		return nil, err
	}
	names, err := parseSelect(params.Select)
	if err != nil {
		return nil, err
	}
	selection, err := parseSelection(params)
	if err != nil {
		return nil, err
	}
	seal := newSealer(s.store.Secret(), policy, params)
	if token, ok := params.SkipToken.Get(); ok {
		if selection.After, err = s.place(ctx, policy, selection.Order, seal, token); err != nil {
			return nil, err
		}
	}
	page, err := s.store.List(ctx, policy, selection)
	if err != nil {
		return nil, err
	}
	answer := &api.DeviceComplianceUserStatusCollectionResponse{
		ODataContext: api.Some(contextURL(requestOf(ctx).base, policy, names)),
		Value:        page.Statuses,
	}
	if selection.Count {
		answer.ODataCount = api.Some(page.Count)
	}
	if page.End != nil {
		last := page.Statuses[len(page.Statuses)-1].ID.Or("")
		answer.ODataNextLink = api.Some(nextLink(requestOf(ctx).address, params, seal.token(page.End, last)))
	}
	for i := range page.Statuses {
		project(&page.Statuses[i], names)
	}
	return answer, nil
}

// parseSelection reads the options that say what to list, but for the place
// where the page begins.
func parseSelection(params api.ListUserStatusesParams) (*store.Selection, error) {
	selection := &store.Selection{Limit: int(params.Top.Or(pageSize)), Count: params.Count.Or(false)}
	var err error
	if filter, ok := params.Filter.Get(); ok {
		if selection.Filter, err = query.ParseFilter(filter, store.Entity); err != nil {
			return nil, badOption("$filter", err)
		}
	}
	if selection.Order, err = query.ParseOrder(params.OrderBy.Or(nil), store.Entity); err != nil {
		return nil, badOption("$orderby", err)
	}
	return selection, nil
}

// nextLink is the address of the page that begins where a token says, the other
// options being the same.
func nextLink(address string, params api.ListUserStatusesParams, token string) string {
	values := map[string]string{
		"$filter":    params.Filter.Or(""),
		"$orderby":   strings.Join(params.OrderBy.Or(nil), ","),
		"$select":    strings.Join(params.Select.Or(nil), ","),
		"$skiptoken": token,
	}
	if count, ok := params.Count.Get(); ok {
		values["$count"] = strconv.FormatBool(count)
	}
	if top, ok := params.Top.Get(); ok {
		values["$top"] = strconv.Itoa(int(top))
	}
	separator := "?"
	for _, name := range listOptions {
		if value := values[name]; value != "" {
			// OData does not read + as a space (URL Conventions 4.01, section 2.1).
			address += separator + name + "=" + strings.ReplaceAll(url.QueryEscape(value), "+", "%20")
			separator = "&"
		}
	}
	return address
}

// contextURL describes a collection (OData Protocol 4.01, sections 10.2 and 10.7).
func contextURL(base, policy string, names []string) string {
	key := url.PathEscape(strings.ReplaceAll(policy, "'", "''"))
	address := base + "/$metadata#deviceManagement/deviceCompliancePolicies('" + key + "')/userStatuses"
	if names != nil {
		address += "(" + strings.Join(names, ",") + ")"
	}
	return address
}
