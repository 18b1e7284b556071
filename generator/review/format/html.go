package format

import (
	"bufio"
	_ "embed" // for the page
	"html/template"
	"io"
	"strings"

	"example.com/burin/generator/review"
	"example.com/burin/generator/source"
)

//go:embed page.html
var pageText string

var page = template.Must(template.New("page").Parse(pageText))

// pageData is what the page shows.
type pageData struct {
	Old, New string
	Summary  string
	Sides    []sideCount
	Rows     []pageRow
}

// sideCount is how many changes break a side.
type sideCount struct {
	Key, Name string
	Count     int
}

// pageRow is a change on the page.
type pageRow struct {
	review.Change
	Group   string // breaking, allowed or safe
	Sides   string // the keys of the sides, with spaces between
	Place   string
	OldSide hunk
	NewSide hunk
}

// hunk is the lines of one description around a change.
type hunk struct {
	Title, Nothing string
	Lines          []line
}

// line is a line of a description, and whether it is the change's place.
type line struct {
	Number int
	Text   string
	Here   bool
}

// sideKeys are the sides by the keys that the page filters by.
var sideKeys = []struct {
	key  string
	side review.Sides
}{
	{"cc", review.ClientCode}, {"cr", review.ClientRun}, {"sc", review.ServerCode}, {"sr", review.ServerRun},
}

// hunkLines is how many lines of a description are shown after a change's place.
const hunkLines = 8

func html(out io.Writer, r Review, options Options) error {
	data := pageData{Old: r.Old, New: r.New, Summary: summary(r)}
	files := newTexts(options.Read)
	for _, k := range sideKeys {
		data.Sides = append(data.Sides, sideCount{Key: k.key, Name: k.side.String()})
	}
	for _, c := range r.Changes {
		row := pageRow{Change: c, Group: level(c, "breaking", "allowed", "safe"), Place: places(c)}
		row.Was, row.Is = clip(c.Was), clip(c.Is)
		for i, k := range sideKeys {
			if c.Breaks&k.side != 0 {
				row.Sides += k.key + " "
				data.Sides[i].Count++
			}
		}
		row.OldSide = hunk{"Old", "It was not there.", files.around(c.Old)}
		row.NewSide = hunk{"New", "It is no more.", files.around(c.New)}
		data.Rows = append(data.Rows, row)
	}
	w := bufio.NewWriter(out)
	if err := page.Execute(w, data); err != nil {
		return err
	}
	return w.Flush()
}

// texts are the descriptions by line.
type texts struct {
	read  func(file string) []byte
	lines map[string][]string
}

func newTexts(read func(string) []byte) *texts { return &texts{read, map[string][]string{}} }

// around gives the lines at a place.
func (t *texts) around(p source.Pos) (list []line) {
	if p.Line == 0 || t.read == nil {
		return nil
	}
	lines, ok := t.lines[p.File]
	if !ok {
		lines = strings.Split(strings.ReplaceAll(string(t.read(p.File)), "\r\n", "\n"), "\n")
		t.lines[p.File] = lines
	}
	for n := max(p.Line-1, 1); n <= min(p.Line+hunkLines, len(lines)); n++ {
		text := lines[n-1]
		if runes := []rune(text); len(runes) > 200 {
			text = string(runes[:200]) + "…"
		}
		list = append(list, line{n, text, n == p.Line})
	}
	return list
}
