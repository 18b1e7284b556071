package openapi

import (
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"

	"example.com/burin/generator/model"
)

// declared is a parameter with its node.
type declared struct {
	node  *node
	value *openapi3.Parameter
}

// declared lists the parameters of a Path Item or an Operation Object.
func (c *converter) declared(n *node, refs openapi3.Parameters) []declared {
	var parameters []declared
	for i, item := range n.get("parameters").kept() {
		if i < len(refs) && refs[i].Value != nil {
			parameters = append(parameters, declared{c.referred(item), refs[i].Value})
		}
	}
	return parameters
}

// parameters converts the parameters of a path and of an operation, which take
// the place of the path's where name and location are the same (section
// 4.7.10).
func (c *converter) parameters(o *model.Operation, path *node, all []declared) {
	var merged []declared
	for _, p := range all {
		same := func(q declared) bool { return q.value.Name == p.value.Name && q.value.In == p.value.In }
		if i := slices.IndexFunc(merged, same); i >= 0 {
			merged[i] = p
		} else {
			merged = append(merged, p)
		}
	}
	inPath := map[string]*model.Parameter{}
	for _, p := range merged {
		switch p.value.In {
		case openapi3.ParameterInPath:
			inPath[p.value.Name] = c.parameter(p.node, p.value)
		case openapi3.ParameterInQuery:
			o.Query = append(o.Query, c.parameter(p.node, p.value))
		case openapi3.ParameterInCookie:
			o.Cookies = append(o.Cookies, c.parameter(p.node, p.value))
		case openapi3.ParameterInHeader:
			if slices.Contains(ignoredHeaders, strings.ToLower(p.value.Name)) {
				c.note(p.node, "the header parameter "+quoted(p.value.Name)+" is ignored, as OpenAPI asks")
				continue
			}
			o.Headers = append(o.Headers, c.parameter(p.node, p.value))
		}
	}
	o.Path = c.segments(path, inPath)
}

// ignoredHeaders are header parameters that a description cannot define
// (section 4.7.12.2).
var ignoredHeaders = []string{"accept", "content-type", "authorization"}

// segments takes a path apart into literals and parameters.
func (c *converter) segments(path *node, parameters map[string]*model.Parameter) []model.Segment {
	var segments []model.Segment
	for part := range strings.SplitSeq(strings.TrimPrefix(path.key, "/"), "/") {
		pieces := []model.Segment{}
		for rest, more := part, true; more; {
			literal, after, found := strings.Cut(rest, "{")
			pieces = append(pieces, model.Segment{Literal: literal})
			if more = found; found {
				name, tail, _ := strings.Cut(after, "}")
				pieces = append(pieces, model.Segment{Param: parameters[name]})
				rest = tail
			}
		}
		switch {
		case len(pieces) == 1:
			segments = append(segments, pieces[0])
		case len(pieces) == 3 && pieces[0].Literal+pieces[2].Literal == "":
			segments = append(segments, pieces[1])
		default:
			for i := 2; i < len(pieces)-2; i += 2 {
				if pieces[i].Literal == "" {
					c.notYet(path, "nothing tells where a parameter ends and the next begins in %s: put a character between them", quoted(part))
				}
			}
			segments = append(segments, model.Segment{Parts: pieces})
		}
	}
	return segments
}

// parameter converts a Parameter Object.
func (c *converter) parameter(n *node, v *openapi3.Parameter) *model.Parameter {
	c.fields(n)
	p := &model.Parameter{
		Pos: n.place(), Name: v.Name, Wish: c.wish(n), Doc: c.doc(n), Required: v.Required,
		Reserved: n.isTrue("allowReserved"), Empty: n.isTrue("allowEmptyValue"),
	}
	if style := n.get("style"); style != nil && !style.cut {
		p.Style = parameterStyles[style.text]
	}
	schema, ref := n.get("schema"), v.Schema
	if content := n.get("content"); content != nil && !content.cut && !content.faulty {
		schema, ref = c.parameterContent(p, content, v.Content)
	}
	if schema == nil || schema.cut || ref == nil || ref.Value == nil {
		return p
	}
	if p.Schema = c.schema(ref, schema); p.Schema == nil {
		return p
	}
	if !p.JSON {
		if p.Schema = c.madeInText(p.Schema, schema); p.Schema == nil {
			return p
		}
		p.Schema = c.inText(p.Schema, schema)
	}
	if !p.JSON {
		c.withoutNull(p, schema)
	}
	c.parameterSchema(p, schema, v.In)
	p.Explode = explodes(p, n, v.In)
	c.parameterDefault(p, schema)
	return p
}

// withoutNull has neither a parameter nor what is in it be null.
func (c *converter) withoutNull(p *model.Parameter, n *node) {
	s := *p.Schema
	several := s.Kind == model.List || s.Kind == model.Map
	if !s.Nullable && !(several && s.Elem.Nullable) {
		return
	}
	c.note(n, "null has no form in a parameter: it is neither sent nor taken")
	s.Nullable = false
	if several {
		element := *s.Elem
		element.Nullable = false
		s.Elem = &element
	}
	p.Schema = &s
}

// parameterStyles are the styles that are not the usual one of any location.
var parameterStyles = map[string]model.Style{
	"label": model.Label, "matrix": model.Matrix, "spaceDelimited": model.SpaceDelimited,
	"pipeDelimited": model.PipeDelimited, "deepObject": model.DeepObject,
}

// explodes says whether each part of a value stands for itself: by default in
// style form alone (section 4.7.12.2.1).
func explodes(p *model.Parameter, n *node, in string) bool {
	if isScalar(p.Schema) {
		return false
	}
	if n.get("explode") != nil {
		return n.isTrue("explode")
	}
	return p.Style == model.Usual && (in == openapi3.ParameterInQuery || in == openapi3.ParameterInCookie)
}

func isObject(s *model.Schema) bool {
	return s.Kind == model.Named && s.Type.Kind == model.Object
}

// parameterContent finds the schema of a parameter whose value is a document.
func (c *converter) parameterContent(p *model.Parameter, n *node, content openapi3.Content) (*node, *openapi3.SchemaRef) {
	for _, member := range n.fields() {
		c.fields(member)
		if !isJSONType(member.key) {
			return c.parameterText(p, member, content[member.key])
		}
		p.JSON = true
		if value := content[member.key]; value != nil && member.get("schema") != nil {
			return member.get("schema"), value.Schema
		}
		c.lacks(member, "the parameter may be any JSON, since it has no schema")
		p.Schema = &model.Schema{Pos: member.place(), Kind: model.Any}
	}
	return nil, nil
}

// parameterText finds the schema of a parameter that is a document and not JSON: that
// of text may be one of simple values, and others are left to the caller as text.
func (c *converter) parameterText(p *model.Parameter, n *node, v *openapi3.MediaType) (*node, *openapi3.SchemaRef) {
	schema := n.get("schema")
	if e := c.effective(schema); formOfType(n.key) == model.Text && v != nil && e != nil && !schema.cut {
		switch c.jsonKind(e) {
		case kindString, kindInteger, kindNumber, kindBoolean:
			return schema, v.Schema
		}
	}
	if formOfType(n.key) != model.Text || schema != nil {
		c.note(n, "a parameter of the media type "+n.key+" is left to the caller as text")
	}
	p.Schema = &model.Schema{Pos: n.place(), Kind: model.String}
	return nil, nil
}

// isJSONType says whether a media type is of JSON text (RFC 6839, section 3.1).
func isJSONType(name string) bool {
	name, _, _ = strings.Cut(strings.ToLower(name), ";")
	name = strings.TrimSpace(name)
	return name == jsonType || strings.HasSuffix(name, "+json")
}

// inText gives the schema that a value in a parameter is read by. Text says
// nothing of its type: any JSON is a string there, and where a value or a list of
// such is allowed it is a list.
func (c *converter) inText(s *model.Schema, n *node) *model.Schema {
	switch {
	case s.Kind == model.Any:
		c.note(n, "a value of any type in a parameter is taken as text")
		return &model.Schema{Pos: s.Pos, Kind: model.String, Nullable: s.Nullable}
	case (s.Kind == model.List || s.Kind == model.Map) && s.Elem.Kind == model.Any:
		several := *s
		several.Elem = c.inText(s.Elem, n)
		return &several
	case isUnion(s) && !isScalar(s):
		for _, v := range s.Type.Union.Variants {
			if v.Schema.Kind == model.List && isScalar(v.Schema.Elem) {
				c.note(n, "a choice of a list and others in a parameter is taken as the list")
				list := *v.Schema
				list.Pos, list.Nullable = s.Pos, s.Nullable
				return &list
			}
		}
	}
	return s
}

func isUnion(s *model.Schema) bool { return s.Kind == model.Named && s.Type.Kind == model.Union }

// parameterSchema has a value for which OpenAPI leaves open how it stands in a
// parameter, one within another (section 4.7.12.3), stand as JSON, and says so.
func (c *converter) parameterSchema(p *model.Parameter, n *node, in string) {
	if p.JSON {
		return
	}
	if p.Schema.Kind == model.Own { // a number or a boolean, which JSON has as they stand here
		p.JSON = true
		return
	}
	if isScalar(p.Schema) && p.Style == model.DeepObject {
		c.note(n, "the style deepObject is for objects: the value stands as in the style form")
		p.Style = model.Usual
	}
	forms := parameterForms{in: in, deep: p.Style == model.DeepObject}
	forms.spread = p.Style == model.Usual && in == openapi3.ParameterInQuery && (n.parent.get("explode") == nil || n.parent.isTrue("explode"))
	if within := forms.beyond(p.Schema, nil); within != "" {
		c.note(n, "OpenAPI has no form for "+within+" in a parameter: the value stands there as JSON")
		p.JSON = true
		return
	}
	if isObject(p.Schema) && p.Schema.Type.Additional != nil {
		switch {
		case !p.Schema.Type.HasSimpleOthers():
			c.note(n, "further properties that are no simple values are not in the parameter")
		case forms.spread && in == openapi3.ParameterInQuery:
			c.note(n, "further properties are sent, and not taken: nothing tells them from other parameters")
		}
	}
}

// parameterForms are the forms that values within values have in a parameter.
type parameterForms struct {
	in     string
	deep   bool // each stands by its path: a[b][c] (style deepObject)
	spread bool // the properties of an object stand beside other parameters
}

// beyond is the part of a value that there is no form for, or "".
func (f parameterForms) beyond(s *model.Schema, within []*model.Type) string {
	switch {
	case isScalar(s):
		return ""
	case s.Kind == model.List && isScalar(s.Elem):
		if within == nil || f.deep || f.spread && len(within) == 1 {
			return ""
		}
	case s.Kind == model.Map && isScalar(s.Elem):
		if (within == nil || f.deep) && (f.in == openapi3.ParameterInQuery || f.in == openapi3.ParameterInCookie) {
			return ""
		}
	case isObject(s) && (within == nil || f.deep) && !slices.Contains(within, s.Type):
		for _, property := range s.Type.Properties {
			if property.Schema == nil {
				continue
			}
			if beyond := f.beyond(property.Schema, append(within, s.Type)); beyond != "" {
				return beyond
			}
		}
		return ""
	case isUnion(s) && within == nil && f.deep && f.in == openapi3.ParameterInQuery && isChoiceOfKinds(s):
		for _, v := range s.Type.Union.Variants {
			if beyond := f.beyond(v.Schema, nil); beyond != "" {
				return beyond
			}
		}
		return ""
	}
	return beyondWord(s)
}

// isChoiceOfKinds says whether the kinds of a choice tell themselves apart by where
// they stand in a parameter: one value, and one object.
func isChoiceOfKinds(s *model.Schema) bool {
	scalars, objects := 0, 0
	for _, v := range s.Type.Union.Variants {
		switch {
		case isScalar(v.Schema):
			scalars++
		case isObject(v.Schema) || v.Schema.Kind == model.Map:
			objects++
		}
	}
	return scalars <= 1 && objects == 1 && scalars+objects == len(s.Type.Union.Variants)
}

func beyondWord(s *model.Schema) string {
	switch {
	case s.Kind == model.List && !isScalar(s.Elem):
		return "a list of lists or objects"
	case s.Kind == model.List:
		return "a list in an object"
	case s.Kind == model.Map || isObject(s):
		return "such an object"
	}
	return "such a value"
}

func isScalar(s *model.Schema) bool {
	if s != nil && isUnion(s) {
		return !slices.ContainsFunc(s.Type.Union.Variants, func(v *model.Variant) bool { return !isScalar(v.Schema) })
	}
	return s != nil && s.Kind != model.List && s.Kind != model.Map && s.Kind != model.Any && s.Kind != model.Own && s.Kind != model.Stream && !isObject(s)
}

// ofParameter says whether a schema is that of a parameter, by itself.
func ofParameter(n *node) bool {
	return n.parent != nil && n.parent.def != nil && n.parent.def.name == "Parameter"
}

// ofHeader says whether a schema is that of a header of an answer, by itself.
func ofHeader(n *node) bool {
	return n.parent != nil && n.parent.def != nil && n.parent.def.name == "Header"
}

// parameterDefault reads what stands for a parameter that is not sent.
func (c *converter) parameterDefault(p *model.Parameter, schema *node) {
	n := schema.get("default")
	if n == nil || n.cut || !ofParameter(schema) || schema.def == nil { // ignored next to a reference
		return
	}
	if p.Required {
		c.note(n, "a parameter that is required has no use for a default")
		return
	}
	if p.Default = c.fill(p.Schema, n); p.Default == nil || n.kind == null {
		p.Default = nil
		c.note(n, "the default of this parameter is not filled in")
	}
}

func literal(n *node) *model.Literal {
	l := &model.Literal{Pos: n.pos, Text: n.text}
	for _, item := range n.list() {
		l.Items = append(l.Items, literal(item))
	}
	return l
}
