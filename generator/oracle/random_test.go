package oracle

import (
	"encoding/json"
	"maps"
	"math"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"
)

// documentMaker makes JSON documents that a schema allows, or nearly.
type documentMaker struct {
	random *rand.Rand
	faults int // one value in so many is another than the schema asks for
}

// anything is what stands where a schema asks for something else.
var anything = []string{`null`, `true`, `0`, `-1`, `1.5`, `1e2`, `12.0`, `16777216`, `-8388608`, `""`, `"x"`, `"xxxx"`, `"é😀"`,
	`"2017-01-01T00:00:17Z"`, `"2017-02-29T00:00:17Z"`, `[]`, `[null]`, `{}`, `{"a":[]}`}

func (m *documentMaker) pick(choices ...string) string { return choices[m.random.IntN(len(choices))] }

// value makes a value for a schema, at most so many levels deep.
func (m *documentMaker) value(schema *openapi3.Schema, depth int) string {
	if m.random.IntN(m.faults) == 0 {
		return m.pick(anything...)
	}
	switch {
	case schema.Nullable && m.random.IntN(4) == 0:
		return `null`
	case len(schema.Enum) > 0:
		return m.literal(schema.Enum[m.random.IntN(len(schema.Enum))])
	case schema.Const != nil:
		return m.literal(schema.Const)
	case len(schema.OneOf) > 0:
		return m.value(schema.OneOf[m.random.IntN(len(schema.OneOf))].Value, depth)
	case len(schema.AnyOf) > 0:
		return m.value(schema.AnyOf[m.random.IntN(len(schema.AnyOf))].Value, depth)
	case len(schema.AllOf) > 0:
		return m.value(together(schema), depth)
	case schema.Type != nil && len(*schema.Type) > 1:
		one := *schema
		one.Type = &openapi3.Types{(*schema.Type)[m.random.IntN(len(*schema.Type))]}
		return m.value(&one, depth)
	case schema.Type == nil && len(schema.Properties) == 0:
		return m.pick(anything...)
	case schema.Type.Is("null"):
		return "null"
	case schema.Type.Is("object"):
		return m.object(schema, depth)
	case schema.Type.Is("array"):
		elements := make([]string, m.random.IntN(4)|int(schema.MinItems))
		if depth < 0 {
			elements = elements[:schema.MinItems]
		}
		if schema.Items == nil {
			return "[]"
		}
		for i := range elements {
			elements[i] = m.value(schema.Items.Value, depth-1)
		}
		return "[" + strings.Join(elements, ", ") + "]"
	case schema.Type.Is("boolean"):
		return m.pick(`true`, `false`)
	case (schema.Type.Is("number") || schema.Type.Is("integer")) && isBounded(schema) && m.random.IntN(8) > 0:
		return m.nearBound(schema)
	case schema.Type.Is("integer") && schema.Max != nil && m.random.IntN(8) > 0:
		return strconv.Itoa(int(*schema.Max) - m.random.IntN(3))
	case schema.Type.Is("integer"):
		return m.pick(`0`, `1`, `-5`, `5`, `6`, `-6`, `2147483647`, `-2147483648`, `2147483648`, `-9223372036854775808`, `9223372036854777856`, `5e0`, `-0`)
	case schema.Type.Is("number"):
		return m.pick(`0`, `-1.5`, `1e10`, `3.25E-2`, `0.1`, `16777216`)
	case schema.Format == "uuid":
		return m.pick(`"00000000-0000-0000-0000-000000000000"`, `"2EB8AA08-AA98-11EA-B4AA-73B441D16380"`)
	case schema.Format == "byte":
		return m.pick(`""`, `"aGk="`, `"aGk"`)
	case schema.Format == "date":
		return m.pick(`"2000-02-29"`, `"2020-12-31"`)
	case schema.Format == "date-time":
		return m.pick(`"2017-01-01T00:00:17.7769392-08:00"`, `"2017-01-01T00:00:17Z"`, `"2016-02-29T23:59:59.000+14:00"`)
	}
	length := m.random.IntN(6)
	if schema.MaxLength != nil && m.random.IntN(8) > 0 {
		length = int(*schema.MaxLength) - m.random.IntN(2)
	}
	return strconv.Quote(strings.Repeat(m.pick("a", "é", "😀"), length))
}

// isBounded says whether a limit of numbers is a fraction, or excludes itself.
func isBounded(schema *openapi3.Schema) bool {
	return schema.ExclusiveMin.IsSet() || schema.ExclusiveMax.IsSet() || schema.Type.Is("number") && (schema.Min != nil || schema.Max != nil)
}

// nearBound makes a number near one of the limits, most often within them.
func (m *documentMaker) nearBound(schema *openapi3.Schema) string {
	beyond := func(n float64) bool {
		return schema.Min != nil && n < *schema.Min || schema.Max != nil && n > *schema.Max || schema.MultipleOf != nil && math.Mod(n, *schema.MultipleOf) != 0 ||
			schema.ExclusiveMin.Value != nil && n <= *schema.ExclusiveMin.Value || schema.ExclusiveMax.Value != nil && n >= *schema.ExclusiveMax.Value
	}
	var near, within []float64
	for _, bound := range []*float64{schema.Min, schema.Max, schema.ExclusiveMin.Value, schema.ExclusiveMax.Value} {
		if bound == nil || math.Abs(*bound) > 1<<53 { // beyond, kin-openapi rounds
			continue
		}
		for _, step := range []float64{0, 1, -1, 0.5, -0.5, 0.015625} {
			n := *bound + step
			if schema.Type.Is("integer") {
				n = math.Trunc(n)
			}
			if near = append(near, n); !beyond(n) {
				within = append(within, n)
			}
		}
	}
	if len(within) > 0 && m.random.IntN(m.faults) > 0 {
		near = within
	}
	if len(near) == 0 {
		return "2"
	}
	return strconv.FormatFloat(near[m.random.IntN(len(near))], 'g', -1, 64)
}

func (m *documentMaker) literal(value any) string {
	text, err := json.Marshal(value)
	if err != nil {
		panic(err)
	}
	return string(text)
}

// together is a schema with the properties of those that it is made of.
func together(schema *openapi3.Schema) *openapi3.Schema {
	whole := *schema
	whole.AllOf, whole.Properties, whole.Required = nil, maps.Clone(schema.Properties), slices.Clone(schema.Required)
	if whole.Properties == nil {
		whole.Properties = openapi3.Schemas{}
	}
	for _, part := range schema.AllOf {
		p := part.Value
		if len(p.AllOf) > 0 {
			p = together(p)
		}
		if whole.Type == nil {
			whole.Type = p.Type
		}
		maps.Copy(whole.Properties, p.Properties)
		whole.Required = append(whole.Required, p.Required...)
	}
	return &whole
}

func (m *documentMaker) object(schema *openapi3.Schema, depth int) string {
	var members []string
	for _, name := range slices.Sorted(maps.Keys(schema.Properties)) {
		required := slices.Contains(schema.Required, name)
		if required && m.random.IntN(m.faults) == 0 || !required && (depth <= 0 || m.random.IntN(2) == 0) {
			continue
		}
		key, err := json.Marshal(name)
		if err != nil {
			panic(err)
		}
		members = append(members, string(key)+m.pick(":", " : ", ": ")+m.value(schema.Properties[name].Value, depth-1))
	}
	if others := schema.AdditionalProperties.Schema; others != nil && depth > 0 {
		for _, name := range []string{`"a"`, `"b c"`, `"é"`}[:m.random.IntN(4)] {
			members = append(members, name+":"+m.value(others.Value, depth-1))
		}
	}
	if m.random.IntN(m.faults) == 0 {
		members = append(members, `"unknown": `+m.pick(anything...))
	}
	if m.random.IntN(2) == 0 {
		m.random.Shuffle(len(members), func(i, j int) { members[i], members[j] = members[j], members[i] })
	}
	return m.pick("{", "{ ") + strings.Join(members, m.pick(",", ", ", "\n,\t")) + m.pick("}", " }")
}
