package emit

import (
	"strings"

	"github.com/dave/jennifer/jen"

	"example.com/burin/generator/builders"
	"example.com/burin/generator/model"
)

// builders writes the request builders of a service: for each type that can be
// addressed one, whatever the path to it, a line for each of its methods.
func (e *emitter) builders(f *jen.File) {
	plan := e.names.Plan()
	if e.api.Service.KeyAsSegment {
		f.Comment("keyStyle has keys stand between slashes, as the service takes them.")
		f.Const().Id("keyStyle").Op("=").Lit("segments").Line()
	}
	for _, r := range plan.Roots {
		f.Add(limitedComment(e.names.Root(r), r.Root.Doc, r.Root.Limits).Add(e.rootMethod(r)))
	}
	for _, c := range plan.Imports {
		f.Add(e.callMethod(nil, c))
	}
	for _, b := range plan.Builders {
		if b.Collection {
			f.Add(e.collectionBuilder(b))
		} else {
			f.Add(e.entityBuilder(b))
		}
	}
}

func (e *emitter) rootMethod(r *builders.Root) *jen.Statement {
	return oneLine(jen.Params(jen.Id("c").Op("*").Id("Client")).Id(e.names.Root(r)).Params().Op("*").Id(e.names.Builder(r.To)),
		e.builderOf(r.To, below(jen.Id("c").Dot("root").Call(), r.Root.Name, r.Root.Limits)))
}

// below writes what stands below a resource at a path, and which query options the
// service does not take there.
func below(resource *jen.Statement, path string, l *model.Limits) *jen.Statement {
	arguments := []jen.Code{jen.Lit(path)}
	for _, option := range l.Without() {
		arguments = append(arguments, jen.Lit(option))
	}
	if len(arguments) == 1 {
		return resource.Dot("at").Call(arguments...)
	}
	return resource.Dot("without").Call(arguments...)
}

// limitedComment writes the documentation of a method that leads somewhere, with
// the query options that the service does not take there.
func limitedComment(name string, doc model.Doc, l *model.Limits) *jen.Statement {
	switch options := l.Without(); {
	case len(options) == 0:
	case doc.Summary == "" && doc.Description == "":
		doc.Summary = name + " takes no " + orList(options) + "."
	default:
		doc.Description = strings.TrimSpace(doc.Description + " It takes no " + orList(options) + ".")
	}
	return comment(name, doc)
}

// builderOf makes a builder of a resource.
func (e *emitter) builderOf(b *builders.Builder, resource jen.Code) *jen.Statement {
	return jen.Parens(jen.Op("*").Id(e.names.Builder(b))).Parens(resource)
}

// resource is what a method's builder is.
func resource() *jen.Statement { return jen.Parens(jen.Op("*").Id("Resource")).Parens(jen.Id("r")) }

// method begins a method of a builder.
func (e *emitter) method(b *builders.Builder, name string) *jen.Statement {
	return jen.Params(jen.Id("r").Op("*").Id(e.names.Builder(b))).Id(name)
}

func (e *emitter) builderType(b *builders.Builder, what string) *jen.Statement {
	name := e.names.Builder(b)
	return commentOf(name + " makes requests to " + what + " " + b.Type.Name + ".").Type().Id(name).Id("Resource").Line().Line()
}

func (e *emitter) entityBuilder(b *builders.Builder) *jen.Statement {
	code := e.builderType(b, "one")
	if b.Read {
		code.Add(oneLine(e.requestMethod(b, "Get", false), e.typed(b.Type, resource().Dot("get").Call(jen.Id("ctx"), e.empty(b.Type), jen.Id("options")))))
	}
	if b.Update {
		code.Add(oneLine(e.requestMethod(b, "Update", true), e.typed(b.Type, resource().Dot("update").Call(jen.Id("ctx"), e.sent(b.Type), jen.Id("options")))))
	}
	if b.Replace {
		code.Add(oneLine(e.requestMethod(b, "Replace", true), e.typed(b.Type, resource().Dot("replace").Call(jen.Id("ctx"), e.sent(b.Type), jen.Id("options")))))
	}
	if b.Delete {
		code.Add(oneLine(e.method(b, "Delete").Params(contextAndOptions()...).Error(), resource().Dot("delete").Call(jen.Id("ctx"), jen.Id("options"))))
	}
	if b.Media {
		code.Add(e.mediaMethod(b, "Media", "$value"))
	}
	for _, p := range b.Streams {
		code.Add(comment(e.names.StreamOf(b, p), p.Doc)).Add(e.mediaMethod(b, e.names.StreamOf(b, p), p.Name))
	}
	for _, l := range b.Links {
		code.Add(e.linkMethod(b, l))
	}
	return code.Add(e.castsAndCalls(b))
}

func (e *emitter) collectionBuilder(b *builders.Builder) *jen.Statement {
	code := e.builderType(b, "a collection of")
	for i, key := range b.Keys {
		code.Add(e.keyMethod(b, key, i == 0))
	}
	if b.Read {
		code.Add(oneLine(e.method(b, "All").Params(contextAndOptions()...).Add(sequence(e.valueOf(b.Type))),
			jen.Id("all").Types(e.valueOf(b.Type)).Call(resource(), jen.Id("ctx"), e.empty(b.Type), jen.Id("options"))))
	}
	if b.Create {
		code.Add(oneLine(e.requestMethod(b, "Create", true), e.typed(b.Type, resource().Dot("create").Call(jen.Id("ctx"), e.sent(b.Type), jen.Id("options")))))
	}
	if b.Create && b.Entity.Media {
		code.Add(e.createMediaMethod(b))
	}
	return code.Add(e.castsAndCalls(b))
}

func (e *emitter) castsAndCalls(b *builders.Builder) *jen.Statement {
	code := jen.Null()
	for _, to := range b.Casts {
		code.Add(e.wayTo(b, to, e.names.Cast(b, to), to.Type.Qualified))
	}
	for _, c := range b.Calls {
		code.Add(e.callMethod(b, c))
	}
	return code
}

// keyMethod writes the method that finds an entity by a key: by its value alone,
// or by names and values.
func (e *emitter) keyMethod(b *builders.Builder, key []*model.KeyPart, first bool) *jen.Statement {
	name, arguments := e.names.KeyMethod(b, key)
	var parameters, pairs []jen.Code
	for i, part := range key {
		parameters = append(parameters, jen.Id(arguments[i]).Add(e.goType(part.Path[len(part.Path)-1].Schema)))
		pairs = append(pairs, jen.Lit(part.Name()), jen.Id(arguments[i]))
	}
	found := resource().Dot("keys").Call(pairs...)
	if first && len(key) == 1 {
		found = resource().Dot("key").Call(pairs[1])
	}
	return oneLine(e.method(b, name).Params(parameters...).Op("*").Id(e.names.Builder(b.Entity)), e.builderOf(b.Entity, found))
}

// linkMethod writes the method that leads along a property.
func (e *emitter) linkMethod(b *builders.Builder, l *builders.Link) *jen.Statement {
	var limits *model.Limits
	if l.Property.Link != nil {
		limits = l.Property.Link.Limits
	}
	return limitedComment(e.names.Link(l), l.Property.Doc, limits).
		Add(oneLine(e.method(b, e.names.Link(l)).Params().Op("*").Id(e.names.Builder(l.To)), e.builderOf(l.To, below(resource(), l.Property.Name, limits))))
}

// wayTo writes the method that leads from a builder to another.
func (e *emitter) wayTo(b, to *builders.Builder, name, path string) *jen.Statement {
	return oneLine(e.method(b, name).Params().Op("*").Id(e.names.Builder(to)), e.builderOf(to, resource().Dot("at").Call(jen.Lit(path))))
}

func (e *emitter) mediaMethod(b *builders.Builder, name, path string) *jen.Statement {
	return oneLine(e.method(b, name).Params().Op("*").Id("Media"), jen.Id("streamAt").Call(resource(), jen.Lit(path)))
}

// createMediaMethod writes the method that creates a media entity of its stream.
func (e *emitter) createMediaMethod(b *builders.Builder) *jen.Statement {
	parameters := contextAndOptions()
	parameters = []jen.Code{parameters[0], jen.Id("content").Qual("io", "Reader"), jen.Id("mediaType").String(), parameters[1]}
	return oneLine(e.method(b, "CreateMedia").Params(parameters...).Params(e.valueOf(b.Type), jen.Error()),
		e.typed(b.Type, resource().Dot("createOf").Call(jen.Id("ctx"), jen.Id("content"), jen.Id("mediaType"), e.empty(b.Type), jen.Id("options"))))
}

// requestMethod is the signature of a method that gives an entity, and that may
// take one.
func (e *emitter) requestMethod(b *builders.Builder, name string, sends bool) *jen.Statement {
	parameters := contextAndOptions()
	if sends {
		parameters = []jen.Code{parameters[0], jen.Id("v").Add(e.valueOf(b.Type)), parameters[1]}
	}
	return e.method(b, name).Params(parameters...).Params(e.valueOf(b.Type), jen.Error())
}

func contextAndOptions() []jen.Code {
	return []jen.Code{jen.Id("ctx").Qual("context", "Context"), jen.Id("options").Op("...").Id("RequestOption")}
}

func sequence(element jen.Code) *jen.Statement {
	return jen.Qual("iter", "Seq2").Types(element, jen.Error())
}

// valueOf is how a value of a type is passed: behind a pointer, or where it may
// be of a type that derives from it as any of those.
func (e *emitter) valueOf(t *model.Type) *jen.Statement {
	if e.families[t] {
		return jen.Id(e.names.Union(t))
	}
	return jen.Op("*").Id(e.names.Type(t))
}

// empty is an object to read a value of a type into.
func (e *emitter) empty(t *model.Type) *jen.Statement {
	if e.families[t] {
		return jen.Op("&").Id("kindred").Values(jen.Id("family").Op(":").Add(e.family(t)))
	}
	return jen.New(jen.Id(e.names.Type(t)))
}

// sent is an object to write v of.
func (e *emitter) sent(t *model.Type) *jen.Statement {
	if e.families[t] {
		return jen.Op("&").Id("kindred").Values(e.family(t), jen.Id("v"))
	}
	return jen.Id("v")
}

func (e *emitter) typed(t *model.Type, result jen.Code) *jen.Statement {
	return jen.Id("typed").Types(e.valueOf(t)).Call(result)
}
