package templates

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"
)

// odataPages is a service of two pages, and of a delta link after them.
func odataPages(w http.ResponseWriter, r *http.Request) {
	switch r.URL.RawQuery {
	case "$top=2":
		fmt.Fprintf(w, `{"@odata.count":3,"value":[{"name":"a"},{"name":"b"}],"@odata.nextLink":"http://%s/v1.0/parts?page=2"}`, r.Host)
	case "page=2":
		fmt.Fprint(w, `{"@odata.deltaLink":"parts?delta=1","value":[{"name":"c"}]}`)
	case "delta=1":
		fmt.Fprint(w, `{"value":[]}`)
	case "away=":
		fmt.Fprint(w, `{"value":[{"name":"d"}],"@odata.nextLink":"https://elsewhere.example/"}`)
	case "nothing=":
		w.WriteHeader(http.StatusNoContent)
	default:
		w.WriteHeader(http.StatusNotFound)
	}
}

func TestODataPages(t *testing.T) {
	client := clientOf(t, http.HandlerFunc(odataPages))
	parts := client.Resource("parts")
	list := func(options ...RequestOption) string {
		got, err := Collect(all[*part](parts, t.Context(), new(part), options))
		var names []string
		for _, v := range got {
			names = append(names, v.Name)
		}
		return strings.TrimSpace(strings.Join(names, " ") + " " + strings.ReplaceAll(message(err), client.base.String(), "BASE"))
	}
	var page Page
	equal(t, "a b c", list(Top(2), Pages(&page)))
	equal(t, Page{-1, "", "parts?delta=1"}, page)
	equal(t, "a b", list(Top(2), OnePage(&page)))
	equal(t, int64(3), page.Count)
	equal(t, "c", list(From(page.NextLink)))
	equal(t, "", list(From(client.base.String()+"/parts?delta=1")))
	equal(t, "404 Not Found", list(Top(3)))
	equal(t, "the next page, https://elsewhere.example/, is not of this service, BASE", list(From("https://elsewhere.example/")))
	equal(t, "d the next page, https://elsewhere.example/, is not of this service, BASE", list(Query("away", "")))
	equal(t, "the answer of GET /parts has no page", list(Query("nothing", "")))
	for v, err := range all[*part](parts, t.Context(), new(part), []RequestOption{Top(2)}) {
		equal(t, []any{"a", nil}, []any{v.Name, err})
		break
	}
}

func TestChanges(t *testing.T) {
	d := &dialogue{status: 200, answer: `{"@odata.context":"x","value":[
		{"name":"a","size":1,"members@delta":[{"id":"m"}]},
		{"@odata.type":"#part","name":"b","@removed":{"reason":"changed"}},
		{"@removed":{},"name":"c"},
		{"@odata.context":"http://x/$metadata#Parts/$deletedEntity","name":"d","reason":"deleted"},
		{"@odata.context":"#Parts/$link","source":"parts(1)","relationship":"inside","target":"boxes(2)"},
		{"@odata.context":"#Parts/$deletedLink","source":"parts(1)","relationship":"inside","target":"boxes(3)"},
		{"name":"e","reason":"of its own"}],"@odata.deltaLink":"BASE/parts?d=1"}`}
	client := clientOf(t, d)
	d.answer = strings.ReplaceAll(d.answer, "BASE", client.base.String())
	var page Page
	var got []Change[*part]
	for change, err := range changes[*part](client.Resource("parts").function("ns.delta"), t.Context(), new(part), []RequestOption{Pages(&page)}) {
		equal(t, nil, err)
		delete(change.More, "@odata.type")
		got = append(got, change)
	}
	equal(t, "/v1.0/parts/ns.delta()", d.request.RequestURI)
	equal(t, client.base.String()+"/parts?d=1", page.DeltaLink)
	raw := func(name, text string) map[string]json.RawMessage {
		return map[string]json.RawMessage{name: json.RawMessage(text)}
	}
	equal(t, []Change[*part]{
		{Value: &part{Name: "a", Size: Some(int32(1))}, More: raw("members@delta", `[{"id":"m"}]`)},
		{Value: &part{Name: "b"}, Removed: true, Reason: "changed", More: map[string]json.RawMessage{}},
		{Value: &part{Name: "c"}, Removed: true},
		{Value: &part{Name: "d"}, Removed: true, Reason: "deleted"},
		{Link: &ChangedLink{"parts(1)", "inside", "boxes(2)"}},
		{Link: &ChangedLink{"parts(1)", "inside", "boxes(3)"}, Removed: true},
		{Value: &part{Name: "e"}, More: raw("reason", `"of its own"`)},
	}, got)
	for change, err := range changes[*part](client.Resource("parts"), t.Context(), new(part), []RequestOption{From(page.DeltaLink), Top(9)}) {
		equal(t, nil, err)
		equal(t, "a", change.Value.Name)
		break
	}
	equal(t, "/v1.0/parts?d=1", d.request.RequestURI)
	d.status = 410
	for change, err := range changes[*part](client.Resource("parts"), t.Context(), new(part), nil) {
		equal(t, []any{(*part)(nil), "410 Gone"}, []any{change.Value, message(err)})
	}
}

func TestServiceErrors(t *testing.T) {
	text := `{"error":{"code":"notFound","message":"no such part","target":null,"details":[{"code":"x","message":"y","target":"name"}],"innerError":{"date":"z"}}}`
	v, err := decode[ServiceError](text)
	equal(t, nil, err)
	equal(t, "notFound: no such part", v.text())
	equal(t, "name", v.Error.Details[0].Target.Or(""))
	fault := &RequestError{Status: 400, Message: "is missing", Target: "name", Violations: []Violation{{Pointer: "/name", Rule: "required", Message: "is missing"}}}
	equal(t, `{"error":{"code":"BadRequest","message":"is missing","target":"name","details":[{"code":"required","message":"is missing","target":"name"}]}}`,
		encode(t, newServiceError(fault)))
}
