package review_test

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/burin/generator/csdl"
	"example.com/burin/generator/emit"
	"example.com/burin/generator/model"
	"example.com/burin/generator/review"
)

// TestGraph holds the review of two versions of Microsoft Graph to what their XML
// has by itself: each name that came or went is told, and nothing else is said to
// have come or gone.
func TestGraph(t *testing.T) {
	files, _ := filepath.Glob("../../../shared/corpus/msgraph/v1.0-*.csdl.xml")
	if len(files) < 2 {
		t.Skip("the corpus with two versions of Microsoft Graph is not there")
	}
	slices.Sort(files)
	var apis []*model.API
	var names []map[string]bool
	for _, file := range files[:2] {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		api, err := csdl.Parse(filepath.Base(file), data, csdl.Options{Lenient: true})
		if err != nil {
			t.Fatal(err)
		}
		apis, names = append(apis, api), append(names, xmlNames(t, data))
	}
	for _, way := range []struct {
		name     string
		old, new int
	}{{"forward", 0, 1}, {"back", 1, 0}} {
		got := map[string]int{}
		for _, c := range review.Compare(apis[way.old], apis[way.new], review.Options{Optional: emit.IsOpt}) {
			what, _, _ := strings.Cut(c.Of, " ")
			if what == "navigation" {
				what = "property"
			}
			switch {
			case strings.Contains(c.Rule, "-renamed"): // one came in place of another
				got["added "+what]++
				got["removed "+what]++
			case c.Old.Line == 0:
				got["added "+what]++
			case c.New.Line == 0:
				got["removed "+what]++
			}
		}
		want := map[string]int{}
		count(want, "added", names[way.new], names[way.old])
		count(want, "removed", names[way.old], names[way.new])
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s:\n%s", way.name, diff)
		}
		t.Logf("%s: %v", way.name, got)
	}
}

// count counts the names that one side has alone, by kind. What a type holds that
// is not there at all goes and comes with it.
func count(counts map[string]int, verb string, names, others map[string]bool) {
	for name := range names {
		kind, rest, _ := strings.Cut(name, " ")
		owner, _, inner := strings.Cut(rest, "/")
		if others[name] || inner && !others["type "+owner] {
			continue
		}
		counts[verb+" "+kind]++
	}
}

// xmlNames lists what a description declares, as the XML has it, with the alias of
// a schema resolved.
func xmlNames(t *testing.T, data []byte) map[string]bool {
	names, aliases := map[string]bool{}, map[string]string{}
	var namespace, owner, call string
	decoder := xml.NewDecoder(strings.NewReader(string(data)))
	for {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			return names
		} else if err != nil {
			t.Fatal(err)
		}
		start, ok := token.(xml.StartElement)
		if end, isEnd := token.(xml.EndElement); isEnd && (end.Name.Local == "Action" || end.Name.Local == "Function") {
			names[call] = true
		}
		if !ok {
			continue
		}
		attributes := map[string]string{}
		for _, a := range start.Attr {
			attributes[a.Name.Local] = a.Value
		}
		name := attributes["Name"]
		switch kind := start.Name.Local; kind {
		case "Schema":
			namespace = attributes["Namespace"]
			aliases[attributes["Alias"]] = namespace
		case "EntityType", "ComplexType", "EnumType":
			owner = namespace + "." + name
			names["type "+owner] = true
		case "Property", "NavigationProperty":
			names["property "+owner+"/"+name] = true
		case "Member":
			names["member "+owner+"/"+name] = true
		case "Action", "Function":
			call = fmt.Sprintf("%s %s.%s", strings.ToLower(kind), namespace, name)
		case "Parameter":
			call += " " + name
			if name == "bindingParameter" {
				call += " " + resolve(attributes["Type"], aliases)
			}
		case "EntitySet":
			names["entity "+name] = true
		case "Singleton", "ActionImport", "FunctionImport":
			names[strings.ToLower(strings.TrimSuffix(kind, "Import"))+" "+name] = true
		}
	}
}

func resolve(name string, aliases map[string]string) string {
	inner := strings.TrimSuffix(strings.TrimPrefix(name, "Collection("), ")")
	dot := strings.LastIndexByte(inner, '.')
	if namespace, ok := aliases[inner[:max(dot, 0)]]; ok && dot > 0 {
		return strings.Replace(name, inner, namespace+inner[dot:], 1)
	}
	return name
}
