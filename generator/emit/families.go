package emit

import (
	"github.com/dave/jennifer/jen"

	"example.com/burin/generator/model"
)

// familiesOf are the types of which values may be of another type that derives
// from them: those that something is declared to be of.
func familiesOf(api *model.API) map[*model.Type]bool {
	families := map[*model.Type]bool{}
	add := func(s *model.Schema) {
		for s != nil && s.Elem != nil {
			s = s.Elem
		}
		if s != nil && isObject(s) && s.Type.Extended {
			families[s.Type] = true
		}
	}
	for _, t := range api.Types {
		for _, p := range t.Properties {
			add(p.Schema)
		}
	}
	if api.Service == nil {
		return families
	}
	for _, t := range api.Service.Passed {
		for _, p := range t.Properties {
			add(p.Schema)
		}
	}
	for _, root := range api.Service.Roots {
		if root.Type.Extended {
			families[root.Type] = true
		}
	}
	for _, call := range api.Service.Calls {
		add(call.Returns)
		for _, p := range call.Parameters {
			add(p.Schema)
		}
	}
	return families
}

func (e *emitter) isFamily(s *model.Schema) bool { return isObject(s) && e.families[s.Type] }

// inFamily reports whether values of a type may stand where another is declared.
func (e *emitter) inFamily(t *model.Type) bool {
	for ; t != nil; t = t.Base {
		if e.families[t] {
			return true
		}
	}
	return false
}

// union writes the interface of a type and those that derive from it, and the
// method that they have of it.
func (e *emitter) union(t *model.Type) *jen.Statement {
	name, part, union := e.names.Type(t), e.names.Part(t), e.names.Union(t)
	return commentOf(union+" is a "+name+" or of a type that derives from it.").Type().Id(union).Interface(
		jen.Id("object"),
		jen.Id(part).Params().Op("*").Id(name),
	).Line().Line().
		Add(commentOf(part + " gives v, or what it derives from.")).
		Add(oneLine(jen.Params(jen.Id("v").Op("*").Id(name)).Id(part).Params().Op("*").Id(name), jen.Id("v")))
}

func (e *emitter) family(t *model.Type) *jen.Statement { return jen.Op("&").Id(e.names.Family(t)) }

// walkRestricted writes the function that walks a value of which only some types
// are allowed.
func (e *emitter) walkRestricted(s *model.Schema) *jen.Statement {
	arguments := []jen.Code{e.family(s.Type)}
	for _, name := range s.Derived {
		arguments = append(arguments, jen.Lit("#"+name))
	}
	return jen.Id("asRestricted").Types(e.goType(s)).Call(arguments...)
}

// familyTable writes how the types that derive from t are told apart.
func (e *emitter) familyTable(t *model.Type) *jen.Statement {
	name := e.names.Family(t)
	return jen.Var().Id(name).Op("=").Id("family").Values(jen.Lit(t.TagName), jen.Lit(t.Tag),
		jen.Func().Params(jen.Id("tag").String()).Id("object").Block(
			jen.Switch(jen.Id("tag")).BlockFunc(func(g *jen.Group) {
				g.Case(jen.Lit(""), jen.Lit(t.Tag)).Block(jen.Return(jen.New(jen.Id(e.names.Type(t)))))
				for _, member := range e.members(t) {
					g.Case(jen.Lit(member.Tag)).Block(jen.Return(jen.New(jen.Id(e.names.Type(member)))))
				}
			}),
			jen.Return(jen.Nil()),
		)).Line()
}

// members are the types that derive from t, in the order of the description.
func (e *emitter) members(t *model.Type) []*model.Type {
	var members []*model.Type
	for _, member := range e.api.Types {
		for base := member.Base; base != nil; base = base.Base {
			if base == t {
				members = append(members, member)
				break
			}
		}
	}
	return members
}
