package review

import (
	"slices"
	"strconv"
	"strings"

	"example.com/burin/generator/model"
)

// checked compares the schemas that values are held against, by their names. One
// that comes or goes is told by who refers to it.
func (c *comparer) checked(old, new []*model.Checked) {
	nothing := func(*model.Checked) {}
	pairs(old, new, func(one *model.Checked) string { return one.Name }, func(a, b *model.Checked) {
		if was, is := checksText(a.Checks), checksText(b.Checks); was != is {
			c.add("checked-changed", spot{of: "schema " + b.Name, old: a.Pos, new: b.Pos}, was, is)
		}
	}, nothing, nothing)
}

// checksText says in words what values are held against: to all, so that their order
// says nothing.
func checksText(checks []*model.Check) string {
	var texts []string
	for _, check := range checks {
		texts = append(texts, checkText(check))
	}
	slices.Sort(texts)
	return strings.Join(texts, ", ")
}

func checkText(check *model.Check) string {
	text := check.Keyword
	words := slices.Clone(check.Words)
	if slices.Contains([]string{model.Known, "required", "enum", "type"}, check.Keyword) {
		slices.Sort(words)
	}
	for _, word := range words {
		if check.Keyword != "enum" && check.Keyword != "const" {
			word = strconv.Quote(word)
		}
		text += " " + word
	}
	if check.Ref != nil {
		text += " " + check.Ref.Name
	}
	for _, of := range check.Of {
		text += " {" + checksText(of) + "}"
	}
	return text
}
