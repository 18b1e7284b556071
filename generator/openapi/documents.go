package openapi

import (
	"net/url"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// maxFiles is how many files a description may consist of.
const maxFiles = 10_000

// documents holds the files that a description consists of, as they were read.
// What one refers to in another is copied into the tree of the main file, so that
// the stages after the linter know of one tree alone.
type documents struct {
	read  func(path string) ([]byte, error)
	roots map[string]*node // by path; nil for a file that cannot be read
	paths map[*node]string // of the roots
	order []string         // the paths, the main file's first
	ids   map[string]*node // schemas by the address that they give themselves
	homes map[*node]string // the address of each of those
	bound map[string]int   // how many schemas have a $dynamicAnchor, by its name
	taken map[graft]*node  // what has been copied, by where from
}

// graft is a value of another file as an object of the specification.
type graft struct {
	of      *node
	section string
}

func newDocuments(file string, root *node, read func(string) ([]byte, error)) *documents {
	d := &documents{read: read, roots: map[string]*node{}, paths: map[*node]string{},
		ids: map[string]*node{}, homes: map[*node]string{}, bound: map[string]int{}, taken: map[graft]*node{}}
	d.add(beside(file, path.Base(filepath.ToSlash(file))), root)
	return d
}

func (d *documents) add(name string, root *node) {
	d.roots[name] = root
	d.order = append(d.order, name)
	if root != nil {
		d.paths[root] = name
	}
}

// beside gives the path of a file that another one names by its way from there.
// What stands before a colon is kept: a drive, or a revision.
func beside(file, name string) string {
	file = filepath.ToSlash(file)
	before := strings.LastIndexByte(file, ':') + 1
	return file[:before] + path.Join(path.Dir(file[before:]), name)
}

// open reads a file, once; nil where it cannot be read.
func (l *linter) open(name string, r reference) *node {
	d := l.documents
	if root, known := d.roots[name]; known {
		if root == nil {
			r.ref.blame()
		}
		return root
	}
	if len(d.order) == maxFiles {
		l.add(r.ref, r.ref.pos, "the description consists of more than %d files: refer to fewer", maxFiles)
		return nil
	}
	data, err := d.read(name)
	if err != nil {
		hint := l.meant(r)
		if hint == "" {
			hint = ": write the path from this file"
		}
		l.add(r.ref, r.ref.pos, "the file %s cannot be read (%v)%s", quoted(name), cause(err), hint)
		return nil
	}
	root, start, faults := readNodes(name, data)
	l.faults = append(l.faults, faults...)
	if root == nil && len(faults) == 0 {
		l.faults.Add(start, "the file is empty: write what is referred to")
	}
	if root == nil {
		r.ref.blame()
	}
	d.add(name, root)
	if l.is31 && root != nil {
		d.index(root, name)
	}
	return root
}

// index notes the schemas below n that give themselves an address or an anchor
// (JSON Schema 2020-12, sections 8.2.1 and 8.2.2).
func (d *documents) index(n *node, address string) {
	if id, given := n.string("$id"); given {
		address, _, _ = strings.Cut(against(address, id), "#")
		d.ids[address], d.homes[n] = n, address
	}
	for _, key := range []string{"$anchor", "$dynamicAnchor"} {
		if anchor, given := n.string(key); given {
			d.ids[address+"#"+anchor] = n
			if key == "$dynamicAnchor" {
				d.bound[anchor]++
			}
		}
	}
	for _, member := range n.members {
		if n.kind == array || !slices.Contains(valueKeys, member.key) {
			d.index(member, address)
		}
	}
}

// valueKeys are the fields that hold values and no schemas.
var valueKeys = []string{"default", "example", "examples", "enum", "const", "value"}

// against gives the address that a reference is to from another address, which
// is that of a file or a URI.
func against(address, ref string) string {
	if to, err := url.Parse(ref); err == nil && to.Scheme != "" {
		return ref
	}
	if from, err := url.Parse(address); err == nil && from.Host != "" {
		if to, err := from.Parse(ref); err == nil {
			return to.String()
		}
	}
	return beside(address, ref)
}

// home finds the schema or the file within which a reference is to be understood,
// and its address.
func (d *documents) home(n *node) (*node, string) {
	for ; ; n = n.parent {
		for n.copied != nil {
			n = n.copied
		}
		if address, named := d.homes[n]; named {
			return n, address
		}
		if n.parent == nil {
			return n, d.paths[n]
		}
	}
}

// locate finds what a reference leads to in any file; nil where that is nothing,
// which has been reported.
func (l *linter) locate(r reference) *node {
	ref := r.ref
	within, address := l.documents.home(ref)
	to, fragment, _ := strings.Cut(ref.text, "#")
	if to != "" {
		if within, address = l.other(r, address, to); within == nil {
			return nil
		}
	}
	decoded, err := url.PathUnescape(fragment)
	if err != nil {
		decoded = fragment
	}
	switch {
	case decoded == "":
		return within
	case !strings.HasPrefix(decoded, "/"):
		if n := l.documents.ids[address+"#"+decoded]; n != nil {
			return n
		}
		l.add(ref, ref.pos, "nothing has the anchor %s: give it to what is meant by $anchor", quoted(decoded))
		return nil
	}
	n, hint := within.point(decoded)
	if n == nil && within.parent != nil { // within a schema that has an $id
		if n, _ = within.top().point(decoded); n != nil {
			l.note(ref.pos, "this is read as from the root of the file: by its $id it would be from the schema that it stands in")
		}
	}
	if n == nil {
		if hint == "" {
			hint = ": add it, or refer to another"
		}
		l.add(ref, ref.pos, "%s is not in %s%s", quoted("#"+fragment), address, hint)
	}
	return n
}

// other finds the schema or the file of an address beside another one.
func (l *linter) other(r reference, address, to string) (*node, string) {
	ref := r.ref
	absolute := against(address, to)
	if n := l.documents.ids[absolute]; n != nil {
		return n, absolute
	}
	u, err := url.Parse(to)
	switch {
	case err != nil:
		l.add(ref, ref.pos, "%s is no address: %v", quoted(to), cause(err))
	case u.Scheme != "" || u.Host != "":
		l.addUnsupported(ref, "%s is not in these files, and nothing is fetched: save it beside them, and refer to it by its path", quoted(ref.text))
	case strings.HasPrefix(u.Path, "/") || u.RawQuery != "":
		l.add(ref, ref.pos, "%s is no path from this file: write one, which is the same on every machine", quoted(to))
	default:
		file := beside(l.file(ref), u.Path)
		return l.open(file, r), file
	}
	return nil, ""
}

// file is the path of the file that a value stands in.
func (l *linter) file(n *node) string {
	for n.parent != nil || n.copied != nil {
		for n.copied != nil {
			n = n.copied
		}
		if n.parent != nil {
			n = n.parent
		}
	}
	return l.documents.paths[n]
}

// point follows a JSON Pointer (RFC 6901, section 6); where it leads nowhere, hint
// says what the key that is missing may have been meant to be.
func (n *node) point(pointer string) (found *node, hint string) {
	for key := range strings.SplitSeq(pointer[1:], "/") {
		key = strings.ReplaceAll(strings.ReplaceAll(key, "~1", "/"), "~0", "~")
		next := n.get(key)
		if n.kind == array {
			if i, err := strconv.Atoi(key); err == nil && i >= 0 && i < len(n.members) {
				next = n.members[i]
			}
		}
		if next == nil {
			return nil, suggest(key, n.keys())
		}
		n = next
	}
	return n, ""
}

// pointer is the JSON Pointer from the root of a tree to a value.
func (n *node) pointer() string {
	if n.parent == nil {
		return ""
	}
	key := strings.ReplaceAll(strings.ReplaceAll(n.key, "~", "~0"), "/", "~1")
	if n.parent.kind == array {
		key = strconv.Itoa(slices.Index(n.parent.members, n))
	}
	return n.parent.pointer() + "/" + key
}
