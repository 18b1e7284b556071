package templates

import (
	"net/url"
	"strconv"
	"strings"
)

// query is the query of a request as a list of parameters: written by clients,
// read and judged by handlers. The query method of the parameters' struct lists
// them, as walk methods list properties.
type query struct {
	walker *walker
	values url.Values
}

// parameters is a generated struct of query parameters.
type parameters interface{ query(q *query) }

// queryForm says how the elements of a list stand in a query.
type queryForm bool

const (
	commas   queryForm = false // in one parameter, commas between (style form, explode false)
	repeated queryForm = true  // in a parameter each (style form, explode true)
)

// writeQuery gives the query that parameters make, "" for none.
func writeQuery(p parameters) string {
	q := query{walker: &walker{plain: true}}
	p.query(&q)
	return strings.TrimPrefix(string(q.walker.dst), "&")
}

// readQuery reads the query of the request.
func readQuery[T any, P interface {
	*T
	parameters
}](c *call) P {
	q := query{walker: c.parameters()}
	if raw := c.r.URL.RawQuery; raw != "" {
		values, err := url.ParseQuery(raw)
		if err != nil {
			q.walker.note(-1, "syntax", "the query must be percent-encoded: "+err.Error())
		}
		q.values = values
	}
	p := P(new(T))
	p.query(&q)
	return p
}

// queryField lists a parameter that is always there.
func queryField[T any](q *query, name string, p *T, as func(*walker, *T)) *walker {
	o := Opt[T]{*p, present}
	w := queryOpt(q, name, &o, as).mandatory()
	*p = o.value
	return w
}

// queryList lists a parameter that is always there and holds many.
func queryList[T any](q *query, name string, p *[]T, form queryForm, as func(*walker, *T)) *walker {
	o := Opt[[]T]{*p, present}
	w := queryOptList(q, name, &o, form, as).mandatory()
	*p = o.value
	return w
}

// queryOpt lists a parameter that may be absent.
func queryOpt[T any](q *query, name string, p *Opt[T], as func(*walker, *T)) *walker {
	w := q.walker
	if !q.begin(name, p.state) {
		return w
	}
	if w.mode == writing {
		w.writeName(name)
		writeValue(w, &p.value, as)
	} else if text, ok := q.single(name); ok {
		p.state = present
		readValue(w, name, text, &p.value, as)
	}
	return w
}

// queryOptList lists a parameter that may be absent and holds many.
func queryOptList[T any](q *query, name string, p *Opt[[]T], form queryForm, as func(*walker, *T)) *walker {
	w := q.walker
	if !q.begin(name, p.state) {
		return w
	}
	if w.mode == writing {
		for i := range p.value {
			if i == 0 || form == repeated {
				w.writeName(name)
			} else {
				w.dst = append(w.dst, ',')
			}
			writeValue(w, &p.value[i], as)
		}
		return w
	}
	texts := q.values[name]
	if form == commas {
		text, ok := q.single(name)
		if !ok {
			return w
		}
		texts = strings.Split(text, ",")
	}
	p.state, p.value = present, make([]T, len(texts))
	for i, text := range texts {
		readValue(w, name, text, &p.value[i], as)
		if w.outcome != judged {
			break
		}
	}
	w.length = len(texts)
	return w
}

// begin reports whether there is a parameter to write or to read.
func (q *query) begin(name string, s state) bool {
	w := q.walker
	w.outcome = unjudged
	if w.mode == writing {
		return s == present
	}
	_, there := q.values[name]
	if !there {
		w.outcome, w.name = missing, strconv.Quote(name)+":"
	}
	return there
}

// single is the text of a parameter that may stand only once.
func (q *query) single(name string) (string, bool) {
	texts := q.values[name]
	if len(texts) > 1 {
		q.walker.noteAt(name, -1, "duplicate", "stands more than once")
		return "", false
	}
	return texts[0], true
}

func (w *walker) writeName(name string) {
	w.dst = append(append(append(w.dst, '&'), url.QueryEscape(name)...), '=')
}

func writeValue[T any](w *walker, p *T, as func(*walker, *T)) {
	start := len(w.dst)
	as(w, p)
	text := string(w.dst[start : len(w.dst)-1])
	w.dst = append(w.dst[:start], url.QueryEscape(text)...)
}

// readValue reads a value from text, and puts what is wrong under the name.
func readValue[T any](w *walker, name, text string, p *T, as func(*walker, *T)) {
	n := len(w.violations)
	w.src, w.name = text, strconv.Quote(name)+":"
	as(w, p)
	if len(w.violations) > n {
		w.under(n, name)
		w.outcome = unjudged
		return
	}
	w.outcome = judged
}

// pathValue reads a path parameter from its text in the path, still escaped.
func pathValue[T any](c *call, name, escaped string, p *T, as func(*walker, *T)) *walker {
	w := c.parameters()
	text, err := url.PathUnescape(escaped)
	if err != nil {
		w.outcome = unjudged
		w.noteAt(name, -1, "syntax", "must be percent-encoded")
		return w
	}
	readValue(w, name, text, p, as)
	return w
}
