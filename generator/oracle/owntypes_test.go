package oracle

import (
	"context"
	"errors"
	"math/big"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"testing"
	"time"

	"example.com/burin/generated/features/owntypes"
	"example.com/burin/generated/features/owntypes/money"
)

// register answers with what it was sent.
type register struct {
	address netip.Addr
	params  owntypes.PutHostParams
}

func (r *register) PutHost(_ context.Context, address netip.Addr, params owntypes.PutHostParams, body *owntypes.Host) (*owntypes.PutHostResponse, error) {
	r.address, r.params = address, params
	return &owntypes.PutHostResponse{XAddress: owntypes.Some(address), Body: body}, nil
}

func (r *register) Pay(_ context.Context, body owntypes.Opt[money.Amount]) ([]money.Amount, error) {
	return []money.Amount{body.Or(money.Amount{Cents: -1}), {Cents: 2}}, nil
}

// TestOwnTypes sends values of the caller's types everywhere that they stand.
func TestOwnTypes(t *testing.T) {
	r := &register{}
	service := httptest.NewServer(Watch(t, "../../spec/features/owntypes/openapi.yaml", owntypes.NewHandler(r)))
	defer service.Close()
	client, err := owntypes.NewClient(service.URL)
	compare(t, err, nil)
	ctx := context.Background()
	one, six := netip.MustParseAddr("10.0.0.1"), netip.MustParseAddr("fe80::1")
	params := owntypes.PutHostParams{
		Since:  owntypes.Some(time.Date(2020, 2, 29, 1, 2, 3, 0, time.UTC)),
		Also:   owntypes.Some([]netip.Addr{six, one}),
		Budget: owntypes.Some(money.Amount{Cents: 7}),
		XLimit: owntypes.Some(*big.NewInt(123456789012)),
		Filter: owntypes.Some(&owntypes.Amount{Cents: 8}),
		Limits: owntypes.Some([]int64{1, 2}),
	}
	host := &owntypes.Host{
		Address: one, Price: money.Amount{Cents: 5}, Level: "low", Second: owntypes.Null[netip.Addr](),
		Prices: map[string]money.Amount{"a": {Cents: 1}}, Others: []netip.Addr{six},
		Limit: owntypes.Some(*new(big.Int).Exp(big.NewInt(10), big.NewInt(30), nil)), Made: params.Since,
		Cost: owntypes.Some(owntypes.HostCost{Amount: owntypes.Some(&owntypes.Amount{Cents: 3})}),
	}
	answer, err := client.PutHost(ctx, six, params, host)
	compare(t, err, nil)
	compare(t, r.address, six)
	compare(t, answer.XAddress, owntypes.Some(six))
	for _, pair := range [][2]any{{r.params.Since, params.Since}, {r.params.Also, params.Also}, {r.params.Budget, params.Budget}, {r.params.XLimit, params.XLimit}, {r.params.Filter, params.Filter}, {r.params.Limits, params.Limits}, {answer.Body, host}} {
		compare(t, pair[0], pair[1])
	}
	paid, err := client.Pay(ctx, owntypes.Some(money.Amount{Cents: 9}))
	compare(t, err, nil)
	compare(t, paid, []money.Amount{{Cents: 9}, {Cents: 2}})
}

// TestOwnTypesRefused sends what the types refuse.
func TestOwnTypesRefused(t *testing.T) {
	handler := owntypes.NewHandler(&register{})
	const host = `{"address":"::1","price":{"cents":1},"level":"low"}`
	for _, c := range []struct{ target, body, want string }{
		{"/hosts/10.0.0.1?since=2020-01-01T00:00:00Z", host, ""},
		{"/hosts/nowhere", host, "ParseAddr"},
		{"/hosts/10.0.0.1?since=soon", host, "since"},
		{"/hosts/10.0.0.1?budget={}", host, "an amount has cents"},
		{"/hosts/10.0.0.1", strings.Replace(host, `"cents"`, `"dollars"`, 1), "an amount has cents"},
		{"/hosts/10.0.0.1", strings.Replace(host, `{"cents":1}`, `null`, 1), "price: must not be null"},
		{"/hosts/10.0.0.1", strings.Replace(host, `"low"`, `"middle"`, 1), "must be low or high"},
		{"/hosts/10.0.0.1", strings.Replace(host, `"low"`, `3`, 1), "must be a string"},
		{"/hosts/10.0.0.1", strings.Replace(host, `,"level":"low"`, ``, 1), "level: is missing"},
	} {
		request := httptest.NewRequest(http.MethodPut, c.target, strings.NewReader(c.body))
		request.Header.Set("Content-Type", "application/json")
		w := httptest.NewRecorder()
		handler.ServeHTTP(w, request)
		if text := w.Body.String(); (w.Code == http.StatusOK) != (c.want == "") || !strings.Contains(text, c.want) {
			t.Errorf("%s %s: %d %s", c.target, c.body, w.Code, text)
		}
	}
	v := &owntypes.Host{Level: "none"}
	var invalid *owntypes.ValidationError
	if err := v.Validate(); !errors.As(err, &invalid) || !strings.Contains(err.Error(), "/level: must be low or high") {
		t.Error(err)
	}
}
