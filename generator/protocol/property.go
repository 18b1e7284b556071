package protocol

import (
	"example.com/burin/generator/model"
	"example.com/burin/generator/subset"
)

// value reads and changes a property of no structured type at its own address
// (OData Protocol 4.01, sections 11.2.4 and 11.4.9). One that is null has no
// content; it is made so by deleting it.
func (w *writer) value(path subset.Path, p *model.Property) {
	if l := limits(path); !l.NoRead && p.Access != model.WriteOnly {
		o := w.operation(path, "get", "GET", "Reads the property "+p.Name+".")
		o.Success = &model.Response{Pos: o.Pos, Status: 200, Content: model.Content{MediaType: jsonType, Schema: named(w.valueType(path, p))}}
		o.Successes = noContent(p)
		w.permit(o, l, "read")
	}
	w.setValue(path, p)
}

// setValue changes a property by PUT, and makes it null by DELETE.
func (w *writer) setValue(path subset.Path, p *model.Property) {
	if !changeable(path, p) {
		return
	}
	o := w.operation(path, "set", "PUT", "Sets the property "+p.Name+".")
	o.Body = &model.Body{Pos: o.Pos, Content: model.Content{MediaType: jsonType, Schema: named(w.valueType(path, p))}, Required: true}
	w.changed(o, path)
	w.clear(path, p)
}

func (w *writer) changed(o *model.Operation, path subset.Path) {
	o.Headers = versioned(path)
	o.Success = &model.Response{Pos: o.Pos, Status: 204}
	w.permit(o, limits(path), "update")
}

// clear makes a property null (section 11.4.9.2).
func (w *writer) clear(path subset.Path, p *model.Property) {
	if isNullable(p) {
		w.changed(w.operation(path, "clear", "DELETE", "Sets the property "+p.Name+" to null."), path)
	}
}

func isNullable(p *model.Property) bool { return p.Schema.Nullable && p.Schema.Kind != model.List }

// part reads and changes a property of a complex type: by PATCH some of it, by
// PUT all (section 11.4.9.3).
func (w *writer) part(path subset.Path, p *model.Property) {
	t := path[len(path)-1].Type
	if l := limits(path); !l.NoRead && p.Access != model.WriteOnly {
		w.get(path)
		w.api.Operations[len(w.api.Operations)-1].Successes = noContent(p)
	}
	if !changeable(path, p) {
		return
	}
	for _, change := range []struct{ verb, method, summary string }{{"update", "PATCH", "Updates"}, {"set", "PUT", "Sets"}} {
		o := w.operation(path, change.verb, change.method, change.summary+" the property "+p.Name+".")
		o.Body = &model.Body{Pos: o.Pos, Content: model.Content{MediaType: jsonType, Schema: named(t)}, Required: true, Ignored: createOnly(t)}
		w.changed(o, path)
	}
	w.clear(path, p)
}

// changeable reports whether a property at the end of a path can be changed: one
// of a key never can.
func changeable(path subset.Path, p *model.Property) bool {
	for _, stop := range path {
		for _, part := range keyOf(stop.Type) {
			if part.Path[len(part.Path)-1] == p {
				return false
			}
		}
	}
	return !limits(path).NoUpdate && p.Access != model.ReadOnly && p.Access != model.CreateOnly
}

// noContent is the answer for a property that is null (section 11.2.4).
func noContent(p *model.Property) []*model.Response {
	if !isNullable(p) {
		return nil
	}
	return []*model.Response{{Pos: p.Pos, Status: 204, Doc: model.Doc{Description: "The property is null."}}}
}

// valueType is what holds the value of a property (OData JSON Format 4.01,
// section 11).
func (w *writer) valueType(path subset.Path, p *model.Property) *model.Type {
	schema := *p.Schema
	if schema.Kind != model.List {
		schema.Nullable = false
	}
	name := path[len(path)-2].Type.Name + title(p.Name) + "Value"
	for w.types[name] != nil && w.types[name].Pos != p.Pos {
		name += "Value"
	}
	return w.add(&model.Type{
		Pos: p.Pos, Name: name, Kind: model.Object, Annotated: true,
		Doc: model.Doc{Summary: "The property " + p.Name + " by itself."},
		Properties: []*model.Property{
			{Pos: p.Pos, Name: "@odata.context", Doc: model.Doc{Summary: "The address of the metadata of the value."}, Schema: scalar(model.String)},
			{Pos: p.Pos, Name: "value", Doc: p.Doc, Required: true, Schema: &schema},
		},
	})
}

// rawValue reads and changes a property as text or bytes (section 11.2.4.1).
func (w *writer) rawValue(path subset.Path, p *model.Property) {
	at, l := path[:len(path)-1], limits(path)
	schema := *p.Schema
	schema.Nullable = false
	content := model.Content{MediaType: "text/plain", Form: model.Plain, Schema: &schema}
	if schema.Kind == model.Bytes {
		content = streamOf(schema.MediaTypes)
	}
	if !l.NoRead && p.Access != model.WriteOnly {
		o := w.operationAs(w.id(at, "get", "Raw"), path, "GET", "Reads the property "+p.Name+" as it is.")
		o.Success = &model.Response{Pos: o.Pos, Status: 200, Content: content}
		o.Successes = noContent(p)
		w.permit(o, l, "read")
	}
	if changeable(at, p) {
		o := w.operationAs(w.id(at, "set", "Raw"), path, "PUT", "Sets the property "+p.Name+" to what the body is.")
		o.Body = &model.Body{Pos: o.Pos, Content: content, Required: true}
		w.changed(o, path)
	}
}
