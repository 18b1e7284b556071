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
	switch scheme := strings.ToLower(v.Scheme); {
	case v.Type == "http" && (scheme == "bearer" || scheme == "basic"):
		s.Type = scheme
	case v.Type == "http":
		s.Type, s.Key = "http", v.Scheme
	case v.Type == "apiKey":
		s.Type, s.In, s.Key = v.Type, v.In, v.Name
	default:
		s.Type, s.URL = v.Type, v.OpenIdConnectUrl
	}
	for _, flow := range n.get("flows").fields() {
		f := model.Flow{Name: flow.key}
		f.AuthorizationURL, _ = flow.string("authorizationUrl")
		f.TokenURL, _ = flow.string("tokenUrl")
		if !strings.HasPrefix(flow.key, "x-") {
			s.Flows = append(s.Flows, f)
		}
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
	if scheme.Type == "oauth2" || scheme.Type == "openIdConnect" {
		return n.strings()
	}
	if len(n.list()) > 0 {
		c.note(n, "the roles of "+quoted(n.key)+" are not checked")
	}
	return nil
}
