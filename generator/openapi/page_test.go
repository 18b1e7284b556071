package openapi

import (
	"os"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
)

// rows are the fields of docs/openapi.md by their object, each with the rest of its
// line.
func rows(t *testing.T) map[string]map[string]string {
	t.Helper()
	page, err := os.ReadFile("../../docs/openapi.md")
	if err != nil {
		t.Fatal(err)
	}
	object, all := "", map[string]map[string]string{}
	heading, row := regexp.MustCompile(`^## (.*) Object$`), regexp.MustCompile("^\\| `([^`]+)`(.*)$")
	for line := range strings.SplitSeq(string(page), "\n") {
		if match := heading.FindStringSubmatch(line); match != nil {
			object = match[1]
			all[object] = map[string]string{}
		}
		if match := row.FindStringSubmatch(line); match != nil {
			all[object][match[1]] = match[2]
		}
	}
	return all
}

// TestPageHasEveryField holds docs/openapi.md to the tables by which descriptions
// are read, and both to the fields that the library knows.
func TestPageHasEveryField(t *testing.T) {
	page := rows(t)
	for _, d := range slices.Concat(documentObjects, operationObjects, schemaObjects, securityObjects) {
		for _, f := range d.fields {
			row, ok := page[d.name][f.name]
			version := map[version]string{always: "", only30: " (3.0)", only31: " (3.1)"}[f.in]
			switch {
			case !ok:
				t.Errorf("docs/openapi.md has no row for %q of %s", f.name, d.title())
			case !strings.HasPrefix(row, version+" |") && !(d.name == "Schema" && strings.HasPrefix(f.name, "exclusive")) && !(d.name == "Path Item" && f.name == "$ref"):
				t.Errorf("%q of %s is of %q, and the row says %q", f.name, d.title(), version, row)
			case f.name == "contentMediaType" || f.name == "$dynamicRef": // read in some places
			case f.use == refused && !strings.Contains(row, "| Refused") || f.use == noted && !strings.Contains(row, "| Ignored"):
				t.Errorf("the row of %q of %s does not say that it is not taken: %s", f.name, d.title(), row)
			}
		}
		for name := range page[d.name] {
			if d.field(name) == nil && d.others == nil {
				t.Errorf("docs/openapi.md has a row for %q, which %s does not have", name, d.title())
			}
		}
	}
}

// TestPageHasEveryFieldOfTheLibrary looks at the structs of kin-openapi.
func TestPageHasEveryFieldOfTheLibrary(t *testing.T) {
	page := rows(t)
	later := []string{"$self", "defaultMapping", "dataValue", "serializedValue", "deviceAuthorization", "oauth2MetadataUrl", "deprecated", "itemSchema",
		"prefixEncoding", "itemEncoding", "mediaTypes", "nodeType", "query", "additionalOperations", "kind", "parent", "connect"} // of 3.2
	for name, object := range map[string]any{
		"OpenAPI": openapi3.T{}, "Info": openapi3.Info{}, "Contact": openapi3.Contact{}, "License": openapi3.License{}, "Server": openapi3.Server{},
		"Server Variable": openapi3.ServerVariable{}, "Components": openapi3.Components{}, "Path Item": openapi3.PathItem{}, "Operation": openapi3.Operation{},
		"External Documentation": openapi3.ExternalDocs{}, "Parameter": openapi3.Parameter{}, "Request Body": openapi3.RequestBody{},
		"Media Type": openapi3.MediaType{}, "Encoding": openapi3.Encoding{}, "Response": openapi3.Response{}, "Example": openapi3.Example{},
		"Link": openapi3.Link{}, "Tag": openapi3.Tag{}, "Schema": openapi3.Schema{}, "Discriminator": openapi3.Discriminator{}, "XML": openapi3.XML{},
		"Security Scheme": openapi3.SecurityScheme{}, "OAuth Flows": openapi3.OAuthFlows{}, "OAuth Flow": openapi3.OAuthFlow{},
	} {
		for field := range reflect.TypeOf(object).Fields() {
			key, _, _ := strings.Cut(field.Tag.Get("json"), ",")
			known := key == "" || key == "-" || strings.HasPrefix(key, "__") || slices.Contains(later, key) || name == "Schema" && key == "allowEmptyValue"
			if _, ok := page[name][key]; !ok && !known {
				t.Errorf("docs/openapi.md has no row for %q of the %s Object, which the library has", key, name)
			}
		}
	}
}

// TestPageNamesFeatures asks whether what rows are shown in is there.
func TestPageNamesFeatures(t *testing.T) {
	link := regexp.MustCompile(`\[[^\]]+\]\(\.\./(spec/features/[^)]+)\)`)
	shown := map[string]bool{}
	for object, fields := range rows(t) {
		for name, row := range fields {
			for _, match := range link.FindAllStringSubmatch(row, -1) {
				shown[match[1]] = true
				if _, err := os.Stat("../../" + match[1] + "/burin.yaml"); err != nil {
					t.Errorf("%s, %s: %v", object, name, err)
				}
			}
		}
	}
	if len(shown) < 10 {
		t.Errorf("only %d features are named", len(shown))
	}
}
