package templates

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"
)

type open struct {
	Name    Opt[string]
	Open    Opt[*open]
	Unknown Properties
}

func (*open) alloc() object { return new(open) }

func (v *open) walk(w *walker) {
	optText(w, `"name":`, &v.Name)
	optMember(w, `"open":`, &v.Open)
	w.keepUnknown(&v.Unknown)
}

func TestKeepUnknown(t *testing.T) {
	const document = `{"z":1e5,"open":{"a":[{"b":null}],"name":"inner"},"name":"x","\u0061":"\u00e9","b":{ }}`
	var v open
	if err := DecodeJSON([]byte(document), &v); err != nil {
		t.Fatal(err)
	}
	inner, _ := v.Open.Get()
	if diff := cmp.Diff(Properties{"a": json.RawMessage(`[{"b":null}]`)}, inner.Unknown); diff != "" {
		t.Error(diff)
	}
	got, err := AppendJSON(nil, &v)
	if err != nil {
		t.Fatal(err)
	}
	const want = `{"name":"x","open":{"name":"inner","a":[{"b":null}]},"a":"\u00e9","b":{ },"z":1e5}`
	if diff := cmp.Diff(want, string(got)); diff != "" {
		t.Error(diff)
	}
	v.Unknown["bad"] = json.RawMessage(`{`)
	if _, err := AppendJSON(nil, &v); err == nil || err.Error() != "/bad: must be JSON" {
		t.Error(err)
	}
}
