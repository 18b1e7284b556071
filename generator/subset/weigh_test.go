package subset

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/burin/generator/selection"
)

func TestHeaviest(t *testing.T) {
	part, err := Select(pets(), selection.Selection{Include: selection.Filter{Operations: names(t, "createPet")}})
	if err != nil {
		t.Fatal(err)
	}
	got, ok := part.Heaviest()
	if !ok || got.Type.Name != "pet" || got.Property.Name != "owner" || got.Types != 1 || got.Properties != 3 {
		t.Errorf("got %v %+v", ok, got)
	}
	part, err = Select(pets(), selection.Selection{Include: selection.Filter{Operations: names(t, "listPets")}})
	if err != nil {
		t.Fatal(err)
	}
	if got, _ := part.Heaviest(); got.Property.Name != "owner" {
		t.Errorf("%s.%s: a required property cannot be left out", got.Type.Name, got.Property.Name)
	}
}

func TestChain(t *testing.T) {
	part, err := Select(directory(), selection.Selection{Include: selection.Filter{Paths: paths(t, "/users")}})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, typ := range part.API.Types {
		if typ.Name != "city" {
			continue
		}
		for _, reason := range part.Chain(typ) {
			got = append(got, reason.String())
		}
	}
	if diff := cmp.Diff([]string{"property city of user", "path /users"}, got); diff != "" {
		t.Error(diff)
	}
}
