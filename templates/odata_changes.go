package templates

import "encoding/json"

// changeList lists changes; of is an object of what has changed.
func changeList[P any](w *walker, name string, p *[]Change[P], of object) *walker {
	if !w.required(name) {
		return w
	}
	e := entry{name, w.depth, len(w.violations), len(w.violations)}
	for i := 0; w.element(&e, i, len(*p)); i++ {
		if w.mode == reading {
			c := w.freshOf(&change{value: of}).(*change)
			w.object(c)
			*p = append(*p, changeOf[P](c))
			continue
		}
		v := &(*p)[i]
		c := toldChange(v.Removed, v.Reason, v.More)
		if value := any(v.Value); value != any(*new(P)) {
			c.value = sentAs(of, value)
		}
		if v.Link != nil {
			w.noteAt(name, -1, "link", "must be entities, not links")
		}
		w.object(c)
	}
	return w
}

// toldChange is a change as it is written.
func toldChange(removed bool, reason string, more map[string]json.RawMessage) *change {
	c := &change{more: more}
	if removed {
		r := &removal{}
		if reason != "" {
			r.reason = Some(reason)
		}
		c.removed = Some(r)
	}
	return c
}

// sentAs is an object to write a value of, which stands where of does.
func sentAs(of object, value any) object {
	v, _ := value.(object)
	if k, ok := of.(*kindred); ok {
		return &kindred{k.family, v}
	}
	return v
}
