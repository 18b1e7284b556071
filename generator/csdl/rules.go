package csdl

import (
	"encoding/json"
	"regexp"
	"strconv"

	"example.com/burin/generator/model"
)

// rules makes rules of the terms of a property, a parameter or a result; they
// are of the elements where that is a collection.
func (c *converter) rules(d *document, v *value, s *model.Schema, terms *terms) {
	terms.validate(s)
	if s.Kind == model.Named && s.Type.Kind == model.Object {
		s.Derived = c.derivedOnly(d, v, s, terms)
	}
	s.MediaTypes = mediaTypes(terms)
}

// validate takes the terms of the vocabulary Validation, and Core.IsURL.
func (t *terms) validate(s *model.Schema) {
	r := &s.Rules
	switch s.Kind {
	case model.String:
		t.pattern(r)
		if t.tagged(core + "IsURL") {
			r.URI = true
		}
		t.allowed(r)
	case model.Int8, model.Int16, model.Int32, model.Int64, model.Uint8, model.Float, model.Double, model.Decimal:
		r.Minimum = t.bound(validation+"Minimum", r.Minimum)
		r.Maximum = t.bound(validation+"Maximum", r.Maximum)
		if factor := t.text(validation + "MultipleOf"); factor != "" {
			r.MultipleOf = factor
		}
	}
}

// pattern takes a regular expression that Go has too.
func (t *terms) pattern(r *model.Rules) {
	a := t.take(validation + "Pattern")
	if a == nil {
		return
	}
	pattern := t.constant(a.value, a)
	if _, err := regexp.Compile(pattern); err != nil {
		t.note(a.pos, "the pattern is not checked, since Go's regular expressions cannot express it: %v", err)
		return
	}
	r.Pattern = pattern
}

// bound takes a limit of numbers.
func (t *terms) bound(name string, otherwise *model.Bound) *model.Bound {
	a := t.take(name)
	if a == nil {
		return otherwise
	}
	number := t.constant(a.value, a)
	if value, err := strconv.ParseFloat(number, 64); err != nil || value-value != 0 || !json.Valid([]byte(number)) {
		t.note(a.pos, "the annotation %s is not used: its value is no finite number", name)
		return otherwise
	}
	b := &model.Bound{Number: number}
	if nested := t.nested(a, validation+"Exclusive"); nested != nil {
		b.Exclusive, _ = truth(nested.value, true)
	}
	return b
}

// count takes a number of items; nil where none is given.
func (t *terms) count(name string) *int64 {
	a := t.take(name)
	if a == nil {
		return nil
	}
	n, ok := integer(t.constant(a.value, a))
	if !ok || n < 0 {
		t.note(a.pos, "the annotation %s is not used: its value is no count", name)
		return nil
	}
	return &n
}

// allowed takes the values that a string may have. Each is a record with the
// value in it (Org.OData.Validation.V1.AllowedValue).
func (t *terms) allowed(r *model.Rules) {
	a := t.take(validation + "AllowedValues")
	if a == nil || a.value == nil {
		return
	}
	var values []string
	for _, item := range a.value.items {
		v := item.field("Value")
		if v == nil || v.kind != constant {
			t.note(item.pos, "the annotation %s is not used: this value is no string", a.term.text)
			return
		}
		values = append(values, v.text)
	}
	r.OneOf = values
}

// derivedOnly takes the types that values are confined to, and finds fault with
// those that do not derive from the type declared.
func (c *converter) derivedOnly(d *document, v *value, s *model.Schema, terms *terms) []string {
	a := terms.take(validation + "DerivedTypeConstraint")
	if a == nil || a.value == nil {
		return nil
	}
	declared := c.types[s.Type.Qualified]
	var names []string
	for _, item := range a.value.items {
		name := a.document(d).canonical(item.text)
		t := c.types[name]
		switch {
		case item.kind != constant || name == "":
			terms.note(item.pos, "the annotation %s is not used: this is no type's name", a.term.text)
			return nil
		case t == nil:
			c.slip(item.pos, "there is no type %s: name one that derives from %s", item.text, v.typ.name.text)
		case !descends(t, declared):
			c.slip(item.pos, "%s does not derive from %s: name a type that does", item.text, v.typ.name.text)
		default:
			names = append(names, name)
		}
	}
	return names
}

// mediaTypes takes what a stream may hold.
func mediaTypes(t *terms) []string {
	var types []string
	if a := t.take(core + "AcceptableMediaTypes"); a != nil {
		types = a.value.strings()
	}
	if own := t.text(core + "MediaType"); own != "" {
		types = append(types, own)
	}
	return types
}
