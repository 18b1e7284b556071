package gocode

import (
	"go/ast"
	"go/token"
	"strings"

	"example.com/burin/generator/output"
)

// Declaration is where and how something is declared.
type Declaration struct {
	File string
	Line int
	Text string
}

// Declaration gives how a symbol is declared: Type, Type.Field, Type.Method, or the
// name of a function, a constant or a variable.
func (p *Package) Declaration(symbol string) (Declaration, bool) {
	d, ok := p.declarations[symbol]
	return d, ok
}

// index notes where the declarations of a file are.
func (p *Package) index(file *ast.File, f output.File) {
	note := func(name string, doc *ast.CommentGroup, node ast.Node) {
		from, to := node.Pos(), node.End()
		if doc != nil {
			from = doc.Pos()
		}
		start, end := p.set.Position(from), p.set.Position(to)
		line := start.Offset - (start.Column - 1)
		text := string(f.Content[line:end.Offset])
		p.declarations[name] = Declaration{f.Name, start.Line, strings.TrimRight(text, "\n")}
	}
	for _, d := range file.Decls {
		switch d := d.(type) {
		case *ast.FuncDecl:
			name := d.Name.Name
			if d.Recv != nil && len(d.Recv.List) == 1 {
				name = receiver(d.Recv.List[0].Type) + "." + name
			}
			note(name, d.Doc, d)
		case *ast.GenDecl:
			for _, spec := range d.Specs {
				specified(d, spec, note)
			}
		}
	}
}

// specified notes what one specification declares. Where it stands by itself, what
// is around it belongs to it.
func specified(d *ast.GenDecl, spec ast.Spec, note func(string, *ast.CommentGroup, ast.Node)) {
	switch spec := spec.(type) {
	case *ast.TypeSpec:
		if d.Lparen == token.NoPos {
			note(spec.Name.Name, d.Doc, d)
		} else {
			note(spec.Name.Name, spec.Doc, spec)
		}
		members(spec, note)
	case *ast.ValueSpec:
		for _, name := range spec.Names {
			if d.Lparen == token.NoPos {
				note(name.Name, d.Doc, d)
			} else {
				note(name.Name, spec.Doc, spec)
			}
		}
	}
}

// members notes the fields of a struct, or the methods of an interface.
func members(spec *ast.TypeSpec, note func(string, *ast.CommentGroup, ast.Node)) {
	var list *ast.FieldList
	switch t := spec.Type.(type) {
	case *ast.StructType:
		list = t.Fields
	case *ast.InterfaceType:
		list = t.Methods
	default:
		return
	}
	for _, field := range list.List {
		for _, name := range field.Names {
			note(spec.Name.Name+"."+name.Name, field.Doc, field)
		}
	}
}

// receiver is the name of the type that a method is of.
func receiver(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.StarExpr:
		return receiver(e.X)
	case *ast.IndexExpr:
		return receiver(e.X)
	case *ast.IndexListExpr:
		return receiver(e.X)
	case *ast.Ident:
		return e.Name
	}
	return ""
}
