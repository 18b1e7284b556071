package generator

import (
	"reflect"
	"strings"

	"example.com/burin/generator/model"
	"example.com/burin/generator/review"
)

// holder is what holds values of a type, as changes name it, and the type that it is
// of; nil of an operation, an entity set, a singleton or a call.
type holder struct {
	name string
	of   *model.Type
}

// ofHolders notes what holds values of each type, or leads to them.
func (c *code) ofHolders(api *model.API) {
	for _, t := range api.Types {
		for _, p := range t.Properties {
			c.hold(holder{review.PropertyName(t, p), t}, reflect.ValueOf(p.Schema))
		}
		c.hold(holder{review.TypeName(t), t}, reflect.ValueOf(t.Union))
		c.hold(holder{review.TypeName(t), t}, reflect.ValueOf(t.Additional))
	}
	for _, o := range api.Operations {
		c.hold(holder{name: review.OperationName(o)}, reflect.ValueOf(*o))
	}
	if api.Service == nil {
		return
	}
	for _, r := range api.Service.Roots {
		c.hold(holder{name: review.RootName(r)}, reflect.ValueOf(r.Type))
	}
	for _, call := range api.Service.Calls {
		c.hold(holder{name: review.CallName(call)}, reflect.ValueOf(*call))
	}
}

// hold notes the types that a part of the description leads to at once.
func (c *code) hold(h holder, part reflect.Value) {
	switch part.Kind() {
	case reflect.Pointer:
		if t, ok := part.Interface().(*model.Type); ok && t != nil {
			c.holders[t] = append(c.holders[t], h)
		} else if _, property := part.Interface().(*model.Property); !ok && !property && !part.IsNil() {
			c.hold(h, part.Elem())
		}
	case reflect.Slice:
		for i := range part.Len() {
			c.hold(h, part.Index(i))
		}
	case reflect.Struct:
		for i := range part.NumField() {
			c.hold(h, part.Field(i))
		}
	}
}

// upward is what holds what is in Go because something holds it (request builders,
// interfaces, constructors), and what holds that, and so on, the nearest first: where
// one of them is gone, so may they be.
func (c *code) upward(symbol string) (names []string) {
	owner, _, _ := strings.Cut(symbol, ".")
	seen, queue := map[*model.Type]bool{}, []*model.Type{c.others[owner]}
	if c.requests[symbol] {
		queue = append(queue, c.types[owner])
	}
	for ; len(queue) > 0; queue = queue[1:] {
		t := queue[0]
		if t == nil || seen[t] {
			continue
		}
		seen[t] = true
		for _, h := range c.holders[t] {
			names, queue = append(names, h.name), append(queue, h.of)
		}
		queue = append(queue, t.Base)
	}
	return names
}
