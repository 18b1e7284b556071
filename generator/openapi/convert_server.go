package openapi

import (
	"slices"
	"strings"

	"example.com/burin/generator/model"
)

// servers converts the Server Objects of the API.
func (c *converter) servers(n *node) {
	for _, item := range n.list() {
		if server := c.server(item); server != nil {
			c.api.Servers = append(c.api.Servers, usualAddress(server))
			if len(server.Variables) > 0 {
				c.api.Addresses = append(c.api.Addresses, server)
			}
		}
	}
}

// server converts a Server Object; nil where it has no address.
func (c *converter) server(n *node) *model.Server {
	c.fields(n)
	url, given := n.string("url")
	if !given {
		return nil
	}
	s := &model.Server{Pos: n.place(), URL: url, Doc: c.doc(n)}
	for _, member := range n.get("variables").fields() {
		c.fields(member)
		v := &model.Variable{Pos: member.place(), Name: member.key, Doc: c.doc(member), Enum: member.get("enum").strings()}
		v.Default, _ = member.string("default")
		if usual := member.get("default"); usual != nil && len(v.Enum) > 0 && !slices.Contains(v.Enum, v.Default) && c.lint.is31 {
			c.fault(usual, "the default of a server variable has to be one of its enum (section 4.8.6.1)")
		}
		s.Variables = append(s.Variables, v)
	}
	return s
}

// usualAddress is the address of a server whose variables are left as they are.
func usualAddress(s *model.Server) string {
	url := s.URL
	for _, v := range s.Variables {
		url = strings.ReplaceAll(url, "{"+v.Name+"}", v.Default)
	}
	return url
}

// ownServer is the address that an operation has for itself: the first of its own
// or of its path's (section 4.7.10.1). Those of which parts may be chosen are
// addresses of the API.
func (c *converter) ownServer(o *model.Operation, operation, path *node) string {
	for _, n := range []*node{operation, path} {
		of := o.ID
		if n == path {
			of = path.key
		}
		first := ""
		for _, item := range n.get("servers").list() {
			server := c.server(item)
			switch {
			case server == nil:
				continue
			case first == "":
				first = usualAddress(server)
			case len(server.Variables) == 0:
				c.note(item, "requests go to the first of these servers: WithServer gives this one in its place")
			}
			if len(server.Variables) > 0 && !c.hosted[item] {
				c.hosted[item] = true
				server.Of, server.Instead = of, first
				c.api.Addresses = append(c.api.Addresses, server)
			}
		}
		if first != "" {
			return first
		}
	}
	return ""
}
