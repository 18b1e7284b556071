package openapi

import (
	"regexp"
	"slices"
	"strings"
)

// componentName is what a component may be called (section 4.7.7).
var componentName = regexp.MustCompile(`^[a-zA-Z0-9._-]+$`)

// document checks the OpenAPI Object.
func (l *linter) document(n *node) {
	switch {
	case !l.is31 && n.get("paths") == nil:
		l.add(n, n.place(), `an OpenAPI Object needs "paths": add it`)
	case n.get("paths") == nil && n.get("components") == nil && n.get("webhooks") == nil:
		l.add(n, n.place(), `an OpenAPI Object needs "paths", "components" or "webhooks": add one of them`)
	}
	if dialect := n.get("jsonSchemaDialect"); dialect != nil && slices.Contains(dialects, dialect.text) {
		dialect.cut = true // as they are read anyway
	}
	tags := map[string]*node{}
	for _, tag := range n.get("tags").list() {
		if name := tag.get("name"); name != nil && name.kind == text {
			l.unique(tags, name, "the tag")
		}
	}
}

// dialects are those of the schemas of OpenAPI 3.1 (section 4.8.24.3).
var dialects = []string{"https://spec.openapis.org/oas/3.1/dialect/base", "https://json-schema.org/draft/2020-12/schema"}

// unique reports a name that another has already.
func (l *linter) unique(taken map[string]*node, name *node, kind string) {
	switch first := taken[name.text]; {
	case first == nil:
		taken[name.text] = name
	case first.pos == name.pos:
		l.add(name, name.pos, "%s %q would be that of two, since two paths refer to it: leave it out here", kind, name.text)
	default:
		l.add(name, name.pos, "%s %q is taken at line %s: rename one of the two", kind, name.text, lineOf(first.pos, name.pos))
	}
}

// components checks the names of components.
func (l *linter) components(n *node) {
	for _, section := range n.fields() {
		if n.def.field(section.key) == nil {
			continue
		}
		for _, component := range section.fields() {
			if !componentName.MatchString(component.key) {
				l.slip(component, component.place(), "a component cannot be called %q: use letters, digits, dots, hyphens and underscores alone", component.key)
			}
		}
	}
}

// paths checks the path templates and what is declared of their parameters.
func (l *linter) paths(n *node) {
	same := map[string]*node{}
	for _, item := range n.fields() {
		switch {
		case strings.HasPrefix(item.key, "x-"):
			continue
		case !strings.HasPrefix(item.key, "/"):
			l.add(item, item.place(), "the path %q has to begin with a slash: write %q", item.key, "/"+item.key)
			continue
		case strings.ContainsAny(item.key, "?#"):
			l.add(item, item.place(), "the path %q has a query or a fragment: declare query parameters instead", item.key)
			continue
		}
		names, shape, problem := template(item.key)
		if problem != "" {
			l.add(item, item.place(), "the path %q %s", item.key, problem)
			continue
		}
		if first := same[shape]; first != nil {
			report := l.add
			if !slices.ContainsFunc(methods, func(method string) bool { return first.get(method) != nil && item.get(method) != nil }) {
				report = l.slip
			}
			report(item, item.place(), "the path %q is the same as %q at line %s: put their operations together", item.key, first.key, lineOf(first.place(), item.place()))
		} else {
			same[shape] = item
		}
		l.templated(item, names)
	}
}

// template takes a path apart: the names of its parameters, the path without
// them, and what is wrong with it.
func template(path string) (names []string, shape, problem string) {
	var plain strings.Builder
	for rest := path; rest != ""; {
		i := strings.IndexAny(rest, "{}")
		if i < 0 {
			plain.WriteString(rest)
			break
		}
		plain.WriteString(rest[:i+1])
		if rest[i] == '}' {
			return nil, "", "has a } without a {: write both"
		}
		name, after, closed := strings.Cut(rest[i+1:], "}")
		switch {
		case !closed || strings.ContainsAny(name, "{/"):
			return nil, "", "has a { without a }: write both"
		case name == "":
			return nil, "", "has a parameter without a name: write it between { and }"
		case slices.Contains(names, name):
			return nil, "", "has the parameter {" + name + "} twice: rename one of the two"
		}
		plain.WriteByte('}')
		names = append(names, name)
		rest = after
	}
	return names, plain.String(), ""
}

// templated holds the path parameters that are declared against those of the
// template (section 4.7.8.2).
func (l *linter) templated(item *node, names []string) {
	if item.get("$ref") != nil {
		return // the rest of it stands elsewhere
	}
	common := l.pathParameters(item, names)
	operations := 0
	lacking := map[string][]*node{}
	for _, operation := range item.fields() {
		if operation.def == nil || operation.def.name != "Operation" {
			continue
		}
		operations++
		declared := append(l.pathParameters(operation, names), common...)
		for _, name := range names {
			if !slices.Contains(declared, name) {
				lacking[name] = append(lacking[name], operation)
			}
		}
	}
	for _, name := range names {
		at := lacking[name]
		if len(at) == operations && operations > 0 {
			at = []*node{item}
		}
		for _, n := range at {
			l.add(n, n.place(), "the path parameter %q is declared nowhere: add a parameter with name: %s, in: path and required: true", name, name)
		}
	}
}

// pathParameters lists the path parameters that a Path Item or an Operation
// declares, and reports those that the template lacks.
func (l *linter) pathParameters(n *node, template []string) []string {
	var names []string
	for _, item := range n.get("parameters").list() {
		parameter := l.deref(item)
		name, named := parameter.string("name")
		if in, _ := parameter.string("in"); in != "path" || !named {
			continue
		}
		if !slices.Contains(template, name) {
			l.slip(item, item.place(), "the path has no {%s}: add it to the path, or remove this parameter%s", name, suggest(name, template))
			item.cut = true
		}
		names = append(names, name)
	}
	return names
}

// parameters reports parameters that are declared twice in one list (sections
// 4.7.9 and 4.7.10: name and location make a parameter).
func (l *linter) parameters(n *node) {
	first := map[string]*node{}
	for _, item := range n.get("parameters").list() {
		parameter := l.deref(item)
		name, named := parameter.string("name")
		in, placed := parameter.string("in")
		if !named || !placed {
			continue
		}
		if other := first[in+" "+name]; other != nil {
			l.slip(item, item.place(), "the %s parameter %q is declared twice: the first is at line %s, so remove one of the two", in, name, lineOf(other.place(), item.place()))
			continue
		}
		first[in+" "+name] = item
	}
}

// operation checks an Operation Object.
func (l *linter) operation(n *node) {
	l.parameters(n)
	if id := n.get("operationId"); id != nil && id.kind == text && !n.root("components") { // those are of who refers to them
		l.unique(l.operations, id, "the operationId")
	}
	if n.get("responses") == nil && !l.is31 {
		l.slip(n, n.place(), `an Operation Object needs "responses": add it`)
	}
}

// styles are the styles that each location of a parameter allows (section
// 4.7.12.3).
var styles = map[string][]string{
	"path":   {"simple", "label", "matrix"},
	"query":  {"form", "spaceDelimited", "pipeDelimited", "deepObject"},
	"header": {"simple"},
	"cookie": {"form"},
}

// parameter checks a Parameter Object.
func (l *linter) parameter(n *node) {
	in, _ := n.string("in")
	if required := n.get("required"); in == "path" && !n.isTrue("required") && (required == nil || !required.cut) {
		at := n.place()
		if required != nil {
			at = required.place()
		}
		l.slip(n, at, "a path parameter is always required: write required: true")
	}
	if style := n.get("style"); style != nil && !style.cut && styles[in] != nil && !slices.Contains(styles[in], style.text) {
		l.add(style, style.pos, "the style %q is not one of a %s parameter: use %s", style.text, in, strings.Join(styles[in], ", "))
	}
	if content := n.get("content"); content != nil && content.kind == object && len(content.members) != 1 {
		l.add(content, content.place(), "the content of a parameter has one media type, and this has %d", len(content.members))
	}
}

var (
	statusCode  = regexp.MustCompile(`^[1-5][0-9][0-9]$`)
	statusRange = regexp.MustCompile(`^[1-5]XX$`)
)

// responses checks the keys of a Responses Object (section 4.7.16).
func (l *linter) responses(n *node) {
	given := 0
	for _, member := range n.fields() {
		if strings.HasPrefix(member.key, "x-") {
			continue
		}
		given++
		if member.key == "default" || statusCode.MatchString(member.key) || statusRange.MatchString(member.key) {
			continue
		}
		hint := suggest(member.key, []string{"default"})
		if upper := strings.ToUpper(member.key); statusRange.MatchString(upper) {
			hint = "; did you mean " + quoted(upper) + "?"
		}
		l.add(member, member.place(), "%q is no response code: write one from 100 to 599, a range such as 4XX, or default%s", member.key, hint)
		member.cut = true
	}
	if given == 0 {
		l.slip(n, n.place(), "an operation needs at least one response: add the one it answers with")
	}
}
