package openapi

import (
	"regexp"
	"slices"

	"github.com/theory/jsonpath"

	"example.com/burin/generator/source"
)

// overlayObjects are those of the Overlay Specification 1.0.0, section 4.4.
var overlayObjects = []definition{
	{
		name: "Overlay",
		fields: []field{
			{name: "overlay", is: stringValue, required: true},
			{name: "info", is: objectOf("Info"), required: true},
			{name: "extends", is: stringValue},
			{name: "actions", is: listOf(objectOf("Action")), required: true},
		},
	},
	{
		name: "Action",
		fields: []field{
			{name: "target", is: stringValue, required: true},
			{name: "description", is: stringValue},
			{name: "update", is: anyJSON},
			{name: "remove", is: booleanValue},
		},
	},
}

var overlayVersions = regexp.MustCompile(`^1\.0\.\d+$`)

// overlay is a file of changes to a description.
type overlay struct {
	*linter // of the file itself
	target  *node
}

// applyOverlays makes the changes of each file to a description, in their order.
// It notes changes that have nothing to change.
func applyOverlays(target *node, files []string, read func(string) ([]byte, error)) *linter {
	all := &linter{}
	for _, file := range files {
		data, err := read(file)
		if err != nil {
			all.faults.Add(source.Pos{File: file}, "the overlay cannot be read: %v", cause(err))
			continue
		}
		root, start, faults := readNodes(file, data)
		o := &overlay{&linter{root: root}, target}
		o.faults = faults
		switch {
		case root == nil && len(faults) == 0:
			o.faults.Add(start, "the file is empty: write an overlay")
		case root != nil && o.readable():
			o.apply()
		}
		all.faults = append(all.faults, o.faults...)
		all.notes = append(all.notes, o.notes...)
	}
	return all
}

// readable holds the file against the tables.
func (o *overlay) readable() bool {
	o.object(o.root, definitionOf("Overlay"))
	if version := o.root.get("overlay"); version != nil && version.kind == text && !overlayVersions.MatchString(version.text) {
		o.add(version, version.pos, "Overlay %s is not read: write 1.0.0", version.text)
	}
	return !o.invalid()
}

// apply takes the actions in turn, each on what those before it made (section
// 4.4.3.1).
func (o *overlay) apply() {
	for _, action := range o.root.get("actions").list() {
		at := action.get("target")
		path, err := jsonpath.Parse(at.text)
		if err != nil {
			o.add(at, at.pos, "this is no JSONPath of RFC 9535: %s", oneLine(err.Error()))
			continue
		}
		selected := path.SelectLocated(o.target.value())
		selected.Sort()
		var nodes []*node
		for where := range selected.Paths() {
			n := o.target
			if pointer := where.Pointer(); pointer != "" {
				n, _ = n.point(pointer)
			}
			nodes = append(nodes, n)
		}
		if len(nodes) == 0 {
			o.note(at.pos, "this selects nothing of the description")
		}
		for _, n := range nodes {
			o.change(n, action)
		}
	}
}

// change removes or updates one value.
func (o *overlay) change(n, action *node) {
	update := action.get("update")
	switch {
	case action.isTrue("remove") && n.parent == nil:
		o.add(action, action.get("remove").place(), "the description as a whole cannot be removed: name a part of it as target")
	case action.isTrue("remove"):
		n.parent.drop(n)
	case update == nil:
	case n.kind != object && n.kind != array:
		at := action.get("target")
		o.add(at, at.pos, "this selects %s, and only objects and arrays can be updated: select what it stands in", n.kind)
	case n.kind == object && update.kind != object:
		o.add(update, update.place(), "the update of an object has to be an object, and is %s", update.kind)
	default:
		n.update(update)
	}
}

// drop takes a member out.
func (n *node) drop(member *node) {
	n.members = slices.DeleteFunc(n.members, func(other *node) bool { return other == member })
	n.names = nil
}

// update merges a value into an object, field by field, or adds to an array.
func (n *node) update(by *node) {
	if n.kind == array {
		added := []*node{by}
		if by.kind == array {
			added = by.members
		}
		for _, item := range added {
			item = item.fresh(n)
			item.key, item.keyPos = "", source.Pos{}
			n.append(item)
		}
		return
	}
	for _, member := range by.members {
		switch old := n.get(member.key); {
		case old == nil:
			n.append(member.fresh(n))
		case old.kind == member.kind && (old.kind == object || old.kind == array):
			old.update(member)
		default:
			*old = *member.fresh(n)
			for _, inner := range old.members {
				inner.parent = old
			}
		}
	}
}

// fresh makes a copy of a value that is at home where it is put.
func (n *node) fresh(parent *node) *node {
	made := n.copy(parent)
	made.settleIn()
	return made
}

func (n *node) settleIn() {
	n.copied = nil
	for _, member := range n.members {
		member.settleIn()
	}
}
