package templates

import (
	"encoding/json"
	"strings"
)

// asOwn walks a value of a type of the caller's, by encoding/json.
func asOwn[T any](w *walker, p *T) {
	at := -1
	switch w.mode {
	case writing:
		w.writeRaw(w.ownJSON(p))
	case reading:
		if at = w.pos; w.peek() == 'n' {
			w.wrongType("a value")
			return
		}
		if w.skipValue(); w.halted || !w.setOwn(at, w.src[at:w.pos], p) {
			return
		}
	}
	w.validOwn(at, p)
}

// asOwnText walks a value of a type of the caller's whose JSON is a string.
func asOwnText[T any](w *walker, p *T) {
	at, text := -1, ""
	switch w.mode {
	case writing:
		if err := json.Unmarshal(w.ownJSON(p), &text); err != nil {
			w.note(-1, "type", "must be a string")
		}
		w.writeString(text)
	case reading:
		at = w.pos
		if !w.readText(&text) {
			return
		}
		quoted, err := json.Marshal(text)
		if err != nil || !w.setOwn(at, quoted, p) {
			return
		}
	}
	w.validOwn(at, p)
}

// ownJSON is the JSON of such a value.
func (w *walker) ownJSON(p any) json.RawMessage {
	text, err := json.Marshal(p)
	if err != nil {
		w.note(-1, "type", ownReason(err))
		return json.RawMessage("null")
	}
	return text
}

// setOwn sets such a value by its JSON, and reports whether that could be done.
func (w *walker) setOwn(at int, text []byte, p any) bool {
	err := json.Unmarshal(text, p)
	if err != nil {
		w.note(at, "type", ownReason(err))
	}
	return err == nil
}

// validOwn judges such a value where it can be asked.
func (w *walker) validOwn(at int, p any) {
	v, ok := p.(interface{ Validate() error })
	if !ok || !w.strict || w.mode == writing {
		return
	}
	if err := v.Validate(); err != nil {
		w.note(at, "type", ownReason(err))
	}
}

// ownReason is what an error says, on one line.
func ownReason(err error) string {
	return strings.ReplaceAll(strings.TrimPrefix(err.Error(), "json: "), "\n", "; ")
}
