package openapi

import (
	"slices"
	"strings"
)

// otherTypes are the types of other languages, with what stands for them.
var otherTypes = map[string]string{
	"int": "integer", "long": "integer, with format: int64", "float": "number, with format: float", "double": "number, with format: double",
	"decimal": "number", "bool": "boolean", "str": "string", "text": "string", "char": "string", "uuid": "string, with format: uuid",
	"date": "string, with format: date", "datetime": "string, with format: date-time", "date-time": "string, with format: date-time",
	"list": "array", "set": "array, with uniqueItems: true", "map": "object", "dict": "object", "struct": "object",
	"file": "string, with format: binary",
}

// wordRemedy says what to write for a word that is none of those allowed.
func wordRemedy(n *node, words []string) string {
	if hint := suggest(n.text, words); hint != "" {
		return hint
	}
	switch instead := otherTypes[strings.ToLower(n.text)]; {
	case n.key == "type" && instead != "":
		return "; write " + instead
	case n.key == "type" && n.text == "any":
		return "; leave it out"
	case n.key == "in" && n.text == "body":
		return `; write "requestBody" beside "parameters" for a body`
	case n.key == "in" && n.text == "formData":
		return `; write "requestBody" beside "parameters" for a form`
	}
	return ""
}

// kindRemedy says what to do about a value that is of another kind than its shape
// wants; want is what the kind should be.
func (l *linter) kindRemedy(n *node, s *shape, want kind) string {
	switch {
	case want == text && (n.kind == number || n.kind == boolean):
		return ": put it in quotes"
	case want == number && n.kind == text && isNumber(n.text), want == boolean && n.kind == text && (n.text == "true" || n.text == "false"):
		return ": take it out of its quotes"
	case n.key == "required" && n.kind == boolean && want == array:
		return ": list the property under the required of the schema that has it"
	case s.kind == aBound && n.kind == boolean:
		return ": write the bound itself, in place of " + strings.Replace(n.key, "exclusiveM", "m", 1)
	case s.kind == aBound:
		return ": write true beside " + strings.Replace(n.key, "exclusiveM", "m", 1)
	case s.kind == aType && n.kind == array && slices.Contains(n.strings(), "null"):
		return `: write the other type and "nullable: true", or make the description one of OpenAPI 3.1`
	case s.kind == aType && n.kind == array:
		return ": write one, or make the description one of OpenAPI 3.1"
	case s.name == "Discriminator" && n.kind == text:
		return ": write propertyName: " + n.text + " below it"
	case n.kind == null:
		return ": give it a value, or remove it"
	}
	return ""
}

// fieldRemedy says where a field belongs that an object does not have.
func fieldRemedy(n, member *node) string {
	schema := definitionOf("Schema").field(member.key) != nil
	switch {
	case (n.def.name == "Parameter" || n.def.name == "Header") && schema:
		return `: write it under "schema"`
	case (n.def.name == "Response" || n.def.name == "Request Body") && member.key == "schema":
		return `: write it under "content", below its media type`
	case n.def.name == "Media Type" && schema:
		return `: write it under "schema"`
	}
	return ""
}
