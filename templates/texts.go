package templates

// Most of most documents are strings. What is a string there, a value of an enum
// and a time among them, is walked by functions of its own, which read in one step
// what stands as it mostly does. Values that are described are not copied.

func text(w *walker, name string, p *string, words ...string) *walker {
	if s, ok := w.usualText(name); ok {
		*p = w.wordOrText(s, words)
		return w
	}
	return field(w, name, p, asString).among(words)
}

func optText(w *walker, name string, p *Opt[string], words ...string) *walker {
	if s, ok := w.usualText(name); ok {
		p.value, p.state = w.wordOrText(s, words), present
		return w
	}
	return opt(w, name, p, asString).among(words)
}

func dateTime(w *walker, name string, p *DateTime) *walker {
	if s, ok := w.usualText(name); ok {
		w.usualTime(name, s, p)
		return w
	}
	return field(w, name, p, asDateTime)
}

func optDateTime(w *walker, name string, p *Opt[DateTime]) *walker {
	if s, ok := w.usualText(name); ok {
		p.state = present
		w.usualTime(name, s, &p.value)
		return w
	}
	return opt(w, name, p, asDateTime)
}

// usualText reads a property where it comes next and is a string that stands as
// most do: in ASCII, without escapes, and without white space around it. It
// does nothing otherwise.
func (w *walker) usualText(name string) (s []byte, ok bool) {
	if w.mode == reading {
		return w.nextText(name)
	}
	return nil, false
}

// nextText is usualText where an object is read.
func (w *walker) nextText(name string) (s []byte, ok bool) {
	src, at, i := w.src, w.key+len(name), w.index+1
	if w.tabled || at >= len(src) || src[w.key+1] != name[1] || i >= 64 || w.seen>>i&1 != 0 ||
		string(src[w.key:at]) != name || src[at] != '"' {
		return nil, false
	}
	end := at + 1 + usualLength(src[at+1:])
	switch {
	case end+2 < len(src) && src[end] == '"' && src[end+1] == ',' && src[end+2] == '"':
		w.pos, w.key = end+2, end+2
	case end+1 < len(src) && src[end] == '"' && src[end+1] == '}':
		w.pos, w.key = end+2, len(src)
	default:
		return nil, false
	}
	w.at, w.index, w.outcome = at, i, unjudged
	w.seen |= 1 << i
	if w.strict {
		w.name, w.outcome = name, judged
	}
	return src[at+1 : end], true
}

// wordOrText is s as a string, which words may have, and judges it by them.
func (w *walker) wordOrText(s []byte, words []string) string {
	for _, word := range words {
		if word == string(s) {
			w.text = word
			return word
		}
	}
	w.text = w.keep(s)
	w.among(words)
	return w.text
}

// among is oneOf where there are words.
func (w *walker) among(words []string) *walker {
	if words != nil {
		w.oneOf(words...)
	}
	return w
}

func (w *walker) usualTime(name string, s []byte, p *DateTime) {
	if w.text = w.keep(s); isDateTime(w.text) {
		p.text = w.text
		return
	}
	w.noteAt(unquote(name), w.at, "format", errDateTime.Error())
	w.outcome = unjudged
}

// usualEnum reads a value of an enum.
func usualEnum[E ~string](w *walker, name string, s []byte, p *E, values []E) {
	for _, value := range values {
		if string(value) == string(s) {
			*p = value
			return
		}
	}
	if *p = E(w.keep(s)); w.strict {
		w.noteAt(unquote(name), w.at, "enum", notDescribed(*p))
		w.outcome = unjudged
	}
}
