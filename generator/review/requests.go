package review

import (
	"example.com/burin/generator/builders"
	"example.com/burin/generator/model"
)

// methods are what the request builders of a type can ask, by the rule for a place
// that allows it no more.
type methods map[string]bool

// methodsOf gives the methods of request builders, by the key of their type.
func methodsOf(api *model.API, key func(*model.Type) string) map[string]methods {
	all := map[string]methods{}
	plan := builders.Of(api)
	if plan == nil {
		return all
	}
	for _, b := range plan.Builders {
		m := all[key(b.Type)]
		if m == nil {
			m = methods{}
			all[key(b.Type)] = m
		}
		for rule, has := range map[string]bool{
			"limits-no-read-set": b.Read, "limits-no-insert-set": b.Create, "limits-no-update-set": b.Update, "limits-no-delete-set": b.Delete,
		} {
			if has {
				m[rule+collection(b.Collection)] = true
			}
		}
	}
	return all
}

func collection(many bool) string {
	return map[bool]string{true: " of a collection"}[many]
}

// lose says of limits at one place that they break code where no other place leaves
// the builder of the type its method: places share it.
func (c *comparer) lose(changes []Change, t *model.Type) {
	if t == nil {
		return
	}
	old, new := c.methods[0][c.key(t)], c.methods[1][c.key(t)]
	for i := range changes {
		for _, many := range []bool{false, true} {
			method := changes[i].Rule + collection(many)
			if old[method] && !new[method] && changes[i].Breaks&ClientCode == 0 {
				changes[i].Breaks |= ClientCode
				changes[i].Reason += "; its method is gone, since no other place of the type allows it"
			}
		}
	}
}

// target is the type that a schema leads to.
func target(s *model.Schema) *model.Type {
	for s != nil && s.Elem != nil {
		s = s.Elem
	}
	if s == nil {
		return nil
	}
	return s.Type
}
