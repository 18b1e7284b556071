package templates

import (
	"bytes"
	"encoding/json"
	"errors"
)

// Properties are properties that a type does not list, as JSON by their names.
type Properties map[string]json.RawMessage

// MarshalJSON is an error. Types that have methods of pointers alone are written
// through them; encoding/json comes here where it was given no pointer.
func (Properties) MarshalJSON() ([]byte, error) {
	return nil, errors.New("a value of this type is written as JSON through a pointer to it")
}

// keepUnknown keeps the properties that the types of an object do not list: as
// they were read, written after the others in the order of their names.
func (w *walker) keepUnknown(p *Properties) { w.others = p }

func (u *Properties) walkRest(w *walker) {
	if w.mode == writing {
		for _, name := range sortedNames(*u) {
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
			*u = Properties{}
		}
		(*u)[m.name] = bytes.Clone(w.src[m.at:w.pos])
	}
}
