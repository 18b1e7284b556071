package main

import (
	"bytes"
	_ "embed" // the versions stand in go.mod
	"fmt"
	"os"
	"regexp"
	"runtime"
	"strings"
)

// writePage writes the table to a page of documentation.
func writePage(file string, rows []row, all map[string][]figures, losses []string, rounds int) error {
	var b bytes.Buffer
	fmt.Fprintf(&b, `# Benchmarks

What generated code does beside its peers, in one run of %s, which writes this page. There were %d rounds; in each, every candidate was measured once, one after the other; the figures are medians. They are from one machine that other work disturbed, so they say which is faster and by about how much, and not how fast.

%s, %s, %s.

- "±" is the interval that holds the median with 95 percent confidence.
- "time of burin's" is how many times burin's time a candidate takes; "~" is where the two cannot be told apart.
- "p" is the chance of such a difference where there is none (Mann-Whitney U test, as in benchstat).
- Bytes and allocations are per operation.

`, "`make bench PEERS=all WRITE=yes`", rounds, runtime.Version(), runtime.GOARCH, strings.Join(versions(), ", "))
	printTable(&b, rows, all, false)
	b.WriteString(`
What is measured:

- The first rows are of the request of [Create deviceComplianceUserStatus](https://learn.microsoft.com/graph/api/intune-deviceconfig-devicecomplianceuserstatus-create). A page is 999 such entities, a stream 100,000, each with names and a key of its own. The type of 120 properties is made by a program; twelve of them are objects.
- Decoding is into a new value each time. burin keeps a time as the text it came as, checked, while the peers make a time.Time of it; "and time.Time" is burin with that done too.
- ogen's encoder and decoder are kept from one value to the next, and so are the encoder of encoding/json/v2 and the writer of the Graph SDK. ogen and oapi-codegen take the descriptions as they are. ogen is generated without OpenTelemetry, which none of the others has.
- encoding/json and encoding/json/v2 read and write plain structs by hand, which cannot tell what is missing from what is empty; their validation is by hand too. oapi-codegen generates none. The handlers of all admit every caller and return what they are sent.
- encoding/json/v2 keeps short strings that it has read and gives them out again, so the rows of one document, read over and over, flatter it.
- The output of every candidate was compared with its input as JSON. What is lost:
`)
	for _, loss := range losses {
		fmt.Fprintf(&b, "  - %s\n", loss)
	}
	b.WriteString(`
What generated code costs to build: ` + "`go run ./compile`" + ` in cmd/bench.
`)
	return os.WriteFile(file, b.Bytes(), 0o644)
}

//go:embed go.mod
var goMod string

// versions are those that the peers are pinned to.
func versions() (list []string) {
	for _, peer := range []struct{ module, name string }{
		{"github.com/ogen-go/ogen", "ogen"},
		{"github.com/oapi-codegen/oapi-codegen/v2", "oapi-codegen"},
		{"github.com/go-json-experiment/json", "go-json-experiment (encoding/json/v2)"},
		{"github.com/microsoftgraph/msgraph-sdk-go", "msgraph-sdk-go (Graph SDK)"},
	} {
		version := regexp.MustCompile(`\s` + regexp.QuoteMeta(peer.module) + ` (v\S+)`).FindStringSubmatch(goMod)
		list = append(list, peer.name+" "+version[1])
	}
	return list
}
