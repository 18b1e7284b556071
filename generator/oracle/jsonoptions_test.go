package oracle

import (
	"strings"
	"testing"

	"example.com/burin/generated/features/jsonoptions"
)

func TestUnknownPropertiesKept(t *testing.T) {
	const document = `{"z":[1,{"a":null}],"name":"root","children":[{"extra":1.50,"name":"child"}],"leaf":{"name":"l","lost":1},"a":"b"}`
	var tree jsonoptions.Tree
	compare(t, jsonoptions.DecodeJSON([]byte(document), &tree), nil)
	text, err := jsonoptions.AppendJSON(nil, &tree)
	compare(t, err, nil)
	compare(t, string(text), `{"name":"root","children":[{"name":"child","extra":1.50}],"leaf":{"name":"l"},"a":"b","z":[1,{"a":null}]}`)
}

func TestInvalidUTF8Replaced(t *testing.T) {
	var tree jsonoptions.Tree
	compare(t, jsonoptions.DecodeJSON([]byte("{\"name\":\"a\xffb\"}"), &tree), nil)
	compare(t, tree.Name.Or(""), "a\uFFFDb")
	tree.Name = jsonoptions.Some("\xc3(")
	text, err := jsonoptions.AppendJSON(nil, &tree)
	compare(t, err, nil)
	compare(t, string(text), "{\"name\":\"\uFFFD(\"}")
}

func TestDepthBound(t *testing.T) {
	nested := func(levels int) []byte {
		return []byte(strings.Repeat(`{"children":[`, levels) + strings.Repeat(`]}`, levels))
	}
	compare(t, jsonoptions.DecodeJSON(nested(4), new(jsonoptions.Tree)), nil)
	err := jsonoptions.DecodeJSON(nested(5), new(jsonoptions.Tree))
	compare(t, err.Error(), "/children/0/children/0/children/0/children/0: nests deeper than 8")
}

func TestStream(t *testing.T) {
	var names []string
	for tree, err := range jsonoptions.DecodeStream[jsonoptions.Tree](strings.NewReader(`{"count":2,"value":[{"name":"a"},{"name":"b"}]}`), "value") {
		compare(t, err, nil)
		names = append(names, tree.Name.Or(""))
	}
	compare(t, names, []string{"a", "b"})
}
