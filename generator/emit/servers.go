package emit

import (
	"slices"
	"strings"

	"github.com/dave/jennifer/jen"

	"example.com/burin/generator/model"
)

// hasOwnServers is whether operations have addresses of their own.
func (e *emitter) hasOwnServers() bool {
	return slices.ContainsFunc(e.api.Operations, func(o *model.Operation) bool { return o.Server != "" })
}

// servers writes where the service is: addresses of which parts may be chosen, and
// that operations have their own.
func (e *emitter) servers(f *jen.File) {
	if e.hasOwnServers() {
		f.Func().Id("addressOf").Params(jen.Id("c").Op("*").Id("Client"), jen.Id("q").Id("request")).String().
			Block(jen.Return(jen.Id("hostOf").Call(jen.Id("c"), jen.Id("q")))).Line()
	}
	for _, s := range e.addresses() {
		f.Add(e.address(s))
		if s.Of != "" {
			f.Add(e.addressOption(s))
		}
	}
}

// addresses are those that requests of this package go to.
func (e *emitter) addresses() []*model.Server {
	return slices.DeleteFunc(slices.Clone(e.api.Addresses), func(s *model.Server) bool {
		goes := func(o *model.Operation) bool { return o.Server == s.Instead }
		return s.Of != "" && !slices.ContainsFunc(e.api.Operations, goes)
	})
}

// addressOption writes the method by which a client is told of an address that
// operations have for themselves.
func (e *emitter) addressOption(s *model.Server) *jen.Statement {
	return commentOf("Option has those requests go there, for NewClient.").
		Func().Params(jen.Id("a").Id(e.names.Server(s))).Id("Option").Params().Params(jen.Id("ClientOption"), jen.Error()).Block(
		jen.List(jen.Id("address"), jen.Err()).Op(":=").Id("a").Dot("URL").Call(),
		jen.Return(jen.Id("WithServer").Call(jen.Lit(s.Instead), jen.Id("address")), jen.Err()),
	).Line()
}

func (e *emitter) address(s *model.Server) *jen.Statement {
	name := e.names.Server(s)
	text, use := name+" is where the service is: "+s.URL+".", "URL is the address, for NewClient."
	if s.Of != "" {
		text, use = name+" is where requests of "+s.Of+" go: "+s.URL+".", "URL is the address."
	}
	if s.Doc.Description != "" {
		text += " " + s.Doc.Description
	}
	out := commentOf(text).Type().Id(name).StructFunc(func(g *jen.Group) {
		for _, v := range s.Variables {
			doc := strings.TrimSpace(v.Doc.Description + " Without it, " + v.Default + ".")
			g.Add(commentOf(doc).Id(e.names.Variable(v)).String())
		}
	}).Line().Line()
	return out.Add(commentOf(use)).
		Func().Params(jen.Id("a").Id(name)).Id("URL").Params().Params(jen.String(), jen.Error()).
		BlockFunc(func(g *jen.Group) {
			g.Id("url").Op(":=").Lit(s.URL)
			for _, v := range s.Variables {
				arguments := []jen.Code{jen.Op("&").Id("url"), jen.Lit(v.Name), jen.Id("a").Dot(e.names.Variable(v)), jen.Lit(v.Default)}
				for _, value := range v.Enum {
					arguments = append(arguments, jen.Lit(value))
				}
				g.If(jen.Err().Op(":=").Id("fillAddress").Call(arguments...), jen.Err().Op("!=").Nil()).
					Block(jen.Return(jen.Lit(""), jen.Err()))
			}
			g.Return(jen.Id("url"), jen.Nil())
		}).Line()
}
