package oracle

import (
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"example.com/burin/generated/features/wholes"
)

type wholesServer struct{}

func (wholesServer) Search(context.Context, wholes.Range, wholes.SearchParams) error { return nil }
func (wholesServer) Plain(context.Context, wholes.PlainParams) error                 { return nil }
func (wholesServer) Words(context.Context, []string) error                           { return nil }
func (wholesServer) SendForm(context.Context, *wholes.Filter) error                  { return nil }
func (wholesServer) SendParts(context.Context, *wholes.Range) error                  { return nil }

// TestWholes holds that handlers judge parameters and forms as they judge bodies: as a
// whole, and in each element.
func TestWholes(t *testing.T) {
	handler := wholes.NewHandler(wholesServer{})
	const form = "application/x-www-form-urlencoded"
	for _, c := range []struct{ target, header, mediaType, body, want string }{
		{"/search/from,1", "", "", "", ""},
		{"/search/from,1,size,2", "", "", "", "range: must not be what is excluded"},
		{"/search/to,1", "", "", "", `range/from: is required beside "to"`},
		{"/search/from,1?filter[kind]=card&filter[number]=1&labels[a]=xx&words=ab&words=cd&sizes=1|9", "from,1", "", "", ""},
		{"/search/from,1?filter[kind]=card", "", "", "", "filter/number: is missing"},
		{"/search/from,1?filter[number]=1", "", "", "", "filter: must not be what is excluded"},
		{"/search/from,1?filter[other]=1", "", "", "", ""},
		{"/search/from,1?filter[tags][0]=a", "", "", "", "filter/tags: must have at least 2 characters"},
		{"/search/from,1?labels[abcd]=xx", "", "", "", "labels/abcd: has a name that must have at most 3 characters"},
		{"/search/from,1?labels[a]=x", "", "", "", "labels/a: must have at least 2 characters"},
		{"/search/from,1?labels[a]=xx&labels[b]=xx&labels[c]=xx", "", "", "", "labels: must have at most 2 properties"},
		{"/search/from,1?words=ab&words=c", "", "", "", "words: must have at least 2 characters"},
		{"/search/from,1?words=ab&words=C1", "", "", "", `words: must match \"^[a-z]+$\"`},
		{"/search/from,1?sizes=1|10", "", "", "", "sizes: must be at most 9"},
		{"/search/from,1?sizes=2", "", "", "", "sizes: must have at least 1 element as described"},
		{"/search/from,1", "to,1", "", "", "X-Range/from: is required"},
		{"/plain?words=ab&words=cd", "", "", "", ""},
		{"/plain?words=ab&words=c", "", "", "", "words: must have at least 2 characters"},
		{"/paths/ab,cd", "", "", "", ""},
		{"/paths/ab,c", "", "", "", "words: must have at least 2 characters"},
		{"/forms", "", form, "kind=card&number=1&tags=ab&tags=cd", ""},
		{"/forms", "", form, "kind=card", "number: is missing"},
		{"/forms", "", form, "kind=cash&number=1", "must not be what is excluded"},
		{"/forms", "", form, "kind=cash&tags=ab&tags=c", "tags: must have at least 2 characters"},
		{"/forms", "", "application/json", `{"kind":"card"}`, "number: is missing"},
		{"/parts", "", "multipart/form-data; boundary=x", part("from") + part("to") + "--x--", ""},
		{"/parts", "", "multipart/form-data; boundary=x", part("to") + "--x--", `from: is required beside`},
		{"/parts", "", "multipart/form-data; boundary=x", part("from") + part("size") + "--x--", "must not be what is excluded"},
	} {
		method := http.MethodGet
		if c.mediaType != "" {
			method = http.MethodPost
		}
		r := httptest.NewRequest(method, strings.NewReplacer("[", "%5B", "]", "%5D", "|", "%7C").Replace(c.target), strings.NewReader(c.body))
		if c.mediaType != "" {
			r.Header.Set("Content-Type", c.mediaType)
		}
		if c.header != "" {
			r.Header.Set("X-Range", c.header)
		}
		w := httptest.NewRecorder()
		handler.ServeHTTP(w, r)
		if c.want == "" && w.Code != http.StatusNoContent || c.want != "" && (w.Code != http.StatusBadRequest || !strings.Contains(w.Body.String(), strings.ReplaceAll(c.want, `beside "to"`, `beside \"to\"`))) {
			t.Errorf("%s %s: %d %s, and not %s", c.target, c.body, w.Code, w.Body, c.want)
		}
	}
}

// part is a part of a form that holds a number.
func part(name string) string {
	return "--x\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n1\r\n"
}
