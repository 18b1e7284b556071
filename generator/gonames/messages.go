package gonames

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"example.com/burin/generator/model"
)

// Response is the name of what an operation answers with, where that is more
// than one value.
func (n *Names) Response(o *model.Operation) string { return n.responses[o] }

// Body is the name of what an operation is sent, where that is one of several
// types.
func (n *Names) Body(o *model.Operation) string { return n.requests[o] }

// Failures is the name of the variable that lists what an operation's errors hold.
// Operations with the same errors share it.
func (n *Names) Failures(o *model.Operation) string { return n.failures[o] }

// SchemeOption is the name of the option by which a client is told what to show
// for a security scheme.
func (n *Names) SchemeOption(s *model.SecurityScheme) string { return n.schemes[s] }

// Server is the name of the struct of an address of which parts may be chosen.
func (n *Names) Server(s *model.Server) string { return n.servers[s] }

// Variable is the name of the field for such a part.
func (n *Names) Variable(v *model.Variable) string { return n.variables[v] }

// nameServers names addresses and their parts.
func (a *assigner) nameServers(servers []*model.Server) {
	for _, s := range servers {
		name := "Address"
		switch {
		case strings.HasPrefix(s.Of, "/"):
			name = exported(append(split(s.Of), "path")) + name
		case s.Of != "":
			name = exported(split(s.Of)) + name
		}
		a.servers[s] = a.scope.take(name, "Server")
		fields := scope{}
		fields.reserve("URL", "Option")
		for _, v := range s.Variables {
			a.variables[v] = fields.take(exported(split(v.Name)), "Variable")
		}
	}
}

// Content is the name of the struct of one form of a body.
func (n *Names) Content(c *model.Content) string { return n.contents[c] }

// Form is the name of the struct of a form that has no type of its own.
func (n *Names) Form(c *model.Content) string { return n.forms[c] }

// nameMessages names the types that are made of an operation's bodies.
func (a *assigner) nameMessages(o *model.Operation, name string) {
	answers := append([]*model.Response{}, o.Successes...)
	if o.Success != nil {
		answers = append([]*model.Response{o.Success}, answers...)
	}
	a.responses[o] = a.scope.take(name+"Response", "Answer")
	for _, r := range answers {
		fields := scope{}
		fields.reserve("Status", "Body")
		for _, p := range r.Headers {
			a.fields[p] = a.choose(fields, p.Pos, a.usual(p.Name, p.Wish), "Header", parameterKeys(o, p)...)
		}
		a.nameContents(&r.Content, r.More, name+statusWord(r))
	}
	if o.Body == nil {
		return
	}
	a.requests[o] = a.scope.take(name+"Body", "Request")
	a.nameContents(&o.Body.Content, o.Body.More, name+"Body")
	for _, c := range append([]*model.Content{&o.Body.Content}, o.Body.More...) {
		if c.Form.OfParts() && c.Type == nil {
			a.forms[c] = a.scope.take(name+"Form", "Parts")
		}
		fields := scope{}
		for _, p := range c.Parts {
			if p.Property == nil {
				a.fields[&p.Parameter] = a.choose(fields, p.Pos, a.usual(p.Name, p.Wish), "Field", parameterKeys(o, &p.Parameter)...)
			}
		}
	}
}

// nameFailures names the lists of errors, after the first operation that has each.
func (a *assigner) nameFailures(operations []*model.Operation) {
	names := map[string]string{}
	for _, o := range operations {
		var key strings.Builder
		for _, r := range o.Errors {
			fmt.Fprintf(&key, "%d %t %s %p;", r.Status, r.Range, r.MediaType, schemaType(r.Schema))
		}
		if names[key.String()] == "" {
			names[key.String()] = a.scope.take(local(split(a.operations[o]))+"Errors", "List")
		}
		a.failures[o] = names[key.String()]
	}
}

func schemaType(s *model.Schema) *model.Type {
	if s == nil {
		return nil
	}
	return s.Type
}

func (a *assigner) nameContents(first *model.Content, more []*model.Content, name string) {
	if len(more) == 0 {
		a.contents[first] = a.scope.take(name, "Answer")
		return
	}
	for _, c := range append([]*model.Content{first}, more...) {
		a.contents[c] = a.scope.take(name+formWord(c), "Media")
	}
}

// statusWord says in a name which answer something is of.
func statusWord(r *model.Response) string {
	switch {
	case r.Status == 0:
		return "Default"
	case r.Range:
		return strconv.Itoa(r.Status/100) + "XX"
	case http.StatusText(r.Status) == "":
		return "Status" + strconv.Itoa(r.Status)
	}
	return exported(split(http.StatusText(r.Status)))
}

// formWord says in a name which form of a body something is.
func formWord(c *model.Content) string {
	mediaType, _, _ := strings.Cut(c.MediaType, ";")
	kind, subtype, _ := strings.Cut(strings.TrimSpace(mediaType), "/")
	switch {
	case subtype == "json":
		return "JSON"
	case c.Form == model.Events:
		return "Events"
	case c.Form == model.Lines:
		return "Lines"
	case c.Form == model.URLEncoded:
		return "URLEncoded"
	case c.Form == model.Multipart:
		return "Multipart"
	case subtype == "plain":
		return "Text"
	case subtype == "octet-stream":
		return "Binary"
	case kind == "*":
		return "Any"
	case subtype == "*":
		return exported(split(kind))
	}
	return exported(split(subtype))
}
