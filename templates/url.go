package templates

import (
	"net/url"
	"strings"
)

// isURL judges whether a string is the address of something, complete or not
// (RFC 3986, section 4.1).
func (w *walker) isURL() *walker {
	if _, err := url.Parse(w.text); w.outcome == judged && (err != nil || strings.ContainsFunc(w.text, notInAddress)) {
		w.broken("format", "must be a URL (RFC 3986)")
	}
	return w
}

// notInAddress reports whether a character stands in URLs only escaped.
func notInAddress(r rune) bool { return r <= ' ' || r > '~' || strings.ContainsRune("\"<>\\^`{|}", r) }
