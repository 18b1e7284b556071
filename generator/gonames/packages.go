package gonames

import (
	"go/token"
	"strings"

	"example.com/burin/generator/model"
)

// Packages are the names of the packages of which the description asks for types,
// by their paths.
func (n *Names) Packages() map[string]string { return n.packages }

// namePackages names the packages of such types, and keeps the names of those that
// stand in this package clear.
func (a *assigner) namePackages(types []*model.Foreign) {
	for _, f := range types {
		switch {
		case f.Path == "":
			a.scope.reserve(f.Name)
		case a.packages[f.Path] == "":
			name := strings.Trim(strings.Map(func(r rune) rune {
				if r == '-' || r == '.' {
					return '_'
				}
				return r
			}, f.As), "_")
			if !token.IsIdentifier(name) || predeclared[name] {
				name = "own"
			}
			a.packages[f.Path] = a.scope.take(name, "package")
		}
		a.decisions = append(a.decisions, Decision{f.Pos, f.Of, f.Type(), "x-go-type asks for it"})
	}
}
