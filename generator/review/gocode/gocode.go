// Package gocode compares the Go code of two generated packages: what no longer
// compiles by the rules of golang.org/x/exp/apidiff, and where something is
// declared. It knows no model.
package gocode

import (
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
	before, after := make(chan *types.Package), make(chan *types.Package)
	go func() { before <- old.check() }()
	go func() { after <- new.check() }()
	var list []Incompatibility
	for _, c := range apidiff.Changes(<-before, <-after).Changes {
		if !c.Compatible && !strings.HasSuffix(c.Message, ": old is comparable, new is not") {
			list = append(list, Incompatibility{symbol(c.Message), c.Message})
		}
	}
	return list
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
