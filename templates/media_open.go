package templates

import "io"

// MediaBody is a body that says itself what it is, where the description leaves that
// open. Who is given one closes Content.
type MediaBody struct {
	Type    string // its media type
	Content io.ReadCloser
}
