package templates

// members, optMembers and nilMembers are compiled for each type that stands in
// lists, and are short for that.

func members[T any, P pointer[T]](w *walker, name string, p *[]T) *walker {
	if w.enter(name, w.required(name)) {
		*p = []T{}
	}
	for w.another(len(*p)) {
		if w.mode == reading {
			*p = append(*p, make([]T, 1)...)
		}
		w.object(P(&(*p)[w.item]))
	}
	return w
}

func optMembers[T any, P pointer[T]](w *walker, name string, p *Opt[[]T]) *walker {
	if w.enter(name, w.optional(name, &p.state)) {
		p.value = []T{}
	}
	for w.another(len(p.value)) {
		if w.mode == reading {
			p.value = append(p.value, make([]T, 1)...)
		}
		w.object(P(&p.value[w.item]))
	}
	return w
}

func nilMembers[T any, P pointer[T]](w *walker, name string, p *[]T) *walker {
	if w.enterUnlessNil(name, *p == nil) {
		*p = []T{}
	}
	for w.another(len(*p)) {
		if w.mode == reading {
			*p = append(*p, make([]T, 1)...)
		}
		w.object(P(&(*p)[w.item]))
	}
	return w
}

// listing is a list of objects being walked.
type listing struct {
	entry
	item int  // the next
	none bool // there is no list
}

// enter begins a list, if there is one, and reports whether to empty it first.
//
//go:noinline
func (w *walker) enter(name string, there bool) bool {
	l := listing{none: !there}
	if there {
		l.entry = entry{name, w.depth, len(w.violations), len(w.violations)}
	}
	w.lists = append(w.lists, l)
	return there && w.mode == reading
}

func (w *walker) enterUnlessNil(name string, none bool) bool {
	return w.enter(name, w.optionalList(name, none))
}

// another stands at the next item of a list of n, or leaves it after the last.
func (w *walker) another(n int) bool {
	last := len(w.lists) - 1
	l := &w.lists[last]
	if l.none || !w.element(&l.entry, l.item, n) {
		w.lists = w.lists[:last]
		return false
	}
	w.item = l.item
	l.item++
	return true
}
