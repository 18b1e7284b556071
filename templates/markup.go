package templates

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"reflect"
	"strconv"
	"strings"
)

// XML is read and written by way of JSON, so that one walk method is enough for
// both. Where the two differ an xml tag says so at a struct's field:
//
//	xml:"NAMESPACE PREFIX:NAME>ITEM,attr"
//
// ITEM is the name of a list's elements within the element NAME.

// xmlElement is one of an XML document.
type xmlElement struct {
	name       string
	attributes []xml.Attr
	children   []*xmlElement
	text       strings.Builder
}

// maxMarkup is how deep XML documents may nest.
const maxMarkup = 256

// parseMarkup reads an XML document.
func parseMarkup(text []byte) (*xmlElement, error) {
	decoder := xml.NewDecoder(bytes.NewReader(text))
	top := new(xmlElement)
	open := []*xmlElement{top}
	for {
		token, err := decoder.Token()
		if err == io.EOF {
			if len(top.children) != 1 {
				return nil, errors.New("a document has one element")
			}
			return top.children[0], nil
		}
		if err != nil {
			return nil, err
		}
		last := open[len(open)-1]
		switch token := token.(type) {
		case xml.StartElement:
			if len(open) > maxMarkup {
				return nil, errors.New("nests deeper than " + strconv.Itoa(maxMarkup) + " levels")
			}
			inner := &xmlElement{name: token.Name.Local, attributes: token.Attr}
			last.children = append(last.children, inner)
			open = append(open, inner)
		case xml.EndElement:
			open = open[:len(open)-1]
		case xml.CharData:
			last.text.Write(token)
		case xml.Directive:
			return nil, errors.New("a document type is not read")
		}
	}
}

// decodeMarkup makes JSON of the XML of a value of a type. The name of the
// document's element is judged where strict says so.
func decodeMarkup(text []byte, t reflect.Type, root string, strict bool) ([]byte, error) {
	e, err := parseMarkup(text)
	if err != nil {
		return nil, err
	}
	if _, local, _ := cutName(root); strict && isObjectType(plainType(t)) && e.name != local {
		return nil, errors.New("the element is " + e.name + " where " + local + " is wanted")
	}
	return e.appendJSON(nil, t), nil
}

func (e *xmlElement) appendJSON(dst []byte, t reflect.Type) []byte {
	t = plainType(t)
	switch {
	case e.attribute("nil") == "true": // of XML Schema instances
		return append(dst, "null"...)
	case isObjectType(t):
		return e.appendObject(dst, t)
	case isListType(t):
		return appendList(dst, e.children, t)
	}
	return appendPlain(dst, e.text.String(), t)
}

func (e *xmlElement) appendObject(dst []byte, t reflect.Type) []byte {
	dst = append(dst, '{')
	for _, f := range markupFields(t) {
		n := len(dst)
		dst = append(strconv.AppendQuote(dst, f.key), ':')
		found := e.named(f.name)
		switch {
		case f.attribute && e.has(f.name):
			dst = appendPlain(dst, e.attribute(f.name), plainType(f.of))
		case f.attribute || len(found) == 0 && (f.optional || !isListType(plainType(f.of)) || f.item != ""):
			dst = dst[:n]
			continue
		case isListType(plainType(f.of)) && f.item == "":
			dst = appendList(dst, found, plainType(f.of))
		default:
			dst = found[0].appendJSON(dst, f.of)
		}
		dst = append(dst, ',')
	}
	return closeJSON(dst, '}')
}

func appendList(dst []byte, items []*xmlElement, t reflect.Type) []byte {
	dst = append(dst, '[')
	for _, item := range items {
		dst = append(item.appendJSON(dst, t.Elem()), ',')
	}
	return closeJSON(dst, ']')
}

// appendPlain writes text as JSON. What is no number where one is wanted stays
// text, for the walker to refuse.
func appendPlain(dst []byte, text string, t reflect.Type) []byte {
	trimmed := strings.TrimSpace(text)
	literal := t.Kind() >= reflect.Bool && t.Kind() <= reflect.Float64 || t.Name() == "Decimal"
	if literal && json.Valid([]byte(trimmed)) && trimmed[0] != '"' && trimmed[0] != '[' && trimmed[0] != '{' {
		return append(dst, trimmed...)
	}
	quoted, _ := json.Marshal(text) // a string can be
	return append(dst, quoted...)
}

func closeJSON(dst []byte, end byte) []byte {
	if dst[len(dst)-1] == ',' {
		dst = dst[:len(dst)-1]
	}
	return append(dst, end)
}

func (e *xmlElement) named(name string) []*xmlElement {
	var found []*xmlElement
	for _, child := range e.children {
		if child.name == name {
			found = append(found, child)
		}
	}
	return found
}

func (e *xmlElement) has(attribute string) bool {
	for _, a := range e.attributes {
		if a.Name.Local == attribute {
			return true
		}
	}
	return false
}

func (e *xmlElement) attribute(name string) string {
	for _, a := range e.attributes {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// markupField is how a property stands in XML.
type markupField struct {
	key, name, tag, item string
	attribute, optional  bool
	of                   reflect.Type
}

// markupFields are the properties of an object, as the tags of its struct say.
func markupFields(t reflect.Type) []markupField {
	var fields []markupField
	for i := range t.NumField() {
		field := t.Field(i)
		key, rest, _ := strings.Cut(field.Tag.Get("json"), ",")
		if key == "" || key == "-" {
			continue
		}
		f := markupField{key: key, tag: key, of: field.Type, optional: rest != ""}
		tag := field.Tag.Get("xml")
		tag, f.attribute = strings.CutSuffix(tag, ",attr")
		if tag, f.item, _ = strings.Cut(tag, ">"); tag != "" {
			f.tag = tag
		}
		_, f.name, _ = cutName(f.tag)
		fields = append(fields, f)
	}
	return fields
}

// cutName takes the name of a tag apart.
func cutName(tag string) (space, local, prefix string) {
	if i := strings.LastIndexByte(tag, ' '); i >= 0 {
		space, tag = tag[:i], tag[i+1:]
	}
	if before, after, found := strings.Cut(tag, ":"); found {
		return space, after, before
	}
	return space, tag, ""
}

// plainType is the type of a value without what says that it may be missing.
func plainType(t reflect.Type) reflect.Type {
	for {
		switch {
		case t.Kind() == reflect.Pointer:
			t = t.Elem()
		case t.Kind() == reflect.Struct && strings.HasPrefix(t.Name(), "Opt["):
			value, _ := t.FieldByName("value")
			t = value.Type
		default:
			return t
		}
	}
}

func isObjectType(t reflect.Type) bool {
	return t.Kind() == reflect.Struct && reflect.PointerTo(t).Implements(reflect.TypeFor[object]())
}

func isListType(t reflect.Type) bool { return t.Kind() == reflect.Slice }

// encodeMarkup makes XML of the JSON of a value of a type.
func encodeMarkup(text []byte, t reflect.Type, root, item string) ([]byte, error) {
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber()
	var value any
	if err := decoder.Decode(&value); err != nil {
		return nil, err
	}
	var out bytes.Buffer
	out.WriteString(xml.Header)
	m := markupWriter{encoder: xml.NewEncoder(&out)}
	m.value(root, item, value, plainType(t))
	if m.err == nil {
		m.err = m.encoder.Flush()
	}
	return out.Bytes(), m.err
}

type markupWriter struct {
	encoder *xml.Encoder
	err     error
}

// value writes an element, or one for each element of a list that item names
// none for.
func (m *markupWriter) value(tag, item string, value any, t reflect.Type) {
	values, many := value.([]any)
	if many && item == "" {
		for _, value := range values {
			m.value(tag, "", value, plainType(t.Elem()))
		}
		return
	}
	start := startOf(tag)
	object, _ := value.(map[string]any)
	if value == nil {
		start.Attr = append(start.Attr, xml.Attr{Name: xml.Name{Local: "xmlns:xsi"}, Value: "http://www.w3.org/2001/XMLSchema-instance"},
			xml.Attr{Name: xml.Name{Local: "xsi:nil"}, Value: "true"})
	}
	var fields []markupField
	if object != nil {
		fields = markupFields(t)
	}
	for _, f := range fields {
		if v, ok := object[f.key]; ok && f.attribute && v != nil {
			start.Attr = append(start.Attr, attributesOf(f.tag, markupText(v))...)
		}
	}
	m.token(start)
	for _, f := range fields {
		if v, ok := object[f.key]; ok && !f.attribute {
			m.value(f.tag, f.item, v, plainType(f.of))
		}
	}
	for _, v := range values {
		m.value(item, "", v, plainType(t.Elem()))
	}
	if object == nil && !many {
		m.token(xml.CharData(markupText(value)))
	}
	m.token(start.End())
}

func (m *markupWriter) token(t xml.Token) {
	if m.err == nil {
		m.err = m.encoder.EncodeToken(t)
	}
}

// startOf begins an element with the namespace of its tag.
func startOf(tag string) xml.StartElement {
	space, local, prefix := cutName(tag)
	declared, name := "xmlns", local
	if prefix != "" {
		declared, name = "xmlns:"+prefix, prefix+":"+local
	}
	start := xml.StartElement{Name: xml.Name{Local: name}}
	if space != "" {
		start.Attr = []xml.Attr{{Name: xml.Name{Local: declared}, Value: space}}
	}
	return start
}

// attributesOf is an attribute, and what declares its prefix.
func attributesOf(tag, text string) []xml.Attr {
	start := startOf(tag)
	if !strings.Contains(start.Name.Local, ":") {
		start.Attr = nil // an attribute without a prefix is in no namespace
	}
	return append(start.Attr, xml.Attr{Name: start.Name, Value: text})
}

// markupText is a JSON value that holds no others, as text.
func markupText(value any) string {
	switch value := value.(type) {
	case string:
		return value
	case json.Number:
		return value.String()
	case bool:
		return strconv.FormatBool(value)
	}
	return ""
}
