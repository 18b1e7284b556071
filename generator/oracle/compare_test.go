package oracle

import (
	"reflect"
	"strings"
)

// everyField has go-cmp look into the fields of optional values and times.
func everyField(reflect.Type) bool { return true }

func escapeQuotes(text string) string { return strings.ReplaceAll(text, `"`, `\"`) }
