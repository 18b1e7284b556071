package templates

import (
	"cmp"
	"context"
	"slices"
)

type sentTypeKey struct{}

// SendAs is a context in which a client sends a body as another than the first of the
// media types that the description has for its type.
func SendAs(ctx context.Context, mediaType string) context.Context {
	return context.WithValue(ctx, sentTypeKey{}, mediaType)
}

// SentType is the media type of which a body was sent, of those that the description
// has for its type. It is for a Server to read the body by.
func SentType(ctx context.Context) string {
	name, _ := ctx.Value(sentTypeKey{}).(string)
	return name
}

// sendType is the media type of a body that may be sent as each of several.
func sendType(ctx context.Context, types ...string) string {
	if name := SentType(ctx); slices.Contains(types, name) {
		return name
	}
	return types[0]
}

// sentAs tells the Server of which media type a body is.
func (c *call) sentAs(mediaType string) string {
	c.ctx = SendAs(cmp.Or(c.ctx, c.r.Context()), mediaType)
	return mediaType
}
