package csdl

import (
	"strconv"
	"strings"

	"example.com/burin/generator/model"
	"example.com/burin/generator/source"
)

// The vocabularies whose terms are read.
const (
	core         = "Org.OData.Core.V1."
	capabilities = "Org.OData.Capabilities.V1."
	validation   = "Org.OData.Validation.V1."
	measures     = "Org.OData.Measures.V1."
)

// terms are the annotations of one node. Those that are taken are used; rest
// notes the others.
type terms struct {
	*findings
	document *document
	names    []string // of the list, canonical
	list     []*annotation
	taken    []bool
}

// termsOf gathers the annotations of a node of a document.
func (c *converter) termsOf(d *document, of annotated) *terms {
	t := &terms{findings: c.findings, document: d}
	for _, a := range of.annotations {
		name := a.document(d).canonical(a.term.text)
		c.checkTerm(a, name)
		t.checkRepeated(a, name)
		t.names = append(t.names, name)
		t.list = append(t.list, a)
	}
	t.taken = make([]bool, len(t.list))
	return t
}

// checkTerm finds fault with a term that a namespace which is read does not
// define (section 14.1).
func (c *converter) checkTerm(a *annotation, name string) {
	namespace, simple, qualified := cutLast(name)
	switch {
	case !qualified:
		c.slip(a.term.pos, "the term %q has no namespace (CSDL 4.01, section 14.2): name it in full", a.term.text)
	case c.namespaces[namespace] != nil && c.scope.terms[name] == nil:
		c.slip(a.term.pos, "the schema %s has no term %s (CSDL 4.01, section 14.1): define it, or name another", namespace, simple)
	}
}

// checkRepeated finds fault with a term that is applied twice with the same
// qualifier (section 14.2).
func (t *terms) checkRepeated(a *annotation, name string) {
	for i, other := range t.list {
		if t.names[i] == name && other.qualifier == a.qualifier {
			t.slip(a.pos, "%s is applied a second time: the first is at line %d (CSDL 4.01, section 14.2), so remove one of the two", a.term.text, other.pos.Line)
			return
		}
	}
}

// take finds the annotation of a term that has no qualifier, and marks it as
// used; nil where there is none.
func (t *terms) take(name string) *annotation {
	for i, a := range t.list {
		if !t.taken[i] && t.names[i] == name && a.qualifier == "" {
			t.taken[i] = true
			return a
		}
	}
	return nil
}

// rest notes the annotations that nothing has used, by the names that they have
// in full.
func (t *terms) rest() {
	for i, a := range t.list {
		if !t.taken[i] {
			qualifier := ""
			if a.qualifier != "" {
				qualifier = "#" + a.qualifier
			}
			t.note(a.pos, "the annotation %s%s is not used", t.names[i], qualifier)
		}
		for _, nested := range a.annotations {
			if !nested.used {
				t.note(nested.pos, "the annotation %s of %s is not used", a.document(t.document).canonical(nested.term.text), t.names[i])
			}
		}
	}
}

// text takes the string that a term says; "" where it says none.
func (t *terms) text(name string) string {
	a := t.take(name)
	if a == nil {
		return ""
	}
	return t.constant(a.value, a)
}

// constant gives the text of a constant; where the value is another, a note
// says that the annotation is not used.
func (t *terms) constant(e *expression, a *annotation) string {
	if e == nil || e.kind != constant {
		t.note(a.pos, "the annotation %s is not used: its value is no constant", a.term.text)
		return ""
	}
	return e.text
}

// nested finds an annotation of an annotation, and marks it as used; nil where
// there is none.
func (t *terms) nested(a *annotation, name string) *annotation {
	for _, nested := range a.annotations {
		if a.document(t.document).canonical(nested.term.text) == name && nested.qualifier == "" {
			nested.used = true
			return nested
		}
	}
	return nil
}

// tagged takes a term that is a boolean and whose default is true (section
// 14.1): the answer is whether it applies.
func (t *terms) tagged(name string) bool {
	a := t.take(name)
	if a == nil {
		return false
	}
	yes, known := truth(a.value, true)
	if !known {
		t.note(a.pos, "the annotation %s is not used: its value is no constant", a.term.text)
	}
	return yes && known
}

// truth reads a boolean; where there is no value, it is the default.
func truth(e *expression, otherwise bool) (value, known bool) {
	switch {
	case e == nil:
		return otherwise, true
	case e.kind == boolean && (e.text == "true" || e.text == "false"):
		return e.text == "true", true
	}
	return otherwise, false
}

// strings gives the texts of a collection of constants.
func (e *expression) strings() []string {
	if e == nil {
		return nil
	}
	var list []string
	for _, item := range e.items {
		if item.kind == constant {
			list = append(list, item.text)
		}
	}
	return list
}

// doc takes what terms say in words.
func (t *terms) doc() model.Doc {
	doc := model.Doc{Description: t.text(core + "Description")}
	if long := t.text(core + "LongDescription"); long != "" {
		doc.Summary, doc.Description = doc.Description, long
	}
	for i, a := range t.list {
		if t.names[i] == core+"Revisions" && a.qualifier == "" && t.deprecates(a, &doc) {
			t.taken[i] = true
		}
	}
	return doc
}

// deprecates looks through the revisions of a node for that which deprecates it
// (Org.OData.Core.V1.Revisions). The other kinds say what the past was.
func (t *terms) deprecates(a *annotation, doc *model.Doc) bool {
	if a.value == nil {
		return false
	}
	for _, item := range a.value.items {
		kind := item.field("Kind")
		if kind == nil || kind.text != "Deprecated" && kind.text != "2" {
			continue
		}
		doc.Deprecated = true
		doc.Deprecation = &model.Deprecation{
			Text:    textOf(item.field("Description")),
			Since:   textOf(item.field("Date")),
			Removal: textOf(item.field("RemovalDate")),
		}
	}
	return doc.Deprecated
}

// textOf is the text of a constant; "" of anything else.
func textOf(e *expression) string {
	if e == nil || e.kind != constant {
		return ""
	}
	return e.text
}

// access takes what terms say of the directions of a property.
func (t *terms) access() model.Access {
	access := model.ReadWrite
	if t.tagged(core + "Immutable") {
		access = model.CreateOnly
	}
	if a := t.take(core + "Permissions"); a != nil {
		switch text := t.constant(a.value, a); text {
		case "Read", "1":
			access = model.ReadOnly
		case "Write", "2":
			access = model.WriteOnly
		case "ReadWrite", "3", "Read,Write", "Write,Read", "":
		default:
			t.note(a.pos, "the permission %s is not used", text)
		}
	}
	if t.tagged(core + "Computed") {
		access = model.ReadOnly
	}
	return access
}

// integer reads a whole number of a facet or a term; false where it is none.
func integer(text string) (int64, bool) {
	n, err := strconv.ParseInt(strings.TrimSpace(text), 10, 64)
	return n, err == nil
}

// placed is a place with a fallback, for values that a document leaves out.
func placed(w word, otherwise source.Pos) source.Pos {
	if w.given() {
		return w.pos
	}
	return otherwise
}
