package csdl

import (
	"slices"
	"strings"
	"sync"
)

// rule says what an element may hold.
type rule struct {
	section  string   // of CSDL XML 4.01
	required []string // attributes
	optional []string // attributes
	children []string
}

func (r rule) attributes() []string { return slices.Concat(r.required, r.optional) }

// Words that several rules share.
const (
	facetWords    = " Nullable MaxLength Precision Scale Unicode SRID DefaultValue"
	constantWords = " Binary Bool Date DateTimeOffset Decimal Duration EnumMember Float Guid Int String TimeOfDay" +
		" AnnotationPath AnyPropertyPath ModelElementPath NavigationPropertyPath PropertyPath Path UrlRef"
	expressionWords = constantWords + " And Or Not Eq Ne Gt Ge Lt Le Has In Add Sub Neg Mul Div DivBy Mod" +
		" Apply Cast Collection If IsOf LabeledElement LabeledElementReference Null Record"
)

// grammar holds the rules of all elements but the expressions, which are read
// as they come. A rule is written as section, required attributes, optional
// attributes, children.
var grammar = sync.OnceValue(func() map[string]rule {
	rules := map[string]rule{}
	for name, text := range map[string][4]string{
		"Edmx":                      {"4", "Version", "", "Reference DataServices"},
		"DataServices":              {"4", "", "", "Schema"},
		"Reference":                 {"4.1", "Uri", "", "Include IncludeAnnotations Annotation"},
		"Include":                   {"4.2", "Namespace", "Alias", "Annotation"},
		"IncludeAnnotations":        {"4.3", "TermNamespace", "Qualifier TargetNamespace", "Annotation"},
		"Schema":                    {"5", "Namespace", "Alias", "Action Annotations Annotation ComplexType EntityContainer EntityType EnumType Function Term TypeDefinition"},
		"Annotations":               {"5.2", "Target", "Qualifier", "Annotation"},
		"EntityType":                {"6", "Name", "BaseType Abstract OpenType HasStream", "Key Property NavigationProperty Annotation"},
		"Key":                       {"6.5", "", "", "PropertyRef Annotation"},
		"PropertyRef":               {"6.5", "Name", "Alias", "Annotation"},
		"Property":                  {"7", "Name Type", facetWords, "Annotation"},
		"NavigationProperty":        {"8", "Name Type", "Nullable Partner ContainsTarget", "ReferentialConstraint OnDelete Annotation"},
		"ReferentialConstraint":     {"8.5", "Property ReferencedProperty", "", "Annotation"},
		"OnDelete":                  {"8.6", "Action", "", "Annotation"},
		"ComplexType":               {"9", "Name", "BaseType Abstract OpenType", "Property NavigationProperty Annotation"},
		"EnumType":                  {"10", "Name", "UnderlyingType IsFlags", "Member Annotation"},
		"Member":                    {"10.3", "Name", "Value", "Annotation"},
		"TypeDefinition":            {"11", "Name UnderlyingType", facetWords, "Annotation"},
		"Action":                    {"12.1", "Name", "IsBound EntitySetPath", "Parameter ReturnType Annotation"},
		"Function":                  {"12.3", "Name", "IsBound IsComposable EntitySetPath", "Parameter ReturnType Annotation"},
		"ReturnType":                {"12.8", "Type", facetWords, "Annotation"},
		"Parameter":                 {"12.9", "Name Type", facetWords, "Annotation"},
		"EntityContainer":           {"13", "Name", "Extends", "EntitySet Singleton ActionImport FunctionImport Annotation"},
		"EntitySet":                 {"13.2", "Name EntityType", "IncludeInServiceDocument", "NavigationPropertyBinding Annotation"},
		"Singleton":                 {"13.3", "Name Type", "Nullable", "NavigationPropertyBinding Annotation"},
		"NavigationPropertyBinding": {"13.4", "Path Target", "", "Annotation"},
		"ActionImport":              {"13.5", "Name Action", "EntitySet", "Annotation"},
		"FunctionImport":            {"13.6", "Name Function", "EntitySet IncludeInServiceDocument", "Annotation"},
		"Term":                      {"14.1", "Name Type", "BaseTerm AppliesTo" + facetWords, "Annotation"},
		"Annotation":                {"14.2", "Term", "Qualifier" + constantWords, "Annotation" + expressionWords},
	} {
		rules[name] = rule{text[0], strings.Fields(text[1]), strings.Fields(text[2]), strings.Fields(text[3])}
	}
	return rules
})

// checkGrammar finds fault with attributes and elements that are missing, or
// that an element does not have. It gives false where a required attribute
// is missing, so that nothing is made of the element.
func (x *xmlBuilder) checkGrammar(e *element) bool {
	r, known := grammar()[e.name]
	if !known {
		return true // an expression
	}
	for i := range e.attrs {
		if a := &e.attrs[i]; !slices.Contains(r.required, a.name) && !slices.Contains(r.optional, a.name) {
			x.fault(x.lines.at(a.at), "%s has no attribute %s (CSDL 4.01, section %s): %s", e.name, a.name, r.section, advice(a.name, r.attributes()))
		}
	}
	kept := e.children[:0]
	for _, child := range e.children {
		if !slices.Contains(r.children, child.name) {
			x.fault(child.pos, "%s has no element %s (CSDL 4.01, section %s): %s", e.name, child.name, r.section, advice(child.name, r.children))
		} else if x.checkGrammar(child) {
			kept = append(kept, child)
		}
	}
	e.children = kept
	whole := true
	for _, name := range r.required {
		if e.attr(name) == nil {
			whole = false
			x.fault(e.pos, "this %s has no %s (CSDL 4.01, section %s): add the attribute", e.name, name, r.section)
		}
	}
	return whole
}

// advice says what to write in place of an unknown word.
func advice(word string, known []string) string {
	return meant(word, known, "remove it")
}
