package csdl

import "strings"

// annotated reads the annotations among the members of an object: those of the
// object, or those of its member that has a name (section 14.2).
func (j *jsonBuilder) annotated(n *node, of string) annotated {
	var list []*annotation
	for _, m := range n.members {
		key, ok := strings.CutPrefix(m.key, of+"@")
		if !ok || key == "type" && of == "" {
			continue
		}
		term, nested, onAnnotation := strings.Cut(key, "@")
		if onAnnotation {
			j.annotateLast(list, term, nested, m)
			continue
		}
		list = append(list, j.annotation(term, m))
	}
	return annotated{list}
}

// annotateLast reads an annotation of an annotation, which follows that.
func (j *jsonBuilder) annotateLast(list []*annotation, on, term string, m *node) {
	for _, a := range list {
		if a.key() == on {
			a.annotations = append(a.annotations, j.annotation(term, m))
			return
		}
	}
	j.slip(m.keyPos, "there is no @%s to annotate (CSDL 4.01, section 14.2): put it before this", on)
}

func (j *jsonBuilder) annotation(key string, m *node) *annotation {
	term, qualifier, _ := strings.Cut(key, "#")
	return &annotation{pos: m.keyPos, term: word{term, m.keyPos}, qualifier: qualifier, value: j.expression(m)}
}

// dynamic reads what the service computes: of comparisons and logic what they are
// made of, of a path the text.
func (j *jsonBuilder) dynamic(e *expression, m *node) *expression {
	d := &expression{annotated: e.annotated, pos: e.pos, kind: dynamic, text: m.key[1:]}
	switch {
	case d.text == "Path":
		d.path = m.text
	case isOperator(d.text) && m.kind == "array":
		for _, item := range m.members {
			d.items = append(d.items, j.expression(item))
		}
	case isOperator(d.text):
		d.items = append(d.items, j.expression(m))
	}
	return d
}

// key is how JSON names an annotation.
func (a *annotation) key() string {
	if a.qualifier == "" {
		return a.term.text
	}
	return a.term.text + "#" + a.qualifier
}

// expression reads the value of an annotation (sections 14.3 and 14.4). An
// object of a member with a dollar sign is computed by the service; any other is
// a record.
func (j *jsonBuilder) expression(n *node) *expression {
	e := &expression{pos: n.pos, kind: constant, text: n.text}
	switch n.kind {
	case "null":
		e.kind = nothing
	case "boolean":
		e.kind = boolean
	case "array":
		e.kind = collection
		for _, item := range n.members {
			e.items = append(e.items, j.expression(item))
		}
	case "object":
		e.kind = record
		e.annotated = j.annotated(n, "")
		for _, m := range n.members {
			switch {
			case strings.HasPrefix(m.key, "$"):
				return j.dynamic(e, m)
			case strings.Contains(m.key, "@"):
			default:
				e.fields = append(e.fields, &field{annotated: j.annotated(n, m.key), pos: m.keyPos, name: m.key, value: j.expression(m)})
			}
		}
	}
	return e
}
