package templates

import "context"

type mediaTypeKey struct{}

// PreferredType is the media type that a request prefers, of those that the
// operation may answer with. It is for a Server to choose its answer by.
func PreferredType(ctx context.Context) string {
	name, _ := ctx.Value(mediaTypeKey{}).(string)
	return name
}
