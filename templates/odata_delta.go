package templates

import (
	"context"
	"encoding/json"
	"iter"
	"strings"
)

// Change is one entry of the changes of a collection (OData JSON 4.01, section
// 15). Pages keeps the link that From goes on from another time.
type Change[T any] struct {
	Value   T            // what was added or has changed; of what was removed, its key alone
	Link    *ChangedLink // a link that was added, or removed, in place of a value; nil where it is one
	Removed bool         // it is no longer part of the collection
	Reason  string       // deleted or changed, where it was removed and the service says why
	More    map[string]json.RawMessage
}

// ChangedLink leads from one entity to another by a navigation property.
type ChangedLink struct{ Source, Relationship, Target string }

func (l *ChangedLink) walk(w *walker) {
	text(w, `"source":`, &l.Source)
	text(w, `"relationship":`, &l.Relationship)
	text(w, `"target":`, &l.Target)
}

// change is an entry as it is read: what is removed is so by @removed, or in
// OData 4.0 by what its context ends with.
type change struct {
	value   object
	link    ChangedLink
	context Opt[string]
	removed Opt[*removal]
	reason  Opt[string]
	more    Properties
}

type removal struct{ reason Opt[string] }

func (*removal) alloc() object { return new(removal) }

func (v *removal) walk(w *walker) { optText(w, `"reason":`, &v.reason) }

func (c *change) alloc() object { return &change{value: c.value.alloc()} }

func (c *change) choose(w *walker) object { return &change{value: w.freshOf(c.value)} }

func (c *change) walk(w *walker) {
	optText(w, `"@odata.context":`, &c.context)
	optMember(w, `"@removed":`, &c.removed)
	if c.deleted() {
		optText(w, `"reason":`, &c.reason)
	}
	if c.is("/$link") || c.is("/$deletedLink") {
		c.link.walk(w)
		return
	}
	if w.mode == writing {
		c.more.walkRest(w)
	} else {
		w.keepUnknown(&c.more) // unless the value's type keeps them itself
	}
	if c.value != nil {
		c.value.walk(w)
	}
}

// deleted reports whether the entry is a deleted entity of OData 4.0.
func (c *change) deleted() bool { return c.is("/$deletedEntity") }

// is reports whether the entry's context ends with what says what it is (OData
// Protocol 4.01, sections 10.10 to 10.12).
func (c *change) is(kind string) bool { return strings.HasSuffix(c.context.Or(""), kind) }

// changes yields the changes of all pages, and any error last.
//
//go:noinline
func changes[P any](r *Resource, ctx context.Context, of object, options []RequestOption) iter.Seq2[Change[P], error] {
	return func(yield func(Change[P], error) bool) {
		r.elements(ctx, &change{value: of}, options, func(v object, err error) bool {
			var to Change[P]
			if c, ok := v.(*change); ok {
				to = changeOf[P](c)
			}
			return yield(to, err)
		})
	}
}

func changeOf[P any](c *change) (to Change[P]) {
	if to.Link = c.linked(); to.Link == nil {
		to.Value, _ = c.value.(P)
	}
	to.Removed, to.Reason, to.More = c.isRemoved()
	return to
}

// linked is the link that the entry tells of; nil where it tells of an entity.
func (c *change) linked() *ChangedLink {
	if c.is("/$link") || c.is("/$deletedLink") {
		return &c.link
	}
	return nil
}

func (c *change) isRemoved() (bool, string, map[string]json.RawMessage) {
	removed, _ := c.removed.Get()
	switch {
	case removed != nil:
		return true, removed.reason.Or(""), c.more
	case c.is("/$deletedLink"):
		return true, "", c.more
	case c.deleted():
		return true, c.reason.Or(""), c.more
	}
	return false, "", c.more
}
