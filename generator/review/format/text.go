package format

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"example.com/burin/generator/review"
)

// The colours of a terminal (ECMA-48, 8.3.117).
const (
	red    = "\x1b[31m"
	yellow = "\x1b[33m"
	green  = "\x1b[32m"
	bold   = "\x1b[1m"
	plain  = "\x1b[0m"
)

func text(out io.Writer, r Review, options Options) error {
	w := bufio.NewWriter(out)
	paint := func(color, text string) string {
		if !options.Color {
			return text
		}
		return color + text + plain
	}
	fmt.Fprintf(w, "%s → %s: %s\n", r.Old, r.New, paint(bold, summary(r)))
	colors := map[string]string{"breaking": red, "breaking, and allowed": yellow, "not breaking": green}
	for _, g := range groups(r.Changes) {
		fmt.Fprintf(w, "\n%s\n", paint(bold+colors[g.title], fmt.Sprintf("%s: %d", g.title, len(g.changes))))
		for _, c := range g.changes {
			fmt.Fprintf(w, "  %s\n", paint(colors[g.title], sentence(c)))
			fmt.Fprintf(w, "      %s [%s: %s]\n", places(c), c.Rule, sources(c))
			if c.Breaks != review.Nobody {
				fmt.Fprintf(w, "      breaks %s: %s\n", c.Breaks, because(c))
			}
			if c.Entry != nil {
				fmt.Fprintf(w, "      allowed until %s: %s\n", c.Entry.Until.Format("2006-01-02"), clip(c.Entry.Reason))
			}
		}
	}
	for _, why := range r.Passed {
		fmt.Fprintf(w, "\n%s\n", paint(yellow, clip(why)))
	}
	return w.Flush()
}

// because is the reason of a verdict, with the section that says so.
func because(c review.Change) string {
	if c.Spec == "" {
		return c.Reason
	}
	return c.Reason + " (" + c.Spec + ")"
}

func markdown(out io.Writer, r Review) error {
	w := bufio.NewWriter(out)
	fmt.Fprintf(w, "## %s → %s\n\n%s\n", cell(r.Old), cell(r.New), summary(r))
	for _, g := range groups(r.Changes) {
		fmt.Fprintf(w, "\n### %s: %d\n\n", strings.ToUpper(g.title[:1])+g.title[1:], len(g.changes))
		fmt.Fprintln(w, "| what | change | breaks | place | rule | found by |")
		fmt.Fprintln(w, "|---|---|---|---|---|---|")
		for _, c := range g.changes {
			change := cell(c.Title)
			if values := fromTo(c); values != "" {
				change += "<br>" + cell(values)
			}
			who := c.Breaks.String()
			if c.Breaks != review.Nobody {
				who += "<br>" + because(c)
			}
			if c.Entry != nil {
				who += "<br>allowed until " + c.Entry.Until.Format("2006-01-02") + ": " + c.Entry.Reason
			}
			fmt.Fprintf(w, "| %s | %s | %s | %s | `%s` | %s |\n", cell(c.Of), change, markup(who), cell(places(c)), c.Rule, sources(c))
		}
	}
	for _, why := range r.Passed {
		fmt.Fprintf(w, "\n%s\n", cell(why))
	}
	return w.Flush()
}

var escapes = strings.NewReplacer("\\", "\\\\", "|", "\\|", "<", "&lt;", ">", "&gt;", "*", "\\*", "_", "\\_", "`", "\\`",
	"[", "\\[", "]", "\\]", "\n", " ", "\r", " ")

// cell writes a text as it is in a cell of a table (GitHub Flavored Markdown,
// 4.10 and 2.4).
func cell(text string) string { return escapes.Replace(text) }

// markup is a cell whose lines are kept apart.
func markup(text string) string {
	lines := strings.Split(text, "<br>")
	for i := range lines {
		lines[i] = cell(lines[i])
	}
	return strings.Join(lines, "<br>")
}
