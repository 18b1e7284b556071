package emit

import (
	"slices"
	"strconv"

	"github.com/dave/jennifer/jen"

	"example.com/burin/generator/links"
	"example.com/burin/generator/model"
)

// follow is a link of an answer, and what comes of it.
type follow struct {
	*model.Follow
	*links.Plan
	from   *model.Operation
	answer outcome
}

// follows are the links whose requests are in this package.
func (e *emitter) follows() []follow {
	var list []follow
	for _, o := range e.api.Operations {
		for _, out := range e.outcomes(o) {
			for _, f := range out.response.Follows {
				if plan, err := links.Resolve(e.api, o, out.response, f); err == nil {
					list = append(list, follow{f, plan, o, out})
				}
			}
		}
	}
	return list
}

// links writes a function for each link, which makes the arguments of a request
// from an answer and what was asked before.
func (e *emitter) links(f *jen.File) {
	for _, one := range e.follows() {
		f.Add(e.linkFunction(one))
	}
}

func (e *emitter) linkFunction(f follow) *jen.Statement {
	name := e.names.Follow(f.Follow)
	summary := name + " gives what " + e.names.Operation(f.To) + " takes, by the link " + f.Name + " of an answer to " +
		e.names.Operation(f.from) + "; false where something is missing."
	doc := model.Doc{Summary: summary, Description: f.Doc.Description}
	w := &linkWriter{emitter: e, follow: f, given: map[*model.Parameter]bool{}}
	for _, v := range f.Plan.Values {
		w.given[v.Param] = true
	}
	return comment(name, doc).Func().Id(name).Params(w.takes()...).Params(w.gives()...).BlockFunc(func(g *jen.Group) {
		for _, v := range f.Plan.Values {
			w.value(g, v)
		}
		g.Return(append(w.results(), jen.True())...)
	}).Line()
}

// linkWriter writes the function of one link.
type linkWriter struct {
	*emitter
	follow
	given map[*model.Parameter]bool // what of the request that follows; nil is the body
	count int
}

// takes are the parameters of the function: those of the first request that are
// used, and its answer.
func (w *linkWriter) takes() []jen.Code {
	var list []jen.Code
	used := func(source links.Source, p *model.Parameter) bool {
		return slices.ContainsFunc(w.Plan.Values, func(v links.Value) bool { return v.From == source && (p == nil || v.Given == p) })
	}
	for _, p := range pathParameters(w.from) {
		if used(links.PathParameter, p) {
			list = append(list, jen.Id(w.asked(p)).Add(w.argumentType(p)))
		}
	}
	if used(links.OtherParameter, nil) {
		list = append(list, jen.Id("asked").Id(w.names.Params(w.from)))
	}
	if used(links.RequestBody, nil) {
		list = append(list, jen.Id("sent").Add(w.requestType(w.from)))
	}
	if used(links.AnswerBody, nil) || used(links.AnswerHeader, nil) {
		list = append(list, jen.Id("answer").Add(w.answered()))
	}
	return list
}

// asked is the name of a path parameter of the first request, which the request
// that follows may have too.
func (w *linkWriter) asked(p *model.Parameter) string {
	name := w.names.Argument(p)
	for _, other := range pathParameters(w.To) {
		if w.names.Argument(other) == name {
			return name + "Asked"
		}
	}
	return name
}

// answered is the type of the answer that has the link.
func (w *linkWriter) answered() *jen.Statement {
	if w.hasAnswers(w.from) {
		return jen.Op("*").Id(w.outcomeName(w.from, w.answer))
	}
	return w.answerType(w.from)
}

// gives are the results: what of the request that follows is known, and whether all
// of it is there.
func (w *linkWriter) gives() []jen.Code {
	var list []jen.Code
	for _, p := range pathParameters(w.To) {
		list = append(list, jen.Id(w.names.Argument(p)).Add(w.argumentType(p)))
	}
	if w.givesOthers() {
		list = append(list, jen.Id("params").Id(w.names.Params(w.To)))
	}
	if w.given[nil] {
		list = append(list, jen.Id("body").Add(w.requestType(w.To)))
	}
	return append(list, jen.Id("ok").Bool())
}

func (w *linkWriter) givesOthers() bool {
	return slices.ContainsFunc(others(w.To), func(p *model.Parameter) bool { return w.given[p] })
}

// results are the names of those.
func (w *linkWriter) results() []jen.Code {
	var list []jen.Code
	for _, p := range pathParameters(w.To) {
		list = append(list, jen.Id(w.names.Argument(p)))
	}
	if w.givesOthers() {
		list = append(list, jen.Id("params"))
	}
	if w.given[nil] {
		list = append(list, jen.Id("body"))
	}
	return list
}

// value writes how one argument is found.
func (w *linkWriter) value(g *jen.Group, v links.Value) {
	if v.From == links.Constant {
		constant := w.literal(v.Schema, v.Const)
		if v.Param.Required || slices.Contains(pathParameters(w.To), v.Param) {
			g.Add(w.target(v)).Op("=").Add(constant)
		} else {
			g.Add(w.target(v)).Op("=").Id("Some").Types(w.goType(v.Schema)).Call(constant)
		}
		return
	}
	found, optional := w.root(v)
	for _, step := range v.Steps {
		found, optional = w.step(g, found, optional, step)
	}
	switch {
	case optional && v.Same() && w.isOptional(v):
		g.Add(w.target(v)).Op("=").Add(found)
		return
	case optional && v.Same():
		g.If(jen.List(w.target(v), jen.Id("ok")).Op("=").Add(found).Dot("Get").Call(), jen.Op("!").Id("ok")).Block(jen.Return())
		return
	case optional:
		found = w.there(g, found)
	case len(v.Steps) > 0 && v.Param == nil && w.isPlainObject(v.Has):
		found = jen.Op("&").Add(found)
	}
	if !v.Same() {
		found = w.converted(g, v, found)
	}
	if w.isOptional(v) {
		found = jen.Id("Some").Call(found)
	}
	g.Add(w.target(v)).Op("=").Add(found)
}

// converted writes how a value gets the type that is wanted.
func (w *linkWriter) converted(g *jen.Group, v links.Value, found jen.Code) *jen.Statement {
	name := w.fresh()
	g.Var().Id(name).Add(w.goType(v.Schema))
	g.If(jen.Id("ok").Op("=").Id("relink").Call(found, w.asBare(v.Has), jen.Op("&").Id(name), w.asBare(v.Schema)), jen.Op("!").Id("ok")).
		Block(jen.Return())
	return jen.Id(name)
}

// isOptional is whether what a value is for is an Opt.
func (w *linkWriter) isOptional(v links.Value) bool {
	if v.Param == nil {
		return !w.To.Body.Required && needsOpt(&w.To.Body.Content)
	}
	return !v.Param.Required && !slices.Contains(pathParameters(w.To), v.Param)
}

// target is what a value is for.
func (w *linkWriter) target(v links.Value) *jen.Statement {
	switch {
	case v.Param == nil:
		return jen.Id("body")
	case slices.Contains(pathParameters(w.To), v.Param):
		return jen.Id(w.names.Argument(v.Param))
	}
	return jen.Id("params").Dot(w.names.Field(v.Param))
}

// root is where a value is found or what it is in, and whether that is an Opt.
func (w *linkWriter) root(v links.Value) (found *jen.Statement, optional bool) {
	switch v.From {
	case links.PathParameter:
		return jen.Id(w.asked(v.Given)), false
	case links.OtherParameter:
		return jen.Id("asked").Dot(w.names.Field(v.Given)), !v.Given.Required
	case links.RequestBody:
		return jen.Id("sent"), false
	case links.AnswerHeader:
		return jen.Id("answer").Dot(w.names.Field(v.Given)), !v.Given.Required
	}
	if w.hasAnswers(w.from) {
		return jen.Id("answer").Dot("Body"), false
	}
	return jen.Id("answer"), false
}

// step goes to a property or an element.
func (w *linkWriter) step(g *jen.Group, found *jen.Statement, optional bool, step links.Step) (*jen.Statement, bool) {
	if optional {
		found = w.there(g, found)
	}
	if step.Property != nil {
		return found.Clone().Dot(w.names.Property(step.Property)), IsOpt(step.Property)
	}
	g.If(jen.Len(found.Clone()).Op("<=").Lit(step.Index)).Block(jen.Return())
	return found.Clone().Index(jen.Lit(step.Index)), false
}

// there takes a value out of an Opt.
func (w *linkWriter) there(g *jen.Group, found *jen.Statement) *jen.Statement {
	name := w.fresh()
	g.List(jen.Id(name), jen.Id("ok")).Op(":=").Add(found).Dot("Get").Call()
	g.If(jen.Op("!").Id("ok")).Block(jen.Return())
	return jen.Id(name)
}

// fresh is a name that no argument has.
func (w *linkWriter) fresh() string {
	for {
		w.count++
		name := "found" + strconv.Itoa(w.count)
		is := func(p *model.Parameter) bool { return w.names.Argument(p) == name }
		if !slices.ContainsFunc(pathParameters(w.To), is) && !slices.ContainsFunc(pathParameters(w.from), is) {
			return name
		}
	}
}
