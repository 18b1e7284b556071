package describe

import (
	"fmt"
	"strings"
)

// Many describes objects with five properties each, and enums: a fifth of the
// types. The objects hold one another, and some hold themselves.
func Many(types int) []byte {
	var b strings.Builder
	enums := types / 5
	objects := types - enums
	for i := range enums {
		fmt.Fprintf(&b, "    choice%d:\n      type: string\n      description: What there is to choose from at place %d.\n      enum: [unknown, enabled, disabled, notApplicable, error, unknownFutureValue]\n", i, i)
	}
	for i := range objects {
		b.WriteString(object(fmt.Sprintf("thing%d", i), fmt.Sprintf("The thing at place %d of the description.", i), manyProperties(i, objects, enums)))
	}
	return document("Many types", "thing0", b.String())
}

func manyProperties(i, objects, enums int) []property {
	thing := func(n int) string { return fmt.Sprintf("thing%d", n%objects) }
	list := []property{
		scalar(i),
		scalar(i + 1),
		{schema: reference(fmt.Sprintf("choice%d", i%enums))},
		{schema: reference(thing(i * 7))}, // thing 0 holds itself
		{schema: "type: array, items: { " + reference(thing(i+1)) + " }"},
	}
	if i%10 == 0 {
		list[3].schema = reference(thing(i))
	}
	for n := range list {
		list[n].name = propertyName(i + n)
		if !strings.HasPrefix(list[n].schema, "$ref") { // which allows no sibling
			list[n].schema += fmt.Sprintf(", description: The property %s of thing %d.", list[n].name, i)
		}
	}
	return list
}
