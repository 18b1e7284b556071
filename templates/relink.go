package templates

// relink gives a value another type, by the text that both have, and reports
// whether that can be done.
func relink[A, B any](from A, asFrom func(*walker, *A), to *B, as func(*walker, *B)) bool {
	w := newWalker(reading, false)
	w.plain, w.start = true, -1
	readValue(w, "", pathText(from, asFrom), to, as)
	return w.end() == nil
}
