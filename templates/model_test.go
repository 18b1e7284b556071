package templates

import (
	"encoding/json"
	"maps"
	"math/big"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// model is a JSON object as encoding/json reads it, numbers as their text.
type model = map[string]any

func modelOf(t *testing.T, document string) (m model) {
	t.Helper()
	d := json.NewDecoder(strings.NewReader(document))
	d.UseNumber()
	if err := d.Decode(&m); err != nil {
		t.Fatalf("%s: %v", document, err)
	}
	return m
}

// prune leaves of a model what a type of the tests knows, at each depth.
func prune(m model, names ...string) model {
	pruned := model{}
	for _, name := range names {
		if value, ok := m[name]; ok {
			pruned[name] = value
		}
	}
	for name, value := range pruned {
		switch value := value.(type) {
		case model:
			pruned[name] = prunePart(value)
		case []any:
			for i := range value {
				if m, ok := value[i].(model); ok {
					value[i] = prunePart(m)
				}
			}
		}
	}
	return pruned
}

func prunePart(m model) model { return prune(m, "name", "size", "parts", "next") }

func pruneSample(m model) model {
	return prune(m, "text", "flag", "small", "large", "single", "double", "when", "kind", "part", "parts", "numbers", "words", `a"b/c~d`)
}

// TestOrderAgainstAModel: whatever the order of the properties, and whatever
// stands between them, what is read is what encoding/json has in its map.
func TestOrderAgainstAModel(t *testing.T) {
	d := newDocuments(3, 0)
	read := 0
	for range 30_000 {
		document := d.sample()
		v, err := decode[sample](document)
		if err != nil { // a number that is too large, a date that is none, a name twice
			continue
		}
		read++
		sameAsModel(t, document, encode(t, &v))
	}
	if read < 10_000 {
		t.Errorf("only %d documents could be read", read)
	}
}

// sameAsModel compares a document, as far as a sample knows it, with what was
// written of it.
func sameAsModel(t *testing.T, document, written string) {
	t.Helper()
	want, got := spell(pruneSample(modelOf(t, document)), 0), spell(modelOf(t, written), 0)
	if !reflect.DeepEqual(want, got) {
		t.Fatalf("%s\nis read as\n%s", document, written)
	}
}

// spell gives each number of a sample's model one spelling: rounded as its
// property is, or exact.
func spell(value any, bits int) any {
	switch value := value.(type) {
	case json.Number:
		if bits > 0 {
			f, _ := strconv.ParseFloat(value.String(), bits)
			return f
		}
		if exact, ok := new(big.Rat).SetString(value.String()); ok {
			return exact.RatString()
		}
	case model:
		for name, element := range value {
			value[name] = spell(element, map[string]int{"single": 32, "double": 64}[name])
		}
	case []any:
		for i, element := range value {
			value[i] = spell(element, 0)
		}
	}
	return value
}

// TestEntityAgainstAModel is that for all orders of the page's entity, with
// something unknown, or something twice, at each place.
func TestEntityAgainstAModel(t *testing.T) {
	d, want := newDocuments(4, 0), modelOf(t, page)
	names := slices.Sorted(maps.Keys(want))
	for range 20_000 {
		d.Shuffle(len(names), func(i, j int) { names[i], names[j] = names[j], names[i] })
		kept := names[:d.IntN(len(names)+1)]
		part := model{}
		var members []string
		for _, name := range kept {
			text, err := json.Marshal(want[name])
			if err != nil {
				t.Fatal(err)
			}
			part[name] = want[name]
			members = append(members, d.quote(name)+d.space()+":"+d.space()+string(text))
		}
		twice := len(kept) > 0 && d.chance(0.2)
		if twice {
			at := d.IntN(len(members) + 1)
			again := d.quote(pick(d, kept...)) + ":null"
			members = slices.Insert(members, at, again)
		}
		unknown := d.chance(0.3)
		if unknown {
			at := d.IntN(len(members) + 1)
			members = slices.Insert(members, at, `"unknown":`+d.any(2))
		}
		document := "{" + strings.Join(members, d.space()+",") + d.space() + "}"
		v, lenient := decode[entity](document)
		_, strict := decodeRuled[entity](document)
		if (lenient != nil) != twice || (strict != nil) != (twice || unknown) {
			t.Fatalf("%s: %v, %v", document, lenient, strict)
		}
		if !twice && !reflect.DeepEqual(part, modelOf(t, encode(t, &v))) {
			t.Fatalf("%s\nis read as\n%s", document, encode(t, &v))
		}
	}
}
