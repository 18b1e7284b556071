package templates

import (
	"slices"
	"strings"
)

// entries are the entries of a map as parameters, or as parts of one.
type entries[T any] struct {
	values map[string]T
	as     func(*walker, *T)
	except []string // names that others have
}

func (m *entries[T]) listSlots(q *portion) {
	if q.walker.mode == writing {
		for _, name := range sortedNames(m.values) {
			value := m.values[name]
			slot(q, name, &value, m.as)
		}
		return
	}
	for _, key := range sortedNames(q.values) {
		name := key
		if q.outer != "" {
			name = strings.TrimSuffix(strings.TrimPrefix(key, q.outer+"["), "]")
		}
		other, _, _ := strings.Cut(name, "[")
		if q.full(name) != key || strings.Contains(name, "][") || slices.Contains(m.except, other) {
			continue
		}
		var value T
		slot(q, name, &value, m.as)
		if m.values == nil {
			m.values = map[string]T{}
		}
		m.values[name] = value
	}
}

// slotOptMap lists a parameter that is an object of which the names are not
// described, and may be absent. Those that stand beside other parameters do not
// have the names of these.
func slotOptMap[T any](q *portion, name string, p *Opt[map[string]T], form queryForm, as func(*walker, *T), except ...string) *walker {
	m := &entries[T]{p.value, as, except}
	if q.walker.mode != writing {
		w := q.readObject(name, m, form)
		if w.outcome != missing {
			*p = Some(m.values)
		}
		return w
	}
	if p.state == present {
		q.writeObject(name, m, form)
	}
	q.walker.outcome = unjudged
	return q.walker
}

// slotNil lists a parameter that is a map as one value, of which nil says that it is
// absent.
func slotNil[T any](q *portion, name string, p *map[string]T, as func(*walker, *map[string]T)) *walker {
	o := Opt[map[string]T]{value: *p}
	if *p != nil {
		o.state = present
	}
	w := slotOpt(q, name, &o, as)
	*p = o.value
	return w
}

// slotNilMap lists a parameter of which nil says that it is absent.
func slotNilMap[T any](q *portion, name string, p *map[string]T, form queryForm, as func(*walker, *T), except ...string) *walker {
	o := Opt[map[string]T]{value: *p}
	if *p != nil {
		o.state = present
	}
	w := slotOptMap(q, name, &o, form, as, except...)
	*p = o.value
	return w
}

// slotMap lists such a parameter that is always there.
func slotMap[T any](q *portion, name string, p *map[string]T, form queryForm, as func(*walker, *T), except ...string) *walker {
	o := Opt[map[string]T]{value: *p, state: present}
	w := slotOptMap(q, name, &o, form, as, except...).mandatory()
	*p = o.value
	return w
}

// slotOptChoice lists a parameter that is one of several kinds, each of which is in a
// field of T, and may be absent.
func slotOptChoice[T any](q *portion, name string, p *Opt[T], list func(*T, *portion)) *walker {
	w := q.walker
	if w.mode == writing {
		if p.state == present {
			list(&p.value, q)
		}
		w.outcome = unjudged
		return w
	}
	before, value := q.found, *new(T)
	list(&value, q)
	w.outcome, w.name = unjudged, name
	switch q.found - before {
	case 0:
		w.outcome = missing
		return w
	case 1:
	default:
		w.noteAt(name, -1, "oneOf", "must be of one kind")
	}
	q.found = before + 1
	*p = Some(value)
	return w
}

// slotChoice lists such a parameter that is always there.
func slotChoice[T any](q *portion, name string, p *T, list func(*T, *portion)) *walker {
	o := Opt[T]{value: *p, state: present}
	w := slotOptChoice(q, name, &o, list).mandatory()
	*p = o.value
	return w
}

// slotOthers lists the further properties of an object, those that have none of the
// names described.
func slotOthers[T any](q *portion, p *map[string]T, as func(*walker, *T), described ...string) {
	if q.walker.mode == writing || !q.spread {
		slotNilMap(q, "", p, repeated, as, described...)
	}
}
