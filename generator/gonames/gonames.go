// Package gonames chooses every Go identifier of a generated package: one
// place, one decision a name, made before anything is written. It knows the
// model and Go's rules, not how code is emitted.
package gonames

import (
	"go/token"
	"maps"
	"slices"
	"strconv"
	"strings"

	"example.com/burin/generator/model"
	"example.com/burin/generator/source"
)

// Options say what the names have to respect.
type Options struct {
	// Overrides gives Go names by the description's: of types, operations,
	// parameters, and properties as Type.property or property.
	Overrides map[string]string
	// Reserved are package-level identifiers that the generated package
	// has of its own.
	Reserved []string
}

// Names are the Go identifiers of a description.
type Names struct {
	types      map[*model.Type]string
	values     map[*model.Type]string
	members    map[*model.Member]string
	properties map[*model.Property]string
	unknown    map[*model.Type]string
	unions     map[*model.Type]string
	walks      map[*model.Type]string
	decodes    map[*model.Type]string
	variants   map[*model.Variant]string
	parts      map[*model.Type]string
	families   map[*model.Type]string
	demands    map[*model.Operation]string
	operations map[*model.Operation]string
	pages      map[*model.Operation]string
	bodies     map[*model.Operation]string
	params     map[*model.Operation]string
	security   map[*model.Operation]string
	fields     map[*model.Parameter]string
	arguments  map[*model.Parameter]string
	responses  map[*model.Operation]string
	requests   map[*model.Operation]string
	contents   map[*model.Content]string
	forms      map[*model.Content]string
	failures   map[*model.Operation]string
	schemes    map[*model.SecurityScheme]string
	servers    map[*model.Server]string
	variables  map[*model.Variable]string
	judges     map[*model.Checked]string
	makers     map[*model.Type]string
	examples   map[*model.Example]string
	packages   map[string]string // by their paths
	follows    map[*model.Follow]string
	decisions  []Decision
	odata      requests
}

// Type is the name of a type.
func (n *Names) Type(t *model.Type) string { return n.types[t] }

// Values is the name of the variable that lists an enum's values, or the names
// and bits of flags.
func (n *Names) Values(t *model.Type) string { return n.values[t] }

// Member is the name of an enum value's constant.
func (n *Names) Member(m *model.Member) string { return n.members[m] }

// Property is the name of a property's struct field.
func (n *Names) Property(p *model.Property) string { return n.properties[p] }

// Unknown is the name of the struct field for properties that are not described.
func (n *Names) Unknown(t *model.Type) string { return n.unknown[t] }

// Union is the name of the interface of a type and those that derive from it.
func (n *Names) Union(t *model.Type) string { return n.unions[t] }

// Walk is the name of the function that walks a union.
func (n *Names) Walk(t *model.Type) string { return n.walks[t] }

// Decode is the name of the function that reads a union.
func (n *Names) Decode(t *model.Type) string { return n.decodes[t] }

// Seal is the name of the method that the forms of a union have in common.
func (n *Names) Seal(t *model.Type) string { return "is" + n.types[t] }

// Variant is the name of the struct field of a form of a union.
func (n *Names) Variant(v *model.Variant) string { return n.variants[v] }

// Part is the name of the method that gives the part of a value that is of t.
func (n *Names) Part(t *model.Type) string { return n.parts[t] }

// Family is the name of the variable that says how the types that derive from t
// are told apart.
func (n *Names) Family(t *model.Type) string { return n.families[t] }

// Constructor is the name of the function that makes a value with its defaults.
func (n *Names) Constructor(t *model.Type) string { return n.makers[t] }

// Judge is the name of the function that holds a value against a schema.
func (n *Names) Judge(c *model.Checked) string { return n.judges[c] }

// Operation is the name of an operation's method.
func (n *Names) Operation(o *model.Operation) string { return n.operations[o] }

// Pages is the name of the method that goes through an operation's pages.
func (n *Names) Pages(o *model.Operation) string { return n.pages[o] }

// BodyValidator is the name of the function that validates an operation's body.
func (n *Names) BodyValidator(o *model.Operation) string { return n.bodies[o] }

// Demands is the name of the function that lists what an operation requires of
// its body beyond the body's type.
func (n *Names) Demands(o *model.Operation) string { return n.demands[o] }

// Security is the name of the variable that holds what an operation asks of its
// callers. Operations that ask the same share it.
func (n *Names) Security(o *model.Operation) string { return n.security[o] }

// Params is the name of the struct of an operation's parameters beside the path's.
func (n *Names) Params(o *model.Operation) string { return n.params[o] }

// Field is the name of a parameter's field in that struct.
func (n *Names) Field(p *model.Parameter) string { return n.fields[p] }

// Argument is the name of a path parameter as a function's argument.
func (n *Names) Argument(p *model.Parameter) string { return n.arguments[p] }

// Decisions are the names chosen for what the description names, with reasons.
func (n *Names) Decisions() []Decision { return n.decisions }

// Assign names everything in api. Where two names of the description give one
// identifier, the first in the description keeps it. The error lists overrides
// that are no identifiers, or are taken.
func Assign(api *model.API, options Options) (*Names, error) {
	a := &assigner{
		overrides: options.Overrides,
		scope:     scope{},
		reserved:  options.Reserved,
		taken:     map[*model.Type]scope{},
		Names:     newNames(),
	}
	a.scope.reserve("Client", "Server", "UnimplementedServer", "Receiver", "UnimplementedReceiver", "NewHandler", "NewClient", "ErrorBody", "roundTrip", "roundTripUnion", "printJSON")
	a.scope.reserve(options.Reserved...)
	a.namePackages(api.Foreign)
	for _, t := range api.Types {
		a.types[t] = a.choose(a.scope, t.Pos, a.usual(t.Name, t.Wish), "Model", t.Name)
	}
	for _, t := range api.Types {
		a.nameFamily(t)
	}
	for _, t := range api.Types {
		a.nameParts(t)
	}
	for _, t := range api.Types {
		if slices.ContainsFunc(t.Properties, func(p *model.Property) bool { return p.Default != nil }) {
			a.makers[t] = a.scope.take("New"+a.types[t], "Defaults")
		}
	}
	for _, c := range api.Checked {
		a.judges[c] = a.scope.take("judge"+exported(split(c.Name)), "Schema")
	}
	a.nameOperations(api.Operations)
	a.nameFailures(api.Operations)
	a.nameFollows(api.Operations)
	a.nameServers(api.Addresses)
	for _, s := range api.Security {
		a.schemes[s] = a.scope.take("With"+exported(split(s.Name)), "Scheme")
	}
	a.nameService(api)
	a.nameExamples(api.Examples)
	return &a.Names, a.faults.Err()
}

// newNames are names of nothing.
func newNames() Names {
	return Names{
		types:      map[*model.Type]string{},
		values:     map[*model.Type]string{},
		members:    map[*model.Member]string{},
		properties: map[*model.Property]string{},
		unknown:    map[*model.Type]string{},
		unions:     map[*model.Type]string{},
		walks:      map[*model.Type]string{},
		decodes:    map[*model.Type]string{},
		variants:   map[*model.Variant]string{},
		parts:      map[*model.Type]string{},
		families:   map[*model.Type]string{},
		demands:    map[*model.Operation]string{},
		operations: map[*model.Operation]string{},
		pages:      map[*model.Operation]string{},
		bodies:     map[*model.Operation]string{},
		params:     map[*model.Operation]string{},
		security:   map[*model.Operation]string{},
		fields:     map[*model.Parameter]string{},
		arguments:  map[*model.Parameter]string{},
		responses:  map[*model.Operation]string{},
		requests:   map[*model.Operation]string{},
		contents:   map[*model.Content]string{},
		forms:      map[*model.Content]string{},
		failures:   map[*model.Operation]string{},
		schemes:    map[*model.SecurityScheme]string{},
		servers:    map[*model.Server]string{},
		variables:  map[*model.Variable]string{},
		judges:     map[*model.Checked]string{},
		makers:     map[*model.Type]string{},
		examples:   map[*model.Example]string{},
		packages:   map[string]string{},
		follows:    map[*model.Follow]string{},
	}
}

type assigner struct {
	Names
	overrides map[string]string
	scope     scope
	reserved  []string
	taken     map[*model.Type]scope // the names of fields
	faults    source.Faults
}

// wanted is the name that something gets where nothing speaks against it.
type wanted struct {
	name  string
	asked bool // by the description
}

// usual is the name for a name of the description, or the one that it asks for.
func (a *assigner) usual(name, wish string) wanted {
	switch {
	case wish == "":
		return wanted{exported(split(name)), false}
	case token.IsIdentifier(wish) && token.IsExported(wish):
		return wanted{wish, true}
	}
	return wanted{exported(split(wish)), true}
}

// choose takes a name in a scope: the override of the first key that has one,
// else the usual name. The first key says what is named.
func (a *assigner) choose(in scope, pos source.Pos, usual wanted, suffix string, keys ...string) string {
	wanted, reason, key := usual.name, "the description's name, as Go writes it", ""
	if usual.asked {
		reason = "the description asks for it"
	}
	for _, k := range keys {
		if override, ok := a.overrides[k]; ok {
			wanted, reason, key = override, "names gives it for "+k, k
			break
		}
	}
	if key != "" && (!token.IsIdentifier(wanted) || !token.IsExported(wanted)) {
		a.faults.Add(pos, "the name %q given for %q must be an exported Go identifier", wanted, key)
	}
	name := in.take(wanted, suffix)
	switch {
	case name == wanted:
	case key != "":
		a.faults.Add(pos, "the name %q given for %q is taken: give another", wanted, key)
	default:
		reason += "; " + wanted + " is taken"
	}
	a.decisions = append(a.decisions, Decision{pos, keys[0], name, reason})
	return name
}

// nameFamily names what a type is with those that derive from it.
func (a *assigner) nameFamily(t *model.Type) {
	if t.Extended {
		a.unions[t] = a.scope.take("Any"+a.types[t], "Type")
		a.parts[t] = "As" + a.types[t]
		a.families[t] = a.scope.take(local(split(a.types[t]))+"Family", "Types")
	}
}

// nameParts names the properties or the members of a type, after those of the
// type that it derives from.
func (a *assigner) nameParts(t *model.Type) {
	switch t.Kind {
	case model.Enum:
		a.nameMembers(t)
		return
	case model.Union:
		a.nameVariants(t)
		return
	}
	a.nameFields(t)
}

// nameFields names the properties of a type, once, and gives the names that are
// taken in those that derive from it.
func (a *assigner) nameFields(t *model.Type) scope {
	if taken := a.taken[t]; taken != nil {
		return taken
	}
	fields := scope{}
	fields.reserve("MarshalJSON", "UnmarshalJSON", "Validate")
	if t.Base != nil {
		maps.Copy(fields, a.nameFields(t.Base))
		fields.reserve(a.types[t.Base])
	}
	if part := a.parts[t]; part != "" {
		fields.reserve(part)
	}
	for _, p := range t.Properties {
		a.properties[p] = a.choose(fields, p.Pos, a.usual(p.Name, p.Wish), "Field", propertyKeys(t, p)...)
	}
	if t.Base == nil {
		usual := "Unknown"
		if t.Additional != nil {
			usual = "Others"
		}
		a.unknown[t] = fields.take(usual, "Properties")
	} else {
		a.unknown[t] = a.unknown[t.Base]
	}
	a.taken[t] = fields
	return fields
}

// nameVariants names the forms of a union, and the functions for its JSON.
func (a *assigner) nameVariants(t *model.Type) {
	a.walks[t] = a.scope.take("as"+a.types[t], "Union")
	a.decodes[t] = a.scope.take("Decode"+a.types[t], "Union")
	fields := scope{}
	fields.reserve("MarshalJSON", "UnmarshalJSON", "Validate")
	for _, v := range t.Union.Variants {
		a.variants[v] = a.choose(fields, v.Pos, a.usual(v.Name, ""), "Form", variantKey(t, v))
	}
}

func (a *assigner) nameMembers(t *model.Type) {
	if t.Flags {
		a.values[t] = a.scope.take(local(split(a.types[t]))+"Flags", "List")
	} else {
		a.values[t] = a.scope.take(a.types[t]+"Values", "List")
	}
	for _, m := range t.Members {
		a.members[m] = a.choose(a.scope, m.Pos, memberName(a.types[t], m), "Value", memberKey(t, m))
	}
}

// memberName is the name of a constant; one that the description asks for may
// begin with that of the type.
func memberName(of string, m *model.Member) wanted {
	if m.Wish == "" {
		return wanted{of + memberSuffix(m), false}
	}
	name := exported(split(m.Wish))
	if token.IsIdentifier(m.Wish) && token.IsExported(m.Wish) {
		name = m.Wish
	}
	return wanted{of + strings.TrimPrefix(name, of), true}
}

// memberSuffix is what a constant has after the name of its type.
func memberSuffix(m *model.Member) string {
	words := split(m.Value)
	if len(words) == 0 {
		words = []string{"empty"}
	}
	name := ""
	for _, word := range words {
		name += capital(word)
	}
	return name
}

func (a *assigner) nameOperations(operations []*model.Operation) {
	methods, security := scope{}, map[string]string{}
	for _, o := range operations {
		name := a.choose(methods, o.Pos, a.usual(o.ID, o.Wish), "Operation", o.ID)
		a.operations[o] = name
		if o.Paging != nil {
			a.pages[o] = methods.take(name+"All", "Pages")
		}
		a.bodies[o] = a.scope.take("Validate"+name, "Body")
		a.demands[o] = a.scope.take("require"+name, "Body")
		a.params[o] = a.scope.take(name+"Params", "Query")
		words := securityWords(o)
		key := strings.Join(words, " ")
		if security[key] == "" {
			security[key] = a.scope.take(local(words), "Requirement")
		}
		a.security[o] = security[key]
		fields := scope{}
		for _, p := range slices.Concat(o.Query, o.Headers, o.Cookies) {
			a.fields[p] = a.choose(fields, p.Pos, a.usual(p.Name, p.Wish), "Parameter", parameterKeys(o, p)...)
		}
		a.nameMessages(o, name)
		arguments := scope{}
		arguments.reserve(locals...)
		arguments.reserve("value") // what handlers read of a path
		arguments.reserve(a.reserved...)
		arguments.reserve(slices.Collect(maps.Values(a.packages))...)
		for _, p := range model.Parameters(o.Path) {
			a.arguments[p] = arguments.take(argument(split(p.Name)), "Value")
		}
	}
}

// securityWords say what an operation asks of its callers.
func securityWords(o *model.Operation) []string {
	words := []string{"requires"}
	for i, requirement := range o.Security {
		if i > 0 {
			words = append(words, "or")
		}
		for _, scheme := range requirement.Schemes {
			words = append(words, split(scheme.Scheme.Name)...)
			for _, scope := range scheme.Scopes {
				words = append(words, split(scope)...)
			}
		}
	}
	return words
}

// locals are the identifiers that generated functions use themselves.
var locals = []string{"ctx", "params", "body", "answer", "err", "c", "h", "w", "q", "r", "p", "v", "path", "upload", "mediaType", "address", "response", "ok",
	"context", "http", "iter", "fmt", "errors", "slices"}

// argument keeps clear of Go's keywords and of predeclared identifiers.
func argument(words []string) string {
	name := local(words)
	if token.IsKeyword(name) || predeclared[name] {
		return name + "Value"
	}
	return name
}

var predeclared = map[string]bool{
	"any": true, "append": true, "bool": true, "byte": true, "cap": true, "clear": true, "close": true,
	"comparable": true, "complex": true, "copy": true, "delete": true, "error": true, "false": true,
	"float32": true, "float64": true, "imag": true, "int": true, "int32": true, "int64": true, "iota": true,
	"len": true, "make": true, "max": true, "min": true, "new": true, "nil": true, "panic": true, "print": true,
	"println": true, "real": true, "recover": true, "rune": true, "string": true, "true": true, "uint": true,
}

// scope is the identifiers that are taken somewhere.
type scope map[string]bool

func (s scope) reserve(names ...string) {
	for _, name := range names {
		s[name] = true
	}
}

// take takes a name, or where that is taken, one that the suffix, and at need
// a number, tells apart.
func (s scope) take(name, suffix string) string {
	free := name
	for i := 1; s[free]; i++ {
		free = name + suffix
		if i > 1 {
			free += strconv.Itoa(i)
		}
	}
	s[free] = true
	return free
}
