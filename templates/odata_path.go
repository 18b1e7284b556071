package templates

import (
	"net/url"
	"slices"
	"strings"
)

// odataPath is what is left of a request's path, with what stands in parentheses
// as a segment of its own, which begins with an open one (OData URL 4.01, section
// 2: segments are decoded once they are apart).
func (c *call) odataPath() path {
	var out strings.Builder
	for segment := range strings.SplitSeq(strings.TrimPrefix(c.r.URL.EscapedPath(), "/"), "/") {
		text, err := url.PathUnescape(segment)
		name, rest, _ := strings.Cut(text, "(")
		groups := parenthesized("(" + rest)
		if out.WriteByte('/'); err != nil || groups == nil || name == "" {
			out.WriteString(strings.ReplaceAll(segment, "(", "%28"))
			continue
		}
		out.WriteString(url.PathEscape(name))
		for _, inside := range groups {
			out.WriteString("/(" + url.PathEscape(inside))
		}
	}
	return path(out.String())
}

// parenthesized takes a text that is nothing but parentheses apart, since a key
// may follow the arguments of a function; nil where it is another. What stands in
// quotes is no end of any, and where quotes are not closed there is one pair.
func parenthesized(text string) (groups []string) {
	quote, start, depth := byte(0), 0, 0
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case quote == '"' && c == '\\':
			i++
		case quote == c:
			quote = 0
		case quote != 0:
		case c == '\'' || c == '"':
			quote = c
		case c == '(':
			if depth++; depth == 1 {
				start = i + 1
			}
		case c == ')':
			if depth--; depth == 0 {
				groups = append(groups, text[start:i])
			}
		}
		if depth == 0 && text[i] != ')' {
			return nil
		}
	}
	if depth != 0 {
		inside, closed := strings.CutSuffix(text[1:], ")")
		if !closed {
			return nil
		}
		return []string{inside}
	}
	return groups
}

// parentheses passes over what stands in parentheses.
func (p *path) parentheses() (inside string, found bool) {
	rest, found := strings.CutPrefix(string(*p), "/(")
	if !found {
		return "", false
	}
	inside, _, _ = strings.Cut(rest, "/")
	*p = path(rest[len(inside):])
	inside, err := url.PathUnescape(inside)
	return inside, err == nil
}

// key passes over a key in parentheses (OData URL 4.01, section 4.3.1).
func (p *path) key(c *call, values []string, names ...string) bool {
	inside, found := p.parentheses()
	if name, _, named := strings.Cut(inside, "="); len(names) == 1 && inside != "" && (!named || strings.Contains(name, "'")) {
		values[0] = "(" + c.unalias(inside)
		return found
	}
	return found && c.arguments(inside, values, names)
}

// keyByName passes over a key that is never its value alone, since it is an
// alternate one (OData Protocol 4.01, section 4.2).
func (p *path) keyByName(c *call, values []string, names ...string) bool {
	inside, found := p.parentheses()
	return found && c.arguments(inside, values, names)
}

// keyOrSegments passes over a key, which may stand between slashes too (section
// 4.3.6).
func (p *path) keyOrSegments(c *call, values []string, names ...string) bool {
	if strings.HasPrefix(string(*p), "/(") {
		return p.key(c, values, names...)
	}
	for i := range values {
		if !p.parameter(&values[i]) {
			return false
		}
	}
	return true
}

// bound passes over the name of an action, which may stand without its namespace.
func (p *path) bound(name string) bool {
	return p.literal("/"+name) || p.literal("/"+name[strings.LastIndexByte(name, '.')+1:])
}

// function passes over a call of a function (section 4.5). The names are those
// of its parameters; one that may be left out ends in a question mark.
func (p *path) function(c *call, values []string, name string, names ...string) bool {
	if !p.bound(name) {
		return false
	}
	inside, _ := p.parentheses()
	return c.arguments(inside, values, names)
}

// arguments takes name=value,... apart, and reports whether it has what it needs
// and nothing else. A value that is found stands behind an open parenthesis.
func (c *call) arguments(text string, values, names []string) bool {
	clear(values)
	for _, part := range splitArguments(text) {
		name, literal, _ := strings.Cut(part, "=")
		i := slices.IndexFunc(names, func(known string) bool { return strings.TrimSuffix(known, "?") == name })
		if i < 0 || literal == "" || values[i] != "" {
			return false
		}
		values[i] = "(" + c.unalias(literal)
	}
	for i, name := range names {
		if values[i] == "" && !strings.HasSuffix(name, "?") {
			return false
		}
	}
	return true
}

// unalias is the value that the query gives an alias, null where it gives none
// (OData Protocol 4.01, section 11.5.4.1.2).
func (c *call) unalias(literal string) string {
	if !strings.HasPrefix(literal, "@") {
		return literal
	}
	values, _ := url.ParseQuery(c.r.URL.RawQuery)
	if texts := values[literal]; len(texts) > 0 && texts[0] != "" {
		return texts[0]
	}
	return "null"
}

// splitArguments splits a text at the commas that are in no string, array or object.
func splitArguments(text string) (parts []string) {
	quote, depth, start := byte(0), 0, 0
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case quote == '"' && c == '\\':
			i++
		case quote == c:
			quote = 0
		case quote != 0:
		case c == '\'' || c == '"':
			quote = c
		case c == '{' || c == '[':
			depth++
		case c == '}' || c == ']':
			depth--
		case c == ',' && depth == 0:
			parts, start = append(parts, text[start:i]), i+1
		}
	}
	if text == "" {
		return nil
	}
	return append(parts, text[start:])
}

// argument reads a key or an argument of a function, which as a literal stands in
// quotes or does not, as its type has it (OData URL 4.01, section 5.1.1.14).
func argument[T any](c *call, name, value string, p *T, quoted bool, as func(*walker, *T)) *walker {
	literal, isLiteral := strings.CutPrefix(value, "(")
	if !isLiteral {
		return pathValue(c, name, value, p, as)
	}
	w := c.parameters()
	text, inQuotes := unquoteLiteral(literal)
	if inQuotes == quoted {
		readValue(w, name, text, p, as)
		return w
	}
	w.outcome, w.name = unjudged, name
	if quoted {
		w.noteAt(name, -1, "syntax", "must stand in single quotes")
	} else {
		w.noteAt(name, -1, "syntax", "must not stand in quotes")
	}
	return w
}

// unquoteLiteral is the text of a literal in quotes, in which quotes are doubled. Before
// them may stand the name of its type.
func unquoteLiteral(literal string) (text string, quoted bool) {
	kind, inside, _ := strings.Cut(literal, "'")
	inside, closed := strings.CutSuffix(inside, "'")
	if !closed || strings.ContainsAny(kind, "\"{[") || strings.Count(inside, "'") != 2*strings.Count(inside, "''") {
		return literal, false
	}
	return strings.ReplaceAll(inside, "''", "'"), true
}

// optArgument is argument where that may be left out, or be null.
func optArgument[T any](c *call, name, value string, p *Opt[T], quoted bool, as func(*walker, *T)) *walker {
	if c.missing(name, value, &p.state) {
		return c.walker
	}
	return argument(c, name, value, &p.value, quoted, as)
}

// missing reports whether there is no value, and why.
func (c *call) missing(name, value string, state *state) bool {
	w := c.parameters()
	w.outcome, w.name = unjudged, name
	switch value {
	case "":
		*state = absent
	case "(null":
		*state = null
	default:
		*state = present
	}
	return *state != present
}

// document reads an argument that is an object or an array, as JSON.
func document[T any](c *call, name, value string, p *T, as func(*walker, *T)) *walker {
	w := c.parameters()
	w.outcome, w.name = judged, name
	value = strings.TrimPrefix(value, "(")
	if text, quoted := unquoteLiteral(value); quoted { // of any type
		value = jsonText(text, asString)
	}
	w.adopt(name, decodeValue(newServerWalker(reading), []byte(value), p, as))
	return w
}

// optDocument is document where that may be left out, or be null.
func optDocument[T any](c *call, name, value string, p *Opt[T], as func(*walker, *T)) *walker {
	if c.missing(name, value, &p.state) {
		return c.walker
	}
	return document(c, name, value, &p.value, as)
}
