package service_test

import (
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"
	"time"

	"example.com/burin/cmd/compliance-server/internal/auth"
	api "example.com/burin/generated/devicecompliance"
)

// refusal is a request and the error it gets. What is left empty is as in a
// good request to create a user status.
type refusal struct {
	name    string
	method  string
	path    string
	headers string // "Name: value; Name: value", "-Name" to leave one out
	body    string
	status  int
	target  string
}

// with is the good body with one property set to other JSON.
func with(property, value string) string {
	members := map[string]string{
		"userDisplayName": `"n"`, "devicesCount": `1`, "status": `"error"`,
		"lastReportedDateTime": `"2017-01-01T00:00:17Z"`, "userPrincipalName": `"p"`,
	}
	members[property] = value
	var list []string
	for _, name := range []string{"@odata.type", "id", "userDisplayName", "devicesCount", "status", "lastReportedDateTime", "userPrincipalName", "extra"} {
		if members[name] != "" {
			list = append(list, strconv.Quote(name)+":"+members[name])
		}
	}
	return "{" + strings.Join(list, ",") + "}"
}

var refusals = []refusal{
	{name: "unknown enum value", body: with("status", `"notAssigned"`), status: 400, target: "status"},
	{name: "enum value in other case", body: with("status", `"Error"`), status: 400, target: "status"},
	{name: "enum is null", body: with("status", `null`), status: 400, target: "status"},
	{name: "enum is a number", body: with("status", `5`), status: 400, target: "status"},
	{name: "no status", body: with("status", ""), status: 400, target: "status"},
	{name: "no name", body: with("userDisplayName", ""), status: 400, target: "userDisplayName"},
	{name: "no count", body: with("devicesCount", ""), status: 400, target: "devicesCount"},
	{name: "no time", body: with("lastReportedDateTime", ""), status: 400, target: "lastReportedDateTime"},
	{name: "no principal", body: with("userPrincipalName", ""), status: 400, target: "userPrincipalName"},
	{name: "empty object", body: `{}`, status: 400, target: "userDisplayName"},
	{name: "name is a number", body: with("userDisplayName", `1`), status: 400, target: "userDisplayName"},
	{name: "name is an object", body: with("userDisplayName", `{}`), status: 400, target: "userDisplayName"},
	{name: "count is text", body: with("devicesCount", `"12"`), status: 400, target: "devicesCount"},
	{name: "count is null", body: with("devicesCount", `null`), status: 400, target: "devicesCount"},
	{name: "count is a fraction", body: with("devicesCount", `12.5`), status: 400, target: "devicesCount"},
	{name: "count is negative", body: with("devicesCount", `-1`), status: 400, target: "devicesCount"},
	{name: "count is too large", body: with("devicesCount", `2147483648`), status: 400, target: "devicesCount"},
	{name: "count is huge", body: with("devicesCount", `1e400`), status: 400, target: "devicesCount"},
	{name: "count begins with 0", body: with("devicesCount", `012`), status: 400, target: "devicesCount"},
	{name: "count is true", body: with("devicesCount", `true`), status: 400, target: "devicesCount"},
	{name: "count is a list", body: with("devicesCount", `[12]`), status: 400, target: "devicesCount"},
	{name: "time without offset", body: with("lastReportedDateTime", `"2017-01-01T00:00:17"`), status: 400, target: "lastReportedDateTime"},
	{name: "time is a date", body: with("lastReportedDateTime", `"2017-01-01"`), status: 400, target: "lastReportedDateTime"},
	{name: "time on no day", body: with("lastReportedDateTime", `"2017-02-30T00:00:17Z"`), status: 400, target: "lastReportedDateTime"},
	{name: "time at no hour", body: with("lastReportedDateTime", `"2017-01-01T25:00:17Z"`), status: 400, target: "lastReportedDateTime"},
	{name: "time is null", body: with("lastReportedDateTime", `null`), status: 400, target: "lastReportedDateTime"},
	{name: "time is a number", body: with("lastReportedDateTime", `0`), status: 400, target: "lastReportedDateTime"},
	{name: "id is empty", body: with("id", `""`), status: 400, target: "id"},
	{name: "id is too long", body: with("id", strconv.Quote(strings.Repeat("é", 129))), status: 400, target: "id"},
	{name: "id is null", body: with("id", `null`), status: 400, target: "id"},
	{name: "other type", body: with("@odata.type", `"#microsoft.graph.user"`), status: 400, target: "@odata.type"},
	{name: "unknown property", body: with("extra", `1`), status: 400, target: "extra"},
	{name: "unknown object", body: with("extra", `{"a":[]}`), status: 400, target: "extra"},
	{name: "property twice", body: strings.Replace(with("", ""), `{`, `{"status":"error",`, 1), status: 400, target: "status"},
	{name: "property twice, once escaped", body: strings.Replace(with("", ""), `{`, `{"stat\u0075s":"error",`, 1), status: 400, target: "status"},
	{name: "unknown property twice", body: strings.Replace(with("", ""), `{`, `{"x":1,"x":1,`, 1), status: 400, target: "x"},
	{name: "two documents", body: with("", "") + `{}`, status: 400},
	{name: "text behind", body: with("", "") + ` x`, status: 400},
	{name: "cut off", body: with("", "")[:40], status: 400},
	{name: "a list", body: `[]`, status: 400},
	{name: "null", body: `null`, status: 400},
	{name: "a string", body: `"x"`, status: 400},
	{name: "white space", body: ` `, status: 400},
	{name: "last comma", body: strings.Replace(with("", ""), `}`, `,}`, 1), status: 400},
	{name: "single quotes", body: `{'id':'x'}`, status: 400},
	{name: "a comment", body: `/* */` + with("", ""), status: 400},
	{name: "byte order mark", body: "\uFEFF" + with("", ""), status: 400},
	{name: "invalid UTF-8", body: with("userDisplayName", "\"\xff\""), status: 400, target: "userDisplayName"},
	{name: "lone surrogate", body: with("userDisplayName", `"\ud800"`), status: 400, target: "userDisplayName"},
	{name: "control character", body: with("userDisplayName", "\"\x01\""), status: 400, target: "userDisplayName"},
	{name: "too deep", body: with("extra", strings.Repeat("[", 300)+strings.Repeat("]", 300)), status: 400},
	{name: "no body", body: "-", status: 400},
	{name: "too large", body: with("userDisplayName", strconv.Quote(strings.Repeat("x", 5000))), status: 413},
	{name: "text/plain", headers: "Content-Type: text/plain", status: 415, target: "Content-Type"},
	{name: "no content type", headers: "-Content-Type", status: 415, target: "Content-Type"},
	{name: "latin 1", headers: "Content-Type: application/json;charset=iso-8859-1", status: 415, target: "Content-Type"},
	{name: "compressed", headers: "Content-Encoding: gzip", status: 415, target: "Content-Type"},
	{name: "accepts XML", headers: "Accept: application/xml", status: 406, target: "Accept"},
	{name: "accepts no JSON", headers: "Accept: application/json;q=0, */*", status: 406, target: "Accept"},
	{name: "accepts text", headers: "Accept: text/*", status: 406, target: "Accept"},
	{name: "an option on create", path: collection + "?$select=id", status: 400, target: "$select"},

	{name: "unknown policy", path: strings.Replace(collection, "demo", "none", 1), status: 404, target: "deviceCompliancePolicyId"},
	{name: "unknown status", method: "GET", path: collection + "/none", status: 404, target: "deviceComplianceUserStatusId"},
	{name: "unknown path", method: "GET", path: "/deviceManagement", status: 404},
	{name: "no policy", method: "GET", path: strings.Replace(collection, "demo", "", 1), status: 404},
	{name: "policy too long", path: strings.Replace(collection, "demo", strings.Repeat("x", 129), 1), status: 400, target: "deviceCompliancePolicyId"},
	{name: "PUT", method: "PUT", status: 405},
	{name: "POST to one", path: collection + "/x", status: 405},
	{name: "patch of what is not there", method: "PATCH", path: collection + "/none", body: `{}`, status: 404, target: "deviceComplianceUserStatusId"},
	{name: "patch with null", method: "PATCH", path: collection + "/none", body: `{"status":null}`, status: 400, target: "status"},
	{name: "delete of what is not there", method: "DELETE", path: collection + "/none", status: 404, target: "deviceComplianceUserStatusId"},

	{name: "$top is text", method: "GET", path: collection + "?$top=x", status: 400, target: "$top"},
	{name: "$top is 0", method: "GET", path: collection + "?$top=0", status: 400, target: "$top"},
	{name: "$top is 1000", method: "GET", path: collection + "?$top=1000", status: 400, target: "$top"},
	{name: "$top twice", method: "GET", path: collection + "?$top=1&$top=1", status: 400, target: "$top"},
	{name: "$top is empty", method: "GET", path: collection + "?$top=", status: 400, target: "$top"},
	{name: "$count is 1", method: "GET", path: collection + "?$count=1", status: 400, target: "$count"},
	{name: "$skip", method: "GET", path: collection + "?$skip=1", status: 400, target: "$skip"},
	{name: "$expand", method: "GET", path: collection + "?$expand=user", status: 400, target: "$expand"},
	{name: "$search", method: "GET", path: collection + "?$search=x", status: 400, target: "$search"},
	{name: "an option of nobody", method: "GET", path: collection + "?x=1", status: 400, target: "x"},
	{name: "$select of nothing known", method: "GET", path: collection + "?$select=id,name", status: 400, target: "$select"},
	{name: "$orderby of nothing known", method: "GET", path: collection + "?$orderby=name", status: 400, target: "$orderby"},
	{name: "$orderby to no side", method: "GET", path: collection + "?$orderby=id%20up", status: 400, target: "$orderby"},
	{name: "$skiptoken made up", method: "GET", path: collection + "?$skiptoken=abc", status: 400, target: "$skiptoken"},
	{name: "$filter of nothing known", method: "GET", path: collection + "?$filter=name%20eq%20'x'", status: 400, target: "$filter"},
	{name: "$filter by gt", method: "GET", path: collection + "?$filter=devicesCount%20gt%201", status: 400, target: "$filter"},
	{name: "$filter by startswith", method: "GET", path: collection + "?$filter=startswith(id,'a')", status: 400, target: "$filter"},
	{name: "$filter of another type", method: "GET", path: collection + "?$filter=devicesCount%20eq%20'1'", status: 400, target: "$filter"},
	{name: "$filter without end", method: "GET", path: collection + "?$filter=(id%20eq%20'1'", status: 400, target: "$filter"},
	{name: "a query that is none", method: "GET", path: collection + "?$filter=%zz", status: 400},

	{name: "no token", headers: "-Authorization", status: 401, target: "Authorization"},
	{name: "other scheme", headers: "Authorization: Basic YTpi", status: 401, target: "Authorization"},
	{name: "no JWT", headers: "Authorization: Bearer x", status: 401, target: "Authorization"},
}

func TestRefusals(t *testing.T) {
	f := newFixture(t)
	good := f.token(t, nil)
	for _, c := range refusals {
		t.Run(c.name, func(t *testing.T) { f.refuses(t, good, c) })
	}
	if len(refusals) < 60 {
		t.Errorf("only %d", len(refusals))
	}
}

func TestTokensRefused(t *testing.T) {
	f := newFixture(t)
	for _, c := range []struct {
		name   string
		change func(*auth.Grant)
		status int
	}{
		{"other scope", func(g *auth.Grant) { g.Scopes = []string{"User.Read"} }, 403},
		{"an application", func(g *auth.Grant) { g.Application = true }, 403},
		{"a personal account", func(g *auth.Grant) { g.Tenant = "9188040d-6c67-4c5b-b112-36a304b66dad" }, 403},
		{"other audience", func(g *auth.Grant) { g.Audience = "api://other" }, 401},
		{"expired", func(g *auth.Grant) { g.Issued = g.Issued.Add(-2 * time.Hour) }, 401},
	} {
		t.Run(c.name, func(t *testing.T) {
			f.refuses(t, f.token(t, c.change), refusal{status: c.status, target: "Authorization"})
		})
	}
	stranger := newFixture(t)
	f.refuses(t, stranger.token(t, nil), refusal{name: "other key", status: 401, target: "Authorization"})
}

// refuses sends a request, and checks the error: status, target, and Graph's shape.
func (f *fixture) refuses(t *testing.T, token string, c refusal) {
	t.Helper()
	method, path, body := c.method, c.path, c.body
	if method == "" {
		method = http.MethodPost
	}
	if path == "" {
		path = collection
	}
	if body == "" && method != http.MethodGet && method != http.MethodDelete {
		body = with("", "")
	}
	r := httptest.NewRequest(method, path, strings.NewReader(strings.TrimPrefix(body, "-")))
	r.Header.Set("Authorization", "Bearer "+token)
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("client-request-id", "mine")
	if name, left := strings.CutPrefix(c.headers, "-"); left {
		r.Header.Del(name)
	} else if name, value, ok := strings.Cut(c.headers, ": "); ok {
		r.Header.Set(name, value)
	}
	w := httptest.NewRecorder()
	f.handler.ServeHTTP(w, r)
	var answer api.ODataError
	if err := api.DecodeJSON(w.Body.Bytes(), &answer); err != nil {
		t.Fatalf("%d %s: %v", w.Code, w.Body, err)
	}
	if err := answer.Validate(); err != nil {
		t.Error(err)
	}
	if target := answer.Error.Target.Or(""); w.Code != c.status || target != c.target {
		t.Errorf("%d with target %q, wanted %d with %q: %s", w.Code, target, c.status, c.target, w.Body)
	}
	inner, _ := answer.Error.InnerError.Get()
	if inner == nil || inner.RequestID.Or("") != w.Header().Get("request-id") || inner.ClientRequestID.Or("") != "mine" {
		t.Errorf("innerError is %+v", inner)
	}
	challenge := w.Header().Get("WWW-Authenticate")
	if (w.Code == 401 || w.Code == 403) != strings.HasPrefix(challenge, "Bearer ") {
		t.Errorf("%d with WWW-Authenticate %q", w.Code, challenge)
	}
	if (w.Code == 405) != (w.Header().Get("Allow") != "") {
		t.Errorf("%d with Allow %q", w.Code, w.Header().Get("Allow"))
	}
}
