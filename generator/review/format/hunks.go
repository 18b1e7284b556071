package format

import "strings"

// How much of the code a change shows: of declarations, and of lines of each.
const (
	mostDeclarations = 4
	mostLines        = 24
)

// codeHunks are the Go code of a change, before and after; none where it has none. A
// line that the other side lacks is marked.
func codeHunks(old, new []Code) []hunk {
	if len(old) == 0 && len(new) == 0 {
		return nil
	}
	return []hunk{
		codeHunk("Go, old", "It was not there.", old, linesOf(new)),
		codeHunk("Go, new", "It is no more.", new, linesOf(old)),
	}
}

func codeHunk(title, nothing string, code []Code, other map[string]bool) hunk {
	h := hunk{Title: title, Nothing: nothing}
	for i, c := range code {
		if i == mostDeclarations {
			h.Lines = append(h.Lines, line{Text: "…"})
			break
		}
		h.Lines = append(h.Lines, line{Text: "// " + c.File})
		for n, text := range strings.Split(c.Text, "\n") {
			if n == mostLines {
				h.Lines = append(h.Lines, line{Text: "\t…"})
				break
			}
			h.Lines = append(h.Lines, line{c.Line + n, cut(text), !other[strings.TrimSpace(text)]})
		}
	}
	return h
}

func linesOf(code []Code) map[string]bool {
	lines := map[string]bool{}
	for _, c := range code {
		for _, text := range strings.Split(c.Text, "\n") {
			lines[strings.TrimSpace(text)] = true
		}
	}
	return lines
}
