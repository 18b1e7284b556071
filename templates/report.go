package templates

import "strings"

// Violation is one fault of a JSON document or of a value.
type Violation struct {
	Pointer string // where: a JSON Pointer (RFC 6901); "" is the whole document
	Rule    string // what was broken: syntax, type, required, enum, minLength, ...
	Message string // the same in words
	Offset  int    // the byte of the document where it was found; -1 where a value was validated
}

// String gives the place and what is wrong there.
func (v Violation) String() string { return strings.TrimPrefix(v.Pointer+": "+v.Message, ": ") }

// ValidationError lists the violations that were found, at most a hundred.
type ValidationError struct {
	Violations []Violation
}

// Error lists the violations.
func (e *ValidationError) Error() string {
	texts := make([]string, len(e.Violations))
	for i, v := range e.Violations {
		texts[i] = v.String()
	}
	return strings.Join(texts, "; ")
}

// report gathers violations. They are put under their parents' names on the way
// out, so that no path has to be kept while all is well.
type report struct {
	violations []Violation
}

func (r *report) note(offset int, rule, message string) {
	r.violations = append(r.violations, Violation{Rule: rule, Message: message, Offset: offset})
}

func (r *report) noteAt(token string, offset int, rule, message string) {
	r.note(offset, rule, message)
	r.under(len(r.violations)-1, token)
}

// under puts the violations from the n-th on under a reference token.
func (r *report) under(n int, token string) {
	token = "/" + strings.ReplaceAll(strings.ReplaceAll(token, "~", "~0"), "/", "~1")
	r.violations = r.violations[:min(len(r.violations), 100)] // a bound on time and memory
	for i := n; i < len(r.violations); i++ {
		r.violations[i].Pointer = token + r.violations[i].Pointer
	}
}

// require notes a property that one request asks for beyond its type.
func (r *report) require(name string, missing bool) {
	if missing {
		r.noteAt(name, -1, "required", "is required here")
	}
}

func (r *report) err() error {
	if len(r.violations) == 0 {
		return nil
	}
	return &ValidationError{r.violations}
}
