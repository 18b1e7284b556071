package templates

import (
	"context"
	"net/http"
	"strings"
)

// reference is a link to an entity (OData JSON 4.01, section 14).
type reference struct{ id string }

func (*reference) alloc() object { return new(reference) }

func (v *reference) walk(w *walker) { text(w, `"@odata.id":`, &v.id) }

// AddLink adds an entity that is there to a collection (OData Protocol 4.01,
// section 11.4.6.1).
func (r *Resource) AddLink(ctx context.Context, target *Resource, options ...RequestOption) error {
	return r.link(ctx, http.MethodPost, target, options)
}

// SetLink has a property that leads to one entity lead to another (OData
// Protocol 4.01, section 11.4.6.3).
func (r *Resource) SetLink(ctx context.Context, target *Resource, options ...RequestOption) error {
	return r.link(ctx, http.MethodPut, target, options)
}

func (r *Resource) link(ctx context.Context, method string, target *Resource, options []RequestOption) error {
	id, err := target.URL()
	if err != nil {
		return err
	}
	_, err = r.at("$ref").write(ctx, method, &reference{id}, nil, options)
	return err
}

// RemoveLink ends the link to the one entity that a property leads to, or to one
// of a collection by its key: Members().ByID("1"). Neither entity is deleted
// (OData Protocol 4.01, section 11.4.6.2).
func (r *Resource) RemoveLink(ctx context.Context, options ...RequestOption) error {
	return r.at("$ref").delete(ctx, options)
}

// RemoveLinkTo ends the link from a collection to an entity, for services that
// do not know the address of an element of it.
func (r *Resource) RemoveLinkTo(ctx context.Context, target *Resource, options ...RequestOption) error {
	id, err := target.URL()
	if err != nil {
		return err
	}
	return r.at("$ref").delete(ctx, append(options[:len(options):len(options)], Query("$id", id)))
}

// Links lists the addresses of the entities of a collection, of all pages (OData
// Protocol 4.01, section 11.2.8).
func (r *Resource) Links(ctx context.Context, options ...RequestOption) ([]string, error) {
	var list []string
	var fault error
	r.at("$ref").elements(ctx, new(reference), options, func(v object, err error) bool {
		if fault = err; err == nil {
			list = append(list, v.(*reference).id)
		}
		return true
	})
	return list, fault
}

// Bind has a request that creates or changes an entity link it to another by a
// navigation property (OData JSON 4.0, section 8.5).
func Bind(property Property, target *Resource) RequestOption {
	return bound(property, []*Resource{target}, "", "")
}

// BindAll is Bind where the property leads to a collection.
func BindAll(property Property, targets ...*Resource) RequestOption {
	return bound(property, targets, "[", "]")
}

func bound(property Property, targets []*Resource, begin, end string) RequestOption {
	return optionFunc(func(o *requestOptions) {
		if o.header == nil {
			o.fault = errInsideExpand
			return
		}
		var list []string
		for _, target := range targets {
			id, err := target.URL()
			if err != nil {
				o.fault = err
			}
			list = append(list, jsonText(id, asString))
		}
		o.binds = append(o.binds, jsonText(string(property)+"@odata.bind", asString)+":"+begin+strings.Join(list, ",")+end)
	})
}
