package templates

import (
	"regexp"
	"strconv"
	"sync"
)

// patterns are the regular expressions used so far, by their text.
var patterns sync.Map

// pattern judges whether a string matches somewhere.
func (w *walker) pattern(text string) *walker {
	if w.outcome != judged {
		return w
	}
	compiled, ok := patterns.Load(text)
	if !ok {
		compiled, _ = patterns.LoadOrStore(text, regexp.MustCompile(text))
	}
	if !compiled.(*regexp.Regexp).MatchString(w.text) {
		w.broken("pattern", "must match "+strconv.Quote(text))
	}
	return w
}
