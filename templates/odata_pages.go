package templates

import (
	"context"
	"fmt"
	"iter"
	"net/http"
)

// Page is what one page of a collection says besides its elements.
type Page struct {
	Count     int64  // of the whole collection; -1 where the answer does not say
	NextLink  string // the address of the next page; "" on the last
	DeltaLink string // where to ask for changes from here on; "" but on the last page of changes
}

// Pages has what each page says kept in page as it is read, so that From can go
// on from its links.
func Pages(page *Page) RequestOption {
	return optionFunc(func(o *requestOptions) { o.page = page })
}

// OnePage is Pages, and ends with the first page.
func OnePage(page *Page) RequestOption {
	return optionFunc(func(o *requestOptions) { o.page, o.once = page, true })
}

// From begins with the page, or the changes, that a link gives, instead of those
// at the resource's address. The link says what other options said before.
func From(link string) RequestOption {
	return optionFunc(func(o *requestOptions) { o.from = link })
}

// odataPage is a page of a collection (OData JSON 4.0, section 12).
type odataPage struct {
	of        object // gives elements, by alloc
	elements  []object
	count     Opt[int64]
	nextLink  Opt[string]
	deltaLink Opt[string]
}

func (p *odataPage) alloc() object { return &odataPage{of: p.of} }

func (p *odataPage) walk(w *walker) {
	opt(w, `"@odata.count":`, &p.count, asInt64)
	optText(w, `"@odata.nextLink":`, &p.nextLink)
	optText(w, `"@odata.deltaLink":`, &p.deltaLink)
	if w.required(`"value":`) {
		e := entry{`"value":`, w.depth, len(w.violations), len(w.violations)}
		for i := 0; w.element(&e, i, len(p.elements)); i++ {
			if w.mode == reading {
				p.elements = append(p.elements, w.freshOf(p.of))
			}
			w.object(p.elements[i])
		}
	}
}

// chooser is an object that tells by what is to be read what to read it into.
type chooser interface{ choose(w *walker) object }

// freshOf is an empty object for what is to be read, of is one of its kind.
func (w *walker) freshOf(of object) object {
	if c, ok := of.(chooser); ok {
		return c.choose(w)
	}
	return of.alloc()
}

// decodeAnother reads a document into an object of its own.
func decodeAnother(src []byte, of object) (object, error) {
	w := newWalker(reading, false)
	w.src = src
	w.skipSpace()
	v := w.freshOf(of)
	w.document(src, v)
	return v, w.end()
}

// all yields the elements of all pages, and any error last.
//
//go:noinline
func all[P any](r *Resource, ctx context.Context, of object, options []RequestOption) iter.Seq2[P, error] {
	return func(yield func(P, error) bool) {
		r.elements(ctx, of, options, func(v object, err error) bool {
			p, _ := v.(P)
			return yield(p, err)
		})
	}
}

// elements asks for page after page, all of the client's own service, and yields
// their elements.
func (r *Resource) elements(ctx context.Context, of object, options []RequestOption, yield func(object, error) bool) {
	for more := true; more; {
		page, once, err := r.page(ctx, of, options)
		if err != nil {
			yield(nil, err)
			return
		}
		for _, v := range page.elements {
			if !yield(v, nil) {
				return
			}
		}
		next := page.nextLink.Or("")
		options = append(options[:len(options):len(options)], From(next))
		more = next != "" && !once
	}
}

// page asks for one page, and reports whether that is all.
func (r *Resource) page(ctx context.Context, of object, options []RequestOption) (*odataPage, bool, error) {
	q := newODataRequest(r, http.MethodGet, options)
	answer, err := q.receive(ctx, &odataPage{of: of})
	if err != nil {
		return nil, true, err
	}
	page, ok := answer.(*odataPage)
	if !ok {
		return nil, true, fmt.Errorf("the answer of GET %s has no page", q.request.path)
	}
	if q.page != nil {
		*q.page = Page{page.count.Or(-1), page.nextLink.Or(""), page.deltaLink.Or("")}
	}
	return page, q.once, nil
}

// Collect reads all of what is yielded, up to the first error.
func Collect[T any](elements iter.Seq2[T, error]) ([]T, error) {
	var list []T
	for v, err := range elements {
		if err != nil {
			return list, err
		}
		list = append(list, v)
	}
	return list, nil
}
