package review_test

import (
	"flag"
	"fmt"
	"os"

	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/burin/generator/csdl"
	"example.com/burin/generator/emit"
	"example.com/burin/generator/model"
	"example.com/burin/generator/openapi"
	"example.com/burin/generator/review"
)

var update = flag.Bool("update", false, "write the verdicts of testdata/changes.txt anew")

const changesFile = "testdata/changes.txt"

// edit is a block of changes.txt: a change of one of the base descriptions, and
// what is told of it when it is made and when it is undone.
type edit struct {
	name, kind   string // kind is the suffix of the base description
	old, new     string
	made, undone []string
}

// TestChanges holds every verdict of changes.txt, in both directions.
func TestChanges(t *testing.T) {
	head, edits := readEdits(t)
	seen := map[string]bool{}
	for i := range edits {
		e := &edits[i]
		t.Run(e.name+" "+e.kind, func(t *testing.T) {
			before, after := e.apply(t)
			made, undone := tell(t, e.kind, before, after, seen), tell(t, e.kind, after, before, seen)
			if *update {
				e.made, e.undone = made, undone
				return
			}
			if diff := cmp.Diff(e.made, made); diff != "" {
				t.Errorf("made:\n%s", diff)
			}
			if diff := cmp.Diff(e.undone, undone); diff != "" {
				t.Errorf("undone:\n%s", diff)
			}
		})
	}
	if *update {
		writeEdits(t, head, edits)
	}
	if len(seen) < 120 {
		t.Errorf("%d kinds of change are told, want 120", len(seen))
	}
}

// tell gives the changes between two descriptions, one a line.
func tell(t *testing.T, kind, before, after string, seen map[string]bool) (lines []string) {
	for _, c := range compare(t, kind, before, after) {
		seen[kind+" "+c.Rule] = true
		lines = append(lines, fmt.Sprintf("%s %s %s", c.Rule, letters(c.Breaks), c.Of))
		if c.Old.Line == 0 && c.New.Line == 0 && !strings.HasPrefix(c.Rule, "api-") {
			t.Errorf("%s of %s has no place", c.Rule, c.Of)
		}
	}
	return lines
}

func compare(t *testing.T, kind, before, after string) []review.Change {
	return review.Compare(parse(t, kind, before), parse(t, kind, after), review.Options{Optional: emit.IsOpt})
}

func parse(t *testing.T, kind, text string) *model.API {
	t.Helper()
	var api *model.API
	var err error
	if kind == "xml" {
		api, err = csdl.Parse("base.xml", []byte(text), csdl.Options{})
	} else {
		api, err = openapi.Parse("base.yaml", []byte(text), openapi.Options{})
	}
	if err != nil {
		t.Fatal(err)
	}
	return api
}

func letters(s review.Sides) string {
	text := ""
	for _, one := range []struct {
		side   review.Sides
		letter string
	}{{review.ClientCode, "C"}, {review.ClientRun, "c"}, {review.ServerCode, "S"}, {review.ServerRun, "s"}} {
		if s&one.side != 0 {
			text += one.letter
		}
	}
	if text == "" {
		return "-"
	}
	return text
}

// apply gives the base description and the changed one.
func (e *edit) apply(t *testing.T) (before, after string) {
	data, err := os.ReadFile("testdata/base." + e.kind)
	if err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(string(data), e.old); n != 1 {
		t.Fatalf("%s (%s): the text to change stands %d times in the description", e.name, e.kind, n)
	}
	return string(data), strings.Replace(string(data), e.old, e.new, 1)
}

// readEdits reads changes.txt: its head, and the blocks.
func readEdits(t *testing.T) (head string, edits []edit) {
	data, err := os.ReadFile(changesFile)
	if err != nil {
		t.Fatal(err)
	}
	blocks := strings.Split("\n"+string(data), "\n== ")
	for _, block := range blocks[1:] {
		lines := strings.Split(strings.TrimRight(block, "\n"), "\n")
		name, kind, _ := strings.Cut(strings.TrimSuffix(lines[0], ")"), " (")
		e := edit{name: name, kind: kind}
		var old, new []string
		for _, line := range lines[1:] {
			mark, rest := line[:1], strings.TrimPrefix(line[1:], " ")
			switch mark {
			case "-":
				old = append(old, line[1:])
			case "+":
				new = append(new, line[1:])
			case ">":
				e.made = append(e.made, rest)
			case "<":
				e.undone = append(e.undone, rest)
			}
		}
		e.old, e.new = strings.Join(old, "\n"), strings.Join(new, "\n")
		edits = append(edits, e)
	}
	return blocks[0][1:], edits
}

func writeEdits(t *testing.T, head string, edits []edit) {
	var out strings.Builder
	out.WriteString(head)
	for _, e := range edits {
		fmt.Fprintf(&out, "\n== %s (%s)\n", e.name, e.kind)
		for _, part := range []struct {
			mark  string
			lines []string
		}{{"-", strings.Split(e.old, "\n")}, {"+", strings.Split(e.new, "\n")}, {"> ", e.made}, {"< ", e.undone}} {
			for _, line := range part.lines {
				out.WriteString(part.mark + line + "\n")
			}
		}
	}
	if err := os.WriteFile(changesFile, []byte(out.String()), 0o644); err != nil {
		t.Fatal(err)
	}
}

// TestNothingChanged holds that a description beside itself has no changes.
func TestNothingChanged(t *testing.T) {
	for _, kind := range []string{"yaml", "xml"} {
		data, err := os.ReadFile("testdata/base." + kind)
		if err != nil {
			t.Fatal(err)
		}
		if changes := compare(t, kind, string(data), string(data)); len(changes) > 0 {
			t.Errorf("%s: %v", kind, changes)
		}
	}
}

// TestExamples holds that examples are words, matched by what they are of.
func TestExamples(t *testing.T) {
	pet := &model.Schema{Type: &model.Type{Name: "pet"}}
	api := func(list ...*model.Example) *model.API { return &model.API{Examples: list} }
	tom, rex := &model.Example{Name: "tom", Schema: pet, JSON: `{"a":1}`}, &model.Example{Name: "rex", Schema: pet, JSON: `{}`}
	other := &model.Example{Name: "tom", Schema: pet, JSON: `{"a":2}`}
	for _, test := range []struct {
		old, new *model.API
		want     []string
	}{
		{api(tom, rex), api(rex, tom), nil},
		{api(tom), api(other), []string{"example-changed - example pet/tom"}},
		{api(tom), api(tom, rex), []string{"example-added - example pet/rex"}},
		{api(tom, rex), api(rex), []string{"example-removed - example pet/tom"}},
	} {
		var got []string
		for _, c := range review.Compare(test.old, test.new, review.Options{}) {
			got = append(got, fmt.Sprintf("%s %s %s", c.Rule, letters(c.Breaks), c.Of))
		}
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Error(diff)
		}
	}
}

// TestUnknownFieldsAreTold holds that what no rule knows is reported.
func TestUnknownFieldsAreTold(t *testing.T) {
	api := func(rules model.Rules) *model.API {
		schema := &model.Schema{Kind: model.String, Rules: rules}
		return &model.API{Types: []*model.Type{{Name: "pet", Kind: model.Object, Properties: []*model.Property{{Name: "name", Schema: schema}}}}}
	}
	changes := review.Compare(api(model.Rules{}), api(model.Rules{UniqueItems: true}), review.Options{})
	if len(changes) != 1 || changes[0].Rule != "unique-items-tightened" {
		t.Errorf("%v", changes)
	}
	names := map[string]bool{}
	for _, r := range review.Rules() {
		if names[r.ID] {
			t.Errorf("the rule %s stands twice", r.ID)
		}
		names[r.ID] = true
		if r.Title == "" || r.Reason == "" {
			t.Errorf("the rule %s lacks words", r.ID)
		}
	}
}

// TestBoundsAreCompared holds that a bound which comes to be excluded is tighter.
func TestBoundsAreCompared(t *testing.T) {
	api := func(number string, exclusive bool) *model.API {
		schema := &model.Schema{Kind: model.Double, Rules: model.Rules{Maximum: &model.Bound{Number: number, Exclusive: exclusive}}}
		return &model.API{Types: []*model.Type{{Name: "pet", Kind: model.Object, Properties: []*model.Property{{Name: "size", Schema: schema}}}}}
	}
	for _, c := range []struct {
		old, new *model.API
		want     string
	}{
		{api("1.5", false), api("1.5", true), "maximum-tightened"},
		{api("1.5", true), api("1.5", false), "maximum-loosened"},
		{api("1.5", true), api("1.25", false), "maximum-tightened"},
		{api("1.5", false), api("1.75", true), "maximum-loosened"},
	} {
		changes := review.Compare(c.old, c.new, review.Options{})
		if len(changes) != 1 || changes[0].Rule != c.want {
			t.Errorf("%v, want %s", changes, c.want)
		}
	}
}

// TestChecksAreCompared holds that what values are held against is told, schemas
// that refer to themselves included.
func TestChecksAreCompared(t *testing.T) {
	api := func(text string) *model.API {
		node := &model.Checked{Name: "node"}
		node.Checks = []*model.Check{{Keyword: "const", Words: []string{text}}, {Keyword: "properties", Words: []string{"next"}, Of: [][]*model.Check{{{Keyword: "$ref", Ref: node}}}}}
		not := []*model.Check{{Keyword: "not", Of: [][]*model.Check{{{Keyword: "$ref", Ref: node}}}}}
		return &model.API{Checked: []*model.Checked{node}, Types: []*model.Type{{Name: "pet", Kind: model.Object, Checks: not}}}
	}
	changes := review.Compare(api("1"), api("2"), review.Options{})
	if len(changes) != 1 || changes[0].Rule != "checked-changed" || changes[0].Is != `const 2, properties "next" {$ref node}` {
		t.Errorf("%v", changes)
	}
	held, free := api("1"), api("1")
	free.Types[0].Checks = nil
	for _, c := range []struct {
		old, new *model.API
		want     string
	}{{held, free, "type-checks-unset"}, {free, held, "type-checks-set"}} {
		if changes := review.Compare(c.old, c.new, review.Options{}); len(changes) != 1 || changes[0].Rule != c.want {
			t.Errorf("%v, want %s", changes, c.want)
		}
	}
}
