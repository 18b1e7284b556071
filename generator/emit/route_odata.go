package emit

import (
	"strings"

	"github.com/dave/jennifer/jen"

	"example.com/burin/generator/model"
)

// special is how a segment is matched that only paths of OData have: the support
// method, and what it is called with besides the values. It is nil for others.
func special(segment model.Segment) []string {
	a := segment.Arguments
	switch {
	case a != nil && segment.Literal != "":
		names := []string{"function", segment.Literal}
		for i, p := range a.Parameters {
			if mayBeLeftOut(p) {
				names = append(names, a.Names[i]+"?")
			} else {
				names = append(names, a.Names[i])
			}
		}
		return names
	case a != nil && a.Named:
		return append([]string{"keyByName"}, a.Names...)
	case a != nil && a.AsSegment:
		return append([]string{"keyOrSegments"}, a.Names...)
	case a != nil:
		return append([]string{"key"}, a.Names...)
	case segment.Qualified:
		return []string{"bound", segment.Literal}
	}
	return nil
}

// isKey is whether a segment that is special is a key, which stands for any text.
func isKey(special []string) bool { return strings.HasPrefix(special[0], "key") }

// matchSpecial writes the test for a segment that only OData has, and says how
// many parameters are taken then.
func (n *segmentNode) matchSpecial(place string, taken int) (*jen.Statement, int) {
	match := jen.Id(place).Dot(n.special[0])
	if n.special[0] == "bound" {
		return match.Call(jen.Lit(n.special[1])), taken
	}
	to := taken + len(n.special) - 1
	arguments := []jen.Code{jen.Id("c")}
	if !isKey(n.special) {
		to--
	}
	if to == taken {
		arguments = append(arguments, jen.Nil())
	} else {
		arguments = append(arguments, jen.Id("value").Index(jen.Lit(taken), jen.Lit(to)))
	}
	for _, text := range n.special[1:] {
		arguments = append(arguments, jen.Lit(text))
	}
	return match.Call(arguments...), to
}

// readArgument writes how a key or an argument of a function is read.
func (e *emitter) readArgument(p *model.Parameter, value jen.Code) *jen.Statement {
	left := mayBeLeftOut(p)
	arguments := []jen.Code{jen.Id("c"), jen.Lit(p.Name), value, jen.Op("&").Id(e.names.Argument(p))}
	function := map[bool]string{false: "argument", true: "optArgument"}[left]
	if isDocument(p.Schema) {
		bare := *p.Schema
		bare.Nullable = false
		function = map[bool]string{false: "document", true: "optDocument"}[left]
		return jen.Id(function).Call(append(arguments, e.walkJSON(&bare, left))...)
	}
	return jen.Id(function).Call(append(arguments, jen.Lit(inQuotes(p.Schema)), e.asFunction(p.Schema))...)
}

// isDocument reports whether an argument is JSON.
func isDocument(s *model.Schema) bool {
	return s.Kind == model.List || s.Kind == model.Any || isObject(s)
}

// inQuotes reports whether the literals of a value stand in quotes.
func inQuotes(s *model.Schema) bool {
	return s.Kind == model.String || s.Kind == model.Named || s.Kind == model.Duration || s.Kind == model.Bytes
}

// argumentType is the type of a path parameter.
func (e *emitter) argumentType(p *model.Parameter) *jen.Statement {
	if p.Style == model.InParentheses && mayBeLeftOut(p) {
		return e.optionalType(p.Schema)
	}
	return e.goType(p.Schema)
}

// sameArgumentType reports whether two path parameters have the same type.
func sameArgumentType(a, b *model.Parameter) bool {
	return sameType(a.Schema, b.Schema) && (a.Style == model.InParentheses && mayBeLeftOut(a)) == (b.Style == model.InParentheses && mayBeLeftOut(b))
}
