package review

import (
	"cmp"
	"reflect"
	"slices"
	"strings"
	"unicode"

	"example.com/burin/generator/model"
	"example.com/burin/generator/source"
)

// The sources beside the model's own comparison.
const (
	OASDiff = "oasdiff" // how requests and answers of OpenAPI changed
	APIDiff = "apidiff" // how the generated Go code changed
)

// Finding is what a source beside the model's comparison says.
type Finding struct {
	Source, Rule string
	Of, Text     string
	Old, New     source.Pos // where that is in the descriptions
	Names        []string   // what it names, beside that place
	Around       []string   // what it is of, as changes name it, the nearest first
	Breaks       Sides
	Reason       string // "" for none but that the source says so
	Proof        bool   // what it says of code is sure: it adds to the verdict of the model
}

// Second is a finding that says of a change what the model says too.
type Second struct{ Source, Rule, Text string }

// Merge joins what another source finds to the changes of the model, so that each
// change is told once. A finding belongs to a change at its place, or to one of what
// it names, or to one of the node around its place, or of its operation; of several
// to the one whose rule is the most like its own. What belongs to none is a change by
// itself, but for what breaks nobody: the model knows that as far as it is news.
func Merge(changes []Change, findings []Finding, old, new *model.API) []Change {
	m := &merger{changes: changes, known: len(changes), oldNodes: places(old), newNodes: places(new)}
	for _, f := range findings {
		if i, ok := m.find(f); ok {
			m.changes[i].second(f)
		} else if f.Breaks != Nobody {
			m.alone(f)
		}
	}
	Sort(m.changes)
	return m.changes
}

// second notes that a finding says the same.
func (c *Change) second(f Finding) {
	one := Second{f.Source, f.Rule, f.Text}
	if slices.ContainsFunc(c.Seconds, func(s Second) bool { return s.Rule == one.Rule && (s.Text == one.Text || s.Source == OASDiff) }) {
		return
	}
	c.Seconds = append(c.Seconds, one)
	if f.Proof && f.Breaks&^c.Breaks != 0 {
		c.Breaks |= f.Breaks
		c.Reason += "; Go says " + f.Text
	}
}

type merger struct {
	changes            []Change
	known              int // how many of them are the model's
	oldNodes, newNodes []source.Pos
}

// alone records what no change of the model says, unless it has been.
func (m *merger) alone(f Finding) {
	c := Change{
		Rule: f.Source + "/" + f.Rule, Of: f.Of, Title: f.Text, Old: f.Old, New: f.New,
		Breaks: f.Breaks, Reason: cmp.Or(f.Reason, f.Source+" alone says so"), Source: f.Source,
	}
	if !slices.ContainsFunc(m.changes[m.known:], func(d Change) bool {
		return d.Rule == c.Rule && d.Old == c.Old && d.New == c.New && (d.Title == c.Title || f.Source == OASDiff)
	}) {
		m.changes = append(m.changes, c)
	}
}

// find gives the change that a finding belongs to.
func (m *merger) find(f Finding) (int, bool) {
	for _, belongs := range []func(Change) bool{
		func(c Change) bool { return same(c.Old, f.Old) || same(c.New, f.New) },
		func(c Change) bool {
			return slices.Contains(f.Names, last(c.Of)) && (f.Proof || alike(c.Rule, f.Rule) > 0)
		},
		func(c Change) bool {
			return same(c.Old, around(m.oldNodes, f.Old)) || same(c.New, around(m.newNodes, f.New))
		},
	} {
		if best, found := m.best(f, belongs); found {
			return best, true
		}
	}
	for _, name := range f.Around {
		if best, found := m.best(f, func(c Change) bool { return c.Of == name || strings.HasPrefix(c.Of, name+",") }); found {
			return best, true
		}
	}
	if best, found := m.best(f, func(c Change) bool { return slices.Contains(f.Names, last(c.Of)) && c.Breaks&f.Breaks != 0 }); found {
		return best, true
	}
	return m.best(f, func(c Change) bool { return f.Proof && c.Breaks&f.Breaks != 0 && heldIn(c.Was, f.Around) })
}

// heldIn reports whether a type of those that a finding is of stands in what was there:
// where nothing holds it any more, Go has no use of it either.
func heldIn(was string, around []string) bool {
	held := strings.FieldsFunc(was, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '_' && r != '.' })
	return slices.ContainsFunc(around, func(name string) bool {
		t, ok := strings.CutPrefix(name, "type ")
		return ok && slices.Contains(held, t)
	})
}

// best is the change that is the most like a finding, of those that it may belong to.
func (m *merger) best(f Finding, belongs func(Change) bool) (best int, found bool) {
	for i, c := range m.changes[:m.known] {
		if belongs(c) && !(f.Proof && silent(c)) && (!found || better(c, m.changes[best], f)) {
			best, found = i, true
		}
	}
	return best, found
}

// silent reports whether a change is of words alone, which no code follows from.
func silent(c Change) bool {
	return strings.HasPrefix(c.Rule, "doc-") || strings.HasPrefix(c.Rule, "deprecat") || strings.HasPrefix(c.Rule, "api-")
}

// better reports whether a change is more like a finding than another one is. What is
// sure to break code belongs to what is said to.
func better(c, than Change, f Finding) bool {
	if a, b := c.Breaks&f.Breaks != 0, than.Breaks&f.Breaks != 0; f.Proof && a != b {
		return a
	}
	return cmp.Or(cmp.Compare(alike(c.Rule, f.Rule), alike(than.Rule, f.Rule)), cmp.Compare(rank(than), rank(c))) > 0
}

// synonyms are words of other sources for those of the rules.
var synonyms = map[string]string{
	"unset": "loosened", "increased": "changed", "decreased": "changed", "max": "maximum", "min": "minimum",
	"new": "added", "deleted": "removed", "enum": "member", "became": "changed", "specialized": "narrowed", "generalized": "widened",
}

// alike counts the words that the names of two rules share.
func alike(rule, other string) (n int) {
	words := strings.Split(rule, "-")
	for _, word := range strings.Split(other, "-") {
		if slices.Contains(words, word) || slices.Contains(words, synonyms[word]) {
			n++
		}
	}
	return n
}

// last is the innermost name of what changed.
func last(of string) string { return of[strings.LastIndexAny(of, " ./")+1:] }

func same(a, b source.Pos) bool { return a.Line > 0 && a.Line == b.Line && a.File == b.File }

// around is the last node that begins before a place.
func around(nodes []source.Pos, p source.Pos) source.Pos {
	at, found := slices.BinarySearchFunc(nodes, p, source.Pos.Compare)
	if found {
		return nodes[at]
	}
	if p.Line == 0 || at == 0 || nodes[at-1].File != p.File {
		return source.Pos{}
	}
	return nodes[at-1]
}

// places are where the nodes of a description begin, in order.
func places(api *model.API) []source.Pos {
	seen, list := map[any]bool{}, []source.Pos{}
	var walk func(reflect.Value)
	walk = func(v reflect.Value) {
		switch v.Kind() {
		case reflect.Pointer:
			if !v.IsNil() && !seen[v.Interface()] {
				seen[v.Interface()] = true
				walk(v.Elem())
			}
		case reflect.Slice:
			for i := range v.Len() {
				walk(v.Index(i))
			}
		case reflect.Struct:
			if pos, ok := v.Interface().(source.Pos); ok {
				list = append(list, pos)
				return
			}
			for i := range v.NumField() {
				walk(v.Field(i))
			}
		}
	}
	walk(reflect.ValueOf(api))
	slices.SortFunc(list, source.Pos.Compare)
	return slices.Compact(list)
}
