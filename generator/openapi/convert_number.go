package openapi

import (
	"cmp"
	"math"
	"math/big"
	"strings"

	"example.com/burin/generator/model"
)

// numberFormats are the formats of numbers.
var numberFormats = map[string]model.Kind{
	"int8": model.Int8, "int16": model.Int16, "int32": model.Int32, "int64": model.Int64, "uint8": model.Uint8,
	"uint16": model.Uint16, "uint32": model.Uint32, "uint64": model.Uint64,
	"float": model.Float, "double": model.Double, "decimal": model.Decimal, "decimal128": model.Decimal,
}

// number converts a schema of numbers.
func (c *converter) number(e *node) *model.Schema {
	whole := c.jsonKind(e) == kindInteger
	format, _ := e.string("format")
	s := &model.Schema{Kind: numberFormats[format]}
	s.Rules.Minimum = tighter(e, "minimum", "exclusiveMinimum", 1)
	s.Rules.Maximum = tighter(e, "maximum", "exclusiveMaximum", -1)
	if multiple := e.get("multipleOf"); multiple != nil && !multiple.cut {
		s.Rules.MultipleOf = multiple.text
	}
	fraction := s.Kind == model.Float || s.Kind == model.Double || s.Kind == model.Decimal
	if s.Kind == 0 || whole && fraction {
		s.Kind = model.Double
		if whole {
			s.Kind = c.wide(e, &s.Rules)
		}
		c.format(e)
	}
	if values := enumValues(e); values != nil {
		return c.enum(e, values, s.Kind)
	}
	c.reach(s.Kind, e)
	s.Rules.Checks = c.held(e, c.jsonKind(e))
	return s
}

// tighter reads a bound, of two the tighter one: 3.0 says by a boolean that it is
// exclusive, 3.1 has another keyword for it. A lower one has the sign 1.
func tighter(e *node, key, exclusive string, sign int) *model.Bound {
	bound, beyond := boundOf(e.get(key), e.isTrue(exclusive)), boundOf(e.get(exclusive), true)
	switch {
	case bound == nil:
		return beyond
	case beyond == nil:
		return bound
	case rational(e.get(exclusive)).Cmp(rational(e.get(key)))*sign >= 0:
		return beyond
	}
	return bound
}

// boundOf reads a bound; nil where there is none.
func boundOf(n *node, exclusive bool) *model.Bound {
	if n == nil || n.kind != number || n.cut {
		return nil
	}
	if value := rational(n); value.IsInt() {
		return &model.Bound{Number: value.Num().String(), Exclusive: exclusive}
	}
	return &model.Bound{Number: n.text, Exclusive: exclusive}
}

// wide gives the kind of whole numbers that their bounds need: 64 bits, unless
// the description speaks of more. The ends of the 64 bits are often written as a
// float64 has them, which is meant for those.
func (c *converter) wide(e *node, r *model.Rules) model.Kind {
	least, most := big.NewInt(math.MinInt64), big.NewInt(math.MaxInt64)
	inside := func(b *model.Bound) bool {
		if b == nil {
			return true
		}
		value, _ := new(big.Rat).SetString(b.Number)
		nearest, _ := value.Float64()
		return value.Cmp(new(big.Rat).SetInt(least)) >= 0 && value.Cmp(new(big.Rat).SetInt(most)) <= 0 || math.Abs(nearest) == 1<<63
	}
	if inside(r.Minimum) && inside(r.Maximum) {
		return model.Int64
	}
	if n := e.get("format"); n != nil && !n.cut {
		return model.Int64 // some format of a number, if none that is known
	}
	if r.Minimum != nil && r.Maximum != nil && r.Minimum.Number[0] != '-' {
		if value, _ := new(big.Rat).SetString(r.Maximum.Number); value.Cmp(new(big.Rat).SetInt(new(big.Int).SetUint64(math.MaxUint64))) <= 0 {
			return model.Uint64
		}
	}
	r.MultipleOf = wholeFactor(r.MultipleOf)
	return model.Decimal
}

// wholeFactor is what the whole ones among the multiples of a number are the
// multiples of.
func wholeFactor(factor string) string {
	value, ok := new(big.Rat).SetString(factor)
	if !ok {
		return "1"
	}
	return value.Num().String()
}

// ranges are what whole numbers of a format hold.
var ranges = map[model.Kind]struct {
	least int64
	most  uint64
}{
	model.Int8: {math.MinInt8, math.MaxInt8}, model.Int16: {math.MinInt16, math.MaxInt16}, model.Int32: {math.MinInt32, math.MaxInt32},
	model.Int64: {math.MinInt64, math.MaxInt64}, model.Uint8: {0, math.MaxUint8}, model.Uint16: {0, math.MaxUint16},
	model.Uint32: {0, math.MaxUint32}, model.Uint64: {0, math.MaxUint64},
}

// reach reports a bound that no number of the format is within, and of int32 one
// that none reaches.
func (c *converter) reach(kind model.Kind, e *node) {
	r, whole := ranges[kind]
	if !whole {
		return
	}
	least, most := new(big.Rat).SetInt64(r.least), new(big.Rat).SetInt(new(big.Int).SetUint64(r.most))
	for _, key := range []string{"minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"} {
		n := e.get(key)
		if n == nil || n.kind != number || n.cut {
			continue
		}
		value, lower := rational(n), strings.HasSuffix(strings.ToLower(key), "minimum")
		below, above := value.Cmp(least) < 0, value.Cmp(most) > 0
		if lower && above || !lower && below || kind == model.Int32 && (below || above) {
			format, _ := e.string("format")
			c.fault(n, "no %s reaches the %s %s: change it, or write format: int64", cmp.Or(format, "int64"), n.key, boundOf(n, false).Number)
		}
	}
}
