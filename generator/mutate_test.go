package generator

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v4"

	"example.com/burin/generator/config"
)

// mutant is a description of which one thing was changed, and the names that stand for
// that thing: lines may change that hold one of them. Declarations may come and go that
// are of an owner too.
type mutant struct {
	what   string
	text   string
	names  []string
	owners []string
}

// TestMinimalDiffs changes one thing of a description at a time, at random, and bounds
// what of the package may be another then: lines that name the thing, whole
// declarations of what it belongs to, and helpers of support code that come and go.
func TestMinimalDiffs(t *testing.T) {
	rounds := 150
	if testing.Short() {
		rounds = 20
	}
	for kind, mutate := range map[string]func(*testing.T, *rand.Rand, string) mutant{"yaml": mutateYAML, "xml": mutateXML} {
		t.Run(kind, func(t *testing.T) {
			base := normal(t, kind)
			before := declarations(t, packageOf(t, kind, base))
			done := map[string]int{}
			for seed := range rounds {
				m := mutate(t, rand.New(rand.NewPCG(uint64(seed), 6)), base)
				verb, _, _ := strings.Cut(m.what, ":")
				done[verb]++
				for _, fault := range stray(before, declarations(t, packageOf(t, kind, m.text)), m) {
					t.Errorf("%d, %s: %s", seed, m.what, fault)
				}
			}
			t.Logf("%v", done)
		})
	}
}

// normal is a description as an encoder writes it, so that a change of it is nothing
// but that change.
func normal(t *testing.T, kind string) string {
	content, err := os.ReadFile("review/testdata/base." + kind)
	if err != nil {
		t.Fatal(err)
	}
	if kind == "yaml" {
		return encode(t, decode(t, string(content)))
	}
	return string(content)
}

func packageOf(t *testing.T, kind, text string) map[string]string {
	t.Helper()
	c := config.Config{Spec: filepath.Join(t.TempDir(), "base."+kind), Package: "api", Emit: config.Usual()}
	if kind == "xml" {
		c.Emit = []config.Artefact{config.Types, config.Validators, config.Client}
	}
	if err := os.WriteFile(c.Spec, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return generate(t, c)
}

// stray lists what of a package is another without naming what was changed.
func stray(before, after map[string]string, m mutant) (faults []string) {
	named := func(text string, names []string) bool {
		return slices.ContainsFunc(names, func(name string) bool { return strings.Contains(strings.ToLower(text), strings.ToLower(name)) })
	}
	for key := range union(before, after) {
		old, was := before[key]
		now, is := after[key]
		support := strings.HasPrefix(key, "support.go ")
		switch {
		case old == now, strings.HasSuffix(key, " imports imports"):
		case was != is:
			if !support && !named(key, m.owners) && !named(old+now, m.names) {
				faults = append(faults, key+" came or went")
			}
		case support: // of which parts come and go
			if len(lacking(old, now)) > 0 && len(lacking(now, old)) > 0 {
				faults = append(faults, key+" changed")
			}
		case key == "server.go handler route" && m.owners == nil: // it is a tree, whose branches a path splits
		case m.owners != nil && !named(key+old+now, m.owners):
			faults = append(faults, key+" changed, which is of something else")
		default:
			for _, line := range append(lacking(old, now), lacking(now, old)...) {
				if !named(line, m.names) {
					faults = append(faults, fmt.Sprintf("%s has another line: %s", key, line))
				}
			}
		}
	}
	slices.Sort(faults)
	return faults
}

// lacking are the lines of a text that another one lacks, but for spaces and braces.
func lacking(text, other string) (lines []string) {
	there := map[string]int{}
	for _, line := range strings.Split(other, "\n") {
		there[strings.Join(strings.Fields(line), " ")]++
	}
	for _, line := range strings.Split(text, "\n") {
		line = strings.Join(strings.Fields(line), " ")
		if there[line]--; there[line] < 0 && strings.Trim(line, "{}() ") != "" {
			lines = append(lines, line)
		}
	}
	return lines
}

// mutateYAML changes one thing of an OpenAPI description.
func mutateYAML(t *testing.T, r *rand.Rand, base string) mutant {
	root := decode(t, base)
	schemas := at(at(root, "components"), "schemas")
	owner, properties := pickObject(r, schemas)
	i := 2 * r.IntN(len(properties.Content)/2)
	name := properties.Content[i].Value
	m := mutant{names: []string{name}, owners: []string{owner}}
	if owner == "problem" { // which is the errors'
		m.owners = append(m.owners, "error")
	}
	switch r.IntN(8) {
	case 0:
		m.what = "property removed: " + owner + "." + name
		if len(properties.Content) == 2 || name == "shape" {
			return mutateYAML(t, r, base)
		}
		properties.Content = slices.Delete(properties.Content, i, i+2)
		unrequire(at(schemas, owner), name)
	case 1:
		m.what, m.names = "property added: "+owner+".zebra", []string{"zebra"}
		properties.Content = slices.Insert(properties.Content, i, node("zebra"), schemaNode(r))
	case 2:
		m.what = "property of another type: " + owner + "." + name
		if name == "shape" {
			return mutateYAML(t, r, base)
		}
		properties.Content[i+1] = schemaNode(r)
		if name == "detail" { // what an error says is its text
			m.names = append(m.names, `return ""`)
		}
	case 3:
		m.what = "property required: " + owner + "." + name
		m.names = append(m.names, "require(")
		require(at(schemas, owner), name)
	case 4:
		m.what, m.names, m.owners = "type added: zebra", []string{"zebra"}, []string{"zebra"}
		schemas.Content = slices.Insert(schemas.Content, 2*r.IntN(len(schemas.Content)/2), node("zebra"),
			mapping("type", "object", "properties", mapping("stripes", schemaNode(r))))
	case 5:
		m.what, m.names, m.owners = "type removed: triangle", []string{"triangle"}, []string{"triangle"}
		remove(schemas, "triangle")
	case 6:
		enum := []string{"color", "mood"}[r.IntN(2)]
		m.what, m.names, m.owners = "value added: "+enum+".zebra", []string{"zebra", enum + "Values"}, nil
		values := at(at(schemas, enum), "enum")
		values.Content = slices.Insert(values.Content, r.IntN(len(values.Content)+1), node("zebra"))
	case 7:
		m.what, m.names, m.owners = "operation added: zebra", []string{"zebra"}, nil
		paths := at(root, "paths")
		operation := mapping("operationId", "zebra", "responses", mapping("204", mapping("description", "Done, zebra.")))
		paths.Content = slices.Insert(paths.Content, 2*r.IntN(len(paths.Content)/2), node("/zebra"), mapping("get", operation))
	}
	m.text = encode(t, root)
	return m
}

// properties of CSDL XML, by line.
var xmlProperty = regexp.MustCompile(`<Property Name="(\w+)" Type="[\w.()]+"`)

// mutateXML changes one thing of an OData description.
func mutateXML(t *testing.T, r *rand.Rand, base string) mutant {
	lines := strings.Split(base, "\n")
	var found []int
	owners, owner := map[int]string{}, ""
	for i, line := range lines {
		if _, rest, ok := strings.Cut(line, `Type Name="`); ok && !strings.Contains(line, "<Return") {
			owner, _, _ = strings.Cut(rest, `"`)
		}
		if match := xmlProperty.FindStringSubmatch(line); match != nil && match[1] != "id" {
			found, owners[i] = append(found, i), owner
		}
	}
	i := found[r.IntN(len(found))]
	name, line := xmlProperty.FindStringSubmatch(lines[i])[1], lines[i]
	m := mutant{names: []string{name}, owners: []string{owners[i]}}
	zebra := func(what, text string, after int) {
		m.what, m.names, m.owners = what+": zebra", []string{"zebra"}, []string{"zebra"}
		lines = slices.Insert(lines, after, text)
	}
	first := func(part string) int {
		return slices.IndexFunc(lines, func(l string) bool { return strings.Contains(l, part) })
	}
	switch r.IntN(8) {
	case 0:
		m.what = "property removed: " + name
		if strings.Contains(base, `shop.`+owners[i]+"/"+name) {
			return mutateXML(t, r, base)
		}
		lines = slices.Delete(lines, i, i+1)
	case 1:
		m.what = "property of another type: " + name
		lines[i] = fmt.Sprintf(`<Property Name="%s" Type="%s"/>`, name, []string{"Edm.Boolean", "Edm.Guid", "Collection(Edm.Int64)", "shop.color"}[r.IntN(4)])
	case 2:
		zebra("property added", `<Property Name="zebra" Type="Edm.Guid" Nullable="false"/>`, i)
		m.owners = append(m.owners, owners[i])
	case 3:
		zebra("enum member added", `<Member Name="zebra" Value="7"/>`, first(`<Member Name="red"`)+1)
		m.names = append(m.names, "ColorValues")
	case 4:
		zebra("type added", `<ComplexType Name="zebra"><Property Name="stripes" Type="Edm.Int32"/></ComplexType>`, first("<ComplexType"))
	case 5:
		zebra("action added", `<Action Name="zebra" IsBound="true"><Parameter Name="it" Type="shop.pet"/></Action>`, first("<Action"))
	case 6:
		zebra("entity set added", `<Singleton Name="zebra" Type="shop.person"/>`, first("<Singleton"))
	case 7:
		m.what = "property null or not: " + name
		lines[i] = strings.Replace(line, "/>", ` Nullable="true"/>`, 1)
		if strings.Contains(line, "Nullable") {
			lines[i] = strings.NewReplacer(`Nullable="false"`, "").Replace(line)
		}
	}
	m.text = strings.Join(lines, "\n")
	return m
}

// TestReformatting holds that a description written in another way gives the same
// package.
func TestReformatting(t *testing.T) {
	base := normal(t, "yaml")
	want := packageOf(t, "yaml", base)
	var value any
	if err := yaml.Unmarshal([]byte(base), &value); err != nil {
		t.Fatal(err)
	}
	flow := decode(t, base)
	flow.Style = yaml.FlowStyle
	for name, text := range map[string]string{
		"comments": strings.ReplaceAll(base, "\n", " # a remark\n"),
		"blanks":   strings.ReplaceAll(base, "\n", "\n\n"),
		"indented": indent(t, decode(t, base), 7),
		"flow":     encode(t, flow),
	} {
		if got := packageOf(t, "yaml", text); !maps.Equal(want, got) {
			t.Errorf("%s: %v", name, changedLines(want, got))
		}
	}
	document := compact(normal(t, "xml"))
	if !maps.Equal(packageOf(t, "xml", normal(t, "xml")), packageOf(t, "xml", document)) {
		t.Error("the XML in one line gives another package")
	}
}

// TestReordering holds that types in another order give the same declarations, in
// another order.
func TestReordering(t *testing.T) {
	root := decode(t, normal(t, "yaml"))
	schemas := at(at(root, "components"), "schemas")
	want := declarations(t, packageOf(t, "yaml", encode(t, root)))
	for seed := range uint64(5) {
		r := rand.New(rand.NewPCG(seed, 6))
		r.Shuffle(len(schemas.Content)/2, func(i, j int) {
			for k := range 2 {
				schemas.Content[2*i+k], schemas.Content[2*j+k] = schemas.Content[2*j+k], schemas.Content[2*i+k]
			}
		})
		got := declarations(t, packageOf(t, "yaml", encode(t, root)))
		for key := range union(want, got) {
			if want[key] != got[key] {
				t.Errorf("%s is another where the types are in another order", key)
			}
		}
	}
}

func decode(t *testing.T, text string) *yaml.Node {
	t.Helper()
	var root yaml.Node
	if err := yaml.Unmarshal([]byte(text), &root); err != nil {
		t.Fatal(err)
	}
	return root.Content[0]
}

func encode(t *testing.T, root *yaml.Node) string { return indent(t, root, 2) }

func indent(t *testing.T, root *yaml.Node, spaces int) string {
	t.Helper()
	var out bytes.Buffer
	encoder := yaml.NewEncoder(&out)
	encoder.SetIndent(spaces)
	if err := encoder.Encode(root); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// compact writes XML in as few lines as may be.
func compact(text string) string {
	return regexp.MustCompile(`>\s+<`).ReplaceAllString(text, "><")
}

// node makes a node of a value.
func node(value any) *yaml.Node {
	if n, ok := value.(*yaml.Node); ok {
		return n
	}
	text, _ := json.Marshal(value)
	return &yaml.Node{Kind: yaml.ScalarNode, Value: fmt.Sprint(value), Style: map[bool]yaml.Style{true: yaml.DoubleQuotedStyle}[text[0] == '"']}
}

// mapping makes a mapping of keys and values by turns.
func mapping(pairs ...any) *yaml.Node {
	m := &yaml.Node{Kind: yaml.MappingNode}
	for _, one := range pairs {
		m.Content = append(m.Content, node(one))
	}
	return m
}

// schemaNode makes some schema.
func schemaNode(r *rand.Rand) *yaml.Node {
	return []*yaml.Node{
		mapping("type", "boolean"), mapping("type", "integer", "format", "int64"), mapping("type", "string", "format", "uuid"),
		mapping("type", "string", "maxLength", 7), mapping("type", "array", "items", mapping("type", "number")),
		mapping("$ref", "#/components/schemas/mood"), mapping("type", "string", "format", "date"),
	}[r.IntN(7)]
}

// at is the value of a key.
func at(m *yaml.Node, key string) *yaml.Node {
	for i := 0; i < len(m.Content); i += 2 {
		if m.Content[i].Value == key {
			return m.Content[i+1]
		}
	}
	return nil
}

func remove(m *yaml.Node, key string) {
	for i := 0; i < len(m.Content); i += 2 {
		if m.Content[i].Value == key {
			m.Content = slices.Delete(m.Content, i, i+2)
			return
		}
	}
}

// pickObject picks a type with properties.
func pickObject(r *rand.Rand, schemas *yaml.Node) (name string, properties *yaml.Node) {
	for {
		i := 2 * r.IntN(len(schemas.Content)/2)
		if properties := at(schemas.Content[i+1], "properties"); properties != nil {
			return schemas.Content[i].Value, properties
		}
	}
}

// require makes a property required, or no longer.
func require(schema *yaml.Node, name string) {
	if !unrequire(schema, name) {
		if at(schema, "required") == nil {
			schema.Content = append(schema.Content, node("required"), &yaml.Node{Kind: yaml.SequenceNode})
		}
		list := at(schema, "required")
		list.Content = append(list.Content, node(name))
	}
}

func unrequire(schema *yaml.Node, name string) bool {
	list := at(schema, "required")
	if list == nil {
		return false
	}
	before := len(list.Content)
	list.Content = slices.DeleteFunc(list.Content, func(n *yaml.Node) bool { return n.Value == name })
	if len(list.Content) == 0 {
		remove(schema, "required")
	}
	return len(list.Content) < before
}
