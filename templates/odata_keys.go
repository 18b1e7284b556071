package templates

import (
	"cmp"
	"strings"
)

// keyStyle says where keys stand: in parentheses, /users(1), or between slashes,
// /users/1 (OData URL 4.01, section 4.3.6).
const keyStyle = "parentheses"

// WithKeyAsSegment says whether keys stand between slashes, where the service
// takes them otherwise than its description says.
func WithKeyAsSegment(yes bool) ClientOption {
	return func(c *Client) { c.otherKeys = yes != (keyStyle == "segments") }
}

// key is the entity of a collection that has a key of one property.
//
//go:noinline
func (r *Resource) key(value any) *Resource {
	text, err := keyLiteral(value)
	plain := strings.TrimSuffix(strings.TrimPrefix(text, "'"), "'")
	if (keyStyle == "segments") != r.address.client.otherKeys && !strings.HasPrefix(plain, "$") { // which would be an operator
		return r.segment("/", strings.ReplaceAll(plain, "''", "'"), err)
	}
	return r.segment("", "("+text+")", err)
}

// keys is the entity of a collection that has a key of several properties, or
// that another key than the first identifies: names and values in turn (OData
// URL 4.01, section 4.3.1; OData Protocol 4.01, section 4.2).
//
//go:noinline
func (r *Resource) keys(pairs ...any) *Resource {
	var list []string
	var fault error
	for i := 0; i < len(pairs); i += 2 {
		text, err := keyLiteral(pairs[i+1])
		list = append(list, pairs[i].(string)+"="+text)
		fault = cmp.Or(fault, err)
	}
	return r.segment("", "("+strings.Join(list, ",")+")", fault)
}

// keyLiteral is a key's value as a literal. An empty one would be the address of
// something else.
func keyLiteral(value any) (string, error) {
	text, err := literalOf(value)
	if err == nil && (text == "''" || text == "") {
		err = errEmptyKey
	}
	return text, err
}

// segment is what stands below a resource under a text that is not escaped yet.
func (r *Resource) segment(slash, text string, err error) *Resource {
	below := *r.address
	below.err = cmp.Or(below.err, err)
	escaped := percentEncode(text, safeInPath)
	if text == "." || text == ".." {
		escaped = strings.ReplaceAll(text, ".", "%2E")
	}
	below.path += slash + escaped
	return &Resource{&below}
}
