package review

import (
	"cmp"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"unicode"

	"example.com/burin/generator/model"
	"example.com/burin/generator/source"
)

// rest compares the fields of two structs that the caller does not: each by the
// rule that is named after it (property-access-changed, root-etag-set, with
// -added and -removed for lists of words), and by the rule for what nobody knows
// where there is none. So a field that the model gains is never passed over.
func (c *comparer) rest(s spot, subject string, old, new any, known ...string) {
	a, b := reflect.ValueOf(old), reflect.ValueOf(new)
	for i := range a.NumField() {
		field := a.Type().Field(i)
		if slices.Contains(known, field.Name) || field.Type == reflect.TypeFor[source.Pos]() {
			continue
		}
		c.field(s, subject+"-"+kebab(field.Name), a.Field(i), b.Field(i))
	}
}

func (c *comparer) field(s spot, id string, old, new reflect.Value) {
	if words, ok := old.Interface().([]string); ok {
		c.words(s, id, words, new.Interface().([]string))
		return
	}
	was, is := render(old), render(new)
	if was == is {
		return
	}
	suffix := "-changed"
	switch {
	case old.IsZero():
		suffix = "-set"
	case new.IsZero():
		suffix = "-unset"
	}
	if _, ok := ruleOf[id+suffix]; !ok {
		suffix = "-changed"
	}
	if old.Kind() == reflect.Bool { // the rule says it all
		was, is = "", ""
	}
	c.add(id+suffix, s, was, is)
}

// words compares two sets.
func (c *comparer) words(s spot, id string, old, new []string) {
	same := func(word string) string { return word }
	pairs(old, new, same, func(string, string) {},
		func(word string) { c.add(id+"-added", s, "", word) },
		func(word string) { c.add(id+"-removed", s, word, "") })
}

// kebab turns a field's name into words: MaxLength into max-length.
func kebab(name string) string {
	var out strings.Builder
	for i, r := range name {
		if unicode.IsUpper(r) && i > 0 && !unicode.IsUpper(rune(name[i-1])) {
			out.WriteByte('-')
		}
		out.WriteRune(unicode.ToLower(r))
	}
	return out.String()
}

// render writes a value for comparison and for reading. What has a name is that
// name, so circles end; places are left out.
func render(v reflect.Value) string {
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		if v.IsNil() {
			return ""
		}
		if name, ok := named(v); ok {
			return name
		}
		return render(v.Elem())
	case reflect.Slice:
		parts := make([]string, v.Len())
		for i := range parts {
			parts[i] = render(v.Index(i))
		}
		return strings.Join(parts, ", ")
	case reflect.Struct:
		return renderStruct(v)
	case reflect.Map:
		return fmt.Sprint(v.Interface())
	case reflect.Func, reflect.Chan:
		return ""
	}
	return fmt.Sprint(v.Interface())
}

func renderStruct(v reflect.Value) string {
	var parts []string
	for i := range v.NumField() {
		field := v.Type().Field(i)
		if field.Type == reflect.TypeFor[source.Pos]() || !field.IsExported() || v.Field(i).IsZero() {
			continue
		}
		parts = append(parts, kebab(field.Name)+" "+render(v.Field(i)))
	}
	return "{" + strings.Join(parts, "; ") + "}"
}

// named is the name of a node that the description names, and of a bound the number.
func named(v reflect.Value) (string, bool) {
	switch node := v.Interface().(type) {
	case *model.Bound:
		if node.Exclusive {
			return node.Number + ", which is excluded", true
		}
		return node.Number, true
	case *model.Type:
		return node.Name, true
	case *model.Property:
		return node.Name, true
	case *model.Operation:
		return node.ID, true
	case *model.Call:
		return node.Name, true
	case *model.Literal:
		return cmp.Or(literal(node), `""`), true
	case *model.Check:
		return checkText(node), true
	case *model.SecurityScheme:
		return node.Name, true
	}
	return "", false
}
