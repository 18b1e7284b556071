package gonames

import (
	"strings"
	"unicode"

	"example.com/burin/generator/model"
)

// Example is the name of the function that shows an example.
func (n *Names) Example(e *model.Example) string { return n.examples[e] }

// nameExamples names the functions as go vet wants them: Example, the type, and
// after an underscore what tells it from others, which begins in lower case. The
// type is left out where its own name has an underscore.
func (a *assigner) nameExamples(examples []*model.Example) {
	for _, e := range examples {
		of := e.Schema
		for of.Type == nil {
			of = of.Elem
		}
		name, suffix := "Example"+a.types[of.Type], suffixOf(e.Name)
		if strings.Contains(a.types[of.Type], "_") {
			name, suffix = "Example", suffixOf(of.Type.Name+"/"+e.Name)
		}
		if suffix != "" && exported(split(e.Name)) != a.types[of.Type] {
			name += "_" + suffix
		}
		if !strings.Contains(name, "_") && a.scope[name] {
			name += "_further"
		}
		a.examples[e] = a.scope.take(name, "Again")
	}
}

// suffixOf is what follows the underscore.
func suffixOf(name string) string {
	words := split(name)
	if len(words) == 0 {
		return ""
	}
	suffix := local(words)
	if first := []rune(suffix)[0]; !unicode.IsLower(first) {
		return "of" + suffix
	}
	return suffix
}
