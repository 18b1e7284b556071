package format

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"example.com/burin/generator/review"
)

// annotations writes workflow commands, which a code host shows beside the lines
// that they name.
func annotations(out io.Writer, r Review) error {
	w := bufio.NewWriter(out)
	for _, c := range r.Changes {
		place := c.Place()
		properties := []string{"file=" + property.Replace(filepath.ToSlash(place.File))}
		if place.Line > 0 {
			properties = append(properties, fmt.Sprintf("line=%d", place.Line), fmt.Sprintf("col=%d", place.Column))
		}
		properties = append(properties, "title="+property.Replace(c.Rule))
		message := sentence(c)
		if c.Breaks != review.Nobody {
			message += "; breaks " + c.Breaks.String() + ": " + because(c)
		}
		fmt.Fprintf(w, "::%s %s::%s\n", level(c, "error", "warning", "notice"), strings.Join(properties, ","), data.Replace(message))
	}
	return w.Flush()
}

// level is the first where the change breaks, the second where that is allowed.
func level(c review.Change, breaking, allowed, other string) string {
	switch {
	case c.Breaking():
		return breaking
	case c.Breaks != review.Nobody:
		return allowed
	}
	return other
}

// What a workflow command reads as its own is escaped.
var (
	data     = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	property = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
)

// The parts of SARIF 2.1.0 that a review needs; the sections are the standard's.
type (
	sarifLog struct {
		Schema  string     `json:"$schema"`
		Version string     `json:"version"`
		Runs    []sarifRun `json:"runs"`
	}
	sarifRun struct { // 3.14
		Tool    sarifTool     `json:"tool"`
		Results []sarifResult `json:"results"`
	}
	sarifTool struct { // 3.18
		Driver sarifDriver `json:"driver"`
	}
	sarifDriver struct { // 3.19
		Name  string      `json:"name"`
		Rules []sarifRule `json:"rules"`
	}
	sarifRule struct { // 3.49
		ID    string       `json:"id"`
		Short sarifMessage `json:"shortDescription"`
		Full  sarifMessage `json:"fullDescription"`
	}
	sarifMessage struct { // 3.11
		Text string `json:"text"`
	}
	sarifResult struct { // 3.27
		RuleID       string             `json:"ruleId"`
		Level        string             `json:"level"`
		Message      sarifMessage       `json:"message"`
		Locations    []sarifLocation    `json:"locations"`
		Suppressions []sarifSuppression `json:"suppressions,omitempty"`
	}
	sarifSuppression struct { // 3.35
		Kind          string `json:"kind"`
		Justification string `json:"justification"`
	}
	sarifLocation struct { // 3.28
		Physical sarifPhysical `json:"physicalLocation"`
	}
	sarifPhysical struct { // 3.29
		Artifact sarifArtifact `json:"artifactLocation"`
		Region   *sarifRegion  `json:"region,omitempty"`
	}
	sarifArtifact struct { // 3.4
		URI string `json:"uri"`
	}
	sarifRegion struct { // 3.30
		StartLine   int `json:"startLine"`
		StartColumn int `json:"startColumn"`
	}
)

func sarif(w io.Writer, r Review) error {
	run := sarifRun{Tool: sarifTool{sarifDriver{Name: "burin", Rules: []sarifRule{}}}, Results: []sarifResult{}}
	used := map[string]bool{}
	for _, c := range r.Changes {
		if !used[c.Rule] {
			used[c.Rule] = true
			run.Tool.Driver.Rules = append(run.Tool.Driver.Rules, sarifRule{c.Rule, sarifMessage{c.Title}, sarifMessage{because(c)}})
		}
		run.Results = append(run.Results, sarifOf(c))
	}
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	return encoder.Encode(sarifLog{
		Schema: "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json", Version: "2.1.0",
		Runs: []sarifRun{run},
	})
}

func sarifOf(c review.Change) sarifResult {
	message := sentence(c)
	if c.Breaks != review.Nobody {
		message += "; breaks " + c.Breaks.String()
	}
	place := c.Place()
	physical := sarifPhysical{Artifact: sarifArtifact{filepath.ToSlash(place.File)}}
	if place.Line > 0 {
		physical.Region = &sarifRegion{place.Line, max(place.Column, 1)}
	}
	result := sarifResult{
		RuleID: c.Rule, Level: level(c, "error", "warning", "note"), Message: sarifMessage{message},
		Locations: []sarifLocation{{physical}},
	}
	if c.Entry != nil {
		result.Suppressions = []sarifSuppression{{"external", c.Entry.Reason}}
	}
	return result
}
