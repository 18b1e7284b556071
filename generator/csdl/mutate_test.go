package csdl

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"os"
	"regexp"
	"runtime"
	"strings"
	"testing"

	"example.com/burin/generator/source"
)

var mutants = flag.Int("mutants", 20, "how many mutated copies of a real description are read")

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
	{"cut off", true, func(data []byte, n int) []byte { return data[:1000+n*7919%(len(data)-2000)] }},
	{"an XML bomb", true, func(data []byte, n int) []byte {
		var b bytes.Buffer
		b.WriteString("<!DOCTYPE bomb [<!ENTITY a0 \"a\">")
		for i := range 20 + n%20 {
			fmt.Fprintf(&b, "<!ENTITY a%d \"&a%d;&a%[2]d;\">", i+1, i)
		}
		return append(append(b.Bytes(), ']', '>'), bytes.TrimPrefix(data, []byte(utf8Mark))...)
	}},
	{"nested 10,000 deep", true, func(data []byte, n int) []byte {
		at := nth(regexp.MustCompile(`<Annotation Term="[^"]*">`), data, n)
		return cut(data, at[1], at[1], strings.Repeat("<Collection>", 10_000)+strings.Repeat("</Collection>", 10_000))
	}},
	{"a huge attribute", true, func(data []byte, n int) []byte {
		at := nth(regexp.MustCompile(`String="`), data, n)
		return cut(data, at[1], at[1], strings.Repeat("long ", 1<<18))
	}},
	{"a property given twice", true, func(data []byte, n int) []byte {
		at := nth(regexp.MustCompile(`<Property [^>]*/>`), data, n)
		return cut(data, at[1], at[1], string(data[at[0]:at[1]]))
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

// TestMutatedGraph reads copies of a real description with something broken in
// each: it is read, or every fault has its place, and memory is bounded.
func TestMutatedGraph(t *testing.T) {
	file := corpus(t, "v1.0-2026-08-20.csdl.xml")
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for i := range *mutants {
		m := mutations[i%len(mutations)]
		mutant := m.apply(data, i)
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		_, err := Parse("graph.xml", mutant, Options{Lenient: true})
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
