// Package links finds out where the arguments of a request come from that follows
// from an answer, and whether the types on both sides allow it.
package links

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"example.com/burin/generator/model"
)

// Plan is the request that follows, and where its arguments come from.
type Plan struct {
	To     *model.Operation
	Values []Value
}

// Value is one argument.
type Value struct {
	Param  *model.Parameter // nil for the body
	Schema *model.Schema    // what is wanted
	From   Source
	Given  *model.Parameter // of From a parameter or a header
	Steps  []Step           // of From a body: from its root inwards
	Has    *model.Schema    // what is found there
	Const  *model.Literal   // of From a constant
}

// Source is where a value is found.
type Source int

// The sources.
const (
	Constant Source = iota
	PathParameter
	OtherParameter
	RequestBody
	AnswerHeader
	AnswerBody
)

// Step goes from a value to one in it.
type Step struct {
	Property *model.Property // nil where it goes to an element
	Index    int
}

// Same says whether both sides have one type.
func (v Value) Same() bool { return same(v.Schema, v.Has) }

func same(a, b *model.Schema) bool {
	if a == nil || b == nil {
		return a == b
	}
	return a.Kind == b.Kind && a.Type == b.Type && a.Foreign == b.Foreign && same(a.Elem, b.Elem)
}

// Find finds the operation that follows; nil where there is none.
func Find(api *model.API, f *model.Follow) *model.Operation {
	for _, o := range api.Operations {
		if o.Method == f.Method && o.PathSpec == f.Path && o.Called == "" {
			return o
		}
	}
	return nil
}

// Resolve makes the plan of a link of an answer to an operation, or says why there
// is none.
func Resolve(api *model.API, from *model.Operation, answer *model.Response, f *model.Follow) (*Plan, error) {
	to := Find(api, f)
	if to == nil {
		return nil, fmt.Errorf("there is no operation %s %s", f.Method, f.Path)
	}
	p := &Plan{To: to}
	if len(f.Values) == 0 {
		return nil, errors.New("it gives no arguments")
	}
	for _, value := range f.Values {
		v, err := resolve(from, answer, to, value)
		if err != nil {
			return nil, err
		}
		p.Values = append(p.Values, v)
	}
	for _, wanted := range slices.Concat(model.Parameters(to.Path), to.Query, to.Headers, to.Cookies) {
		given := func(v Value) bool { return v.Param == wanted }
		if wanted.Required && !slices.ContainsFunc(p.Values, given) {
			return nil, fmt.Errorf("it does not give the parameter %q, which is required", wanted.Name)
		}
	}
	return p, nil
}

// resolve finds what a value is for, and where it is.
func resolve(from *model.Operation, answer *model.Response, to *model.Operation, f *model.FollowValue) (Value, error) {
	v := Value{Const: f.Literal}
	if f.In == "body" {
		if to.Body == nil || to.Body.Form != model.JSON || len(to.Body.More) > 0 {
			return v, fmt.Errorf("%s has no body that is JSON alone", to.ID)
		}
		v.Schema = to.Body.Schema
	} else if v.Param = Parameter(to, f.In, f.Name); v.Param != nil {
		v.Schema = v.Param.Schema
	}
	switch {
	case v.Schema == nil:
		return v, fmt.Errorf("%s has no parameter %q", to.ID, f.Name)
	case f.Expression == "" && (f.Literal == nil || f.In == "body"):
		return v, fmt.Errorf("what it gives for %q is no constant of Go", f.Name)
	case f.Expression == "":
		return v, nil
	}
	if err := v.find(from, answer, f.Expression); err != nil {
		return v, err
	}
	composite := v.Param != nil && !isText(v.Schema) && v.Schema.Kind != model.List
	if composite || !v.Same() && !(isText(v.Schema) && isText(v.Has)) {
		return v, fmt.Errorf("what %s gives is of another type than %q", f.Expression, f.Name)
	}
	return v, nil
}

// isText says whether a value can stand as text.
func isText(s *model.Schema) bool {
	switch s.Kind {
	case model.List, model.Map, model.Any, model.Stream, model.Own:
		return false
	case model.Named:
		return s.Type.Kind == model.Enum
	}
	return true
}

// Parameter finds a parameter of an operation.
func Parameter(o *model.Operation, in, name string) *model.Parameter {
	for _, place := range []struct {
		in   string
		list []*model.Parameter
	}{{"path", model.Parameters(o.Path)}, {"query", o.Query}, {"header", o.Headers}, {"cookie", o.Cookies}} {
		for _, p := range place.list {
			if (in == "" || in == place.in) && (p.Name == name || place.in == "header" && strings.EqualFold(p.Name, name)) {
				return p
			}
		}
	}
	return nil
}
