package openapi

import (
	"cmp"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"example.com/burin/generator/model"
)

// converter turns what the library read into the model. Positions, order and
// exact numbers come from the nodes, which the library's origins lead to.
type converter struct {
	lint     *linter
	lib      *library
	options  Options
	api      *model.API
	types    map[*node]*model.Type            // by the schema, combined
	nodes    map[*model.Type]*node            // the schema of each
	schemes  map[string]*model.SecurityScheme // by name
	inlining []*node                          // the schemas being written out in place
	called   map[*node]bool                   // the path items of callbacks and webhooks that have been converted
	checked  map[*node]bool                   // the objects whose fields have been looked at
	merged   map[*node]*node                  // the schemas with references followed and allOf merged
	pairs    map[[2]*node]*node               // those that two schemas make
	nulls    map[*node]bool                   // whether null is a value beside those of the type
	choices  map[*node][]*node                // the alternatives of unions
	joint    map[*node]bool                   // the choices between what several joined forms hold
	joins    map[string]*node                 // what forms of such a choice were joined to
	descent  map[*node][]*node                // the components that each is in the allOf of
	checkeds map[*node]*model.Checked         // by the schema that is referred to
	hosted   map[*node]bool                   // the servers of paths that are in the model
	linked   []linked                         // the answers that have links
	given    []*node                          // the defaults that were seen
	filled   map[*node]bool                   // whether a default is filled in

	unsettled map[*model.Literal]unsettled
	foreigns  map[*node]*model.Foreign // by the schema, combined
	shown     map[*node]model.Kind     // the examples in the model, and of what they are

	unread    int    // how many patterns are not held against anything
	beyondXML string // why the body being converted has no form in XML
}

// convert makes the model. What is not supported yet is added to the faults.
func convert(l *linter, lib *library, file string, options Options) *model.API {
	return newConverter(l, lib, file, options).convert()
}

func newConverter(l *linter, lib *library, file string, options Options) *converter {
	return &converter{
		lint: l, lib: lib, options: options,
		api:      &model.API{Source: filepath.Base(file)},
		types:    map[*node]*model.Type{},
		nodes:    map[*model.Type]*node{},
		schemes:  map[string]*model.SecurityScheme{},
		checked:  map[*node]bool{},
		called:   map[*node]bool{},
		merged:   map[*node]*node{},
		pairs:    map[[2]*node]*node{},
		joint:    map[*node]bool{},
		joins:    map[string]*node{},
		choices:  map[*node][]*node{},
		nulls:    map[*node]bool{},
		checkeds: map[*node]*model.Checked{},
		filled:   map[*node]bool{},

		unsettled: map[*model.Literal]unsettled{},
		shown:     map[*node]model.Kind{},
		foreigns:  map[*node]*model.Foreign{},
		hosted:    map[*node]bool{},
	}
}

func (c *converter) convert() *model.API {
	root := c.lib.root
	c.fields(root)
	c.info(root.get("info"))
	c.servers(root.get("servers"))
	c.components(root.get("components"))
	c.paths(root.get("paths"))
	c.webhooks(root.get("webhooks"))
	c.endless()
	c.partly()
	c.settleDefaults()
	c.links()
	c.ownExamples()
	slices.SortStableFunc(c.api.Examples, func(a, b *model.Example) int { return a.Pos.Compare(b.Pos) })
	slices.SortStableFunc(c.api.Checked, func(a, b *model.Checked) int { return a.Pos.Compare(b.Pos) })
	slices.SortStableFunc(c.api.Types, func(a, b *model.Type) int { return a.Pos.Compare(b.Pos) })
	notes := append(c.lint.notes, c.api.Unused...)
	slices.SortStableFunc(notes, func(a, b model.Note) int { return cmp.Or(a.Pos.Compare(b.Pos), strings.Compare(a.Text, b.Text)) })
	c.api.Unused = slices.Compact(notes)
	return c.api
}

// info converts the Info Object.
func (c *converter) info(n *node) {
	c.fields(n)
	c.api.Title, _ = n.string("title")
	c.api.Version, _ = n.string("version")
	c.api.Description = c.doc(n).Description
}

// components converts the Components Object: the types and the security schemes.
func (c *converter) components(n *node) {
	c.fields(n)
	if c.lib.doc.Components == nil {
		return
	}
	for _, member := range n.get("schemas").fields() {
		if !member.cut {
			c.schemaAt(member)
		}
	}
	for _, member := range n.get("securitySchemes").fields() {
		if ref := c.lib.doc.Components.SecuritySchemes[member.key]; ref != nil && ref.Value != nil {
			c.securityScheme(member, ref.Value)
		}
	}
}

// fields looks at the fields of an object that the conversion does not take:
// those not supported yet are faults, those the output does without are noted.
func (c *converter) fields(n *node) {
	if n == nil || n.def == nil || c.checked[n] {
		return
	}
	c.checked[n] = true
	for _, member := range n.members {
		f := n.def.field(member.key)
		switch {
		case f == nil && strings.HasPrefix(member.key, "x-"):
			c.extended(member)
		case f == nil || member.cut:
		case member.key == "default" && n.def.name == "Schema":
			if !ofParameter(n) && !ofHeader(n) {
				c.given = append(c.given, member)
			}
		case f.use == refused && !(member.kind == boolean && member.text == "false"):
			c.refuse(member)
		case f.use == noted:
			c.note(member, what(member)+" is not in the output")
		}
	}
}

// refuse reports what is not supported yet.
func (c *converter) refuse(n *node) { c.unsupported(n, what(n)) }

// unsupported reports what is not supported yet, in words of its own.
func (c *converter) unsupported(n *node, subject string) {
	c.notYet(n, "%s is not supported yet: remove it", subject)
}

// notYet reports what is not supported yet, and what to write instead, unless a
// fault of n is known.
func (c *converter) notYet(n *node, format string, args ...any) {
	if !n.faulty {
		c.lint.addUnsupported(n, format, args...)
	}
}

// fault adds a fault of n, unless one is known.
func (c *converter) fault(n *node, format string, args ...any) {
	if !n.faulty {
		c.lint.add(n, n.place(), format, args...)
	}
}

// lacks remarks on what n does not have and what is done for that, unless it may
// have been left out for a fault of its own.
func (c *converter) lacks(n *node, text string) {
	if !explained(n) {
		c.note(n, text)
	}
}

// note remarks on what the output does without.
func (c *converter) note(n *node, text string) {
	c.api.Unused = append(c.api.Unused, model.Note{Pos: n.place(), Text: text})
}

// doc converts what an object says of itself in words.
func (c *converter) doc(n *node) model.Doc {
	if n == nil {
		return model.Doc{}
	}
	words := func(n *node, key string) string {
		value, _ := n.string(key)
		return strings.TrimSpace(value)
	}
	link := n.get("externalDocs")
	c.fields(link)
	return model.Doc{
		Summary:     words(n, "summary"),
		Description: words(n, "description"),
		LinkText:    words(link, "description"),
		LinkURL:     words(link, "url"),
		Deprecated:  n.isTrue("deprecated"),
		Deprecation: deprecation(n),
	}
}

// referred finds the component that a chain of references from n ends at; n
// itself where it is no reference.
func (c *converter) referred(n *node) *node {
	for range maxHops {
		ref := n.get("$ref")
		if ref == nil || ref.cut {
			break
		}
		n = c.lint.target(ref)
	}
	return n
}

// isComponent says whether a node is one of the schemas of the components.
func (c *converter) isComponent(n *node) bool {
	return n != nil && n.parent != nil && n.parent == c.lib.root.find("components", "schemas")
}

// status reads a response code.
func status(code string) int {
	number, err := strconv.Atoi(code)
	if err != nil {
		return 0
	}
	return number
}

// methods are the operations that the conversion takes, by their field of a
// Path Item Object.
var methods = []string{"get", "put", "post", "delete", "options", "head", "patch", "trace"}

// jsonType is the one media type that is supported.
const jsonType = "application/json"
