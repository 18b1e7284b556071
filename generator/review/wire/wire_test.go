package wire_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/burin/generator/review"
	"example.com/burin/generator/review/wire"
)

const description = `openapi: 3.0.3
info: {title: Pets, version: "1"}
paths:
  /pets:
    get:
      parameters:
        - {name: X-Shop, in: header, schema: {type: string}}
      responses:
        "200":
          description: The pets.
          content:
            application/json:
              schema: {$ref: "types.yaml#/pet"}
  /hidden:
    get:
      responses: {"204": {description: Nothing.}}
`

const types = "pet:\n  type: object\n  properties:\n    name:\n      type: string\n"

// described is a description in two files of a revision.
func described(name, text, types string) wire.Description {
	return wire.Description{Name: name, Read: func(path string) ([]byte, error) {
		revision, file, _ := strings.Cut(name, ":")
		switch path {
		case revision + ":" + file:
			return []byte(text), nil
		case revision + ":types.yaml", "types.yaml":
			return []byte(types), nil
		}
		return nil, fmt.Errorf("there is no %s", path)
	}}
}

// wanted has all operations but the hidden one.
func wanted(_, path string) string {
	if path == "/hidden" {
		return ""
	}
	return "operation " + path
}

func TestFindings(t *testing.T) {
	for _, test := range []struct {
		name  string
		text  [2]string // what is replaced in the description, and by what
		types [2]string // the same in the other file
		want  []string
	}{
		{name: "nothing"},
		{name: "a header in other letters", text: [2]string{"X-Shop", "x-shop"}},
		{name: "what is not wanted", text: [2]string{`"204"`, `"205"`}},
		{name: "a type in another file", types: [2]string{"type: string", "type: boolean"},
			want: []string{"response-property-type-changed HEAD:types.yaml:5 client at run time"}},
	} {
		old := described("HEAD:openapi.yaml", description, types)
		new := described("HEAD:openapi.yaml", strings.Replace(description, test.text[0], test.text[1], 1),
			strings.Replace(types, test.types[0], test.types[1], 1))
		found, err := wire.Findings(old, new, wanted)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, f := range found {
			got = append(got, fmt.Sprintf("%s %s:%d %s", f.Rule, f.Old.File, f.Old.Line, f.Breaks))
			if f.Source != review.OASDiff || f.Around[0] != "operation /pets" {
				t.Errorf("%+v", f)
			}
		}
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%s:\n%s", test.name, diff)
		}
	}
}

func TestUnreadable(t *testing.T) {
	bad := described("openapi.yaml", "openapi: [", types)
	if _, err := wire.Findings(bad, bad, wanted); err == nil || !strings.HasPrefix(err.Error(), "oasdiff cannot read openapi.yaml: ") {
		t.Errorf("%v", err)
	}
}
