package generator

import (
	"fmt"
	"slices"

	"example.com/burin/generator/config"
	"example.com/burin/generator/gonames"
	"example.com/burin/generator/model"
	"example.com/burin/generator/source"
	"example.com/burin/generator/support"
)

// name names the part of the whole description that was selected, with the names
// chosen for it.
func name(whole, part *model.API, chosen []config.Name) (*gonames.Names, error) {
	if err := checkNames(whole, chosen); err != nil {
		return nil, err
	}
	reserved, err := support.Names(part.Service != nil)
	if err != nil {
		return nil, err
	}
	overrides := map[string]string{}
	for _, name := range chosen {
		overrides[name.Name] = name.Go
	}
	return gonames.Assign(part, gonames.Options{Overrides: overrides, Reserved: reserved})
}

// checkNames finds fault with names chosen for what the description does not
// name. What it names and the selection leaves out may have one.
func checkNames(whole *model.API, chosen []config.Name) error {
	var faults source.Faults
	keys := gonames.Keys(whole)
	for _, name := range chosen {
		if slices.Contains(keys, name.Name) {
			continue
		}
		advice := "name a type, an operation, a set, an action, a function, a query parameter, or Type.property"
		if near := source.Nearest(name.Name, keys); near != "" {
			advice = fmt.Sprintf("did you mean %q?", near)
		}
		faults.Add(name.Pos, "%q is no name of the description: %s", name.Name, advice)
	}
	return faults.Err()
}
