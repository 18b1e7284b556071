package templates

import (
	"net/url"
	"strings"
)

// query is the query of a request, written by clients and read by handlers. The
// parameters' struct lists them in its query method, as walk does properties.
type query struct {
	walker *walker
	values url.Values
	raw    string // the query, still escaped
}

// parameters is a generated struct of query parameters.
type parameters interface{ query(q *query) }

// queryForm says how values stand in a query: what is between them.
type queryForm string

const (
	single   queryForm = ""  // one value
	commas   queryForm = "," // in one parameter (style form, explode false)
	repeated queryForm = "&" // each in a parameter of the name (style form, explode true)
)

// writeQuery gives the query that parameters make, "" for none.
func writeQuery(p parameters) string {
	q := query{walker: &walker{task: task{plain: true}}}
	p.query(&q)
	return strings.TrimPrefix(string(q.walker.dst), "&")
}

// readQuery reads the query of the request.
func readQuery[T any, P interface {
	*T
	parameters
}](c *call) P {
	q := query{walker: c.parameters(), raw: c.r.URL.RawQuery}
	if q.raw != "" {
		values, err := url.ParseQuery(q.raw)
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
	o := Opt[T]{value: *p, state: present}
	w := queryOpt(q, name, &o, as).mandatory()
	*p = o.value
	return w
}

// queryList lists a parameter that is always there and holds many.
func queryList[T any](q *query, name string, p *[]T, form queryForm, as func(*walker, *T)) *walker {
	o := Opt[[]T]{value: *p, state: present}
	w := queryOptList(q, name, &o, form, as).mandatory()
	*p = o.value
	return w
}

// queryOpt lists a parameter that may be absent.
func queryOpt[T any](q *query, name string, p *Opt[T], as func(*walker, *T)) *walker {
	o := Opt[[]T]{value: []T{p.value}, state: p.state}
	w := queryOptList(q, name, &o, single, as)
	if o.state == present {
		p.value, p.state = o.value[0], present
	}
	return w
}

// queryOptList lists a parameter that may be absent and holds many.
func queryOptList[T any](q *query, name string, p *Opt[[]T], form queryForm, as func(*walker, *T)) *walker {
	w := q.walker
	w.outcome, w.name, w.index, w.halted = unjudged, name, w.index+1, false
	if w.mode == writing {
		for i := 0; i < len(p.value) && p.state == present; i++ {
			if i == 0 || form == repeated {
				w.dst = append(append(append(w.dst, '&'), url.QueryEscape(name)...), '=')
			} else {
				w.dst = append(w.dst, ',')
			}
			start := len(w.dst)
			as(w, &p.value[i])
			text := string(w.dst[start : len(w.dst)-1])
			w.dst = append(w.dst[:start], url.QueryEscape(text)...)
		}
		return w
	}
	texts := q.values[name]
	if len(texts) == 0 {
		w.outcome = missing
		return w
	}
	if len(texts) > 1 && form != repeated {
		w.noteAt(name, -1, "duplicate", "stands more than once")
		return w
	}
	if form == commas {
		texts = splitCommas(q.raw, name)
	}
	p.state, p.value = present, make([]T, len(texts))
	for i, text := range texts {
		if readValue(w, name, text, &p.value[i], as); w.outcome != judged {
			break
		}
	}
	w.length = len(texts)
	return w
}

// splitCommas splits a parameter of the query at its commas. One that is escaped
// is part of a value.
func splitCommas(query, name string) []string {
	for part := range strings.SplitSeq(query, "&") {
		key, value, _ := strings.Cut(part, "=")
		if key, err := url.QueryUnescape(key); err != nil || key != name {
			continue
		}
		texts := strings.Split(value, ",")
		for i := range texts {
			texts[i], _ = url.QueryUnescape(texts[i]) // it was parsed before
		}
		return texts
	}
	return nil
}

// readValue reads a value from text, and puts what is wrong under the name.
func readValue[T any](w *walker, name, text string, p *T, as func(*walker, *T)) {
	n := len(w.violations)
	w.scratch = append(w.scratch[:0], text...)
	w.src, w.given, w.pos, w.halted, w.outcome, w.name = w.scratch, text, 0, false, judged, name
	as(w, p)
	if w.pos < len(w.src) {
		w.fail("must end before this")
	}
	if len(w.violations) > n {
		w.under(n, name)
		w.outcome = unjudged
	}
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
