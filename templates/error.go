package templates

import (
	"cmp"
	"errors"
	"net/http"
	"strconv"
	"strings"
)

// Error is an answer that reports an error: what a client gets instead of a
// result, and what a Server may return to answer with it.
type Error struct {
	Status    int         // the HTTP status
	Header    http.Header // of the answer
	RequestID string      // the service's name for the request, where it gave one
	Body      *ErrorBody  // nil where the answer had no body of that type
	Raw       []byte      // the body as it was received; of a Server's answer, written where Body is nil
}

// Error gives the status, what the body says, and the request's name.
func (e *Error) Error() string {
	text := strings.TrimSpace(strconv.Itoa(e.Status) + " " + http.StatusText(e.Status))
	if e.Body != nil {
		text += ": " + errorText(e.Body)
	}
	if e.RequestID != "" {
		text += " (request " + e.RequestID + ")"
	}
	return text
}

// NewError makes the error to answer with. An empty code is the status's own.
func NewError(status int, code, message, target string) *Error {
	return AsError(&RequestError{Status: status, Code: code, Message: message, Target: target})
}

// AsError is the answer to an error: an *Error as it is, a *RequestError in the
// shape of the description's errors, and a 500 that tells nothing of any other.
func AsError(err error) *Error {
	var answer *Error
	if errors.As(err, &answer) {
		return answer
	}
	var fault *RequestError
	if !errors.As(err, &fault) {
		fault = &RequestError{Status: http.StatusInternalServerError, Message: "the server failed"}
	}
	return &Error{Status: fault.Status, Body: newErrorBody(fault)}
}

// RequestError is what a handler finds wrong with a request before the Server
// sees it.
type RequestError struct {
	Status     int    // the status to answer with
	Code       string // a word for the kind of error; "" stands for the status's own
	Message    string
	Target     string      // what is at fault: a property, a parameter; "" for the request as a whole
	Violations []Violation // each fault of a body or a query; Message and Target give the first
	cases      []errorCase // the errors of the operation
}

// Error gives the target and what is wrong with it.
func (e *RequestError) Error() string { return strings.TrimPrefix(e.Target+": "+e.Message, ": ") }

// word is the error's code, or the text of its status as one word: BadRequest.
func (e *RequestError) word() string {
	return cmp.Or(e.Code, strings.NewReplacer(" ", "", "-", "").Replace(http.StatusText(e.Status)))
}

// invalid makes a 400 of what decoding or reading parameters reported.
func invalid(err error) error {
	report, ok := err.(*ValidationError)
	if !ok {
		return err
	}
	first := report.Violations[0]
	return &RequestError{Status: http.StatusBadRequest, Message: first.Message, Target: target(first.Pointer), Violations: report.Violations}
}

// target is a JSON Pointer without its first slash: the name of a property.
func target(pointer string) string { return strings.TrimPrefix(pointer, "/") }
