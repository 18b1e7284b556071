package openapi

import (
	"encoding/json"
	"slices"

	"github.com/getkin/kin-openapi/openapi2"
	"github.com/getkin/kin-openapi/openapi2conv"
	"github.com/getkin/kin-openapi/openapi3"
)

// fromSwagger makes a description of OpenAPI 3.0 of one of 2.0. What is wrong with
// it by the tables is reported of it as it stands; the rest is found out of what it
// becomes, whose values know where they came from.
func fromSwagger(root *node, lenient bool) (*node, *linter) {
	l := &linter{root: root, lenient: lenient, is20: true}
	if version := root.get("swagger"); version.text != "2.0" {
		l.add(version, version.pos, "Swagger %s is not read: write \"2.0\", or OpenAPI 3.0 or 3.1", version.text)
		return nil, l
	}
	l.object(root, definitionOf("Swagger"))
	for _, n := range l.seen {
		l.swagger(n)
	}
	if l.invalid() {
		return nil, l
	}
	for _, path := range root.get("paths").fields() {
		for _, operation := range path.fields() {
			if operation.def != nil {
				spellOut(root, path, operation)
			}
		}
	}
	converted, err := convertSwagger(root)
	if err != nil {
		l.add(root, root.get("swagger").place(), "this cannot be made OpenAPI 3.0: %s", oneLine(err.Error()))
		return nil, l
	}
	t := twins{root}
	t.place(converted, root)
	return converted, l
}

// swagger reports what the conversion would lose.
func (l *linter) swagger(n *node) {
	if format, _ := n.string("collectionFormat"); format == "tsv" {
		l.addUnsupported(n.get("collectionFormat"), "values with tabs between are not supported yet: write csv, ssv, pipes or multi")
	}
	if ref := n.get("$ref"); ref != nil && n.def.name == "Swagger Path Item" {
		l.addUnsupported(ref, "a path that stands elsewhere is not supported yet in Swagger 2.0: write its operations here")
	}
	if list := n.get("type"); n.def.name == "Swagger Schema" && list != nil && list.kind == array {
		l.oneType(n, list)
	}
	if n.def.name == "Swagger Operation" && n.get("schemes") != nil {
		l.note(n.get("schemes").place(), `"schemes" of an operation is not in the output: it has the address of the API`)
	}
}

// oneType has a schema of several types, which 2.0 takes from JSON Schema (its section
// Schema Object) and 3.0 has no more, be of one, or of none.
func (l *linter) oneType(n, list *node) {
	if list.has(kindNull) {
		n.append(&node{kind: boolean, text: "true", pos: list.pos, key: "x-nullable", keyPos: list.keyPos, parent: n})
	}
	switch types := withoutNull(list.strings()); len(types) {
	case 1:
		list.kind, list.text, list.members = text, types[0], nil
	default:
		l.note(list.place(), "a value of several types is taken as any JSON")
		n.members = slices.DeleteFunc(n.members, func(member *node) bool { return member == list })
		n.names = nil
	}
}

// spellOut writes into an operation what 2.0 has by default, and the conversion
// leaves out: the media types of the description, and lists with commas.
func spellOut(root, path, operation *node) {
	form := ""
	for _, list := range []*node{path.get("parameters"), operation.get("parameters")} {
		for _, parameter := range list.list() {
			if name := refName(parameter, "#/parameters/"); name != "" {
				parameter = root.find("parameters", name)
			}
			in, _ := parameter.string("in")
			kind, _ := parameter.string("type")
			switch {
			case in == "formData" && kind == "file":
				form = "multipart/form-data"
			case in == "formData" && form == "":
				form = "application/x-www-form-urlencoded"
			}
			if kind == "array" && parameter.get("collectionFormat") == nil {
				parameter.append(&node{kind: text, text: "csv", pos: parameter.pos, key: "collectionFormat", parent: parameter})
			}
		}
	}
	usual := func(key, media string) {
		if operation.get(key) != nil {
			return
		}
		list := root.get(key)
		if list == nil {
			list = &node{kind: array, pos: operation.pos, members: []*node{{kind: text, text: media, pos: operation.pos}}}
		}
		list = list.copy(operation)
		list.key = key
		operation.append(list)
	}
	usual("produces", jsonType)
	if consumes := operation.get("consumes"); consumes == nil && form != "" && !hasForm(root.get("consumes")) {
		operation.append(&node{kind: array, pos: operation.pos, key: "consumes", parent: operation,
			members: []*node{{kind: text, text: form, pos: operation.pos}}})
	}
	usual("consumes", jsonType)
}

func hasForm(consumes *node) bool {
	return slices.ContainsFunc(consumes.strings(), func(media string) bool {
		form := formOfType(media)
		return form == formOfType("multipart/form-data") || form == formOfType("application/x-www-form-urlencoded")
	})
}

// refName is the name of what a reference to a section is to.
func refName(n *node, section string) string {
	ref, _ := n.string("$ref")
	if len(ref) > len(section) && ref[:len(section)] == section {
		return ref[len(section):]
	}
	return ""
}

// convertSwagger converts each part of a description by the library. It does not
// have the library resolve references: the linter says better what is wrong with
// one.
func convertSwagger(root *node) (converted *node, err error) {
	data, err := json.Marshal(root.value())
	if err != nil {
		return nil, err
	}
	err = guard(func() error {
		var old openapi2.T
		if err := json.Unmarshal(data, &old); err != nil {
			return err
		}
		made, err := toV3(&old)
		if err != nil {
			return err
		}
		if data, err = json.Marshal(made); err != nil {
			return err
		}
		converted, _ = readJSON(newLines("", data))
		return nil
	})
	return converted, err
}

func toV3(old *openapi2.T) (*openapi3.T, error) {
	components := &openapi3.Components{Schemas: openapi2conv.ToV3Schemas(old.Definitions), Parameters: openapi3.ParametersMap{},
		RequestBodies: openapi3.RequestBodies{}, Responses: openapi3.ResponseBodies{}, SecuritySchemes: openapi3.SecuritySchemes{}}
	made := &openapi3.T{OpenAPI: "3.0.3", Info: &old.Info, Components: components, Tags: old.Tags, Extensions: old.Extensions,
		ExternalDocs: old.ExternalDocs, Servers: swaggerServers(old), Paths: openapi3.NewPaths(),
		Security: openapi2conv.ToV3SecurityRequirements(old.Security)}
	for name, parameter := range old.Parameters {
		value, body, fields, err := openapi2conv.ToV3Parameter(components, parameter, old.Consumes)
		switch {
		case err != nil:
			return nil, err
		case body != nil:
			components.RequestBodies[name] = body
		case fields != nil:
			for _, schema := range fields {
				components.Schemas[name] = schema
			}
		default:
			components.Parameters[name] = value
		}
	}
	for path, item := range old.Paths {
		value, err := openapi2conv.ToV3PathItem(old, components, item, old.Consumes)
		if err != nil {
			return nil, err
		}
		made.Paths.Set(path, value)
	}
	for name, response := range old.Responses {
		value, err := openapi2conv.ToV3Response(response, old.Produces)
		if err != nil {
			return nil, err
		}
		components.Responses[name] = value
	}
	for name, scheme := range old.SecurityDefinitions {
		value, err := openapi2conv.ToV3SecurityScheme(scheme)
		if err != nil {
			return nil, err
		}
		components.SecuritySchemes[name] = value
	}
	return made, nil
}

// swaggerServers are the addresses of a description; the scheme is https where
// none is named.
func swaggerServers(old *openapi2.T) openapi3.Servers {
	if old.Host == "" && old.BasePath == "" {
		return nil
	}
	if old.Host == "" {
		return openapi3.Servers{{URL: old.BasePath}}
	}
	schemes := slices.DeleteFunc(slices.Clone(old.Schemes), func(scheme string) bool { return scheme == "ws" || scheme == "wss" })
	if len(schemes) == 0 {
		schemes = []string{"https"}
	}
	slices.SortStableFunc(schemes, func(a, b string) int { return len(b) - len(a) }) // https first
	var servers openapi3.Servers
	for _, scheme := range schemes {
		servers = append(servers, &openapi3.Server{URL: scheme + "://" + old.Host + old.BasePath})
	}
	return servers
}
