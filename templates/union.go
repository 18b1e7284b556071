package templates

import (
	"encoding/json"
	"slices"
	"strings"
)

// choice walks a union whose forms are fields of a struct, of which one is set.
// What a document holds is looked at once, and read as the form that it is.
type choice struct {
	w      *walker
	is     byte // read: how the value begins: " 0 t [ { or n
	first  byte // read: how the first element of a list begins; ] where there is none
	object int  // read: which of the objects it is, where there are several
	done   bool
}

// choose begins to walk a union.
func choose(w *walker) choice {
	c := choice{w: w}
	if w.mode != reading {
		return c
	}
	if w.plain {
		c.is = kindOfText(w.given)
		return c
	}
	if c.is = kindOf(w.peek()); c.is == '[' {
		c.first = kindOf(w.afterBracket())
	}
	return c
}

// kindOf is one byte for all that values of a JSON type begin with.
func kindOf(c byte) byte {
	switch {
	case c == '-' || isDigit(c):
		return '0'
	case c == 'f':
		return 't'
	}
	return c
}

// kindOfText is the JSON type of a text that stands without quotes.
func kindOfText(text string) byte {
	if text == "true" || text == "false" {
		return 't'
	}
	if text != "" && kindOf(text[0]) == '0' && json.Valid([]byte(text)) {
		return '0'
	}
	return '"'
}

// afterBracket is the byte that the first element of a list begins with.
func (w *walker) afterBracket() byte {
	start := w.pos
	w.pos++
	w.skipSpace()
	c := w.peek()
	w.pos = start
	return c
}

// form lists a form, by what its values begin with.
func form[T any](c *choice, begins byte, p *Opt[T], as func(*walker, *T)) {
	formIf(c, c.is == begins || begins == '"' && c.w.plain, p, as)
}

// listForm lists a list, by what its first element may begin with. An empty
// list is the first of them.
func listForm[T any](c *choice, begins string, p *Opt[T], as func(*walker, *T)) {
	formIf(c, c.is == '[' && (c.first == ']' || strings.IndexByte(begins, c.first) >= 0), p, as)
}

// objectForm lists one of several objects.
func objectForm[T any](c *choice, object int, p *Opt[T], as func(*walker, *T)) {
	formIf(c, c.is == '{' && c.object == object, p, as)
}

func formIf[T any](c *choice, is bool, p *Opt[T], as func(*walker, *T)) {
	if reads := c.w.mode == reading; reads && is && !c.done {
		p.state = present
	} else if reads || c.done || p.state != present {
		return
	}
	c.done = true
	as(c.w, &p.value)
}

// end notes a value that is of none of the forms.
func (c *choice) end(forms string) {
	w := c.w
	switch {
	case c.done || w.halted:
	case w.mode == reading:
		w.wrongType(forms)
	default:
		w.note(-1, "type", "must be "+forms)
		if w.mode == writing {
			w.dst = append(w.dst, "null,"...)
		}
	}
}

// asUnion walks an object that is one of several types. Reading, make makes an
// empty one of the right type.
func asUnion[U any](w *walker, p *U, make func() any) {
	if w.mode == reading {
		if w.peek() != '{' {
			w.wrongType("an object")
			return
		}
		v := make()
		if w.halted {
			return
		}
		*p = v.(U)
	}
	v, ok := any(*p).(object)
	if !ok {
		w.note(-1, "type", "must not be nil")
		if w.mode == writing {
			w.dst = append(w.dst, "null,"...)
		}
		return
	}
	w.object(v)
}

// UnknownObject is an object of a type that the description does not know. It
// keeps what stands in it.
type UnknownObject struct {
	Properties Properties
}

func (v *UnknownObject) walk(w *walker) {
	if w.mode != reading && w.strict {
		w.note(-1, "oneOf", "must be of a type that is described")
	}
	w.keepUnknown(&v.Properties)
}

func (*UnknownObject) alloc() object { return new(UnknownObject) }

// unknownObject makes an object of an unknown type; who is strict minds it.
func (w *walker) unknownObject(tag, is string) *UnknownObject {
	if w.strict {
		w.noteAt(tag, w.pos, "oneOf", "must tell one of the types described, which "+is+" does not")
	}
	return new(UnknownObject)
}

// hint is a property that speaks for one of several objects.
type hint struct {
	name     string
	required bool
	begins   string // what its value may begin with; "" for any
}

// tag looks ahead for the property that tells objects apart: the characters of
// a string, or another value as it stands.
func (w *walker) tag(name string) string {
	text := ""
	w.ahead(func(found string) bool {
		if found != name {
			return false
		}
		start := w.pos
		if w.peek() == '"' {
			text = strings.Clone(w.readString())
		} else {
			w.skipValue()
			text = string(w.src[start:w.pos])
		}
		return true
	})
	return text
}

// ahead looks at the names of an object, without reading it, until enough says
// so; it stands at each value.
func (w *walker) ahead(enough func(name string) bool) {
	start, depth := w.pos, w.depth
	if !w.begin('{', "an object") {
		return
	}
	for more := w.first('}'); more && !w.halted; more = w.next('}') {
		name := w.readName()
		if at := w.pos; w.halted || enough(name) {
			break
		} else if w.pos == at {
			w.skipValue()
		}
	}
	if !w.halted {
		w.pos, w.depth = start, depth
	}
}

// nearest looks ahead for the object that speaks most for one of several types:
// that has all that the type requires, and most of what tells it.
func (w *walker) nearest(types ...[]hint) int {
	needs, score := make([]int, len(types)), make([]int, len(types))
	for i, hints := range types {
		for _, h := range hints {
			if h.required {
				needs[i]++
			}
		}
	}
	w.ahead(func(name string) bool {
		begins := kindOf(w.peek())
		for i, hints := range types {
			for _, h := range hints {
				if h.name != name || h.begins != "" && strings.IndexByte(h.begins, begins) < 0 {
					continue
				}
				if score[i]++; h.required {
					needs[i]--
				}
			}
		}
		return false
	})
	best := 0
	for i := range types {
		if needs[i] < needs[best] || needs[i] == needs[best] && score[i] > score[best] {
			best = i
		}
	}
	return best
}

// decodeUnion reads src as a union.
func decodeUnion[T any](src []byte, p *T, as func(*walker, *T)) error {
	w := newWalker(reading, false)
	w.src = src
	w.skipSpace()
	as(w, p)
	w.skipSpace()
	if !w.halted && w.pos < len(w.src) {
		w.fail("more follows the end of the document")
	}
	return w.end()
}

// appendUnion appends a union as JSON to dst.
func appendUnion[T any](dst []byte, p *T, as func(*walker, *T)) ([]byte, error) {
	w := newWalker(writing, false)
	w.dst, w.pos = dst, -1
	as(w, p)
	text := slices.Clip(w.dst[:len(w.dst)-1])
	return text, w.end()
}

// validateUnion checks a union against its rules.
func validateUnion[T any](p *T, as func(*walker, *T)) error {
	w := newWalker(checking, true)
	as(w, p)
	return w.end()
}
