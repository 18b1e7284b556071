package gonames

import (
	"testing"

	"example.com/burin/generator/model"
)

// TestExampleNames holds the names to what go vet asks: a type, and a suffix that
// begins in lower case.
func TestExampleNames(t *testing.T) {
	plain := &model.Type{Name: "pet", Kind: model.Object}
	signed := &model.Type{Name: "pet_1", Wish: "Pet_1", Kind: model.Object}
	taken := &model.Type{Name: "examplePet", Kind: model.Object}
	of := func(t *model.Type, name string) *model.Example {
		return &model.Example{Name: name, Schema: &model.Schema{Kind: model.Named, Type: t}}
	}
	list := of(plain, "listPets/response")
	list.Schema = &model.Schema{Kind: model.List, Elem: list.Schema}
	api := &model.API{Types: []*model.Type{plain, signed, taken}}
	want := map[*model.Example]string{}
	for _, c := range []struct {
		example *model.Example
		name    string
	}{
		{of(plain, ""), "ExamplePet_further"},
		{of(plain, ""), "ExamplePet_furtherAgain"},
		{of(plain, "addPet/request/Tom & Jerry"), "ExamplePet_addPetRequestTomJerry"},
		{of(plain, "pet"), "ExamplePet_furtherAgain2"},
		{of(plain, "猫"), "ExamplePet_of猫"},
		{of(plain, "1st"), "ExamplePet_x1st"},
		{list, "ExamplePet_listPetsResponse"},
		{of(signed, ""), "Example_pet1"},
	} {
		api.Examples = append(api.Examples, c.example)
		want[c.example] = c.name
	}
	names, err := Assign(api, Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, example := range api.Examples {
		if got := names.Example(example); got != want[example] {
			t.Errorf("%q is %s, want %s", example.Name, got, want[example])
		}
	}
}
