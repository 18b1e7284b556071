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
	o := &model.Operation{
		Pos:    pos(path),
		ID:     w.id(path, verb),
		Doc:    model.Doc{Summary: summary},
		Method: method,
		Errors: []*model.Response{{Pos: pos(path), Status: 400, Content: model.Content{MediaType: jsonType, Schema: named(w.failure)}}},
	}
	for i, stop := range path {
		segment := model.Segment{Literal: stop.Text}
		o.PathSpec += "/"
		if stop.Key {
			segment = model.Segment{Param: w.key(path[:i+1])}
			o.PathSpec += "{" + segment.Param.Name + "}"
		} else {
			o.PathSpec += stop.Text
		}
		o.Path = append(o.Path, segment)
	}
	w.api.Operations = append(w.api.Operations, o)
	return o
}

// key is the parameter of the last segment of a path.
func (w *writer) key(path subset.Path) *model.Parameter {
	stop := path[len(path)-1]
	name := stop.Type.Name + "Id"
	for i := range path[:len(path)-1] {
		if path[i].Key && path[i].Type == stop.Type {
			name += "2"
		}
	}
	p := &model.Parameter{Pos: stop.Type.Pos, Name: name, Required: true, Schema: &model.Schema{Kind: model.String}}
	parts := keyOf(stop.Type)
	if len(parts) != 1 || !w.api.Service.KeyAsSegment {
		w.faults.AddUnsupported(stop.Type.Pos, "keys of %s stand in parentheses, which cannot be served yet: exclude its paths", stop.Type.Name)
		return p
	}
	property := parts[0].Path[len(parts[0].Path)-1]
	schema := *property.Schema
	schema.Nullable = false
	p.Schema, p.Doc = &schema, property.Doc
	return p
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

// id names an operation: its verb and what stands at the path, told from others
// by the segments before.
func (w *writer) id(path subset.Path, verb string) string {
	var words []string
	for i, stop := range path {
		switch {
		case stop.Key:
			words[len(words)-1] = singular(words[len(words)-1])
		case stop.Call != nil && i == len(path)-1:
		default:
			words = append(words, title(lastWord(stop.Text)))
		}
	}
	if last := len(words) - 1; last >= 0 && verb == "create" {
		words[last] = singular(words[last])
	}
	for n := min(1, len(words)); ; n++ {
		id := verb + strings.Join(words[len(words)-n:], "")
		if !w.ids[id] || n == len(words) {
			w.ids[id] = true
			return id
		}
	}
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
		case stop.Root != nil:
			return stop.Root.Pos
		}
	}
	return source.Pos{}
}

// text is a path as a glob names it.
func text(path subset.Path) string {
	var out strings.Builder
	for _, stop := range path {
		out.WriteString("/" + stop.Text)
	}
	return out.String()
}
