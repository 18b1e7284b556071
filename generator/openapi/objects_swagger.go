package openapi

import "slices"

// swaggerObjects are those objects of the OpenAPI Specification 2.0 that 3.0 has
// in another form.
var swaggerObjects = []definition{
	{
		name: "Swagger",
		fields: []field{
			{name: "swagger", is: stringValue, required: true},
			{name: "info", is: objectOf("Info"), required: true},
			{name: "host", is: stringValue},
			{name: "basePath", is: stringValue},
			{name: "schemes", is: listOf(wordOf("http", "https", "ws", "wss"))},
			{name: "consumes", is: listOf(stringValue)},
			{name: "produces", is: listOf(stringValue)},
			{name: "paths", is: objectOf("Swagger Paths"), required: true},
			{name: "definitions", is: mapOf(swaggerSchema)},
			{name: "parameters", is: mapOf(objectOf("Swagger Parameter"))},
			{name: "responses", is: mapOf(objectOf("Swagger Response"))},
			{name: "securityDefinitions", is: mapOf(objectOf("Swagger Security Scheme"))},
			{name: "security", is: listOf(objectOf("Security Requirement"))},
			{name: "tags", is: listOf(objectOf("Tag"))},
			{name: "externalDocs", is: objectOf("External Documentation")},
		},
	},
	{name: "Swagger Paths", others: &shape{kind: anObject, name: "Swagger Path Item"}},
	{
		name: "Swagger Path Item",
		fields: []field{
			{name: "$ref", is: stringValue},
			{name: "get", is: objectOf("Swagger Operation")},
			{name: "put", is: objectOf("Swagger Operation")},
			{name: "post", is: objectOf("Swagger Operation")},
			{name: "delete", is: objectOf("Swagger Operation")},
			{name: "options", is: objectOf("Swagger Operation")},
			{name: "head", is: objectOf("Swagger Operation")},
			{name: "patch", is: objectOf("Swagger Operation")},
			{name: "parameters", is: listOf(refTo("Swagger Parameter"))},
		},
	},
	{
		name: "Swagger Operation",
		fields: []field{
			{name: "tags", is: listOf(stringValue)},
			{name: "summary", is: stringValue},
			{name: "description", is: stringValue},
			{name: "externalDocs", is: objectOf("External Documentation")},
			{name: "operationId", is: stringValue},
			{name: "consumes", is: listOf(stringValue)},
			{name: "produces", is: listOf(stringValue)},
			{name: "parameters", is: listOf(refTo("Swagger Parameter"))},
			{name: "responses", is: objectOf("Swagger Responses"), required: true},
			{name: "schemes", is: listOf(wordOf("http", "https", "ws", "wss")), use: noted},
			{name: "deprecated", is: booleanValue},
			{name: "security", is: listOf(objectOf("Security Requirement"))},
		},
	},
	{
		name: "Swagger Parameter",
		fields: append([]field{
			{name: "name", is: stringValue, required: true},
			{name: "in", is: wordOf("query", "header", "path", "formData", "body"), required: true},
			{name: "description", is: stringValue},
			{name: "required", is: booleanValue},
			{name: "allowEmptyValue", is: booleanValue},
			{name: "schema", is: swaggerSchema},
		}, simpleFields()...),
	},
	{name: "Swagger Responses", others: &shape{kind: anObjectOrRef, name: "Swagger Response"}},
	{
		name: "Swagger Response",
		fields: []field{
			{name: "description", is: stringValue, required: true, told: true},
			{name: "schema", is: swaggerSchema},
			{name: "headers", is: mapOf(objectOf("Swagger Header"))},
			{name: "examples", is: mapOf(anyJSON)},
		},
	},
	{name: "Swagger Header", fields: append([]field{{name: "description", is: stringValue}}, simpleFields()...)},
	{
		name: "Swagger Security Scheme",
		fields: []field{
			{name: "type", is: wordOf("basic", "apiKey", "oauth2"), required: true},
			{name: "description", is: stringValue},
			{name: "name", is: stringValue},
			{name: "in", is: wordOf("query", "header")},
			{name: "flow", is: wordOf("implicit", "password", "application", "accessCode")},
			{name: "authorizationUrl", is: stringValue},
			{name: "tokenUrl", is: stringValue},
			{name: "scopes", is: mapOf(stringValue)},
		},
	},
	{name: "Swagger Schema", fields: swaggerSchemaFields()},
}

var swaggerSchema = refTo("Swagger Schema")

// simpleKeys are the keywords of parameters, headers and their elements, which
// have no schema in 2.0.
var simpleKeys = []string{"format", "default", "maximum", "exclusiveMaximum", "minimum", "exclusiveMinimum", "maxLength",
	"minLength", "pattern", "maxItems", "minItems", "uniqueItems", "enum", "multipleOf"}

var swaggerType = wordOf("string", "integer", "number", "boolean", "array", "object", "file")

func simpleFields() []field {
	fields := []field{
		{name: "type", is: swaggerType},
		{name: "items", is: swaggerSchema},
		{name: "collectionFormat", is: wordOf("csv", "ssv", "tsv", "pipes", "multi")},
	}
	for _, f := range schemaObjects[0].fields {
		if slices.Contains(simpleKeys, f.name) {
			fields = append(fields, f)
		}
	}
	return fields
}

// swaggerSchemaFields are the fields of 3.0 less those that it added.
func swaggerSchemaFields() []field {
	var fields []field
	for _, f := range schemaObjects[0].fields {
		switch {
		case f.in == only31 || slices.Contains([]string{"nullable", "writeOnly", "deprecated", "oneOf", "anyOf", "not"}, f.name):
		case f.name == "type":
			fields = append(fields, field{name: "type", is: shape{kind: aType, words: append(slices.Clone(swaggerType.words), kindNull)}})
		case f.name == "discriminator":
			fields = append(fields, field{name: "discriminator", is: stringValue})
		case f.is.name == "Schema":
			f.is = shape{kind: f.is.kind, name: "Swagger Schema"}
			fields = append(fields, f)
		case f.is.of != nil && f.is.of.name == "Schema":
			f.is = shape{kind: f.is.kind, of: &swaggerSchema}
			fields = append(fields, f)
		default:
			fields = append(fields, f)
		}
	}
	return append(fields, field{name: "collectionFormat", is: stringValue})
}
