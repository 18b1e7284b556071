package generator

import (
	"fmt"
	"regexp"
	"strings"
)

func (g *graphText) addType() {
	at, name := g.pick(6, nil, "EntityType", "ComplexType", "EnumType"), g.fresh()
	switch g.IntN(3) {
	case 0:
		g.insert(at, fmt.Sprintf(`      <ComplexType Name="%s">`, name), space8+`<Property Name="stripes" Type="Edm.Int32" />`, "      </ComplexType>")
	case 1:
		g.insert(at, fmt.Sprintf(`      <EnumType Name="%s">`, name), space8+`<Member Name="striped" Value="0" />`, "      </EnumType>")
	case 2:
		g.insert(at, fmt.Sprintf(`      <EntityType Name="%s" BaseType="graph.entity">`, name), space8+`<Property Name="stripes" Type="Edm.Int32" />`, "      </EntityType>")
	}
	g.note("type added", []string{"type " + name}, []string{name}, name)
}

func (g *graphText) deriveType() {
	at := g.pick(6, func(l string) bool { return !strings.Contains(l, "OpenType") }, "EntityType", "ComplexType")
	kind, base, name := strings.Fields(g.lines[at])[0][1:], value(g.lines[at], "Name"), g.fresh()
	g.insert(at, fmt.Sprintf(`      <%s Name="%s" BaseType="graph.%s" />`, kind, name, base))
	g.note("type derived", []string{"type " + name}, append(g.family(base), append(g.holders(base), name)...), append(g.family(base), name)...)
}

// removeType removes a type that others have alone in properties, and those.
func (g *graphText) removeType() {
	at := g.pick(6, nil, "ComplexType", "EnumType")
	name := value(g.lines[at], "Name")
	used := regexp.MustCompile(`\bgraph\.` + name + `[")]`)
	var uses []int
	for i, line := range g.lines {
		if !used.MatchString(line) {
			continue
		}
		if !strings.HasPrefix(line, space8+"<Property ") || !plain(line) || g.touched[g.owner(i)] || i > g.end() || g.pointed[value(line, "Name")] {
			return
		}
		uses = append(uses, i)
	}
	told, names, owners := []string{"type " + name}, []string{name}, []string{name}
	for n := len(uses) - 1; n >= 0; n-- {
		property, owner := value(g.lines[uses[n]], "Name"), g.owner(uses[n])
		told, names, owners = append(told, "property "+owner+"."+property), append(names, property), append(owners, owner)
		g.touched[owner] = true
		g.lines[uses[n]] = ""
	}
	g.cut(at)
	g.note("type removed", told, names, owners...)
}

func (g *graphText) renameType() {
	at := g.pick(6, nil, "ComplexType", "EnumType", "EntityType")
	name, other := value(g.lines[at], "Name"), g.fresh()
	g.lines[at] = strings.Replace(g.lines[at], `Name="`+name+`"`, `Name="`+other+`"`, 1)
	uses := regexp.MustCompile(`\bgraph\.` + name + `([")/])`)
	for i, line := range g.lines {
		g.lines[i] = uses.ReplaceAllString(line, "graph."+other+"$1")
	}
	g.note("type renamed", []string{"type " + other, name}, []string{name, other}, name, other)
}

func (g *graphText) addMember() {
	at := g.pick(8, nil, "Member")
	owner, name := g.owner(at), g.fresh()
	g.insert(at, fmt.Sprintf(`%s<Member Name="%s" Value="%d" />`, space8, name, 1<<20))
	g.note("member added", []string{"member " + owner + "." + name}, []string{name, owner}, owner)
}

func (g *graphText) removeMember() {
	at := g.pick(8, nil, "Member")
	owner, name := g.owner(at), value(g.lines[at], "Name")
	g.cut(at)
	g.note("member removed", []string{"member " + owner + "." + name}, []string{name, owner}, owner)
}

// call picks an action or a function that has one binding alone.
func (g *graphText) call() (at int, name, binding string) {
	for {
		at = g.pick(6, func(l string) bool { return strings.Contains(l, `IsBound="true"`) }, "Action", "Function")
		name, binding = value(g.lines[at], "Name"), value(g.lines[at+1], "Type")
		overloads := 0
		for _, line := range g.lines[:g.end()] {
			if strings.HasPrefix(line, "      <") && strings.Contains(line, ` Name="`+name+`"`) {
				overloads++
			}
		}
		if overloads == 1 && strings.Contains(g.lines[at+1], "<Parameter ") && strings.HasPrefix(bare(binding), strings.TrimPrefix(binding, "graph.")) {
			return at, name, bare(binding)
		}
	}
}

// of is what changes call a call.
func (g *graphText) of(at int) string {
	kind := map[bool]string{true: "action ", false: "function "}[strings.Contains(g.lines[at], "<Action ")]
	return kind + value(g.lines[at], "Name") + " of " + bare(value(g.lines[at+1], "Type"))
}

func (g *graphText) addCall() {
	at, _, binding := g.call()
	name := g.fresh()
	g.insert(at, fmt.Sprintf(`      <Action Name="%s" IsBound="true">`, name), fmt.Sprintf(`%s<Parameter Name="bindingParameter" Type="graph.%s" />`, space8, binding),
		space8+`<Parameter Name="loud" Type="Edm.Boolean" />`, "      </Action>")
	g.note("action added", []string{g.of(at)}, []string{name}, binding, name)
}

func (g *graphText) removeCall() {
	at, name, binding := g.call()
	of := g.of(at)
	g.cut(at)
	g.note("call removed", []string{of}, []string{name}, binding, name)
}

func (g *graphText) addParameter() {
	at, name, binding := g.call()
	parameter := g.fresh()
	null := []string{"", ` Nullable="false"`}[g.IntN(2)]
	g.insert(at+2, fmt.Sprintf(`%s<Parameter Name="%s" Type="%s"%s />`, space8, parameter, "Edm.String", null))
	g.note("parameter added", []string{g.of(at) + ", parameter " + parameter}, []string{parameter, name}, binding, name)
}

func (g *graphText) removeParameter() {
	at, name, binding := g.call()
	if !strings.Contains(g.lines[at+2], "<Parameter ") {
		return
	}
	parameter := value(g.lines[at+2], "Name")
	g.cut(at + 2)
	g.note("parameter removed", []string{g.of(at) + ", parameter " + parameter}, []string{parameter, name}, binding, name)
}

// annotate adds an annotation at the end of the schema.
func (g *graphText) annotate(target string, lines ...string) {
	at := g.end()
	g.insert(at, fmt.Sprintf(`      <Annotations Target="%s">`, target), strings.Join(lines, "\n"), "      </Annotations>")
}

// describe says something of what says nothing of itself.
func (g *graphText) describe() {
	at, owner, name := g.property()
	if strings.Contains(strings.Join(g.lines, "\n"), "graph."+owner+"/"+name+`"`) {
		return
	}
	word := g.fresh()
	g.annotate("microsoft.graph."+owner+"/"+name, fmt.Sprintf(space8+`<Annotation Term="Org.OData.Core.V1.Description" String="How many %s there are." />`, word))
	g.note("description added", []string{"property " + owner + "." + name}, []string{name, word}, owner)
	_ = at
}

func (g *graphText) deprecate() {
	at, owner, name := g.property()
	if strings.Contains(strings.Join(g.lines, "\n"), "graph."+owner+"/"+name+`"`) {
		return
	}
	g.annotate("microsoft.graph."+owner+"/"+name, space8+`<Annotation Term="Org.OData.Core.V1.Revisions"><Collection><Record>`,
		`<PropertyValue Property="Kind" EnumMember="Org.OData.Core.V1.RevisionKind/Deprecated" /><PropertyValue Property="Description" String="Use zebras." />`,
		"</Record></Collection></Annotation>")
	g.note("deprecated", []string{"property " + owner + "." + name}, []string{name, "zebras", "Deprecated"}, owner)
	_ = at
}

// restrict takes inserts from an entity set.
func (g *graphText) restrict() {
	at := g.pick(8, nil, "EntitySet")
	name, target := value(g.lines[at], "Name"), bare(value(g.lines[at], "EntityType"))
	g.annotate("microsoft.graph.GraphService/"+name, space8+`<Annotation Term="Org.OData.Capabilities.V1.InsertRestrictions"><Record>`,
		`<PropertyValue Property="Insertable" Bool="false" />`, "</Record></Annotation>")
	g.note("inserts refused", []string{"entity set " + name}, []string{name, target}, target)
}

func (g *graphText) addRoot() {
	at := g.pick(8, nil, "Singleton")
	name, target := g.fresh(), value(g.lines[at], "Type")
	g.insert(at, fmt.Sprintf(`%s<Singleton Name="%s" Type="%s" />`, space8, name, target))
	g.note("singleton added", []string{"singleton " + name}, []string{name}, name, bare(target))
}

// moveProperty puts a property before the one that stands before it, which changes nothing.
func (g *graphText) moveProperty() {
	at := g.pick(8, plain, "Property")
	if strings.Contains(g.lines[at-1], "<Property ") && plain(g.lines[at-1]) {
		g.lines[at-1], g.lines[at] = g.lines[at], g.lines[at-1]
		g.note("property moved", nil, nil, g.owner(at))
	}
}

// moveType puts a type elsewhere, which changes nothing.
func (g *graphText) moveType() {
	from := g.pick(6, nil, "EntityType", "ComplexType", "EnumType")
	name, element := value(g.lines[from], "Name"), g.cut(from)
	g.insert(g.pick(6, nil, "EntityType", "ComplexType", "EnumType"), element...)
	g.note("type moved", nil, nil, name)
}
