package templates

import (
	"cmp"
	"net/http"
)

// answerTo is the answer to the error of a call, and its media type.
func answerTo(c *call) (*Error, []string) {
	return c.mapError(cmp.Or(c.ctx, c.r.Context()), c.err), errorMediaType
}

// readFailure makes an error of an answer.
func readFailure(_ request, response *http.Response) error { return readError(response) }
