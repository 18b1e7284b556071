package templates

import (
	"bytes"
	"encoding/json"
)

// asAny walks any JSON, kept as it is.
func asAny(w *walker, p *json.RawMessage) {
	switch w.mode {
	case writing:
		w.writeRaw(*p)
	case reading:
		start := w.pos
		if w.skipValue(); !w.halted {
			*p = bytes.Clone(w.src[start:w.pos])
		}
	case checking:
		if !json.Valid(*p) {
			w.note(-1, "syntax", "must be JSON")
		}
	}
}

// writeRaw writes JSON that others made.
func (w *walker) writeRaw(text json.RawMessage) {
	if !json.Valid(text) {
		w.note(-1, "syntax", "must be JSON")
	}
	w.dst = append(append(w.dst, text...), ',')
}
