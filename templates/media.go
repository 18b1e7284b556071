package templates

import (
	"mime"
	"strings"
)

// covers reports whether a media type is one of a range such as image/*.
func covers(span, name string) bool {
	kind, isRange := strings.CutSuffix(span, "/*")
	return span == "*/*" || span == name || isRange && strings.HasPrefix(name, kind+"/")
}

// sameMedia reports whether a media type is what is described, parameters aside.
func sameMedia(described, name string) bool {
	described, _, _ = mime.ParseMediaType(described)
	name, _, err := mime.ParseMediaType(name)
	return err == nil && covers(described, name)
}
