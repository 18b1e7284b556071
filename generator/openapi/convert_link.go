package openapi

import (
	"strings"

	"example.com/burin/generator/links"
	"example.com/burin/generator/model"
)

// linked is an answer that has links.
type linked struct {
	node      *node
	operation *model.Operation
	response  *model.Response
}

// links converts the Link Objects of answers, once all operations are known.
func (c *converter) links() {
	for _, l := range c.linked {
		good := l.response == l.operation.Success
		for _, r := range l.operation.Successes {
			good = good || r == l.response
		}
		for _, member := range l.node.fields() {
			if member.cut || strings.HasPrefix(member.key, "x-") {
				continue
			}
			if !good || l.operation.Called != "" {
				c.note(member, "a link of such an answer is not in the output")
			} else {
				c.link(l, member)
			}
		}
	}
}

// link converts a Link Object. One whose arguments have no types that fit is noted.
func (c *converter) link(l linked, member *node) {
	n := c.referred(member)
	if n == nil {
		return
	}
	c.fields(n)
	if server := n.get("server"); server != nil {
		c.note(server, "the requests go where all of the operation go: WithServer gives another address")
	}
	f := &model.Follow{Pos: member.place(), Name: member.key, Doc: c.doc(n)}
	if f.Method, f.Path = c.linkTarget(n); f.Method == "" {
		c.note(member, "the link is not in the output: what it leads to is no operation of this file")
		return
	}
	to := links.Find(c.api, f)
	for _, value := range n.get("parameters").fields() {
		v := &model.FollowValue{Pos: value.pos, Name: value.key}
		if in, name, found := strings.Cut(value.key, "."); found && (in == "path" || in == "query" || in == "header" || in == "cookie") {
			v.In, v.Name = in, name
		}
		c.linkValue(v, value, to)
		f.Values = append(f.Values, v)
	}
	if body := n.get("requestBody"); body != nil {
		v := &model.FollowValue{Pos: body.pos, In: "body", Name: "requestBody"}
		c.linkValue(v, body, nil)
		f.Values = append(f.Values, v)
	}
	if _, err := links.Resolve(c.api, l.operation, l.response, f); err != nil {
		c.note(member, "the link is not in the output: "+err.Error())
		return
	}
	l.response.Follows = append(l.response.Follows, f)
}

// linkTarget is the method and the path of what a link leads to; "" where that is
// not in this file.
func (c *converter) linkTarget(n *node) (method, path string) {
	var target *node
	if id, given := n.string("operationId"); given {
		target = c.lint.operations[id]
	} else if ref, given := n.string("operationRef"); given && strings.HasPrefix(ref, "#/") {
		target = c.lib.root
		for token := range strings.SplitSeq(ref[2:], "/") {
			target = target.get(strings.NewReplacer("~1", "/", "~0", "~", "%7B", "{", "%7D", "}").Replace(token))
		}
	}
	for target != nil && (target.def == nil || target.def.name != "Operation") {
		target = target.parent
	}
	if target == nil {
		return "", ""
	}
	return strings.ToUpper(target.key), target.parent.key
}

// linkValue reads an expression, or a constant for a parameter of to.
func (c *converter) linkValue(v *model.FollowValue, n *node, to *model.Operation) {
	if n.kind == text && strings.HasPrefix(n.text, "$") {
		v.Expression = n.text
		return
	}
	if n.kind == text && len(n.text) > 2 && strings.HasPrefix(n.text, "{$") && strings.Index(n.text, "}") == len(n.text)-1 {
		v.Expression = n.text[1 : len(n.text)-1]
		return
	}
	if n.kind == text && strings.Contains(n.text, "{$") || to == nil {
		return
	}
	if p := links.Parameter(to, v.In, v.Name); p != nil && p.Schema != nil {
		v.Literal = c.fitting(p.Schema, n)
	}
}
