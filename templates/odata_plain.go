package templates

// replyPlain answers with one value as text (OData Protocol 4.01, section
// 11.2.4.1).
func replyPlain[T any](c *call, v T, err error, mediaType string, as func(*walker, *T)) {
	if err != nil {
		c.err = err
		return
	}
	c.replyBytes(append(c.buffer[:0], pathText(v, as)...), nil, mediaType+"; charset=utf-8")
}

// takePlain reads a body that is one value as text.
func takePlain[T any](c *call, p *T, as func(*walker, *T)) *walker {
	w := c.parameters()
	w.outcome, w.name = unjudged, "value"
	if c.readRest(); c.err == nil {
		readValue(w, "value", string(c.buffer), p, as)
	}
	return w
}
