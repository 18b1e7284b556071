package templates

// Formats are what JSON Schema 2020-12 Validation, section 7.3, says of strings.
// Each is a function of its own, so that a package has those that it names.

// format judges whether a string is of a format.
func (w *walker) format(name string, is func(string) bool) *walker {
	if w.outcome == judged && !is(w.text) {
		w.broken("format", "must be of the format "+name)
	}
	return w
}

// format judges the value where that is a string.
func (j *judge) format(name string, is func(string) bool) {
	text, ok := j.value.(string)
	j.check(!ok || is(text), "format", "must be of the format "+name)
}

// parses makes a format of what a type reads.
func parses[T any](parse func(string) (T, error)) func(string) bool {
	return func(text string) bool {
		_, err := parse(text)
		return err == nil
	}
}
