package gocode

import (
	"go/ast"
	"go/token"
	"go/types"
	"path"
	"slices"
	"strconv"
	"strings"
)

// library stands in for the standard library, which is other code's and changes with
// neither package: of each package it has what the files name, each a type by that
// name and nothing else. Reading the true one takes longer than all the rest, and asks
// for an installed Go.
type library map[string]*types.Package

// Import gives what a package has.
func (l library) Import(path string) (*types.Package, error) { return l[path], nil }

// stubs makes the library of what files name.
func stubs(files []*ast.File) library {
	l := library{}
	for _, file := range files {
		imported := map[string]*types.Package{}
		for _, spec := range file.Imports {
			name, _ := strconv.Unquote(spec.Path.Value) // the file has been parsed
			if l[name] == nil {
				l[name] = types.NewPackage(name, packageName(name))
				l[name].MarkComplete()
			}
			local := packageName(name)
			if spec.Name != nil {
				local = spec.Name.Name
			}
			imported[local] = l[name]
		}
		constraints := constraintsOf(file)
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.IndexExpr:
				stub(imported, n.X, 1, false)
			case *ast.IndexListExpr:
				stub(imported, n.X, len(n.Indices), false)
			case *ast.SelectorExpr:
				stub(imported, n, 0, slices.Contains(constraints, ast.Expr(n)))
			}
			return true
		})
	}
	return l
}

// packageName is the name of a package of the standard library: math/rand/v2 is rand.
func packageName(name string) string {
	base := path.Base(name)
	if strings.HasPrefix(base, "v") && len(base) == 2 {
		base = path.Base(path.Dir(name))
	}
	return base
}

// stub declares what an expression names, if that is of an imported package.
func stub(imported map[string]*types.Package, e ast.Expr, parameters int, constraint bool) {
	selector, ok := e.(*ast.SelectorExpr)
	if !ok {
		return
	}
	x, ok := selector.X.(*ast.Ident)
	if !ok || imported[x.Name] == nil || imported[x.Name].Scope().Lookup(selector.Sel.Name) != nil {
		return
	}
	of := imported[x.Name]
	object := types.NewTypeName(token.NoPos, of, selector.Sel.Name, nil)
	var under types.Type = types.NewStruct(nil, nil)
	if constraint {
		under = types.NewInterfaceType(nil, nil)
	}
	named := types.NewNamed(object, under, nil)
	var list []*types.TypeParam
	for i := range parameters {
		name := types.NewTypeName(token.NoPos, of, "T"+strconv.Itoa(i), nil)
		list = append(list, types.NewTypeParam(name, types.NewInterfaceType(nil, nil)))
	}
	named.SetTypeParams(list)
	of.Scope().Insert(object)
}

// constraintsOf are the expressions of a file that have to be interfaces: those that
// constrain type parameters, and those that are embedded in interfaces.
func constraintsOf(file *ast.File) (list []ast.Expr) {
	ast.Inspect(file, func(n ast.Node) bool {
		var fields *ast.FieldList
		switch n := n.(type) {
		case *ast.TypeSpec:
			fields = n.TypeParams
		case *ast.FuncType:
			fields = n.TypeParams
		case *ast.InterfaceType:
			fields = n.Methods
		}
		if fields == nil {
			return true
		}
		for _, field := range fields.List {
			list = append(list, field.Type)
		}
		return true
	})
	return list
}
