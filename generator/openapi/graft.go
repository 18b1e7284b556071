package openapi

import (
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// bring makes a reference one to this tree: what stands in another file is copied
// to where it can be referred to. It says whether there is such a thing.
func (l *linter) bring(r reference) bool {
	if l.isHere(r.ref) {
		return true
	}
	found := l.locate(r)
	switch {
	case found == nil:
		return false
	case found.top() == l.root:
		r.ref.text = "#" + escapePointer(found.pointer())
		return true
	case l.isComponent(r.from, r.def) && len(r.from.members) == 1 && l.documents.taken[graft{found, r.def.section}] == nil:
		l.become(r, found)
		return false
	}
	component := l.graft(found, r)
	r.ref.text = "#" + escapePointer(component.pointer())
	return true
}

// isHere says whether a reference is a JSON Pointer into the main file.
func (l *linter) isHere(ref *node) bool {
	home, _ := l.documents.home(ref)
	return home == l.root && strings.HasPrefix(ref.text, "#") && (!l.is31 || ref.text == "#" || ref.text[1] == '/' || ref.text[1] == '%')
}

// top is the root of the tree that a value stands in.
func (n *node) top() *node {
	for n.parent != nil {
		n = n.parent
	}
	return n
}

// escapePointer writes a JSON Pointer as the fragment of a URI has it (RFC 6901,
// section 6).
func escapePointer(pointer string) string { return strings.ReplaceAll(pointer, "%", "%25") }

// isComponent says whether a value is a component of this tree.
func (l *linter) isComponent(n *node, d *definition) bool {
	return d.section != "" && n.parent != nil && n.parent == l.root.find("components", d.section)
}

// become has a component that does no more than refer to another file be what it
// refers to.
func (l *linter) become(r reference, found *node) {
	l.documents.taken[graft{found, r.def.section}] = r.from
	from := r.from
	key, parent := from.key, from.parent
	*from = *found.copy(parent)
	from.key = key
	for _, member := range from.members {
		member.parent = from
	}
	from.trim()
	l.value(from, &shape{kind: anObjectOrRef, name: r.def.name})
}

// graft copies a value of another file into the components, once.
func (l *linter) graft(found *node, r reference) *node {
	at := graft{found, r.def.section}
	if component := l.documents.taken[at]; component != nil {
		return component
	}
	section := l.section(r.def.section)
	component := found.copy(section)
	component.key = l.freeName(section, found, r.ref)
	l.documents.taken[at] = component
	section.append(component)
	component.trim()
	l.value(component, &shape{kind: anObjectOrRef, name: r.def.name})
	return component
}

// section finds a part of the components, or makes it.
func (l *linter) section(name string) *node {
	n := l.root
	for _, key := range []string{"components", name} {
		next := n.get(key)
		if next == nil || next.kind != object {
			next = &node{kind: object, pos: l.root.pos, key: key, parent: n}
			if key == "components" {
				next.def = definitionOf("Components")
			}
			n.append(next)
		}
		n = next
	}
	return n
}

var notInName = regexp.MustCompile(`[^a-zA-Z0-9._-]+`)

// freeName is what a component made of another file's value is called: by its key,
// or by the file where it is the whole of it; by both where that is taken.
func (l *linter) freeName(section, found, ref *node) string {
	file := l.file(found)
	stem := strings.TrimSuffix(path.Base(file), path.Ext(file))
	folder := path.Base(path.Dir(file))
	names := []string{found.key, stem + "_" + found.key}
	if found.parent == nil || found.parent.kind == array || found.key == "schema" {
		names = []string{stem, folder + "_" + stem}
	}
	for i := 2; ; i++ {
		for _, name := range names {
			name = notInName.ReplaceAllString(name, "_")
			if section.get(name) == nil {
				return name
			}
		}
		names = []string{names[0] + "_" + strconv.Itoa(i)}
	}
}

// copy makes a copy of a value with all in it, which knows what it is a copy of.
func (n *node) copy(parent *node) *node {
	copied := &node{kind: n.kind, text: n.text, pos: n.pos, key: n.key, keyPos: n.keyPos, parent: parent, copied: n}
	copied.members = make([]*node, len(n.members))
	for i, member := range n.members {
		copied.members[i] = member.copy(copied)
	}
	return copied
}

// trim takes from a schema that is a file what says where it is at home, and the
// schemas that it only holds for others.
func (n *node) trim() {
	if n.copied.parent != nil {
		return
	}
	n.members = slices.DeleteFunc(n.members, func(member *node) bool {
		return slices.Contains([]string{"$schema", "$id", "id", "definitions", "$defs"}, member.key)
	})
}

// inline puts what a Path Item Object refers to in its place, since no component
// can hold it in 3.0 and its path is told by where it stands. Of fields in both
// those beside the reference stay (section 4.8.9.1 leaves it open).
func (l *linter) inline(r reference) {
	found := l.locate(r)
	switch {
	case found == nil:
		r.ref.cut = true
		return
	case found.kind != object:
		l.add(r.ref, r.ref.pos, "%s is %s, and a Path Item Object is needed here", quoted(r.ref.text), found.kind)
		r.ref.cut = true
		return
	case r.depth == maxHops || found == r.from:
		l.add(r.ref, r.ref.pos, "this reference leads back to itself: let one of them hold what is meant")
		r.ref.cut = true
		return
	}
	from := r.from
	from.members = slices.DeleteFunc(from.members, func(member *node) bool { return member == r.ref })
	from.names = nil
	if from.def == nil {
		from.def = r.def
		l.seen = append(l.seen, from)
	}
	for _, member := range found.members {
		if from.get(member.key) != nil {
			continue
		}
		copied := member.copy(from)
		from.append(copied)
		switch f := r.def.field(member.key); {
		case member.key == "$ref":
			l.references = append(l.references, reference{from: from, ref: copied, def: r.def, depth: r.depth + 1})
		default:
			l.member(from, copied, f)
		}
	}
}
