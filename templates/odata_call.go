package templates

import (
	"bytes"
	"cmp"
	"context"
	"encoding"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"reflect"
	"strings"
)

// function is what a function below a resource gives: names of parameters and
// their values in turn (OData URL 4.01, section 4.4; OData Protocol 4.01, section
// 11.5.4.1). What has no literal is passed by an alias.
//
//go:noinline
func (r *Resource) function(name string, pairs ...any) *Resource {
	below := *r.address
	below.check = nil
	var list []string
	for i := 0; i < len(pairs); i += 2 {
		parameter, value := pairs[i].(string), pairs[i+1]
		if value == any(omitted{}) {
			continue
		}
		text, err := argumentLiteral(value)
		if err != nil {
			text, err = jsonOf(value)
			below.query += "&@" + parameter + "=" + percentEncode(text, safeInQuery)
			below.err = cmp.Or(below.err, err)
			text = "@" + parameter
		}
		list = append(list, parameter+"="+percentEncode(text, safeInPath))
	}
	below.path += "/" + name + "(" + strings.Join(list, ",") + ")"
	return &Resource{&below}
}

// argumentLiteral is literalOf, for values of any type too, which are JSON.
func argumentLiteral(value any) (string, error) {
	raw, ok := value.(json.RawMessage)
	if !ok {
		return literalOf(value)
	}
	switch text := bytes.TrimSpace(raw); {
	case len(text) == 0 || text[0] == '{' || text[0] == '[':
		return "", errors.New("such a value has no form in a URL")
	case text[0] != '"':
		return string(text), nil
	default:
		var s string
		err := decodeValue(newWalker(reading, false), text, &s, asString)
		return quoteLiteral(s), err
	}
}

// omitted stands for a parameter that is not passed.
type omitted struct{}

// argumentOf is the value of a parameter that may be left out.
func argumentOf[T any](o Opt[T]) any {
	switch o.state {
	case absent:
		return omitted{}
	case null:
		return nil
	}
	return o.value
}

// jsonOf is a value that has no literal, an object or a list, as JSON.
func jsonOf(value any) (string, error) {
	switch v := value.(type) {
	case object:
		text, err := AppendJSON(nil, v)
		return string(text), err
	case json.RawMessage:
		return string(v), nil
	}
	list := reflect.ValueOf(value)
	if list.Kind() != reflect.Slice {
		return "", fmt.Errorf("a %T has no form in a URL", value)
	}
	var parts []string
	for i := range list.Len() {
		text, err := elementJSON(list.Index(i))
		if err != nil {
			return "", err
		}
		parts = append(parts, text)
	}
	return "[" + strings.Join(parts, ",") + "]", nil
}

// listArgument is a list of values that may be null.
func listArgument[T any](list []Opt[T]) []any {
	values := make([]any, len(list))
	for i, o := range list {
		if o.state == present {
			values[i] = o.value
		}
	}
	return values
}

// argumentOfList is argumentOf for a list of values that may be null.
func argumentOfList[T any](o Opt[[]Opt[T]]) any {
	if o.state == present {
		return listArgument(o.value)
	}
	return argumentOf(o)
}

func elementJSON(v reflect.Value) (string, error) {
	if v.Kind() == reflect.Interface || v.Kind() == reflect.Pointer {
		if v.IsNil() {
			return "null", nil
		}
		if element, ok := v.Interface().(object); ok {
			return jsonOf(element)
		}
		v = v.Elem()
	}
	value := v.Interface()
	if v.CanAddr() {
		value = v.Addr().Interface()
	}
	switch element := value.(type) {
	case object:
		return jsonOf(element)
	case decimal:
		return element.String(), nil
	case encoding.TextMarshaler:
		text, err := element.MarshalText()
		return jsonText(string(text), asString), err
	case fmt.Stringer: // a set of flags
		return jsonText(element.String(), asString), nil
	}
	if v.Kind() == reflect.String {
		return jsonText(v.String(), asString), nil
	}
	return plainLiteral(v.Interface())
}

// arguments are the parameters of an action, as its body.
type arguments struct{ walked walked }

// walked is a struct of parameters, as generated.
type walked interface{ walk(w *walker) }

func (a *arguments) walk(w *walker) { a.walked.walk(w) }

func (a *arguments) alloc() object { return a }

// action is the request that calls an action (OData Protocol 4.01, section
// 11.5.5.1); v holds its parameters, nil where it has none.
func (r *Resource) action(name string, v walked, options []RequestOption) *odataRequest {
	q := newODataRequest(r.at(name), http.MethodPost, options)
	if v != nil {
		q.body = &arguments{v}
	}
	return q
}

// act calls an action that returns one object.
//
//go:noinline
func (r *Resource) act(ctx context.Context, name string, v walked, answer object, options []RequestOption) (object, error) {
	return r.action(name, v, options).receive(ctx, answer)
}

// perform calls an action that returns nothing.
//
//go:noinline
func (r *Resource) perform(ctx context.Context, name string, v walked, options []RequestOption) error {
	_, err := r.action(name, v, options).receive(ctx, nil)
	return err
}

// actForAll calls an action that returns a collection, and reads all its pages.
//
//go:noinline
func actForAll[P any](r *Resource, ctx context.Context, name string, v walked, of object, options []RequestOption) (list []P, err error) {
	answer, err := r.action(name, v, options).receive(ctx, &odataPage{of: of})
	page, ok := answer.(*odataPage)
	if !ok {
		return nil, err
	}
	for _, element := range page.elements {
		p, _ := element.(P)
		list = append(list, p)
	}
	if next := page.nextLink.Or(""); next != "" {
		var rest []P
		rest, err = Collect(all[P](r, ctx, of, append(options[:len(options):len(options)], From(next))))
		list = append(list, rest...)
	}
	return list, err
}

// ask calls a function for nothing but whether it succeeds.
func (r *Resource) ask(ctx context.Context, options []RequestOption) error {
	_, err := newODataRequest(r, http.MethodGet, options).receive(ctx, nil)
	return err
}

// singleValue is an answer that is one value rather than an entity (OData JSON 4.0,
// section 11).
type singleValue[T any] struct {
	value T
	as    func(*walker, *T)
}

func (v *singleValue[T]) alloc() object { return &singleValue[T]{as: v.as} }

func (v *singleValue[T]) walk(w *walker) { field(w, `"value":`, &v.value, v.as).nullable() }

// valueOf is the value of such an answer.
func valueOf[T any](v object, err error) (value T, _ error) {
	if single, ok := v.(*singleValue[T]); ok {
		value = single.value
	}
	return value, err
}
