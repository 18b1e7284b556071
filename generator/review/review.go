// Package review compares two descriptions: what changed, where, and whom that
// breaks. It knows the model alone; the verdicts are data, one rule a line, in
// rules.go. A field of the model that no rule knows is reported as it stands.
package review

import (
	"cmp"
	"slices"
	"strings"

	"example.com/burin/generator/model"
	"example.com/burin/generator/source"
)

// Sides are those whom a change breaks.
type Sides uint8

// The sides. Code breaks where it was written for the old package and does not
// compile with the new one. A client breaks at run time where a request that
// was right is refused, or an answer is not what its program counts on. A
// server breaks at run time where its code, compiled anew as it is, no longer
// does what the description says.
const (
	ClientCode Sides = 1 << iota
	ClientRun
	ServerCode
	ServerRun

	Nobody Sides = 0
)

// sideNames are the sides in the order in which they are told.
var sideNames = []struct {
	side Sides
	name string
}{
	{ClientCode, "client code"}, {ClientRun, "client at run time"},
	{ServerCode, "server code"}, {ServerRun, "server at run time"},
}

// Names lists the sides in words.
func (s Sides) Names() []string {
	names := []string{}
	for _, one := range sideNames {
		if s&one.side != 0 {
			names = append(names, one.name)
		}
	}
	return names
}

// String gives the sides in words.
func (s Sides) String() string {
	if s == Nobody {
		return "nobody"
	}
	return strings.Join(s.Names(), ", ")
}

// Use says in which direction values of a type travel.
type Use uint8

// The directions.
const (
	Request Use = 1 << iota
	Response
)

// Change is one difference between two descriptions.
type Change struct {
	Rule    string // its id in the table of rules
	Of      string // what changed, such as "property pet.name"
	Title   string
	Old     source.Pos // zero where it was not there
	New     source.Pos // zero where it is no more
	Was     string
	Is      string
	Breaks  Sides
	Reason  string
	Spec    string   // the section that says so; "" where none does
	Source  string   // who found it first
	Seconds []Second // what the other sources say of it
	Entry   *Allowance
}

// Breaking reports whether the change breaks anybody, and nobody allowed it.
func (c Change) Breaking() bool { return c.Breaks != Nobody && c.Entry == nil }

// Place is where to look: in the new description, else in the old one.
func (c Change) Place() source.Pos {
	if c.New != (source.Pos{}) {
		return c.New
	}
	return c.Old
}

// Options say what the comparison cannot know of itself.
type Options struct {
	// Optional reports whether the Go field of a property is an optional value.
	Optional func(*model.Property) bool
}

// Model is the source of the changes that Compare finds.
const Model = "model"

// Compare gives every change from one description to another, those that break
// somebody first, and else in the order of the new description, with what is no
// more after it in the order of the old one.
func Compare(old, new *model.API, options Options) []Change {
	key := keysOf(old, new)
	c := &comparer{options: options, key: key, keys: keyOf(old, new), methods: [2]map[string]methods{methodsOf(old, key), methodsOf(new, key)}, uses: shared(usesOf(old, key), usesOf(new, key))}
	c.api(old, new)
	Sort(c.changes)
	return c.changes
}

// Sort puts what breaks first and keeps the order of the rest.
func Sort(changes []Change) {
	slices.SortStableFunc(changes, func(a, b Change) int {
		return cmp.Or(cmp.Compare(rank(a), rank(b)), cmp.Compare(gone(a), gone(b)), a.Place().Compare(b.Place()))
	})
}

// Keep leaves the given sides alone in the verdicts: a package that has no server
// breaks nobody's.
func Keep(changes []Change, sides Sides) {
	for i := range changes {
		changes[i].Breaks &= sides
	}
	Sort(changes)
}

// rank is which group a change belongs to.
func rank(c Change) int {
	switch {
	case c.Breaking():
		return 0
	case c.Breaks != Nobody:
		return 1
	}
	return 2
}

func gone(c Change) int {
	if c.New == (source.Pos{}) {
		return 1
	}
	return 0
}

// comparer gathers the changes.
type comparer struct {
	options Options
	key     func(*model.Type) string
	keys    func(*model.Type) string // the same, but for types that were renamed
	uses    map[string]Use           // of types, by key
	methods [2]map[string]methods    // of request builders, old and new, by the key of their type
	changes []Change
}

// spot is two nodes held against each other: what they are called, where they
// stand, and in which direction their values travel.
type spot struct {
	of       string
	old, new source.Pos
	use      Use
}

// within is a part of a spot's nodes.
func (s spot) within(part string, old, new source.Pos) spot {
	s.of += part
	s.old, s.new = old, new
	return s
}

// add records a change by the rule that decides whom it breaks.
func (c *comparer) add(id string, s spot, was, is string) {
	rule, ok := ruleOf[id]
	if !ok {
		rule = ruleOf["unknown-changed"]
		rule.title = strings.ReplaceAll(id, "-", " ")
	}
	c.changes = append(c.changes, Change{
		Rule: rule.id, Of: s.of, Title: rule.title, Old: s.old, New: s.new, Was: was, Is: is,
		Breaks: rule.verdict(s.use), Reason: rule.reason, Spec: rule.spec, Source: Model,
	})
}

// added records a node that was not there.
func (c *comparer) added(id string, s spot, pos source.Pos, is string) {
	s.old, s.new = source.Pos{}, pos
	c.add(id, s, "", is)
}

// removed records a node that is no more.
func (c *comparer) removed(id string, s spot, pos source.Pos, was string) {
	s.old, s.new = pos, source.Pos{}
	c.add(id, s, was, "")
}

// pairs matches the elements of two lists by key, in the order of the new one
// with those that are no more at the end. A key that repeats is matched in order.
func pairs[T any](old, new []T, key func(T) string, both func(a, b T), added, removed func(T)) {
	left := map[string][]T{}
	for _, one := range old {
		left[key(one)] = append(left[key(one)], one)
	}
	taken := map[string]int{}
	for _, one := range new {
		k := key(one)
		if n := taken[k]; n < len(left[k]) {
			taken[k]++
			both(left[k][n], one)
		} else {
			added(one)
		}
	}
	seen := map[string]int{}
	for _, one := range old {
		k := key(one)
		if seen[k]++; seen[k] > taken[k] {
			removed(one)
		}
	}
}
