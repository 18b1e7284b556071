package model

import "example.com/burin/generator/source"

// Service is what an OData service has at its root, and what can be called on
// its types (OData CSDL 4.01, sections 12 and 13). Paths through it are not
// listed: they have no end.
type Service struct {
	Pos          source.Pos
	Name         string // of the entity container
	Namespace    string // whose name types are called without
	Roots        []*Root
	Calls        []*Call // bound ones and unbound ones
	Imports      []*Import
	Passed       []*Type // requests go through them to others, and nothing holds them
	Batch        bool    // requests may come together, to be served
	KeyAsSegment bool    // /users/1 besides /users(1) (Capabilities.KeyAsSegmentSupported)

	Requests map[*Type]Requests // to entities of types; a type that is not in it has all
	Alone    bool               // no client is to send several requests as one
}

// Requests are those that are wanted of what there are to the entities of a type.
type Requests struct {
	List, Create                 bool // to a collection
	Get, Update, Replace, Delete bool // to one
}

// Root is an entity set or a singleton.
type Root struct {
	Pos        source.Pos
	Name       string
	Doc        Doc
	Type       *Type
	Collection bool // an entity set
	ETag       bool // what changes it has to say the version that it changes (Core.OptimisticConcurrency)
	Limits     *Limits
	Explicit   []string // the qualified names of the calls with Explicit that it has
}

// Entity is what makes a type addressable: its key, and what else stands at its
// address.
type Entity struct {
	Key       []*KeyPart // its own; none where its base has it, or where it is a singleton's
	Alternate [][]*KeyPart
	Media     bool // the entity is a stream (HasStream)

	MediaTypes []string // of the stream; nil allows all
	Explicit   []string // the qualified names of the calls with Explicit that it has
}

// KeyPart is one property of a key. Where that is deep inside, Alias names it.
type KeyPart struct {
	Pos   source.Pos
	Alias string
	Path  []*Property // from the entity inwards
}

// Name is what a part of a key is called in addresses (OData CSDL 4.01, section
// 6.5).
func (k *KeyPart) Name() string {
	if k.Alias != "" {
		return k.Alias
	}
	return k.Path[len(k.Path)-1].Name
}

// Arguments are what a segment of an address has in parentheses: the arguments
// of the function that it names, or, where it names nothing, the key of an entity
// of the collection before it (OData URL 4.01, sections 4.3.1 and 4.5).
type Arguments struct {
	Names      []string // in the address
	Parameters []*Parameter
	AsSegment  bool // a key may stand between slashes too
	Named      bool // a key is never its value alone: it is an alternate one
}

// Link is what a navigation property has beyond other properties. Its target is
// the type of the property's schema.
type Link struct {
	Contained bool // the targets live and die with the source, at its address
	Partner   string
	ETag      bool     // what changes the target has to say the version that it changes
	Limits    *Limits  // what capabilities of the roots say of this link
	Explicit  []string // the qualified names of the calls with Explicit that it has
	Untaken   bool     // the selection has no request that goes along it
}

// Limits are what a place allows, as the vocabulary Org.OData.Capabilities.V1
// says it. A nil *Limits allows everything.
type Limits struct {
	NoRead, NoInsert, NoUpdate, NoDelete bool
	NoCount, NoSearch, NoTop, NoSkip     bool
	NoFilter, NoSort, NoSelect, NoExpand bool
	Put                                  bool     // an update is a PUT, not a PATCH
	Required                             []string // properties a request that creates has to have
	Permissions                          []Permission
}

// Without lists the system query options that a place does not take (OData
// Protocol 4.01, section 11.2).
func (l *Limits) Without() (options []string) {
	if l == nil {
		return nil
	}
	for _, o := range []struct {
		without bool
		name    string
	}{{l.NoFilter, "$filter"}, {l.NoSearch, "$search"}, {l.NoSort, "$orderby"}, {l.NoCount, "$count"}, {l.NoTop, "$top"}, {l.NoSkip, "$skip"}, {l.NoSelect, "$select"}, {l.NoExpand, "$expand"}} {
		if o.without {
			options = append(options, o.name)
		}
	}
	return options
}

// Permission is what a caller needs for one kind of request.
type Permission struct {
	Request string // read, insert, update or delete
	Scheme  string
	Scopes  []string
}

// Call is one overload of an action or of a function.
type Call struct {
	Pos        source.Pos
	Name       string // without its namespace
	Namespace  string
	Doc        Doc
	Action     bool    // else a function, which changes nothing
	Binding    *Schema // what it is called on; nil where it is unbound
	Parameters []*Parameter
	Returns    *Schema // nil where it returns nothing
	Composable bool
	Delta      bool // it answers with changes (Core.IsDelta, or by its name)
	Explicit   bool // only those have it that name it (Core.RequiresExplicitBinding)
}

// Import is an unbound action or function at the root.
type Import struct {
	Pos  source.Pos
	Name string
	Doc  Doc
	Call *Call
}
