package protocol

import (
	"slices"

	"example.com/burin/generator/model"
	"example.com/burin/generator/subset"
)

// besides writes the operations at a path that ends beside the entities: at a
// count, a stream or references.
func (w *writer) besides(path subset.Path) {
	last, before := path[len(path)-1], path[len(path)-2]
	stream := property(before.Type, last.Text)
	switch {
	case before.Value != nil:
		w.rawValue(path, before.Value)
	case last.Text == "$count":
		w.count(path)
	case last.Text == "$ref":
		w.references(path)
	case stream != nil:
		w.stream(path, stream.Schema.MediaTypes, stream.Access)
	default:
		w.stream(path, mediaTypes(before.Type), model.ReadWrite)
	}
}

// isMedia reports whether the entities of a type are streams.
func isMedia(t *model.Type) bool {
	for ; t != nil; t = t.Base {
		if t.Entity != nil && t.Entity.Media {
			return true
		}
	}
	return false
}

// streamed has a body that creates a media entity be its stream (section
// 11.4.7.1), or, where no stream is JSON, the properties too: services commonly
// take those, and the stream after that.
func streamed(b *model.Body, types []string) {
	stream := streamOf(types)
	if slices.Contains(types, jsonType) {
		b.Content = stream
	} else {
		b.More = []*model.Content{&stream}
	}
}

// streamOf is the content that a stream is.
func streamOf(types []string) model.Content {
	c := model.Content{MediaType: "*/*", Form: model.Binary, Schema: scalar(model.Stream)}
	if len(types) == 1 {
		c.MediaType = types[0]
	}
	return c
}

// mediaTypes are those of a media entity, its own or the nearest base's.
func mediaTypes(t *model.Type) []string {
	for ; t != nil; t = t.Base {
		if t.Entity != nil && len(t.Entity.MediaTypes) > 0 {
			return t.Entity.MediaTypes
		}
	}
	return nil
}

// count tells how many entities a collection has (OData Protocol 4.01, section
// 11.2.10).
func (w *writer) count(path subset.Path) {
	at, l := path[:len(path)-1], limits(path)
	if l.NoRead || l.NoCount {
		return
	}
	o := w.operationAs(w.id(at, "count", ""), path, "GET", "Counts "+at[len(at)-1].Type.Name+" objects.")
	o.Query = options([]option{
		{l.NoFilter, "$filter", "Which objects are counted.", scalar(model.String)},
		{l.NoSearch, "$search", "What the objects are searched for.", scalar(model.String)},
	})
	o.Success = &model.Response{Pos: o.Pos, Status: 200, Content: model.Content{MediaType: "text/plain", Schema: scalar(model.Int64)}}
	w.permit(o, l, "read")
}

// stream reads and writes a stream (sections 11.2.4.1, 11.4.7 and 11.4.8).
func (w *writer) stream(path subset.Path, types []string, access model.Access) {
	last, l := path[len(path)-1], limits(path)
	at, suffix := path, ""
	if last.Text == "$value" {
		at, suffix = path[:len(path)-1], "Content"
	}
	if !l.NoRead {
		o := w.operationAs(w.id(at, "get", suffix), path, "GET", "Reads a stream.")
		o.Success = &model.Response{Pos: o.Pos, Status: 200, Content: streamOf(types)}
		w.permit(o, l, "read")
	}
	if l.NoUpdate || access == model.ReadOnly {
		return
	}
	o := w.operationAs(w.id(at, "put", suffix), path, "PUT", "Writes a stream.")
	o.Body = &model.Body{Pos: o.Pos, Content: streamOf(types), Required: true}
	o.Success = &model.Response{Pos: o.Pos, Status: 204}
	w.permit(o, l, "update")
	if suffix == "" {
		o := w.operationAs(w.id(at, "delete", suffix), path, "DELETE", "Deletes a stream.")
		o.Success = &model.Response{Pos: o.Pos, Status: 204}
		w.permit(o, l, "update")
	}
}

// references reads and changes what navigation properties lead to (sections
// 11.2.8 and 11.4.6).
func (w *writer) references(path subset.Path) {
	at, l := path[:len(path)-1], limits(path)
	before := at[len(at)-1]
	changes := before.Link != nil && !before.Link.Link.Contained && before.Link.Access != model.ReadOnly
	if before.Many {
		if !l.NoRead {
			w.listReferences(path, l)
		}
		if changes {
			w.sendReference(path, "add", "POST", "Adds a reference to a collection.")
			w.removeReference(path, true)
		}
		return
	}
	if !l.NoRead {
		o := w.operationAs(w.id(at, "get", "Reference"), path, "GET", "Reads a reference.")
		o.Success = &model.Response{Pos: o.Pos, Status: 200, Content: model.Content{MediaType: jsonType, Schema: named(w.referenceType())}}
		w.permit(o, l, "read")
	}
	switch {
	case changes:
		w.sendReference(path, "set", "PUT", "Sets a reference.")
		w.removeReference(path, false)
	case before.Key && len(at) > 1 && at[len(at)-2].Link != nil && !at[len(at)-2].Link.Link.Contained:
		w.removeReference(path, false)
	}
}

func (w *writer) listReferences(path subset.Path, l *model.Limits) {
	at := path[:len(path)-1]
	page := w.pageType(w.referenceType(), pos(path))
	o := w.operationAs(w.id(at, "list", "References"), path, "GET", "Lists references to "+at[len(at)-1].Type.Name+" objects.")
	o.Query = collectionOptions(&model.Limits{NoTop: l.NoTop, NoSkip: l.NoSkip, NoCount: l.NoCount, NoFilter: l.NoFilter, NoSearch: l.NoSearch,
		NoSort: l.NoSort, NoSelect: true, NoExpand: true})
	o.Success = &model.Response{Pos: o.Pos, Status: 200, Content: model.Content{MediaType: jsonType, Schema: named(page)}}
	o.Paging = &model.Paging{Pos: o.Pos, Items: property(page, "value"), NextLink: property(page, "@odata.nextLink")}
	w.permit(o, l, "read")
}

func (w *writer) sendReference(path subset.Path, verb, method, summary string) {
	o := w.operationAs(w.id(path[:len(path)-1], verb, "Reference"), path, method, summary)
	reference := w.referenceType()
	o.Body = &model.Body{Pos: o.Pos, Content: model.Content{MediaType: jsonType, Schema: named(reference)}, Required: true}
	o.Success = &model.Response{Pos: o.Pos, Status: 204}
	w.permit(o, limits(path), "update")
}

// removeReference removes what the request names by $id, of a collection.
func (w *writer) removeReference(path subset.Path, many bool) {
	o := w.operationAs(w.id(path[:len(path)-1], "remove", "Reference"), path, "DELETE", "Removes a reference.")
	if many {
		o.Query = []*model.Parameter{{Name: "$id", Required: true, Doc: model.Doc{Summary: "The address of what is removed."}, Schema: scalar(model.String)}}
	}
	o.Success = &model.Response{Pos: o.Pos, Status: 204}
	w.permit(o, limits(path), "update")
}

// referenceType is the address of an entity (OData JSON Format 4.01, section 14).
func (w *writer) referenceType() *model.Type {
	at := w.api.Service.Pos
	return w.add(&model.Type{Pos: at, Name: "entityReference", Kind: model.Object, Annotated: true, Doc: model.Doc{Summary: "The address of an entity."},
		Properties: []*model.Property{
			{Pos: at, Name: "@odata.context", Doc: model.Doc{Summary: "The address of the metadata of the reference."}, Schema: scalar(model.String)},
			{Pos: at, Name: "@odata.id", Doc: model.Doc{Summary: "The address, which may begin at the service's root."}, Required: true, Schema: scalar(model.String)},
		}})
}
