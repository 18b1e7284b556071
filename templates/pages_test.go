package templates

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"testing"
)

// partPage is a page of parts.
type partPage struct {
	Value []part
	Next  Opt[string]
}

func (*partPage) alloc() object { return new(partPage) }

func (v *partPage) walk(w *walker) {
	members(w, `"value":`, &v.Value)
	optText(w, `"@odata.nextLink":`, &v.Next)
}

// partPages are the pages of a service, each with the link to the next; what
// stands behind the last is the first link.
func partPages(ctx context.Context, c *Client) func(func(*part, error) bool) {
	first := func() (*partPage, error) {
		return receive[partPage](ctx, c, request{method: "GET", path: "/parts", query: "page=1", status: 200})
	}
	return pages(ctx, c, first, func(p *partPage) ([]part, Opt[string]) { return p.Value, p.Next })
}

// collect goes through pages, and tells what came.
func collect(c *Client, t *testing.T) string {
	var got []string
	for v, err := range partPages(t.Context(), c) {
		if err != nil {
			got = append(got, "error: "+strings.ReplaceAll(err.Error(), c.base.String(), "BASE"))
		} else {
			got = append(got, v.Name)
		}
	}
	return strings.Join(got, " ")
}

func TestPages(t *testing.T) {
	cases := []struct{ name, second, want string }{
		{"two pages", `{"value":[{"name":"c"}]}`, "a b c"},
		{"an empty page", `{"value":[]}`, "a b"},
		{"an empty link", `{"value":[{"name":"c"}],"@odata.nextLink":""}`, "a b c"},
		{"a null link", `{"value":[{"name":"c"}],"@odata.nextLink":null}`, "a b c"},
		{"a fault", `{"value":[{"name":"c"},{"size":1}]}`, "a b error: the answer of GET /v1.0/parts: /value/1/name: is missing"},
		{"an error", ``, "a b error: 410 Gone: Gone: too late"},
		{"another host", `{"value":[{"name":"c"}],"@odata.nextLink":"https://elsewhere.example/v1.0/parts"}`,
			"a b c error: the next page, https://elsewhere.example/v1.0/parts, is not of this service, BASE"},
		{"another host, relative", `{"value":[],"@odata.nextLink":"//elsewhere.example/"}`,
			"a b error: the next page, //elsewhere.example/, is not of this service, BASE"},
		{"no link at all", `{"value":[],"@odata.nextLink":"http://[::1"}`, `a b error: parse "http://[::1": missing ']' in host`},
		{"the host in the user's place", `{"value":[],"@odata.nextLink":"http://HOST@elsewhere.example/"}`,
			"a b error: the next page, http://HOST@elsewhere.example/, is not of this service, BASE"},
		{"another scheme", `{"value":[],"@odata.nextLink":"https://HOST/"}`, "a b error: the next page, https://HOST/, is not of this service, BASE"},
		{"another port", `{"value":[],"@odata.nextLink":"http://localhost:1/"}`,
			"a b error: the next page, http://localhost:1/, is not of this service, BASE"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			var tokens []string
			client := clientOf(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				tokens = append(tokens, r.Header.Get("Authorization"))
				switch {
				case r.FormValue("page") == "1":
					fmt.Fprintf(w, `{"value":[{"name":"a"},{"name":"b"}],"@odata.nextLink":"http://%s/v1.0/parts?page=2&x=a%%20b"}`, r.Host)
				case c.second == "":
					w.WriteHeader(http.StatusGone)
					fmt.Fprint(w, `{"title":"Gone","status":410,"detail":"too late"}`)
				default:
					fmt.Fprint(w, strings.ReplaceAll(c.second, "HOST", r.Host))
				}
			}), WithTokenSource(StaticToken("secret")))
			got := collect(client, t)
			equal(t, c.want, strings.ReplaceAll(got, client.base.Host, "HOST"))
			equal(t, []string{"Bearer secret", "Bearer secret"}, tokens)
		})
	}
}

// TestPagesStop: nothing is asked for that nobody wants, nor after an error.
func TestPagesStop(t *testing.T) {
	asked := 0
	client := clientOf(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked++
		fmt.Fprintf(w, `{"value":[{"name":"a"},{"name":"b"}],"@odata.nextLink":"/v1.0/parts?page=%d"}`, asked+1)
	}))
	n := 0
	for _, err := range partPages(t.Context(), client) {
		equal(t, nil, err)
		if n++; n == 3 {
			break
		}
	}
	equal(t, 2, asked)

	client = clientOf(t, http.NotFoundHandler())
	equal(t, "error: 404 Not Found", collect(client, t))
	client.http = &http.Client{Transport: failing{}}
	equal(t, `error: Get "BASE/parts?page=1": it fails`, collect(client, t))
}
