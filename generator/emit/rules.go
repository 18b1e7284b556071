package emit

import (
	"math"
	"math/big"
	"regexp"
	"strconv"
	"strings"

	"github.com/dave/jennifer/jen"

	"example.com/burin/generator/model"
)

// rules writes the calls that judge a value.
func rules(line *jen.Statement, s *model.Schema) {
	r := s.Rules
	if r.OneOf != nil {
		line.Dot("oneOf").CallFunc(func(g *jen.Group) {
			for _, value := range r.OneOf {
				g.Lit(value)
			}
		})
	}
	if _, err := regexp.Compile(r.Pattern); s.Kind == model.String && r.Pattern != "" && err == nil {
		line.Dot("pattern").Call(text(r.Pattern))
	}
	if s.Kind == model.String && r.ECMAPattern != "" {
		line.Dot(model.ECMAPattern).Call(text(r.ECMAPattern))
	}
	if r.Format != "" && s.Kind == model.String {
		line.Dot("format").Call(jen.Lit(r.Format), formatFunction(r.Format))
	}
	if r.URI && s.Kind == model.String {
		line.Dot("isURL").Call()
	}
	lengths, digits := lengthRules(s.Kind), digitRules(s.Kind)
	for _, bound := range []struct {
		rule  string
		value *int64
	}{
		{lengths[0], r.MinLength}, {lengths[1], r.MaxLength},
		{"minItems", r.MinItems}, {"maxItems", r.MaxItems},
		{digits[0], r.Precision}, {digits[1], r.Scale},
	} {
		if bound.value != nil && bound.rule != "" {
			line.Dot(bound.rule).Call(jen.Op(strconv.FormatInt(*bound.value, 10)))
		}
	}
	bounds(line, s)
}

// formatFunctions are the support functions of formats, and the Parse functions of
// those that are types too.
var formatFunctions = map[string]string{
	"email": "isEmail", "idn-email": "isInternationalEmail", "hostname": "isHostname", "ipv4": "isIPv4", "ipv6": "isIPv6",
	"uri": "isURI", "uri-reference": "isURIReference", "iri": "isIRI", "iri-reference": "isIRIReference", "uri-template": "isURITemplate",
	"time": "isTime", "duration": "isDurationText", "json-pointer": "isJSONPointer", "relative-json-pointer": "isRelativeJSONPointer", "regex": "isRegex",
	"date-time": "ParseDateTime", "date": "ParseDate", "uuid": "ParseUUID",
}

func formatFunction(format string) *jen.Statement {
	function := jen.Id(formatFunctions[format])
	if strings.HasPrefix(formatFunctions[format], "Parse") {
		return jen.Id("parses").Call(function)
	}
	return function
}

// text is a string's literal, without escapes where that can be.
func text(s string) *jen.Statement {
	if strconv.CanBackquote(s) {
		return jen.Op("`" + s + "`")
	}
	return jen.Lit(s)
}

// lengthRules are the rules of a length: bytes are counted as such.
func lengthRules(kind model.Kind) [2]string {
	if kind == model.Bytes {
		return [2]string{"minBytes", "maxBytes"}
	}
	return [2]string{"minLength", "maxLength"}
}

// digitRules are the rules of precision and scale: of all digits of decimals, and
// of those of the fraction of a second.
func digitRules(kind model.Kind) [2]string {
	switch kind {
	case model.Decimal:
		return [2]string{"precision", "scale"}
	case model.DateTime, model.TimeOfDay, model.Duration:
		return [2]string{"fraction", ""}
	}
	return [2]string{}
}

// bounds writes the rules of numbers: of whole ones as such, of others by their
// digits, exactly.
func bounds(line *jen.Statement, s *model.Schema) {
	byDigits := s.Kind == model.Float || s.Kind == model.Double || s.Kind == model.Decimal || s.Kind == model.Uint64
	for _, bound := range []struct {
		*model.Bound
		rule, exact, beyond string
		inwards             int64
	}{{s.Rules.Minimum, "minimum", "atLeast", "moreThan", 1}, {s.Rules.Maximum, "maximum", "atMost", "lessThan", -1}} {
		switch {
		case bound.Bound == nil:
		case byDigits && bound.Exclusive:
			line.Dot(bound.beyond).Call(jen.Lit(bound.Number))
		case byDigits:
			line.Dot(bound.exact).Call(jen.Lit(bound.Number))
		default:
			if n, ok := wholeBound(bound.Bound, bound.inwards); ok {
				line.Dot(bound.rule).Call(jen.Op(strconv.FormatInt(n, 10)))
			}
		}
	}
	switch {
	case s.Rules.MultipleOf == "":
	case byDigits:
		line.Dot("multipleOf").Call(jen.Lit(s.Rules.MultipleOf))
	default:
		line.Dot("wholeMultipleOf").Call(jen.Lit(s.Rules.MultipleOf))
	}
}

// wholeBound is the last whole number of 64 bits within a bound, of which the
// numbers allowed lie in the direction inwards; false where all of them are.
func wholeBound(b *model.Bound, inwards int64) (int64, bool) {
	value, ok := new(big.Rat).SetString(b.Number)
	if !ok {
		return 0, false
	}
	whole := new(big.Int).Div(value.Num(), value.Denom()) // rounded down
	switch {
	case value.IsInt() && b.Exclusive:
		whole.Add(whole, big.NewInt(inwards))
	case !value.IsInt() && inwards > 0:
		whole.Add(whole, big.NewInt(1))
	}
	switch {
	case whole.IsInt64():
		return whole.Int64(), true
	case whole.Sign() == int(inwards) && inwards > 0: // beyond all of them
		return math.MaxInt64, true
	case whole.Sign() == int(inwards):
		return math.MinInt64, true
	}
	return 0, false
}
