package templates

import (
	"errors"
	"fmt"
	"testing"
)

func TestErrors(t *testing.T) {
	for want, err := range map[string]error{
		"404 Not Found":                  &Error{Status: 404},
		"599":                            &Error{Status: 599},
		"404 Not Found (request r1)":     &Error{Status: 404, RequestID: "r1"},
		"404 Not Found: NotFound: gone":  &Error{Status: 404, Body: &Problem{"NotFound", 404, "gone"}},
		"599: : odd":                     &Error{Status: 599, Body: &Problem{"", 599, "odd"}},
		"is missing":                     &RequestError{Message: "is missing"},
		"name: is missing":               &RequestError{Message: "is missing", Target: "name"},
		"409 Conflict: Taken: name: it":  NewError(409, "Taken", "it", "name"),
		"400 Bad Request: BadRequest: x": NewError(400, "", "x", ""),
	} {
		equal(t, want, err.Error())
	}
}

func TestWordsOfStatuses(t *testing.T) {
	for status, want := range map[int]string{400: "BadRequest", 203: "NonAuthoritativeInformation", 418: "I'mateapot", 599: ""} {
		equal(t, want, (&RequestError{Status: status}).word())
		equal(t, "Own", (&RequestError{Status: status, Code: "Own"}).word())
	}
}

func TestErrorsThatAreAnswered(t *testing.T) {
	own := &Error{Status: 409}
	equal(t, true, AsError(own) == own)
	equal(t, true, AsError(fmt.Errorf("wrapped: %w", own)) == own)
	equal(t, &Error{Status: 500, Body: &Problem{"InternalServerError", 500, "the server failed"}}, AsError(errors.New("secret")))
	equal(t, &Error{Status: 400, Body: &Problem{"BadRequest", 400, "a: b"}}, AsError(&RequestError{Status: 400, Message: "b", Target: "a"}))
}

func TestReportsBecomeRequestErrors(t *testing.T) {
	equal(t, nil, invalid(nil))
	equal(t, errFailing, invalid(errFailing))
	all := []Violation{{"/a/0", "type", "must be a string", 7}, {"", "syntax", "must be a value", 9}}
	equal(t, error(&RequestError{Status: 400, Message: "must be a string", Target: "a/0", Violations: all}), invalid(&ValidationError{all}))
	equal(t, error(&RequestError{Status: 400, Message: "must be a value", Violations: all[1:]}), invalid(&ValidationError{all[1:]}))
}
