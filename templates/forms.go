package templates

import (
	"bytes"
	"cmp"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"net/textproto"
	"net/url"
	"strings"
)

// File is a part of a form that is sent as it is read.
type File struct {
	Name    string // of the file
	Type    string // its media type; "" is application/octet-stream
	Header  textproto.MIMEHeader
	Content io.Reader
}

// formWriter makes a multipart body of pieces, so that files are read when they
// are sent.
type formWriter struct {
	buffer *bytes.Buffer
	writer *multipart.Writer
	pieces []io.Reader
}

func newFormWriter() *formWriter {
	buffer := new(bytes.Buffer)
	return &formWriter{buffer: buffer, writer: multipart.NewWriter(buffer)}
}

// part writes a part's head, and its content after it.
func (f *formWriter) part(header textproto.MIMEHeader, content io.Reader) {
	_, _ = f.writer.CreatePart(header) // a buffer takes everything
	f.pieces = append(f.pieces, bytes.NewReader(bytes.Clone(f.buffer.Bytes())), content)
	f.buffer.Reset()
}

// value writes a field that is no file.
func (f *formWriter) value(name, text, mediaType string) {
	header := textproto.MIMEHeader{"Content-Disposition": {disposition(name, "")}}
	if mediaType != "" {
		header.Set("Content-Type", mediaType)
	}
	f.part(header, strings.NewReader(text))
}

func (f *formWriter) file(name string, file File, usual string) {
	header := textproto.MIMEHeader{}
	for key, values := range file.Header {
		header[key] = values
	}
	header.Set("Content-Disposition", disposition(name, cmp.Or(file.Name, name)))
	header.Set("Content-Type", cmp.Or(file.Type, usual, "application/octet-stream"))
	content := file.Content
	if content == nil {
		content = strings.NewReader("")
	}
	f.part(header, content)
}

// disposition is the head of a part (RFC 7578, section 4.2), with escapes as
// browsers write them.
func disposition(name, file string) string {
	escape := strings.NewReplacer("\r", "%0D", "\n", "%0A", `"`, "%22")
	text := `form-data; name="` + escape.Replace(name) + `"`
	if file != "" {
		text += `; filename="` + escape.Replace(file) + `"`
	}
	return text
}

// uploadMultipart is a body of multipart/form-data.
func uploadMultipart[T any](v *T, list func(*T, *portion)) (io.Reader, string) {
	form := newFormWriter()
	list(v, &portion{walker: &walker{task: task{plain: true}}, form: form, emit: form.value, syntax: syntax{escape: asItIs}})
	_ = form.writer.Close()
	return io.MultiReader(append(form.pieces, form.buffer)...), form.writer.FormDataContentType()
}

// readMultipart reads a body of multipart/form-data. What is large is kept in
// files until the request has been answered.
func readMultipart[T any](c *call, list func(*T, *portion)) *T {
	v := new(T)
	c.r.Body = http.MaxBytesReader(c.w, c.r.Body, c.maxBody)
	if err := c.r.ParseMultipartForm(1 << 20); err != nil {
		c.refuseForm(err)
		return v
	}
	list(v, &portion{walker: c.parameters(), values: c.r.MultipartForm.Value, files: c.r.MultipartForm.File})
	return v
}

func (c *call) refuseForm(err error) {
	if large := (*http.MaxBytesError)(nil); errors.As(err, &large) || errors.Is(err, multipart.ErrMessageTooLarge) {
		c.refuse(http.StatusRequestEntityTooLarge, "", "the body is too large")
		return
	}
	c.refuse(http.StatusBadRequest, "", "the form cannot be read: "+err.Error())
}

// slotFile lists a file that is always there.
func slotFile(q *portion, name string, p *File, types ...string) {
	o := Opt[File]{value: *p}
	if q.walker.mode == writing {
		o.state = present
	}
	slotOptFile(q, name, &o, types...).mandatory()
	*p = o.value
}

// slotOptFile lists a file that may be absent.
func slotOptFile(q *portion, name string, p *Opt[File], types ...string) *walker {
	var files []File
	if p.state == present {
		files = []File{p.value}
	}
	w := slotFiles(q, name, &files, types...)
	if w.mode == reading && len(files) > 1 {
		w.noteAt(name, -1, "duplicate", "stands more than once")
	} else if w.mode == reading && len(files) == 1 {
		*p = Some(files[0])
	}
	return w
}

// slotFiles lists any number of files.
func slotFiles(q *portion, name string, p *[]File, types ...string) *walker {
	w := q.walker
	w.outcome, w.name, w.length = unjudged, name, len(*p)
	usual := ""
	if len(types) > 0 && !strings.Contains(types[0], "*") {
		usual = types[0]
	}
	if w.mode == writing {
		for _, file := range *p {
			q.form.file(name, file, usual)
		}
		return w
	}
	for _, text := range q.values[name] { // a part without a file name
		*p = append(*p, File{Content: strings.NewReader(text)})
	}
	for _, part := range q.files[name] {
		content, err := part.Open()
		if err != nil {
			w.noteAt(name, -1, "syntax", "cannot be read")
			continue
		}
		file := File{Name: part.Filename, Type: part.Header.Get("Content-Type"), Header: part.Header, Content: content}
		if !isOneOf(types, file.Type) {
			w.noteAt(name, -1, "type", "must be "+strings.Join(types, " or "))
		}
		*p = append(*p, file)
	}
	if w.length = len(*p); w.length == 0 {
		w.outcome = missing
	} else {
		w.outcome = judged
	}
	return w
}

// isOneOf reports whether a media type is one of those described, or none is.
func isOneOf(types []string, name string) bool {
	name, _, _ = mime.ParseMediaType(name)
	for _, described := range types {
		if covers(described, name) {
			return true
		}
	}
	return len(types) == 0
}

// uploadForm is a body of application/x-www-form-urlencoded.
func uploadForm[T any](v *T, list func(*T, *portion)) (io.Reader, string) {
	q := portion{walker: &walker{task: task{plain: true}}}
	list(v, &q)
	return strings.NewReader(strings.TrimPrefix(string(q.walker.dst), "&")), "application/x-www-form-urlencoded"
}

// readForm reads a body of application/x-www-form-urlencoded.
func readForm[T any](c *call, list func(*T, *portion)) *T {
	v := new(T)
	if c.readRest(); c.err != nil {
		return v
	}
	q := portion{walker: c.parameters(), raw: string(c.buffer)}
	values, err := url.ParseQuery(q.raw)
	if err != nil {
		c.refuseForm(err)
		return v
	}
	q.values = values
	list(v, &q)
	return v
}

// typed is q for a part of a media type.
func (q portion) typed(mediaType string) *portion {
	q.mediaType = mediaType
	return &q
}
