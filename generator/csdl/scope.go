package csdl

import (
	"slices"
	"strings"

	"example.com/burin/generator/source"
)

// maxSuggestions is how many unknown names a likely meaning is looked for.
const maxSuggestions = 50

// scope finds what the names in a description's documents stand for.
type scope struct {
	*findings
	documents  []*document
	namespaces map[string][]*schema
	types      map[string]*typeDef
	calls      map[string][]*callDef
	terms      map[string]*termDef
	containers map[string]*container
	elsewhere  map[string]string // namespaces whose files are not read, with their URIs
	suggested  int
}

// newScope finds the names that the documents define.
func newScope(f *findings, documents []*document) *scope {
	s := &scope{findings: f, documents: documents, namespaces: map[string][]*schema{}, types: map[string]*typeDef{},
		calls: map[string][]*callDef{}, terms: map[string]*termDef{}, containers: map[string]*container{}, elsewhere: map[string]string{}}
	for _, d := range documents {
		for _, schema := range d.schemas {
			schema.document = d
			if others := s.namespaces[schema.namespace.text]; len(others) > 0 {
				s.slip(schema.namespace.pos, "the schema %s is given twice: the first is at %s (CSDL 4.01, section 5), so join the two", schema.namespace.text, others[0].pos)
			}
			s.namespaces[schema.namespace.text] = append(s.namespaces[schema.namespace.text], schema)
		}
	}
	for _, d := range documents {
		s.aliases(d)
		for _, schema := range d.schemas {
			s.define(schema)
		}
	}
	return s
}

// aliases finds the namespaces that a document can name, and what else it calls
// them (sections 4.2, 5.1 and 15.1).
func (s *scope) aliases(d *document) {
	d.aliases = map[string]string{}
	for _, schema := range d.schemas {
		s.alias(d, schema.namespace, schema.alias)
	}
	for _, r := range d.references {
		_, local := localPath(d.file, r.uri.text)
		for _, in := range r.includes {
			s.alias(d, in.namespace, in.alias)
			switch {
			case s.namespaces[in.namespace.text] != nil:
			case local && len(s.faults) == 0:
				s.fault(in.namespace.pos, "%s has no schema %s (CSDL 4.01, section 4.2): include one that it has", r.uri.text, in.namespace.text)
			default:
				s.elsewhere[in.namespace.text] = r.uri.text
			}
		}
	}
}

func (s *scope) alias(d *document, namespace, alias word) {
	checkNamespace(s.findings, namespace)
	d.aliases[namespace.text] = namespace.text
	if !alias.given() {
		return
	}
	checkIdentifier(s.findings, alias)
	if reserved := []string{"Edm", "odata", "System", "Transient"}; slices.Contains(reserved, alias.text) {
		s.slip(alias.pos, "the alias %s is reserved (CSDL 4.01, section 5.1): choose another", alias.text)
	}
	if other, taken := d.aliases[alias.text]; taken && other != namespace.text {
		s.fault(alias.pos, "%s stands for %s already (CSDL 4.01, section 5.1): choose another alias", alias.text, other)
		return
	}
	d.aliases[alias.text] = namespace.text
}

// define finds the names of one schema; within it, each may be given once, but
// for overloads (section 5).
func (s *scope) define(schema *schema) {
	prefix := schema.namespace.text + "."
	for _, t := range schema.types {
		t.schema = schema
		for _, p := range t.properties {
			p.owner = t
		}
		if first, taken := s.types[prefix+t.name.text]; taken {
			s.duplicate(t.name, first.name)
		} else {
			s.types[prefix+t.name.text] = t
		}
	}
	for _, c := range schema.calls {
		c.schema = schema
		if t := s.types[prefix+c.name.text]; t != nil && s.calls[prefix+c.name.text] == nil {
			s.slip(c.name.pos, "the name %s is a type's already, at line %d: rename one of the two (CSDL 4.01, section 5)", c.name.text, t.name.pos.Line)
		}
		s.calls[prefix+c.name.text] = append(s.calls[prefix+c.name.text], c)
	}
	for _, t := range schema.terms {
		if first, taken := s.terms[prefix+t.name.text]; taken {
			s.duplicate(t.name, first.name)
		}
		s.terms[prefix+t.name.text] = t
	}
	for _, c := range schema.containers {
		c.schema = schema
		s.containers[prefix+c.name.text] = c
	}
}

func (s *scope) duplicate(name, first word) {
	s.fault(name.pos, "the name %s is given twice: the first is at line %d, so rename one of the two (CSDL 4.01, section 5)", name.text, first.pos.Line)
}

// canonical gives the full name that a name in a document stands for: the
// namespace in place of its alias.
func (d *document) canonical(name string) string {
	dot := strings.LastIndexByte(name, '.')
	if dot < 0 {
		return name
	}
	if namespace, ok := d.aliases[name[:dot]]; ok && namespace != name[:dot] {
		return namespace + name[dot:]
	}
	return name
}

// typeNamed finds the type that a name stands for; nil, and a fault, where
// there is none.
func (s *scope) typeNamed(d *document, name word) *typeDef {
	full := d.canonical(name.text)
	if t := s.types[full]; t != nil {
		s.included(d, name, full)
		return t
	}
	namespace, _, qualified := cutLast(full)
	switch uri, known := s.elsewhere[namespace]; {
	case namespace == "Edm":
		s.fault(name.pos, "%s is no type that a schema defines: name one that is", name.text)
	case !qualified:
		s.fault(name.pos, "the type %q has no namespace (CSDL 4.01, section 15.3): %s", name.text, s.suggest(name.text, d))
	case known:
		s.fault(name.pos, "the type %s is in %s, which is not read: save that beside this file, and refer to it by its path", name.text, uri)
	default:
		s.fault(name.pos, "there is no type %s: %s", name.text, s.suggest(full, d))
	}
	return nil
}

// included finds fault with a name of a namespace that another document has and
// this one does not include (section 4.2).
func (s *scope) included(d *document, name word, full string) {
	namespace, _, _ := cutLast(full)
	if _, ok := d.aliases[namespace]; !ok {
		s.slip(name.pos, "%s is not included here (CSDL 4.01, section 4.2): add a Reference with an Include of %s", name.text, namespace)
	}
}

// suggest says what an unknown type most likely is.
func (s *scope) suggest(name string, d *document) string {
	if s.suggested++; s.suggested <= maxSuggestions {
		var names []string
		for _, other := range s.documents {
			for _, schema := range other.schemas {
				for _, t := range schema.types {
					names = append(names, schema.namespace.text+"."+t.name.text)
				}
			}
		}
		full := name
		if !strings.Contains(name, ".") && len(d.schemas) > 0 {
			full = d.schemas[0].namespace.text + "." + name
		}
		namespace, last, _ := cutLast(full)
		near := source.Nearest(last, lastNames(names, namespace))
		if near == "" {
			near = source.Nearest(full, names)
		} else {
			near = namespace + "." + near
		}
		if near != "" {
			return "did you mean " + near + "?"
		}
	}
	return "define it, or include the schema that does"
}

// lastNames gives the names within a namespace.
func lastNames(names []string, namespace string) []string {
	var last []string
	for _, name := range names {
		if ns, simple, _ := cutLast(name); ns == namespace {
			last = append(last, simple)
		}
	}
	return last
}

// cutLast parts a qualified name at its last dot.
func cutLast(name string) (namespace, simple string, qualified bool) {
	dot := strings.LastIndexByte(name, '.')
	if dot < 0 {
		return "", name, false
	}
	return name[:dot], name[dot+1:], true
}
