package gonames

import (
	"slices"

	"example.com/burin/generator/model"
	"example.com/burin/generator/source"
)

// Decision is the choice of one name.
type Decision struct {
	Pos    source.Pos
	Of     string // what is named, by the key of an override for it alone
	Name   string
	Reason string
}

// Keys lists what overrides may be for, in the order of the description, with
// repeats.
func Keys(api *model.API) []string {
	var keys []string
	for _, t := range api.Types {
		keys = append(keys, t.Name)
		for _, p := range t.Properties {
			keys = append(keys, propertyKeys(t, p)...)
		}
		for _, m := range t.Members {
			keys = append(keys, memberKey(t, m))
		}
		if t.Union != nil {
			for _, v := range t.Union.Variants {
				keys = append(keys, variantKey(t, v))
			}
		}
	}
	for _, o := range api.Operations {
		keys = append(keys, o.ID)
		for _, p := range slices.Concat(o.Query, o.Headers, o.Cookies) {
			keys = append(keys, parameterKeys(o, p)...)
		}
	}
	return append(keys, serviceKeys(api)...)
}

func propertyKeys(t *model.Type, p *model.Property) []string {
	return []string{t.Name + "." + p.Name, p.Name}
}

func memberKey(t *model.Type, m *model.Member) string { return t.Name + "." + m.Value }

func variantKey(t *model.Type, v *model.Variant) string { return t.Name + "." + v.Name }

func parameterKeys(o *model.Operation, p *model.Parameter) []string {
	return []string{o.ID + "." + p.Name, p.Name}
}
