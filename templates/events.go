package templates

import (
	"bufio"
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// Event is a server-sent event (WHATWG HTML, section 9.2).
type Event[T any] struct {
	ID    string // the last that was given
	Type  string // "" is message
	Data  T
	Retry time.Duration // how long to wait before connecting again; 0 where nothing is said
}

// longestEvent bounds the line of an event.
const longestEvent = 16 << 20

// readEvents yields the events of an answer, and any error last. The text
// [DONE] in place of data ends them, as it is usual. The answer is closed when
// the loop over it ends.
func readEvents[T any](response *http.Response, as func(*walker, *T)) iter.Seq2[Event[T], error] {
	return func(yield func(Event[T], error) bool) {
		defer func() { _ = response.Body.Close() }()
		lines := bufio.NewScanner(response.Body)
		lines.Buffer(nil, longestEvent)
		lines.Split(scanLine)
		var event Event[T]
		var data []byte
		for first := true; lines.Scan(); first = false {
			line := lines.Bytes()
			if first {
				line = bytes.TrimPrefix(line, []byte("\uFEFF"))
			}
			if len(line) > 0 {
				data = event.take(line, data)
				continue
			}
			if data == nil {
				event.Type = ""
				continue
			}
			text := bytes.TrimSuffix(data, []byte("\n"))
			if string(text) == "[DONE]" {
				return
			}
			err := decodeValue(newWalker(reading, false), text, &event.Data, as)
			if !yield(event, answerError(response, err)) || err != nil {
				return
			}
			event, data = Event[T]{ID: event.ID}, nil
		}
		if err := lines.Err(); err != nil {
			yield(Event[T]{}, answerError(response, err))
		}
	}
}

// take reads a line of an event. Data is gathered, since it may take several.
func (e *Event[T]) take(line, data []byte) []byte {
	name, value, _ := bytes.Cut(line, []byte(":"))
	value = bytes.TrimPrefix(value, []byte(" "))
	switch string(name) {
	case "data":
		return append(append(data, value...), '\n')
	case "event":
		e.Type = string(value)
	case "id":
		if !bytes.Contains(value, []byte{0}) {
			e.ID = string(value)
		}
	case "retry":
		if n, err := strconv.ParseUint(string(value), 10, 32); err == nil {
			e.Retry = time.Duration(n) * time.Millisecond
		}
	}
	return data
}

// scanLine splits at \n, \r and \r\n.
func scanLine(data []byte, atEOF bool) (advance int, token []byte, err error) {
	i := bytes.IndexAny(data, "\r\n")
	switch {
	case i < 0 && atEOF && len(data) > 0:
		return len(data), data, nil
	case i < 0:
		return 0, nil, nil
	case data[i] == '\n':
		return i + 1, data[:i], nil
	case i+1 == len(data) && !atEOF:
		return 0, nil, nil // what follows may be \n
	case i+1 < len(data) && data[i+1] == '\n':
		return i + 2, data[:i], nil
	}
	return i + 1, data[:i], nil
}

// replyEvents answers with events, each sent at once.
func replyEvents[T any](c *call, events iter.Seq2[Event[T], error], err error, as func(*walker, *T)) {
	replySequence(c, events, err, "text/event-stream", func(e Event[T]) ([]byte, error) {
		var b strings.Builder
		for _, field := range []struct{ name, value string }{{"id", e.ID}, {"event", e.Type}} {
			if strings.ContainsAny(field.value, "\r\n\x00") {
				return nil, fmt.Errorf("the %s of an event is one line, not %q", field.name, field.value)
			}
			if field.value != "" {
				fmt.Fprintf(&b, "%s: %s\n", field.name, field.value)
			}
		}
		if e.Retry > 0 {
			fmt.Fprintf(&b, "retry: %d\n", e.Retry.Milliseconds())
		}
		b.WriteString("data: ")
		text, err := appendValue(newServerWalker(writing), []byte(b.String()), &e.Data, as)
		return append(text, "\n\n"...), err
	})
}

// replySequence answers with what a sequence yields, each element sent at once.
// Where one fails the connection is cut, so that the client knows.
func replySequence[E any](c *call, sequence iter.Seq2[E, error], err error, mediaType string, write func(E) ([]byte, error)) {
	if c.err = err; err == nil && sequence == nil {
		c.err = errors.New("the server gave neither an answer nor an error")
	}
	c.send = func() {
		c.w.Header().Set("Cache-Control", cmp.Or(c.w.Header().Get("Cache-Control"), "no-cache"))
		c.head(mediaType)
		flusher := http.NewResponseController(c.w)
		_ = flusher.Flush()
		for element, err := range sequence {
			var text []byte
			if err == nil {
				text, err = write(element)
			}
			if err == nil {
				_, err = c.w.Write(text)
			}
			if err != nil {
				panic(http.ErrAbortHandler)
			}
			_ = flusher.Flush()
		}
	}
}

// asData walks the data of an event that is text.
func asData(w *walker, p *string) {
	if w.mode == reading {
		*p, w.pos = string(w.src), len(w.src)
		return
	}
	w.dst = append(append(w.dst, strings.ReplaceAll(*p, "\n", "\ndata: ")...), ',')
}

// readLines yields the JSON texts of an answer, a line each, and any error last.
// The answer is closed when the loop over it ends.
func readLines[T any](response *http.Response, as func(*walker, *T)) iter.Seq2[T, error] {
	wrong := func(err error) error { return answerError(response, err) }
	return lines(response.Body, wrong, func() *walker { return newWalker(reading, false) }, as)
}

// lines yields the JSON texts of a body.
func lines[T any](body io.ReadCloser, wrong func(error) error, walker func() *walker, as func(*walker, *T)) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		defer func() { _ = body.Close() }()
		lines := bufio.NewReader(body)
		for {
			line, err := lines.ReadBytes('\n')
			var v T
			if line = bytes.TrimSpace(line); len(line) > 0 {
				fault := wrong(decodeValue(walker(), line, &v, as))
				if !yield(v, fault) || fault != nil {
					return
				}
			}
			if err != nil {
				if err != io.EOF {
					yield(*new(T), wrong(err))
				}
				return
			}
		}
	}
}

// takeLines yields the JSON texts of a request, and what is wrong with one last.
func takeLines[T any](c *call, as func(*walker, *T)) iter.Seq2[T, error] {
	return lines(c.stream(), invalid, func() *walker { return newServerWalker(reading) }, as)
}

// uploadLines is a body of JSON texts, a line each, which is sent as it is made.
func uploadLines[T any](mediaType string, sequence iter.Seq2[T, error], as func(*walker, *T)) (io.Reader, string) {
	next, stop := iter.Pull2(sequence)
	return &lineReader[T]{next, stop, as, nil}, mediaType
}

type lineReader[T any] struct {
	next func() (T, error, bool)
	stop func()
	as   func(*walker, *T)
	rest []byte
}

// Read reads what the sequence yields.
func (r *lineReader[T]) Read(p []byte) (int, error) {
	if len(r.rest) == 0 {
		v, err, ok := r.next()
		if ok && err == nil {
			r.rest, err = appendValue(newWalker(writing, false), nil, &v, r.as)
		}
		if !ok {
			return 0, io.EOF
		}
		if err != nil {
			return 0, err
		}
		r.rest = append(r.rest, '\n')
	}
	n := copy(p, r.rest)
	r.rest = r.rest[n:]
	return n, nil
}

// Close ends the sequence.
func (r *lineReader[T]) Close() error {
	r.stop()
	return nil
}

// replyLines answers with JSON texts, a line each, sent at once.
func replyLines[T any](c *call, lines iter.Seq2[T, error], err error, mediaType string, as func(*walker, *T)) {
	replySequence(c, lines, err, mediaType, func(v T) ([]byte, error) {
		text, err := appendValue(newServerWalker(writing), nil, &v, as)
		return append(text, '\n'), err
	})
}

// receiveEvents sends a request and gives the events of its answer.
func receiveEvents[T any](ctx context.Context, c *Client, q request, as func(*walker, *T)) (iter.Seq2[Event[T], error], error) {
	response, err := c.exchange(ctx, q)
	if err != nil {
		return nil, err
	}
	return readEvents(response, as), nil
}

// receiveLines sends a request and gives the JSON texts of its answer.
func receiveLines[T any](ctx context.Context, c *Client, q request, as func(*walker, *T)) (iter.Seq2[T, error], error) {
	response, err := c.exchange(ctx, q)
	if err != nil {
		return nil, err
	}
	return readLines(response, as), nil
}
