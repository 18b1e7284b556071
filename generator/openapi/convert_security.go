package openapi

import (
	"strings"

	"github.com/getkin/kin-openapi/openapi3"

	"example.com/burin/generator/model"
)

// securityScheme converts a Security Scheme Object.
func (c *converter) securityScheme(member *node, v *openapi3.SecurityScheme) {
	n := c.referred(member)
	c.fields(n)
	s := &model.SecurityScheme{Pos: member.place(), Name: member.key, Doc: c.doc(n)}
	switch {
	case v.Type == "oauth2":
		s.Type = "oauth2"
	case v.Type == "http" && strings.EqualFold(v.Scheme, "bearer"):
		s.Type = "bearer"
	case v.Type == "http" && n.get("scheme") == nil: // reported
	case v.Type == "http":
		c.unsupported(n.get("scheme"), "the HTTP authentication scheme "+quoted(v.Scheme))
	case v.Type != "" && n.get("type") != nil:
		c.unsupported(n.get("type"), "a security scheme of type "+v.Type)
	}
	c.schemes[member.key] = s
	c.api.Security = append(c.api.Security, s)
}

// requirements converts the Security Requirement Objects of an operation. They
// are read from the nodes, since the library keeps no order of schemes.
func (c *converter) requirements(n *node) []model.Requirement {
	var alternatives []model.Requirement
	for _, item := range n.list() {
		var requirement model.Requirement
		for _, member := range item.fields() {
			if scheme := c.schemes[member.key]; scheme != nil {
				requirement.Schemes = append(requirement.Schemes, model.SchemeScopes{Scheme: scheme, Scopes: c.scopesOf(member, scheme)})
			}
		}
		alternatives = append(alternatives, requirement)
	}
	return alternatives
}

// scopesOf lists the scopes asked of a scheme. Another scheme than oauth2 may
// have roles in their place from 3.1 on, which no token is known to carry.
func (c *converter) scopesOf(n *node, scheme *model.SecurityScheme) []string {
	if scheme.Type == "oauth2" {
		return n.strings()
	}
	if len(n.list()) > 0 {
		c.note(n, "the roles of "+quoted(n.key)+" are not checked")
	}
	return nil
}
