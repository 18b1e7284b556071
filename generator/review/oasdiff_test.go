package review_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/google/go-cmp/cmp"
	oas "github.com/oasdiff/oasdiff/checker"
	"github.com/oasdiff/oasdiff/diff"
	"github.com/oasdiff/oasdiff/load"

	"example.com/burin/generator/review"
)

const secondOpinions = "testdata/oasdiff.txt"

// TestSecondOpinion holds the verdicts on OpenAPI beside those of oasdiff, an
// independent checker of what breaks clients at run time. Where the two differ,
// testdata/oasdiff.txt says so, and the reason stands in differences.
func TestSecondOpinion(t *testing.T) {
	_, edits := readEdits(t)
	var lines []string
	told := map[string]bool{}
	for _, e := range edits {
		if e.kind != "yaml" {
			continue
		}
		before, after := e.apply(t)
		for _, way := range []struct{ name, old, new string }{{"made", before, after}, {"undone", after, before}} {
			ours := review.Nobody
			for _, c := range compare(t, e.kind, way.old, way.new) {
				ours |= c.Breaks
			}
			theirs, breaks := oasdiff(t, way.old, way.new)
			key := e.name + ", " + way.name
			verdict := "agree"
			if breaks != (ours&review.ClientRun != 0) {
				verdict = "DIFFER"
				told[key] = true
				if differences[key] == "" {
					t.Errorf("%s: burin says %s, oasdiff %s: give the reason", key, letters(ours), theirs)
				}
			}
			lines = append(lines, fmt.Sprintf("%s: %s; burin %s; oasdiff %s", key, verdict, letters(ours), theirs))
		}
	}
	for key := range differences {
		if !told[key] {
			t.Errorf("%s: there is no difference to give a reason for", key)
		}
	}
	text := strings.Join(lines, "\n") + "\n"
	if *update {
		if err := os.WriteFile(secondOpinions, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(secondOpinions)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), text); diff != "" {
		t.Error(diff)
	}
}

// oasdiff gives oasdiff's findings above mere information, and whether one is an
// error.
func oasdiff(t *testing.T, old, new string) (text string, breaks bool) {
	t.Helper()
	loader := openapi3.NewLoader()
	specs := make([]*load.SpecInfo, 2)
	for i, content := range []string{old, new} {
		file := filepath.Join(t.TempDir(), "base.yaml")
		if err := os.WriteFile(file, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		spec, err := load.NewSpecInfo(loader, load.NewSource(file))
		if err != nil {
			t.Fatal(err)
		}
		specs[i] = spec
	}
	report, sources, err := diff.GetWithOperationsSourcesMap(diff.NewConfig(), specs[0], specs[1])
	if err != nil {
		t.Fatal(err)
	}
	var ids []string
	config := oas.NewConfig(oas.GetAllChecks())
	for _, c := range oas.CheckBackwardCompatibilityUntilLevel(config, report, sources, oas.WARN) {
		ids = append(ids, fmt.Sprintf("%s %s", c.GetLevel(), c.GetId()))
		breaks = breaks || c.GetLevel() == oas.ERR
	}
	slices.Sort(ids)
	if ids = slices.Compact(ids); len(ids) == 0 {
		return "nothing", false
	}
	return strings.Join(ids, ", "), breaks
}

// What oasdiff does otherwise, and why burin does not follow.
const (
	softer    = "oasdiff warns alone; what the request asks for, or the property holds, is silently dropped"
	notLooked = "oasdiff does not look at this; requests of old go elsewhere, ask for something else, or are refused"
	caseless  = "oasdiff compares names of headers by case, which HTTP does not (RFC 9110, section 5.1)"
	tolerant  = "a client keeps values of an enum that it does not know"
	wider     = "oasdiff takes any text to be wider; burin's client and server read and write another type"
	notUsed   = "oasdiff looks at what operations use alone; burin has a Go type for each"
	errorBody = "oasdiff does not look at the bodies of errors"
)

// differences are the reasons where burin and oasdiff do not agree on whether a
// change breaks clients at run time.
var differences = map[string]string{
	"property renamed, made":                                     softer,
	"property renamed, undone":                                   softer,
	"property replaced by one that holds something else, made":   softer,
	"property replaced by one that holds something else, undone": softer,
	"server address, made":                                       notLooked,
	"type of a path parameter, made":                             notLooked,
	"type of a path parameter, undone":                           notLooked,
	"query parameter added, undone":                              softer,
	"required query parameter added, undone":                     softer,
	"first query parameter added, undone":                        softer,
	"first query parameter added, a required one, undone":        softer,
	"header parameter added, undone":                             softer,
	"case of a header's name, made":                              caseless,
	"case of a header's name, undone":                            caseless,
	"default of a parameter, made":                               notLooked,
	"default of a parameter, undone":                             notLooked,
	"default of a parameter given, made":                         notLooked,
	"default of a parameter given, undone":                       notLooked,
	"parameter explodes, made":                                   notLooked,
	"parameter explodes, undone":                                 notLooked,
	"style of a parameter, made":                                 notLooked,
	"style of a parameter, undone":                               notLooked,
	"parameter of another type, made":                            wider,
	"body of another type, undone":                               softer,
	"error's body of another type, made":                         errorBody,
	"type closed, made":                                          notLooked,
	"enum member of both, made":                                  tolerant,
	"value of an unnamed enum, made":                             tolerant,
	"property of a request, undone":                              softer,
	"required property of a request, undone":                     softer,
	"property of answers, made":                                  softer,
	"property of both, made":                                     softer,
	"property of both read only, made":                           softer,
	"form of a union, made":                                      notUsed,
	"form of a union, undone":                                    notUsed,
	"date-time becomes text, undone":                             wider,
}
