// Package model is a description as data: named types, operations, security.
// It holds no Go names, does no I/O and decides nothing; every node knows its
// place in the description. Order is the description's own.
package model

import "example.com/burin/generator/source"

// API is a whole description.
type API struct {
	Source      string // base name of the description's file
	Title       string
	Version     string
	Description string
	Servers     []string  // base addresses, the first the default
	Addresses   []*Server // those of which parts may be chosen
	Types       []*Type
	Operations  []*Operation
	Service     *Service // of an OData description; nil where it is another
	Security    []*SecurityScheme
	Checked     []*Checked
	Examples    []*Example
	Foreign     []*Foreign
	Unused      []Note // what the description says and the output does not do
}

// Server is a base address of which parts may be chosen.
type Server struct {
	Pos       source.Pos
	URL       string // with {name} for each variable
	Doc       Doc
	Variables []*Variable
	Of        string // the operation or the path that it is for; "" for the API
	Instead   string // of such a one, the address that its requests have otherwise
}

// Variable is a part of a base address.
type Variable struct {
	Pos     source.Pos
	Name    string
	Doc     Doc
	Default string
	Enum    []string // the values allowed; none: any
}

// Note is a remark about a place in the description.
type Note struct {
	Pos     source.Pos
	Text    string
	Example bool // it is about an example that does not follow its schema
}

// Doc is what a description says of a node in words.
type Doc struct {
	Summary     string
	Description string
	LinkText    string
	LinkURL     string
	Deprecated  bool
	Deprecation *Deprecation // nil where nothing more is said of it
}

// Deprecation is what a description says of why and since when something is
// deprecated.
type Deprecation struct {
	Text    string
	Since   string // a date, as are the others
	Removal string // when it ceases to work
}

// TypeKind tells the kinds of named type apart.
type TypeKind int

// The kinds of named type.
const (
	Object TypeKind = iota + 1 // a JSON object of declared properties
	Enum                       // a fixed set of values
	Union                      // a choice of several forms
)

// Type is a type that the description names.
type Type struct {
	Pos        source.Pos
	Name       string
	Wish       string // the name that the description asks for in code; "" where it asks for none
	Qualified  string // with its namespace; "" where the description has none
	Doc        Doc
	Kind       TypeKind
	Properties []*Property // of an Object: its own, less those of Base
	Closed     bool        // of an Object: no other properties are allowed
	Open       bool        // of an Object: other properties are expected, and kept
	Annotated  bool        // of an Object: names that contain an @ are no properties, but remarks on them
	Base       *Type       // of an Object: the type it derives from, whose properties it has too
	Entity     *Entity     // of an Object that OData can address; nil where it is none
	Tag        string      // of an Object: what tells it from its base and others, such as #ns.user
	TagName    string      // of an Object: the property that holds the tag
	Extended   bool        // of an Object: other types derive from it, in this selection or beyond
	Abstract   bool        // of an Object: only types that derive from it have values
	Members    []*Member   // of an Enum
	Flags      bool        // of an Enum: a value is a set of members
	Of         Kind        // of an Enum: what its values are; 0 is String
	Additional *Schema     // of an Object: what further properties hold; nil where that is open
	Union      *Choice     // of a Union
	Checks     []*Check    // of an Object or an Enum
}

// Member is one value of an enum.
type Member struct {
	Pos    source.Pos
	Value  string
	Wish   string // as that of a Type, less the type's
	Number int64  // what an OData member counts as; flags are told apart by it
	Doc    Doc
}

// Property is a property of an object.
type Property struct {
	Pos      source.Pos
	Name     string
	Wish     string // as that of a Type
	Doc      Doc
	Required bool
	Schema   *Schema
	Access   Access
	Fixed    string   // of strings: the value that stands where none is set; "" for none
	Markup   *Markup  // how it stands in XML; nil where it is an element of its name, or in none
	Default  *Literal // what a request says that does not have it; nil for nothing
	Link     *Link    // of an OData navigation property; nil where it is none
}

// Markup is how a property stands in XML (OpenAPI 3.0.3, XML Object).
type Markup struct {
	Tag       string // NAMESPACE PREFIX:NAME, of which the first two may be missing
	Item      string // of a List within an element of its own: that of each value
	Attribute bool
}

// Access says in which direction a property may be sent.
type Access int

// The directions.
const (
	ReadWrite  Access = iota
	ReadOnly          // in responses only
	WriteOnly         // in requests only
	CreateOnly        // in responses, and in requests that create
)

// Kind is what a schema holds.
type Kind int

// The kinds of schema.
const (
	String Kind = iota + 1
	Boolean
	Int32
	Int64
	Float
	Double
	DateTime // RFC 3339 date-time
	Named    // a named type
	List
	Int8
	Int16
	Uint8
	Decimal   // a number of any size and precision
	Date      // RFC 3339 full-date
	TimeOfDay // hours, minutes, seconds and their fraction
	Duration  // ISO 8601, days the largest unit
	UUID
	Bytes  // text in base64, in either alphabet
	Any    // any JSON
	Stream // bytes beside the JSON: of OData's properties and of bodies
	Uint16
	Uint32
	Uint64
	Map     // an object of which the names are not described, with values of Elem
	Own     // a value of a Go type that the description asks for
	OwnText // one whose JSON is a string
)

// Schema is what a property, a parameter, an element or a body holds. It is nil
// where the description says what is not supported yet, which is a fault beside
// the model, and in a body where there is none.
type Schema struct {
	Pos        source.Pos
	Kind       Kind
	Type       *Type   // of Named
	Elem       *Schema // of List and Map
	Nullable   bool
	Rules      Rules
	Changed    bool     // of Named: it is one of a list of changes, where it may have been removed
	Derived    []string // of Named: the qualified names of the only types allowed; nil allows all that derive from Type
	Foreign    *Foreign // of Own and OwnText
	MediaTypes []string // of Stream and Bytes: what they may hold; nil allows all
}

// Rules are the constraints on a value; a nil field is no constraint.
type Rules struct {
	MinLength *int64 // in Unicode code points
	MaxLength *int64
	Minimum   *Bound // of numbers
	Maximum   *Bound
	MinItems  *int64
	MaxItems  *int64
	OneOf     []string // of a String: the values allowed

	Pattern     string // a regular expression of RE2 that a String matches somewhere
	ECMAPattern string // one of ECMA-262 that RE2 does not have
	MultipleOf  string // an exact decimal as JSON writes it
	UniqueItems bool
	Precision   *int64 // digits of a Decimal, or of the fraction of a second
	Scale       *int64 // digits of a Decimal after its point
	Format      string // one of JSON Schema, which a String is held against; "" for none
	URI         bool   // a String is the address of something
	Checks      []*Check
	Quoted      bool // a number may stand in quotes: INF, -INF and NaN, whole ones of 64 bits, decimals
}

// Bound is a limit of numbers.
type Bound struct {
	Number    string // an exact decimal as JSON writes it
	Exclusive bool   // the number itself is beyond it
}

// Operation is one request that the API answers.
type Operation struct {
	Pos       source.Pos
	ID        string
	Wish      string // as that of a Type
	Doc       Doc
	Method    string // upper case
	Path      []Segment
	Query     []*Parameter
	Headers   []*Parameter
	Cookies   []*Parameter
	Body      *Body // nil where none is read
	Success   *Response
	Successes []*Response // further ones
	Errors    []*Response
	Security  []Requirement // alternatives; none: open to all
	Created   []*KeyPart    // of what it creates the key, where that makes its address
	Paging    *Paging
	Called    string     // of a webhook its name, of a callback where it calls; "" where the API is called
	Item      source.Pos // of one that is called: the webhook or callback that it belongs to
	Server    string     // the base address of its own; "" where it has that of the API
	PathSpec  string     // the path as the description writes it
	Tags      []string
	PathOrder int
}

// Segment is one part of a path between slashes: a literal, a parameter, or
// several of both.
type Segment struct {
	Literal   string
	Param     *Parameter
	Parts     []Segment  // literals and parameters in turn, a literal first and last
	Qualified bool       // the Literal has a namespace that may be left out
	Arguments *Arguments // of OData: what stands in parentheses
}

// Parameters are the parameters of a path, in order.
func Parameters(path []Segment) []*Parameter {
	var list []*Parameter
	for _, segment := range path {
		if segment.Param != nil {
			list = append(list, segment.Param)
		}
		list = append(list, Parameters(segment.Parts)...)
		if segment.Arguments != nil {
			list = append(list, segment.Arguments.Parameters...)
		}
	}
	return list
}

// Parameter is a part of a request beside its body.
type Parameter struct {
	Pos      source.Pos
	Name     string
	Wish     string // as that of a Type
	Doc      Doc
	Required bool
	Schema   *Schema
	Style    Style
	Explode  bool // of a List or an Object: each element or property stands for itself
	Reserved bool // reserved characters of URLs stand as they are
	Empty    bool // a name without a value is allowed
	JSON     bool // the value is JSON text
	Default  *Literal
}

// Style is how a parameter's value is written (OpenAPI 3.0.3, Style Values).
type Style int

// The styles. The first is the usual one of each location: simple in paths and
// headers, form in queries and cookies.
const (
	Usual Style = iota
	Label
	Matrix
	SpaceDelimited
	PipeDelimited
	DeepObject
	InParentheses // as OData writes keys and arguments (OData URL 4.01, section 5.1.1.14)
)

// Literal is a value that the description gives.
type Literal struct {
	Pos   source.Pos
	Text  string     // a string's characters, or a number or boolean as JSON has it
	Items []*Literal // of an array
	JSON  string     // where its schema is of no scalar that Go has constants of: the whole value
}

// Body is what a request carries.
type Body struct {
	Pos source.Pos
	Doc Doc
	Content
	More     []*Content  // other forms of it
	Required bool        // whether a body has to be there
	Demands  []Demand    // properties this request requires beyond its type
	Ignored  []*Property // those that this request may have and changes nothing of
}

// Content is one form that a body has.
type Content struct {
	MediaType string
	Form      Form
	Schema    *Schema // of JSON and XML, and of each event or line; nil where there is no body
	Root      string  // of XML: the element, as the Tag of a Markup
	Item      string  // of XML: the element of each value of a List
	Parts     []*Part // of a form
	Type      *Type   // of a form: the object whose properties the parts are; nil where it has no name
}

// Form is how a body is written.
type Form int

// The forms of bodies.
const (
	JSON Form = iota
	XML
	Text       // characters
	Plain      // one value as characters: a number, a date, a member of an enum
	Binary     // bytes
	Events     // server-sent events, each JSON
	Lines      // JSON texts, a line each
	URLEncoded // application/x-www-form-urlencoded
	Multipart  // multipart/form-data
)

// OfParts reports whether a body of the form is made of parts.
func (f Form) OfParts() bool { return f == URLEncoded || f == Multipart }

// Part is a field of a form.
type Part struct {
	Parameter
	Property *Property // of the form's Type; nil where that has no name
	File     bool      // bytes beside the others, with a name and a media type
	Many     bool      // of a File: several of them
	Types    []string  // media types of the part; none: the usual ones
}

// Demand is a property that one request requires though its type does not.
type Demand struct {
	Pos      source.Pos
	Property *Property
}

// Response is one answer, or those of a range of statuses.
type Response struct {
	Pos     source.Pos
	Status  int  // 0 for what no other response of the operation is for
	Range   bool // all statuses of the hundred that Status begins
	Doc     Doc
	Headers []*Parameter
	Content
	More    []*Content // other forms of its body
	Follows []*Follow  // requests that follow from it
}

// Paging says that an answer is one page of several.
type Paging struct {
	Pos      source.Pos
	Items    *Property // the page's elements
	NextLink *Property // the address of the next page
}

// SecurityScheme is a way to authenticate.
type SecurityScheme struct {
	Pos   source.Pos
	Name  string
	Doc   Doc
	Type  string // oauth2, openIdConnect, bearer, basic, apiKey, mutualTLS, or http for others of HTTP
	In    string // of apiKey: header, query or cookie
	Key   string // of apiKey the name of the parameter, of http the authentication scheme
	Flows []Flow // of oauth2
	URL   string // of openIdConnect
}

// Flow is a way to get a token (RFC 6749, section 1.3).
type Flow struct {
	Name             string
	AuthorizationURL string
	TokenURL         string
}

// Requirement is one sufficient set of schemes.
type Requirement struct {
	Schemes []SchemeScopes
}

// SchemeScopes is a scheme with the scopes asked of it.
type SchemeScopes struct {
	Scheme *SecurityScheme
	Scopes []string
}
