package templates

import (
	"net/http"
	"net/url"
	"strings"
)

// The forms that parameters of one description hardly have all of.
const (
	spaces queryForm = " " // style spaceDelimited
	pipes  queryForm = "|" // style pipeDelimited
	deep   queryForm = "[" // an object whose properties are name[property] (style deepObject)
	pairs  queryForm = "=" // an object as name=value,name=value (style simple, explode true)
)

// reserved is q for a parameter in which reserved characters stand as they are,
// other than those by which a query is read (RFC 3986, section 2.2).
func (q portion) reserved() *portion {
	q.escape = func(text string) string {
		text = url.QueryEscape(text)
		for _, c := range ":/?@!$'()*,=" {
			text = strings.ReplaceAll(text, url.QueryEscape(string(c)), string(c))
		}
		return text
	}
	return &q
}

// orEmpty is q for a parameter that may be named without a value: null.
func (q portion) orEmpty() *portion {
	q.nullable = true
	return &q
}

// asJSON is q for a parameter whose value is JSON text.
func (q portion) asJSON() *portion {
	q.json = true
	return &q
}

// slotNilList lists a parameter of which nil says that it is absent.
func slotNilList[T any](q *portion, name string, p *[]T, form queryForm, as func(*walker, *T)) *walker {
	o := Opt[[]T]{value: *p}
	if *p != nil {
		o.state = present
	}
	w := slotOptList(q, name, &o, form, as)
	*p = o.value
	return w
}

// orDefault gives a parameter that a request does not have the value that the
// description says it has then.
func orDefault[T any](q *portion, p *Opt[T], otherwise T) {
	if q.walker.mode == reading && p.state == absent {
		*p = Some(otherwise)
	}
}

// orDefaultNil is orDefault for a property of which nil says that it is absent.
func orDefaultNil[T any](q *portion, p *T, none bool, otherwise T) {
	if q.walker.mode == reading && none {
		*p = otherwise
	}
}

// slotObject lists a parameter that is an object and always there.
func slotObject[T any, P interface {
	*T
	listed
}](q *portion, name string, p *T, form queryForm) *walker {
	o := Some(p)
	w := slotOptObject[T, P](q, name, &o, form).mandatory()
	if v, ok := o.Get(); ok && q.walker.mode == reading {
		*p = *v
	}
	return w
}

// slotOptObject lists a parameter that is an object and may be absent.
func slotOptObject[T any, P interface {
	*T
	listed
}](q *portion, name string, p *Opt[*T], form queryForm) *walker {
	if q.walker.mode != writing {
		v := new(T)
		w := q.readObject(name, P(v), form)
		if w.outcome != missing {
			*p = Some(v)
		}
		return w
	}
	if p.state == present {
		q.writeObject(name, P(p.value), form)
	}
	q.walker.outcome = unjudged
	return q.walker
}

// readObject reads the properties of an object. It is missing where there are none.
func (q *portion) readObject(name string, v listed, form queryForm) *walker {
	w := q.walker
	inner, ok := q.inner(name, form)
	if ok {
		n := len(w.violations)
		v.listSlots(inner)
		if ok = inner.found > 0; ok {
			q.found++
		} else {
			w.violations = w.violations[:n]
		}
		if form != repeated {
			w.under(n, name)
		}
	}
	if w.outcome, w.name = unjudged, name; !ok {
		w.outcome = missing
	}
	return w
}

// writeObject writes an object's properties, each in a parameter or all in one.
func (q *portion) writeObject(name string, v listed, form queryForm) {
	w, inner := q.walker, *q
	switch form {
	case repeated:
		v.listSlots(&inner)
		return
	case deep:
		inner.outer = q.full(name)
		v.listSlots(&inner)
		return
	case pairs:
		inner.lead, inner.equals = ",", "="
	default:
		inner.lead, inner.equals = form.escaped(), form.escaped()
	}
	if inner.header = nil; q.header != nil {
		inner.escape = asItIs
	}
	q.begin(q.full(name))
	start := len(w.dst)
	v.listSlots(&inner)
	text := strings.TrimPrefix(string(w.dst[start:]), inner.lead)
	w.dst = append(w.dst[:start], text...)
	q.end(name)
}

func asItIs(text string) string { return text }

// inner is where the properties of an object are found, and whether there may be any.
func (q *portion) inner(name string, form queryForm) (*portion, bool) {
	if form == repeated || form == deep {
		inner := *q
		inner.found, inner.spread = 0, form == repeated
		if form == deep {
			inner.outer = q.full(name)
		}
		return &inner, true
	}
	texts := q.of(name, false)
	if len(texts) == 0 {
		return nil, false
	}
	separator := string(form)
	if form == pairs {
		separator = ","
	}
	inner := &portion{walker: q.walker, values: url.Values{}, syntax: syntax{unescape: q.unescape}}
	q.pair(inner.values, name, q.split(name, texts[0], separator), form)
	return inner, true
}

// pair reads names and values in turn.
func (q *portion) pair(values url.Values, name string, parts []string, form queryForm) {
	for i := 0; i < len(parts); i++ {
		key, value, found := parts[i], "", i+1 < len(parts)
		switch {
		case form == pairs:
			key, value, found = strings.Cut(parts[i], "=")
		case found:
			i++
			value = parts[i]
		}
		if !found {
			q.walker.noteAt(name, -1, "syntax", "must be names and values in turn")
			return
		}
		if q.unescape != nil {
			key, _ = q.unescape(key)
		}
		values.Add(key, value)
	}
}

// writeHeader gives the headers that parameters make, after cookies.
func writeHeader(p interface{ listHeaders(q *portion) }, header http.Header) http.Header {
	p.listHeaders(&portion{walker: &walker{task: task{plain: true}}, syntax: syntax{header: header, escape: asItIs}})
	return header
}

// readHeader reads the headers of the request.
func readHeader(c *call, p interface{ listHeaders(q *portion) }) {
	p.listHeaders(&portion{walker: c.parameters(), syntax: syntax{header: c.r.Header}})
}

// writeCookie gives a header of the cookies that parameters make.
func writeCookie(p interface{ listCookies(q *portion) }) http.Header {
	q := portion{walker: &walker{task: task{plain: true}}, syntax: syntax{lead: "; ", escape: url.PathEscape}}
	p.listCookies(&q)
	header := http.Header{}
	if text := strings.TrimPrefix(string(q.walker.dst), q.lead); text != "" {
		header.Set("Cookie", text)
	}
	return header
}

// readCookie reads the cookies of the request.
func readCookie(c *call, p interface{ listCookies(q *portion) }) {
	q := portion{walker: c.parameters(), values: url.Values{}, syntax: syntax{unescape: url.PathUnescape}}
	for _, cookie := range c.r.Cookies() {
		if _, err := url.PathUnescape(cookie.Value); err != nil {
			q.walker.noteAt(cookie.Name, -1, "syntax", "must be percent-encoded")
			continue
		}
		q.values.Add(cookie.Name, cookie.Value)
	}
	p.listCookies(&q)
}

// pathLead takes what a path parameter begins with off its text (styles label
// and matrix).
func pathLead(c *call, name, lead, text string) string {
	rest, ok := strings.CutPrefix(text, lead)
	if !ok {
		c.parameters().noteAt(name, -1, "syntax", "must begin with "+lead)
	}
	return rest
}

// pathSlot is a query that holds one path parameter.
func pathSlot(c *call, name string, texts ...string) *portion {
	q := &portion{walker: c.parameters(), values: url.Values{}, syntax: syntax{unescape: url.PathUnescape}}
	for _, text := range texts {
		if _, err := url.PathUnescape(text); err != nil {
			q.walker.noteAt(name, -1, "syntax", "must be percent-encoded")
			return q
		}
	}
	q.values[name] = texts
	return q
}

// pathList reads a path parameter of several values from its text, still escaped.
func pathList[T any](c *call, name, escaped, separator string, p *[]T, as func(*walker, *T)) *walker {
	return slotList(pathSlot(c, name, strings.Split(escaped, separator)...), name, p, repeated, as)
}

// pathObject reads a path parameter that is an object.
func pathObject[T any, P interface {
	*T
	listed
}](c *call, name, escaped, separator string, form queryForm, p *T) {
	q := pathSlot(c, name, escaped)
	inner := &portion{walker: q.walker, values: url.Values{}, syntax: q.syntax}
	q.pair(inner.values, name, strings.Split(escaped, separator), form)
	n := len(q.walker.violations)
	P(p).listSlots(inner)
	q.walker.under(n, name)
}

// joinEscaped is joinPath for parameters that are escaped already.
func joinEscaped(parts ...string) string {
	for i := 1; i < len(parts); i += 2 {
		switch parts[i] {
		case "":
			return ""
		case ".", "..":
			parts[i] = strings.ReplaceAll(parts[i], ".", "%2E")
		}
	}
	return strings.Join(parts, "")
}

// pathText writes a value as a path has it, before it is escaped.
func pathText[T any](v T, as func(*walker, *T)) string {
	w := &walker{task: task{plain: true}}
	as(w, &v)
	return string(w.dst[:len(w.dst)-1])
}

// pathTexts writes several values, escaped; "" for none.
func pathTexts[T any](lead, separator string, list []T, as func(*walker, *T)) string {
	if len(list) == 0 {
		return ""
	}
	texts := make([]string, len(list))
	for i := range list {
		texts[i] = url.PathEscape(pathText(list[i], as))
	}
	return lead + strings.Join(texts, separator)
}

// pathPairs writes an object, escaped; "" for one without properties.
func pathPairs(lead, separator, equals string, v listed) string {
	q := portion{walker: &walker{task: task{plain: true}}, syntax: syntax{lead: separator, equals: equals, escape: url.PathEscape}}
	v.listSlots(&q)
	if len(q.walker.dst) == 0 {
		return ""
	}
	return lead + strings.TrimPrefix(string(q.walker.dst), separator)
}

// jsonText writes a value as JSON.
func jsonText[T any](v T, as func(*walker, *T)) string {
	text, _ := appendValue(newWalker(writing, false), nil, &v, as) // which fails for what is read back alone
	return string(text)
}

// pathJSON reads a path parameter whose text is JSON.
func pathJSON[T any](c *call, name, escaped string, p *T, as func(*walker, *T)) *walker {
	return slot(pathSlot(c, name, escaped).asJSON(), name, p, as)
}
