package templates

import (
	"encoding/json"
	"strings"
	"testing"
)

// byPointer is an object whose methods are those of its pointer, as types have
// them that derive from others.
type byPointer struct {
	Name Opt[string] `json:"name,omitzero"`
}

func (v *byPointer) walk(w *walker) { optText(w, `"name":`, &v.Name) }
func (*byPointer) alloc() object    { return new(byPointer) }

func (v *byPointer) MarshalJSON() ([]byte, error) { return AppendJSON(nil, v) }

func TestValuesThatCannotMarshalSaySo(t *testing.T) {
	v := byPointer{Name: Some("a")}
	if text, err := json.Marshal(&v); err != nil || string(text) != `{"name":"a"}` {
		t.Errorf("by pointer: %s, %v", text, err)
	}
	if text, err := json.Marshal([]byPointer{v}); err != nil || string(text) != `[{"name":"a"}]` {
		t.Errorf("in a list: %s, %v", text, err)
	}
	for name, value := range map[string]any{"a value": v, "in a map": map[string]byPointer{"a": v}, "in a struct": struct{ V byPointer }{v}} {
		if text, err := json.Marshal(value); err == nil || !strings.Contains(err.Error(), "by its pointer") {
			t.Errorf("%s: %s, %v", name, text, err)
		}
	}
	if text, err := json.Marshal(byPointer{Name: Null[string]()}); err == nil {
		t.Errorf("null: %s", text)
	}
}
