package emit

import (
	"github.com/dave/jennifer/jen"

	"example.com/burin/generator/model"
)

// bodyInterface writes what stands for a body that is one of several types.
func (e *emitter) bodyInterface(o *model.Operation, variants []variant) *jen.Statement {
	name := e.names.Body(o)
	var words []string
	for _, v := range variants {
		words = append(words, "*"+e.names.Content(v[0]))
	}
	upload := func() *jen.Statement { return jen.Id("upload").Params().Params(jen.Qual("io", "Reader"), jen.String()) }
	out := commentOf(name + " is what " + e.names.Operation(o) + " is sent: " + orList(words) + ".").
		Type().Id(name).InterfaceFunc(func(g *jen.Group) {
		g.Id("is" + name).Params()
		if e.calls() {
			g.Add(upload())
		}
	}).Line().Line()
	for _, v := range variants {
		struct_ := e.wrapperName(o, v)
		out.Comment(struct_ + " is a body of " + v[0].MediaType + ".").Line().
			Type().Id(struct_).Struct(jen.Id("Body").Add(e.contentType(v[0], false))).Line().Line().
			Func().Params(jen.Op("*").Id(struct_)).Id("is" + name).Params().Block().Line().Line()
		if e.calls() {
			out.Func().Params(jen.Id("v").Op("*").Id(struct_)).Add(upload()).
				Block(jen.Return(e.upload(v.sent(), jen.Id("v").Dot("Body")))).Line().Line()
		}
	}
	return out
}

// calls is whether a client has a method for each operation.
func (e *emitter) calls() bool { return e.options.Client && e.api.Service == nil }

// wrapperName is the name of the struct that holds one of the types of a body.
func (e *emitter) wrapperName(o *model.Operation, v variant) string {
	return e.names.Content(v[0])
}

// upload writes what a client sends for a body: a reader and a media type.
func (e *emitter) upload(c *model.Content, value jen.Code) *jen.Statement {
	switch c.Form {
	case model.Text:
		return jen.Id("uploadText").Call(jen.Lit(c.MediaType), value)
	case model.Binary:
		if isOpen(c) {
			return jen.Id("uploadMedia").Call(value)
		}
		return jen.Id("uploadStream").Call(jen.Lit(c.MediaType), value)
	case model.URLEncoded:
		return jen.Id("uploadForm").Call(value, jen.Id(e.formLister(c)))
	case model.Multipart:
		return jen.Id("uploadMultipart").Call(value, jen.Id(e.formLister(c)))
	case model.Lines, model.Events:
		return jen.Id("uploadLines").Call(jen.Lit(c.MediaType), value, e.walkDocument(c))
	case model.XML:
		return jen.Id("uploadMarkup").Call(jen.Lit(c.MediaType), value, jen.Lit(c.Root), jen.Lit(c.Item), e.walkDocument(c))
	}
	return jen.Id("uploadValue").Call(jen.Lit(c.MediaType), value, e.walkDocument(c))
}

// sendBody writes the statements by which a client makes a body ready.
func (e *emitter) sendBody(g *jen.Group, o *model.Operation) {
	c := e.variants(&o.Body.Content, o.Body.More)[0][0]
	if o.Body.Required {
		e.ready(g, o, ":=")
		return
	}
	g.Var().Id("upload").Qual("io", "Reader")
	g.Id("mediaType").Op(":=").Lit("")
	there := jen.Id("body").Op("!=").Nil()
	if len(e.variants(&o.Body.Content, o.Body.More)) == 1 && needsOpt(c) {
		there = jen.List(jen.Id("body"), jen.Id("ok")).Op(":=").Id("body").Dot("Get").Call().Op(";").Id("ok")
	}
	g.If(there).BlockFunc(func(g *jen.Group) { e.ready(g, o, "=") })
}

// ready writes how a body that is there is made ready, and which media type it has.
func (e *emitter) ready(g *jen.Group, o *model.Operation, assign string) {
	variants := e.variants(&o.Body.Content, o.Body.More)
	if len(variants) > 1 {
		g.List(jen.Id("upload"), jen.Id("mediaType")).Op(assign).Id("body").Dot("upload").Call()
		return
	}
	value := e.upload(variants[0].sent(), jen.Id("body"))
	types := variants[0].sentTypes()
	if len(types) < 2 {
		g.List(jen.Id("upload"), jen.Id("mediaType")).Op(assign).Add(value)
		return
	}
	g.List(jen.Id("upload"), jen.Id("_")).Op(assign).Add(value)
	g.Id("mediaType").Op(assign).Id("sendType").Call(append([]jen.Code{jen.Id("ctx")}, types...)...)
}

// takeBody writes the statements by which a server reads a body.
func (e *emitter) takeBody(g *jen.Group, o *model.Operation) {
	variants := e.variants(&o.Body.Content, o.Body.More)
	var types []jen.Code
	var contents []*model.Content
	for _, v := range variants {
		types = append(types, v.mediaTypes()...)
		contents = append(contents, v...)
	}
	g.Var().Id("body").Add(e.requestType(o))
	test := jen.Id("c").Dot("bodyType").Call(append([]jen.Code{jen.Lit(o.Body.Required)}, types...)...)
	wrap := func(v variant, c *model.Content) jen.Code {
		read := e.readBody(o, c)
		switch {
		case len(variants) > 1:
			return jen.Op("&").Id(e.wrapperName(o, v)).Values(read)
		case !o.Body.Required && needsOpt(c):
			return jen.Id("Some").Call(read)
		}
		return read
	}
	if contents[0].Form == model.Plain {
		line := jen.Id("takePlain").Call(jen.Id("c"), jen.Op("&").Id("body"), e.asFunction(contents[0].Schema))
		if e.options.Validators {
			rules(line, contents[0].Schema)
		}
		g.If(test.Op("!=").Lit("")).Block(line)
		return
	}
	if len(contents) == 1 {
		g.If(test.Op("!=").Lit("")).Block(jen.Id("body").Op("=").Add(wrap(variants[0], contents[0])))
		return
	}
	if len(variants) == 1 && len(variants[0].sentTypes()) > 1 {
		test = jen.Id("c").Dot("sentAs").Call(test)
	}
	g.Switch(test).BlockFunc(func(g *jen.Group) {
		for _, v := range variants {
			for _, c := range v {
				g.Case(jen.Lit(c.MediaType)).Block(jen.Id("body").Op("=").Add(wrap(v, c)))
			}
		}
	})
}

// readBody writes the call that reads a body of one form.
func (e *emitter) readBody(o *model.Operation, c *model.Content) *jen.Statement {
	switch c.Form {
	case model.Text:
		return jen.Id("takeText").Call(jen.Id("c"))
	case model.Binary:
		if isOpen(c) {
			return jen.Id("takeMedia").Call(jen.Id("c"))
		}
		return jen.Id("takeStream").Call(jen.Id("c"))
	case model.URLEncoded:
		return jen.Id("readForm").Call(jen.Id("c"), jen.Id(e.formLister(c)))
	case model.Multipart:
		return jen.Id("readMultipart").Call(jen.Id("c"), jen.Id(e.formLister(c)))
	case model.Lines, model.Events:
		return jen.Id("takeLines").Call(jen.Id("c"), e.walkDocument(c))
	case model.XML:
		return jen.Id("takeMarkup").Call(jen.Id("c"), jen.Lit(c.Root), e.walkDocument(c))
	}
	switch {
	case e.isFamily(c.Schema):
		return jen.Id("takeDerived").Types(e.goType(c.Schema)).Call(jen.Id("c"), e.family(c.Schema.Type), e.demandsOf(o))
	case isObject(c.Schema):
		return jen.Id("takeObject").Types(e.goType(c.Schema)).Call(jen.Id("c"), e.demandsOf(o))
	}
	return jen.Id("takeDocument").Call(jen.Id("c"), e.walkDocument(c))
}

// formLister is the name of the function that lists the parts of a form.
func (e *emitter) formLister(c *model.Content) string {
	if c.Type == nil {
		return "list" + e.names.Form(c)
	}
	return "list" + e.names.Content(c)
}

// form writes the function that lists a form's parts, a line each, and the
// struct of one that has no name of its own.
func (e *emitter) form(o *model.Operation, c *model.Content) *jen.Statement {
	if !c.Form.OfParts() {
		return jen.Null()
	}
	out := jen.Null()
	name := e.names.Form(c)
	if c.Type == nil {
		out.Comment(name + " is the form that " + e.names.Operation(o) + " is sent.").Line().
			Type().Id(name).StructFunc(func(g *jen.Group) {
			for _, p := range c.Parts {
				g.Add(comment("", p.Doc).Id(e.names.Field(&p.Parameter)).Add(e.partType(p)))
			}
		}).Line().Line()
	} else {
		name = e.names.Type(c.Type)
	}
	return out.Func().Id(e.formLister(c)).Params(jen.Id("v").Op("*").Id(name), jen.Id("q").Op("*").Id("portion")).
		BlockFunc(func(g *jen.Group) {
			for _, p := range c.Parts {
				g.Add(e.listPart(p))
				switch {
				case p.File:
				case p.Property != nil:
					e.listDefault(g, p.Property)
				case p.Default != nil && p.Default.JSON != "null":
					g.Id("orDefault").Call(jen.Id("q"), jen.Op("&").Id("v").Dot(e.names.Field(&p.Parameter)), e.defaultValue(p.Schema, p.Default))
				}
			}
			if c.Type != nil {
				e.listOthers(g, c.Type)
				e.heldParts(g, c.Type)
			}
		}).Line().Line()
}

func (e *emitter) partType(p *model.Part) *jen.Statement {
	switch {
	case p.File && p.Many:
		return jen.Index().Id("File")
	case p.File && p.Required:
		return jen.Id("File")
	case p.File:
		return jen.Id("Opt").Types(jen.Id("File"))
	case p.Required:
		return e.goType(p.Schema)
	}
	return e.optionalType(p.Schema)
}

// listPart writes the line of a part.
func (e *emitter) listPart(p *model.Part) *jen.Statement {
	q, v := jen.Id("q"), jen.Op("&").Id("v")
	if p.File {
		function := map[bool]string{false: "slotOptFile", true: "slotFile"}[p.Required]
		if p.Many {
			function = "slotFiles"
		}
		arguments := []jen.Code{q, jen.Lit(p.Name), v.Dot(e.names.Field(&p.Parameter))}
		for _, name := range p.Types {
			arguments = append(arguments, jen.Lit(name))
		}
		line := jen.Id(function).Call(arguments...)
		if p.Many && p.Required {
			line.Dot("mandatory").Call()
		}
		return line
	}
	switch {
	case p.JSON:
		q = q.Dot("asJSON").Call().Dot("typed").Call(jen.Lit(append(p.Types, "application/json")[0]))
	case len(p.Types) > 0:
		q = q.Dot("typed").Call(jen.Lit(p.Types[0]))
	case p.Reserved:
		q = q.Dot("reserved").Call()
	}
	optional, absentIsNil, field := !p.Required, false, ""
	if p.Property != nil {
		optional, field = IsOpt(p.Property), e.names.Property(p.Property)
		absentIsNil = !optional && isOptional(p.Property)
	} else {
		field = e.names.Field(&p.Parameter)
	}
	function, further := "slot", []jen.Code{}
	if p.JSON && p.Schema.Kind != model.List {
		further = append(further, e.walkFunction(p.Schema, optional))
	} else {
		function, further = e.slotOf(&p.Parameter, inQuery, nil, e.walkElement)
	}
	switch {
	case optional:
		function = optionalSlots[function]
	case absentIsNil:
		function = nilSlots[function]
	}
	line := jen.Id(function).Call(append([]jen.Code{q, jen.Lit(p.Name), v.Dot(field)}, further...)...)
	if p.Property != nil && p.Property.Access == model.ReadOnly {
		line.Dot("readOnly").Call()
	}
	if e.options.Validators {
		rules(line, p.Schema)
	}
	return e.heldWhole(line, p.Schema, jen.Id("v").Dot(field), optional)
}
