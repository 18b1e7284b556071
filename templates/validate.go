package templates

// validate checks v against the rules that its walk method lists.
func validate(v object) error {
	w := newWalker(checking, true)
	v.walk(w)
	return w.end()
}

// validateBody is validate with demands.
func validateBody[T any, P pointer[T]](v P, demands func(*T, *report)) error {
	w := newWalker(checking, true)
	v.walk(w)
	demands(v, &w.report)
	return w.end()
}

// DecodeValid reads src into v as DecodeJSON does, and refuses in the same pass
// what Validate refuses, and properties that a closed type does not know. It is
// for pointers to the types of this package.
func DecodeValid(src []byte, v object) error {
	w := newWalker(reading, true)
	w.document(src, v)
	return w.end()
}
