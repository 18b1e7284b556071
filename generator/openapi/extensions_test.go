package openapi

import (
	"fmt"
	"strings"
	"testing"
)

// TestExtensionsPage writes what is done about each extension for readers.
func TestExtensionsPage(t *testing.T) {
	var page strings.Builder
	page.WriteString("# Extensions\n\n" +
		"Fields that begin with `x-` and that users of other generators write, and what burin does about each. " +
		"One that is not in this table is ignored; `burin inspect` lists it with its place, as it does those that are ignored here. " +
		"`go test ./generator/openapi -update` renews this page.\n")
	for _, group := range []struct {
		title string
		read  bool
	}{{"Read", true}, {"Ignored, and why", false}} {
		fmt.Fprintf(&page, "\n## %s\n\n| extension | known from | %s |\n|---|---|---|\n", group.title, map[bool]string{true: "what it does", false: "why"}[group.read])
		for _, e := range knownExtensions {
			if e.read == group.read {
				fmt.Fprintf(&page, "| `%s` | %s | %s |\n", e.name, e.from, e.says)
			}
		}
	}
	golden(t, "../../docs/extensions.md", page.String())
}
