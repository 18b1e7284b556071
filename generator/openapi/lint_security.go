package openapi

import (
	"path/filepath"
	"slices"
	"strconv"

	"example.com/burin/generator/source"
)

// line writes the line on which a value begins, with the file where that is
// another than the description's own.
func line(n *node) string {
	if n.copied != nil {
		return lineOf(n.pos, source.Pos{})
	}
	return lineOf(n.pos, n.pos)
}

// lineOf writes the line of a place, with the file where that is another than one
// speaks of.
func lineOf(at, of source.Pos) string {
	if at.File != of.File {
		return strconv.Itoa(at.Line) + " of " + filepath.Base(at.File)
	}
	return strconv.Itoa(at.Line)
}

// schemeNeeds are the fields that each type of Security Scheme Object needs
// (section 4.7.27.1).
var schemeNeeds = map[string][]string{
	"apiKey":        {"name", "in"},
	"http":          {"scheme"},
	"oauth2":        {"flows"},
	"openIdConnect": {"openIdConnectUrl"},
}

// schemeOf are the types of Security Scheme Object that fields are for.
var schemeOf = map[string]string{
	"name": "apiKey", "in": "apiKey", "scheme": "http", "bearerFormat": "http", "flows": "oauth2", "openIdConnectUrl": "openIdConnect",
}

// scheme checks a Security Scheme Object.
func (l *linter) scheme(n *node) {
	kind, _ := n.string("type")
	for _, name := range schemeNeeds[kind] {
		if n.get(name) == nil {
			l.add(n, n.place(), "a security scheme of type %s needs %q: add it", kind, name)
		}
	}
	for _, member := range n.fields() {
		if of := schemeOf[member.key]; of != "" && kind != of && schemeNeeds[kind] != nil {
			l.note(member.place(), quoted(member.key)+" is for a security scheme of type "+of+", and this one is of type "+kind+": it is ignored")
		}
	}
	if kind == "mutualTLS" && !l.is31 {
		l.add(n.get("type"), n.get("type").pos, "the type mutualTLS is of OpenAPI 3.1, and this description is of 3.0: use another")
	}
}

// flowNeeds are the addresses that each OAuth Flow Object needs (section
// 4.7.29.1).
var flowNeeds = map[string][]string{
	"implicit":          {"authorizationUrl"},
	"password":          {"tokenUrl"},
	"clientCredentials": {"tokenUrl"},
	"authorizationCode": {"authorizationUrl", "tokenUrl"},
}

// flows checks an OAuth Flows Object.
func (l *linter) flows(n *node) {
	for _, flow := range n.fields() {
		for _, name := range flowNeeds[flow.key] {
			if flow.kind == object && flow.get(name) == nil {
				l.add(flow, flow.place(), "the flow %s needs %q: add it", flow.key, name)
			}
		}
	}
}

// requirement checks a Security Requirement Object (section 4.7.30).
func (l *linter) requirement(n *node) {
	schemes := l.root.find("components", "securitySchemes")
	for _, member := range n.fields() {
		if schemes.get(member.key) == nil {
			l.add(member, member.place(), "there is no security scheme %q in the components: add it%s", member.key, suggest(member.key, schemes.keys()))
			continue
		}
		scheme := l.deref(schemes.get(member.key))
		switch kind, _ := scheme.string("type"); {
		case kind == "oauth2":
			l.scopes(member, scheme)
		case kind != "" && kind != "openIdConnect" && len(member.list()) > 0 && !l.is31:
			l.slip(member, member.pos, "a security scheme of type %s has no scopes: write []", kind)
		}
	}
}

// scopes notes the scopes that a scheme does not declare. The specification
// does not ask for them to be declared.
func (l *linter) scopes(required, scheme *node) {
	var declared []string
	for _, flow := range scheme.get("flows").fields() {
		declared = append(declared, flow.get("scopes").keys()...)
	}
	for _, scope := range required.list() {
		if scope.kind == text && !slices.Contains(declared, scope.text) {
			l.note(scope.pos, "no flow of "+quoted(required.key)+" declares the scope "+quoted(scope.text)+suggest(scope.text, declared))
		}
	}
}
