package emit

import (
	"fmt"

	"github.com/dave/jennifer/jen"

	"example.com/burin/generator/model"
)

// kinds are the Go types of the kinds of value, and the support functions that
// walk them.
var kinds = map[model.Kind]struct{ goType, as string }{
	model.String:    {"string", "asString"},
	model.Boolean:   {"bool", "asBool"},
	model.Int8:      {"int8", "asInt8"},
	model.Int16:     {"int16", "asInt16"},
	model.Int32:     {"int32", "asInt32"},
	model.Int64:     {"int64", "asInt64"},
	model.Uint8:     {"uint8", "asUint8"},
	model.Uint16:    {"uint16", "asUint16"},
	model.Uint32:    {"uint32", "asUint32"},
	model.Uint64:    {"uint64", "asUint64"},
	model.Float:     {"float32", "asFloat32"},
	model.Double:    {"float64", "asFloat64"},
	model.Decimal:   {"Decimal", "asDecimal"},
	model.DateTime:  {"DateTime", "asDateTime"},
	model.Date:      {"Date", "asDate"},
	model.TimeOfDay: {"TimeOfDay", "asTimeOfDay"},
	model.Duration:  {"Duration", "asDuration"},
	model.UUID:      {"UUID", "asUUID"},
	model.Bytes:     {"Bytes", "asBytes"},
}

// quotedKinds are the support functions of numbers that may stand in quotes.
var quotedKinds = map[model.Kind]string{
	model.Int64:   "asQuotedInt64",
	model.Decimal: "asQuotedDecimal",
	model.Float:   "asQuotedFloat32",
	model.Double:  "asQuotedFloat64",
}

// goType is the type of a value that is always there.
func (e *emitter) goType(s *model.Schema) *jen.Statement {
	switch s.Kind {
	case model.Any:
		return jen.Qual("encoding/json", "RawMessage")
	case model.Own, model.OwnText:
		return e.foreignType(s.Foreign)
	case model.List:
		return jen.Index().Add(e.elementType(s.Elem))
	case model.Map:
		return jen.Map(jen.String()).Add(e.valueType(s.Elem))
	case model.Named:
		if e.isFamily(s) {
			return jen.Id(e.names.Union(s.Type))
		}
		return jen.Id(e.names.Type(s.Type))
	}
	if kind, ok := kinds[s.Kind]; ok {
		return jen.Id(kind.goType)
	}
	panic(fmt.Sprintf("%s: schema kind %d has no Go type", s.Pos, s.Kind))
}

// foreignType is a type that the description asks for.
func (e *emitter) foreignType(f *model.Foreign) *jen.Statement {
	if f.Path == "" {
		return jen.Id(f.Name)
	}
	return jen.Qual(f.Path, f.Name)
}

// bodyType is the type of what a request or an answer holds, which is declared
// even where others derive from it.
func (e *emitter) bodyType(s *model.Schema) *jen.Statement {
	if isObject(s) {
		return jen.Id(e.names.Type(s.Type))
	}
	return e.goType(s)
}

// elementType is the type of a list's elements. Objects of types that derive from
// others are behind pointers: such types are large, and lists of their values
// would be compiled anew for each. Where a description says that
// they may be null they are optional values, or pointers to objects; that is rare
// enough not to be in the way, and it loses nothing.
func (e *emitter) elementType(s *model.Schema) *jen.Statement {
	switch {
	case s.Changed:
		return jen.Id("Change").Types(e.valueOf(s.Type))
	case e.isPlainObject(s) && (s.Nullable || isKin(s.Type)):
		return jen.Op("*").Add(e.goType(s))
	case !s.Nullable || s.Kind == model.Any || e.isFamily(s):
		return e.goType(s)
	}
	return jen.Id("Opt").Types(e.goType(s))
}

// valueType is the type of a map's values: that of elements, but objects are
// behind pointers, since they cannot be changed in a map.
func (e *emitter) valueType(s *model.Schema) *jen.Statement {
	if e.isPlainObject(s) {
		return jen.Op("*").Add(e.goType(s))
	}
	return e.elementType(s)
}

// optionalType is the type of a value that may be absent or null. An object
// stands behind a pointer, so that types may hold themselves.
func (e *emitter) optionalType(s *model.Schema) *jen.Statement {
	value := e.goType(s)
	if e.isPlainObject(s) {
		value = jen.Op("*").Add(value)
	}
	return jen.Id("Opt").Types(value)
}

// asFunction writes the function that walks a value.
func (e *emitter) asFunction(s *model.Schema) *jen.Statement {
	if test := e.testOf(s); test != nil {
		return asHeld(e.asBare(s), test)
	}
	return e.asBare(s)
}

// asElement is asFunction for an element of a list or a value of a map, which has no
// line of its own to be judged in.
func (e *emitter) asElement(s *model.Schema) *jen.Statement {
	switch {
	case e.rulesOf(s) == nil || s.Nullable:
		return e.asFunction(s)
	case e.testOf(s) == nil:
		return e.walkJudged(s, false)
	}
	return e.walkFunction(s, false)
}

// asBare is asFunction for a value that nothing is held against.
func (e *emitter) asBare(s *model.Schema) *jen.Statement {
	switch {
	case s.Kind == model.Any:
		return jen.Id("asAny")
	case s.Kind == model.Own:
		return jen.Id("asOwn").Types(e.goType(s))
	case s.Kind == model.OwnText:
		return jen.Id("asOwnText").Types(e.goType(s))
	case isObject(s):
		return jen.Id("asObject")
	case isFlags(s):
		return jen.Id("asFlags").Types(e.goType(s)).Call(jen.Id(e.names.Values(s.Type)))
	case isUnion(s):
		return jen.Id(e.names.Walk(s.Type))
	case s.Kind == model.Named && s.Type.Of != 0:
		return jen.Id("asNumericEnum").Call(jen.Id(e.names.Values(s.Type)))
	case s.Kind == model.Named:
		return jen.Id("asEnum").Call(jen.Id(e.names.Values(s.Type)))
	}
	if quoted, ok := quotedKinds[s.Kind]; ok && s.Rules.Quoted {
		return jen.Id(quoted)
	}
	if kind, ok := kinds[s.Kind]; ok {
		return jen.Id(kind.as)
	}
	panic(fmt.Sprintf("%s: no walk for schema kind %d", s.Pos, s.Kind))
}

// walkFunction writes the function that walks a value which is no property. An
// object may stand behind a pointer.
func (e *emitter) walkFunction(s *model.Schema, behindPointer bool) *jen.Statement {
	if test := e.testOf(s); test != nil {
		return asHeld(e.walkJudged(s, behindPointer), test)
	}
	return e.walkBare(s, behindPointer)
}

// walkJudged writes the function that walks a value, and judges it by its rules.
func (e *emitter) walkJudged(s *model.Schema, behindPointer bool) *jen.Statement {
	if rule := e.rulesOf(s); rule != nil {
		return jen.Id("asJudged").Call(e.walkBare(s, behindPointer), jen.Func().Params(jen.Id("w").Op("*").Id("walker")).
			Custom(jen.Options{Open: "{ ", Close: " }"}, rule))
	}
	return e.walkBare(s, behindPointer)
}

// walkBare is walkFunction for a value that nothing is held against.
func (e *emitter) walkBare(s *model.Schema, behindPointer bool) *jen.Statement {
	switch {
	case s.Kind == model.List:
		return jen.Id("asList").Call(e.walkElement(s.Elem))
	case s.Kind == model.Map:
		return jen.Id("asMap").Call(e.walkValue(s.Elem))
	case e.isFamily(s) && s.Derived != nil && e.options.Validators:
		return e.walkRestricted(s)
	case e.isFamily(s):
		return jen.Id("asDerived").Types(e.goType(s)).Call(e.family(s.Type))
	case isObject(s) && behindPointer:
		return jen.Id("asPointer")
	}
	return e.asBare(s)
}

// walkElement writes the function that walks an element of a list, and judges it.
// The type is said where another function takes that one.
func (e *emitter) walkElement(s *model.Schema) *jen.Statement {
	switch {
	case e.testOf(s) == nil && e.rulesOf(s) != nil && !s.Nullable:
		return e.walkJudged(s, false)
	case !s.Nullable || s.Kind == model.Any:
	case e.isFamily(s):
		return jen.Id("asNullableDerived").Types(e.goType(s)).Call(e.family(s.Type))
	case isObject(s):
		return jen.Id("asNullablePointer").Types(e.goType(s))
	default:
		value := *s
		value.Nullable = false
		return jen.Id("asNullable").Call(e.walkElement(&value))
	}
	if e.isPlainObject(s) && isKin(s.Type) {
		return jen.Id("asPointer").Types(e.goType(s))
	} else if e.isPlainObject(s) {
		return jen.Id("asObject").Types(e.goType(s))
	}
	return e.walkFunction(s, false)
}

// walkValue writes the function that walks a value of a map.
func (e *emitter) walkValue(s *model.Schema) *jen.Statement {
	if e.isPlainObject(s) && !s.Nullable {
		return jen.Id("asPointer").Types(e.goType(s))
	}
	return e.walkElement(s)
}

func isObject(s *model.Schema) bool {
	return s.Kind == model.Named && s.Type.Kind == model.Object
}

func isFlags(s *model.Schema) bool {
	return s.Kind == model.Named && s.Type.Kind == model.Enum && s.Type.Flags
}

// isKin reports whether a type derives from another, or others from it. Its values
// are used by pointer: they stand for one another that way, and they are large.
func isKin(t *model.Type) bool { return t.Base != nil || t.Extended }

// isPlainObject reports whether a value is of an object's type and of none that
// derives from it.
func (e *emitter) isPlainObject(s *model.Schema) bool { return isObject(s) && !e.isFamily(s) }
