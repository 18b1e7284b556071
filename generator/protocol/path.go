package protocol

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"example.com/burin/generator/model"
	"example.com/burin/generator/source"
	"example.com/burin/generator/subset"
)

const jsonType = "application/json"

// operation begins the operation of a verb at a path.
func (w *writer) operation(path subset.Path, verb, method, summary string) *model.Operation {
	return w.operationAs(w.id(path, verb, ""), path, method, summary)
}

// operationAs begins an operation by its name.
func (w *writer) operationAs(id string, path subset.Path, method, summary string) *model.Operation {
	o := &model.Operation{
		Pos:    pos(path),
		ID:     id,
		Doc:    model.Doc{Summary: summary},
		Method: method,
		Errors: []*model.Response{{Pos: pos(path), Status: 400, Content: model.Content{MediaType: jsonType, Schema: named(w.failure)}}},
	}
	for i, stop := range path {
		switch {
		case stop.Key:
			w.addKey(o, path[:i+1])
		case stop.Call != nil:
			w.addCall(o, stop.Call, stop.Text)
		default:
			o.Path = append(o.Path, model.Segment{Literal: stop.Text})
			o.PathSpec += "/" + stop.Text
		}
	}
	w.api.Operations = append(w.api.Operations, o)
	return o
}

// addKey adds the key at the end of a path.
func (w *writer) addKey(o *model.Operation, path subset.Path) {
	stop := path[len(path)-1]
	again := ""
	for i := range path[:len(path)-1] {
		if path[i].Key && path[i].Type == stop.Type {
			again = "2"
		}
	}
	parts := stop.Other
	if parts == nil {
		parts = keyOf(stop.Type)
	}
	if len(parts) == 0 {
		w.faults.AddUnsupported(stop.Type.Pos, "%s has no key to find it by: exclude its paths", stop.Type.Name)
		return
	}
	key := &model.Arguments{AsSegment: w.api.Service.KeyAsSegment && stop.Other == nil, Named: stop.Other != nil}
	var shown []string
	for _, part := range parts {
		property, name := part.Path[len(part.Path)-1], stop.Type.Name+again+"Id"
		if len(parts) > 1 || key.Named {
			name = stop.Type.Name + again + title(part.Name())
		}
		p := argument(part.Pos, name, property.Schema)
		p.Doc, p.Schema.Nullable = property.Doc, false
		key.Names = append(key.Names, part.Name())
		key.Parameters = append(key.Parameters, p)
		shown = append(shown, "{"+p.Name+"}")
	}
	o.Path = append(o.Path, model.Segment{Arguments: key})
	if key.Named {
		o.PathSpec += stop.Text
	} else if key.AsSegment {
		o.PathSpec += "/" + strings.Join(shown, "/")
	} else {
		o.PathSpec += "(" + strings.Join(shown, ",") + ")"
	}
}

// argument is a parameter that stands in parentheses.
func argument(at source.Pos, name string, schema *model.Schema) *model.Parameter {
	own := *schema
	return &model.Parameter{Pos: at, Name: name, Required: true, Schema: &own, Style: model.InParentheses}
}

// addCall adds the call of an action or a function at the end of a path. What is
// bound may be called without its namespace, and a function without parentheses
// where it has no parameters (OData URL 4.01, section 4.5).
func (w *writer) addCall(o *model.Operation, c *model.Call, text string) {
	segment := model.Segment{Literal: text, Qualified: c.Binding != nil}
	if segment.Qualified {
		segment.Literal = c.Namespace + "." + c.Name
	}
	o.PathSpec += "/" + text
	if c.Action {
		o.Path = append(o.Path, segment)
		return
	}
	segment.Arguments = &model.Arguments{}
	var shown []string
	for _, p := range c.Parameters {
		if p.Schema.Kind == model.Stream {
			w.faults.AddUnsupported(p.Pos, "a stream cannot be a parameter of a function that is served: exclude the path of %s", c.Name)
			return
		}
		made := argument(p.Pos, p.Name, p.Schema)
		made.Doc, made.Required = p.Doc, p.Required
		segment.Arguments.Names = append(segment.Arguments.Names, p.Name)
		segment.Arguments.Parameters = append(segment.Arguments.Parameters, made)
		shown = append(shown, p.Name+"={"+p.Name+"}")
	}
	o.Path = append(o.Path, segment)
	if len(shown) > 0 {
		o.PathSpec += "(" + strings.Join(shown, ",") + ")"
	}
}

// keyOf is the key of a type, its own or the nearest base's.
func keyOf(t *model.Type) []*model.KeyPart {
	for ; t != nil; t = t.Base {
		if t.Entity != nil && len(t.Entity.Key) > 0 {
			return t.Entity.Key
		}
	}
	return nil
}

// id names an operation: its verb, what stands at the path, and what is asked of
// that, told from others by the segments before.
func (w *writer) id(path subset.Path, verb, suffix string) string {
	var words []string
	for i, stop := range path {
		switch {
		case stop.Key:
			words[len(words)-1] = singular(words[len(words)-1]) + byKey(stop.Other)
		case stop.Call != nil && i == len(path)-1:
		default:
			words = append(words, title(lastWord(stop.Text)))
		}
	}
	if last := len(words) - 1; last >= 0 && verb == "create" {
		words[last] = singular(words[last])
	}
	for n := min(1, len(words)); ; n++ {
		id := verb + strings.Join(words[len(words)-n:], "") + suffix
		if !w.ids[id] || n == len(words) {
			w.ids[id] = true
			return id
		}
	}
}

// byKey says in a name that an alternate key finds an entity.
func byKey(key []*model.KeyPart) (words string) {
	for i, part := range key {
		words += map[bool]string{true: "By", false: "And"}[i == 0] + title(part.Name())
	}
	return words
}

// lastWord is a segment without namespace and parentheses.
func lastWord(segment string) string {
	segment = strings.TrimSuffix(segment, "()")
	return segment[strings.LastIndexByte(segment, '.')+1:]
}

func title(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[size:]
}

// singular is an English plural's singular, by its ending.
func singular(word string) string {
	switch {
	case strings.HasSuffix(word, "ies"):
		return strings.TrimSuffix(word, "ies") + "y"
	case strings.HasSuffix(word, "sses"), strings.HasSuffix(word, "uses"), strings.HasSuffix(word, "xes"),
		strings.HasSuffix(word, "ches"), strings.HasSuffix(word, "shes"):
		return strings.TrimSuffix(word, "es")
	case strings.HasSuffix(word, "ss"), strings.HasSuffix(word, "us"):
		return word
	}
	return strings.TrimSuffix(word, "s")
}

// pos is the place of the last thing on a path that the description names.
func pos(path subset.Path) source.Pos {
	for i := len(path) - 1; i >= 0; i-- {
		switch stop := path[i]; {
		case stop.Call != nil:
			return stop.Call.Pos
		case stop.Link != nil:
			return stop.Link.Pos
		case stop.Cast != nil:
			return stop.Cast.Pos
		case stop.Part != nil:
			return stop.Part.Pos
		case stop.Value != nil:
			return stop.Value.Pos
		case stop.Root != nil:
			return stop.Root.Pos
		}
	}
	return source.Pos{}
}
