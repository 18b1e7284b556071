package csdl

import (
	"example.com/burin/generator/model"
	"example.com/burin/generator/source"
)

// document is a CSDL document as it is written, whether in XML or in JSON: its
// parts in their order, each with its place, nothing resolved yet. Names and
// numbers are text; the conversion reads them.
type document struct {
	file       string
	pos        source.Pos
	references []*reference
	schemas    []*schema
	aliases    map[string]string // the namespaces that aliases and names stand for here
}

// word is a piece of text and where it stands.
type word struct {
	text string
	pos  source.Pos
}

// given says whether the document has the word at all.
func (w word) given() bool { return w.pos.Line > 0 }

// toggle is a boolean and where it stands.
type toggle struct {
	value bool
	pos   source.Pos
}

func (f toggle) given() bool { return f.pos.Line > 0 }

// reference names another document (CSDL 4.01, section 4.1).
type reference struct {
	pos      source.Pos
	uri      word
	includes []*include
}

// include brings a schema of a reference into scope (section 4.2).
type include struct {
	pos       source.Pos
	namespace word
	alias     word
}

// annotated is what annotations can be applied to.
type annotated struct {
	annotations []*annotation
}

// schema is one namespace (section 5).
type schema struct {
	annotated
	document   *document
	pos        source.Pos
	namespace  word
	alias      word
	types      []*typeDef
	calls      []*callDef
	terms      []*termDef
	containers []*container
	targets    []*target
}

// target is a group of annotations that stands apart from what it is about
// (section 5.2).
type target struct {
	annotated
	pos  source.Pos
	path word
}

// typeKind tells apart the kinds of type a schema defines.
type typeKind int

const (
	entityType typeKind = iota + 1
	complexType
	enumType
	typeDefinition
)

// String names the kind as a message does.
func (k typeKind) String() string {
	return [...]string{"", "an entity type", "a complex type", "an enumeration type", "a type definition"}[k]
}

// typeDef is an entity type, a complex type, an enumeration type or a type
// definition (sections 6, 9, 10 and 11).
type typeDef struct {
	annotated
	schema     *schema
	pos        source.Pos
	kind       typeKind
	name       word
	base       word
	abstract   bool
	open       toggle
	stream     bool // HasStream
	hasKey     bool
	key        []*keyRef
	properties []*property
	underlying word
	flags      bool
	members    []*member
	facets     facets

	parent *typeDef    // what base names, once that is known
	made   *model.Type // what became of it

	alternate   *annotation // Core.AlternateKeys
	constraint  *annotation // Validation.Constraint
	constrained bool        // its constraints are made
}

// keyRef is one property of a key (section 6.5).
type keyRef struct {
	pos   source.Pos
	name  word
	alias word
}

// typeRef is the use of a type.
type typeRef struct {
	name       word // of the type, or of the elements'
	collection bool
}

// facets narrow a type where it is used (section 7.2).
type facets struct {
	nullable     toggle
	maxLength    word
	precision    word
	scale        word
	unicode      toggle
	srid         word
	defaultValue word
}

// value is what has a type: a property, a parameter, what a call returns.
type value struct {
	annotated
	pos    source.Pos
	name   word
	typ    typeRef
	facets facets
}

// property is a structural or a navigation property (sections 7 and 8).
type property struct {
	value
	navigation  bool
	contained   toggle
	partner     word
	constraints []*constraint
	onDelete    word

	owner *typeDef
	made  *model.Property // what became of it

	constraint *annotation // Validation.Constraint
}

// constraint is a referential constraint (section 8.5).
type constraint struct {
	annotated
	pos        source.Pos
	property   word
	referenced word
}

// member is a value of an enumeration (section 10.3).
type member struct {
	annotated
	pos   source.Pos
	name  word
	value word
}

// callDef is one overload of an action or a function (section 12).
type callDef struct {
	annotated
	schema     *schema
	pos        source.Pos
	action     bool
	name       word
	bound      bool
	composable bool
	setPath    word
	parameters []*value
	returns    *value
}

// termDef is a term of a vocabulary (section 14.1).
type termDef struct {
	annotated
	pos  source.Pos
	name word
	typ  typeRef
	base word
}

// container is an entity container (section 13).
type container struct {
	annotated
	schema  *schema
	pos     source.Pos
	name    word
	extends word
	roots   []*rootDef
	imports []*importDef
}

// rootDef is an entity set or a singleton (sections 13.2 and 13.3).
type rootDef struct {
	annotated
	pos        source.Pos
	collection bool
	name       word
	typ        word
	bindings   []*binding
}

// binding says in which set the targets of a navigation property are
// (section 13.4).
type binding struct {
	pos    source.Pos
	path   word
	target word
}

// importDef is an action import or a function import (sections 13.5 and 13.6).
type importDef struct {
	annotated
	pos    source.Pos
	action bool
	name   word
	call   word
	set    word
}

// annotation applies a term to something (section 14.2).
type annotation struct {
	annotated
	pos       source.Pos
	term      word
	qualifier string
	value     *expression // nil where the term's default is meant
	used      bool        // of one that is applied to another
	from      *document   // where it stands apart from what it is about
}

// document gives the document whose names an annotation of a node uses.
func (a *annotation) document(of *document) *document {
	if a.from != nil {
		return a.from
	}
	return of
}

// expressionKind tells apart what an annotation's value is made of.
type expressionKind int

const (
	constant   expressionKind = iota + 1 // text: of strings, numbers, dates, members of enumerations, paths
	boolean                              // text: true or false
	nothing                              // null
	record                               // fields
	collection                           // items
	dynamic                              // computed by the service; text says how
)

// expression is the value of an annotation (sections 14.3 and 14.4).
type expression struct {
	annotated
	pos    source.Pos
	kind   expressionKind
	text   string
	fields []*field
	items  []*expression // of a collection, or what a dynamic expression is made of
	path   string        // of a dynamic one that is a path
}

// field is a property of a record.
type field struct {
	annotated
	pos   source.Pos
	name  string
	value *expression
}

// field gives the value of a record's property; nil where there is none.
func (e *expression) field(name string) *expression {
	if e == nil {
		return nil
	}
	for _, f := range e.fields {
		if f.name == name {
			return f.value
		}
	}
	return nil
}
