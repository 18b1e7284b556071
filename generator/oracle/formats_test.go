package oracle

import (
	"bytes"
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"example.com/burin/generated/features/formats"
)

type formatsEcho struct{}

func (formatsEcho) CreateContact(_ context.Context, _ string, _ formats.CreateContactParams, body *formats.Contact) (*formats.Contact, error) {
	return body, nil
}

// TestFormats holds that what burin.yaml asks for is judged where formats stand:
// properties, elements, values and names of maps, alternatives, beside other rules.
func TestFormats(t *testing.T) {
	for _, c := range []struct{ document, want string }{
		{`{"email":"a@b","mail":"é@ü","host":"a.b","four":"1.2.3.4","six":"::1","page":null,"link":"/a","word":"a:é","place":"é","template":"/{a}","opens":"10:00:00Z",` +
			`"lasts":"P1D","pointer":"/a","relative":"1/a","aliases":["a@b"],"hosts":{"a":"::"},"address":"1.2.3.4","notPage":"/a","short":"2000-01-01",` +
			`"moment":"2000-01-01T00:00:00Z","key":"00000000-0000-0000-0000-000000000000","named":{"a-b":1},"scheme":"urn:a"}`, ""},
		{`{"email":"a"}`, "/email: must be of the format email"},
		{`{"email":"aaaaaaaaaa@bbbbbbbbbbbbb"}`, "/email: must have at most 20 characters"},
		{`{"email":"a@b","page":"/a","template":"{","lasts":"P","opens":"10:00"}`,
			"/page: must be of the format uri; /template: must be of the format uri-template; /lasts: must be of the format duration; /opens: must be of the format time"},
		{`{"email":"a@b","aliases":["a@b","b"],"hosts":{"x":"1.2.3.4"}}`, "/aliases/1: must be of the format email; /hosts/x: must be of the format ipv6"},
		{`{"email":"a@b","address":"a-b"}`, "/address: must be as one of the alternatives says"},
		{`{"email":"a@b","notPage":"a:b","named":{"a_b":1}}`, "/notPage: must not be what is excluded; /named/a_b: has a name that must be of the format hostname"},
		{`{"email":"a@b","short":"2000-13-01","moment":"2000-01-01","key":"0"}`,
			"/short: must be of the format date; /moment: must be of the format date-time; /key: must be of the format uuid"},
	} {
		var v formats.Contact
		compare(t, texts(formats.DecodeValid([]byte(c.document), &v)), c.want)
		if err := formats.DecodeJSON([]byte(c.document), &v); err != nil {
			t.Errorf("%s: a client refuses it: %v", c.document, err)
		}
		if got := texts(v.Validate()); (got == "") != (c.want == "") {
			t.Errorf("%s: Validate says %q", c.document, got)
		}
	}
}

// TestFormatsOfParameters holds that handlers judge them.
func TestFormatsOfParameters(t *testing.T) {
	handler := formats.NewHandler(formatsEcho{})
	for _, c := range []struct {
		target, callback string
		want             int
	}{
		{"/contacts/a.b?from=1.2.3.4&at=10:00:00Z", "a:b", http.StatusOK},
		{"/contacts/a_b", "", http.StatusBadRequest},
		{"/contacts/a?at=10", "", http.StatusBadRequest},
		{"/contacts/a", "b", http.StatusBadRequest},
	} {
		r := httptest.NewRequest(http.MethodPost, c.target, bytes.NewReader([]byte(`{"email":"a@b"}`)))
		r.Header.Set("Content-Type", "application/json")
		if c.callback != "" {
			r.Header.Set("X-Callback", c.callback)
		}
		w := httptest.NewRecorder()
		if handler.ServeHTTP(w, r); w.Code != c.want || w.Code != http.StatusOK && !strings.Contains(w.Body.String(), "of the format") {
			t.Errorf("%s: %d %s", c.target, w.Code, w.Body)
		}
	}
}
