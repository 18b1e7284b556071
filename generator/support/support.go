// Package support chooses the declarations of templates/ that a generated
// package uses, and copies those alone. It reads Go, and knows neither models
// nor descriptions.
package support

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"
	"sync"

	"example.com/burin/generator/output"
	"example.com/burin/templates"
)

// Select returns the support file that a package of the given name needs
// beside its own files: of each file of templates/, the declarations reached
// from own and from the identifiers named besides, and what such a file exports
// besides. It is nil where none are. Files whose name begins with odata_ are for
// clients of an OData service alone.
func Select(name string, own []output.File, odata bool, besides ...string) ([]output.File, error) {
	lib, err := load(odata)
	if err != nil {
		return nil, err
	}
	s := &selection{library: lib, uses: newUses(), kept: map[*declaration]bool{}, active: map[*file]bool{}, own: map[string]bool{}}
	if err := s.read(own); err != nil {
		return nil, err
	}
	for _, name := range besides {
		s.uses.names[name] = true
	}
	for s.grow() {
	}
	if len(s.kept) == 0 {
		return nil, nil
	}
	text, err := s.render(name)
	if err != nil {
		return nil, fmt.Errorf("support source: %w", err)
	}
	return []output.File{{Name: "support.go", Content: text}}, nil
}

// Names are the package-level identifiers of templates/, which a generated
// package may not use for anything else; those for OData included or not.
func Names(odata bool) ([]string, error) {
	lib, err := load(odata)
	if err != nil {
		return nil, err
	}
	var names []string
	for _, f := range lib.files {
		for _, d := range f.declarations {
			if d.receiver == "" {
				names = append(names, d.names...)
			}
		}
	}
	slices.Sort(names)
	return names, nil
}

// library is templates/, taken apart.
type library struct {
	files []*file
}

type file struct {
	name         string
	source       []byte
	set          *token.FileSet
	imports      []*ast.ImportSpec
	declarations []*declaration
}

// declaration is a top-level declaration, and what stands before it in its
// file since the one before.
type declaration struct {
	names    []string
	receiver string // of a method
	start    int    // the text, its comments included
	end      int
	node     ast.Decl
	uses     *uses
}

func (d *declaration) exported() bool { return slices.ContainsFunc(d.names, token.IsExported) }

// load gives the library, with what is for OData or without.
func load(odata bool) (*library, error) {
	whole, err := loadAll()
	if err != nil || odata {
		return whole, err
	}
	lib := &library{}
	for _, f := range whole.files {
		if !strings.HasPrefix(f.name, "odata_") {
			lib.files = append(lib.files, f)
		}
	}
	return lib, nil
}

var loadAll = sync.OnceValues(func() (*library, error) {
	entries, err := fs.ReadDir(templates.Source, ".")
	if err != nil {
		return nil, err
	}
	lib := &library{}
	for _, entry := range entries {
		if entry.Name() == "templates.go" || strings.HasSuffix(entry.Name(), "_test.go") {
			continue
		}
		source, err := fs.ReadFile(templates.Source, entry.Name())
		if err != nil {
			return nil, err
		}
		f, err := parse(entry.Name(), source)
		if err != nil {
			return nil, err
		}
		lib.files = append(lib.files, f)
	}
	return lib, nil
})

func parse(name string, source []byte) (*file, error) {
	f := &file{name: name, source: source, set: token.NewFileSet()}
	syntax, err := parser.ParseFile(f.set, name, source, parser.ParseComments)
	if err != nil {
		return nil, err
	}
	f.imports = syntax.Imports
	start := f.set.Position(syntax.Name.End()).Offset
	for _, node := range syntax.Decls {
		end := f.set.Position(node.End()).Offset
		if newline := bytes.IndexByte(source[end:], '\n'); newline >= 0 {
			end += newline
		}
		d := &declaration{start: start, end: end, node: node, uses: newUses()}
		start = end
		if general, ok := node.(*ast.GenDecl); ok && general.Tok == token.IMPORT {
			continue
		}
		d.names, d.receiver = declared(node)
		d.uses.add(syntax, node)
		f.declarations = append(f.declarations, d)
	}
	return f, nil
}

// declared is what a declaration declares, and of a method for what type.
func declared(node ast.Decl) (names []string, receiver string) {
	switch node := node.(type) {
	case *ast.FuncDecl:
		if node.Recv != nil {
			receiver = typeName(node.Recv.List[0].Type)
		}
		return []string{node.Name.Name}, receiver
	case *ast.GenDecl:
		for _, spec := range node.Specs {
			switch spec := spec.(type) {
			case *ast.TypeSpec:
				names = append(names, spec.Name.Name)
			case *ast.ValueSpec:
				for _, name := range spec.Names {
					names = append(names, name.Name)
				}
			}
		}
	}
	return names, ""
}

// typeName is the name of a receiver's type.
func typeName(expression ast.Expr) string {
	switch e := expression.(type) {
	case *ast.StarExpr:
		return typeName(e.X)
	case *ast.IndexExpr:
		return typeName(e.X)
	case *ast.Ident:
		return e.Name
	}
	return ""
}

// uses are the names that a piece of code uses: of the package, and after dots.
type uses struct {
	names     map[string]bool
	selectors map[string]bool
}

func newUses() *uses { return &uses{map[string]bool{}, map[string]bool{}} }

func (u *uses) add(file *ast.File, node ast.Node) {
	ast.Inspect(node, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.SelectorExpr: // what follows a dot is no name of the package
			u.selectors[n.Sel.Name] = true
			u.add(file, n.X)
			return false
		case *ast.InterfaceType:
			for _, method := range n.Methods.List {
				for _, name := range method.Names {
					u.selectors[name.Name] = true
				}
			}
		case *ast.Field: // nor are a field's names
			u.add(file, n.Type)
			return false
		case *ast.FuncDecl:
			u.addFunction(file, n)
			return false
		case *ast.CompositeLit:
			u.addLiteral(file, n)
			return false
		case *ast.Ident:
			if n.Obj == nil || file.Scope.Objects[n.Name] == n.Obj {
				u.names[n.Name] = true
			}
		}
		return true
	})
}

// addFunction adds all of a function but its name.
func (u *uses) addFunction(file *ast.File, f *ast.FuncDecl) {
	if f.Recv != nil {
		u.add(file, f.Recv)
	}
	u.add(file, f.Type)
	if f.Body != nil {
		u.add(file, f.Body)
	}
}

// addLiteral adds a literal. A key is a field's name where the literal is of a
// named type, and may be one where the type is left out.
func (u *uses) addLiteral(file *ast.File, literal *ast.CompositeLit) {
	named := false
	switch literal.Type.(type) {
	case *ast.Ident, *ast.IndexExpr, *ast.SelectorExpr:
		named = true
	}
	if literal.Type != nil {
		u.add(file, literal.Type)
	}
	for _, element := range literal.Elts {
		pair, ok := element.(*ast.KeyValueExpr)
		if !ok {
			u.add(file, element)
			continue
		}
		if key, ok := pair.Key.(*ast.Ident); ok {
			u.selectors[key.Name] = true
		}
		if !named {
			u.add(file, pair.Key)
		}
		u.add(file, pair.Value)
	}
}

func (u *uses) join(other *uses) {
	for name := range other.names {
		u.names[name] = true
	}
	for name := range other.selectors {
		u.selectors[name] = true
	}
}

// selection is what is kept of a library.
type selection struct {
	library *library
	uses    *uses
	own     map[string]bool // what the package declares itself
	kept    map[*declaration]bool
	active  map[*file]bool // files of which something is kept
}

// read takes what the package's own files use as the beginning.
func (s *selection) read(own []output.File) error {
	for _, f := range own {
		syntax, err := parser.ParseFile(token.NewFileSet(), f.Name, f.Content, 0)
		if err != nil {
			return err
		}
		for _, node := range syntax.Decls {
			s.uses.add(syntax, node)
			names, receiver := declared(node)
			for _, name := range names {
				s.own[name] = s.own[name] || receiver == ""
			}
		}
	}
	return nil
}

// grow keeps what has come to be used, and reports whether there was any.
func (s *selection) grow() bool {
	grown := false
	for _, f := range s.library.files {
		for _, d := range f.declarations {
			if s.kept[d] || !s.needs(f, d) {
				continue
			}
			s.kept[d], s.active[f], grown = true, true, true
			s.uses.join(d.uses)
		}
	}
	return grown
}

func (s *selection) needs(f *file, d *declaration) bool {
	if d.receiver != "" {
		return s.uses.names[d.receiver] && !s.own[d.receiver] && (d.exported() || s.uses.selectors[d.names[0]])
	}
	for _, name := range d.names {
		if s.own[name] {
			return false
		}
		if s.uses.names[name] || token.IsExported(name) && s.active[f] {
			return true
		}
	}
	return false
}

// render writes what is kept, file by file.
func (s *selection) render(pkg string) ([]byte, error) {
	var body bytes.Buffer
	imports := map[string]bool{}
	for _, f := range s.library.files {
		used := newUses()
		for _, d := range f.declarations {
			if s.kept[d] {
				body.Write(s.trim(f, d))
				body.WriteString("\n")
				used.join(d.uses)
			}
		}
		for _, spec := range f.imports {
			full, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				return nil, err
			}
			if used.names[packageName(full)] {
				imports[spec.Path.Value] = true
			}
		}
	}
	var out bytes.Buffer
	fmt.Fprintf(&out, "// Code generated by burin; DO NOT EDIT.\n\npackage %s\n\n", pkg)
	if len(imports) > 0 {
		fmt.Fprintf(&out, "import (\n%s\n)\n", strings.Join(slices.Sorted(maps.Keys(imports)), "\n"))
	}
	out.Write(body.Bytes())
	return format.Source(out.Bytes())
}

// packageName is the name of the package that an import path ends with, before
// its major version.
func packageName(full string) string {
	base := path.Base(full)
	if _, err := strconv.Atoi(strings.TrimPrefix(base, "v")); err == nil {
		return path.Base(path.Dir(full))
	}
	return base
}

// trim is the text of a declaration without the fields of structs that nothing
// kept uses.
func (s *selection) trim(f *file, d *declaration) []byte {
	text := f.source[d.start:d.end]
	general, ok := d.node.(*ast.GenDecl)
	if !ok || general.Tok != token.TYPE {
		return text
	}
	var out []byte
	from := d.start
	ast.Inspect(d.node, func(n ast.Node) bool {
		structure, ok := n.(*ast.StructType)
		if !ok {
			return true
		}
		for _, field := range structure.Fields.List {
			if len(field.Names) != 1 || token.IsExported(field.Names[0].Name) || s.uses.selectors[field.Names[0].Name] {
				continue
			}
			first, last := f.lines(field)
			out = append(out, f.source[from:first]...)
			from = last
		}
		return true
	})
	return append(out, f.source[from:d.end]...)
}

// lines are where the lines of a field begin and end.
func (f *file) lines(field *ast.Field) (first, last int) {
	first, last = f.set.Position(field.Pos()).Offset, f.set.Position(field.End()).Offset
	if field.Doc != nil {
		first = f.set.Position(field.Doc.Pos()).Offset
	}
	first = bytes.LastIndexByte(f.source[:first], '\n') + 1
	last += bytes.IndexByte(f.source[last:], '\n') + 1
	return first, last
}
