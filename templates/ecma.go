package templates

import (
	"strconv"
	"sync"
)

// Patterns are those of ECMA-262, section 22.2, with the flag u, as JSON Schema
// 2020-12, section 6.4, has them. Those that Go's regular expressions cannot say
// are run here, by trying one way after another.

// ecmaPatterns are those used so far, by their text.
var ecmaPatterns sync.Map

// expression is a pattern as a program.
type expression struct {
	program   []instruction
	registers int // two a group, and one a loop
}

func expressionOf(pattern string) *expression {
	known, ok := ecmaPatterns.Load(pattern)
	if !ok {
		made, fault := compileECMA(pattern)
		if fault != "" {
			panic("pattern " + strconv.Quote(pattern) + ": " + fault) // it was tried when this package was written
		}
		known, _ = ecmaPatterns.LoadOrStore(pattern, made)
	}
	return known.(*expression)
}

// compileECMA makes a pattern a program, or says what is wrong with it.
func compileECMA(pattern string) (*expression, string) {
	p := parserOf(pattern, false)
	whole := p.parse()
	c := &compiler{registers: 2 * (p.groups + 1)}
	if p.fault == "" {
		c.emit(whole, false)
		c.add(instruction{op: opDone})
	}
	if p.fault == "" && len(c.program) > mostInstructions {
		p.fault = "it repeats too much"
	}
	return &expression{c.program, c.registers}, p.fault
}

const effort = "takes too long to be held against the pattern "

// ecmaPattern judges whether a string matches somewhere. Where that takes too long,
// or where the report is full, nobody knows.
func (w *walker) ecmaPattern(pattern string) *walker {
	if w.outcome != judged || len(w.violations) >= 100 {
		return w
	}
	switch found, ended := expressionOf(pattern).match(w.text); {
	case !ended:
		w.broken("effort", effort+strconv.Quote(pattern))
	case !found:
		w.broken("pattern", "must match "+strconv.Quote(pattern))
	}
	return w
}

func (j *judge) ecmaPattern(pattern string) {
	text, ok := j.value.(string)
	j.check(!ok || j.matchesECMA(pattern, text), "pattern", "must match "+strconv.Quote(pattern))
}

// matchesECMA reports whether a text matches a pattern somewhere. Where that takes
// too long the judge gives up.
func (j *judge) matchesECMA(pattern, text string) bool {
	if *j.left < 0 {
		return true
	}
	found, ended := expressionOf(pattern).match(text)
	if !ended {
		*j.left = overspent
	}
	return found
}

// ecmaProperties is patternProperties for a pattern of ECMA-262.
func (j *judge) ecmaProperties(pattern string, test func(*judge)) {
	object := j.object()
	for _, name := range sortedNames(object) {
		if !j.matchesECMA(pattern, name) {
			continue
		}
		if j.speak(name); test != nil {
			j.within(name, object[name], test)
		}
	}
}

// isRegex is a pattern of ECMA-262 with the flag u and nothing of annex B.
func isRegex(s string) bool {
	p := parserOf(s, true)
	p.parse()
	return p.fault == ""
}
