package templates

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// Rules follow a property in a walk method and judge the value it has, if it
// has one. Each returns the walker, so that the next can follow.

// minLength asks for at least n Unicode code points.
func (w *walker) minLength(n int) *walker {
	if w.outcome == judged && len(w.text) < n*utf8.UTFMax && utf8.RuneCountInString(w.text) < n {
		w.broken("minLength", "must have at least "+count(n, "character"))
	}
	return w
}

// maxLength asks for at most n Unicode code points.
func (w *walker) maxLength(n int) *walker {
	if w.outcome == judged && len(w.text) > n && utf8.RuneCountInString(w.text) > n {
		w.broken("maxLength", "must have at most "+count(n, "character"))
	}
	return w
}

// oneOf asks for one of some words.
func (w *walker) oneOf(words ...string) *walker {
	if w.outcome != judged {
		return w
	}
	for _, word := range words {
		if w.text == word {
			return w
		}
	}
	w.broken("enum", "must be "+strings.Join(words, " or ")+", not "+strconv.Quote(w.text))
	return w
}

// minimum asks for a whole number of at least n.
func (w *walker) minimum(n int64) *walker {
	if w.outcome == judged && w.integer < n {
		w.broken("minimum", "must be at least "+strconv.FormatInt(n, 10))
	}
	return w
}

// maximum asks for a whole number of at most n.
func (w *walker) maximum(n int64) *walker {
	if w.outcome == judged && w.integer > n {
		w.broken("maximum", "must be at most "+strconv.FormatInt(n, 10))
	}
	return w
}

// minItems asks for at least n elements.
func (w *walker) minItems(n int) *walker {
	if w.outcome == judged && w.length < n {
		w.broken("minItems", "must have at least "+count(n, "element"))
	}
	return w
}

// maxItems asks for at most n elements.
func (w *walker) maxItems(n int) *walker {
	if w.outcome == judged && w.length > n {
		w.broken("maxItems", "must have at most "+count(n, "element"))
	}
	return w
}

func count(n int, what string) string {
	if n != 1 {
		what += "s"
	}
	return strconv.Itoa(n) + " " + what
}
