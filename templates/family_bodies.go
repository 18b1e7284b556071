package templates

// readDerivedBody is readBody for a body of a type that others derive from.
func readDerivedBody[A any](c *call, of *family, demands func(A, *report)) (v A) {
	if c.ok() {
		c.readAll()
	}
	if c.err == nil {
		decodeDerived(c, &v, of, demands)
	}
	return v
}

// takeDerived is takeObject for a body of a type that others derive from.
func takeDerived[A any](c *call, of *family, demands func(A, *report)) (v A) {
	if c.readRest(); c.err == nil {
		decodeDerived(c, &v, of, demands)
	}
	return v
}

func decodeDerived[A any](c *call, v *A, of *family, demands func(A, *report)) {
	c.err = invalid(decodeValue(newServerWalker(reading), c.buffer, v, func(w *walker, p *A) {
		if walkDerived(w, p, of); demands != nil && !w.halted {
			demands(*p, &w.report)
		}
	}))
}

// answerOf answers with an object of a type that others derive from, which says
// what it is.
func (c *call) answerOf(of *family, answer object, err error) {
	if c.err = err; answer != nil {
		c.answer = &kindred{of, answer}
	}
}
