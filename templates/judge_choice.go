package templates

// allOf is what holds altogether.
func (j *judge) allOf(tests ...func(*judge)) {
	for _, test := range tests {
		t := j.trial(test)
		j.violations = append(j.violations, t.violations...)
		for token := range t.spoken {
			j.speak(token)
		}
	}
}

// anyOf is of what one has to hold, or more.
func (j *judge) anyOf(tests ...func(*judge)) {
	j.check(j.passing(tests) > 0, "anyOf", "must be as one of the alternatives says")
}

// oneOf is of what one has to hold, and no other.
func (j *judge) oneOf(tests ...func(*judge)) {
	n := j.passing(tests)
	j.check(n > 0, "oneOf", "must be as one of the alternatives says")
	j.check(n < 2, "oneOf", "must be as one of the alternatives says, not as several do")
}

func (j *judge) passing(tests []func(*judge)) int {
	n := 0
	for _, test := range tests {
		if j.passes(test) {
			n++
		}
	}
	return n
}

// not is what may not hold.
func (j *judge) not(test func(*judge)) {
	j.check(len(j.trial(test).violations) > 0, "not", "must not be what is excluded")
}

// when is what holds where a condition does, and what holds where it does not;
// each may be nil.
func (j *judge) when(condition, then, otherwise func(*judge)) {
	if !j.passes(condition) {
		then = otherwise
	}
	if then != nil {
		j.allOf(then)
	}
}
