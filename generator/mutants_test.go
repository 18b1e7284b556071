package generator

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"testing"

	"example.com/burin/generator/config"
	"example.com/burin/generator/source"
)

var mutants = flag.Int("mutants", 200, "how many mutated copies of a real description are generated from")

// mutation changes a description in a place that n chooses. Where it breaks the
// description for certain, it says so.
type mutation struct {
	name   string
	breaks bool
	apply  func(data []byte, n int) []byte
}

var mutations = []mutation{
	{"a type deleted", false, func(data []byte, n int) []byte {
		at := nth(regexp.MustCompile(`(?s)<ComplexType Name="[^"]*">.*?</ComplexType>`), data, n)
		return cut(data, at[0], at[1], "")
	}},
	{"an attribute misspelt", true, func(data []byte, n int) []byte {
		at := nth(regexp.MustCompile(`(Name|Type|BaseType|Nullable|Value)="`), data, n)
		return cut(data, at[0]+1, at[0]+1, "q")
	}},
	{"an element misspelt", true, func(data []byte, n int) []byte {
		at := nth(regexp.MustCompile(`<(Property|Member|Parameter) [^>]*/>`), data, n)
		return cut(data, at[0]+2, at[0]+2, "q")
	}},
	{"a circle", true, func(data []byte, n int) []byte {
		name := regexp.MustCompile(`<(Entity|Complex)Type Name="([^"]*)"( BaseType="[^"]*")?`)
		at := nth(name, data, n)
		return cut(data, at[0], at[1], fmt.Sprintf(`%s BaseType="graph.%[2]s"`, data[at[0]:at[5]+1], data[at[4]:at[5]]))
	}},
	{"cut off", true, func(data []byte, n int) []byte { return data[:200+n*7919%(len(data)-300)] }},
	{"an XML bomb", true, func(data []byte, n int) []byte {
		var b bytes.Buffer
		b.WriteString("<!DOCTYPE bomb [<!ENTITY a0 \"a\">")
		for i := range 20 + n%20 {
			fmt.Fprintf(&b, "<!ENTITY a%d \"&a%d;&a%[2]d;\">", i+1, i)
		}
		return append(append(b.Bytes(), ']', '>'), bytes.TrimPrefix(data, []byte("\xEF\xBB\xBF"))...)
	}},
	{"nested 10,000 deep", true, func(data []byte, n int) []byte {
		at := nth(regexp.MustCompile(`</(Entity|Complex)Type>`), data, n)
		return cut(data, at[0], at[0], `<Annotation Term="Org.OData.Core.V1.Revisions">`+strings.Repeat("<Collection>", 10_000)+
			strings.Repeat("</Collection>", 10_000)+"</Annotation>")
	}},
	{"a huge attribute", true, func(data []byte, n int) []byte {
		at := nth(regexp.MustCompile(`Name="`), data, n)
		return cut(data, at[1], at[1], strings.Repeat("long ", 1<<18))
	}},
	{"a property given twice", true, func(data []byte, n int) []byte {
		at := nth(regexp.MustCompile(`<Property [^>]*/>`), data, n)
		return cut(data, at[1], at[1], string(data[at[0]:at[1]]))
	}},
	{"a type for another", false, func(data []byte, n int) []byte {
		at := nth(regexp.MustCompile(` (?:Base)?Type="([^"]*)"`), data, n)
		other := nth(regexp.MustCompile(` (?:Base)?Type="([^"]*)"`), data, n*17+5)
		names := []string{string(data[other[2]:other[3]]), "Edm.Stream", "Edm.Untyped", "Collection(Edm.Untyped)", "Edm.GeographyPoint", "Edm.EntityType", "Edm.Binary"}
		return cut(data, at[2], at[3], names[n%len(names)])
	}},
	{"an element left out", false, func(data []byte, n int) []byte {
		at := nth(regexp.MustCompile(`<(Property|PropertyRef|NavigationProperty|Parameter|ReturnType|EntitySet) [^>]*/>`), data, n)
		return cut(data, at[0], at[1], "")
	}},
	{"an attribute left out", false, func(data []byte, n int) []byte {
		at := nth(regexp.MustCompile(` (Name|Type|BaseType|IsBound|Nullable|EntityType|Alias|IsFlags|HasStream|ContainsTarget|Collection)="[^"]*"`), data, n)
		return cut(data, at[0], at[1], "")
	}},
	{"a byte changed", false, func(data []byte, n int) []byte {
		at := n * 104729 % len(data)
		return cut(data, at, at+1, string("<>&\"'/=x \x00\xff"[n%11]))
	}},
}

// nth gives one of the matches, chosen by n.
func nth(pattern *regexp.Regexp, data []byte, n int) []int {
	all := pattern.FindAllSubmatchIndex(data, -1)
	return all[n*31%len(all)]
}

func cut(data []byte, from, to int, in string) []byte {
	return bytes.Join([][]byte{data[:from], []byte(in), data[to:]}, nil)
}

// TestMutatedGraph generates from copies of a real description with something broken in
// each: a package comes of it, or every fault has its place, and memory is bounded. One copy
// of twenty is whole; the others are of some types, which breaks no less.
func TestMutatedGraph(t *testing.T) {
	data, err := os.ReadFile(graphAugust)
	if err != nil {
		t.Skipf("the corpus is absent: %v", err)
	}
	spec := filepath.Join(t.TempDir(), "graph.xml")
	c := config.Config{Spec: spec, Lenient: true, Package: "graph", Emit: []config.Artefact{config.Types, config.Validators, config.Client}}
	types := newReducer(string(data))
	for i := range *mutants {
		m, copied := mutations[i%len(mutations)], data
		if i%20 != i/20%20 {
			copied = types.reduced(t, i)
		}
		mutant := m.apply(copied, i)
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		write(t, spec, string(mutant))
		_, err := Generate(c)
		runtime.ReadMemStats(&after)
		if used := after.TotalAlloc - before.TotalAlloc; used > 500<<20 {
			t.Errorf("%d, %s: %d MiB were allocated", i, m.name, used>>20)
		}
		if m.breaks && err == nil {
			t.Errorf("%d, %s: no fault", i, m.name)
		}
		checkFaults(t, fmt.Sprintf("%d, %s", i, m.name), mutant, err)
	}
}

// TestMutatedServers generates clients and servers from copies of descriptions with
// something broken in each.
func TestMutatedServers(t *testing.T) {
	for _, feature := range []string{"csdl-server", "csdl-properties"} {
		c, err := config.Load("../spec/features/"+feature+"/burin.yaml", config.Override{})
		if err != nil {
			t.Fatal(err)
		}
		data, err := os.ReadFile(c.Spec)
		if err != nil {
			t.Fatal(err)
		}
		c.Spec, c.Lenient = filepath.Join(t.TempDir(), "csdl.xml"), true
		whole := 0
		for i := range *mutants {
			m := mutations[i%len(mutations)]
			mutant := m.apply(data, i/len(mutations))
			write(t, c.Spec, string(mutant))
			_, err := Generate(c)
			if err == nil {
				whole++
			}
			if m.breaks && err == nil {
				t.Errorf("%s, %d, %s: no fault", feature, i, m.name)
			}
			checkFaults(t, fmt.Sprintf("%s, %d, %s", feature, i, m.name), mutant, err)
		}
		if whole == 0 {
			t.Errorf("%s: every mutant is at fault", feature)
		}
	}
}

// checkFaults holds an error to what is promised: faults, each with a place
// within the file, and in one line.
func checkFaults(t *testing.T, name string, data []byte, err error) {
	t.Helper()
	if err == nil {
		return
	}
	var faults source.Faults
	if !errors.As(err, &faults) || len(faults) == 0 {
		t.Fatalf("%s: no faults but %v", name, err)
	}
	lines := bytes.Count(data, []byte("\n")) + 1
	for _, fault := range faults {
		if fault.Pos.Line < 1 || fault.Pos.Line > lines || fault.Pos.Column < 1 || strings.ContainsRune(fault.Message, '\n') {
			t.Errorf("%s: not a place or not one line: %v", name, fault)
		}
	}
}
