package templates

import (
	"cmp"
	"strings"
)

// errorCase is what answers of one status hold, where errors are not all alike.
type errorCase struct {
	status    int // of the hundred where it is less than ten; 0 for all others
	mediaType string
	of        object                     // of the type
	fault     func(*RequestError) object // tells a fault of the handler in the type
}

// caseOf finds the nearest case of a status; nil where there is none.
func caseOf(cases []errorCase, status int) *errorCase {
	for _, key := range []int{status, status / 100, 0} {
		for i := range cases {
			if cases[i].status == key {
				return &cases[i]
			}
		}
	}
	return nil
}

// decodeCase reads the body of an error; nil where it is of no type described.
func decodeCase(cases []errorCase, status int, raw []byte) object {
	found := caseOf(cases, status)
	if found == nil || found.of == nil {
		return nil
	}
	v := found.of.alloc()
	if DecodeJSON(raw, v) != nil {
		return nil
	}
	return v
}

// tell tells the fault in the type that its operation has for it.
func (e *RequestError) tell() object {
	if found := caseOf(e.cases, e.Status); found != nil && found.fault != nil {
		return found.fault(e)
	}
	return &Problem{Title: e.word(), Status: int32(e.Status), Detail: e.Error()}
}

// answerTyped maps the error of a call, and finds the media type of its status. A body
// that is not described as JSON is told in words where those are described, and else
// as a problem.
func answerTyped(c *call) (*Error, []string) {
	e, mediaType := c.mapError(cmp.Or(c.ctx, c.r.Context()), c.err), errorMediaType
	found := caseOf(c.errors, e.Status)
	switch {
	case found == nil:
	case e.Body == nil || strings.Contains(found.mediaType, "json"):
		mediaType = []string{found.mediaType}
	case strings.HasPrefix(found.mediaType, "text/plain"):
		words := *e
		words.Body, words.Raw = nil, []byte(errorText(e.Body))
		return &words, []string{found.mediaType}
	}
	return e, mediaType
}
