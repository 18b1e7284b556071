package config

import (
	"bytes"
	"errors"
	"go/token"
	"io"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"

	"example.com/burin/generator/selection"
	"example.com/burin/generator/source"
)

// Parse reads the content of a file; what the command line says takes the place
// of what stands there. The error is a source.Faults that lists everything
// wrong.
func Parse(file string, data []byte, o Override) (Config, error) {
	r := &reader{file: file, lines: strings.Split(string(data), "\n")}
	root := r.document(data)
	if root == nil {
		return Config{}, r.faults.Err()
	}
	c := r.config(root)
	c.override(o)
	r.require(root, "spec", c.Spec, o.Spec)
	r.require(root, "package", c.Package, o.Package)
	if err := r.faults.Err(); err != nil {
		return Config{}, err
	}
	return c, nil
}

// reader turns nodes into values, and gathers the faults.
type reader struct {
	file   string
	lines  []string
	faults source.Faults
}

// document gives the one document's content, nil where there is a fault that
// leaves nothing to read.
func (r *reader) document(data []byte) *yaml.Node {
	loader, err := yaml.NewLoader(bytes.NewReader(data))
	if err != nil {
		r.syntax(err)
		return nil
	}
	var first, second yaml.Node
	if err := loader.Load(&first); errors.Is(err, io.EOF) || err == nil && empty(&first) {
		r.faults.Add(r.at(1, 1), "the file is empty: write spec and package, or have burin init SPEC write one")
		return nil
	} else if err != nil {
		r.syntax(err)
		return nil
	}
	if err := loader.Load(&second); err == nil {
		r.faults.Add(r.pos(&second), "a second document begins here: keep one")
	} else if !errors.Is(err, io.EOF) {
		r.syntax(err)
	}
	root := first.Content[0]
	if root.Kind != yaml.MappingNode {
		r.faults.Add(r.pos(root), "the file is %s: write one \"key: value\" a line", kind(root))
		return nil
	}
	return root
}

func empty(document *yaml.Node) bool {
	return len(document.Content) == 0 || document.Content[0].ShortTag() == "!!null"
}

func (r *reader) syntax(err error) {
	var load *yaml.LoadError
	if !errors.As(err, &load) {
		r.faults.Add(source.Pos{File: r.file}, "this is not YAML: %v", err)
		return
	}
	message := load.Message
	if load.ContextMsg != "" {
		message += " " + load.ContextMsg
	}
	r.faults.Add(r.at(load.Mark.Line, load.Mark.Column), "this is not YAML: %s", message)
}

// pos gives a node's place.
func (r *reader) pos(n *yaml.Node) source.Pos { return r.at(n.Line, n.Column) }

// at gives a place; YAML counts a column in characters, a place in bytes.
func (r *reader) at(line, column int) source.Pos {
	pos := source.Pos{File: r.file, Line: line, Column: column}
	if line < 1 || line > len(r.lines) {
		return pos
	}
	rest := r.lines[line-1]
	pos.Column = 1
	for range column - 1 {
		_, size := utf8.DecodeRuneInString(rest)
		rest = rest[size:]
		pos.Column += max(size, 1) // past the line's end a character is a byte
	}
	return pos
}

func (r *reader) require(root *yaml.Node, key, value, override string) {
	if value == "" && override == "" && !has(root, key) {
		r.faults.Add(r.pos(root), "%s is missing: add it here, or give --%s", key, key)
	}
}

func has(mapping *yaml.Node, key string) bool {
	for i := 0; i < len(mapping.Content); i += 2 {
		if mapping.Content[i].Value == key {
			return true
		}
	}
	return false
}

// fields are the keys of a mapping with what reads each one's value.
type fields map[string]func(*yaml.Node)

func (r *reader) config(n *yaml.Node) Config {
	c := Config{Output: beside(r.file, "."), Emit: Usual()}
	r.object(n, "", fields{
		"spec": func(n *yaml.Node) { c.Spec = r.path(n) },
		"overlays": func(n *yaml.Node) {
			r.list(n, "overlays", func(n *yaml.Node) { c.Overlays = append(c.Overlays, r.path(n)) })
		},
		"package":  func(n *yaml.Node) { c.Package = r.packageName(n) },
		"output":   func(n *yaml.Node) { c.Output = r.path(n) },
		"emit":     func(n *yaml.Node) { c.Emit = r.artefacts(n) },
		"include":  func(n *yaml.Node) { c.Include = r.filter(n, "include") },
		"exclude":  func(n *yaml.Node) { c.Exclude = r.filter(n, "exclude") },
		"json":     func(n *yaml.Node) { c.JSON = r.json(n) },
		"validate": func(n *yaml.Node) { c.Validate = r.validation(n) },
		"lenient":  func(n *yaml.Node) { c.Lenient = r.boolean(n, "lenient") },
		"names":    func(n *yaml.Node) { c.Names = r.names(n) },
	})
	return c
}

func (r *reader) boolean(n *yaml.Node, name string) bool {
	n = target(n)
	if n.Kind != yaml.ScalarNode || n.ShortTag() != "!!bool" {
		r.faults.Add(r.pos(n), "%s is %s: write true or false", name, kind(n))
		return false
	}
	return strings.EqualFold(n.Value, "true")
}

func (r *reader) filter(n *yaml.Node, name string) (f selection.Filter) {
	r.object(n, name, fields{
		"paths":      func(n *yaml.Node) { f.Paths = r.globs(n, name+".paths", selection.Path) },
		"operations": func(n *yaml.Node) { f.Operations = r.globs(n, name+".operations", selection.Name) },
		"types":      func(n *yaml.Node) { f.Types = r.globs(n, name+".types", selection.Name) },
		"properties": func(n *yaml.Node) { f.Properties = r.trims(n, name+".properties") },
	})
	return f
}

// object reads a mapping of known keys.
func (r *reader) object(n *yaml.Node, name string, known fields) {
	r.mapping(n, name, func(key, value *yaml.Node) {
		if read := known[key.Value]; read != nil {
			read(value)
			return
		}
		r.faults.Add(r.pos(key), "unknown key %q: %s", join(name, key.Value),
			choose(key.Value, slices.Sorted(maps.Keys(known))))
	})
}

// mapping reads a mapping of any keys, each once.
func (r *reader) mapping(n *yaml.Node, name string, each func(key, value *yaml.Node)) {
	n = target(n)
	if n.Kind != yaml.MappingNode {
		r.faults.Add(r.pos(n), "%s is %s: write a mapping, one \"key: value\" a line, or leave it out", name, kind(n))
		return
	}
	first := map[string]*yaml.Node{}
	for i := 0; i < len(n.Content); i += 2 {
		key, value := target(n.Content[i]), n.Content[i+1]
		if key.Kind != yaml.ScalarNode {
			r.faults.Add(r.pos(key), "%s stands where a key belongs: write a word", kind(key))
			continue
		}
		if before := first[key.Value]; before != nil {
			r.faults.Add(r.pos(key), "key %q stands twice, first in line %d: keep one", join(name, key.Value), before.Line)
			continue
		}
		first[key.Value] = key
		each(key, value)
	}
}

// join gives a key by its way from the root.
func join(name, key string) string {
	if name == "" {
		return key
	}
	return name + "." + key
}

// list reads a sequence.
func (r *reader) list(n *yaml.Node, name string, each func(*yaml.Node)) {
	n = target(n)
	if n.Kind != yaml.SequenceNode {
		r.faults.Add(r.pos(n), "%s is %s: write a list, as in [a, b], or leave it out", name, kind(n))
		return
	}
	for _, element := range n.Content {
		each(element)
	}
}

// text reads a text that is not empty.
func (r *reader) text(n *yaml.Node) (string, bool) {
	n = target(n)
	switch {
	case n.Kind != yaml.ScalarNode:
		r.faults.Add(r.pos(n), "%s stands where a text belongs: write one", kind(n))
	case n.ShortTag() == "!!null" || n.Value == "":
		r.faults.Add(r.pos(n), "nothing stands where a text belongs: write one")
	case n.ShortTag() != "!!str":
		r.faults.Add(r.pos(n), "%s stands where a text belongs: put it in quotes", kind(n))
	default:
		return n.Value, true
	}
	return "", false
}

func (r *reader) path(n *yaml.Node) string {
	text, ok := r.text(n)
	if !ok {
		return ""
	}
	return beside(r.file, text)
}

func (r *reader) packageName(n *yaml.Node) string {
	name, ok := r.text(n)
	if !ok {
		return ""
	}
	if err := CheckPackage(name); err != nil {
		r.faults.Add(r.pos(n), "%v", err)
	}
	return name
}

func (r *reader) artefacts(n *yaml.Node) (artefacts []Artefact) {
	before := len(r.faults)
	r.list(n, "emit", func(n *yaml.Node) {
		name, ok := r.text(n)
		if !ok {
			return
		}
		artefact, err := ParseArtefact(name)
		switch {
		case err != nil:
			r.faults.Add(r.pos(n), "%v", err)
		case slices.Contains(artefacts, artefact):
			r.faults.Add(r.pos(n), "%s stands twice in emit: keep one", artefact)
		default:
			artefacts = append(artefacts, artefact)
		}
	})
	if len(r.faults) > before {
		return nil
	}
	if len(artefacts) == 0 {
		r.faults.Add(r.pos(n), "emit names nothing to write: leave it out for everything")
	}
	if err := CheckEmit(artefacts); err != nil {
		r.faults.Add(r.pos(n), "%v", err)
	}
	return artefacts
}

type newGlob func(source.Pos, string) (selection.Glob, error)

func (r *reader) globs(n *yaml.Node, name string, parse newGlob) (globs []selection.Glob) {
	r.list(n, name, func(n *yaml.Node) {
		text, ok := r.text(n)
		if !ok {
			return
		}
		glob, err := parse(r.pos(n), text)
		if err != nil {
			r.faults.Add(r.pos(n), "%v", err)
			return
		}
		globs = append(globs, glob)
	})
	return globs
}

func (r *reader) trims(n *yaml.Node, name string) (trims []selection.Trim) {
	r.mapping(n, name, func(key, value *yaml.Node) {
		glob, err := selection.Name(r.pos(key), key.Value)
		if err != nil {
			r.faults.Add(r.pos(key), "%v", err)
		}
		properties := r.globs(value, name+"."+key.Value, selection.Name)
		trims = append(trims, selection.Trim{Type: glob, Properties: properties})
	})
	return trims
}

func (r *reader) names(n *yaml.Node) (names []Name) {
	r.mapping(n, "names", func(key, value *yaml.Node) {
		name, ok := r.text(value)
		if !ok {
			return
		}
		if !token.IsIdentifier(name) || !token.IsExported(name) {
			r.faults.Add(r.pos(value), "%q is not an exported Go name: begin with a capital letter, and go on with letters and digits", name)
		}
		names = append(names, Name{Pos: r.pos(key), Name: key.Value, Go: name})
	})
	return names
}

// target follows an alias to what it stands for.
func target(n *yaml.Node) *yaml.Node {
	if n.Kind == yaml.AliasNode {
		return n.Alias
	}
	return n
}

// kind says in words what a node is.
func kind(n *yaml.Node) string {
	switch {
	case n.Kind == yaml.MappingNode:
		return "a mapping"
	case n.Kind == yaml.SequenceNode:
		return "a list"
	case n.ShortTag() == "!!null":
		return "empty"
	case n.ShortTag() == "!!bool":
		return "true or false"
	case n.ShortTag() == "!!int" || n.ShortTag() == "!!float":
		return "a number"
	case n.ShortTag() == "!!str":
		return "a text"
	}
	return "a value of type " + n.ShortTag()
}
