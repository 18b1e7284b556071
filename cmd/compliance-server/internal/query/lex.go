package query

import "strings"

// token is a part of an expression that the grammar does not divide further.
type token struct {
	kind   kind
	text   string // a word as it stands; a string without quotes; what is wrong with a bad token
	prefix string // the word that stands right before a string: the type of an enum literal
	offset int
}

type kind int

const (
	end    kind = iota
	word        // a name, an operator, a number, a date: what runs up to a delimiter
	quoted      // a string in single quotes, a quote in it doubled (OData ABNF, stringLiteral)
	open
	closing
	comma
	bad
)

// is reports whether t is an operator. Operators are told apart without regard
// to case (OData URL Conventions 4.01, section 5.1.1.1).
func (t token) is(operator string) bool {
	return t.kind == word && strings.EqualFold(t.text, operator)
}

// lexer cuts a text into tokens.
type lexer struct {
	text string
	pos  int
}

const delimiters = " \t(),'"

func (l *lexer) next() token {
	for l.pos < len(l.text) && (l.text[l.pos] == ' ' || l.text[l.pos] == '\t') {
		l.pos++
	}
	t := token{offset: l.pos}
	if l.pos == len(l.text) {
		return t
	}
	if kind, ok := map[byte]kind{'(': open, ')': closing, ',': comma}[l.text[l.pos]]; ok {
		t.kind, t.text = kind, l.text[l.pos:l.pos+1]
		l.pos++
		return t
	}
	length := strings.IndexAny(l.text[l.pos:], delimiters)
	if length < 0 {
		length = len(l.text) - l.pos
	}
	t.kind, t.text = word, l.text[l.pos:l.pos+length]
	l.pos += length
	if l.pos < len(l.text) && l.text[l.pos] == '\'' {
		l.quoted(&t)
	}
	return t
}

// quoted reads the string that follows t, which becomes its prefix.
func (l *lexer) quoted(t *token) {
	t.kind, t.prefix = quoted, t.text
	var text strings.Builder
	for rest := l.text[l.pos+1:]; ; {
		before, after, found := strings.Cut(rest, "'")
		text.WriteString(before)
		if !found {
			t.kind, t.text, l.pos = bad, "the string that begins here has no end: close it with a single quote", len(l.text)
			return
		}
		if !strings.HasPrefix(after, "'") {
			t.text, l.pos = text.String(), len(l.text)-len(after)
			return
		}
		text.WriteByte('\'')
		rest = after[1:]
	}
}
