package templates

// readDerivedBody is readBody for a body of a type that others derive from.
func readDerivedBody[A any](c *call, of *family, demands func(A, *report)) (v A) {
	if c.ok() {
		c.readAll()
	}
	if c.err != nil {
		return v
	}
	c.err = invalid(decodeValue(newServerWalker(reading), c.buffer, &v, func(w *walker, p *A) {
		if walkDerived(w, p, of); demands != nil && !w.halted {
			demands(*p, &w.report)
		}
	}))
	return v
}

// answerOf answers with an object of a type that others derive from, which says
// what it is.
func (c *call) answerOf(of *family, answer object, err error) {
	if c.err = err; answer != nil {
		c.answer = &kindred{of, answer}
	}
}
