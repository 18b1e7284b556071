// Package describe makes OpenAPI descriptions by counting: of a wide type, and
// of many types. It knows nothing of who reads them.
package describe

import (
	"fmt"
	"strings"
)

// property is one property of a type that is made up.
type property struct {
	name   string
	schema string // in YAML, on one line
	goType string // for a struct written by hand
	value  string // in JSON
}

var (
	first  = []string{"device", "account", "policy", "profile", "update", "network", "storage", "battery", "license", "group"}
	second = []string{"display", "last", "total", "primary", "assigned", "pending", "remote", "managed", "default", "current", "expected", "previous"}
)

// propertyName is a name of three words, another for each i below 600.
func propertyName(i int) string {
	third := []string{"Name", "Count", "State", "Value", "Label"}
	word := second[i/len(first)%len(second)]
	return first[i%len(first)] + strings.ToUpper(word[:1]) + word[1:] + third[(i+i/120)%len(third)]
}

// document is a description of schemas and of one operation that returns the
// first of them: some generators leave out what no operation reaches.
func document(title, root, schemas string) []byte {
	return fmt.Appendf(nil, `openapi: 3.0.3
info:
  title: %s
  version: v1.0
paths:
  /%s:
    get:
      operationId: read
      responses:
        '200':
          description: The whole.
          content:
            application/json:
              schema: { %s }
components:
  schemas:
%s`, title, root, reference(root), schemas)
}

// object is the schema of an object type.
func object(name, description string, properties []property) string {
	var b strings.Builder
	fmt.Fprintf(&b, "    %s:\n      type: object\n      description: %s\n      properties:\n", name, description)
	for _, p := range properties {
		fmt.Fprintf(&b, "        %s: { %s }\n", p.name, p.schema)
	}
	return b.String()
}

func reference(name string) string { return "$ref: '#/components/schemas/" + name + "'" }
