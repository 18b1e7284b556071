package generator

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// reducer makes small descriptions of a large one, as its elements stand.
type reducer struct {
	head  string
	names []string          // of the first schema's types, in order
	types map[string]string // without navigation properties
	links map[string][]string
}

var (
	typeName = regexp.MustCompile(`^ {6}<(?:EnumType|EntityType|ComplexType) Name="([^"]*)"`)
	typeUsed = regexp.MustCompile(`Type="(?:Collection\()?([\w.]+)\.(\w+)`)
	link     = regexp.MustCompile(`(?ms)^ {8}<NavigationProperty [^>]*(?:/>$|[^/]>$.*?^ {8}</NavigationProperty>)\n`)
)

// newReducer takes the types of the first schema apart, which stand on lines of
// their own at the same depth.
func newReducer(description string) *reducer {
	first, _, _ := strings.Cut(description, "</Schema>")
	head, rest, _ := strings.Cut(first, "\n      <")
	r := &reducer{head: head + "\n", types: map[string]string{}, links: map[string][]string{}}
	for element := range strings.SplitSeq("\n      <"+rest, "\n      <") {
		element, _, _ = strings.Cut("      <"+element, "\n      </")
		name := typeName.FindStringSubmatch(element)
		if name == nil {
			continue
		}
		kind, _, _ := strings.Cut(strings.TrimLeft(element, " <"), " ")
		element += "\n"
		if !strings.HasSuffix(element, "/>\n") || strings.Count(element, "\n") > 1 {
			element += "      </" + kind + ">\n"
		}
		r.names = append(r.names, name[1])
		r.links[name[1]] = link.FindAllString(element, -1)
		r.types[name[1]] = link.ReplaceAllString(element, "")
	}
	return r
}

// reduced is a description of some types from the n-th on, of those that they
// need, and of the navigation properties between all of them.
func (r *reducer) reduced(t *testing.T, n int) []byte {
	for ; ; n++ {
		if data := r.only(r.names[n*37%len(r.names):][:min(15, len(r.names)-n*37%len(r.names))]); data != nil {
			if _, err := parse("graph.xml", data, loading{lenient: true, read: os.ReadFile}); err != nil {
				t.Fatalf("what is reduced is at fault: %v", err)
			}
			return data
		}
	}
}

// only is a description of types and those that they need; nil where that is in
// another schema, or has nothing for every mutation to change.
func (r *reducer) only(names []string) []byte {
	kept := map[string]bool{}
	for queue := slices.Clone(names); len(queue) > 0; queue = queue[1:] {
		if kept[queue[0]] {
			continue
		}
		kept[queue[0]] = true
		for _, match := range typeUsed.FindAllStringSubmatch(r.types[queue[0]], -1) {
			switch {
			case match[1] == "Edm":
			case match[1] != "graph" || r.types[match[2]] == "":
				return nil
			default:
				queue = append(queue, match[2])
			}
		}
	}
	out := strings.Builder{}
	out.WriteString(r.head)
	for _, name := range r.names {
		if kept[name] {
			out.WriteString(r.withLinks(name, kept))
		}
	}
	text := out.String()
	for _, wanted := range []string{"<ComplexType Name", "</ComplexType>", "<Property "} {
		if !strings.Contains(text, wanted) {
			return nil
		}
	}
	return []byte(text + "    </Schema>\n  </edmx:DataServices>\n</edmx:Edmx>\n")
}

func (r *reducer) withLinks(name string, kept map[string]bool) string {
	text := r.types[name]
	for _, link := range r.links[name] {
		if target := typeUsed.FindStringSubmatch(link); target != nil && target[1] == "graph" && kept[target[2]] && !strings.Contains(link, "Partner") {
			end := strings.LastIndex(strings.TrimSuffix(text, "\n"), "\n") + 1
			text = text[:end] + link + text[end:]
		}
	}
	return text
}
