package templates

import "strings"

// created says where what was created is: by its key, below the collection that
// the request went to (OData Protocol 4.01, sections 8.3.3 and 11.4.2). A key of
// several properties stands with their names.
func (c *call) created(pairs ...any) {
	var key []string
	for i := 0; i < len(pairs); i += 2 {
		text, err := keyLiteral(pairs[i+1])
		if err != nil || text == "null" {
			return
		}
		if len(pairs) > 2 {
			text = pairs[i].(string) + "=" + text
		}
		key = append(key, text)
	}
	collection := c.r.URL.EscapedPath()
	collection = collection[strings.LastIndexByte(collection, '/')+1:]
	c.w.Header().Set("Location", "./"+collection+percentEncode("("+strings.Join(key, ",")+")", safeInPath))
}
