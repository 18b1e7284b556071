package query

import (
	"strings"
	"unicode/utf8"
)

// Expr is a condition: a *Logical, a *Not or a *Comparison.
//
// No condition is ever null. In OData, and, or and not know three values
// (OData URL Conventions 4.01, sections 5.1.1.1.7 to 5.1.1.1.9), but what they
// connect here are eq and ne alone, which give true or false of null too: null
// equals itself, and only itself (sections 5.1.1.1.1 and 5.1.1.1.2).
type Expr interface {
	// String writes the condition in OData's grammar, parentheses where needed.
	String() string
	write(w *writer)
}

// Logical is "left and right", or "left or right".
type Logical struct {
	Or          bool
	Left, Right Expr
}

// Not is "not (operand)".
type Not struct{ Operand Expr }

// Comparison is "property eq value", or "property ne value".
type Comparison struct {
	Property *Property
	Unequal  bool
	Value    any    // nil, string or int64; of an Instant, its key
	Literal  string // the value in OData's grammar
}

// maxDepth bounds how deep parentheses and not nest.
const maxDepth = 50

const known = "this service knows eq, ne, and, or, not and parentheses"

// ParseFilter reads a $filter. A fault is an *Error.
func ParseFilter(text string, entity *Entity) (Expr, error) {
	if !utf8.ValidString(text) {
		return nil, &Error{1, "the filter is not UTF-8"}
	}
	p := &parser{lexer: lexer{text: text}, entity: entity}
	p.advance()
	e, err := p.or()
	if err != nil {
		return nil, err
	}
	if p.token.kind != end {
		return nil, p.unexpected("and, or, or the end")
	}
	return e, nil
}

// parser reads by recursive descent: a method a level of precedence (OData URL
// Conventions 4.01, section 5.1.1.17), the weakest first.
type parser struct {
	lexer
	token  token
	entity *Entity
	depth  int
}

func (p *parser) advance() { p.token = p.next() }

func (p *parser) or() (Expr, error) {
	left, err := p.and()
	for err == nil && p.token.is("or") {
		p.advance()
		var right Expr
		right, err = p.and()
		left = &Logical{true, left, right}
	}
	return left, err
}

func (p *parser) and() (Expr, error) {
	left, err := p.unary()
	for err == nil && p.token.is("and") {
		p.advance()
		var right Expr
		right, err = p.unary()
		left = &Logical{false, left, right}
	}
	return left, err
}

func (p *parser) unary() (Expr, error) {
	at := p.token.offset
	negated := p.token.is("not")
	if !negated && p.token.kind != open {
		return p.comparison()
	}
	if p.depth++; p.depth > maxDepth {
		return nil, fault(p.text, at, "the filter nests deeper than %d: make it flatter", maxDepth)
	}
	defer func() { p.depth-- }()
	p.advance()
	if !negated {
		return p.group()
	}
	at = p.token.offset
	bare := p.token.kind == word && !p.token.is("not")
	operand, err := p.unary()
	if err == nil && bare {
		err = fault(p.text, at, "not binds tighter than eq and ne: put what it negates in parentheses")
	}
	return &Not{operand}, err
}

// group reads what follows an opening parenthesis, and the closing one.
func (p *parser) group() (Expr, error) {
	e, err := p.or()
	if err != nil {
		return nil, err
	}
	if p.token.kind != closing {
		return nil, p.unexpected("and, or, or )")
	}
	p.advance()
	return e, nil
}

func (p *parser) comparison() (Expr, error) {
	name := p.token
	if name.kind != word {
		return nil, p.unexpected("a property, not, or (")
	}
	p.advance()
	if p.token.kind == open && p.token.offset == name.offset+len(name.text) {
		return nil, fault(p.text, name.offset, "the function %s is not supported: %s", name.text, known)
	}
	property := p.entity.property(name.text)
	if property == nil {
		return nil, fault(p.text, name.offset, "%s is not a property of %s", name.text, p.entity.Name)
	}
	unequal := p.token.is("ne")
	if !unequal && !p.token.is("eq") {
		return nil, p.noOperator()
	}
	p.advance()
	literal := p.token
	value, err := p.literal(property)
	if err != nil {
		return nil, err
	}
	p.advance()
	return &Comparison{property, unequal, value, literal.String()}, nil
}

// otherOperators are those of OData that this package does not know.
var otherOperators = strings.Fields("gt ge lt le in has add sub mul div divby mod")

func (p *parser) noOperator() error {
	for _, operator := range otherOperators {
		if p.token.is(operator) {
			return fault(p.text, p.token.offset, "the operator %s is not supported: %s", operator, known)
		}
	}
	return p.unexpected("eq or ne")
}

// unexpected is the error of a token that may not stand where it does.
func (p *parser) unexpected(want string) error {
	switch t := p.token; t.kind {
	case bad:
		return fault(p.text, t.offset, "%s", t.text)
	case end:
		return fault(p.text, t.offset, "the filter ends where %s is expected", want)
	default:
		return fault(p.text, t.offset, "%s stands where %s is expected", t, want)
	}
}

// String writes the token as it may stand in an expression.
func (t token) String() string {
	if t.kind == quoted {
		return t.prefix + "'" + strings.ReplaceAll(t.text, "'", "''") + "'"
	}
	return t.text
}

func (e *Logical) String() string {
	operator := " and "
	if e.Or {
		operator = " or "
	}
	return "(" + e.Left.String() + operator + e.Right.String() + ")"
}

func (e *Not) String() string { return "not (" + e.Operand.String() + ")" }

func (e *Comparison) String() string {
	operator := " eq "
	if e.Unequal {
		operator = " ne "
	}
	return e.Property.Name + operator + e.Literal
}
