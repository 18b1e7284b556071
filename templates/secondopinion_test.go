//go:build goexperiment.jsonv2

package templates

import (
	"bytes"
	"encoding/json/jsontext"
	"encoding/json/v2"
	"errors"
	"fmt"
	"maps"
	"math/big"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// The second opinion is that of encoding/json/v2. It is in the standard library
// where GOEXPERIMENT=jsonv2 is set.

// peerEntity is the type entity to encoding/json/v2.
type peerEntity struct {
	ODataType            *string   `json:"@odata.type"`
	ID                   *string   `json:"id"`
	UserDisplayName      *string   `json:"userDisplayName"`
	DevicesCount         *int32    `json:"devicesCount"`
	Status               *string   `json:"status"`
	LastReportedDateTime *peerTime `json:"lastReportedDateTime"`
	UserPrincipalName    *string   `json:"userPrincipalName"`
}

// peer is the type sample.
type peer struct {
	Text    *string   `json:"text"`
	Flag    *bool     `json:"flag"`
	Small   *int32    `json:"small"`
	Large   *int64    `json:"large"`
	Single  *float32  `json:"single"`
	Double  *float64  `json:"double"`
	When    *peerTime `json:"when"`
	Kind    *string   `json:"kind"`
	Part    *peerPart `json:"part"`
	Parts   peerParts `json:"parts"`
	Numbers []int64   `json:"numbers"`
	Words   []string  `json:"words"`
	Odd     *string   `json:"'a\"b/c~d'"`
}

type peerPart struct {
	Name  string    `json:"name"`
	Size  *int32    `json:"size"`
	Parts peerParts `json:"parts"`
	Next  *peerPart `json:"next"`
}

type peerParts []peerPart

// UnmarshalJSONFrom reads a part, which has to have a name.
func (p *peerPart) UnmarshalJSONFrom(d *jsontext.Decoder) error {
	type plain peerPart
	part := struct {
		*plain
		Name *string `json:"name"`
	}{plain: (*plain)(p)}
	if err := json.UnmarshalDecode(d, &part); err != nil {
		return err
	}
	if part.Name == nil {
		return errors.New("a part has to have a name")
	}
	p.Name = *part.Name
	return nil
}

// peerTime is text that the grammar of RFC 3339 allows.
type peerTime string

func (p *peerTime) UnmarshalText(text []byte) error {
	if !grammatical(string(text)) {
		return errDateTime
	}
	*p = peerTime(text)
	return nil
}

// asPeerEntity is what was read, as far as a peer can say it: not what is null.
func asPeerEntity(v entity) peerEntity {
	return peerEntity{
		ODataType: asPeerValue(v.ODataType), ID: asPeerValue(v.ID), UserDisplayName: asPeerValue(v.UserDisplayName),
		DevicesCount: asPeerValue(v.DevicesCount), Status: asPeerText[string](v.Status),
		LastReportedDateTime: asPeerTime(v.LastReportedDateTime), UserPrincipalName: asPeerValue(v.UserPrincipalName),
	}
}

func asPeer(v sample) peer {
	p := peer{
		Text: asPeerValue(v.Text), Flag: asPeerValue(v.Flag), Small: asPeerValue(v.Small), Large: asPeerValue(v.Large),
		Single: asPeerValue(v.Single), Double: asPeerValue(v.Double), Parts: asPeerParts(v.Parts.Or(nil)),
		Numbers: v.Numbers.Or(nil), Words: v.Words, Odd: asPeerValue(v.Odd),
		When: asPeerTime(v.When), Kind: asPeerText[string](v.Kind),
	}
	if part, ok := v.Part.Get(); ok {
		p.Part = asPeerPart(part)
	}
	return p
}

func asPeerValue[T any](o Opt[T]) *T {
	if value, ok := o.Get(); ok {
		return &value
	}
	return nil
}

func asPeerText[P, T ~string](o Opt[T]) *P {
	if text, ok := o.Get(); ok {
		p := P(text)
		return &p
	}
	return nil
}

func asPeerTime(o Opt[DateTime]) *peerTime {
	if when, ok := o.Get(); ok {
		p := peerTime(when.String())
		return &p
	}
	return nil
}

func asPeerPart(v *part) *peerPart {
	p := &peerPart{Name: v.Name, Size: asPeerValue(v.Size), Parts: asPeerParts(v.Parts)}
	if next, ok := v.Next.Get(); ok {
		p.Next = asPeerPart(next)
	}
	return p
}

func asPeerParts(parts []part) (peers peerParts) {
	if parts != nil {
		peers = peerParts{}
	}
	for i := range parts {
		peers = append(peers, *asPeerPart(&parts[i]))
	}
	return peers
}

// opinions are what the two make of a document.
type opinions struct {
	document     string
	ours, theirs error
	again        func(...json.Options) string // their opinion anew, as opinion says it
}

// difference is one between the two, and what explains it.
type difference struct {
	name      string
	document  string // for example
	ours      string // what is said of it here; "" where it is read
	why       string
	explained func(opinions) bool
}

var differences = []difference{
	{
		name: "whole numbers", document: `{"small":1e2}`,
		why: "JSON Schema 2020-12 Validation, section 6.1.1, has any number with a zero fractional part be an integer; json/v2 reads digits alone.",
		explained: func(o opinions) bool {
			var semantic *json.SemanticError
			if o.ours != nil || !errors.As(o.theirs, &semantic) || semantic.JSONValue.Kind() != '0' {
				return false
			}
			number, ok := new(big.Rat).SetString(string(semantic.JSONValue))
			return ok && number.IsInt() && strings.ContainsAny(string(semantic.JSONValue), ".eE")
		},
	},
	{
		name: "names twice in what is passed over", document: `{"unknown":{"a":1,"a":2}}`,
		why: "RFC 8259, section 4, says that names should be unique; what is passed over has no meaning that a second could change.",
		explained: func(o opinions) bool {
			return o.ours == nil && errors.Is(o.theirs, jsontext.ErrDuplicateName) && o.again(jsontext.AllowDuplicateNames(true)) == "read by both"
		},
	},
	{
		name: "depth", document: `{"unknown":` + strings.Repeat("[", 300) + strings.Repeat("]", 300) + `}`, ours: "nests deeper than 256",
		why: "RFC 8259, section 9, lets a reader set limits: 256 here, 10,000 in json/v2.",
		explained: func(o opinions) bool {
			return o.theirs == nil && strings.HasSuffix(message(o.ours), "nests deeper than 256")
		},
	},
	{
		name: "null lists", document: `{"words":null}`, ours: "/words: must not be null",
		why:       "A slice says by nil that the list is absent, so null is not allowed where the description does not allow it.",
		explained: func(o opinions) bool { return o.theirs == nil && allOf(o.ours, "must not be null") },
	},
	{
		name: "null elements", document: `{"words":["a",null]}`, ours: "/words/1: must be a string",
		why: "A list's elements are of their type, and null is not; json/v2 reads null into any Go type, as its zero value.",
		explained: func(o opinions) bool {
			return o.theirs == nil && strings.Contains(o.document, "null") &&
				allOf(o.ours, "must be a string", "must be a whole number", "must be an object", "must not be null")
		},
	},
}

// allOf reports whether an error says these things alone.
func allOf(err error, messages ...string) bool {
	var report *ValidationError
	return errors.As(err, &report) && !slices.ContainsFunc(report.Violations, func(v Violation) bool {
		return !slices.Contains(messages, v.Message)
	})
}

// opinion is what the two make of a document: read or refused by both, or the
// name of a difference; otherwise it tells what there is to explain.
func opinion[T, Peer any, P pointer[T]](document string, asPeer func(T) Peer, options ...json.Options) string {
	v, ours := decode[T, P](document)
	var p Peer
	theirs := json.Unmarshal([]byte(document), &p, options...)
	switch {
	case ours != nil && theirs != nil:
		return "refused by both"
	case ours == nil && theirs == nil:
		if read := asPeer(v); !reflect.DeepEqual(read, p) {
			return fmt.Sprintf("? %q is read as\n%+v\nand by json/v2 as\n%+v", document, read, p)
		}
		return "read by both"
	}
	o := opinions{document, ours, theirs, func(options ...json.Options) string { return opinion[T, Peer, P](document, asPeer, options...) }}
	for _, d := range differences {
		if d.explained(o) {
			return d.name
		}
	}
	return fmt.Sprintf("? %q: %v, and by json/v2: %v", document, ours, theirs)
}

func TestDifferencesFromTheSecondOpinion(t *testing.T) {
	for _, d := range differences {
		_, ours := decode[sample](d.document)
		equal(t, d.ours, message(ours))
		equal(t, d.name, opinion(d.document, asPeer))
	}
}

// TestSecondOpinion compares a million random documents, of two types, half of
// them made wrong somewhere.
func TestSecondOpinion(t *testing.T) {
	n := 1_000_000
	if testing.Short() {
		n = 50_000
	}
	d := newDocuments(5, 0.01)
	counts := map[string]int{}
	judge := func(documents int, document func() string, opinion func(string) string) {
		for range documents {
			text := document()
			if d.chance(0.5) {
				text = d.mutate(text)
			}
			said := opinion(text)
			if said[0] == '?' {
				t.Fatal(said)
			}
			counts[said]++
		}
	}
	judge(n/2, d.entity, func(text string) string { return opinion(text, asPeerEntity) })
	judge(n/2, d.sample, func(text string) string { return opinion(text, asPeer) })
	t.Log(counts)
	for _, what := range []string{"read by both", "refused by both"} {
		if counts[what] < n/10 {
			t.Errorf("%s: only %d of %d documents", what, counts[what], n)
		}
	}
}

// anything keeps every property.
type anything struct{ Properties Properties }

func (*anything) alloc() object { return new(anything) }

func (v *anything) walk(w *walker) { w.keepUnknown(&v.Properties) }

// TestSecondOpinionOnTheCorpus compares what is kept of the corpus's JSON files,
// and of each example in them.
func TestSecondOpinionOnTheCorpus(t *testing.T) {
	files, err := filepath.Glob("../../shared/corpus/openapi/*.json")
	if err != nil || len(files) == 0 {
		t.Skip("the corpus, ../shared/corpus beside the checkout, is not there")
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		documents := [][]byte{text}
		collectExamples(text, &documents)
		t.Logf("%s: %d examples", filepath.Base(file), len(documents)-1)
		for _, document := range documents {
			var v anything
			ours := DecodeJSON(document, &v)
			var p map[string]jsontext.Value
			if theirs := json.Unmarshal(document, &p); ours != nil || theirs != nil {
				t.Fatalf("%s: %.1000s: %v, and by json/v2: %v", file, document, ours, theirs)
			}
			if !cmp.Equal(map[string]jsontext.Value(v.Properties), p, cmpopts.EquateEmpty()) {
				t.Fatalf("%s: %.1000s: is not kept as it is", file, document)
			}
			written, err := AppendJSON(nil, &v)
			if err != nil || !sameJSON(t, document, written) {
				t.Fatalf("%s: %.1000s\nis written as\n%.1000s: %v", file, document, written, err)
			}
		}
	}
}

// collectExamples adds the examples of a description that are objects, as they
// stand there.
func collectExamples(value jsontext.Value, documents *[][]byte) {
	switch value.Kind() {
	case '{':
		var members map[string]jsontext.Value
		if json.Unmarshal(value, &members) != nil {
			return
		}
		for _, name := range slices.Sorted(maps.Keys(members)) {
			if (name == "example" || name == "value") && members[name].Kind() == '{' {
				*documents = append(*documents, members[name])
			}
			collectExamples(members[name], documents)
		}
	case '[':
		var elements []jsontext.Value
		if json.Unmarshal(value, &elements) != nil {
			return
		}
		for _, element := range elements {
			collectExamples(element, documents)
		}
	}
}

// sameJSON reports whether two texts say the same.
func sameJSON(t *testing.T, a, b []byte) bool {
	t.Helper()
	same := [2]jsontext.Value{slices.Clone(a), slices.Clone(b)}
	for i := range same {
		if err := same[i].Canonicalize(); err != nil {
			t.Fatal(err)
		}
	}
	return bytes.Equal(same[0], same[1])
}
