package templates

import (
	"encoding/json"
	"regexp"
	"strconv"
	"unicode/utf8"
)

func (j *judge) minLength(n int) {
	text, ok := j.value.(string)
	j.check(!ok || utf8.RuneCountInString(text) >= n, "minLength", "must have at least "+counted(n, "character", "characters"))
}

func (j *judge) maxLength(n int) {
	text, _ := j.value.(string)
	j.check(utf8.RuneCountInString(text) <= n, "maxLength", "must have at most "+counted(n, "character", "characters"))
}

func (j *judge) pattern(pattern string) {
	text, ok := j.value.(string)
	j.check(!ok || matches(pattern, text), "pattern", "must match "+strconv.Quote(pattern))
}

// matches reports whether a text matches a pattern somewhere.
func matches(pattern, text string) bool {
	compiled, ok := patterns.Load(pattern)
	if !ok {
		compiled, _ = patterns.LoadOrStore(pattern, regexp.MustCompile(pattern))
	}
	return compiled.(*regexp.Regexp).MatchString(text)
}

// compare compares the value with a number, where it is one itself.
func (j *judge) compare(number string) (order int, ok bool) {
	n, ok := j.value.(json.Number)
	if !ok {
		return 0, false
	}
	return digitsOf(n.String()).compare(digitsOf(number)), true
}

func (j *judge) minimum(bound string) {
	order, ok := j.compare(bound)
	j.check(!ok || order >= 0, "minimum", "must be at least "+bound)
}

func (j *judge) maximum(bound string) {
	order, ok := j.compare(bound)
	j.check(!ok || order <= 0, "maximum", "must be at most "+bound)
}

func (j *judge) exclusiveMinimum(bound string) {
	order, ok := j.compare(bound)
	j.check(!ok || order > 0, "exclusiveMinimum", "must be more than "+bound)
}

func (j *judge) exclusiveMaximum(bound string) {
	order, ok := j.compare(bound)
	j.check(!ok || order < 0, "exclusiveMaximum", "must be less than "+bound)
}

func (j *judge) multipleOf(factor string) {
	n, ok := j.value.(json.Number)
	j.check(!ok || digitsOf(n.String()).isMultiple(digitsOf(factor)), "multipleOf", "must be a multiple of "+factor)
}
