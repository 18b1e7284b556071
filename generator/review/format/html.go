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
			{"Description, old", "It was not there.", files.around(c.Old, c.New.File)},
			{"Description, new", "It is no more.", files.around(c.New, c.Old.File)},
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
	has   map[string]map[string]bool // the lines of a file, without the spaces around them
}

func newTexts(read func(string) []byte) *texts {
	return &texts{read, map[string][]string{}, map[string]map[string]bool{}}
}

// around gives the lines at a place. Marked are the place itself, and what the other
// description does not say anywhere.
func (t *texts) around(p source.Pos, other string) (list []line) {
	if p.Line == 0 || t.read == nil {
		return nil
	}
	lines := t.of(p.File)
	if other != "" {
		t.of(other)
	}
	for n := max(p.Line-1, 1); n <= min(p.Line+hunkLines, len(lines)); n++ {
		text := lines[n-1]
		list = append(list, line{n, cut(text), n == p.Line || other != "" && !t.has[other][strings.TrimSpace(text)]})
	}
	return list
}

// of gives the lines of a file.
func (t *texts) of(file string) []string {
	lines, ok := t.lines[file]
	if !ok {
		lines = strings.Split(strings.ReplaceAll(string(t.read(file)), "\r\n", "\n"), "\n")
		t.lines[file], t.has[file] = lines, map[string]bool{}
		for _, text := range lines {
			t.has[file][strings.TrimSpace(text)] = true
		}
	}
	return lines
}

// cut shortens a line that is too long to look at.
func cut(text string) string {
	if runes := []rune(text); len(runes) > 200 {
		return string(runes[:200]) + "…"
	}
	return text
}
