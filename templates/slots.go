package templates

import (
	"cmp"
	"mime/multipart"
	"net/http"
	"net/url"
	"strconv"
	"strings"
)

// portion is a part of a request with the parameters in it, for what query is not
// enough: headers, cookies, objects, all styles. Clients write them and handlers
// read them, as the struct of the parameters lists them.
type portion struct {
	walker *walker
	values url.Values                         // read: texts by name
	raw    string                             // read: the query, still escaped
	found  int                                // read: how many parameters are there
	form   *formWriter                        // written: a form of parts
	emit   func(name, text, mediaType string) // written: takes each value, in place of the text
	files  map[string][]*multipart.FileHeader // read: the files of such a form
	spread bool                               // they stand beside other parameters, as which further ones cannot be told
	syntax
}

// syntax is how parameters stand in text. The zero syntax is that of queries.
type syntax struct {
	outer     string // the object whose properties they are (style deepObject)
	lead      string // stands before each; "" is &
	equals    string // stands between name and value; "" is =
	header    http.Header
	escape    func(string) string
	unescape  func(string) (string, error) // of values; nil where they are not escaped
	json      bool                         // values are JSON text
	mediaType string                       // of a part
	nullable  bool                         // a name without a value is one, which null says
}

// listed is a generated struct of parameters in a query, or of properties that
// are parameters.
type listed interface{ listSlots(q *portion) }

// writeSlots gives the query that parameters make, "" for none.
func writeSlots(p listed) string {
	q := portion{walker: &walker{task: task{plain: true}}}
	p.listSlots(&q)
	return strings.TrimPrefix(string(q.walker.dst), "&")
}

// readSlots reads the query of the request into p.
func readSlots(c *call, p listed) {
	q := portion{walker: c.parameters(), raw: c.r.URL.RawQuery}
	values, err := url.ParseQuery(q.raw)
	if err != nil {
		q.walker.note(-1, "syntax", "the query must be percent-encoded: "+err.Error())
	}
	q.values = values
	p.listSlots(&q)
}

// slot lists a parameter that is always there.
func slot[T any](q *portion, name string, p *T, as func(*walker, *T)) *walker {
	o := Opt[T]{value: *p, state: present}
	w := slotOpt(q, name, &o, as).mandatory()
	*p = o.value
	return w
}

// slotList lists a parameter that is always there and holds many.
func slotList[T any](q *portion, name string, p *[]T, form queryForm, as func(*walker, *T)) *walker {
	o := Opt[[]T]{value: *p, state: present}
	w := slotOptList(q, name, &o, form, as).mandatory()
	*p = o.value
	return w
}

// slotOpt lists a parameter that may be absent.
func slotOpt[T any](q *portion, name string, p *Opt[T], as func(*walker, *T)) *walker {
	o := Opt[[]T]{value: []T{p.value}, state: p.state}
	w := slotOptList(q, name, &o, single, as)
	p.state = o.state
	if o.state == present {
		p.value = o.value[0]
	}
	return w
}

// slotOptList lists a parameter that may be absent and holds many.
func slotOptList[T any](q *portion, name string, p *Opt[[]T], form queryForm, as func(*walker, *T)) *walker {
	w := q.walker
	w.outcome, w.name, w.index, w.halted = unjudged, name, w.index+1, false
	if w.mode == writing {
		if p.state == null && q.nullable {
			q.begin(q.full(name))
		}
		for i := 0; i < len(p.value) && p.state == present; i++ {
			key := q.full(name)
			switch {
			case form == indexed || form == repeated && q.outer != "":
				key = element(key, i)
				q.begin(key)
			case i == 0 || form == repeated:
				q.begin(key)
			default:
				w.dst = append(w.dst, form.escaped()...)
			}
			q.value(func() { as(w, &p.value[i]) })
			if q.emit != nil {
				q.emit(key, string(w.dst), q.mediaType)
				w.dst = w.dst[:0]
			}
		}
		q.end(name)
		return w
	}
	texts := q.of(name, form == indexed)
	if len(texts) == 0 {
		w.outcome = missing
		return w
	}
	q.found++
	if len(texts) > 1 && form != repeated && form != indexed {
		w.noteAt(name, -1, "duplicate", "stands more than once")
		return w
	}
	if form != single && form != repeated && form != indexed {
		texts = q.split(name, texts[0], string(form))
	}
	if q.nullable && len(texts) == 1 && texts[0] == "" {
		p.state = null
		return w
	}
	w.length = len(texts)
	p.state, p.value = present, make([]T, len(texts))
	for i, text := range texts {
		if q.unescape != nil {
			text, _ = q.unescape(text)
		}
		if q.json {
			w.outcome = judged
			w.adopt(name, decodeValue(newServerWalker(reading), []byte(text), &p.value[i], as))
		} else {
			readValue(w, name, text, &p.value[i], as)
		}
		if w.outcome != judged {
			break
		}
	}
	return w
}

// escaped is what stands between values in a query.
func (f queryForm) escaped() string {
	if f == commas {
		return string(f)
	}
	return url.PathEscape(string(f))
}

// adopt notes what is wrong with a document that a parameter holds.
func (w *walker) adopt(name string, err error) {
	if report, ok := err.(*ValidationError); ok {
		n := len(w.violations)
		w.violations = append(w.violations, report.Violations...)
		w.under(n, name)
		w.outcome = unjudged
	}
}

// indexed is the form of a list whose elements are name[0], name[1] and so on, as
// those of lists in objects are (style deepObject).
const indexed queryForm = "[]"

// begin writes what stands before a value.
func (q *portion) begin(key string) {
	if q.header == nil && q.emit == nil {
		q.walker.dst = append(q.walker.dst, cmp.Or(q.lead, "&")+q.escaped(key)+cmp.Or(q.equals, "=")...)
	}
}

// full is the name of a parameter together with that of the object it is in.
func (q *portion) full(name string) string {
	if q.outer != "" {
		return q.outer + "[" + name + "]"
	}
	return name
}

func (q *portion) escaped(text string) string {
	if q.escape != nil {
		return q.escape(text)
	}
	return url.QueryEscape(text)
}

// value has write write a value, and escapes it.
func (q *portion) value(write func()) {
	w := q.walker
	start := len(w.dst)
	w.plain = !q.json
	write()
	w.plain = true
	text := string(w.dst[start : len(w.dst)-1])
	w.dst = append(w.dst[:start], q.escaped(text)...)
}

// end puts a header's text where it belongs.
func (q *portion) end(name string) {
	if w := q.walker; q.header != nil && len(w.dst) > 0 {
		q.header.Set(name, string(w.dst))
		w.dst = w.dst[:0]
	}
}

// element is the key of an element of a list. The specification has none for it, so
// what others write is read: key[0], key[] and the bare key.
func element(key string, i int) string { return key + "[" + strconv.Itoa(i) + "]" }

// of gives the values of a parameter as they stand. Several lines of a header
// are as one (RFC 9110, section 5.3).
func (q *portion) of(name string, inBrackets bool) []string {
	if q.header == nil {
		key := q.full(name)
		texts := q.values[key]
		inBrackets = inBrackets || q.outer != ""
		if len(texts) == 0 && inBrackets {
			texts = q.values[key+"[]"]
		}
		for i := 0; inBrackets && len(texts) == i; i++ {
			texts = append(texts, q.values[element(key, i)]...)
		}
		return texts
	}
	texts := q.header.Values(name)
	if len(texts) > 1 {
		texts = []string{strings.Join(texts, ",")}
	}
	return texts
}

// split takes a text apart at its separators.
func (q *portion) split(name, text, separator string) []string {
	if separator == "," && q.raw != "" {
		return splitCommas(q.raw, q.full(name))
	}
	texts := strings.Split(text, separator)
	for i := 0; i < len(texts) && q.header != nil; i++ {
		texts[i] = strings.TrimSpace(texts[i])
	}
	return texts
}
