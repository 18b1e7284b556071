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
	Passed   []string
	Picture  template.HTML
	More     int // types that the picture leaves out
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
	Sources string
	Place   string
	Hunks   []hunk // the descriptions', and the code's where there is any
}

// hunk is the lines of one side of a change.
type hunk struct {
	Title, Nothing string
	Lines          []line
}

// line is a line, and whether it is the change's place, or stands on this side alone.
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
	data := pageData{Old: r.Old, New: r.New, Summary: summary(r), Passed: r.Passed, Picture: picture(options.Graph)}
	if options.Graph != nil {
		data.More = options.Graph.More
	}
	files := newTexts(options.Read)
	for _, k := range sideKeys {
		data.Sides = append(data.Sides, sideCount{Key: k.key, Name: k.side.String()})
	}
	for _, c := range r.Changes {
		row := pageRow{Change: c, Group: level(c, "breaking", "allowed", "safe"), Sources: sources(c), Place: places(c)}
		row.Was, row.Is = clip(c.Was), clip(c.Is)
		for i, k := range sideKeys {
			if c.Breaks&k.side != 0 {
				row.Sides += k.key + " "
				data.Sides[i].Count++
			}
		}
		row.Hunks = []hunk{
			{"Description, old", "It was not there.", files.around(c.Old)},
			{"Description, new", "It is no more.", files.around(c.New)},
		}
		if options.Code != nil {
			row.Hunks = append(row.Hunks, codeHunks(options.Code(c))...)
		}
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
		list = append(list, line{n, cut(lines[n-1]), n == p.Line})
	}
	return list
}

// cut shortens a line that is too long to look at.
func cut(text string) string {
	if runes := []rune(text); len(runes) > 200 {
		return string(runes[:200]) + "…"
	}
	return text
}
