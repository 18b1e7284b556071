package csdl

import (
	"bytes"
	"strings"
	"testing"
)

const (
	open  = `<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx">`
	begin = open + "<edmx:DataServices>" + `<Schema Namespace="a" xmlns="http://docs.oasis-open.org/odata/ns/edm">`
	end   = `</Schema></edmx:DataServices></edmx:Edmx>`
)

// unreadable are files of which nothing can be made, and what is said of them.
var unreadable = []struct{ name, text, want string }{
	{"empty", "", "a:1:1: there is no element here: a CSDL XML document is an edmx:Edmx element"},
	{"mark", "\uFEFF", "a:1:1: there is no element here: a CSDL XML document is an edmx:Edmx element"},
	{"utf-16", "\xFF\xFE<\x00", "a:1:1: the file is in UTF-16: save it in UTF-8"},
	{"utf-16, big end first", "\xFE\xFF\x00<", "a:1:1: the file is in UTF-16: save it in UTF-8"},
	{"not utf-8", "<a>\n  \xE9</a>", "a:2:3: the file is not in UTF-8: save it so"},
	{"other encoding", `<?xml version="1.0" encoding="latin1"?><a/>`, `a:1:39: the XML cannot be read: encoding "latin1" declared but Decoder.CharsetReader is nil`},
	{"cut off", begin + "\n<EntityType Name=\"b\">\n", "a:3:1: the XML cannot be read: the file ends before EntityType does, which began at line 2"},
	{"cut in a tag", begin + "\n<EntityType Name=\"b", "a:2:20: the XML cannot be read: the file ends before Schema does, which began at line 1"},
	{"mismatch", begin + "\n</Schem>", "a:2:8: the XML cannot be read: element <Schema> closed by </Schem>"},
	{"doctype", "\n <!DOCTYPE edmx>" + begin + end, "a:2:2: a document type declaration has no place in CSDL (section 2): remove it"},
	{"entity", begin + "\n<EntityType Name=\"&bomb;\"/>" + end, "a:2:24: the XML cannot be read: invalid character entity &bomb;"},
	{"other root", "<html/>", "a:1:1: the document begins with html: CSDL XML begins with Edmx of the namespace http://docs.oasis-open.org/odata/ns/edmx (section 4)"},
	{"earlier version", `<Edmx xmlns="http://schemas.microsoft.com/ado/2007/06/edmx"/>`, "a:1:1: this is metadata of OData 3 or earlier, which burin does not read: ask the service for that of version 4"},
	{"second document", begin + end + "\n" + begin + end, "a:2:1: a second document begins here: remove it"},
	{"attribute twice", begin + "\n<EntityType Name=\"b\" Name=\"c\"/>" + end, "a:2:22: the attribute Name is given twice: remove one of the two"},
	{"deep", begin + strings.Repeat("\n<Annotation>", 10_000), "a:199:1: more than 200 levels of nesting: nest less deeply"},
	{"deep, foreign", begin + strings.Repeat("\n<x xmlns='b'>", 10_000), "a:199:1: more than 200 levels of nesting: nest less deeply"},
	{"huge attribute", begin + "\n<Annotation String=\"" + strings.Repeat("a", maxAttribute+1) + "\"/>" + end, "a:2:13: more than 1048576 bytes in one attribute: write less"},
	{"huge text", begin + "\n<Annotation>" + strings.Repeat("a", maxAttribute+1) + "</Annotation>" + end, "a:2:13: more than 1048576 bytes of text in one element: write less"},
	{"json cut off", `{"$Version": "4.01",` + "\n", "a:2:1: the JSON cannot be read: the file ends in the midst of a value"},
	{"json syntax", "{\n  \"$Version\": 4.01.1}", "a:2:19: the JSON cannot be read: invalid character '.' after object key:value pair"},
	{"json deep", `{"a":` + strings.Repeat("\n[", 5000) + strings.Repeat("]", 5000) + "}", "a:201:1: more than 200 levels of nesting: nest less deeply"},
	{"json deeper", `{"a":` + strings.Repeat("\n[", 10_001), "a:10001:1: more than 200 levels of nesting: nest less deeply"},
	{"second json", "{\"$Version\": \"4.01\"}\n{}", "a:2:1: the JSON cannot be read: invalid character '{' after top-level value"},
}

func TestUnreadable(t *testing.T) {
	for _, test := range unreadable {
		_, err := Parse("a", []byte(test.text), Options{})
		if err == nil {
			t.Errorf("%s: no fault", test.name)
		} else if got := err.Error(); got != test.want {
			t.Errorf("%s:\n got %s\nwant %s", test.name, got, test.want)
		}
	}
}

// TestMarks reads a file with a byte order mark, which is no part of its first
// line.
func TestMarks(t *testing.T) {
	api, err := Parse("a", []byte("\uFEFF"+begin+`<ComplexType Name="b"/>`+end), Options{})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := api.Types[0].Pos.Column, len(begin)+1; got != want {
		t.Errorf("the type is at column %d, not %d", got, want)
	}
}

func TestTooLarge(t *testing.T) {
	_, err := Parse("a", bytes.Repeat([]byte(" "), maxSize+1), Options{})
	if want := "a: the file is larger than 64 MiB: split it"; err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}

// TestLineBreaks reads attributes that are written over several lines: what is
// written so is a space, and what a number refers to is a line break.
func TestLineBreaks(t *testing.T) {
	text := begin + "<Annotation Term=\"Org.OData.Core.V1.Description\" String=\"one\ntwo\" />" +
		"<ComplexType Name=\"b\"><Annotation Term=\"Org.OData.Core.V1.Description\" String=\"one&#10;two\" /></ComplexType>" + end
	api, err := Parse("a", []byte(text), Options{})
	if err != nil {
		t.Fatal(err)
	}
	if got := api.Description; got != "one two" {
		t.Errorf("got %q", got)
	}
	if got := api.Types[0].Doc.Description; got != "one\ntwo" {
		t.Errorf("got %q", got)
	}
}

func TestIs(t *testing.T) {
	for text, want := range map[string]bool{
		"":                                       false,
		"openapi: 3.0.3":                         false,
		"\uFEFF\n <?xml version='1.0'?>":         true,
		"<html>":                                 true,
		`{"openapi": "3.0.3"}`:                   false,
		`{"paths": {}, "$Version": "4.01"}`:      false,
		`{"$Version": "4.01"}`:                   true,
		`{"a": {"b": [1]}, "$Version": "4.01"}`:  true,
		`{"a": {"$Version": "4.01"}}`:            false,
		`{"a": "$Version"}`:                      false,
		`{"$Reference": [], "$Version": "4.01"}`: true,
		`{`:                                      false,
		"[]":                                     false,
	} {
		if got := Is([]byte(text)); got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
}
