package csdl

import (
	"bytes"
	"encoding/json"
	"slices"
)

// isJSON says whether a JSON object has the member that every document of CSDL
// JSON has (OData CSDL JSON 4.01, section 4). Members of other kinds of
// description end the search.
func isJSON(data []byte) bool {
	decoder := json.NewDecoder(bytes.NewReader(data))
	depth := 0
	for key := true; ; {
		token, err := decoder.Token()
		if err != nil {
			return false
		}
		switch token {
		case json.Delim('{'), json.Delim('['):
			depth++
			key = depth == 1
			continue
		case json.Delim('}'), json.Delim(']'):
			depth--
		}
		name, _ := token.(string)
		if depth == 1 && key && name == "$Version" {
			return true
		}
		if depth == 1 && key && slices.Contains([]string{"openapi", "swagger", "paths", "components"}, name) {
			return false
		}
		key = depth != 1 || !key
	}
}

func readJSON(f *findings, l *lines) *document { return nil }
