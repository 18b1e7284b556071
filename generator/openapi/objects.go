package openapi

// The tables below are the objects of OpenAPI 3.0.3 and 3.1.0, sections 4.7
// and 4.8, in the specifications' order.

var aPathItem = objectOf("Path Item")

// documentObjects are those that describe the API as a whole.
var documentObjects = []definition{
	{
		name: "OpenAPI",
		fields: []field{
			{name: "openapi", is: stringValue, required: true},
			{name: "info", is: objectOf("Info"), required: true},
			{name: "jsonSchemaDialect", is: stringValue, in: only31, use: refused},
			{name: "servers", is: listOf(objectOf("Server"))},
			{name: "paths", is: objectOf("Paths")}, // required in 3.0: lintDocument
			{name: "webhooks", is: mapOf(refTo("Path Item")), in: only31},
			{name: "components", is: objectOf("Components")},
			{name: "security", is: listOf(objectOf("Security Requirement"))},
			{name: "tags", is: listOf(objectOf("Tag"))},
			{name: "externalDocs", is: objectOf("External Documentation"), use: noted},
		},
	},
	{
		name: "Info",
		fields: []field{
			{name: "title", is: stringValue, required: true, told: true},
			{name: "summary", is: stringValue, in: only31, use: noted},
			{name: "description", is: stringValue},
			{name: "termsOfService", is: stringValue},
			{name: "contact", is: objectOf("Contact")},
			{name: "license", is: objectOf("License")},
			{name: "version", is: stringValue, required: true, told: true},
		},
	},
	{
		name: "Contact",
		fields: []field{
			{name: "name", is: stringValue},
			{name: "url", is: stringValue},
			{name: "email", is: stringValue},
		},
	},
	{
		name: "License",
		fields: []field{
			{name: "name", is: stringValue, required: true, told: true},
			{name: "identifier", is: stringValue, in: only31},
			{name: "url", is: stringValue},
		},
		apart: [][]string{{"identifier", "url"}},
	},
	{
		name: "Server",
		fields: []field{
			{name: "url", is: stringValue, required: true},
			{name: "description", is: stringValue},
			{name: "variables", is: mapOf(objectOf("Server Variable"))},
		},
	},
	{
		name: "Server Variable",
		fields: []field{
			{name: "enum", is: listOf(stringValue)},
			{name: "default", is: stringValue, required: true},
			{name: "description", is: stringValue},
		},
	},
	{
		name: "Components",
		fields: []field{
			{name: "schemas", is: mapOf(schemaValue)},
			{name: "responses", is: mapOf(refTo("Response"))},
			{name: "parameters", is: mapOf(refTo("Parameter"))},
			{name: "examples", is: mapOf(refTo("Example"))},
			{name: "requestBodies", is: mapOf(refTo("Request Body"))},
			{name: "headers", is: mapOf(refTo("Header"))},
			{name: "securitySchemes", is: mapOf(refTo("Security Scheme"))},
			{name: "links", is: mapOf(refTo("Link"))},
			{name: "callbacks", is: mapOf(refTo("Callback"))},
			{name: "pathItems", is: mapOf(refTo("Path Item")), in: only31},
		},
	},
	{
		name: "Tag",
		fields: []field{
			{name: "name", is: stringValue, required: true, told: true},
			{name: "description", is: stringValue},
			{name: "externalDocs", is: objectOf("External Documentation")},
		},
	},
	{
		name: "External Documentation",
		fields: []field{
			{name: "description", is: stringValue},
			{name: "url", is: stringValue, required: true, told: true},
		},
	},
}

// operationObjects are those that describe requests and responses.
var operationObjects = []definition{
	{name: "Paths", others: &aPathItem},
	{
		name:    "Path Item",
		section: "pathItems",
		fields: []field{
			{name: "$ref", is: stringValue},
			{name: "summary", is: stringValue},
			{name: "description", is: stringValue},
			{name: "get", is: objectOf("Operation")},
			{name: "put", is: objectOf("Operation")},
			{name: "post", is: objectOf("Operation")},
			{name: "delete", is: objectOf("Operation")},
			{name: "options", is: objectOf("Operation")},
			{name: "head", is: objectOf("Operation")},
			{name: "patch", is: objectOf("Operation")},
			{name: "trace", is: objectOf("Operation")},
			{name: "servers", is: listOf(objectOf("Server"))},
			{name: "parameters", is: listOf(refTo("Parameter"))},
		},
	},
	{
		name: "Operation",
		fields: []field{
			{name: "tags", is: listOf(stringValue)},
			{name: "summary", is: stringValue},
			{name: "description", is: stringValue},
			{name: "externalDocs", is: objectOf("External Documentation")},
			{name: "operationId", is: stringValue},
			{name: "parameters", is: listOf(refTo("Parameter"))},
			{name: "requestBody", is: refTo("Request Body")},
			{name: "responses", is: objectOf("Responses")}, // required in 3.0: lintOperation
			{name: "callbacks", is: mapOf(refTo("Callback"))},
			{name: "deprecated", is: booleanValue},
			{name: "security", is: listOf(objectOf("Security Requirement"))},
			{name: "servers", is: listOf(objectOf("Server"))},
		},
	},
	{
		name:    "Parameter",
		section: "parameters",
		fields: []field{
			{name: "name", is: stringValue, required: true},
			{name: "in", is: wordOf("query", "header", "path", "cookie"), required: true},
			{name: "description", is: stringValue},
			{name: "required", is: booleanValue},
			{name: "deprecated", is: booleanValue},
			{name: "allowEmptyValue", is: booleanValue},
			{name: "style", is: wordOf("matrix", "label", "form", "simple", "spaceDelimited", "pipeDelimited", "deepObject")},
			{name: "explode", is: booleanValue},
			{name: "allowReserved", is: booleanValue},
			{name: "schema", is: schemaValue},
			{name: "example", is: anyJSON, use: noted},
			{name: "examples", is: mapOf(refTo("Example")), use: noted},
			{name: "content", is: mapOf(objectOf("Media Type"))},
		},
		apart: [][]string{{"example", "examples"}},
		oneOf: [][]string{{"schema", "content"}},
	},
	{
		name:    "Request Body",
		section: "requestBodies",
		fields: []field{
			{name: "description", is: stringValue},
			{name: "content", is: mapOf(objectOf("Media Type")), required: true},
			{name: "required", is: booleanValue},
		},
	},
	{
		name: "Media Type",
		fields: []field{
			{name: "schema", is: schemaValue},
			{name: "example", is: anyJSON},
			{name: "examples", is: mapOf(refTo("Example"))},
			{name: "encoding", is: mapOf(objectOf("Encoding"))},
		},
		apart: [][]string{{"example", "examples"}},
	},
	{
		name: "Encoding",
		fields: []field{
			{name: "contentType", is: stringValue},
			{name: "headers", is: mapOf(refTo("Header"))},
			{name: "style", is: wordOf("form", "spaceDelimited", "pipeDelimited", "deepObject")},
			{name: "explode", is: booleanValue},
			{name: "allowReserved", is: booleanValue},
		},
	},
	{name: "Responses", others: &shape{kind: anObjectOrRef, name: "Response"}},
	{
		name:    "Response",
		section: "responses",
		fields: []field{
			{name: "description", is: stringValue, required: true, told: true},
			{name: "headers", is: mapOf(refTo("Header"))},
			{name: "content", is: mapOf(objectOf("Media Type"))},
			{name: "links", is: mapOf(refTo("Link"))},
		},
	},
	{name: "Callback", section: "callbacks", others: &shape{kind: anObjectOrRef, name: "Path Item"}},
	{
		name:    "Example",
		section: "examples",
		fields: []field{
			{name: "summary", is: stringValue},
			{name: "description", is: stringValue},
			{name: "value", is: anyJSON},
			{name: "externalValue", is: stringValue},
		},
		apart: [][]string{{"value", "externalValue"}},
	},
	{
		name:    "Link",
		section: "links",
		fields: []field{
			{name: "operationRef", is: stringValue},
			{name: "operationId", is: stringValue},
			{name: "parameters", is: mapOf(anyJSON)},
			{name: "requestBody", is: anyJSON},
			{name: "description", is: stringValue},
			{name: "server", is: objectOf("Server")},
		},
		oneOf: [][]string{{"operationRef", "operationId"}},
	},
	{
		name:    "Header",
		section: "headers",
		fields: []field{
			{name: "description", is: stringValue},
			{name: "required", is: booleanValue},
			{name: "deprecated", is: booleanValue},
			{name: "allowEmptyValue", is: booleanValue},
			{name: "style", is: wordOf("simple")},
			{name: "explode", is: booleanValue},
			{name: "allowReserved", is: booleanValue},
			{name: "schema", is: schemaValue},
			{name: "example", is: anyJSON},
			{name: "examples", is: mapOf(refTo("Example"))},
			{name: "content", is: mapOf(objectOf("Media Type"))},
		},
		apart: [][]string{{"example", "examples"}},
		oneOf: [][]string{{"schema", "content"}},
	},
}
