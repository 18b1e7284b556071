package templates

import (
	"bytes"
	"encoding/json"
	"maps"
	"slices"
)

// keepUnknown keeps the properties that the types of an object do not list: as
// they were read, written after the others in the order of their names.
func (w *walker) keepUnknown(p *map[string]json.RawMessage) { w.others = (*unknown)(p) }

type unknown map[string]json.RawMessage

func (u *unknown) walkRest(w *walker) {
	if w.mode == writing {
		for _, name := range slices.Sorted(maps.Keys(*u)) {
			value := (*u)[name]
			if !json.Valid(value) {
				w.noteAt(name, -1, "syntax", "must be JSON")
			}
			w.writeString(name)
			w.dst[len(w.dst)-1] = ':'
			w.dst = append(append(w.dst, value...), ',')
		}
		return
	}
	for i := w.base; i < len(w.passed); i++ {
		m := &w.passed[i]
		if m.used {
			continue
		}
		m.used, w.pos = true, m.at
		w.skipValue()
		if *u == nil {
			*u = map[string]json.RawMessage{}
		}
		(*u)[m.name] = bytes.Clone(w.src[m.at:w.pos])
	}
}
