package templates

import (
	"context"
	"net/http"
)

// valuePage is a page of a collection whose elements are no objects (OData JSON
// 4.0, section 12).
type valuePage struct {
	values   func(w *walker)
	nextLink Opt[string]
}

func (p *valuePage) alloc() object { return p }

func (p *valuePage) walk(w *walker) {
	opt(w, `"@odata.nextLink":`, &p.nextLink, asString)
	p.values(w)
}

// valuesOf calls a function that returns a collection of values, and reads all
// its pages.
func valuesOf[T any](r *Resource, ctx context.Context, as func(*walker, *[]T), options []RequestOption) ([]T, error) {
	return gather(newODataRequest(r, http.MethodGet, options), r, ctx, as, options)
}

// actForValues calls an action that returns a collection of values, and reads all
// its pages.
func actForValues[T any](r *Resource, ctx context.Context, name string, v walked, as func(*walker, *[]T), options []RequestOption) ([]T, error) {
	return gather(r.action(name, v, options), r, ctx, as, options)
}

func gather[T any](q *odataRequest, r *Resource, ctx context.Context, as func(*walker, *[]T), options []RequestOption) (list []T, err error) {
	for {
		var values []T
		page := &valuePage{values: func(w *walker) { field(w, `"value":`, &values, as).nullable() }}
		if _, err = q.receive(ctx, page); err != nil {
			return list, err
		}
		list = append(list, values...)
		next := page.nextLink.Or("")
		if next == "" {
			return list, nil
		}
		q = newODataRequest(r, http.MethodGet, append(options[:len(options):len(options)], From(next)))
	}
}
