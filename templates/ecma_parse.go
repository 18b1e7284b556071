package templates

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// term is a part of a pattern (ECMA-262, section 22.2.1).
type term struct {
	kind        termKind
	of          []*term         // the parts of a sequence or a choice, else what is inside
	in          func(rune) bool // of one
	group       int             // of a group or a reference to one
	name        string          // of a reference by name
	least, most int             // of a repetition; most is -1 where it has no end
	first, last int             // of a repetition: the groups in it
	lazy        bool
	not, behind bool // of an assertion
}

type termKind uint8

const (
	termSequence termKind = iota
	termChoice
	termOne // character of a set
	termGroup
	termReference
	termRepetition
	termAround // what is ahead or behind
	termStart
	termEnd
	termEdge
)

// patternParser reads a pattern. Where it is not strict it takes what annex B.1.2
// does, which patterns of real descriptions have: braces and brackets by
// themselves, and any character after a backslash.
type patternParser struct {
	rest       string
	strict     bool
	fault      string
	groups     int
	depth      int
	names      map[string]int
	references []*term
}

func parserOf(pattern string, strict bool) *patternParser {
	return &patternParser{rest: pattern, strict: strict, names: map[string]int{}}
}

// fail notes the first fault, and leaves nothing to read.
func (p *patternParser) fail(fault string) {
	if p.fault == "" {
		p.fault = fault
	}
	p.rest = ""
}

func (p *patternParser) take(prefix string) bool {
	rest, found := strings.CutPrefix(p.rest, prefix)
	p.rest = rest
	return found
}

// next takes one character.
func (p *patternParser) next() rune {
	r, size := utf8.DecodeRuneInString(p.rest)
	p.rest = p.rest[size:]
	return r
}

func (p *patternParser) parse() *term {
	whole := p.choice()
	if p.rest != "" {
		p.fail("it has a ) without a (")
	}
	for _, r := range p.references {
		if r.name != "" {
			r.group = p.names[r.name]
		}
		if r.group < 1 || r.group > p.groups {
			p.fail("it refers to a group that it does not have")
		}
	}
	return whole
}

func (p *patternParser) choice() *term {
	if p.depth++; p.depth > 250 {
		p.fail("it nests too deep")
	}
	t := &term{kind: termChoice, of: []*term{p.sequence()}}
	for p.take("|") {
		t.of = append(t.of, p.sequence())
	}
	if p.depth--; len(t.of) == 1 {
		return t.of[0]
	}
	return t
}

func (p *patternParser) sequence() *term {
	t := &term{kind: termSequence}
	for p.rest != "" && p.rest[0] != '|' && p.rest[0] != ')' {
		t.of = append(t.of, p.repeated())
	}
	return t
}

// repeated is an atom or an assertion with its quantifier.
func (p *patternParser) repeated() *term {
	before := p.groups
	t := p.atom()
	least, most, ok := p.quantifier()
	if !ok {
		return t
	}
	if most >= 0 && least > most {
		p.fail("it repeats something at least " + strconv.Itoa(least) + " and at most " + strconv.Itoa(most) + " times")
	}
	if t.kind >= termAround && (p.strict || t.kind > termAround) {
		p.fail("it repeats what is no character")
	}
	return &term{kind: termRepetition, of: []*term{t}, least: least, most: most, lazy: p.take("?"), first: before + 1, last: p.groups}
}

// quantifier is Quantifier of section 22.2.1.
func (p *patternParser) quantifier() (least, most int, ok bool) {
	switch {
	case p.take("*"):
		return 0, -1, true
	case p.take("+"):
		return 1, -1, true
	case p.take("?"):
		return 0, 1, true
	}
	inside, rest, closed := strings.Cut(p.rest, "}")
	inside, opened := strings.CutPrefix(inside, "{")
	from, to, ranged := strings.Cut(inside, ",")
	if !closed || !opened || from == "" || strings.Trim(from+to, "0123456789") != "" {
		return 0, 0, false
	}
	least, _ = strconv.Atoi(from) // beyond int it is the greatest
	switch most = least; {
	case ranged && to == "":
		most = -1
	case ranged:
		most, _ = strconv.Atoi(to)
	}
	p.rest = rest
	return least, most, true
}

func (p *patternParser) atom() *term {
	if _, _, repeats := p.quantifier(); repeats {
		p.fail("it repeats nothing")
		return &term{}
	}
	switch r := p.next(); r {
	case '(':
		return p.group()
	case '[':
		return &term{kind: termOne, in: p.class()}
	case '.':
		return &term{kind: termOne, in: func(r rune) bool { return !isLineEnd(r) }}
	case '^':
		return &term{kind: termStart}
	case '$':
		return &term{kind: termEnd}
	case '\\':
		return p.escape()
	default:
		if p.strict && strings.ContainsRune("{}]", r) {
			p.fail("it has a " + string(r) + " by itself")
		}
		return &term{kind: termOne, in: only(r)}
	}
}

// group is what begins with a parenthesis.
func (p *patternParser) group() *term {
	t := &term{kind: termGroup}
	switch {
	case p.take("?:"):
		t.kind = termSequence
	case p.take("?="):
		t.kind = termAround
	case p.take("?!"):
		t.kind, t.not = termAround, true
	case p.take("?<="):
		t.kind, t.behind = termAround, true
	case p.take("?<!"):
		t.kind, t.not, t.behind = termAround, true, true
	default:
		p.groups++
		t.group = p.groups
		if p.take("?<") {
			p.named(t.group)
		} else if p.take("?") {
			p.fail("it has a group that ECMA-262 does not know")
		}
	}
	t.of = []*term{p.choice()}
	if !p.take(")") {
		p.fail("it has a ( without a )")
	}
	return t
}

// named reads the name of a group.
func (p *patternParser) named(n int) {
	name, rest, found := strings.Cut(p.rest, ">")
	if p.rest = rest; !found || name == "" || p.names[name] != 0 {
		p.fail("it has a group without a name of its own")
		return
	}
	p.names[name] = n
}

// escape is what begins with a backslash, outside of brackets.
func (p *patternParser) escape() *term {
	switch {
	case p.take("b"):
		return &term{kind: termEdge}
	case p.take("B"):
		return &term{kind: termEdge, not: true}
	case p.take("k<"):
		name, rest, _ := strings.Cut(p.rest, ">")
		p.rest = rest
		return p.reference(&term{kind: termReference, name: name})
	case p.rest != "" && p.rest[0] >= '1' && p.rest[0] <= '9':
		digits := len(p.rest) - len(strings.TrimLeft(p.rest, "0123456789"))
		n, _ := strconv.Atoi(p.rest[:digits]) // beyond int it is the greatest
		p.rest = p.rest[digits:]
		return p.reference(&term{kind: termReference, group: n})
	}
	in, _ := p.characters()
	return &term{kind: termOne, in: in}
}

func (p *patternParser) reference(t *term) *term {
	p.references = append(p.references, t)
	return t
}
