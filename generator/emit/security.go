package emit

import (
	"slices"
	"strings"

	"github.com/dave/jennifer/jen"

	"example.com/burin/generator/model"
)

// hasSchemes is whether any security scheme is more than a bearer token, which
// needs less code than others do.
func (e *emitter) hasSchemes() bool {
	return slices.ContainsFunc(e.api.Security, func(s *model.SecurityScheme) bool { return s.Type != "oauth2" && s.Type != "bearer" })
}

// schemes writes the security schemes: what they are, what a client shows for
// each, and how a server is asked about what it is shown.
func (e *emitter) schemes(f *jen.File) {
	f.Comment("securitySchemes are the security schemes of the description.")
	f.Var().Id("securitySchemes").Op("=").Index().Id("securityScheme").CustomFunc(jen.Options{Open: "{", Close: "}", Separator: ",", Multi: true}, func(g *jen.Group) {
		for _, s := range e.api.Security {
			g.Values(jen.Lit(s.Name), jen.Lit(s.Type), jen.Lit(s.In), jen.Lit(s.Key))
		}
	}).Line()
	if e.options.Server {
		f.Add(commentOf("WithAuthenticator has authenticate decide about each credential that a request shows. One alternative of " +
			"those that an operation asks for is enough. Without it, operations that ask for authorization are refused.").
			Func().Id("WithAuthenticator").Params(jen.Id("authenticate").Id("Authenticator")).Id("HandlerOption").
			Block(jen.Return(jen.Id("WithAuthorizer").Call(jen.Id("authorizeBy").Call(jen.Id("authenticate")))))).Line()
	}
	if !e.options.Client {
		return
	}
	f.Func().Id("showCredentials").Params(jen.Id("c").Op("*").Id("Client"), jen.Id("q").Id("request"), jen.Id("r").Op("*").Qual("net/http", "Request")).Error().
		Block(jen.Return(jen.Id("showSchemes").Call(jen.Id("c"), jen.Id("q"), jen.Id("r")))).Line()
	if keys, any := e.headerKeys(); any {
		f.Func().Id("sender").Params(jen.Id("c").Op("*").Id("Client")).Op("*").Qual("net/http", "Client").
			Block(jen.Return(jen.Id("c").Dot("guarded").Call(keys...))).Line()
	}
	for _, s := range e.api.Security {
		if s.Type != "mutualTLS" {
			f.Add(e.schemeOption(s))
		}
	}
}

// headerKeys lists the headers that hold API keys, and says whether such stand in
// headers or in queries.
func (e *emitter) headerKeys() (names []jen.Code, any bool) {
	for _, s := range e.api.Security {
		if s.Type == "apiKey" && s.In == "header" {
			names = append(names, jen.Lit(s.Key))
		}
		any = any || s.Type == "apiKey" && s.In != "cookie"
	}
	return names, any
}

// schemeOption writes the option by which a client is told what to show.
func (e *emitter) schemeOption(s *model.SecurityScheme) *jen.Statement {
	name := e.names.SchemeOption(s)
	parts := []string{name + " has requests show " + schemeText(s) + " (the scheme " + s.Name + ")."}
	for _, text := range []string{s.Doc.Description, flowText(s)} {
		if text != "" {
			parts = append(parts, text)
		}
	}
	parameters, source := jen.Id("source").Id("TokenSource"), jen.Id("source")
	if s.Type == "basic" {
		parameters = jen.List(jen.Id("user"), jen.Id("password").String())
		source = jen.Id("StaticToken").Call(jen.Id("user").Op("+").Lit(":").Op("+").Id("password"))
	}
	return commentOf(strings.Join(parts, "\n\n")).Func().Id(name).Params(parameters).Id("ClientOption").
		Block(jen.Return(jen.Id("withSource").Call(jen.Lit(s.Name), source))).Line()
}

// schemeText says what a client shows.
func schemeText(s *model.SecurityScheme) string {
	switch s.Type {
	case "basic":
		return "a user and a password (RFC 7617)"
	case "apiKey":
		return "a key: the " + s.In + " parameter " + s.Key
	case "http":
		return "what source gives, as the HTTP authentication scheme " + s.Key + " has it"
	case "openIdConnect":
		return "a token of the provider at " + s.URL
	}
	return "a bearer token (RFC 6750)"
}

// flowText says where a token comes from.
func flowText(s *model.SecurityScheme) string {
	var lines []string
	for _, flow := range s.Flows {
		line := "- " + flow.Name
		if flow.AuthorizationURL != "" {
			line += ", authorized at " + flow.AuthorizationURL
		}
		if flow.TokenURL != "" {
			line += ", tokens from " + flow.TokenURL
		}
		lines = append(lines, line)
	}
	if len(lines) == 0 {
		return ""
	}
	return "Tokens are given by the flows\n" + strings.Join(lines, "\n")
}

// alternatives writes which schemes an operation asks for.
func alternatives(o *model.Operation) *jen.Statement {
	return jen.Index().Index().String().ValuesFunc(func(g *jen.Group) {
		for _, requirement := range o.Security {
			g.ValuesFunc(func(g *jen.Group) {
				for _, scheme := range requirement.Schemes {
					g.Lit(scheme.Scheme.Name)
				}
			})
		}
	})
}
