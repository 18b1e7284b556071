package openapi

import (
	"strings"

	"example.com/burin/generator/model"
)

// extension is an x- field that users of other generators write.
type knownExtension struct {
	name string
	read bool   // whether the output follows it
	says string // what becomes of it
	from string // whose it is
}

// knownExtensions are those fields. docs/extensions.md is their table.
var knownExtensions = []knownExtension{
	{"x-go-name", true, "The Go name of a type, a property, a parameter or an operation; burin.yaml's names go before it.", "oapi-codegen, go-swagger"},
	{"x-ogen-name", true, "As x-go-name.", "ogen"},
	{"x-enum-varnames", true, "The names of an enum's constants, in the order of its values, after the name of the type.", "oapi-codegen, OpenAPI Generator"},
	{"x-enumNames", true, "As x-enum-varnames.", "NSwag"},
	{"x-enum-descriptions", true, "The comments of an enum's constants, in the order of its values.", "OpenAPI Generator"},
	{"x-enumDescriptions", true, "As x-enum-descriptions.", "Redocly, by value"},
	{"x-ms-enum", true, "The name of an enum, and names and comments of its values. Enums of one name and the same values are one type. Clients keep unknown values in any case, so modelAsString changes nothing.", "AutoRest"},
	{"x-ms-pageable", true, "The operation gets a method that goes through all pages, as an iter.Seq2. Further pages are got by their address, so operationName changes nothing.", "AutoRest"},
	{"x-deprecated-reason", true, "The text after Deprecated: in the comment of what is deprecated.", "oapi-codegen"},
	{"x-deprecation-reason", true, "As x-deprecated-reason.", "several"},
	{"x-sunset", true, "The day of removal in that comment.", "oasdiff"},
	{"x-nullable", true, "In Swagger 2.0, what nullable is in 3.0. A later version has words of its own for it.", "go-swagger"},
	{"x-go-type", true, "The Go type of a schema, in place of one that is made: package.Type, or Type of the package itself, which encoding/json reads and writes, and which is asked to Validate where it can. The rules of the schema are left to the type. Left alone in a choice of several schemas, and where it is more than a name (a pointer, a list).", "oapi-codegen, go-swagger"},
	{"x-go-type-import", true, "The path of that type's package, the only import that is not of the standard library.", "oapi-codegen"},
	{"x-go-type-skip-optional-pointer", false, "There are no such pointers: what may be missing is an Opt.", "oapi-codegen"},
	{"x-omitempty", false, "An Opt that is absent is left out, and one that is null or empty is written.", "oapi-codegen, go-swagger"},
	{"x-go-custom-tag", false, "JSON is read and written by code, not by tags.", "go-swagger"},
	{"x-oapi-codegen-extra-tags", false, "JSON is read and written by code, not by tags.", "oapi-codegen"},
	{"x-go-json-ignore", false, "What a type should not have is left out by exclude: in burin.yaml, or by an overlay.", "oapi-codegen"},
	{"x-order", false, "The order is the description's.", "oapi-codegen"},
	{"x-internal", false, "What is not wanted is left out by exclude: in burin.yaml, or by an overlay.", "several"},
	{"x-ogen-operation-group", false, "A package has one client and one server.", "ogen"},
	{"x-ogen-json-streaming", false, "Long arrays are read element by element by emit: [stream].", "ogen"},
	{"x-codegen-request-body-name", false, "The body is the argument body.", "OpenAPI Generator"},
	{"x-ms-client-flatten", false, "A struct has the shape of its JSON.", "AutoRest"},
	{"x-ms-client-name", false, "Other generators' users write it for languages other than Go: use x-go-name.", "AutoRest"},
	{"x-ms-discriminator-value", true, "The value of the discriminator that stands for a schema, where no mapping says it.", "AutoRest"},
}

// extensionOf finds a known extension; nil where it is none.
func extensionOf(name string) *knownExtension {
	for i := range knownExtensions {
		if knownExtensions[i].name == name {
			return &knownExtensions[i]
		}
	}
	return nil
}

// extended notes an extension that the output does not follow.
func (c *converter) extended(n *node) {
	switch known := extensionOf(n.key); {
	case known == nil:
		c.note(n, quoted(n.key)+" is an extension that is not known: it is ignored")
	case !known.read:
		c.note(n, quoted(n.key)+" is ignored: "+strings.ToLower(known.says[:1])+strings.TrimSuffix(known.says[1:], "."))
	}
}

// wish is the name that an object asks for in code; "" where it asks for none.
func (c *converter) wish(n *node) string {
	for _, key := range []string{"x-go-name", "x-ogen-name"} {
		if name := n.get(key); name != nil && name.kind == text {
			return name.text
		} else if name != nil {
			c.note(name, quoted(key)+" is no string: it is ignored")
		}
	}
	return ""
}

// deprecation is why and since when an object is deprecated, as extensions say it.
func deprecation(n *node) *model.Deprecation {
	reason, given := n.string("x-deprecated-reason")
	if !given {
		reason, given = n.string("x-deprecation-reason")
	}
	removal, removed := n.string("x-sunset")
	if !given && !removed {
		return nil
	}
	return &model.Deprecation{Text: reason, Removal: removal}
}

// enumWishes reads what an enum says of the names and the meaning of its values.
// members are in the order of values.
func (c *converter) enumWishes(t *model.Type, e *node, values []*node) {
	if name, given := enumOf(e).string("name"); given && t.Wish == "" {
		t.Wish = name
	}
	for _, key := range []string{"x-enum-varnames", "x-enumNames"} {
		c.parallel(e, key, values, func(i int, text string) { t.Members[i].Wish = text })
	}
	for _, key := range []string{"x-enum-descriptions", "x-enumDescriptions"} {
		c.parallel(e, key, values, func(i int, text string) { t.Members[i].Doc.Description = text })
	}
	for _, item := range enumOf(e).get("values").list() {
		value := item.get("value")
		for i, v := range values {
			if value != nil && value.text == v.text {
				t.Members[i].Wish, _ = item.string("name")
				t.Members[i].Doc.Description, _ = item.string("description")
			}
		}
	}
}

// enumOf is the x-ms-enum of a schema, or where Swagger 2.0 has it, of the parameter
// that the schema is of.
func enumOf(e *node) *node {
	if own := e.get("x-ms-enum"); own != nil || !ofParameter(e) {
		return own
	}
	return e.parent.get("x-ms-enum")
}

// parallel goes through texts about the values of an enum: a list in the order of
// the values, or an object by them.
func (c *converter) parallel(e *node, key string, values []*node, each func(i int, text string)) {
	list, enum := e.get(key), e.get("enum")
	switch {
	case list == nil || enum == nil:
		return
	case list.kind != object && (list.kind != array || len(list.members) != len(enum.members)):
		c.note(list, quoted(key)+" has not one item for each value of the enum: it is ignored")
		return
	}
	for i, value := range values {
		words := list.get(value.text)
		for j, item := range enum.members {
			if list.kind == array && item == value {
				words = list.members[j]
			}
		}
		if words != nil && words.kind == text {
			each(i, words.text)
		}
	}
}

// sameEnum finds a type that has the values of another and the same x-ms-enum, of
// which AutoRest makes one.
func (c *converter) sameEnum(e *node, values []*node, kind model.Kind) *model.Type {
	name, given := enumOf(e).string("name")
	for _, t := range c.api.Types {
		if !given || t.Kind != model.Enum || t.Wish != name || len(t.Members) != len(values) || t.Of != kind && (t.Of != 0 || kind != model.String) {
			continue
		}
		same := true
		for i, m := range t.Members {
			same = same && m.Value == values[i].text
		}
		if same {
			return t
		}
	}
	return nil
}
