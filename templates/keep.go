package templates

import (
	"bytes"
	"encoding/json"
	"maps"
	"slices"
)

// keepUnknown walks the properties that the type just listed does not know:
// kept as they were read, written in the order of their names.
func (w *walker) keepUnknown(p *map[string]json.RawMessage) {
	switch {
	case w.mode == writing:
		for _, name := range slices.Sorted(maps.Keys(*p)) {
			if value := (*p)[name]; !json.Valid(value) {
				w.noteAt(name, -1, "syntax", "must be JSON")
			}
			w.writeString(name)
			w.dst[len(w.dst)-1] = ':'
			w.dst = append(append(w.dst, (*p)[name]...), ',')
		}
	case w.mode == reading && !w.tabled:
		w.keeping = true
	case w.mode == reading:
		for i := w.base; i < len(w.passed); i++ {
			m := &w.passed[i]
			if m.used {
				continue
			}
			m.used, w.pos = true, m.at
			w.skipValue()
			if *p == nil {
				*p = map[string]json.RawMessage{}
			}
			(*p)[m.name] = json.RawMessage(bytes.Clone(w.src[m.at:w.pos]))
		}
	}
}
