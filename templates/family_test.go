package templates

import "testing"

// animal, bird and penguin are a family, of which cage holds some.
type animal struct {
	Type    Opt[string]
	Name    Opt[string]
	Unknown Properties
}

type anyAnimal interface {
	object
	asAnimal() *animal
}

func (v *animal) asAnimal() *animal { return v }

func (*animal) alloc() object { return new(animal) }

func (v *animal) walk(w *walker) {
	w.tagged(`"@type":`, &v.Type, "#animal")
	optText(w, `"name":`, &v.Name)
	w.keepUnknown(&v.Unknown)
	w.closeNoted()
}

type bird struct {
	animal
	Wings Opt[int32]
}

func (*bird) alloc() object { return new(bird) }

func (v *bird) walk(w *walker) {
	w.is("#bird")
	v.animal.walk(w)
	opt(w, `"wings":`, &v.Wings, asInt32)
}

type penguin struct {
	bird
	Ice   Opt[bool]
	Chick Opt[anyAnimal]
}

func (*penguin) alloc() object { return new(penguin) }

func (v *penguin) walk(w *walker) {
	w.is("#penguin")
	v.bird.walk(w)
	opt(w, `"ice":`, &v.Ice, asBool)
	optDerived(w, `"chick":`, &v.Chick, &animals).nullable()
	w.openType()
}

var animals = family{"@type", "#animal", func(tag string) object {
	switch tag {
	case "", "#animal":
		return new(animal)
	case "#bird":
		return new(bird)
	case "#penguin":
		return new(penguin)
	}
	return nil
}}

type cage struct {
	One   anyAnimal
	Maybe Opt[anyAnimal]
	Many  []anyAnimal
	Holes []anyAnimal
	Bird  Opt[*bird]
}

func (*cage) alloc() object { return new(cage) }

func (v *cage) walk(w *walker) {
	derived(w, `"one":`, &v.One, &animals)
	optDerived(w, `"maybe":`, &v.Maybe, &animals)
	nilDerivedList(w, `"many":`, &v.Many, &animals)
	nilList(w, `"holes":`, &v.Holes, asNullableDerived[anyAnimal](&animals))
	optMember(w, `"bird":`, &v.Bird)
}

// TestFamilies reads values of a family, and writes them as they were.
func TestFamilies(t *testing.T) {
	for _, document := range []string{
		`{"one":{}}`,
		`{"one":{"@type":"#animal","name":"a"}}`,
		`{"one":{"@type":"#bird","name":"a","wings":2}}`,
		`{"one":{"@type":"#penguin","name":"p","wings":2,"ice":true,"chick":{"@type":"#penguin","chick":null},"more":[1]}}`,
		`{"one":{"@type":"#whale","name":"w","fins":{"left":1}}}`,
		`{"one":{"@type":"https://example.com/$metadata#bird","wings":2}}`,
		`{"one":{"name":"a"},"maybe":{"@type":"#bird"},"many":[{},{"@type":"#penguin"},{"@type":"#bird"}],"holes":[null,{"@type":"#bird"}]}`,
		`{"one":{},"bird":{"wings":1}}`,
		`{"one":{},"bird":{"@type":"#bird","wings":1,"name@note":1}}`,
	} {
		v, err := decode[cage](document)
		if err != nil {
			t.Errorf("%s: %v", document, err)
		} else if got := encode(t, &v); got != document {
			t.Errorf("%s\nis written as\n%s", document, got)
		}
	}
}

// TestTagAnywhere reads a tag that does not come first.
func TestTagAnywhere(t *testing.T) {
	v, err := decode[cage](`{"one":{"wings":2,"name":{"@type":"#penguin"},"\u0040type":"#bird","name":"n"}}`)
	if err == nil {
		t.Error("a name twice is read")
	}
	v, err = decode[cage](`{"one" : { "wings":2 , "more":{"@type":"#penguin"} , "\u0040type" : "#bird" , "name":"n"}}`)
	if b, ok := v.One.(*bird); err != nil || !ok || b.Wings.Or(0) != 2 || b.asAnimal().Name.Or("") != "n" {
		t.Errorf("%v: %v", err, v.One)
	}
}

// TestTagWritten: where another type is expected, and none was set.
func TestTagWritten(t *testing.T) {
	v := cage{One: &bird{Wings: Some[int32](2)}, Many: []anyAnimal{&animal{}, &penguin{Chick: Some[anyAnimal](&bird{})}}, Bird: Some(&bird{})}
	want := `{"one":{"@type":"#bird","wings":2},"many":[{},{"@type":"#penguin","chick":{"@type":"#bird"}}],"bird":{}}`
	if got := encode(t, &v); got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
	if _, err := AppendJSON(nil, &cage{}); err == nil {
		t.Error("nothing is written where one has to be")
	}
	if err := validate(&cage{}); err == nil {
		t.Error("nothing is valid where one has to be")
	}
}

func TestFamiliesStrictly(t *testing.T) {
	for document, want := range map[string]string{
		`{"one":{"@type":"#whale"}}`:               `/one/@type: must name a type that may stand here, not "#whale"`,
		`{"one":{"@type":"#bird","fins":1}}`:       "/one/fins: is not a property of this type",
		`{"one":{"@type":"#penguin","fins":1}}`:    "<nil>",
		`{"one":{"@type":"#bird","@note":1}}`:      "<nil>",
		`{"one":{"@type":"#bird","wings":"x"}}`:    "/one/wings: must be a whole number",
		`{"one":{"@type":"#bird","wings":1,"a":}}`: "/one: must be a value",
		`{"one":[]}`:                      "/one: must be an object",
		`{"one":null}`:                    "/one: must not be null",
		`{"one":{},"many":[{"@type":1}]}`: "/many/0/@type: must be a string",
	} {
		var v cage
		err := DecodeValid([]byte(document), &v)
		got := "<nil>"
		if err != nil {
			got = err.Error()
		}
		if got != want {
			t.Errorf("%s: %s\nwant %s", document, got, want)
		}
	}
}
