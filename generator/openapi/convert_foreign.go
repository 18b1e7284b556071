package openapi

import (
	"go/token"
	"path"
	"regexp"
	"strings"

	"example.com/burin/generator/model"
)

// goType is the extension by which a schema has a Go type of the caller's.
const goType = "x-go-type"

// knownPackages are packages of the standard library whose types descriptions name
// without their path.
var knownPackages = map[string]string{
	"time": "time", "url": "net/url", "net": "net", "netip": "net/netip", "big": "math/big", "json": "encoding/json", "mail": "net/mail",
}

// goTypeName is the name of a type, with its package's or without.
var goTypeName = regexp.MustCompile(`^(?:([\pL_][\pL\p{Nd}_]*)\.)?([\pL_][\pL\p{Nd}_]*)$`)

// foreign converts a schema that has x-go-type: its values are of that type, which
// encoding/json reads and writes. It is nil where there is none that can be taken.
func (c *converter) foreign(e *node) *model.Schema {
	n := e.get(goType)
	if n == nil {
		return nil
	}
	f := c.foreigns[e]
	if f == nil {
		if f = c.foreignType(e, n); f == nil {
			return nil
		}
		c.foreigns[e] = f
		c.api.Foreign = append(c.api.Foreign, f)
	}
	kind := model.Own
	if c.jsonKind(e) == kindString {
		kind = model.OwnText
	}
	return &model.Schema{Kind: kind, Foreign: f}
}

// foreignType reads the name of the type and of its package, as oapi-codegen has
// them, two fields, or as go-swagger has, an object.
func (c *converter) foreignType(e, n *node) *model.Foreign {
	name, imports := n, e.get("x-go-type-import")
	if n.kind == object {
		name, imports = n.get("type"), n.get("import")
	}
	if name == nil || name.kind != text || !goTypeName.MatchString(name.text) {
		c.note(n, quoted(goType)+" is ignored: give the name of a type, as in time.Time")
		return nil
	}
	parts := goTypeName.FindStringSubmatch(name.text)
	f := &model.Foreign{Pos: n.place(), Of: c.nameOf(e), Name: parts[2], As: parts[1]}
	for _, key := range []string{"path", "package"} {
		if given, ok := imports.string(key); ok {
			f.Path = given
		}
	}
	switch {
	case f.As == "" && f.Path != "":
		f.As = path.Base(f.Path)
	case f.As != "" && f.Path == "":
		f.Path = knownPackages[f.As]
	}
	if f.As != "" && (f.Path == "" || strings.ContainsAny(f.Path, " \t\n\"`\\")) {
		c.note(n, quoted(goType)+" is ignored: give the path of the package "+f.As+` as "x-go-type-import": {"path": ...}`)
		return nil
	}
	if f.Path != "" && !token.IsExported(f.Name) {
		c.note(n, quoted(goType)+" is ignored: "+f.Name+" is not exported")
		return nil
	}
	return f
}

// madeInText gives a schema for a parameter. What a type of the caller's makes of a
// list or an object is JSON, and has none of the forms of parameters.
func (c *converter) madeInText(s *model.Schema, n *node) *model.Schema {
	e := c.effective(n)
	switch kind := c.jsonKind(e); {
	case s.Kind == model.List && s.Elem.Kind == model.Own:
		c.note(n, quoted(goType)+" is ignored in a list that is a parameter")
		list := *s
		list.Elem = c.made(c.effective(e.get("items")))
		return &list
	case s.Kind == model.Own && kind != kindInteger && kind != kindNumber && kind != kindBoolean:
		c.note(n, quoted(goType)+" is ignored in a parameter that is no simple value")
		return c.made(e)
	}
	return s
}
