package templates

import (
	"net/url"
	"strconv"
	"strings"
)

// query is the query of a request as a list of parameters: written by clients,
// read and judged by servers. The method of the parameters' struct lists them,
// as walk methods list properties.
type query struct {
	walker
	values url.Values
}

// queryList says how the elements of a list stand in a query.
type queryList bool

const (
	commas   queryList = false // one parameter, commas between (style form, explode false)
	repeated queryList = true  // a parameter an element (style form, explode true)
)

// writeQuery gives the query of the parameters that list names, "" for none.
func writeQuery(list func(*query)) string {
	var q query
	list(&q)
	return strings.TrimPrefix(string(q.dst), "&")
}

// readQuery reads a query into the parameters that list names.
func readQuery(raw string, list func(*query)) error {
	q := query{walker: walker{mode: reading, strict: true}}
	q.at = -1
	if raw != "" {
		values, err := url.ParseQuery(raw)
		if err != nil {
			q.note(-1, "syntax", "the query must be percent-encoded pairs: "+err.Error())
		}
		q.values = values
	}
	list(&q)
	return q.err()
}

// queryOpt lists a parameter that may be absent.
func queryOpt[T any](q *query, name string, p *Opt[T], as func(*walker, *T)) *walker {
	w := &q.walker
	if q.begin(name, p.state) {
		if w.mode == writing {
			w.writeText(name, "=", func() { as(w, &p.value) })
		} else if text, ok := q.single(name); ok {
			p.state = present
			q.judgeText(name, text, func() { as(w, &p.value) })
		}
	}
	return w
}

// queryOptList lists a parameter that may be absent and holds many.
func queryOptList[T any](q *query, name string, p *Opt[[]T], form queryList, as func(*walker, *T)) *walker {
	w := &q.walker
	if !q.begin(name, p.state) {
		return w
	}
	if w.mode == writing {
		for i := range p.value {
			separator := ","
			if i == 0 || form == repeated {
				separator = "="
			}
			w.writeText(name, separator, func() { as(w, &p.value[i]) })
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
		q.judgeText(name, text, func() { as(w, &p.value[i]) })
		if w.outcome != judged {
			return w
		}
	}
	w.length = len(texts)
	return w
}

// begin reports whether there is a parameter to write or to read.
func (q *query) begin(name string, s state) bool {
	q.outcome = unjudged
	if q.mode == writing {
		return s == present
	}
	_, there := q.values[name]
	return there
}

// single is the text of a parameter that may stand only once.
func (q *query) single(name string) (string, bool) {
	texts := q.values[name]
	if len(texts) > 1 {
		q.noteAt(name, -1, "duplicate", "stands more than once")
		return "", false
	}
	return texts[0], true
}

// writeText writes a parameter's name, unless a list goes on, and its value.
func (w *walker) writeText(name, separator string, value func()) {
	if separator == "=" {
		w.dst = append(w.dst, '&')
		w.dst = append(w.dst, url.QueryEscape(name)...)
	}
	w.dst = append(w.dst, separator...)
	start := len(w.dst)
	value()
	text := string(w.dst[start:])
	w.dst = append(w.dst[:start], url.QueryEscape(text)...)
}

// judgeText reads a value from text, and puts what is wrong under the name.
func (w *walker) judgeText(name, text string, value func()) {
	n := len(w.violations)
	w.src, w.name = text, `"`+name+`":`
	value()
	if len(w.violations) > n {
		w.under(n, name)
		return
	}
	w.outcome = judged
}

// pathValue reads a path parameter, escaped as the path has it.
func pathValue[T any](w *walker, name, escaped string, p *T, as func(*walker, *T)) *walker {
	w.mode, w.strict, w.at = reading, true, -1
	text, err := url.PathUnescape(escaped)
	if err != nil {
		w.outcome = unjudged
		w.noteAt(name, -1, "syntax", "must be percent-encoded")
		return w
	}
	w.judgeText(name, text, func() { as(w, p) })
	return w
}

// Each text function walks one value of its kind as plain text, the way paths
// and queries hold it.

func textString(w *walker, p *string) {
	if w.mode == writing {
		w.dst = append(w.dst, *p...)
		return
	}
	*p, w.text = w.src, w.src
}

func textBool(w *walker, p *bool) {
	switch {
	case w.mode == writing:
		w.dst = strconv.AppendBool(w.dst, *p)
	case w.src == "true" || w.src == "false":
		*p = w.src == "true"
	default:
		w.note(-1, "type", "must be true or false")
	}
}

func textInt32(w *walker, p *int32) {
	i := int64(*p)
	w.textInteger(&i, 32)
	*p = int32(i)
}

func textInt64(w *walker, p *int64) { w.textInteger(p, 64) }

func (w *walker) textInteger(p *int64, bits int) {
	if w.mode == writing {
		w.dst = strconv.AppendInt(w.dst, *p, 10)
		return
	}
	i, err := strconv.ParseInt(w.src, 10, bits)
	if err != nil || w.src[0] == '+' {
		w.note(-1, "type", "must be a whole number of "+strconv.Itoa(bits)+" bits")
		return
	}
	*p, w.integer = i, i
}

func textEnum[E interface {
	~string
	IsKnown() bool
}](w *walker, p *E) {
	if w.mode == writing {
		w.dst = append(w.dst, string(*p)...)
		return
	}
	*p = E(w.src)
	if !(*p).IsKnown() {
		w.note(-1, "enum", "must be one of the values described, not "+strconv.Quote(w.src))
	}
}
