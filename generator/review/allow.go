package review

import (
	"strings"
	"time"

	"go.yaml.in/yaml/v4"

	"example.com/burin/generator/selection"
	"example.com/burin/generator/source"
)

// Allowance lets changes pass for a reason, until a day.
type Allowance struct {
	Pos    source.Pos
	Rule   selection.Glob // of the ids of rules
	Of     selection.Glob // of what changed
	Reason string
	Until  time.Time // the last day that it holds
	Used   bool      // a change has passed by it
}

// Allowances is an allow-list.
type Allowances []*Allowance

// Expired lists the entries whose day has passed.
func (a Allowances) Expired(today time.Time) (list Allowances) {
	for _, entry := range a {
		if entry.expired(today) {
			list = append(list, entry)
		}
	}
	return list
}

// Unused lists the entries that no change passed by.
func (a Allowances) Unused() (list Allowances) {
	for _, entry := range a {
		if !entry.Used {
			list = append(list, entry)
		}
	}
	return list
}

func (a *Allowance) expired(today time.Time) bool {
	return !today.Before(a.Until.AddDate(0, 0, 1))
}

// Apply lets the changes pass that the list has an entry for, and sorts them
// anew.
func (a Allowances) Apply(changes []Change, today time.Time) {
	for i := range changes {
		for _, entry := range a {
			if changes[i].Breaks != Nobody && !entry.expired(today) && entry.Rule.Match(changes[i].Rule) && entry.Of.Match(changes[i].Of) {
				changes[i].Entry, entry.Used = entry, true
				break
			}
		}
	}
	Sort(changes)
}

// ParseAllowances reads an allow-list:
//
//	allow:
//	  - rule: property-removed
//	    of: property pet.*
//	    reason: no client reads it, see the ticket
//	    until: 2027-01-31
//
// The error is a source.Faults that lists everything wrong.
func ParseAllowances(file string, data []byte) (Allowances, error) {
	r := &allowReader{file: file}
	var root yaml.Node
	if err := yaml.Unmarshal(data, &root); err != nil {
		r.faults.Add(source.Pos{File: file}, "this is not YAML: %v", err)
		return nil, r.faults.Err()
	}
	if len(root.Content) == 0 {
		return nil, nil
	}
	list := r.list(root.Content[0])
	return list, r.faults.Err()
}

type allowReader struct {
	file   string
	faults source.Faults
}

func (r *allowReader) fault(n *yaml.Node, format string, args ...any) {
	r.faults.Add(source.Pos{File: r.file, Line: n.Line, Column: n.Column}, format, args...)
}

func (r *allowReader) list(n *yaml.Node) (list Allowances) {
	if n.Kind != yaml.MappingNode || len(n.Content) != 2 || n.Content[0].Value != "allow" || n.Content[1].Kind != yaml.SequenceNode {
		r.fault(n, "an allow-list is one key, allow, with a list of entries")
		return nil
	}
	for _, entry := range n.Content[1].Content {
		if a := r.entry(entry); a != nil {
			list = append(list, a)
		}
	}
	return list
}

func (r *allowReader) entry(n *yaml.Node) *Allowance {
	if n.Kind != yaml.MappingNode {
		r.fault(n, "an entry has the keys rule, of, reason and until")
		return nil
	}
	values := map[string]*yaml.Node{}
	for i := 0; i < len(n.Content); i += 2 {
		key := n.Content[i]
		switch key.Value {
		case "rule", "of", "reason", "until":
			values[key.Value] = n.Content[i+1]
		default:
			r.fault(key, "unknown key %q: an entry has the keys rule, of, reason and until", key.Value)
		}
	}
	a := &Allowance{Pos: source.Pos{File: r.file, Line: n.Line, Column: n.Column}}
	a.Rule = r.glob(n, values["rule"], "rule")
	a.Of = r.glob(n, values["of"], "of")
	r.known(values["rule"], a.Rule)
	if reason := values["reason"]; reason == nil || reason.Value == "" {
		r.fault(n, "reason is missing: say why the change may pass")
	} else {
		a.Reason = reason.Value
	}
	a.Until = r.day(n, values["until"])
	return a
}

func (r *allowReader) glob(entry, value *yaml.Node, key string) selection.Glob {
	if value == nil {
		r.fault(entry, "%s is missing: write a glob, or '*'", key)
		return selection.Glob{}
	}
	glob, err := selection.Name(source.Pos{}, value.Value)
	if err != nil {
		r.fault(value, "%v", err)
	}
	return glob
}

// known finds fault with a glob that no rule is called by. The rules of other sources
// are theirs to name.
func (r *allowReader) known(n *yaml.Node, glob selection.Glob) {
	if n == nil || n.Value == "" || strings.HasPrefix(n.Value, OASDiff+"/") || strings.HasPrefix(n.Value, APIDiff+"/") {
		return
	}
	names := ruleNames()
	for _, name := range names {
		if glob.Match(name) {
			return
		}
	}
	advice := "burin diff --rules lists them"
	if near := source.Nearest(n.Value, names); near != "" {
		advice = "did you mean " + near + "?"
	}
	r.fault(n, "no rule is called %q: %s", n.Value, advice)
}

func (r *allowReader) day(entry, value *yaml.Node) time.Time {
	if value == nil {
		r.fault(entry, "until is missing: write the last day on which the change may pass, such as 2027-01-31")
		return time.Time{}
	}
	day, err := time.Parse(time.DateOnly, value.Value)
	if err != nil {
		r.fault(value, "until is no day such as 2027-01-31")
	}
	return day
}
