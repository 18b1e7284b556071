package review

import (
	"strings"

	"example.com/burin/generator/model"
)

// TypeName is what changes call a type.
func TypeName(t *model.Type) string { return "type " + t.Name }

// PropertyName is what changes call a property of a type.
func PropertyName(t *model.Type, p *model.Property) string {
	return strings.ReplaceAll(subject(p), "-", " ") + " " + t.Name + "." + p.Name
}

// OperationName is what changes call an operation.
func OperationName(o *model.Operation) string { return "operation " + o.ID }

// CallName is what changes call an action or a function.
func CallName(o *model.Call) string {
	name := map[bool]string{true: "action ", false: "function "}[o.Action] + o.Name
	if o.Binding != nil {
		name += " of " + typeText(o.Binding)
	}
	return name
}

// ImportName is what changes call what leads to a call without a binding.
func ImportName(i *model.Import) string { return "import " + i.Name }

// RootName is what changes call an entity set or a singleton.
func RootName(r *model.Root) string {
	if r.Collection {
		return "entity set " + r.Name
	}
	return "singleton " + r.Name
}

// typeIn is the name of the type that a change is of by its name; "" where that is
// something else.
func typeIn(of string) string {
	of, _, _ = strings.Cut(of, ", ")
	if name, ok := strings.CutPrefix(of, "type "); ok {
		return name
	}
	for _, kind := range []string{"property ", "navigation property ", "member "} {
		if name, ok := strings.CutPrefix(of, kind); ok {
			return name[:max(strings.LastIndexByte(name, '.'), 0)]
		}
	}
	return ""
}
