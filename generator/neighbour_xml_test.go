package generator

import (
	"fmt"
	"math/rand/v2"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"example.com/burin/generator/config"
)

// TestNeighboursOfGraph makes neighbouring versions of Microsoft Graph, each by some
// twenty edits at random: every change is told, nothing else is, and every line of
// the package that is another is of one of them.
func TestNeighboursOfGraph(t *testing.T) {
	if testing.Short() {
		t.Skip("it generates all of Graph some seventy times")
	}
	data, err := os.ReadFile(graphAugust)
	if err != nil {
		t.Skipf("the corpus is absent: %v", err)
	}
	before := declarations(t, generate(t, wholePackage(graphAugust)))
	for seed := range *neighbours {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			g := newGraphText(string(data), rand.New(rand.NewPCG(uint64(seed), 7)))
			for len(g.edits) < 20 {
				g.edit()
			}
			holdNeighbour(t, graphAugust, strings.Join(g.lines, "\n"), before, g.edits)
		})
	}
}

func wholePackage(spec string) config.Config {
	c := config.Config{Spec: spec, Lenient: true, Package: "api", Emit: config.Usual()}
	if strings.HasSuffix(spec, ".xml") {
		c.Emit = []config.Artefact{config.Types, config.Validators, config.Client}
	}
	return c
}

// graphText is a description in CSDL XML with an element a line, as it is edited.
type graphText struct {
	*rand.Rand
	lines   []string
	edits   []made
	touched map[string]bool // types of which something was edited
	pointed map[string]bool // names that paths and annotations hold
	n       int
}

var (
	attribute = regexp.MustCompile(`(\w+)="([^"]*)"`)
	pointing  = regexp.MustCompile(`(?:Path|Target|PropertyPath|AnnotationPath|NavigationPropertyPath)="([^"]*)"|<PropertyRef Name="([^"]*)"`)
)

func newGraphText(text string, r *rand.Rand) *graphText {
	g := &graphText{Rand: r, lines: strings.Split(text, "\n"), touched: map[string]bool{"entity": true}, pointed: map[string]bool{"id": true}}
	for _, match := range pointing.FindAllStringSubmatch(text, -1) {
		for _, name := range strings.FieldsFunc(match[1]+match[2], func(r rune) bool { return strings.ContainsRune("/.", r) }) {
			g.pointed[name] = true
		}
	}
	return g
}

// value is that of an attribute of a line.
func value(line, name string) string {
	for _, match := range attribute.FindAllStringSubmatch(line, -1) {
		if match[1] == name {
			return match[2]
		}
	}
	return ""
}

// end is where the first schema ends, the only one that is edited.
func (g *graphText) end() int {
	return slices.IndexFunc(g.lines, func(l string) bool { return strings.HasPrefix(l, "    </Schema>") })
}

// pick gives a line of the first schema that begins with one of some elements, at
// some depth, in an element that was not edited yet, and that nothing points at.
func (g *graphText) pick(depth int, ok func(line string) bool, elements ...string) int {
	var found []int
	for i, line := range g.lines[:g.end()] {
		if slices.ContainsFunc(elements, func(e string) bool { return strings.HasPrefix(line, strings.Repeat(" ", depth)+"<"+e+" ") }) {
			found = append(found, i)
		}
	}
	for _, i := range g.Perm(len(found)) {
		at, line := found[i], g.lines[found[i]]
		name := value(line, "Name")
		if !g.touched[g.owner(at)] && !g.touched[name] && !g.pointed[name] && (ok == nil || ok(line)) {
			g.touched[g.owner(at)] = true
			return at
		}
	}
	panic(fmt.Sprintf("there is no %v left to edit", elements))
}

// owner is the type, action or function around a line; a part of the service is its own.
func (g *graphText) owner(at int) string {
	name := value(g.lines[at], "Name")
	for ; at > 0; at-- {
		if strings.HasPrefix(g.lines[at], "      <EntityContainer") {
			return name
		}
		if strings.HasPrefix(g.lines[at], "      <") && !strings.HasPrefix(g.lines[at], "      </") {
			return value(g.lines[at], "Name")
		}
	}
	return ""
}

// last is the line on which the element that begins on another one ends.
func (g *graphText) last(at int) int {
	if strings.HasSuffix(strings.TrimSpace(g.lines[at]), "/>") {
		return at
	}
	indent := g.lines[at][:strings.IndexByte(g.lines[at], '<')]
	for ; !strings.HasPrefix(g.lines[at], indent+"</"); at++ {
	}
	return at
}

func (g *graphText) insert(at int, lines ...string) { g.lines = slices.Insert(g.lines, at, lines...) }

// cut removes an element.
func (g *graphText) cut(at int) []string {
	last := g.last(at) + 1
	gone := slices.Clone(g.lines[at:last])
	g.lines = slices.Delete(g.lines, at, last)
	return gone
}

// fresh is a name that nothing has.
func (g *graphText) fresh() string {
	name := fmt.Sprintf("zebra%c", 'A'+g.n)
	g.n++
	g.touched[name] = true
	return name
}

// note notes an edit of something that belongs to owners.
func (g *graphText) note(what string, told, names []string, owners ...string) {
	g.edits = append(g.edits, made{what + ": " + strings.Join(told, ", "), told, names, owners})
}

// someType is a type for a property.
func (g *graphText) someType() string {
	return []string{"Edm.Boolean", "Edm.Guid", "Collection(Edm.Int64)", "Edm.Duration", "graph.identitySet", "Collection(graph.importance)", "Edm.Double"}[g.IntN(7)]
}

func (g *graphText) edit() {
	edits := []func(){
		g.addProperty, g.removeProperty, g.renameProperty, g.retypeProperty, g.nullProperty, g.limitProperty,
		g.addLink, g.removeLink, g.addType, g.deriveType, g.removeType, g.renameType, g.addMember, g.removeMember,
		g.addCall, g.removeCall, g.addParameter, g.removeParameter, g.describe, g.deprecate, g.restrict,
		g.addRoot, g.moveProperty, g.moveType,
	}
	edits[g.IntN(len(edits))]()
}

const space8 = "        "

// plain reports whether a line is an element without others in it.
func plain(line string) bool { return strings.HasSuffix(strings.TrimSpace(line), "/>") }

func (g *graphText) property() (at int, owner, name string) {
	at = g.pick(8, plain, "Property")
	return at, g.owner(at), value(g.lines[at], "Name")
}

func (g *graphText) addProperty() {
	at, owner, _ := g.property()
	name := g.fresh()
	null := []string{"", ` Nullable="false"`}[g.IntN(2)]
	g.insert(at, fmt.Sprintf(`%s<Property Name="%s" Type="%s"%s />`, space8, name, g.someType(), null))
	g.note("property added", []string{"property " + owner + "." + name}, []string{name}, owner)
}

func (g *graphText) removeProperty() {
	at, owner, name := g.property()
	family := g.family(bare(value(g.lines[at], "Type")))
	g.cut(at)
	g.note("property removed", []string{"property " + owner + "." + name}, append(family, name), append(family, owner)...)
}

func (g *graphText) renameProperty() {
	at, owner, name := g.property()
	other := g.fresh()
	g.lines[at] = strings.Replace(g.lines[at], `Name="`+name+`"`, `Name="`+other+`"`, 1)
	g.note("property renamed", []string{"property " + owner + "." + other, name}, []string{name, other}, owner)
}

func (g *graphText) retypeProperty() {
	at, owner, name := g.property()
	old, family := g.lines[at], g.family(bare(value(g.lines[at], "Type")))
	for g.lines[at] == old {
		g.lines[at] = fmt.Sprintf(`%s<Property Name="%s" Type="%s" />`, space8, name, g.someType())
	}
	g.note("property of another type", []string{"property " + owner + "." + name}, append(family, name), append(family, owner)...)
}

func (g *graphText) nullProperty() {
	at := g.pick(8, func(l string) bool { return plain(l) && !strings.Contains(l, "Collection(") }, "Property")
	owner, name := g.owner(at), value(g.lines[at], "Name")
	if strings.Contains(g.lines[at], ` Nullable="false"`) {
		g.lines[at] = strings.Replace(g.lines[at], ` Nullable="false"`, "", 1)
	} else {
		g.lines[at] = strings.Replace(g.lines[at], " />", ` Nullable="false" />`, 1)
	}
	g.note("property null or not", []string{"property " + owner + "." + name}, []string{name}, owner)
}

func (g *graphText) limitProperty() {
	at := g.pick(8, func(l string) bool {
		return plain(l) && strings.Contains(l, `Type="Edm.String"`) && !strings.Contains(l, "MaxLength")
	}, "Property")
	g.lines[at] = strings.Replace(g.lines[at], " />", ` MaxLength="77" />`, 1)
	owner, name := g.owner(at), value(g.lines[at], "Name")
	g.note("facet added", []string{"property " + owner + "." + name}, []string{name}, owner)
}

func (g *graphText) addLink() {
	at := g.pick(8, nil, "NavigationProperty")
	owner, name := g.owner(at), g.fresh()
	target := []string{"graph.user", "Collection(graph.user)", "Collection(graph.group)"}[g.IntN(3)]
	contained := []string{"", ` ContainsTarget="true"`}[g.IntN(2)]
	g.insert(at, fmt.Sprintf(`%s<NavigationProperty Name="%s" Type="%s"%s />`, space8, name, target, contained))
	g.note("navigation property added", []string{"navigation property " + owner + "." + name}, []string{name}, owner)
}

func (g *graphText) removeLink() {
	at := g.pick(8, nil, "NavigationProperty")
	owner, name, target := g.owner(at), value(g.lines[at], "Name"), bare(value(g.lines[at], "Type"))
	if len(g.holders(target)) < 2 { // what only this leads to has no request builder then
		return
	}
	family := g.family(target)
	g.cut(at)
	g.note("navigation property removed", []string{"navigation property " + owner + "." + name}, append(family, name), append(family, owner)...)
}

// family are a type and those that derive from it: where the last place that holds it
// is gone, nothing tells them apart any more.
func (g *graphText) family(name string) []string {
	all := []string{name}
	for i := 0; i < len(all); i++ {
		for _, line := range g.lines {
			if strings.HasPrefix(line, "      <") && strings.Contains(line, ` BaseType="graph.`+all[i]+`"`) {
				all = append(all, value(line, "Name"))
			}
		}
	}
	if len(all) == 1 && !strings.Contains(strings.Join(g.lines, "\n"), `Type Name="`+name+`" BaseType=`) {
		return nil
	}
	return all
}

// holders are the properties that hold a type.
func (g *graphText) holders(name string) (names []string) {
	for _, line := range g.lines {
		if strings.Contains(line, "Property Name=") && (strings.Contains(line, `graph.`+name+`"`) || strings.Contains(line, `graph.`+name+`)"`)) {
			names = append(names, value(line, "Name"))
		}
	}
	return names
}

// bare is a type's name without its namespace, and that of a collection's items.
func bare(text string) string {
	text = strings.TrimSuffix(text, ")")
	return text[strings.LastIndexAny(text, ".(")+1:]
}
