package main

import (
	"bytes"
	"fmt"
	"os"
	"runtime"
	"runtime/debug"
	"strings"
)

// writePage writes the table to a page of documentation.
func writePage(file string, rows []row, all map[string][]figures, losses []string, rounds int) error {
	var b bytes.Buffer
	fmt.Fprintf(&b, `# Benchmarks

What generated code does beside its peers, in one run of `+"`make bench WRITE=yes`"+`, which writes this page: %d rounds, in each of which every candidate is measured once, then medians. The figures are from one machine that other work disturbed: they say which is faster and about how much, not how fast. %s, %s; %s.

"±" is the interval that holds the median with 95 percent confidence, "time of burin's" how many times burin's time a candidate takes, "~" where the two cannot be told apart, "p" the chance to see such a difference where there is none (Mann-Whitney U test, as benchstat makes it). Bytes and allocations are per operation.

`, rounds, runtime.Version(), runtime.GOARCH, strings.Join(versions(), ", "))
	printTable(&b, rows, all, false)
	b.WriteString(`
- The first rows are of the request of [Create deviceComplianceUserStatus](https://learn.microsoft.com/graph/api/intune-deviceconfig-devicecomplianceuserstatus-create), a page is 999 such entities, a stream 100,000, and the type of 120 properties is made by ` + "`cmd/bench/internal/describe`" + `, twelve of them objects.
- Decoding is into a new value each time. burin keeps a time as the text it came as, checked; the peers make a time.Time of it. "and time.Time" is burin with that done too.
- burin, ogen and encoding/json by hand validate in the handler; oapi-codegen generates no validation. ogen is generated without OpenTelemetry, and its encoder and decoder are kept from one value to the next, as are the encoder of encoding/json/v2 and the writer of the Graph SDK.
- Every output was compared with the input as JSON. What is lost:
`)
	for _, loss := range losses {
		fmt.Fprintf(&b, "  - %s\n", loss)
	}
	return os.WriteFile(file, b.Bytes(), 0o644)
}

// versions are those of the peers that this program is built with.
func versions() (list []string) {
	peers := map[string]string{
		"github.com/ogen-go/ogen":                  "ogen",
		"github.com/oapi-codegen/runtime":          "oapi-codegen's runtime",
		"github.com/go-json-experiment/json":       "encoding/json/v2 as go-json-experiment",
		"github.com/microsoftgraph/msgraph-sdk-go": "Graph SDK",
	}
	info, _ := debug.ReadBuildInfo()
	for _, module := range info.Deps {
		if name, ok := peers[module.Path]; ok {
			list = append(list, name+" "+module.Version)
		}
	}
	return list
}
