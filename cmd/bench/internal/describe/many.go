package describe

import (
	"fmt"
	"strings"
)

// Many describes so many types, four times as many properties, in the
// proportions of Microsoft Graph: a fifth of the types are enums, two in five
// of the objects stand in properties of others, half in lists. Some hold
// themselves.
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

// manyProperties are the five of object i.
func manyProperties(i, objects, enums int) []property {
	list := make([]property, 5)
	for n := range list {
		at := i*len(list) + n
		choice := fmt.Sprintf("choice%d", at%enums)
		thing := reference(fmt.Sprintf("thing%d", at%(objects*2/5)))
		p := &list[n]
		switch at % 20 {
		case 3, 10, 16:
			p.schema = thing
		case 8, 17: // a type of its own each
			p.schema = "type: array, items: { " + reference(fmt.Sprintf("thing%d", (at/10+at/20)%objects)) + " }"
		case 6, 13:
			p.schema = reference(choice)
		case 11:
			p.schema = listOfStrings(0).schema
		default:
			*p = simple(at)
		}
		p.name = propertyName(i + n)
		if !strings.HasPrefix(p.schema, "$ref") { // which allows no sibling
			p.schema += fmt.Sprintf(", description: The property %s of thing %d.", p.name, i)
		}
	}
	return list
}
