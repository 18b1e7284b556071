package protocol

import (
	"example.com/burin/generator/model"
	"example.com/burin/generator/source"
)

func named(t *model.Type) *model.Schema { return &model.Schema{Pos: t.Pos, Kind: model.Named, Type: t} }

func scalar(kind model.Kind) *model.Schema { return &model.Schema{Kind: kind} }

func listOf(s *model.Schema) *model.Schema { return &model.Schema{Kind: model.List, Elem: s} }

// property finds a property of a type or of its bases; nil where there is none.
func property(t *model.Type, name string) *model.Property {
	for ; t != nil; t = t.Base {
		for _, p := range t.Properties {
			if p.Name == name {
				return p
			}
		}
	}
	return nil
}

// add adds a type that the protocol has and the description does not; one of
// the name that is there already stays.
func (w *writer) add(t *model.Type) *model.Type {
	if known := w.types[t.Name]; known != nil {
		return known
	}
	w.types[t.Name] = t
	w.api.Types = append(w.api.Types, t)
	return t
}

// pageType is a page of a collection (OData JSON Format 4.01, sections 4.5 and 13).
func (w *writer) pageType(t *model.Type, at source.Pos) *model.Type {
	return w.add(&model.Type{
		Pos: at, Name: t.Name + "CollectionResponse", Kind: model.Object,
		Doc: model.Doc{Summary: "A page of " + t.Name + " objects."},
		Properties: append(pageProperties(at),
			&model.Property{Pos: at, Name: "value", Doc: model.Doc{Summary: "The objects of the page."}, Required: true, Schema: listOf(named(t))}),
	})
}

// deltaType is a page of changes (OData JSON Format 4.01, section 15).
func (w *writer) deltaType(t *model.Type, at source.Pos) *model.Type {
	link := &model.Property{Pos: at, Name: "@odata.deltaLink", Schema: scalar(model.String),
		Doc: model.Doc{Summary: "Where to ask for later changes, on the last page."}}
	return w.add(&model.Type{
		Pos: at, Name: t.Name + "DeltaResponse", Kind: model.Object,
		Doc: model.Doc{Summary: "A page of changes of " + t.Name + " objects."},
		Properties: append(pageProperties(at), link,
			&model.Property{Pos: at, Name: "value", Doc: model.Doc{Summary: "What has changed."}, Required: true,
				Schema: listOf(&model.Schema{Kind: model.Named, Type: t, Changed: true})}),
	})
}

func pageProperties(at source.Pos) []*model.Property {
	zero := model.Rules{Minimum: bound(0)}
	return []*model.Property{
		{Pos: at, Name: "@odata.context", Doc: model.Doc{Summary: "The address of the metadata of the page."}, Schema: scalar(model.String)},
		{Pos: at, Name: "@odata.count", Doc: model.Doc{Summary: "How many objects the whole collection holds, where `$count` asked for it."},
			Schema: &model.Schema{Kind: model.Int64, Rules: zero}},
		{Pos: at, Name: "@odata.nextLink", Doc: model.Doc{Summary: "The address of the next page; left out on the last."}, Schema: scalar(model.String)},
	}
}

// parametersType is the body of an action (OData JSON Format 4.01, section 17),
// from which what may be null may be missing (OData Protocol 4.01, section
// 11.5.5.1).
func (w *writer) parametersType(c *model.Call, operation string) *model.Type {
	t := &model.Type{Pos: c.Pos, Name: operation + "Parameters", Kind: model.Object, Closed: true,
		Doc: model.Doc{Summary: "The parameters of " + c.Name + "."}}
	for _, p := range c.Parameters {
		t.Properties = append(t.Properties, &model.Property{Pos: p.Pos, Name: p.Name, Doc: p.Doc, Required: p.Required && !p.Schema.Nullable, Schema: p.Schema})
	}
	return w.add(t)
}

// result is what a call answers with: an object as it is, anything else under
// the name value (OData JSON Format 4.01, sections 11 and 12).
func (w *writer) result(c *model.Call, operation string) *model.Schema {
	s := c.Returns
	switch {
	case s.Kind == model.Named && s.Type.Kind == model.Object:
		return s
	case s.Kind == model.List && s.Elem.Kind == model.Named && s.Elem.Type.Kind == model.Object && c.Delta:
		return named(w.deltaType(s.Elem.Type, c.Pos))
	case s.Kind == model.List && s.Elem.Kind == model.Named && s.Elem.Type.Kind == model.Object:
		return named(w.pageType(s.Elem.Type, c.Pos))
	}
	return named(w.add(&model.Type{
		Pos: c.Pos, Name: operation + "Response", Kind: model.Object,
		Doc: model.Doc{Summary: "The result of " + c.Name + "."},
		Properties: []*model.Property{
			{Pos: c.Pos, Name: "@odata.context", Doc: model.Doc{Summary: "The address of the metadata of the result."}, Schema: scalar(model.String)},
			{Pos: c.Pos, Name: "value", Required: true, Schema: s},
		},
	}))
}

// errorType is the body of an error (OData JSON Format 4.01, section 21.1).
func (w *writer) errorType() *model.Type {
	at := w.api.Service.Pos
	texts := func(required bool, name, summary string, nullable bool) *model.Property {
		return &model.Property{Pos: at, Name: name, Doc: model.Doc{Summary: summary}, Required: required,
			Schema: &model.Schema{Kind: model.String, Nullable: nullable}}
	}
	detail := w.add(&model.Type{Pos: at, Name: "errorDetail", Kind: model.Object, Doc: model.Doc{Summary: "One fault of several."},
		Properties: []*model.Property{
			texts(true, "code", "A word for the kind of fault.", false),
			texts(true, "message", "The fault in words.", false),
			texts(false, "target", "What is at fault.", true),
		}})
	main := w.add(&model.Type{Pos: at, Name: "mainError", Kind: model.Object, Doc: model.Doc{Summary: "What went wrong."},
		Properties: []*model.Property{
			texts(true, "code", "A word for the kind of error, the same in every language.", false),
			texts(true, "message", "The error in words, for the developer of the client.", false),
			texts(false, "target", "What is at fault, such as the name of a property or of a query option.", true),
			{Pos: at, Name: "details", Doc: model.Doc{Summary: "Every fault found, where there are several."}, Schema: listOf(named(detail))},
			{Pos: at, Name: "innererror", Doc: model.Doc{Summary: "What the service's operators need to find the request again."}, Schema: scalar(model.Any)},
		}})
	return w.add(&model.Type{Pos: at, Name: "odataError", Kind: model.Object, Doc: model.Doc{Summary: "The body of every error response."},
		Properties: []*model.Property{{Pos: at, Name: "error", Doc: main.Doc, Required: true, Schema: named(main)}}})
}
