package emit

import (
	"math"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/dave/jennifer/jen"

	"example.com/burin/generator/model"
)

// segmentNode is where a path stands after some segments: the operations that
// end there and what may follow.
type segmentNode struct {
	literal    string   // the segments that lead here; "" is a parameter
	pieces     []string // of a segment of several parts: the literals around its parameters
	special    []string // of a segment that only OData has: how it is matched
	operations []*model.Operation
	children   []*segmentNode
}

// route writes the method that finds the operation of a request, segment by
// segment: literals before parameters, as OpenAPI asks (3.0.3, Paths Object).
func (e *emitter) route() *jen.Statement {
	root, most := &segmentNode{}, 0
	for _, o := range e.served() {
		root.insert(o)
		most = max(most, len(pathParameters(o)))
	}
	root.join()
	return jen.Comment("route finds the operation for a request and runs it.").Line().
		Func().Params(jen.Id("h").Op("*").Id("handler")).Id("route").Params(jen.Id("c").Op("*").Id("call")).
		BlockFunc(func(g *jen.Group) {
			if most > 0 {
				g.Var().Id("value").Index(jen.Lit(most)).String()
			}
			path := "path"
			if e.api.Service != nil {
				path = "odataPath"
			}
			g.Id("p").Op(":=").Id("c").Dot(path).Call()
			if e.api.Service != nil && e.api.Service.Batch {
				g.If(jen.Id("p").Dot("isBatch").Call()).Block(jen.Id("c").Dot("serveBatch").Call(jen.Id("h")), jen.Return())
			}
			e.routeChildren(g, root, "p", 0)
			g.Id("c").Dot("notFound").Call()
		}).Line()
}

func (n *segmentNode) insert(o *model.Operation) {
	for _, segment := range o.Path {
		next := &segmentNode{special: special(segment)}
		if next.special != nil {
			segment.Literal = ""
		} else if segment.Parts != nil {
			for i := 0; i < len(segment.Parts); i += 2 {
				next.pieces = append(next.pieces, escapedLiteral(segment.Parts[i].Literal))
			}
		} else if segment.Param == nil {
			next.literal = "/" + escapedLiteral(segment.Literal)
		}
		same := func(c *segmentNode) bool {
			return c.literal == next.literal && slices.Equal(c.pieces, next.pieces) && slices.Equal(c.special, next.special)
		}
		i := slices.IndexFunc(n.children, same)
		if i < 0 {
			i = len(n.children)
			n.children = append(n.children, next)
		}
		n = n.children[i]
	}
	n.operations = append(n.operations, o)
}

// join makes one node of literals that follow one another, and puts parameters
// behind literals.
func (n *segmentNode) join() {
	for len(n.children) == 1 && len(n.operations) == 0 && n.literal != "" && n.children[0].literal != "" {
		child := n.children[0]
		n.literal += child.literal
		n.operations, n.children = child.operations, child.children
	}
	slices.SortStableFunc(n.children, func(a, b *segmentNode) int { return b.firmness() - a.firmness() })
	for _, child := range n.children {
		child.join()
	}
}

// firmness is how much of a segment the description says: of two that match, the
// firmer one is meant.
func (n *segmentNode) firmness() int {
	switch {
	case n.literal != "", n.special != nil && !isKey(n.special):
		return math.MaxInt
	case n.pieces != nil:
		return len(strings.Join(n.pieces, "")) + 1
	}
	return 0
}

// pieces are the literals and parameters of a segment.
func pieces(segment model.Segment) []model.Segment {
	if segment.Parts != nil {
		return segment.Parts
	}
	return []model.Segment{segment}
}

// escapedLiteral writes a part of a path as requests have it.
func escapedLiteral(literal string) string {
	if unescaped, err := url.PathUnescape(literal); err == nil && unescaped != literal {
		return literal // escaped by the description
	}
	return (&url.URL{Path: "/" + literal}).EscapedPath()[1:]
}

// routeChildren writes a test for each child of n; the path so far stands in
// the variable called place, with so many parameters taken.
func (e *emitter) routeChildren(g *jen.Group, n *segmentNode, place string, taken int) {
	for i, child := range n.children {
		// The last to be tried may use up the path; the others leave it as it is.
		var copied []jen.Code
		at := place
		if i < len(n.children)-1 {
			at = "p" + strconv.Itoa(depth(place)+1)
			copied = []jen.Code{jen.Id(at).Op(":=").Id(place)}
		}
		match, after := child.match(at, taken)
		for len(child.operations) == 0 && len(child.children) == 1 {
			child = child.children[0]
			var next *jen.Statement
			next, after = child.match(at, after)
			match.Op("&&").Add(next)
		}
		if len(child.children) == 0 {
			match.Op("&&").Id(at).Op("==").Lit("")
			g.If(append(copied, match)...).BlockFunc(func(g *jen.Group) { e.routeEnd(g, child, after) })
			continue
		}
		g.If(append(copied, match)...).BlockFunc(func(g *jen.Group) { e.routeNode(g, child, at, after) })
	}
}

func depth(place string) int {
	d, _ := strconv.Atoi(strings.TrimPrefix(place, "p"))
	return d
}

// match writes the test for a node, and says how many parameters are taken then.
func (n *segmentNode) match(place string, taken int) (*jen.Statement, int) {
	if n.special != nil {
		return n.matchSpecial(place, taken)
	}
	if n.pieces != nil {
		to := taken + len(n.pieces) - 1
		arguments := []jen.Code{jen.Id("value").Index(jen.Lit(taken), jen.Lit(to))}
		for _, piece := range n.pieces {
			arguments = append(arguments, jen.Lit(piece))
		}
		return jen.Id(place).Dot("parts").Call(arguments...), to
	}
	if n.literal == "" {
		return jen.Id(place).Dot("parameter").Call(jen.Op("&").Id("value").Index(jen.Lit(taken))), taken + 1
	}
	return jen.Id(place).Dot("literal").Call(jen.Lit(n.literal)), taken
}

func (e *emitter) routeNode(g *jen.Group, n *segmentNode, place string, taken int) {
	if len(n.operations) > 0 {
		g.If(jen.Id(place).Op("==").Lit("")).BlockFunc(func(g *jen.Group) { e.routeEnd(g, n, taken) })
	}
	e.routeChildren(g, n, place, taken)
}

func (e *emitter) routeEnd(g *jen.Group, n *segmentNode, taken int) {
	e.routeMethods(g, n, taken)
	g.Return()
}

func (e *emitter) routeMethods(g *jen.Group, n *segmentNode, taken int) {
	var allowed []string
	g.Switch(jen.Id("c").Dot("r").Dot("Method")).BlockFunc(func(g *jen.Group) {
		for _, o := range n.operations {
			allowed = append(allowed, o.Method)
			arguments := []jen.Code{jen.Id("c")}
			if taken > 0 {
				arguments = append(arguments, jen.Id("value").Index(jen.Empty(), jen.Empty()))
			}
			g.Case(method(o.Method)).Block(jen.Id("h").Dot(handleName(e, o)).Call(arguments...))
		}
		g.Default().Block(jen.Id("c").Dot("methodNotAllowed").Call(jen.Lit(strings.Join(allowed, ", "))))
	})
}
