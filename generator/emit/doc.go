package emit

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/dave/jennifer/jen"

	"example.com/burin/generator/model"
)

// docWidth is where comments are wrapped, without indentation and slashes.
const docWidth = 77

// comment writes the documentation of a declaration called name.
func comment(name string, doc model.Doc) *jen.Statement {
	return commentOf(docText(name, doc, sentence))
}

// typeComment writes the documentation of a type. One without any is told by
// the description's name, where that is not the Go name already.
func typeComment(name string, t *model.Type) *jen.Statement {
	doc := t.Doc
	if doc.Summary == "" && doc.Description == "" && !strings.EqualFold(name, t.Name) {
		doc.Summary = name + " is the description's " + t.Name + "."
	}
	return comment(name, doc)
}

// propertyComment writes the documentation of a property; where it has none of
// its own, its type's.
func propertyComment(p *model.Property) *jen.Statement {
	doc := p.Doc
	if s := p.Schema; doc.Summary == "" && doc.Description == "" && s.Kind == model.Named {
		doc.Summary, doc.Description = s.Type.Doc.Summary, s.Type.Doc.Description
	}
	if p.Access == model.CreateOnly {
		doc.Description = strings.TrimPrefix(doc.Description+"\n\nIt can be set on creation alone.", "\n\n")
	}
	return comment("", doc)
}

// operationComment writes the documentation of an operation's method.
func operationComment(name string, o *model.Operation, doc model.Doc) *jen.Statement {
	if doc.Summary == "" && doc.Description == "" {
		doc.Summary = name + " is " + o.Method + " " + o.PathSpec + "."
	}
	return commentOf(docText(name, doc, action))
}

func commentOf(text string) *jen.Statement {
	if text == "" {
		return jen.Null()
	}
	lines := strings.Split(wrap(text), "\n")
	for i, line := range lines {
		lines[i] = strings.TrimRight("// "+line, " ")
	}
	return jen.Id(strings.Join(lines, "\n")).Line()
}

// docText is the comment's text: a sentence about name, as begin begins it, the
// rest of what the description says, its link, and its deprecation.
func docText(name string, doc model.Doc, begin func(name, text string) string) string {
	var parts []string
	lead, rest := doc.Summary, doc.Description
	if lead == "" {
		lead, rest = doc.Description, ""
	}
	if lead = strings.TrimSpace(lead); lead != "" {
		parts = append(parts, begin(name, lead))
	}
	if rest = strings.TrimSpace(rest); rest != "" && rest != lead {
		parts = append(parts, rest)
	}
	if doc.LinkURL != "" {
		link := doc.LinkURL
		if doc.LinkText != "" {
			link = doc.LinkText + ": " + link
		}
		parts = append(parts, link)
	}
	if doc.Deprecated {
		parts = append(parts, deprecated(doc.Deprecation))
	}
	return strings.Join(parts, "\n\n")
}

// deprecated is the paragraph by which Go's tools know what is deprecated, with
// what the description says of it.
func deprecated(d *model.Deprecation) string {
	if d == nil {
		return "Deprecated: the description says so."
	}
	text := "Deprecated: the description says so."
	if words := strings.Fields(d.Text); len(words) > 0 {
		text = "Deprecated: " + strings.Join(words, " ")
	}
	if d.Since != "" {
		text += " Since " + d.Since + "."
	}
	if d.Removal != "" {
		text += " To be removed on " + d.Removal + "."
	}
	return text
}

// sentence begins text with name, as Go's documentation does.
func sentence(name, text string) string {
	if name == "" || strings.HasPrefix(text, name+" ") {
		return text
	}
	first, rest, _ := strings.Cut(text, " ")
	switch strings.ToLower(first) {
	case "a", "an", "the", "what", "how", "where", "whether", "when", "one":
		return name + " is " + lower(text)
	}
	return name + ": " + first + " " + rest
}

// action begins text, which says what an operation does, with its name.
func action(name, text string) string {
	first, rest, _ := strings.Cut(text, " ")
	switch {
	case first == name:
		return text
	case strings.HasPrefix(name, first) && rest != "":
		return name + " " + thirdPerson(strings.ToLower(first)) + " " + rest
	case strings.HasSuffix(first, "s") && rest != "" && lower(first) != first:
		return name + " " + lower(text)
	}
	return sentence(name, text)
}

// thirdPerson is a verb as it follows a name: create, creates.
func thirdPerson(verb string) string {
	switch {
	case strings.HasSuffix(verb, "y") && !strings.ContainsAny(verb[max(0, len(verb)-2):len(verb)-1], "aeiou"):
		return strings.TrimSuffix(verb, "y") + "ies"
	case strings.HasSuffix(verb, "s"), strings.HasSuffix(verb, "x"), strings.HasSuffix(verb, "ch"), strings.HasSuffix(verb, "sh"):
		return verb + "es"
	}
	return verb + "s"
}

// lower writes text with its first letter small, unless it starts a word in capitals.
func lower(text string) string {
	r, size := utf8.DecodeRuneInString(text)
	if next, _ := utf8.DecodeRuneInString(text[size:]); unicode.IsUpper(next) {
		return text
	}
	return string(unicode.ToLower(r)) + text[size:]
}

// wrap breaks paragraphs into lines of docWidth. Lines that begin with space
// or a list's mark start a line of their own.
func wrap(text string) string {
	var out []string
	line := ""
	flush := func() {
		if line != "" {
			out = append(out, line)
			line = ""
		}
	}
	for raw := range strings.SplitSeq(strings.Map(visible, text), "\n") {
		trimmed := strings.TrimSpace(raw)
		if trimmed == "" {
			flush()
			if len(out) > 0 && out[len(out)-1] != "" {
				out = append(out, "")
			}
			continue
		}
		hanging := ""
		if isListItem(trimmed) {
			flush()
			hanging = "    "
			trimmed = "  - " + strings.TrimSpace(trimmed[1:])
		}
		for i, word := range strings.Fields(trimmed) {
			if i == 0 && hanging != "" {
				word = "  " + word
			}
			switch {
			case line == "":
				line = word
			case len(line)+1+len(word) > docWidth:
				flush()
				line = hanging + word
			default:
				line += " " + word
			}
		}
	}
	flush()
	return strings.Join(out, "\n")
}

// visible drops what a reader does not see: some of it Go refuses in its source (Go
// specification, Source code representation), and some has text read in another
// order than it stands in.
func visible(r rune) rune {
	if r != '\n' && r != '\t' && unicode.IsControl(r) || r == '\uFEFF' || unicode.Is(unicode.Bidi_Control, r) {
		return -1
	}
	return r
}

func isListItem(line string) bool {
	return strings.HasPrefix(line, "- ") || strings.HasPrefix(line, "* ")
}
