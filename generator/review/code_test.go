package review_test

import (
	"errors"
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"example.com/burin/generator"
	"example.com/burin/generator/config"
	"example.com/burin/generator/review"
	"example.com/burin/generator/selection"
	"example.com/burin/generator/source"
)

// TestCodeVerdicts proves each verdict on Go code: programs that use everything
// that the package of the old description has, one as a client does and one as a
// server does, compile with the package of the new one just where no change is
// said to break that side's code.
func TestCodeVerdicts(t *testing.T) {
	if testing.Short() {
		t.Skip("it writes and checks some two hundred packages")
	}
	k := &checker{token.NewFileSet(), importer.ForCompiler(token.NewFileSet(), "source", nil), map[string]int{}}
	_, edits := readEdits(t)
	bases := map[string]*pkg{}
	for _, e := range edits {
		t.Run(e.name+" "+e.kind, func(t *testing.T) {
			before, after := e.apply(t)
			if bases[e.kind] == nil {
				bases[e.kind] = k.generate(t, e.kind, before)
			}
			changed := k.generate(t, e.kind, after)
			k.hold(t, "made", e.kind, bases[e.kind], changed)
			k.hold(t, "undone", e.kind, changed, bases[e.kind])
		})
	}
	t.Logf("whose code breaks: %v", k.tally)
	for _, side := range []string{"client yaml", "client xml", "server yaml", "server xml"} {
		if k.tally[side+" breaks"] < 20 || k.tally[side+" compiles"] < 20 {
			t.Errorf("of %s too few verdicts of either kind are proven: %v", side, k.tally)
		}
	}
}

// checker checks packages, by one view of the standard library.
type checker struct {
	files *token.FileSet
	std   types.Importer
	tally map[string]int // of verdicts proven, by side and kind
}

// pkg is a generated package as a client and as a server has it, and the programs
// that use it whole.
type pkg struct {
	text           string
	client, server side
}

type side struct {
	*types.Package
	program string
}

// Import gives the standard library's packages.
func (k *checker) Import(path string) (*types.Package, error) { return k.std.Import(path) }

// with imports a generated package beside the standard library's.
type with struct {
	*checker
	api *types.Package
}

// Import gives the generated package by its name.
func (w with) Import(path string) (*types.Package, error) {
	if path == "api" {
		return w.api, nil
	}
	return w.checker.Import(path)
}

func (k *checker) generate(t *testing.T, kind, text string) *pkg {
	t.Helper()
	emit := []config.Artefact{config.Types, config.Validators, config.Client}
	if kind == "yaml" {
		both := k.side(t, kind, text, config.Usual())
		return &pkg{text, side{both, k.user(both, false)}, side{both, k.user(both, true)}}
	}
	client, server := k.side(t, kind, text, emit), k.side(t, kind, text, served.Emit)
	return &pkg{text, side{client, k.user(client, false)}, side{server, k.user(server, true)}}
}

// served is the server of the OData service: a server has the requests at the paths
// alone that it names.
var served = func() config.Config {
	c := config.Config{Package: "api", Emit: []config.Artefact{config.Types, config.Validators, config.Server}}
	for i, path := range []string{
		"/*", "/people/*", "/people/*/*", "/people/*/pets/*", "/people/*/pets/*/*", "/me/*", "/photos/*", "/photos/*/*",
	} {
		glob, err := selection.Path(source.Pos{File: "burin.yaml", Line: i + 1, Column: 1}, path)
		if err != nil {
			panic(err)
		}
		c.Include.Paths = append(c.Include.Paths, glob)
	}
	return c
}()

func (k *checker) side(t *testing.T, kind, text string, emit []config.Artefact) *types.Package {
	t.Helper()
	spec := filepath.Join(t.TempDir(), "base."+kind)
	if err := os.WriteFile(spec, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	c := config.Config{Spec: spec, Package: "api", Emit: emit}
	if slices.Equal(emit, served.Emit) {
		c.Include = served.Include
	}
	files, err := generator.Generate(c)
	var faults source.Faults
	if errors.As(err, &faults) && c.Include.Paths != nil { // globs may match nothing on the one side
		c.Include.Paths = slices.DeleteFunc(slices.Clone(c.Include.Paths), func(g selection.Glob) bool {
			return slices.ContainsFunc(faults, func(f source.Fault) bool { return f.Pos == g.Pos })
		})
		files, err = generator.Generate(c)
	}
	if err != nil {
		t.Fatal(err)
	}
	var parsed []*ast.File
	for _, f := range files {
		file, err := parser.ParseFile(k.files, f.Name, f.Content, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		parsed = append(parsed, file)
	}
	checked, err := (&types.Config{Importer: k}).Check("api", k.files, parsed, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, server := range []bool{false, true} {
		if text := k.user(checked, server); k.compile(checked, text) != nil {
			t.Fatalf("the user does not compile with its own package: %v\n%s", k.compile(checked, text), text)
		}
	}
	return checked
}

// compile checks a program against a package.
func (k *checker) compile(p *types.Package, program string) error {
	file, err := parser.ParseFile(k.files, "user.go", program, 0)
	if err != nil {
		return err
	}
	_, err = (&types.Config{Importer: with{k, p}}).Check("user", k.files, []*ast.File{file}, nil)
	return err
}

// hold holds what is said of a change to the compiler: by the model alone, and of the
// server of an OData service by all that is asked about the paths that it has.
func (k *checker) hold(t *testing.T, way, kind string, old, new *pkg) {
	t.Helper()
	said := breaks(compare(t, kind, old.text, new.text))
	serverSaid := said
	if kind == "xml" {
		found := asked(t, kind, old.text, new.text, &served)
		serverSaid = breaks(found.Changes)
		if len(found.Passed) > 0 {
			t.Errorf("%s: %v", way, found.Passed)
		}
	}
	for _, one := range []struct {
		name     string
		said     bool
		old, new side
	}{
		{"client", said&review.ClientCode != 0, old.client, new.client},
		{"server", serverSaid&review.ServerCode != 0, old.server, new.server},
	} {
		err := k.compile(one.new.Package, one.old.program)
		k.tally[one.name+" "+kind+map[bool]string{true: " breaks", false: " compiles"}[err != nil]]++
		if one.said != (err != nil) {
			t.Errorf("%s: the %s's code is said to break: %v; the compiler says: %v", way, one.name, one.said, err)
		}
	}
}

func breaks(changes []review.Change) (sides review.Sides) {
	for _, c := range changes {
		sides |= c.Breaks
	}
	return sides
}

// user writes a program that uses everything exported of a package by its type:
// but for what is there for servers, or for clients, alone. What stands in
// support.go is every package's.
func (k *checker) user(p *types.Package, server bool) string {
	w := &userWriter{files: k.files, server: server, imports: map[string]bool{"api": true}}
	scope := p.Scope()
	for _, name := range scope.Names() {
		object := scope.Lookup(name)
		if object.Exported() && (w.own(object) || name == "Client") {
			w.object(object)
		}
	}
	w.implementations(scope)
	var head strings.Builder
	head.WriteString("package user\n\n")
	for path := range w.imports {
		fmt.Fprintf(&head, "import %q\n", path)
	}
	return head.String() + w.body.String()
}

type userWriter struct {
	files   *token.FileSet
	server  bool
	n       int
	imports map[string]bool
	body    strings.Builder
}

// own reports whether something is the package's own.
func (w *userWriter) own(object types.Object) bool {
	return w.files.Position(object.Pos()).Filename != "support.go"
}

// typ writes a type as the program names it.
func (w *userWriter) typ(t types.Type) string {
	return types.TypeString(t, func(p *types.Package) string {
		w.imports[p.Path()] = true
		return p.Name()
	})
}

func (w *userWriter) object(object types.Object) {
	name := object.Name()
	forServer := name == "Server" || name == "UnimplementedServer" || name == "NewHandler"
	forClient := name == "Client" || name == "NewClient"
	if forServer && !w.server || forClient && w.server {
		return
	}
	switch object := object.(type) {
	case *types.TypeName:
		w.typeName(object)
	case *types.Func:
		if object.Signature().TypeParams() == nil {
			w.value(object.Type(), "api."+name)
		}
	default:
		w.value(object.Type(), "api."+name)
	}
}

// value uses a value by its type.
func (w *userWriter) value(t types.Type, expression string) {
	if basic, ok := t.(*types.Basic); ok && basic.Info()&types.IsUntyped != 0 {
		fmt.Fprintf(&w.body, "var _ = %s\n", expression)
		return
	}
	fmt.Fprintf(&w.body, "var _ %s = %s\n", w.typ(t), expression)
}

func (w *userWriter) typeName(object *types.TypeName) {
	named, ok := object.Type().(*types.Named)
	if !ok || named.TypeParams() != nil {
		fmt.Fprintf(&w.body, "type _ = api.%s\n", object.Name())
		return
	}
	if object.Name() == "UnimplementedServer" { // it is there to be embedded
		w.body.WriteString("type embedding struct{ api.UnimplementedServer }\n")
		return
	}
	fmt.Fprintf(&w.body, "var _ api.%s\n", object.Name())
	switch under := named.Underlying().(type) {
	case *types.Struct:
		w.fields(object.Name(), under)
	case *types.Interface:
		if object.Name() == "Server" {
			w.implement(under)
		}
		return
	}
	w.methods(named)
}

func (w *userWriter) fields(name string, s *types.Struct) {
	for i := range s.NumFields() {
		if f := s.Field(i); f.Exported() {
			w.n++
			fmt.Fprintf(&w.body, "func field%d(v *api.%s) %s { return v.%s }\n", w.n, name, w.typ(f.Type()), f.Name())
			fmt.Fprintf(&w.body, "func literal%d(f %s) *api.%s { return &api.%[3]s{%s: f} }\n", w.n, w.typ(f.Type()), name, f.Name())
		}
	}
}

func (w *userWriter) methods(named *types.Named) {
	set := types.NewMethodSet(types.NewPointer(named))
	for i := range set.Len() {
		method := set.At(i).Obj().(*types.Func)
		if method.Exported() && w.own(method) {
			w.n++
			fmt.Fprintf(&w.body, "func method%d(v *%s) %s { return v.%s }\n", w.n, w.typ(named), w.typ(method.Signature()), method.Name())
		}
	}
}

// implementations uses the types of a package as what they implement.
func (w *userWriter) implementations(scope *types.Scope) {
	for _, i := range scope.Names() {
		face, ok := scope.Lookup(i).Type().Underlying().(*types.Interface)
		if !ok || !face.IsMethodSet() || face.NumMethods() == 0 || !token.IsExported(i) || i == "Server" {
			continue
		}
		for _, t := range scope.Names() {
			named, ok := scope.Lookup(t).Type().(*types.Named)
			if ok && token.IsExported(t) && w.own(named.Obj()) && !types.IsInterface(named) && types.Implements(types.NewPointer(named), face) {
				fmt.Fprintf(&w.body, "var _ api.%s = (*api.%s)(nil)\n", i, t)
			}
		}
	}
}

// implement writes a server that has every operation by itself.
func (w *userWriter) implement(i *types.Interface) {
	w.body.WriteString("type server struct{}\nvar _ api.Server = server{}\n")
	for n := range i.NumMethods() {
		m := i.Method(n)
		fmt.Fprintf(&w.body, "func (server) %s%s { panic(0) }\n", m.Name(), strings.TrimPrefix(w.typ(m.Signature()), "func"))
	}
}
