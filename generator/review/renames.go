package review

import (
	"cmp"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"example.com/burin/generator/model"
)

// keysOf is keyOf for types that were renamed too: an old one has the key of what it
// became.
func keysOf(old, new *model.API) func(*model.Type) string {
	key := keyOf(old, new)
	became := renamedTypes(old.Types, new.Types, key)
	return func(t *model.Type) string { return cmp.Or(became[t], key(t)) }
}

// renamedTypes gives the key of what each type became that is no more: of the one that
// came and is made of the same. Where several are alike, nobody can tell.
func renamedTypes(old, new []*model.Type, key func(*model.Type) string) map[*model.Type]string {
	gone, come := map[string][]*model.Type{}, map[string][]*model.Type{}
	pairs(old, new, key, func(*model.Type, *model.Type) {},
		func(t *model.Type) { come[shape(t)] = append(come[shape(t)], t) },
		func(t *model.Type) { gone[shape(t)] = append(gone[shape(t)], t) })
	became := map[*model.Type]string{}
	for s, list := range gone {
		if s != "" && len(list) == 1 && len(come[s]) == 1 {
			became[list[0]] = key(come[s][0])
		}
	}
	return became
}

// least is how much a type has to be made of to be known again by that.
const least = 2

// shape is what a type is made of, but for its name; "" where that is too little.
func shape(t *model.Type) string {
	var parts []string
	for _, p := range t.Properties {
		parts = append(parts, p.Name+" "+propertyShape(t, p))
	}
	for _, m := range t.Members {
		parts = append(parts, fmt.Sprint(m.Value, m.Number))
	}
	if t.Union != nil {
		for _, v := range t.Union.Variants {
			parts = append(parts, v.Name)
		}
	}
	if len(parts) < least {
		return ""
	}
	slices.Sort(parts)
	base := ""
	if t.Base != nil {
		base = t.Base.Name
	}
	return fmt.Sprint(t.Kind, t.Flags, t.Entity != nil, base, parts)
}

// propertyShape is what a property holds, but for its name.
func propertyShape(t *model.Type, p *model.Property) string {
	schema := render(reflect.ValueOf(p.Schema))
	if target(p.Schema) == t {
		schema = "itself"
	}
	return fmt.Sprint(schema, p.Required, p.Access, p.Link != nil)
}

// renamed tells of the properties of a type that are no more, and of those that came,
// which are one with another name: they hold the same, and no others of them do. It
// gives those that are left.
func (c *comparer) renamed(s spot, old, new *model.Type, gone, come []*model.Property) (stillGone, stillCome []*model.Property) {
	alike := func(t *model.Type, list []*model.Property, shape string) (found []*model.Property) {
		for _, p := range list {
			if propertyShape(t, p) == shape {
				found = append(found, p)
			}
		}
		return found
	}
	for _, p := range gone {
		shape := propertyShape(old, p)
		from, to := alike(old, gone, shape), alike(new, come, shape)
		if len(from) != 1 || len(to) != 1 || inherited(new, p.Name) || inherited(old, to[0].Name) || !resembles(old, p, new, to[0]) {
			stillGone = append(stillGone, p)
			continue
		}
		q := to[0]
		id := subject(q) + "-renamed"
		if q.Required && q.Link == nil {
			id = "property-renamed-required"
		}
		c.add(id, spot{PropertyName(new, q), p.Pos, q.Pos, s.use & direction(p.Access) & direction(q.Access)}, p.Name, q.Name)
		c.doc(spot{PropertyName(new, q), p.Pos, q.Pos, s.use}, p.Doc, q.Doc)
		come = slices.DeleteFunc(slices.Clone(come), func(one *model.Property) bool { return one == q })
	}
	return stillGone, come
}

// resembles reports whether more than what they hold says that two properties are one:
// their words, their places in their types, or letters of their names.
func resembles(old *model.Type, p *model.Property, new *model.Type, q *model.Property) bool {
	words := docText(p.Doc)
	return words != "" && words == docText(q.Doc) ||
		len(old.Properties) == len(new.Properties) && slices.Index(old.Properties, p) == slices.Index(new.Properties, q) ||
		strings.Contains(strings.ToLower(p.Name), strings.ToLower(q.Name)) || strings.Contains(strings.ToLower(q.Name), strings.ToLower(p.Name))
}
