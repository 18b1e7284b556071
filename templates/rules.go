package templates

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Rules follow a property in a walk method and judge the value it has, if it
// has one. Lengths count Unicode code points.

func (w *walker) minLength(n int64) *walker {
	ok := w.outcome != judged || int64(len(w.text)) >= n*utf8.UTFMax || int64(utf8.RuneCountInString(w.text)) >= n
	return w.rule(ok, "minLength", "must have at least ", n, " characters")
}

func (w *walker) maxLength(n int64) *walker {
	ok := w.outcome != judged || int64(len(w.text)) <= n || int64(utf8.RuneCountInString(w.text)) <= n
	return w.rule(ok, "maxLength", "must have at most ", n, " characters")
}

func (w *walker) minimum(n int64) *walker {
	return w.rule(w.integer >= n, "minimum", "must be at least ", n, "")
}

func (w *walker) maximum(n int64) *walker {
	return w.rule(w.integer <= n, "maximum", "must be at most ", n, "")
}

func (w *walker) minItems(n int64) *walker {
	return w.rule(int64(w.length) >= n, "minItems", "must have at least ", n, " elements")
}

func (w *walker) maxItems(n int64) *walker {
	return w.rule(int64(w.length) <= n, "maxItems", "must have at most ", n, " elements")
}

func (w *walker) rule(ok bool, rule, must string, n int64, what string) *walker {
	if !ok && w.outcome == judged {
		if n == 1 {
			what = strings.Replace(strings.TrimSuffix(what, "s"), "digits", "digit", 1)
		}
		w.broken(rule, must+strconv.FormatInt(n, 10)+what)
	}
	return w
}

func (w *walker) oneOf(words ...string) *walker {
	if w.outcome == judged && !slices.Contains(words, w.text) {
		w.broken("enum", "must be "+strings.Join(words, " or ")+", not "+strconv.Quote(w.text))
	}
	return w
}
