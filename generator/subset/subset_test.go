package subset

import (
	"reflect"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/burin/generator/model"
	"example.com/burin/generator/selection"
	"example.com/burin/generator/source"
)

// pets is a description in which each kind of reach occurs once: the store's
// operations need pet (by list and body), error (by an answer), color (by a
// query parameter and a property), and loose is needed by nothing.
func pets() *model.API {
	text := &model.Schema{Kind: model.String}
	named := func(t *model.Type) *model.Schema { return &model.Schema{Kind: model.Named, Type: t} }
	list := func(s *model.Schema) *model.Schema { return &model.Schema{Kind: model.List, Elem: s} }

	color := &model.Type{Name: "color", Kind: model.Enum, Members: []*model.Member{{Value: "red"}}}
	pet := &model.Type{Name: "pet", Kind: model.Object}
	owner := &model.Type{Name: "owner", Kind: model.Object, Properties: []*model.Property{
		{Name: "name", Required: true, Schema: text},
		{Name: "pets", Schema: list(named(pet))},
	}}
	pet.Properties = []*model.Property{
		{Name: "id", Required: true, Access: model.ReadOnly, Schema: text},
		{Name: "name", Schema: text},
		{Name: "colors", Schema: list(named(color))},
		{Name: "owner", Schema: named(owner)},
	}
	page := &model.Type{Name: "page", Kind: model.Object, Properties: []*model.Property{
		{Name: "value", Required: true, Schema: list(named(pet))},
		{Name: "next", Schema: text},
	}}
	failure := &model.Type{Name: "error", Kind: model.Object}
	loose := &model.Type{Name: "loose", Kind: model.Object, Properties: []*model.Property{{Name: "of", Schema: named(color)}}}

	used, unused := &model.SecurityScheme{Name: "used"}, &model.SecurityScheme{Name: "unused"}
	security := func(s *model.SecurityScheme) []model.Requirement {
		return []model.Requirement{{Schemes: []model.SchemeScopes{{Scheme: s}}}}
	}
	petID := &model.Parameter{Name: "petId", Required: true, Schema: text}
	errors := []*model.Response{{Status: 400, Content: model.Content{Schema: named(failure)}}}
	pathTo := []model.Segment{{Literal: "pets"}, {Param: petID}}
	return &model.API{
		Source: "pets.yaml",
		Types:  []*model.Type{pet, owner, color, page, failure, loose},
		Operations: []*model.Operation{
			{ID: "listPets", Method: "GET", PathSpec: "/pets", Path: pathTo[:1],
				Query:    []*model.Parameter{{Name: "color", Schema: named(color)}},
				Success:  &model.Response{Status: 200, Content: model.Content{Schema: named(page)}},
				Errors:   errors,
				Security: security(used),
				Paging:   &model.Paging{Items: page.Properties[0], NextLink: page.Properties[1]}},
			{ID: "createPet", Method: "POST", PathSpec: "/pets", Path: pathTo[:1],
				Body:    &model.Body{Content: model.Content{Schema: named(pet)}, Demands: []model.Demand{{Property: pet.Properties[1]}}},
				Success: &model.Response{Status: 201, Content: model.Content{Schema: named(pet)}},
				Errors:  errors, Security: security(used)},
			{ID: "deletePet", Method: "DELETE", PathSpec: "/pets/{petId}", Path: pathTo,
				Success: &model.Response{Status: 204}, Security: security(unused)},
		},
		Security: []*model.SecurityScheme{used, unused},
	}
}

func paths(t *testing.T, globs ...string) []selection.Glob { return parse(t, selection.Path, globs) }
func names(t *testing.T, globs ...string) []selection.Glob { return parse(t, selection.Name, globs) }

func parse(t *testing.T, read func(source.Pos, string) (selection.Glob, error), texts []string) (globs []selection.Glob) {
	t.Helper()
	for i, text := range texts {
		glob, err := read(source.Pos{File: "burin.yaml", Line: 1, Column: i + 1}, text)
		if err != nil {
			t.Fatal(err)
		}
		globs = append(globs, glob)
	}
	return globs
}

func trims(t *testing.T, typ string, properties ...string) []selection.Trim {
	glob, err := selection.Name(source.Pos{File: "burin.yaml", Line: 2, Column: 1}, typ)
	if err != nil {
		t.Fatal(err)
	}
	return []selection.Trim{{Type: glob, Properties: names(t, properties...)}}
}

// kept is a subset in words.
type kept struct {
	Operations []string
	Types      []string // type: reason
	Properties map[string][]string
}

func describe(s *Subset) kept {
	k := kept{Properties: map[string][]string{}}
	for _, o := range s.API.Operations {
		k.Operations = append(k.Operations, o.ID)
	}
	for _, t := range s.API.Types {
		k.Types = append(k.Types, t.Name+": "+s.Reasons[t].String())
		for _, p := range t.Properties {
			k.Properties[t.Name] = append(k.Properties[t.Name], p.Name)
		}
	}
	return k
}

func TestSelect(t *testing.T) {
	petProperties := []string{"id", "name", "colors", "owner"}
	for _, test := range []struct {
		name     string
		selected selection.Selection
		want     kept
	}{
		{"everything", selection.Selection{}, kept{
			[]string{"listPets", "createPet", "deletePet"},
			[]string{"pet: property value of page", "owner: property owner of pet", "color: parameter color of listPets",
				"page: response 200 of listPets", "error: response 400 of listPets", "loose: included by itself"},
			map[string][]string{"pet": petProperties, "owner": {"name", "pets"}, "page": {"value", "next"}, "loose": {"of"}},
		}},
		{"by path", selection.Selection{Include: selection.Filter{Paths: paths(t, "/pets/{id}")}}, kept{
			[]string{"deletePet"}, nil, map[string][]string{},
		}},
		{"by method and path", selection.Selection{
			Include: selection.Filter{Paths: paths(t, "/pets/**")},
			Exclude: selection.Filter{Paths: paths(t, "GET /**", "POST /pets")},
		}, kept{
			[]string{"deletePet"}, nil, map[string][]string{},
		}},
		{"by operation", selection.Selection{Include: selection.Filter{Operations: names(t, "create*")}}, kept{
			[]string{"createPet"},
			[]string{"pet: body of createPet", "owner: property owner of pet", "color: property colors of pet", "error: response 400 of createPet"},
			map[string][]string{"pet": petProperties, "owner": {"name", "pets"}},
		}},
		{"by path or operation, less one", selection.Selection{
			Include: selection.Filter{Paths: paths(t, "/pets/**")},
			Exclude: selection.Filter{Operations: names(t, "createPet", "listPets")},
		}, kept{[]string{"deletePet"}, nil, map[string][]string{}}},
		{"by type", selection.Selection{Include: selection.Filter{Types: names(t, "loose")}}, kept{
			nil, []string{"color: property of of loose", "loose: included by itself"}, map[string][]string{"loose": {"of"}},
		}},
		{"trimmed to some", selection.Selection{Include: selection.Filter{
			Types: names(t, "pet"), Properties: trims(t, "pet", "id", "n*"),
		}}, kept{nil, []string{"pet: included by itself"}, map[string][]string{"pet": {"id", "name"}}}},
		{"trimmed of some", selection.Selection{
			Include: selection.Filter{Types: names(t, "pet")},
			Exclude: selection.Filter{Properties: trims(t, "*", "owner")},
		}, kept{nil, []string{"pet: included by itself", "color: property colors of pet"},
			map[string][]string{"pet": {"id", "name", "colors"}}}},
		{"an excluded type takes its properties along", selection.Selection{
			Include: selection.Filter{Operations: names(t, "createPet")},
			Exclude: selection.Filter{Types: names(t, "owner", "color")},
		}, kept{[]string{"createPet"}, []string{"pet: body of createPet", "error: response 400 of createPet"},
			map[string][]string{"pet": {"id", "name"}}}},
		{"what answers alone hold may go", selection.Selection{
			Include: selection.Filter{Operations: names(t, "createPet"), Properties: trims(t, "pet", "name")},
		}, kept{[]string{"createPet"}, []string{"pet: body of createPet", "error: response 400 of createPet"},
			map[string][]string{"pet": {"name"}}}},
	} {
		t.Run(test.name, func(t *testing.T) {
			api := pets()
			got, err := Select(api, test.selected)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(test.want, describe(got)); diff != "" {
				t.Error(diff)
			}
			if len(got.Reasons) != len(got.API.Types) {
				t.Errorf("%d reasons for %d types", len(got.Reasons), len(got.API.Types))
			}
			if diff := cmp.Diff(pets(), api); diff != "" {
				t.Errorf("the description was changed:\n%s", diff)
			}
		})
	}
}

func TestFaults(t *testing.T) {
	for _, test := range []struct {
		name     string
		selected selection.Selection
		want     string
	}{
		{"globs that match nothing", selection.Selection{
			Include: selection.Filter{Paths: paths(t, "/pets", "/pet"), Operations: names(t, "*", "zzz*"), Types: names(t, "*", "*", "pett")},
			Exclude: selection.Filter{Paths: paths(t, "/pets", "/pets", "/pets", "/x/**")},
		}, `burin.yaml:1:2: "/pet" matches no path: did you mean "/pets"?
burin.yaml:1:2: "zzz*" matches no operation: burin inspect lists what there is
burin.yaml:1:3: "pett" matches no type: did you mean "pet"?
burin.yaml:1:4: "/x/**" matches no path: burin inspect lists what there is`},
		{"trims that match nothing", selection.Selection{
			Include: selection.Filter{Properties: trims(t, "pett", "id")},
			Exclude: selection.Filter{Properties: trims(t, "loose", "off")},
		}, `burin.yaml:1:1: "off" matches no property: did you mean "of"?
burin.yaml:2:1: "pett" matches no type: did you mean "pet"?`},
		{"an operation is made of an excluded type", selection.Selection{
			Exclude: selection.Filter{Types: names(t, "color", "error")},
		}, `burin.yaml:1:1: this leaves out color, yet the parameter color of listPets is made of it: exclude that operation too, or keep the type
burin.yaml:1:2: this leaves out error, yet the response 400 of listPets is made of it: exclude that operation too, or keep the type
burin.yaml:1:2: this leaves out error, yet the response 400 of createPet is made of it: exclude that operation too, or keep the type`},
		{"a request requires a property", selection.Selection{
			Include: selection.Filter{Operations: names(t, "createPet")},
			Exclude: selection.Filter{Properties: trims(t, "*", "id", "name")},
		}, `burin.yaml:1:2: this leaves out the property name, which createPet requires: keep it, or exclude the operation`},
		{"paging goes by a property", selection.Selection{
			Include: selection.Filter{Operations: names(t, "listPets"), Properties: trims(t, "page", "value")},
		}, `burin.yaml:2:1: this leaves out the property next, which listPets pages by: keep it, or exclude the operation`},
		{"nothing is left", selection.Selection{
			Include: selection.Filter{Operations: names(t, "listPets")},
			Exclude: selection.Filter{Paths: paths(t, "/**")},
		}, `pets.yaml: nothing of the description is selected: include more, or exclude less`},
	} {
		t.Run(test.name, func(t *testing.T) {
			got, err := Select(pets(), test.selected)
			if err == nil {
				t.Fatalf("no fault, but %+v", describe(got))
			}
			if err.Error() != test.want {
				t.Errorf("got\n%v\nwant\n%s", err, test.want)
			}
		})
	}
}

func TestSecurityFollowsTheOperations(t *testing.T) {
	got, err := Select(pets(), selection.Selection{Include: selection.Filter{Operations: names(t, "createPet")}})
	if err != nil {
		t.Fatal(err)
	}
	if len(got.API.Security) != 1 || got.API.Security[0].Name != "used" {
		t.Errorf("kept %+v", got.API.Security)
	}
}

// TestCopySharesNothingThatLeadsBack walks the copy in search of a node of the
// original that leads to types or properties, such as one in a field that copy
// does not know of yet.
func TestCopySharesNothingThatLeadsBack(t *testing.T) {
	api := pets()
	got, err := Select(api, selection.Selection{})
	if err != nil {
		t.Fatal(err)
	}
	originals := nodes(reflect.ValueOf(api))
	leading := map[reflect.Type]bool{
		reflect.TypeFor[*model.Type](): true, reflect.TypeFor[*model.Property](): true, reflect.TypeFor[*model.Schema](): true,
	}
	copies := nodes(reflect.ValueOf(got.API))
	if len(copies) < len(originals)-2 {
		t.Errorf("%d nodes of %d were copied", len(copies), len(originals))
	}
	for node := range copies {
		if originals[node] && leading[node.typ] {
			t.Errorf("the copy holds a %s of the original", node.typ)
		}
	}
}

type node struct {
	typ     reflect.Type
	address uintptr
}

// nodes gathers everything that a value points to.
func nodes(v reflect.Value) map[node]bool {
	found := map[node]bool{}
	var walk func(reflect.Value)
	walk = func(v reflect.Value) {
		switch v.Kind() {
		case reflect.Pointer:
			if n := (node{v.Type(), v.Pointer()}); !v.IsNil() && !found[n] {
				found[n] = true
				walk(v.Elem())
			}
		case reflect.Struct:
			for _, field := range v.Fields() {
				walk(field)
			}
		case reflect.Slice:
			for i := range v.Len() {
				walk(v.Index(i))
			}
		}
	}
	walk(v)
	return found
}

// TestTrimmedTypeKeepsWhatIsChecked holds that a type keeps properties that are
// left out where checks may be about them.
func TestTrimmedTypeKeepsWhatIsChecked(t *testing.T) {
	api := pets()
	pet := api.Types[0]
	pet.Checks = []*model.Check{{Keyword: "dependentRequired", Words: []string{"name", "owner"}}}
	trimmed, err := Select(api, selection.Selection{Exclude: selection.Filter{Properties: trims(t, "pet", "owner")}})
	if err != nil {
		t.Fatal(err)
	}
	whole, err := Select(api, selection.Selection{})
	if err != nil {
		t.Fatal(err)
	}
	if !trimmed.API.Types[0].Open || whole.API.Types[0].Open {
		t.Errorf("open where trimmed: %t, and where not: %t", trimmed.API.Types[0].Open, whole.API.Types[0].Open)
	}
}
