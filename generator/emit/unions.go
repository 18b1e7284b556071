package emit

import (
	"slices"
	"strings"

	"github.com/dave/jennifer/jen"

	"example.com/burin/generator/model"
)

// unions writes the types that are one of several forms: an interface over
// objects, or else a struct with a field for each form.
func (e *emitter) unions(f *jen.File) {
	for _, t := range e.api.Types {
		switch {
		case t.Kind != model.Union:
		case t.Union.Objects:
			f.Add(e.unionInterface(t))
			f.Add(e.unionWalk(t))
			f.Add(e.unionFunctions(t))
		default:
			f.Add(e.unionStruct(t))
			f.Add(e.formsWalk(t))
			f.Add(e.unionMethods(t))
		}
	}
}

func isUnion(s *model.Schema) bool { return s.Kind == model.Named && s.Type.Kind == model.Union }

// unionInterface writes the interface of a union of objects, and the method that
// makes its forms the only ones.
func (e *emitter) unionInterface(t *model.Type) *jen.Statement {
	name, seal := e.names.Type(t), e.names.Seal(t)
	var forms []string
	methods := jen.Null()
	for _, v := range t.Union.Variants {
		form := e.names.Type(v.Schema.Type)
		forms = append(forms, "*"+form)
		methods.Add(emptyMethod(form, seal))
	}
	methods.Add(emptyMethod("UnknownObject", seal))
	is := name + " is one of " + strings.Join(forms, ", ") + ", told apart " + t.Union.Reason + "; or an *UnknownObject."
	return e.unionComment(t, is).Type().Id(name).Interface(jen.Id("object"), jen.Id(seal).Params()).Line().Line().Add(methods)
}

func emptyMethod(receiver, name string) *jen.Statement {
	return jen.Func().Params(jen.Op("*").Id(receiver)).Id(name).Params().Custom(jen.Options{Open: "{", Close: "}"}).Line()
}

// unionComment is what the description says of a union, and what forms it has.
func (e *emitter) unionComment(t *model.Type, is string) *jen.Statement {
	doc := t.Doc
	if doc.Summary == "" && doc.Description == "" {
		doc.Summary = is
	} else {
		doc.Description = strings.TrimSpace(doc.Description + "\n\n" + is)
	}
	return comment(e.names.Type(t), doc)
}

// unionWalk writes the function that walks a union of objects.
func (e *emitter) unionWalk(t *model.Type) *jen.Statement {
	return e.walkSignature(t).Block(
		jen.Id("asUnion").Call(jen.Id("w"), jen.Id("p"), jen.Func().Params().Any().BlockFunc(func(g *jen.Group) {
			e.tellObjects(g, t, func(v *model.Variant) jen.Code { return jen.New(jen.Id(e.names.Type(v.Schema.Type))) })
		})),
	).Line()
}

func (e *emitter) walkSignature(t *model.Type) *jen.Statement {
	return jen.Func().Id(e.names.Walk(t)).Params(jen.Id("w").Op("*").Id("walker"), jen.Id("p").Op("*").Id(e.names.Type(t)))
}

// tellObjects writes how the objects of a union are told apart, ending in what
// the form found is to give.
func (e *emitter) tellObjects(g *jen.Group, t *model.Type, give func(*model.Variant) jen.Code) {
	var objects, untagged []*model.Variant
	for _, v := range t.Union.Variants {
		if isObject(v.Schema) {
			objects = append(objects, v)
			if len(v.Tags) == 0 {
				untagged = append(untagged, v)
			}
		}
	}
	if t.Union.Tag == "" {
		e.tellShapes(g, objects, give)
		return
	}
	g.Switch(jen.Id("tag").Op(":=").Id("w").Dot("tag").Call(jen.Lit(t.Union.Tag)), jen.Id("tag")).BlockFunc(func(g *jen.Group) {
		for _, group := range groupTags(objects) {
			var values []jen.Code
			for _, value := range group.values {
				values = append(values, jen.Lit(value))
			}
			g.Case(values...).BlockFunc(func(g *jen.Group) { e.tellShapes(g, group.variants, give) })
		}
		g.Default().BlockFunc(func(g *jen.Group) {
			if len(untagged) > 0 {
				e.tellShapes(g, untagged, give)
			} else if t.Union.Objects {
				g.Return(jen.Id("w").Dot("unknownObject").Call(jen.Lit(t.Union.Tag), jen.Qual("strconv", "Quote").Call(jen.Id("tag"))))
			} else {
				g.Return(jen.Lit(-1))
			}
		})
	})
}

// tagGroup is some tags, and the forms that may have each of them.
type tagGroup struct {
	values   []string
	variants []*model.Variant
}

// groupTags gathers the tags that the same forms have.
func groupTags(objects []*model.Variant) []*tagGroup {
	var groups []*tagGroup
	seen := map[string]bool{}
	for _, v := range objects {
		for _, tag := range v.Tags {
			if seen[tag] {
				continue
			}
			seen[tag] = true
			having := slices.DeleteFunc(slices.Clone(objects), func(o *model.Variant) bool { return !slices.Contains(o.Tags, tag) })
			i := slices.IndexFunc(groups, func(g *tagGroup) bool { return slices.Equal(g.variants, having) })
			if i < 0 {
				groups = append(groups, &tagGroup{nil, having})
				i = len(groups) - 1
			}
			groups[i].values = append(groups[i].values, tag)
		}
	}
	return groups
}

// tellShapes writes how objects are told apart by what properties they have, and
// those which have the same by what these hold.
func (e *emitter) tellShapes(g *jen.Group, objects []*model.Variant, give func(*model.Variant) jen.Code) {
	shapes := shapesOf(objects)
	last := len(shapes) - 1
	if last == 0 {
		e.tellLike(g, shapes[0], give)
		return
	}
	g.Switch(jen.Id("w").Dot("nearest").CustomFunc(callLines, func(g *jen.Group) {
		for _, shape := range shapes {
			g.Index().Id("hint").ValuesFunc(func(g *jen.Group) {
				for _, h := range shape[0].Hints {
					g.Values(jen.Lit(h.Name), jen.Lit(h.Required), jen.Lit(begins(h.Types)))
				}
			})
		}
	})).BlockFunc(func(g *jen.Group) {
		for i, shape := range shapes[:last] {
			g.Case(jen.Lit(i)).BlockFunc(func(g *jen.Group) { e.tellLike(g, shape, give) })
		}
		g.Default().BlockFunc(func(g *jen.Group) { e.tellLike(g, shapes[last], give) })
	})
}

// shapesOf groups objects by the properties that they have.
func shapesOf(objects []*model.Variant) [][]*model.Variant {
	var shapes [][]*model.Variant
	at := map[int]int{}
	for _, v := range objects {
		i, known := at[v.Shape]
		if !known || v.Shape == 0 {
			i = len(shapes)
			at[v.Shape] = i
			shapes = append(shapes, nil)
		}
		shapes[i] = append(shapes[i], v)
	}
	return shapes
}

// tellLike writes how objects of the same shape are told apart: the last is what
// none of the others is.
func (e *emitter) tellLike(g *jen.Group, shape []*model.Variant, give func(*model.Variant) jen.Code) {
	last := len(shape) - 1
	slices.SortStableFunc(shape, func(a, b *model.Variant) int { return min(len(b.Checks), 1) - min(len(a.Checks), 1) })
	for _, v := range shape[:last] {
		g.If(jen.Id("w").Dot("fits").Call(e.test(v.Checks))).Block(jen.Return(give(v)))
	}
	g.Return(give(shape[last]))
}

var callLines = jen.Options{Open: "(", Close: ")", Separator: ",", Multi: true}

// begins is what values of JSON types begin with, as the support source has it.
func begins(types []string) string {
	text := ""
	for _, name := range types {
		text += map[string]string{"string": `"`, "number": "0", "boolean": "t", "array": "[", "object": "{", "null": "n"}[name]
	}
	return text
}

// unionFunctions writes the functions by which others reach the JSON of a union
// of objects, which has no methods of its own.
func (e *emitter) unionFunctions(t *model.Type) *jen.Statement {
	name, decode := e.names.Type(t), e.names.Decode(t)
	return commentOf(decode+" reads the JSON of one.").
		Func().Id(decode).Params(jen.Id("src").Index().Byte()).Params(jen.Id("v").Id(name), jen.Err().Error()).Block(
		jen.Err().Op("=").Id("decodeUnion").Call(jen.Id("src"), jen.Op("&").Id("v"), jen.Id(e.names.Walk(t))),
		jen.Return(jen.Id("v"), jen.Err()),
	).Line()
}

// unionStruct writes the struct of a union, a field a form.
func (e *emitter) unionStruct(t *model.Type) *jen.Statement {
	name := e.names.Type(t)
	is := name + " has one of its fields set; JSON is told apart " + t.Union.Reason + "."
	return e.unionComment(t, is).Type().Id(name).StructFunc(func(g *jen.Group) {
		for _, v := range t.Union.Variants {
			g.Id(e.names.Variant(v)).Add(e.optionalType(v.Schema))
		}
	}).Line()
}

// formsWalk writes the function that walks such a struct: a line a form.
func (e *emitter) formsWalk(t *model.Type) *jen.Statement {
	objects := 0
	for _, v := range t.Union.Variants {
		if isObject(v.Schema) {
			objects++
		}
	}
	return e.walkSignature(t).BlockFunc(func(g *jen.Group) {
		g.Id("c").Op(":=").Id("choose").Call(jen.Id("w"))
		if objects > 1 {
			g.If(jen.Id("c").Dot("is").Op("==").LitRune('{')).Block(
				jen.Id("c").Dot("object").Op("=").Func().Params().Int().BlockFunc(func(g *jen.Group) {
					e.tellObjects(g, t, func(v *model.Variant) jen.Code { return jen.Lit(objectIndex(t, v)) })
				}).Call(),
			)
		}
		for _, v := range t.Union.Variants {
			g.Add(e.formLine(t, v, objects > 1))
		}
		g.Id("c").Dot("end").Call(jen.Lit(formsText(t)))
	}).Line()
}

// objectIndex is the place of a form among the objects of its union.
func objectIndex(t *model.Type, variant *model.Variant) int {
	i := 0
	for _, v := range t.Union.Variants {
		if v == variant {
			break
		}
		if isObject(v.Schema) {
			i++
		}
	}
	return i
}

func (e *emitter) formLine(t *model.Type, v *model.Variant, several bool) *jen.Statement {
	field := jen.Op("&").Id("p").Dot(e.names.Variant(v))
	as := e.walkForm(v.Schema)
	switch {
	case len(v.First) > 0:
		return jen.Id("listForm").Call(jen.Op("&").Id("c"), jen.Lit(begins(v.First)), field, as)
	case several && isObject(v.Schema):
		return jen.Id("objectForm").Call(jen.Op("&").Id("c"), jen.Lit(objectIndex(t, v)), field, as)
	}
	return jen.Id("form").Call(jen.Op("&").Id("c"), jen.LitRune(rune(begins([]string{jsonType(v.Schema)})[0])), field, as)
}

// walkForm writes the function that walks a form, which for an object is behind
// a pointer.
func (e *emitter) walkForm(s *model.Schema) *jen.Statement {
	if e.isPlainObject(s) {
		return jen.Id("asPointer").Types(e.goType(s))
	}
	value := *s
	value.Nullable = false
	return e.walkElement(&value)
}

// jsonType is the JSON type of a form.
func jsonType(s *model.Schema) string {
	switch s.Kind {
	case model.Boolean:
		return "boolean"
	case model.Int8, model.Int16, model.Int32, model.Int64, model.Uint8, model.Uint16, model.Uint32, model.Uint64,
		model.Float, model.Double, model.Decimal:
		return "number"
	case model.List:
		return "array"
	case model.Map:
		return "object"
	case model.Named:
		if s.Type.Kind == model.Object {
			return "object"
		}
		if s.Type.Of != 0 {
			return "number"
		}
	}
	return "string"
}

// formsText says what a value may be, for who sends another.
func formsText(t *model.Type) string {
	var words []string
	for _, v := range t.Union.Variants {
		word := map[string]string{"string": "a string", "number": "a number", "boolean": "true or false",
			"array": "a list", "object": "an object"}[jsonType(v.Schema)]
		if !slices.Contains(words, word) {
			words = append(words, word)
		}
	}
	return strings.Join(words, " or ")
}

// unionMethods writes the methods by which others reach the JSON of a union.
func (e *emitter) unionMethods(t *model.Type) *jen.Statement {
	name, walk := e.names.Type(t), e.names.Walk(t)
	src, bytes := jen.Id("src").Index().Byte(), jen.Params(jen.Index().Byte(), jen.Error())
	methods := oneLine(jen.Params(jen.Id("v").Id(name)).Id("MarshalJSON").Params().Add(bytes), jen.Id("appendUnion").Call(jen.Nil(), jen.Op("&").Id("v"), jen.Id(walk))).
		Add(oneLine(jen.Params(jen.Id("v").Op("*").Id(name)).Id("UnmarshalJSON").Params(src).Error(), jen.Id("decodeUnion").Call(jen.Id("src"), jen.Id("v"), jen.Id(walk))))
	if e.options.Validators {
		methods.Add(commentOf("Validate lists every rule of the description that v breaks, in a *ValidationError.")).
			Add(oneLine(jen.Params(jen.Id("v").Op("*").Id(name)).Id("Validate").Params().Error(), jen.Id("validateUnion").Call(jen.Id("v"), jen.Id(walk))))
	}
	return methods
}
