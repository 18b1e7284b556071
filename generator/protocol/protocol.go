// Package protocol writes what an OData service answers at chosen paths out as
// operations, for what is written of operations: servers. It knows the model and
// the OData Protocol (4.01, section 11), not how a selection is made nor Go.
package protocol

import (
	"fmt"
	"slices"

	"example.com/burin/generator/model"
	"example.com/burin/generator/source"
	"example.com/burin/generator/subset"
)

// Write gives a copy of a description whose operations are the requests that
// its service answers at the paths, and whose types are joined by those that
// such requests and answers have: pages, parameters of actions, errors. The
// error lists what cannot be served yet.
func Write(api *model.API, paths []subset.Path) (*model.API, error) {
	out := *api
	w := &writer{api: &out, types: map[string]*model.Type{}, schemes: map[string]*model.SecurityScheme{}, ids: map[string]bool{}}
	out.Types = append([]*model.Type(nil), api.Types...)
	out.Security = append([]*model.SecurityScheme(nil), api.Security...)
	for _, t := range api.Types {
		w.types[t.Name] = t
	}
	service := *api.Service
	out.Service, w.failure = &service, w.errorType()
	for _, path := range paths {
		before := len(out.Operations)
		w.requests(path)
		made := slices.DeleteFunc(out.Operations[before:], func(o *model.Operation) bool { return !path.Wants(o.Method) })
		out.Operations = out.Operations[:before+len(made)]
	}
	return &out, w.faults.Err()
}

type writer struct {
	api     *model.API
	types   map[string]*model.Type // by name
	schemes map[string]*model.SecurityScheme
	ids     map[string]bool // of operations
	failure *model.Type
	faults  source.Faults
}

// requests writes the operations at a path.
func (w *writer) requests(path subset.Path) {
	last := path[len(path)-1]
	switch {
	case last.Text == "$batch" && len(path) == 1:
		w.api.Service.Batch = true
	case last.Call != nil:
		w.call(path, last.Call)
	case last.Value != nil:
		w.value(path, last.Value)
	case last.Type == nil:
		w.besides(path)
	case last.Part != nil && last.Many:
		w.list(path)
		w.setValue(path, last.Part)
	case last.Part != nil:
		w.part(path, last.Part)
	case last.Type.Entity == nil:
		w.get(path)
	case last.Many:
		w.list(path)
		w.create(path)
	case last.Link != nil && !last.Link.Link.Contained:
		w.get(path) // it is changed at an address of its own
	default:
		w.get(path)
		w.update(path)
		w.delete(path)
	}
}

// limits are what the service says of the place where a path ends, for its root
// or for its last navigation property.
func limits(path subset.Path) *model.Limits {
	for i := len(path) - 1; i >= 0; i-- {
		switch {
		case path[i].Link != nil && path[i].Link.Link.Limits != nil:
			return path[i].Link.Link.Limits
		case path[i].Link != nil:
			return &model.Limits{}
		case path[i].Root != nil && path[i].Root.Limits != nil:
			return path[i].Root.Limits
		}
	}
	return &model.Limits{}
}

// list reads a collection (OData Protocol 4.01, section 11.2.6).
func (w *writer) list(path subset.Path) {
	at, l := path[len(path)-1], limits(path)
	if l.NoRead || !path.Wants("GET") {
		return
	}
	page := w.pageType(at.Type, pos(path))
	o := w.operation(path, "list", "GET", "Lists "+at.Type.Name+" objects.")
	o.Query = collectionOptions(l)
	o.Success = &model.Response{Pos: o.Pos, Status: 200, Content: model.Content{MediaType: jsonType, Schema: named(page)}}
	o.Paging = &model.Paging{Pos: o.Pos, Items: property(page, "value"), NextLink: property(page, "@odata.nextLink")}
	w.permit(o, l, "read")
}

// create adds to a collection (section 11.4.2).
func (w *writer) create(path subset.Path) {
	at, l := path[len(path)-1], limits(path)
	if l.NoInsert {
		return
	}
	o := w.operation(path, "create", "POST", "Creates a "+at.Type.Name+" object.")
	o.Body = &model.Body{Pos: o.Pos, Content: model.Content{MediaType: jsonType, Schema: named(at.Type)}, Required: true}
	if isMedia(at.Type) {
		streamed(o.Body, mediaTypes(at.Type))
	}
	for _, name := range l.Required {
		if p := property(at.Type, name); p != nil && p.Access != model.ReadOnly && p.Schema.Kind != model.Stream { // which is never in the body
			o.Body.Demands = append(o.Body.Demands, model.Demand{Pos: p.Pos, Property: p})
		}
	}
	o.Success = &model.Response{Pos: o.Pos, Status: 201, Content: model.Content{MediaType: jsonType, Schema: named(at.Type)}}
	o.Created = createdBy(at.Type)
	w.permit(o, l, "insert")
}

// createdBy is the key by which what has been created is found (section 8.3.3); nil
// where some of it lies deeper than in the entity itself, or is left out.
func createdBy(t *model.Type) []*model.KeyPart {
	key := keyOf(t)
	for _, part := range key {
		if len(part.Path) > 1 || property(t, part.Path[0].Name) != part.Path[0] {
			return nil
		}
	}
	return key
}

// get reads an entity (section 11.2.2).
func (w *writer) get(path subset.Path) {
	at, l := path[len(path)-1], limits(path)
	if l.NoRead {
		return
	}
	o := w.operation(path, "get", "GET", "Reads a "+at.Type.Name+" object.")
	o.Query = entityOptions(l)
	o.Success = &model.Response{Pos: o.Pos, Status: 200, Content: model.Content{MediaType: jsonType, Schema: named(at.Type)}}
	w.permit(o, l, "read")
}

// update changes the properties of an entity that the body has (section 11.4.3).
func (w *writer) update(path subset.Path) {
	at, l := path[len(path)-1], limits(path)
	if l.NoUpdate {
		return
	}
	verb, method, summary := "update", "PATCH", "Updates a "
	if l.Put {
		verb, method, summary = "replace", "PUT", "Replaces a "
	}
	o := w.operation(path, verb, method, summary+at.Type.Name+" object.")
	o.Headers = versioned(path)
	o.Body = &model.Body{Pos: o.Pos, Content: model.Content{MediaType: jsonType, Schema: named(at.Type)}, Required: true}
	o.Body.Ignored = createOnly(at.Type)
	o.Success = &model.Response{Pos: o.Pos, Status: 200, Content: model.Content{MediaType: jsonType, Schema: named(at.Type)}}
	w.permit(o, l, "update")
}

// createOnly are the properties that a service ignores in updates (section
// 11.4.3).
func createOnly(t *model.Type) (list []*model.Property) {
	for ; t != nil; t = t.Base {
		for _, p := range t.Properties {
			if p.Access == model.CreateOnly {
				list = append(list, p)
			}
		}
	}
	return list
}

// delete removes an entity (section 11.4.5); a singleton stays.
func (w *writer) delete(path subset.Path) {
	at, l := path[len(path)-1], limits(path)
	if l.NoDelete || at.Root != nil {
		return
	}
	o := w.operation(path, "delete", "DELETE", "Deletes a "+at.Type.Name+" object.")
	o.Headers = versioned(path)
	o.Success = &model.Response{Pos: o.Pos, Status: 204}
	w.permit(o, l, "delete")
}

// versioned is the header by which a change says which version it changes, where
// the service asks for that (section 11.4.1.1).
func versioned(path subset.Path) []*model.Parameter {
	for i := len(path) - 1; i >= 0; i-- {
		root, link := path[i].Root, path[i].Link
		switch {
		case root != nil && root.ETag, link != nil && link.Link.ETag:
			return []*model.Parameter{{Name: "If-Match", Schema: scalar(model.String), Doc: model.Doc{
				Summary: "The ETag of the version that is changed; where it is left out the answer is to be 428, and 412 where it is another."}}}
		case root != nil || link != nil:
			return nil
		}
	}
	return nil
}

// call writes an action or a function (section 11.5).
func (w *writer) call(path subset.Path, c *model.Call) {
	method := "GET"
	if c.Action {
		method = "POST"
	}
	o := w.operation(path, c.Name, method, fmt.Sprintf("Calls %s.", c.Name))
	if c.Doc.Summary != "" || c.Doc.Description != "" {
		o.Doc = c.Doc
	}
	if c.Action && len(c.Parameters) > 0 {
		o.Body = &model.Body{Pos: c.Pos, Content: model.Content{MediaType: jsonType, Schema: named(w.parametersType(c, o.ID))}, Required: true}
	}
	o.Success = &model.Response{Pos: c.Pos, Status: 204}
	switch s := c.Returns; {
	case s == nil:
	case s.Kind == model.Stream:
		o.Success = &model.Response{Pos: c.Pos, Status: 200, Content: model.Content{MediaType: "*/*", Form: model.Binary, Schema: s}}
	default:
		result := w.result(c, o.ID)
		o.Success = &model.Response{Pos: c.Pos, Status: 200, Content: model.Content{MediaType: jsonType, Schema: result}}
		if next := property(result.Type, "@odata.nextLink"); next != nil && !c.Action {
			o.Query = callOptions(c)
			o.Paging = &model.Paging{Pos: c.Pos, Items: property(result.Type, "value"), NextLink: next}
		}
	}
}

// permit has an operation ask for one of the permissions that the service wants.
func (w *writer) permit(o *model.Operation, l *model.Limits, request string) {
	for _, p := range l.Permissions {
		if p.Request != request {
			continue
		}
		for _, scope := range p.Scopes {
			o.Security = append(o.Security, model.Requirement{Schemes: []model.SchemeScopes{{Scheme: w.scheme(p.Scheme), Scopes: []string{scope}}}})
		}
	}
}

func (w *writer) scheme(name string) *model.SecurityScheme {
	if w.schemes[name] == nil {
		w.schemes[name] = &model.SecurityScheme{Name: name, Type: "oauth2"}
		w.api.Security = append(w.api.Security, w.schemes[name])
	}
	return w.schemes[name]
}
