package csdl

import (
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
	d.line(0, source.Pos{}, "api %s %q %q%s", api.Source, api.Title, api.Version, quoted(api.Description))
	for _, t := range api.Types {
		d.typ(t)
	}
	d.service(api.Service)
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
	base := ""
	if t.Base != nil {
		base = " of " + t.Base.Name
	}
	kind := map[model.TypeKind]string{model.Object: "object", model.Enum: "enum"}[t.Kind]
	d.line(1, t.Pos, "%s %s (%s)%s%s%s%s%s%s", kind, t.Name, t.Qualified, base, when(t.Closed, " closed"), when(t.Abstract, " abstract"),
		when(t.Extended, " extended"), when(t.Flags, " flags"), doc(t.Doc))
	if t.Tag != "" {
		d.line(2, source.Pos{}, "tag %q in %q", t.Tag, t.TagName)
	}
	if e := t.Entity; e != nil {
		d.line(2, source.Pos{}, "entity%s%s%s", when(e.Media, " media"), list(" types", e.MediaTypes), list(" explicit", e.Explicit))
		d.key("key", e.Key)
		for _, key := range e.Alternate {
			d.key("alternate key", key)
		}
	}
	for _, m := range t.Members {
		d.line(2, m.Pos, "member %q = %d%s", m.Value, m.Number, doc(m.Doc))
	}
	for _, p := range t.Properties {
		access := map[model.Access]string{model.ReadOnly: " read-only", model.WriteOnly: " write-only", model.CreateOnly: " create-only"}[p.Access]
		d.line(2, p.Pos, "property %q %s%s%s%s", p.Name, schemaText(p.Schema), when(p.Required, " required"), access, doc(p.Doc))
		if l := p.Link; l != nil {
			d.line(3, source.Pos{}, "link%s%s%s%s%s", when(l.Contained, " contained"), when(l.Partner != "", " partner="+l.Partner),
				when(l.ETag, " etag"), limits(l.Limits), list(" explicit", l.Explicit))
		}
	}
}

func (d *dumper) key(name string, key []*model.KeyPart) {
	for _, part := range key {
		var path []string
		for _, p := range part.Path {
			path = append(path, p.Name)
		}
		d.line(2, part.Pos, "%s %s%s", name, strings.Join(path, "/"), when(part.Alias != "", " as "+part.Alias))
	}
}

func (d *dumper) service(s *model.Service) {
	d.line(1, s.Pos, "service %q of %s%s", s.Name, s.Namespace, when(s.KeyAsSegment, " key-as-segment"))
	for _, r := range s.Roots {
		kind := "singleton"
		if r.Collection {
			kind = "set"
		}
		d.line(2, r.Pos, "%s %s of %s%s%s%s%s", kind, r.Name, r.Type.Name, when(r.ETag, " etag"), limits(r.Limits), list(" explicit", r.Explicit), doc(r.Doc))
	}
	for _, c := range s.Calls {
		kind := "function"
		if c.Action {
			kind = "action"
		}
		d.line(2, c.Pos, "%s %s.%s%s%s%s%s", kind, c.Namespace, c.Name, when(c.Composable, " composable"), when(c.Delta, " delta"), when(c.Explicit, " explicit"), doc(c.Doc))
		if c.Binding != nil {
			d.line(3, source.Pos{}, "on %s", schemaText(c.Binding))
		}
		for _, p := range c.Parameters {
			d.line(3, p.Pos, "parameter %q %s%s%s", p.Name, schemaText(p.Schema), when(p.Required, " required"), doc(p.Doc))
		}
		if c.Returns != nil {
			d.line(3, source.Pos{}, "returns %s", schemaText(c.Returns))
		}
	}
	for _, i := range s.Imports {
		d.line(2, i.Pos, "import %s of %s at line %d%s", i.Name, i.Call.Name, i.Call.Pos.Line, doc(i.Doc))
	}
}

// limits writes what a place does not allow.
func limits(l *model.Limits) string {
	if l == nil {
		return ""
	}
	var words []string
	for _, limit := range []struct {
		name string
		set  bool
	}{
		{"read", l.NoRead}, {"insert", l.NoInsert}, {"update", l.NoUpdate}, {"delete", l.NoDelete},
		{"count", l.NoCount}, {"search", l.NoSearch}, {"top", l.NoTop}, {"skip", l.NoSkip},
		{"filter", l.NoFilter}, {"sort", l.NoSort}, {"select", l.NoSelect}, {"expand", l.NoExpand},
	} {
		if limit.set {
			words = append(words, limit.name)
		}
	}
	text := list(" no", words) + when(l.Put, " put") + list(" requires", l.Required)
	for _, p := range l.Permissions {
		text += fmt.Sprintf(" %s by %s%v", p.Request, p.Scheme, p.Scopes)
	}
	return text
}

var kindNames = map[model.Kind]string{
	model.String: "string", model.Boolean: "boolean", model.Int8: "int8", model.Int16: "int16", model.Int32: "int32", model.Int64: "int64",
	model.Uint8: "uint8", model.Float: "float", model.Double: "double", model.Decimal: "decimal", model.DateTime: "date-time",
	model.Date: "date", model.TimeOfDay: "time-of-day", model.Duration: "duration", model.UUID: "uuid", model.Bytes: "bytes",
	model.Any: "any", model.Stream: "stream",
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
	}
	return fmt.Sprintf("%s@%d:%d%s%s%s%s", name, s.Pos.Line, s.Pos.Column, when(s.Nullable, " nullable"), rules(s.Rules), list(" derived", s.Derived), list(" media", s.MediaTypes))
}

func rules(r model.Rules) (text string) {
	for _, rule := range []struct {
		name  string
		value *int64
	}{
		{"minLength", r.MinLength}, {"maxLength", r.MaxLength},
		{"minItems", r.MinItems}, {"maxItems", r.MaxItems}, {"precision", r.Precision}, {"scale", r.Scale},
	} {
		if rule.value != nil {
			text += fmt.Sprintf(" %s=%d", rule.name, *rule.value)
		}
	}
	for i, bound := range []*model.Bound{r.Minimum, r.Maximum} {
		if bound != nil {
			text += [...]string{" min", " max"}[i] + when(bound.Exclusive, "(exclusive)") + "=" + bound.Number
		}
	}
	return text + list(" oneOf", r.OneOf) + when(r.Pattern != "", " pattern="+r.Pattern) +
		when(r.MultipleOf != "", " multipleOf="+r.MultipleOf) + when(r.URI, " uri")
}

func list(name string, words []string) string {
	return when(words != nil, name+"="+fmt.Sprintf("%q", words))
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
	if d := doc.Deprecation; d != nil {
		out += fmt.Sprintf("{%s, %s, %s}", d.Text, d.Since, d.Removal)
	}
	return out + quoted(doc.Summary) + quoted(doc.Description)
}

func quoted(words string) string {
	if words == "" {
		return ""
	}
	return fmt.Sprintf(" %q", words)
}
