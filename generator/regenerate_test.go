package generator

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	"example.com/burin/generator/config"
	"example.com/burin/generator/csdl"
	"example.com/burin/generator/gonames"
	"example.com/burin/generator/model"
	"example.com/burin/generator/source"
)

const (
	graphJune   = "../../shared/corpus/msgraph/v1.0-2026-06-30.csdl.xml"
	graphAugust = "../../shared/corpus/msgraph/v1.0-2026-08-20.csdl.xml"
)

// TestEveryHunkTracesToTheDescription regenerates all of Microsoft Graph seven
// weeks later. Each declaration that is another then has to be of something
// that the description says otherwise.
func TestEveryHunkTracesToTheDescription(t *testing.T) {
	if testing.Short() {
		t.Skip("generating all of Graph twice takes seconds")
	}
	for _, file := range []string{graphJune, graphAugust} {
		if _, err := os.Stat(file); err != nil {
			t.Skipf("the corpus is absent: %v", err)
		}
	}
	old, now := readVersion(t, graphJune), readVersion(t, graphAugust)
	causes := map[string]bool{} // Go names of types of which the description says something else
	for _, name := range slices.Concat(slices.Collect(maps.Keys(old.nodes)), slices.Collect(maps.Keys(now.nodes))) {
		causes[name] = causes[name] || old.nodes[name] != now.nodes[name]
	}
	hunks, stray := 0, 0
	for _, key := range slices.Sorted(maps.Keys(union(old.declarations, now.declarations))) {
		if old.declarations[key] == now.declarations[key] {
			continue
		}
		hunks++
		if owner, traced := trace(key, causes, old, now); !traced {
			stray++
			if stray <= 20 {
				t.Errorf("%s changed, and the description of %q did not", key, owner)
			}
		}
	}
	t.Logf("%d declarations changed, %d of them for no change of the description", hunks, stray)
	if hunks < 100 {
		t.Errorf("only %d declarations changed, which is too few for seven weeks", hunks)
	}
}

// version is one version of a description, and the package made of it.
type version struct {
	nodes        map[string]string // what the description says around a type, by the type's Go name
	declarations map[string]string // Go text by "file owner name"
}

func readVersion(t *testing.T, file string) version {
	t.Helper()
	api, err := csdl.Load(file, csdl.Options{Lenient: true})
	if err != nil {
		t.Fatal(err)
	}
	names, err := name(api, api, nil)
	if err != nil {
		t.Fatal(err)
	}
	c := config.Config{Spec: file, Lenient: true, Package: "graph", Emit: []config.Artefact{config.Types, config.Validators, config.Client}}
	return version{neighbourhoods(api, names), declarations(t, generate(t, c))}
}

// declarations are the texts of what files declare, by "file owner name".
func declarations(t *testing.T, files map[string]string) map[string]string {
	t.Helper()
	texts := map[string]string{}
	for name, content := range files {
		set := token.NewFileSet()
		syntax, err := parser.ParseFile(set, name, content, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range syntax.Decls {
			start, end := d.Pos(), d.End()
			if doc := docOf(d); doc != nil {
				start = doc.Pos()
			}
			texts[name+" "+ownerAndName(d)] += content[set.Position(start).Offset:set.Position(end).Offset]
		}
	}
	return texts
}

func docOf(d ast.Decl) *ast.CommentGroup {
	switch d := d.(type) {
	case *ast.FuncDecl:
		return d.Doc
	case *ast.GenDecl:
		return d.Doc
	}
	return nil
}

// ownerAndName is what a declaration belongs to, and what it declares first.
func ownerAndName(d ast.Decl) string {
	switch d := d.(type) {
	case *ast.FuncDecl:
		if d.Recv == nil {
			return d.Name.Name + " " + d.Name.Name
		}
		return receiver(d.Recv.List[0].Type) + " " + d.Name.Name
	case *ast.GenDecl:
		for _, spec := range d.Specs {
			switch spec := spec.(type) {
			case *ast.TypeSpec:
				return spec.Name.Name + " type"
			case *ast.ValueSpec:
				if owner, ok := spec.Type.(*ast.Ident); ok && owner.IsExported() && owner.Name != "Property" {
					return owner.Name + " values"
				}
				return spec.Names[0].Name + " values"
			}
		}
	}
	return "imports imports"
}

func receiver(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.StarExpr:
		return receiver(e.X)
	case *ast.IndexExpr:
		return receiver(e.X)
	case *ast.Ident:
		return e.Name
	}
	return ""
}

// trace finds the type that a declaration is of, by the longest Go name of a
// type that its owner's name holds, and reports whether the description says
// something else around it.
func trace(key string, causes map[string]bool, versions ...version) (owner string, traced bool) {
	fields := strings.Fields(key)
	for _, v := range versions {
		for name := range v.nodes {
			at := strings.Index(strings.ToLower(fields[1]), strings.ToLower(name))
			if at >= 0 && at <= len("Any") && len(name) > len(owner) {
				owner = name
			}
		}
	}
	return owner, causes[owner]
}

func union(a, b map[string]string) map[string]string {
	all := maps.Clone(a)
	maps.Copy(all, b)
	return all
}

// neighbourhoods tells, for each type, what the description says of it, of its
// bases, of what derives from it, of what leads to it and of what is called on it.
func neighbourhoods(api *model.API, names *gonames.Names) map[string]string {
	texts := map[*model.Type]*strings.Builder{}
	for _, t := range api.Types {
		texts[t] = &strings.Builder{}
	}
	for _, t := range api.Types {
		for base := t; base != nil; base = base.Base {
			describe(texts[t], reflect.ValueOf(*base))
			fmt.Fprintf(texts[base], "above %s\n", t.Name)
		}
		for _, p := range t.Properties {
			if target := targetOf(p.Schema); target != nil && p.Link != nil {
				fmt.Fprintf(texts[target], "from %s.%s\n", t.Name, p.Name)
			}
		}
	}
	if api.Service != nil {
		for _, r := range api.Service.Roots {
			describe(texts[r.Type], reflect.ValueOf(*r))
		}
		for _, c := range api.Service.Calls {
			for _, t := range api.Types {
				for base := t; base != nil; base = base.Base {
					if targetOf(c.Binding) == base || targetOf(c.Returns) == base {
						describe(texts[t], reflect.ValueOf(*c))
					}
				}
			}
		}
	}
	nodes := map[string]string{}
	for t, text := range texts {
		nodes[names.Type(t)] = text.String()
	}
	return nodes
}

func targetOf(s *model.Schema) *model.Type {
	for ; s != nil; s = s.Elem {
		if s.Type != nil {
			return s.Type
		}
	}
	return nil
}

// describe writes a node of the model without its places. A type that it leads
// to is told by what shows there: its name, whether it derives from another or
// others from it, and its documentation, which a property without one takes.
func describe(out *strings.Builder, v reflect.Value) {
	switch v.Kind() {
	case reflect.Pointer:
		if t, ok := v.Interface().(*model.Type); ok && t != nil {
			fmt.Fprintf(out, "%s %v %v %v;", t.Name, t.Extended, t.Base != nil, t.Doc)
		} else if !v.IsNil() {
			describe(out, v.Elem())
		}
	case reflect.Struct:
		if v.Type() == reflect.TypeFor[source.Pos]() {
			return
		}
		for i := range v.NumField() {
			if !v.Field(i).IsZero() {
				fmt.Fprintf(out, "%s:", v.Type().Field(i).Name)
				describe(out, v.Field(i))
			}
		}
		out.WriteByte('\n')
	case reflect.Slice:
		for i := range v.Len() {
			describe(out, v.Index(i))
		}
	default:
		fmt.Fprintf(out, "%v;", v.Interface())
	}
}
