package protocol

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/burin/generator/csdl"
	"example.com/burin/generator/model"
	"example.com/burin/generator/selection"
	"example.com/burin/generator/source"
	"example.com/burin/generator/subset"
)

var update = flag.Bool("update", false, "write testdata/operations.txt anew")

func service(t *testing.T) *model.API {
	t.Helper()
	api, err := csdl.Load("testdata/service.xml", csdl.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return api
}

func paths(t *testing.T, api *model.API, include, exclude []string) []subset.Path {
	t.Helper()
	globs := func(texts []string) (list []selection.Glob) {
		for _, text := range texts {
			glob, err := selection.Path(source.Pos{}, text)
			if err != nil {
				t.Fatal(err)
			}
			list = append(list, glob)
		}
		return list
	}
	return subset.Paths(api, globs(include), globs(exclude), 100)
}

func TestWrite(t *testing.T) {
	api := service(t)
	got, err := Write(api, paths(t, api, []string{"/**"}, nil))
	if err != nil {
		t.Fatal(err)
	}
	text := dump(got)
	if *update {
		if err := os.WriteFile("testdata/operations.txt", []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile("testdata/operations.txt")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), text); diff != "" {
		t.Error(diff)
	}
	if len(api.Operations) != 0 {
		t.Error("the description itself was changed")
	}
}

// dump writes operations a few lines each, and the types that they bring.
func dump(api *model.API) string {
	var out strings.Builder
	for _, o := range api.Operations {
		fmt.Fprintf(&out, "%s: %s %s\n", o.ID, o.Method, o.PathSpec)
		for _, p := range model.Parameters(o.Path) {
			fmt.Fprintf(&out, "\tpath %s %s%s\n", p.Name, schema(p.Schema), map[bool]string{true: "", false: " optional"}[p.Required])
		}
		for _, p := range o.Query {
			fmt.Fprintf(&out, "\tquery %s %s\n", p.Name, schema(p.Schema))
		}
		if o.Body != nil {
			fmt.Fprintf(&out, "\tbody %s\n", schema(o.Body.Schema))
		}
		fmt.Fprintf(&out, "\t%d %s\n", o.Success.Status, schema(o.Success.Schema))
		for _, r := range o.Security {
			for _, s := range r.Schemes {
				fmt.Fprintf(&out, "\tneeds %s %s\n", s.Scheme.Name, strings.Join(s.Scopes, " "))
			}
		}
	}
	for _, t := range api.Types {
		fmt.Fprintf(&out, "type %s\n", t.Name)
		for _, p := range t.Properties {
			fmt.Fprintf(&out, "\t%s %s\n", p.Name, schema(p.Schema))
		}
	}
	return out.String()
}

func schema(s *model.Schema) string {
	switch {
	case s == nil:
		return "nothing"
	case s.Type != nil:
		return s.Type.Name
	case s.Elem != nil:
		return "list of " + schema(s.Elem)
	}
	return map[model.Kind]string{model.String: "string", model.Int32: "int32", model.Int64: "int64", model.Boolean: "boolean", model.Any: "any"}[s.Kind]
}

func TestNotServed(t *testing.T) {
	api := service(t)
	for _, call := range api.Service.Calls {
		if call.Name == "search" {
			call.Parameters[0].Schema.Kind = model.Stream
		}
	}
	_, err := Write(api, paths(t, api, []string{"/shelves/{id}/search"}, nil))
	want := "testdata/service.xml:56:9: a stream cannot be a parameter of a function that is served: exclude the path of search"
	if err == nil || err.Error() != want {
		t.Errorf("got  %v\nwant %s", err, want)
	}
}

func TestSingular(t *testing.T) {
	for plural, want := range map[string]string{
		"userStatuses": "userStatus", "policies": "policy", "users": "user", "boxes": "box", "status": "status",
		"classes": "class", "branches": "branch", "sheep": "sheep",
	} {
		if got := singular(plural); got != want {
			t.Errorf("singular(%q) = %q, want %q", plural, got, want)
		}
	}
}
