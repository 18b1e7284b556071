package templates

import "strings"

// parts passes over one segment that has parameters between literals, a literal
// first and last. None of the parameters is empty. A parameter ends where the
// literal after it begins first; the last ends with the segment.
func (p *path) parts(values []string, literals ...string) bool {
	rest := string(*p)
	if len(rest) < 2 || rest[0] != '/' {
		return false
	}
	segment, _, _ := strings.Cut(rest[1:], "/")
	*p = path(rest[1+len(segment):])
	last := len(literals) - 1
	segment, begins := strings.CutPrefix(segment, literals[0])
	segment, ends := strings.CutSuffix(segment, literals[last])
	if !begins || !ends {
		return false
	}
	for i := range values {
		if values[i] = segment; i < last-1 {
			var found bool
			if values[i], segment, found = strings.Cut(segment, literals[i+1]); !found {
				return false
			}
		}
		if values[i] == "" {
			return false
		}
	}
	return true
}
