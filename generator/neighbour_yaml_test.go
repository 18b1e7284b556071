package generator

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v4"
)

// TestNeighboursOfOpenAPI makes neighbouring versions of real descriptions, each by
// some edits at random, and holds them as TestNeighboursOfGraph does.
func TestNeighboursOfOpenAPI(t *testing.T) {
	if testing.Short() {
		t.Skip("it generates real descriptions some seventy times")
	}
	for _, name := range []string{"firecracker.json", "github.json", "openai.yaml", "petstore.yaml", "telegram-bot.json"} {
		data, err := os.ReadFile(filepath.Join("../../shared/corpus/openapi", name))
		if err != nil {
			t.Skipf("the corpus is absent: %v", err)
		}
		base := filepath.Join(t.TempDir(), "base.yaml")
		write(t, base, blockText(t, decode(t, string(data))))
		before := declarations(t, generate(t, wholePackage(base)))
		for seed := range (*neighbours + 4) / 5 {
			t.Run(fmt.Sprintf("%s/%d", name, seed), func(t *testing.T) {
				o := newOpenText(decode(t, string(data)), rand.New(rand.NewPCG(uint64(seed), 8)))
				for range 40 {
					if len(o.edits) < o.most {
						o.edit()
					}
				}
				holdNeighbour(t, base, blockText(t, o.root), before, o.edits)
			})
		}
	}
}

// blockText writes a description with a line for each thing.
func blockText(t *testing.T, root *yaml.Node) string {
	var block func(n *yaml.Node)
	block = func(n *yaml.Node) {
		n.Style &^= yaml.FlowStyle
		for _, child := range n.Content {
			block(child)
		}
	}
	block(root)
	return encode(t, root)
}

// openText is an OpenAPI description as it is edited.
type openText struct {
	*rand.Rand
	root, schemas, paths *yaml.Node
	edits                []made
	most                 int
	touched              map[string]bool
	n                    int
	few                  bool // operations
}

func newOpenText(root *yaml.Node, r *rand.Rand) *openText {
	o := &openText{Rand: r, root: root, paths: at(root, "paths"), touched: map[string]bool{}}
	o.schemas = at(at(root, "components"), "schemas")
	if o.schemas == nil {
		o.schemas = at(root, "definitions")
	}
	o.most, o.few = min(15, 2+len(o.schemas.Content)/4), len(o.paths.Content) < 10
	return o
}

func (o *openText) fresh() string {
	name := fmt.Sprintf("zebra%c", 'A'+o.n)
	o.n++
	o.touched[name], o.touched["/"+name] = true, true
	return name
}

func (o *openText) note(what string, told, names []string) {
	o.edits = append(o.edits, made{what + ": " + strings.Join(told, ", "), told, names, names})
}

func (o *openText) edit() {
	edits := []func(){
		o.addProperty, o.removeProperty, o.renameProperty, o.describeProperty, o.requireProperty, o.retypeProperty,
		o.addSchema, o.addOperation, o.removeOperation, o.addParameter, o.deprecate, o.move,
	}
	edits[o.IntN(len(edits))]()
}

// property picks a property of an object that was not edited yet; what a union has to
// tell its forms apart is left alone.
func (o *openText) property() (owner string, schema *yaml.Node, i int, ok bool) {
	k := 2 * o.IntN(len(o.schemas.Content)/2)
	owner, schema = o.schemas.Content[k].Value, o.schemas.Content[k+1]
	properties := at(schema, "properties")
	if properties == nil || len(properties.Content) < 4 || o.touched[owner] || at(schema, "allOf") != nil || at(schema, "oneOf") != nil || at(schema, "anyOf") != nil || o.inUnion(owner) {
		return "", nil, 0, false
	}
	o.touched[owner] = true
	return owner, schema, 2 * o.IntN(len(properties.Content)/2), true
}

// inUnion reports whether a schema is a part of another one: what tells forms apart
// and what they are made of is another thing then.
func (o *openText) inUnion(name string) bool {
	var found bool
	var walk func(n *yaml.Node)
	walk = func(n *yaml.Node) {
		for i, child := range n.Content {
			if n.Kind == yaml.MappingNode && i%2 == 0 && slices.Contains([]string{"allOf", "oneOf", "anyOf", "not"}, child.Value) {
				for _, part := range n.Content[i+1].Content {
					ref := at(part, "$ref")
					found = found || ref != nil && strings.HasSuffix(ref.Value, "/"+name)
				}
			}
			walk(child)
		}
	}
	walk(o.root)
	return found
}

func (o *openText) addProperty() {
	if owner, schema, i, ok := o.property(); ok {
		properties, name := at(schema, "properties"), o.fresh()
		properties.Content = slices.Insert(properties.Content, i, node(name), mapping("type", []string{"string", "boolean", "integer"}[o.IntN(3)]))
		o.note("property added", []string{owner + "." + name}, []string{name})
	}
}

func (o *openText) removeProperty() {
	if owner, schema, i, ok := o.property(); ok {
		properties := at(schema, "properties")
		name := properties.Content[i].Value
		properties.Content = slices.Delete(properties.Content, i, i+2)
		unrequire(schema, name)
		o.note("property removed", []string{owner + "." + name}, []string{name, owner})
	}
}

func (o *openText) renameProperty() {
	if owner, schema, i, ok := o.property(); ok {
		properties, other := at(schema, "properties"), o.fresh()
		name := properties.Content[i].Value
		if unrequire(schema, name) {
			require(schema, other)
		}
		properties.Content[i] = node(other)
		o.note("property renamed", []string{owner + "." + other, name}, []string{name, other})
	}
}

func (o *openText) describeProperty() {
	if owner, schema, i, ok := o.property(); ok {
		properties, word := at(schema, "properties"), o.fresh()
		if at(properties.Content[i+1], "$ref") != nil {
			return
		}
		remove(properties.Content[i+1], "description")
		properties.Content[i+1].Content = append(properties.Content[i+1].Content, node("description"), node("What "+word+" is."))
		o.note("property described", []string{owner + "." + properties.Content[i].Value}, []string{word, properties.Content[i].Value, owner})
	}
}

func (o *openText) requireProperty() {
	if owner, schema, i, ok := o.property(); ok {
		name := at(schema, "properties").Content[i].Value
		require(schema, name)
		o.note("property required or not", []string{owner + "." + name}, []string{name, "require"})
	}
}

func (o *openText) retypeProperty() {
	if owner, schema, i, ok := o.property(); ok {
		properties := at(schema, "properties")
		properties.Content[i+1] = mapping("type", "array", "items", mapping("type", "string", "format", "uuid"))
		o.note("property of another type", []string{owner + "." + properties.Content[i].Value}, []string{properties.Content[i].Value, owner})
	}
}

func (o *openText) addSchema() {
	name := o.fresh()
	o.schemas.Content = slices.Insert(o.schemas.Content, 2*o.IntN(len(o.schemas.Content)/2), node(name),
		mapping("type", "object", "properties", mapping("stripes", mapping("type", "integer"))))
	o.note("type added", []string{"type " + name}, []string{name})
}

// operation picks an operation that was not edited yet.
func (o *openText) operation() (path *yaml.Node, i int, id string, ok bool) {
	k := 2 * o.IntN(len(o.paths.Content)/2)
	path = o.paths.Content[k+1]
	if len(path.Content) == 0 {
		return nil, 0, "", false
	}
	i = 2 * o.IntN(len(path.Content)/2)
	operation := path.Content[i+1]
	if !slices.Contains([]string{"get", "put", "post", "delete", "patch"}, path.Content[i].Value) || at(operation, "operationId") == nil {
		return nil, 0, "", false
	}
	id = at(operation, "operationId").Value
	if o.touched[o.paths.Content[k].Value] {
		return nil, 0, "", false
	}
	o.touched[o.paths.Content[k].Value] = true
	return path, i, id, true
}

func (o *openText) addOperation() {
	name := o.fresh()
	operation := mapping("operationId", name, "responses", mapping("204", mapping("description", "Done, "+name+".")))
	o.paths.Content = slices.Insert(o.paths.Content, 2*o.IntN(len(o.paths.Content)/2), node("/"+name), mapping("get", operation))
	o.note("operation added", []string{"operation " + name}, []string{name})
}

func (o *openText) removeOperation() {
	if o.few {
		return // what it alone sends needs no constructors and defaults then, which is half of such a package
	}
	if path, i, id, ok := o.operation(); ok {
		path.Content = slices.Delete(path.Content, i, i+2)
		o.note("operation removed", []string{"operation " + id}, append(goForms(id), "requires"))
	}
}

// goForms are the words of a name as other names and Go may have them.
func goForms(id string) []string {
	parts := strings.FieldsFunc(id, func(r rune) bool { return strings.ContainsRune("/-_.", r) })
	return append(parts, id, strings.Join(parts, ""))
}

func (o *openText) addParameter() {
	if path, i, id, ok := o.operation(); ok {
		name := o.fresh()
		list := at(path.Content[i+1], "parameters")
		if list == nil {
			list = &yaml.Node{Kind: yaml.SequenceNode}
			path.Content[i+1].Content = append(path.Content[i+1].Content, node("parameters"), list)
		}
		list.Content = append(list.Content, mapping("name", name, "in", "query", "schema", mapping("type", "string")))
		o.note("parameter added", []string{"operation " + id + ", query parameter " + name}, append(goForms(id), name))
	}
}

func (o *openText) deprecate() {
	path, i, id, ok := o.operation()
	if ok && at(path.Content[i+1], "deprecated") == nil {
		path.Content[i+1].Content = append(path.Content[i+1].Content, node("deprecated"), node(true))
		o.note("operation deprecated", []string{"operation " + id}, append(goForms(id), "Deprecated"))
	}
}

// move puts a schema and a property elsewhere, which changes nothing.
func (o *openText) move() {
	if owner, schema, i, ok := o.property(); ok {
		properties := at(schema, "properties")
		pair := slices.Clone(properties.Content[i : i+2])
		properties.Content = append(slices.Delete(properties.Content, i, i+2), pair...)
		o.edits = append(o.edits, made{what: "property moved: " + owner + "." + pair[0].Value})
	}
}
