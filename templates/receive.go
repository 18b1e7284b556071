package templates

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"io"
	"net/http"
	"strings"
)

// accepting adds to a header what media types an answer may be of.
func accepting(header http.Header, types ...string) http.Header {
	header.Set("Accept", strings.Join(types, ", "))
	return header
}

// sending adds to a header what media type the body is of.
func sending(header http.Header, mediaType string) http.Header {
	if mediaType != "" {
		header.Set("Content-Type", mediaType)
	}
	return header
}

// brokenBody is a body that cannot be written.
type brokenBody struct{ err error }

func (b brokenBody) Read([]byte) (int, error) { return 0, b.err }

// uploadValue is a body of JSON.
func uploadValue[T any](mediaType string, v T, as func(*walker, *T)) (io.Reader, string) {
	text, err := appendValue(newWalker(writing, false), nil, &v, as)
	if err != nil {
		return brokenBody{err}, mediaType
	}
	return bytes.NewReader(text), mediaType
}

// uploadText is a body of text.
func uploadText(mediaType, text string) (io.Reader, string) {
	return strings.NewReader(text), mediaType + "; charset=utf-8"
}

// uploadStream is a body that is sent as it is read.
func uploadStream(mediaType string, body io.Reader) (io.Reader, string) {
	return body, mediaType
}

// uploadMedia is uploadStream for a body that says what it is.
func uploadMedia(body *MediaBody) (io.Reader, string) {
	return body.Content, cmp.Or(body.Type, "application/octet-stream")
}

// answerError says whose answer is wrong.
func answerError(response *http.Response, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("the answer of %s %s: %w", response.Request.Method, response.Request.URL.Path, err)
}

// readJSON decodes the body of an answer.
func readJSON[T any](response *http.Response, p *T, as func(*walker, *T)) error {
	defer func() { _ = response.Body.Close() }()
	text, err := io.ReadAll(response.Body)
	if err == nil {
		err = decodeValue(newWalker(reading, false), text, p, as)
	}
	return answerError(response, err)
}

// readPlainText reads the body of an answer as text.
func readPlainText(response *http.Response, p *string) error {
	defer func() { _ = response.Body.Close() }()
	text, err := io.ReadAll(response.Body)
	*p = string(text)
	return answerError(response, err)
}

// mediaOf gives the body of an answer as it comes, and what it is.
func mediaOf(response *http.Response) *MediaBody {
	return &MediaBody{Type: response.Header.Get("Content-Type"), Content: response.Body}
}

// receiveValue sends a request and decodes the answer.
func receiveValue[T any](ctx context.Context, c *Client, q request, as func(*walker, *T)) (v T, err error) {
	response, err := c.exchange(ctx, q)
	if err != nil {
		return v, err
	}
	return v, readJSON(response, &v, as)
}

// receiveText sends a request and reads the answer as text.
func receiveText(ctx context.Context, c *Client, q request) (text string, err error) {
	response, err := c.exchange(ctx, q)
	if err != nil {
		return "", err
	}
	return text, readPlainText(response, &text)
}

// receiveStream sends a request and gives the answer as it comes.
func receiveStream(ctx context.Context, c *Client, q request) (io.ReadCloser, error) {
	response, err := c.exchange(ctx, q)
	if err != nil {
		return nil, err
	}
	return response.Body, nil
}

// receiveMedia is receiveStream for an answer that says what it is.
func receiveMedia(ctx context.Context, c *Client, q request) (*MediaBody, error) {
	response, err := c.exchange(ctx, q)
	if err != nil {
		return nil, err
	}
	return mediaOf(response), nil
}

// isOf reports whether an answer is of a media type. One without is taken for any.
func isOf(response *http.Response, types ...string) bool {
	name := response.Header.Get("Content-Type")
	for _, described := range types {
		if name == "" || sameMedia(described, name) {
			return true
		}
	}
	return false
}

// readAnswerHeader reads the headers of an answer.
func readAnswerHeader(response *http.Response, p interface{ listHeaders(q *portion) }) error {
	w := newWalker(reading, false)
	w.plain, w.tabled, w.start = true, true, -1
	p.listHeaders(&portion{walker: w, syntax: syntax{header: response.Header}})
	err := w.end()
	if err != nil {
		_ = response.Body.Close()
	}
	return answerError(response, err)
}

// still is the client for answers that are redirections.
func (c *Client) still() *Client {
	copied, sender := *c, *c.http
	sender.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	copied.http = &sender
	return &copied
}

// unexpected is an answer that the description does not have.
func unexpected(response *http.Response) error {
	defer func() { _ = response.Body.Close() }()
	return answerError(response, fmt.Errorf("%s of %s is not described", response.Status, response.Header.Get("Content-Type")))
}
