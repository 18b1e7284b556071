package csdl

import (
	"reflect"
	"slices"

	"example.com/burin/generator/model"
)

// restriction is a term of the vocabulary Capabilities whose record says by a
// boolean whether a place has a feature.
type restriction struct {
	term    string
	allowed string // the record's property
	limit   func(*model.Limits) *bool
	request string // what its Permissions are needed for
}

var restrictions = []restriction{
	{"ReadRestrictions", "Readable", func(l *model.Limits) *bool { return &l.NoRead }, "read"},
	{"InsertRestrictions", "Insertable", func(l *model.Limits) *bool { return &l.NoInsert }, "insert"},
	{"UpdateRestrictions", "Updatable", func(l *model.Limits) *bool { return &l.NoUpdate }, "update"},
	{"DeleteRestrictions", "Deletable", func(l *model.Limits) *bool { return &l.NoDelete }, "delete"},
	{"CountRestrictions", "Countable", func(l *model.Limits) *bool { return &l.NoCount }, ""},
	{"SearchRestrictions", "Searchable", func(l *model.Limits) *bool { return &l.NoSearch }, ""},
	{"FilterRestrictions", "Filterable", func(l *model.Limits) *bool { return &l.NoFilter }, ""},
	{"SortRestrictions", "Sortable", func(l *model.Limits) *bool { return &l.NoSort }, ""},
	{"SelectSupport", "Supported", func(l *model.Limits) *bool { return &l.NoSelect }, ""},
	{"ExpandRestrictions", "Expandable", func(l *model.Limits) *bool { return &l.NoExpand }, ""},
	{"TopSupported", "", func(l *model.Limits) *bool { return &l.NoTop }, ""},
	{"SkipSupported", "", func(l *model.Limits) *bool { return &l.NoSkip }, ""},
}

// limitsOf takes the capabilities of a place; nil where there are no limits.
func limitsOf(terms *terms) *model.Limits {
	l := &model.Limits{}
	for _, r := range restrictions {
		if a := terms.take(capabilities + r.term); a != nil {
			r.apply(terms, l, a.value, a)
		}
	}
	return orNil(l)
}

// apply takes what one restriction says.
func (r restriction) apply(terms *terms, l *model.Limits, value *expression, a *annotation) {
	if r.allowed == "" {
		if yes, known := truth(value, true); known {
			*r.limit(l) = !yes
		} else {
			terms.note(a.pos, "the annotation %s is not used: its value is no constant", a.term.text)
		}
		return
	}
	if value == nil || value.kind != record {
		terms.note(a.pos, "the annotation %s is not used: its value is no record", a.term.text)
		return
	}
	for _, f := range value.fields {
		switch {
		case f.name == r.allowed:
			if yes, known := truth(f.value, true); known {
				*r.limit(l) = !yes
				continue
			}
		case f.name == "Permissions" && r.request != "" && f.value != nil:
			l.Permissions = append(l.Permissions, permissions(r.request, f.value)...)
			continue
		case f.name == "UpdateMethod" && textOf(f.value) == "PUT":
			l.Put = true
			continue
		case f.name == "RequiredProperties" && r.request == "insert" && f.value != nil:
			l.Required = append(l.Required, f.value.strings()...)
			continue
		}
		terms.note(f.pos, "%s of the annotation %s%s is not used", f.name, capabilities, r.term)
	}
}

// permissions reads what a caller needs, each a scheme and its scopes
// (Org.OData.Capabilities.V1.PermissionType).
func permissions(request string, value *expression) []model.Permission {
	var list []model.Permission
	for _, item := range value.items {
		p := model.Permission{Request: request, Scheme: textOf(item.field("SchemeName"))}
		if scopes := item.field("Scopes"); scopes != nil {
			for _, scope := range scopes.items {
				if name := textOf(scope.field("Scope")); name != "" {
					p.Scopes = append(p.Scopes, name)
				}
			}
		}
		list = append(list, p)
	}
	return list
}

// navigation takes what a root says of the navigation properties of its type
// (Org.OData.Capabilities.V1.NavigationRestrictions). The links are of the type,
// so that what one of several roots of that type says is not used.
func (b *serviceBuilder) navigation(d *document, t *typeDef, terms *terms) {
	const term = capabilities + "NavigationRestrictions"
	if b.rootsOf(t) > 1 {
		return
	}
	a := terms.take(term)
	if a == nil || a.value == nil {
		return
	}
	for _, f := range a.value.fields {
		if f.name != "RestrictedProperties" || f.value == nil {
			terms.note(f.pos, "%s of the annotation %s is not used", f.name, term)
			continue
		}
		for _, item := range f.value.items {
			b.restrictLink(d, t, terms, item, a)
		}
	}
}

// rootsOf counts the roots of a type.
func (b *serviceBuilder) rootsOf(t *typeDef) int {
	n := 0
	for _, con := range b.chain {
		for _, r := range con.roots {
			if b.types[con.schema.document.canonical(r.typ.text)] == t {
				n++
			}
		}
	}
	return n
}

// restrictLink takes what is said of one navigation property.
func (b *serviceBuilder) restrictLink(d *document, t *typeDef, terms *terms, item *expression, a *annotation) {
	path := textOf(item.field("NavigationProperty"))
	last, way := b.walk(d, t, path)
	if last == nil || !last.navigation {
		b.slip(item.pos, "%q leads to no navigation property of %s: name one", path, t.name.text)
		return
	}
	if len(way) > 1 || last.owner != t || last.made == nil || last.made.Link == nil {
		b.note(item.pos, "the restriction of %s is not used: it is for one way to it alone", path)
		return
	}
	link := last.made.Link
	l := link.Limits
	if l == nil {
		l = &model.Limits{}
	}
	for _, f := range item.fields {
		i := slices.IndexFunc(restrictions, func(r restriction) bool { return r.term == f.name })
		switch {
		case f.name == "NavigationProperty":
		case i >= 0:
			restrictions[i].apply(terms, l, f.value, a)
		case f.name == "OptimisticConcurrencyControl" && f.value != nil:
			link.ETag = f.value.text == "true"
		default:
			b.note(f.pos, "%s of the annotation %s is not used", f.name, a.term.text)
		}
	}
	link.Limits = orNil(l)
}

// orNil gives limits, or nil where they allow everything.
func orNil(l *model.Limits) *model.Limits {
	if reflect.ValueOf(*l).IsZero() {
		return nil
	}
	return l
}
