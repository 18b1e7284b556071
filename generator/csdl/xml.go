package csdl

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"example.com/burin/generator/source"
)

// Bounds on what is read, so that no file takes memory or stack out of
// proportion to its size.
const (
	maxDepth     = 200     // levels of nesting
	maxAttribute = 1 << 20 // bytes of one attribute, or of one element's text
)

// The namespaces of CSDL XML (section 2), and how those of earlier versions
// begin.
const (
	edmx     = "http://docs.oasis-open.org/odata/ns/edmx"
	edm      = "http://docs.oasis-open.org/odata/ns/edm"
	earlier  = "http://schemas.microsoft.com/ado/"
	utf16    = "\xFE\xFF"
	utf16le  = "\xFF\xFE"
	utf8Mark = "\xEF\xBB\xBF"
)

// element is one element of an XML document, less those of namespaces that
// CSDL does not know.
type element struct {
	pos      source.Pos
	name     string
	attrs    []attribute
	children []*element
	text     string
}

// attribute is one attribute of an element; at and valueAt are offsets.
type attribute struct {
	name, value string
	at, valueAt int
}

// xmlReader builds elements from an XML file.
type xmlReader struct {
	*findings
	lines   *lines
	decoder *xml.Decoder
	open    []*element
	foreign int // elements of other namespaces around the place being read
	root    *element
}

// readXML reads the elements of a file; nil where a fault keeps them from being
// read.
func readXML(f *findings, l *lines) *element {
	x := &xmlReader{findings: f, lines: l, decoder: xml.NewDecoder(bytes.NewReader(l.data))}
	for {
		start := int(x.decoder.InputOffset())
		token, err := x.decoder.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			x.syntax(err)
			return nil
		}
		if !x.token(token, start) {
			return nil
		}
	}
	if x.root == nil {
		x.fault(l.at(0), "there is no element here: a CSDL XML document is an edmx:Edmx element")
	}
	return x.root
}

// syntax reports what the parser could not read, at where it stopped.
func (x *xmlReader) syntax(err error) {
	message := strings.TrimPrefix(err.Error(), "xml: ")
	var syntax *xml.SyntaxError
	if errors.As(err, &syntax) {
		message = syntax.Msg
	}
	offset := max(int(x.decoder.InputOffset())-1, 0)
	if strings.Contains(message, "unexpected EOF") {
		offset, message = len(x.lines.data), "the file ends in the midst of an element"
		if n := len(x.open); n > 0 {
			message = "the file ends before " + x.open[n-1].name + " does, which began at line " + strconv.Itoa(x.open[n-1].pos.Line)
		}
	}
	x.fault(x.lines.at(offset), "the XML cannot be read: %s", message)
}

// token takes in the next piece of the file, which began at an offset; false
// where nothing more is to be read.
func (x *xmlReader) token(token xml.Token, start int) bool {
	switch token := token.(type) {
	case xml.Directive:
		x.fault(x.lines.at(start), "a document type declaration has no place in CSDL (section 2): remove it")
		return false
	case xml.StartElement:
		return x.start(token, start)
	case xml.EndElement:
		if x.foreign > 0 {
			x.foreign--
		} else {
			x.open = x.open[:len(x.open)-1]
		}
	case xml.CharData:
		if n := len(x.open); n > 0 && x.foreign == 0 {
			return x.characters(x.open[n-1], token, start)
		}
	}
	return true
}

// characters adds text to an element, unless it is only layout.
func (x *xmlReader) characters(e *element, text xml.CharData, start int) bool {
	if len(bytes.TrimSpace(text)) == 0 {
		return true
	}
	if len(e.text)+len(text) > maxAttribute {
		x.fault(x.lines.at(start), "more than %d bytes of text in one element: write less", maxAttribute)
		return false
	}
	e.text += string(text)
	return true
}

// start begins an element.
func (x *xmlReader) start(token xml.StartElement, start int) bool {
	pos := x.lines.at(start)
	if len(x.open)+x.foreign >= maxDepth {
		x.fault(pos, "more than %d levels of nesting: nest less deeply", maxDepth)
		return false
	}
	if x.root == nil && !x.isRoot(token, pos) {
		return false
	}
	if x.foreign > 0 || token.Name.Space != edm && token.Name.Space != edmx {
		if x.foreign++; x.foreign == 1 {
			x.note(pos, "the element %s is of a namespace that CSDL does not know", token.Name.Local)
		}
		return true
	}
	e := &element{pos: pos, name: token.Name.Local}
	if !x.attributes(e, token.Attr, start) {
		return false
	}
	if n := len(x.open); n > 0 {
		x.open[n-1].children = append(x.open[n-1].children, e)
	} else if x.root != nil {
		x.fault(pos, "a second document begins here: remove it")
		return false
	} else {
		x.root = e
	}
	x.open = append(x.open, e)
	return true
}

// isRoot says whether the first element is that of CSDL 4.
func (x *xmlReader) isRoot(token xml.StartElement, pos source.Pos) bool {
	switch {
	case token.Name == xml.Name{Space: edmx, Local: "Edmx"}:
		return true
	case strings.HasPrefix(token.Name.Space, earlier):
		x.fault(pos, "this is metadata of OData 3 or earlier, which burin does not read: ask the service for that of version 4")
	default:
		x.fault(pos, "the document begins with %s: CSDL XML begins with Edmx of the namespace %s (section 4)", token.Name.Local, edmx)
	}
	return false
}

// attributes keeps the attributes of an element that have no namespace, with
// where they stand.
func (x *xmlReader) attributes(e *element, attrs []xml.Attr, start int) bool {
	if len(attrs) == 0 {
		return true
	}
	places := attributePlaces(x.lines.data[start:x.decoder.InputOffset()])
	e.attrs = make([]attribute, 0, len(attrs))
	for i, attr := range attrs {
		if attr.Name.Space != "" || attr.Name.Local == "xmlns" {
			continue
		}
		a := attribute{attr.Name.Local, attr.Value, start, start}
		if i < len(places) {
			a.at, a.valueAt = start+places[i][0], start+places[i][1]
			a.value = oneLine(a.value, x.lines.data[a.valueAt:start+places[i][2]])
		}
		if len(a.value) > maxAttribute {
			x.fault(x.lines.at(a.at), "more than %d bytes in one attribute: write less", maxAttribute)
			return false
		}
		for _, other := range e.attrs {
			if other.name == a.name {
				x.fault(x.lines.at(a.at), "the attribute %s is given twice: remove one of the two", a.name)
			}
		}
		e.attrs = append(e.attrs, a)
	}
	return true
}

// oneLine gives the value of an attribute with spaces in place of the line breaks
// and tabs that it is written with; those that it refers to by their numbers
// stay (XML 1.0, section 3.3.3).
func oneLine(value string, raw []byte) string {
	if !bytes.ContainsAny(raw, "\t\r\n") || bytes.Contains(raw, []byte("&#")) {
		return value
	}
	return strings.NewReplacer("\t", " ", "\n", " ").Replace(value)
}

// attributePlaces gives the offsets of the names of the attributes of a tag,
// and of where their values begin and end. The parser has read the tag already.
func attributePlaces(tag []byte) [][3]int {
	var places [][3]int
	i := 1
	skip := func(while func(byte) bool) {
		for i < len(tag) && while(tag[i]) {
			i++
		}
	}
	space := func(b byte) bool { return b == ' ' || b == '\t' || b == '\n' || b == '\r' }
	word := func(b byte) bool { return !space(b) && b != '=' && b != '>' && b != '/' }
	skip(word)
	for {
		skip(space)
		name := i
		skip(word)
		skip(space)
		if i >= len(tag) || tag[i] != '=' {
			return places
		}
		i++
		skip(space)
		if i >= len(tag) {
			return places
		}
		quote := tag[i]
		i++
		value := i
		skip(func(b byte) bool { return b != quote })
		places = append(places, [3]int{name, value, i})
		i++
	}
}

// checkText finds fault with a file that is not text in UTF-8.
func checkText(f *findings, file string, data []byte) bool {
	switch {
	case bytes.HasPrefix(data, []byte(utf16)), bytes.HasPrefix(data, []byte(utf16le)):
		f.fault(source.Pos{File: file, Line: 1, Column: 1}, "the file is in UTF-16: save it in UTF-8")
		return false
	case utf8.Valid(data):
		return true
	}
	offset := 0
	for offset < len(data) {
		r, size := utf8.DecodeRune(data[offset:])
		if r == utf8.RuneError && size == 1 {
			break
		}
		offset += size
	}
	f.fault(newLines(file, data).at(offset), "the file is not in UTF-8: save it so")
	return false
}
