package templates

// orElse gives a property that a request does not have the value that the
// description says it has then. Where the property follows later, its value
// stands in place of that one.
func orElse[T any](w *walker, p *Opt[T], otherwise T) {
	if w.mode == reading && w.served && p.state == absent {
		*p = Some(otherwise)
	}
}
