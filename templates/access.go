package templates

// readOnly refuses the property just walked in a request (OpenAPI 3.0.3, Schema
// Object).
func (w *walker) readOnly() *walker {
	if w.mode == reading && w.served && w.outcome != unjudged && w.outcome != missing {
		w.broken("readOnly", "may not be sent in a request")
	}
	return w
}

// writeOnly refuses the property just walked in an answer, if it was sent.
func (w *walker) writeOnly(sent bool) *walker {
	if w.mode == writing && w.served && sent {
		w.broken("writeOnly", "may not be sent in an answer")
	}
	return w
}

// mandatoryRequest requires the property just walked in requests.
func (w *walker) mandatoryRequest() *walker {
	if w.mode == reading && w.served {
		w.mandatory()
	}
	return w
}
