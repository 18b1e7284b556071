// Package gocode compares the Go code of two generated packages: what no longer
// compiles by the rules of golang.org/x/exp/apidiff, and where something is
// declared. It knows no model.
package gocode

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/exp/apidiff"

	"example.com/burin/generator/output"
)

// Package is a generated package as it is parsed.
type Package struct {
	set          *token.FileSet
	content      map[*ast.File][]byte
	files        []*ast.File
	declarations map[string]Declaration
}

// Parse reads the files of a generated package.
func Parse(files []output.File) (*Package, error) {
	p := &Package{set: token.NewFileSet(), content: map[*ast.File][]byte{}, declarations: map[string]Declaration{}}
	for _, f := range files {
		file, err := parser.ParseFile(p.set, f.Name, f.Content, parser.SkipObjectResolution|parser.ParseComments)
		if err != nil {
			return nil, err
		}
		p.files = append(p.files, file)
		p.content[file] = f.Content
		p.index(file, f)
	}
	return p, nil
}

// Incompatibility is what code that uses the old package may not compile for.
type Incompatibility struct {
	Symbol string // Type, Type.Field, Type.Method or another name
	Text   string // such as "Type.Field: removed"
}

// Incompatible gives what the new package breaks of the old one. That values of a
// struct can no longer be compared by == is passed over: it comes with any list that
// a struct gains, and nobody is promised it.
func Incompatible(old, new *Package) []Incompatibility {
	prune(old, new)
	settled := settle(old, new)
	before, after := make(chan *types.Package), make(chan *types.Package)
	go func() { before <- old.check() }()
	go func() { after <- new.check() }()
	var list []Incompatibility
	for _, c := range apidiff.Changes(<-before, <-after).Changes {
		one := Incompatibility{symbol(c.Message), c.Message}
		owner, _, _ := strings.Cut(one.Symbol, ".")
		if !c.Compatible && owner != settled && !strings.HasSuffix(c.Message, ": old is comparable, new is not") {
			list = append(list, one)
		}
	}
	return list
}

// basics are the types that a generic type of a package is of.
var basics = []string{"bool", "string", "int", "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64", "float32", "float64", "any"}

// settle says, by a type that is looked at before all others, that each generic type is
// in the new package what it was in the old one: where a field of O[int] is an int now,
// apidiff takes the one for the other from there on, wherever they stand. It gives the
// name of that type.
func settle(old, new *Package) string {
	name := "A"
	for old.declared(name) || new.declared(name) {
		name += "0"
	}
	var text strings.Builder
	fmt.Fprintf(&text, "package api\n\ntype %s struct {\n", name)
	for _, generic := range old.generics() {
		for i, basic := range basics {
			if slices.Contains(new.generics(), generic) {
				fmt.Fprintf(&text, "%s%d %[1]s[%[3]s]\n", generic, i, basic)
			}
		}
	}
	text.WriteString("}\n")
	for _, p := range []*Package{old, new} {
		if file, err := parser.ParseFile(p.set, "settle.go", text.String(), parser.SkipObjectResolution); err == nil && len(p.files) > 0 {
			file.Name = p.files[0].Name
			p.files = append(p.files, file)
		}
	}
	return name
}

func (p *Package) declared(name string) bool {
	_, ok := p.declarations[name]
	return ok
}

// generics are the exported generic types of a package that have one parameter.
func (p *Package) generics() (names []string) {
	for _, file := range p.files {
		for _, d := range file.Decls {
			general, ok := d.(*ast.GenDecl)
			if !ok {
				continue
			}
			for _, spec := range general.Specs {
				if t, ok := spec.(*ast.TypeSpec); ok && t.Name.IsExported() && t.TypeParams.NumFields() == 1 {
					names = append(names, t.Name.Name)
				}
			}
		}
	}
	return names
}

// prune leaves out the exported methods that both packages have alike. They are most
// of what there is to look at, and nothing is to be said of them; those that are not
// exported stay, since they say what implements what.
func prune(packages ...*Package) {
	count := map[string]int{}
	for _, p := range packages {
		for _, file := range p.files {
			for _, d := range file.Decls {
				count[p.signature(file, d)]++
			}
		}
	}
	for _, p := range packages {
		for _, file := range p.files {
			file.Decls = slices.DeleteFunc(file.Decls, func(d ast.Decl) bool {
				signature := p.signature(file, d)
				return signature != "" && count[signature] == len(packages)
			})
		}
	}
}

// signature is the text of an exported method but for its body; "" for another
// declaration.
func (p *Package) signature(file *ast.File, d ast.Decl) string {
	method, ok := d.(*ast.FuncDecl)
	if !ok || method.Recv == nil || !method.Name.IsExported() || method.Body == nil {
		return ""
	}
	return string(p.content[file][p.set.Position(method.Pos()).Offset:p.set.Position(method.Body.Lbrace).Offset])
}

// symbol is what a message is of.
func symbol(message string) string {
	end := strings.IndexAny(message, ":,")
	if end < 0 {
		end = len(message)
	}
	return strings.NewReplacer("(*", "", ")", "").Replace(message[:end])
}

// check gives the types of what a package declares. Bodies of functions are not looked
// at; that what makes values of a stand-in is at fault is nobody's concern.
func (p *Package) check() *types.Package {
	config := types.Config{Importer: stubs(p.files), IgnoreFuncBodies: true, Error: func(error) {}}
	api, _ := config.Check("api", p.set, p.files, nil)
	return api
}
