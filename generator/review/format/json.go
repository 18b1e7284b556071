package format

import (
	"encoding/json"
	"io"

	"example.com/burin/generator/review"
	"example.com/burin/generator/source"
)

// The JSON of a review is a promise to scripts: docs/review.schema.json.
type document struct {
	Old     string       `json:"old"`
	New     string       `json:"new"`
	Summary jsonSummary  `json:"summary"`
	Changes []jsonChange `json:"changes"`
	Passed  []string     `json:"passed"` // which sources did not look, and why
}

type jsonSummary struct {
	Changes  int            `json:"changes"`
	Breaking int            `json:"breaking"`
	Allowed  int            `json:"allowed"`
	Sides    map[string]int `json:"sides"` // how many changes break each
}

type jsonChange struct {
	Rule    string       `json:"rule"`
	Of      string       `json:"of"`
	Title   string       `json:"title"`
	Old     *jsonPlace   `json:"old"`
	New     *jsonPlace   `json:"new"`
	Was     string       `json:"was"`
	Is      string       `json:"is"`
	Breaks  []string     `json:"breaks"`
	Reason  string       `json:"reason"`
	Spec    string       `json:"spec,omitempty"`
	Source  string       `json:"source"`
	Seconds []jsonSecond `json:"seconds"`
	Allowed *jsonAllowed `json:"allowed,omitempty"`
}

type jsonSecond struct {
	Source string `json:"source"`
	Rule   string `json:"rule"`
	Says   string `json:"says"`
}

type jsonPlace struct {
	File   string `json:"file"`
	Line   int    `json:"line"`
	Column int    `json:"column"`
}

type jsonAllowed struct {
	Reason string `json:"reason"`
	Until  string `json:"until"`
}

func newDocument(r Review) document {
	d := document{Old: r.Old, New: r.New, Changes: []jsonChange{}, Passed: append([]string{}, r.Passed...), Summary: jsonSummary{Changes: len(r.Changes), Sides: map[string]int{}}}
	for _, name := range (review.ClientCode | review.ClientRun | review.ServerCode | review.ServerRun).Names() {
		d.Summary.Sides[name] = 0
	}
	for _, c := range r.Changes {
		one := jsonChange{
			Rule: c.Rule, Of: c.Of, Title: c.Title, Old: placeOf(c.Old), New: placeOf(c.New), Was: c.Was, Is: c.Is,
			Breaks: c.Breaks.Names(), Reason: c.Reason, Spec: c.Spec, Source: c.Source, Seconds: []jsonSecond{},
		}
		for _, s := range c.Seconds {
			one.Seconds = append(one.Seconds, jsonSecond{s.Source, s.Rule, s.Text})
		}
		for _, name := range one.Breaks {
			d.Summary.Sides[name]++
		}
		if c.Breaking() {
			d.Summary.Breaking++
		}
		if c.Entry != nil {
			d.Summary.Allowed++
			one.Allowed = &jsonAllowed{c.Entry.Reason, c.Entry.Until.Format("2006-01-02")}
		}
		d.Changes = append(d.Changes, one)
	}
	return d
}

func placeOf(p source.Pos) *jsonPlace {
	if p == (source.Pos{}) {
		return nil
	}
	return &jsonPlace{p.File, p.Line, p.Column}
}

func writeJSON(w io.Writer, r Review) error {
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	return encoder.Encode(newDocument(r))
}
