package subset

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/burin/generator/model"
	"example.com/burin/generator/selection"
	"example.com/burin/generator/source"
)

// directory is a service with a circle of navigation properties, types that
// derive from others, a stream, calls bound to an entity and to a collection.
func directory() *model.API {
	text := &model.Schema{Kind: model.String}
	named := func(t *model.Type) *model.Schema { return &model.Schema{Kind: model.Named, Type: t} }
	list := func(t *model.Type) *model.Schema { return &model.Schema{Kind: model.List, Elem: named(t)} }
	link := func(name string, s *model.Schema) *model.Property {
		return &model.Property{Name: name, Schema: s, Link: &model.Link{}}
	}
	id := &model.Property{Name: "id", Schema: text}
	entity := func(name string, base *model.Type, properties ...*model.Property) *model.Type {
		t := &model.Type{Name: name, Kind: model.Object, Base: base, Tag: "#ns." + name, TagName: "@odata.type", Entity: &model.Entity{}, Properties: properties}
		if base == nil {
			t.Entity.Key = []*model.KeyPart{{Path: []*model.Property{id}}}
			t.Properties = append([]*model.Property{id}, properties...)
		}
		return t
	}
	city := &model.Type{Name: "city", Kind: model.Object, Properties: []*model.Property{{Name: "name", Schema: text}}}
	object := entity("object", nil)
	object.Extended = true
	photo := entity("photo", nil, &model.Property{Name: "content", Schema: &model.Schema{Kind: model.Stream}})
	user := entity("user", object, &model.Property{Name: "city", Schema: named(city)}, link("manager", named(object)), link("photo", named(photo)))
	group := entity("group", object, link("members", list(object)), link("photo", named(photo)))
	report := &model.Type{Name: "report", Kind: model.Object}
	check := &model.Call{Name: "check", Namespace: "ns", Action: true, Binding: named(object), Returns: named(report)}
	hidden := &model.Call{Name: "hidden", Namespace: "ns", Binding: named(object), Explicit: true}
	shown := &model.Call{Name: "shown", Namespace: "ns", Binding: named(user), Explicit: true}
	user.Entity.Explicit = []string{"ns.shown"}
	changes := &model.Call{Name: "delta", Namespace: "ns", Binding: list(user), Returns: list(user), Delta: true}
	return &model.API{
		Source: "directory.xml",
		Types:  []*model.Type{object, user, group, city, photo, report},
		Service: &model.Service{
			Roots: []*model.Root{{Name: "users", Type: user, Collection: true}, {Name: "groups", Type: group, Collection: true}, {Name: "me", Type: user}},
			Calls: []*model.Call{check, changes, hidden, shown},
		},
	}
}

// served is the service's part of a subset in words.
type served struct {
	Types  []string // type: reason
	Passed []string
	Roots  []string
	Links  []string // taken
	Fields []string // navigation properties that are held and not gone along
	Calls  []string
}

func serve(s *Subset) served {
	var d served
	for _, t := range s.API.Types {
		d.Types = append(d.Types, t.Name+": "+s.Reasons[t].String())
	}
	for _, t := range append(append([]*model.Type(nil), s.API.Types...), s.API.Service.Passed...) {
		for _, p := range t.Properties {
			if p.Link != nil && !p.Link.Untaken {
				d.Links = append(d.Links, t.Name+"."+p.Name)
			} else if p.Link != nil {
				d.Fields = append(d.Fields, t.Name+"."+p.Name)
			}
		}
	}
	for _, t := range s.API.Service.Passed {
		d.Passed = append(d.Passed, t.Name)
	}
	for _, r := range s.API.Service.Roots {
		d.Roots = append(d.Roots, r.Name)
	}
	for _, c := range s.API.Service.Calls {
		d.Calls = append(d.Calls, c.Name)
	}
	return d
}

func TestSelectOfService(t *testing.T) {
	for _, test := range []struct {
		name     string
		selected selection.Selection
		want     served
	}{
		{"everything", selection.Selection{}, served{
			Types: []string{"object: base of user", "user: path /users", "group: path /groups", "city: property city of user",
				"photo: path photo of user", "report: result of check"},
			Roots: []string{"users", "groups", "me"},
			Links: []string{"user.manager", "user.photo", "group.members", "group.photo"},
			Calls: []string{"check", "delta", "shown"},
		}},
		{"a collection", selection.Selection{Include: selection.Filter{Paths: paths(t, "/users")}}, served{
			Types: []string{"object: base of user", "user: path /users", "city: property city of user"},
			Roots: []string{"users"}, Fields: []string{"user.manager"},
		}},
		{"through types that are not held", selection.Selection{Include: selection.Filter{Paths: paths(t, "/users/{id}/photo/**")}}, served{
			Types: []string{"photo: path photo of user"}, Passed: []string{"user"},
			Roots: []string{"users"}, Links: []string{"user.photo"},
		}},
		{"a cast", selection.Selection{Include: selection.Filter{Paths: paths(t, "/groups/{id}/members/ns.user")}}, served{
			Types:  []string{"object: base of user", "user: path ns.user of a collection of object", "city: property city of user"},
			Passed: []string{"group"}, Roots: []string{"groups"}, Links: []string{"group.members"}, Fields: []string{"user.manager"},
		}},
		{"calls by path", selection.Selection{Include: selection.Filter{Paths: paths(t, "/me/check", "/users/delta()")}}, served{
			Types: []string{"object: base of user", "user: result of delta", "city: property city of user", "report: result of check"},
			Roots: []string{"users", "me"}, Fields: []string{"user.manager"}, Calls: []string{"check", "delta"},
		}},
		{"calls by name, at the end of the shortest path", selection.Selection{Include: selection.Filter{Operations: names(t, "object.check")}}, served{
			Types: []string{"report: result of check"}, Passed: []string{"user"}, Roots: []string{"me"}, Calls: []string{"check"},
		}},
		{"less some paths and calls", selection.Selection{
			Include: selection.Filter{Paths: paths(t, "/me/**")},
			Exclude: selection.Filter{Paths: paths(t, "/**/photo/**"), Operations: names(t, "check")},
		}, served{
			Types: []string{"object: base of user", "user: path /me", "group: path ns.group of object", "city: property city of user"},
			Roots: []string{"me"}, Links: []string{"user.manager", "group.members"}, Calls: []string{"delta", "shown"},
		}},
		{"a navigation property by name", selection.Selection{Include: selection.Filter{
			Paths: paths(t, "/me"), Properties: trims(t, "user", "city", "photo"),
		}}, served{
			Types: []string{"object: base of user", "user: path /me", "city: property city of user", "photo: property photo of user"},
			Roots: []string{"me"}, Fields: []string{"user.photo"},
		}},
	} {
		t.Run(test.name, func(t *testing.T) {
			whole := directory()
			got, err := Select(whole, test.selected)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(test.want, serve(got)); diff != "" {
				t.Error(diff)
			}
			checkClosed(t, got.API)
		})
	}
}

// checkClosed finds types that a part leads to and does not have.
func checkClosed(t *testing.T, api *model.API) {
	t.Helper()
	known := map[*model.Type]bool{}
	all := append(append([]*model.Type(nil), api.Types...), api.Service.Passed...)
	for _, typ := range all {
		known[typ] = true
	}
	check := func(what string, typ *model.Type) {
		if typ != nil && !known[typ] {
			t.Errorf("%s leads to %s, which is not in the part", what, typ.Name)
		}
	}
	for _, typ := range all {
		check(typ.Name, typ.Base)
		for _, p := range typ.Properties {
			check(typ.Name+"."+p.Name, typeOf(p.Schema))
			if p.Schema.Kind == model.Named && p.Schema.Type == nil {
				t.Errorf("%s.%s has no type", typ.Name, p.Name)
			}
		}
		if typ.Entity != nil && typ.Base == nil && len(typ.Entity.Key) == 0 {
			t.Errorf("%s has no key", typ.Name)
		}
	}
	for _, r := range api.Service.Roots {
		check(r.Name, r.Type)
	}
	for _, c := range api.Service.Calls {
		check(c.Name, typeOf(c.Binding))
		check(c.Name, typeOf(c.Returns))
	}
}

// TestRequestsOfService asks for the requests of some methods alone.
func TestRequestsOfService(t *testing.T) {
	all := model.Requests{List: true, Create: true, Get: true, Update: true, Replace: true, Delete: true}
	for _, test := range []struct {
		name             string
		include, exclude []string
		users            model.Requests
		alone            bool
	}{
		{"all", []string{"/users"}, nil, all, false},
		{"all of one", []string{"/users/{id}"}, nil, all, false},
		{"one", []string{"POST /users"}, nil, model.Requests{Create: true}, true},
		{"one of each", []string{"GET /users", "PATCH /users/{id}"}, nil, model.Requests{List: true, Update: true}, true},
		{"in batches", []string{"GET /users", "POST /$batch"}, nil, model.Requests{List: true}, false},
		{"one of many and all of one", []string{"POST /users", "/me"}, nil,
			model.Requests{Create: true, Get: true, Update: true, Replace: true, Delete: true}, false},
		{"all but one", []string{"/users", "/users/{id}"}, []string{"DELETE /users/{id}"},
			model.Requests{List: true, Create: true, Get: true, Update: true, Replace: true}, false},
	} {
		t.Run(test.name, func(t *testing.T) {
			selected := selection.Selection{
				Include: selection.Filter{Paths: paths(t, test.include...)}, Exclude: selection.Filter{Paths: paths(t, test.exclude...)},
			}
			got, err := Select(directory(), selected)
			if err != nil {
				t.Fatal(err)
			}
			users := all
			for of, requests := range got.API.Service.Requests {
				if of.Name == "user" {
					users = requests
				}
			}
			if diff := cmp.Diff(test.users, users); diff != "" || got.API.Service.Alone != test.alone {
				t.Errorf("alone %t, (-want +got)\n%s", got.API.Service.Alone, diff)
			}
		})
	}
}

func TestFaultsOfService(t *testing.T) {
	for _, test := range []struct {
		name     string
		selected selection.Selection
		want     string
	}{
		{"a path that leads nowhere", selection.Selection{Include: selection.Filter{Paths: paths(t, "/users/{id}/manger")}},
			`burin.yaml:1:1: "/users/{id}/manger" matches no path, since nothing there is "manger": did you mean "manager"?`},
		{"a method that is none", selection.Selection{Include: selection.Filter{Paths: paths(t, "GET /me/check", "DELETE /users")}},
			`burin.yaml:1:1: "GET /me/check" matches no request: none at its paths is a GET
burin.yaml:1:2: "DELETE /users" matches no request: none at its paths is a DELETE`},
		{"an operation that is none", selection.Selection{Include: selection.Filter{Operations: names(t, "chek")}},
			`burin.yaml:1:1: "chek" matches no operation: did you mean "check"?`},
		{"a result left out", selection.Selection{Include: selection.Filter{Paths: paths(t, "/me/check")}, Exclude: selection.Filter{Types: names(t, "report")}},
			`burin.yaml:1:1: this leaves out report, yet the result of check is made of it: exclude that operation too, or keep the type`},
		{"a base left out", selection.Selection{Include: selection.Filter{Types: names(t, "user")}, Exclude: selection.Filter{Types: names(t, "object")}},
			`burin.yaml:1:1: this leaves out object, yet user derives from it: exclude that type too, or keep the base`},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, err := Select(directory(), test.selected)
			var faults source.Faults
			if !errors.As(err, &faults) {
				t.Fatalf("got %v", err)
			}
			if diff := cmp.Diff(test.want, err.Error()); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestNotesOfService(t *testing.T) {
	part, err := Select(directory(), selection.Selection{Include: selection.Filter{Paths: paths(t, "/users")}})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, note := range part.API.Unused {
		got = append(got, note.Text)
	}
	want := []string{
		"user is without its navigation properties photo: their types are not selected",
		"1 types that derive from object are not selected: their values are read as object, the rest of them kept as JSON",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// TestCallsThatNothingLeadsTo: a call of a complex type that no entity has, and
// one that is unbound and not imported, cannot be made, and that is told. One of a
// complex type that an entity has can be.
func TestCallsThatNothingLeadsTo(t *testing.T) {
	whole := directory()
	lost := &model.Type{Name: "lost", Kind: model.Object}
	whole.Types = append(whole.Types, lost)
	on := func(t *model.Type) *model.Schema { return &model.Schema{Kind: model.Named, Type: t} }
	whole.Service.Calls = append(whole.Service.Calls, &model.Call{Name: "grow", Action: true, Binding: on(whole.Types[3])},
		&model.Call{Name: "rename", Action: true, Binding: on(lost)}, &model.Call{Name: "now"})
	part, err := Select(whole, selection.Selection{})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, note := range part.API.Unused {
		got = append(got, note.Text)
	}
	want := []string{
		"the function hidden is left out: no path of the service leads to it",
		"the action rename is left out: no path of the service leads to it",
		"the function now is left out: the service does not import it",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	part, err = Select(whole, selection.Selection{Include: selection.Filter{Paths: paths(t, "/users")}})
	if err != nil {
		t.Fatal(err)
	}
	for _, note := range part.API.Unused {
		if strings.Contains(note.Text, "is left out") {
			t.Errorf("what is not selected is not missed: %s", note.Text)
		}
	}
}
