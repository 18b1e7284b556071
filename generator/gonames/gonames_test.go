package gonames

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/burin/generator/model"
	"example.com/burin/generator/source"
)

// clashes is a description whose names are the same in Go.
func clashes() *model.API {
	text := &model.Schema{Kind: model.String}
	return &model.API{
		Types: []*model.Type{
			{Name: "user", Kind: model.Object, Properties: []*model.Property{
				{Name: "id", Schema: text}, {Name: "ID", Schema: text}, {Name: "validate", Schema: text},
			}},
			{Name: "User", Kind: model.Enum, Members: []*model.Member{{Value: "a"}, {Value: "A"}, {Value: ""}}},
			{Name: "client", Kind: model.Object},
		},
		Operations: []*model.Operation{
			{ID: "listUsers", Query: []*model.Parameter{{Name: "$top", Schema: text}, {Name: "top", Schema: text}}},
		},
	}
}

func TestDecisions(t *testing.T) {
	names, err := Assign(clashes(), Options{
		Overrides: map[string]string{"id": "Key", "user.ID": "Number", "listUsers": "Users"},
		Reserved:  []string{"UserA"},
	})
	if err != nil {
		t.Fatal(err)
	}
	usual := "the description's name, as Go writes it"
	want := []Decision{
		{Of: "user", Name: "User", Reason: usual},
		{Of: "User", Name: "UserModel", Reason: usual + "; User is taken"},
		{Of: "client", Name: "ClientModel", Reason: usual + "; Client is taken"},
		{Of: "user.id", Name: "Key", Reason: "names gives it for id"},
		{Of: "user.ID", Name: "Number", Reason: "names gives it for user.ID"},
		{Of: "user.validate", Name: "ValidateField", Reason: usual + "; Validate is taken"},
		{Of: "User.a", Name: "UserModelA", Reason: usual},
		{Of: "User.A", Name: "UserModelAValue", Reason: usual + "; UserModelA is taken"},
		{Of: "User.", Name: "UserModelEmpty", Reason: usual},
		{Of: "listUsers", Name: "Users", Reason: "names gives it for listUsers"},
		{Of: "listUsers.$top", Name: "Top", Reason: usual},
		{Of: "listUsers.top", Name: "TopParameter", Reason: usual + "; Top is taken"},
	}
	if diff := cmp.Diff(want, names.Decisions()); diff != "" {
		t.Error(diff)
	}
}

func TestOverridesThatCannotBe(t *testing.T) {
	api := clashes()
	api.Types[0].Pos = source.Pos{File: "api.yaml", Line: 1, Column: 1}
	api.Types[1].Pos = source.Pos{File: "api.yaml", Line: 2, Column: 1}
	api.Types[2].Pos = source.Pos{File: "api.yaml", Line: 3, Column: 1}
	_, err := Assign(api, Options{Overrides: map[string]string{"user": "user", "User": "Client", "client": "Go Client"}})
	want := `api.yaml:1:1: the name "user" given for "user" must be an exported Go identifier
api.yaml:2:1: the name "Client" given for "User" is taken: give another
api.yaml:3:1: the name "Go Client" given for "client" must be an exported Go identifier`
	if err == nil || err.Error() != want {
		t.Errorf("got\n%v\nwant\n%s", err, want)
	}
}

func TestKeysAreThoseOfTheDecisions(t *testing.T) {
	names, err := Assign(clashes(), Options{})
	if err != nil {
		t.Fatal(err)
	}
	keys := map[string]bool{}
	for _, key := range Keys(clashes()) {
		keys[key] = true
	}
	for _, d := range names.Decisions() {
		if !keys[d.Of] {
			t.Errorf("%s is no key", d.Of)
		}
	}
}
