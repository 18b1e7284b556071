package templates

import "strconv"

// list is the value where that is an array; else it has no elements.
func (j *judge) list() []any {
	list, _ := j.value.([]any)
	return list
}

func (j *judge) minItems(n int) {
	list, ok := j.value.([]any)
	j.check(!ok || len(list) >= n, "minItems", "must have at least "+counted(n, "element", "elements"))
}

func (j *judge) maxItems(n int) {
	j.check(len(j.list()) <= n, "maxItems", "must have at most "+counted(n, "element", "elements"))
}

// uniqueItems refuses elements that are equal, in time that their text bounds.
func (j *judge) uniqueItems() {
	list := j.list()
	first := make(map[string]int, len(list))
	for i, item := range list {
		key := string(canonical(nil, item))
		if at, twice := first[key]; twice {
			j.noteAt(strconv.Itoa(i), -1, "uniqueItems", "must not be equal to element "+strconv.Itoa(at))
		} else {
			first[key] = i
		}
	}
}

// prefixItems are what holds for each of the first elements.
func (j *judge) prefixItems(tests ...func(*judge)) {
	list := j.list()
	for i := range min(len(list), len(tests)) {
		token := strconv.Itoa(i)
		j.speak(token)
		j.within(token, list[i], tests[i])
	}
}

// otherItems is what a rule says of the elements that nothing has spoken for so
// far; no test refuses them.
func (j *judge) otherItems(rule string, test func(*judge)) {
	for i, item := range j.list() {
		switch token := strconv.Itoa(i); {
		case j.spoken[token]:
		case test == nil:
			j.noteAt(token, -1, rule, "is an element too many")
		default:
			j.speak(token)
			j.within(token, item, test)
		}
	}
}

// contains is what holds for so many of the elements, the most being -1 where
// that is open.
func (j *judge) contains(least, most int, test func(*judge)) {
	list, ok := j.value.([]any)
	if !ok {
		return
	}
	n := 0
	for i, item := range list {
		if len(j.of(item, test).violations) == 0 {
			j.speak(strconv.Itoa(i))
			n++
		}
	}
	rule := "minContains"
	if least == 1 {
		rule = "contains"
	}
	j.check(n >= least, rule, "must have at least "+counted(least, "element", "elements")+" as described")
	j.check(most < 0 || n <= most, "maxContains", "must have at most "+counted(most, "element", "elements")+" as described")
}

// heldList has a test judge a list that was read as a parameter.
func heldList[T any](w *walker, p *[]T, as func(*walker, *T), test func(*judge)) *walker {
	if w.mode == reading && w.outcome == judged {
		n, name := len(w.violations), w.name
		w.judgeValue(-1, test, func(to *walker) { asList(as)(to, p) })
		w.under(n, name)
	}
	return w
}
