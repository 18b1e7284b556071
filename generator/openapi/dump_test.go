package openapi

import (
	"cmp"
	"fmt"
	"strings"

	"example.com/burin/generator/model"
	"example.com/burin/generator/source"
)

// dumper writes a model as text, a line a node, each with its place.
type dumper struct{ strings.Builder }

// dump gives the whole of a model in a form that is compared.
func dump(api *model.API) string {
	d := &dumper{}
	d.line(0, source.Pos{}, "api %s %q %q%s", api.Source, api.Title, api.Version, text80(api.Description))
	for _, server := range api.Servers {
		d.line(1, source.Pos{}, "server %s", server)
	}
	for _, s := range api.Security {
		d.line(1, s.Pos, "scheme %s %s%s", s.Name, s.Type, doc(s.Doc))
	}
	for _, t := range api.Types {
		d.typ(t)
	}
	for _, checked := range api.Checked {
		d.line(1, checked.Pos, "checked %s%s", checked.Name, checksText(" ", checked.Checks))
	}
	for _, o := range api.Operations {
		d.operation(o)
	}
	for _, note := range api.Unused {
		d.line(1, note.Pos, "note: %s", note.Text)
	}
	return d.String()
}

func (d *dumper) line(depth int, pos source.Pos, format string, args ...any) {
	place := ""
	if pos.Line > 0 {
		place = fmt.Sprintf("%d:%d", pos.Line, pos.Column)
	}
	fmt.Fprintf(d, "%-8s%s%s\n", place, strings.Repeat("  ", depth), fmt.Sprintf(format, args...))
}

func (d *dumper) typ(t *model.Type) {
	kind := map[model.TypeKind]string{model.Object: "object", model.Enum: "enum", model.Union: "union"}[t.Kind]
	if t.Of != 0 {
		kind += " of " + kindNames[t.Of]
	}
	d.line(1, t.Pos, "%s %s%s%s%s%s", kind, t.Name, when(t.Closed, " closed"), when(t.Open, " open"), checksText(" held to ", t.Checks), doc(t.Doc))
	if t.Additional != nil {
		d.line(2, t.Additional.Pos, "others %s", schemaText(t.Additional))
	}
	d.choice(t.Union)
	for _, m := range t.Members {
		d.line(2, m.Pos, "member %q%s", m.Value, doc(m.Doc))
	}
	for _, p := range t.Properties {
		access := map[model.Access]string{model.ReadOnly: " read-only", model.WriteOnly: " write-only"}[p.Access]
		if p.Default != nil {
			access += fmt.Sprintf(" default=%q", cmp.Or(p.Default.JSON, p.Default.Text))
		}
		d.line(2, p.Pos, "property %q %s%s%s%s", p.Name, schemaText(p.Schema), when(p.Required, " required"), access, doc(p.Doc))
	}
}

func (d *dumper) choice(u *model.Choice) {
	if u == nil {
		return
	}
	d.line(2, source.Pos{}, "told apart %s", u.Reason)
	for _, v := range u.Variants {
		text := when(len(v.Tags) > 0, fmt.Sprintf(" tags=%q", v.Tags)) + when(len(v.First) > 0, fmt.Sprintf(" first=%q", v.First))
		for _, h := range v.Hints {
			text += " " + h.Name + when(h.Required, "!") + when(len(h.Types) > 0, ":"+strings.Join(h.Types, "|"))
		}
		if v.Shape > 0 {
			text += fmt.Sprintf(" shape %d%s", v.Shape, checksText(" told by ", v.Checks))
		}
		d.line(2, v.Pos, "form %q %s%s", v.Name, schemaText(v.Schema), text)
	}
}

func (d *dumper) operation(o *model.Operation) {
	d.line(1, o.Pos, "operation %s %s %s (path %d) tags=%v%s", o.ID, o.Method, o.PathSpec, o.PathOrder, o.Tags, doc(o.Doc))
	for _, s := range o.Path {
		if s.Parts != nil {
			for _, part := range s.Parts {
				d.line(2, source.Pos{}, "part %q", part.Literal)
			}
			for _, p := range model.Parameters(s.Parts) {
				d.parameter("path", p)
			}
		} else if s.Param == nil {
			d.line(2, source.Pos{}, "literal %q", s.Literal)
		} else {
			d.parameter("path", s.Param)
		}
	}
	for _, p := range o.Query {
		d.parameter("query", p)
	}
	for _, p := range o.Headers {
		d.parameter("header", p)
	}
	for _, p := range o.Cookies {
		d.parameter("cookie", p)
	}
	if b := o.Body; b != nil {
		d.line(2, b.Pos, "body %s %s%s%s", b.MediaType, schemaText(b.Schema), when(b.Required, " required"), doc(b.Doc))
		for _, demand := range b.Demands {
			d.line(3, demand.Pos, "demands %q", demand.Property.Name)
		}
	}
	d.response("success", o.Success)
	for _, r := range o.Errors {
		d.response("error", r)
	}
	for _, r := range o.Security {
		var words []string
		for _, s := range r.Schemes {
			words = append(words, fmt.Sprintf("%s%q", s.Scheme.Name, s.Scopes))
		}
		d.line(2, source.Pos{}, "security {%s}", strings.Join(words, ", "))
	}
	if p := o.Paging; p != nil {
		d.line(2, p.Pos, "paging items=%q next=%q", p.Items.Name, p.NextLink.Name)
	}
}

func (d *dumper) parameter(in string, p *model.Parameter) {
	style := [...]string{"", " label", " matrix", " spaceDelimited", " pipeDelimited", " deepObject"}[p.Style]
	style += when(p.Explode, " explode") + when(p.Reserved, " reserved") + when(p.Empty, " or empty") + when(p.JSON, " as JSON")
	if p.Default != nil {
		style += fmt.Sprintf(" default=%q", cmp.Or(p.Default.JSON, p.Default.Text))
	}
	d.line(2, p.Pos, "%s %q %s%s%s%s", in, p.Name, schemaText(p.Schema), when(p.Required, " required"), style, doc(p.Doc))
}

func (d *dumper) response(kind string, r *model.Response) {
	if r == nil {
		return
	}
	body := ""
	if r.Schema != nil {
		body = " " + r.MediaType + " " + schemaText(r.Schema)
	}
	d.line(2, r.Pos, "%s %d%s%s", kind, r.Status, body, doc(r.Doc))
}

var kindNames = map[model.Kind]string{
	model.String: "string", model.Boolean: "boolean", model.Int32: "int32", model.Int64: "int64",
	model.Float: "float", model.Double: "double", model.DateTime: "date-time", model.Int8: "int8", model.Int16: "int16",
	model.Uint8: "uint8", model.Uint16: "uint16", model.Uint32: "uint32", model.Uint64: "uint64", model.Decimal: "decimal",
	model.Date: "date", model.TimeOfDay: "time", model.Duration: "duration", model.UUID: "uuid", model.Bytes: "bytes", model.Any: "any",
}

// schemaText writes a schema in one line, with its place.
func schemaText(s *model.Schema) string {
	if s == nil {
		return "?"
	}
	name := kindNames[s.Kind]
	switch s.Kind {
	case model.Named:
		name = s.Type.Name
	case model.List:
		name = "[" + schemaText(s.Elem) + "]"
	case model.Map:
		name = "{" + schemaText(s.Elem) + "}"
	}
	rules := ""
	for _, rule := range []struct {
		name  string
		value *int64
	}{
		{"minLength", s.Rules.MinLength}, {"maxLength", s.Rules.MaxLength}, {"minItems", s.Rules.MinItems}, {"maxItems", s.Rules.MaxItems},
	} {
		if rule.value != nil {
			rules += fmt.Sprintf(" %s=%d", rule.name, *rule.value)
		}
	}
	for i, bound := range []*model.Bound{s.Rules.Minimum, s.Rules.Maximum} {
		if bound != nil {
			rules += [...]string{" min", " max"}[i] + when(bound.Exclusive, "(exclusive)") + "=" + bound.Number
		}
	}
	rules += when(s.Rules.UniqueItems, " unique") + when(s.Rules.Pattern != "", fmt.Sprintf(" pattern=%q", s.Rules.Pattern))
	rules += when(s.Rules.ECMAPattern != "", fmt.Sprintf(" ecmaPattern=%q", s.Rules.ECMAPattern)) + when(s.Rules.Format != "", " format="+s.Rules.Format)
	rules += when(s.Rules.MultipleOf != "", " multipleOf="+s.Rules.MultipleOf)
	if s.Rules.OneOf != nil {
		rules += fmt.Sprintf(" oneOf=%q", s.Rules.OneOf)
	}
	return fmt.Sprintf("%s@%d:%d%s%s%s", name, s.Pos.Line, s.Pos.Column, when(s.Nullable, " nullable"), rules, checksText(" held to ", s.Rules.Checks))
}

// checksText writes checks in one line.
func checksText(before string, checks []*model.Check) string {
	var texts []string
	for _, check := range checks {
		text := check.Keyword
		if len(check.Words) > 0 {
			text += fmt.Sprintf("%q", check.Words)
		}
		for _, of := range check.Of {
			text += checksText("", of) + when(len(of) == 0, "{}")
		}
		if check.Ref != nil {
			text += "=" + check.Ref.Name
		}
		texts = append(texts, text)
	}
	return when(len(texts) > 0, before+"{"+strings.Join(texts, "; ")+"}")
}

func when(yes bool, word string) string {
	if yes {
		return word
	}
	return ""
}

// doc writes what a node says of itself.
func doc(doc model.Doc) string {
	out := when(doc.Deprecated, " deprecated")
	for _, words := range []string{doc.Summary, doc.Description, doc.LinkText, doc.LinkURL} {
		out += text80(words)
	}
	return out
}

// text80 quotes words, cut short.
func text80(words string) string {
	if words == "" {
		return ""
	}
	if runes := []rune(words); len(runes) > 80 {
		words = string(runes[:80]) + "…"
	}
	return fmt.Sprintf(" %q", words)
}
