package templates

import "strconv"

// meets has a test judge the object being walked, v.
func (w *walker) meets(v object, test func(*judge)) {
	switch {
	case w.mode == writing || !w.strict || w.halted:
	case w.mode == checking:
		w.judgeValue(-1, test, func(to *walker) { to.object(v) })
	case !w.met:
		w.met = true
		w.judge(w.src[w.start:], w.start, test)
	}
}

// meets has a test judge an object whose properties were read as parameters or as
// parts of a form.
func (q *portion) meets(v object, test func(*judge)) {
	if q.walker.mode == reading && q.walker.strict {
		q.walker.judgeValue(-1, test, func(to *walker) { to.object(v) })
	}
}

// heldMap has a test judge a map that was read as a parameter.
func heldMap[T any](w *walker, p *map[string]T, as func(*walker, *T), test func(*judge)) *walker {
	if w.mode == reading && w.outcome != missing {
		n, name := len(w.violations), w.name
		w.judgeValue(-1, test, func(to *walker) { asMap(as)(to, p) })
		w.under(n, name)
	}
	return w
}

// object is the value where that is an object; else it has no properties.
func (j *judge) object() map[string]any {
	object, _ := j.value.(map[string]any)
	return object
}

func (j *judge) minProperties(n int) {
	object := j.object()
	j.check(object == nil || len(object) >= n, "minProperties", "must have at least "+counted(n, "property", "properties"))
}

func (j *judge) maxProperties(n int) {
	j.check(len(j.object()) <= n, "maxProperties", "must have at most "+counted(n, "property", "properties"))
}

func counted(n int, one, more string) string {
	if n == 1 {
		more = one
	}
	return strconv.Itoa(n) + " " + more
}

// required lists the properties that an object has to have.
func (j *judge) required(names ...string) { j.needs("required", "is missing", names) }

func (j *judge) needs(rule, message string, names []string) {
	object := j.object()
	for _, name := range names {
		if _, there := object[name]; !there && object != nil {
			j.noteAt(name, -1, rule, message)
		}
	}
}

// dependentRequired lists the properties that an object with a property has to
// have too.
func (j *judge) dependentRequired(name string, needs ...string) {
	if _, there := j.object()[name]; there {
		j.needs("dependentRequired", "is required beside "+strconv.Quote(name), needs)
	}
}

// dependentSchemas is what holds for an object with a property.
func (j *judge) dependentSchemas(name string, test func(*judge)) {
	if _, there := j.object()[name]; there {
		j.allOf(test)
	}
}

// known lists the properties that the Go type speaks for.
func (j *judge) known(names ...string) {
	for _, name := range names {
		j.speak(name)
	}
}

// property is what holds for the value of a property, where that is there.
func (j *judge) property(name string, test func(*judge)) {
	if value, there := j.object()[name]; there {
		j.speak(name)
		j.within(name, value, test)
	}
}

// patternProperties is what holds for the values of the properties of which the
// names match; no test is none but for the names.
func (j *judge) patternProperties(pattern string, test func(*judge)) {
	object := j.object()
	for _, name := range sortedNames(object) {
		if !matches(pattern, name) {
			continue
		}
		if j.speak(name); test != nil {
			j.within(name, object[name], test)
		}
	}
}

// otherProperties is what a rule says of the properties that nothing has spoken
// for so far; no test refuses them.
func (j *judge) otherProperties(rule string, test func(*judge)) {
	object := j.object()
	for _, name := range sortedNames(object) {
		switch {
		case j.spoken[name]:
		case test == nil:
			j.noteAt(name, -1, rule, "is not a property of this type")
		default:
			j.speak(name)
			j.within(name, object[name], test)
		}
	}
}

// propertyNames is what holds for the names of properties.
func (j *judge) propertyNames(test func(*judge)) {
	for _, name := range sortedNames(j.object()) {
		for _, v := range j.of(name, test).violations {
			j.noteAt(name, -1, "propertyNames", "has a name that "+v.Message)
		}
	}
}
