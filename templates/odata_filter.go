package templates

import (
	"cmp"
	"errors"
	"strconv"
	"strings"
)

// Filter says which elements of a collection are wanted (OData URL 4.01, section
// 5.1.1). It is made of properties, And, Or, Not and RawFilter, and is a
// RequestOption; all the filters of a request have to be met.
type Filter struct {
	text  string // "" allows all
	loose bool   // it has to be in parentheses where others join it
	err   error  // of a value that has no form in a URL
}

func (f Filter) applyTo(o *requestOptions) {
	if f.err != nil {
		o.fault = f.err
	}
	if o.filter = And(o.filter, f); o.filter.text != "" {
		o.add("$filter", "", o.filter.text)
	}
}

// inside is the text where others join it.
func (f Filter) inside() string {
	if f.loose {
		return "(" + f.text + ")"
	}
	return f.text
}

// String is the filter as OData writes it.
func (f Filter) String() string { return f.text }

// RawFilter is any filter, as OData writes it. What comes from elsewhere has to
// be quoted already.
func RawFilter(expression string) Filter { return Filter{text: expression, loose: expression != ""} }

// And is met where all filters are.
func And(filters ...Filter) Filter { return joinFilters(" and ", filters) }

// Or is met where one of the filters is.
func Or(filters ...Filter) Filter { return joinFilters(" or ", filters) }

func joinFilters(joint string, filters []Filter) Filter {
	var parts []string
	var last, all Filter
	for _, f := range filters {
		all.err = cmp.Or(all.err, f.err)
		if f.text != "" {
			parts, last = append(parts, f.inside()), f
		}
	}
	if len(parts) == 1 {
		all.text, all.loose = last.text, last.loose
		return all
	}
	all.text, all.loose = strings.Join(parts, joint), len(parts) > 1
	return all
}

// Not is met where the filter is not.
func Not(f Filter) Filter {
	if f.text == "" {
		f.err = cmp.Or(f.err, errors.New("there is nothing to negate"))
	}
	return Filter{text: "not (" + f.text + ")", err: f.err}
}

// compare is a filter of an operator and values.
func compare(p Property, operator string, value any) Filter {
	text, err := literalOf(value)
	return Filter{text: string(p) + " " + operator + " " + text, err: err}
}

// call is a filter of a function of the property and a value.
func test(p Property, function string, value any) Filter {
	text, err := literalOf(value)
	return Filter{text: function + "(" + string(p) + "," + text + ")", err: err}
}

// In is met where the property has one of the values; by none of them where
// there are no values.
func (p Property) In(values ...any) Filter {
	var list []string
	var fault error
	for _, value := range values {
		text, err := literalOf(value)
		fault = cmp.Or(fault, err)
		list = append(list, text)
	}
	if len(values) == 0 {
		return Filter{text: "false"}
	}
	return Filter{text: string(p) + " in (" + strings.Join(list, ",") + ")", err: fault}
}

// Any is met where one element of a collection meets the filter that f makes of
// it (OData URL 4.01, section 5.1.1.13): UserAssignedLicenses.Any(func(license
// Property) Filter { return license.Path("skuId").Eq(id) }). A nil f asks for an
// element at all.
func (p Property) Any(f func(element Property) Filter) Filter {
	if f == nil {
		return Filter{text: string(p) + "/any()"}
	}
	return lambda(p, "any", f)
}

// All is met where all elements of a collection meet the filter that f makes of
// each.
func (p Property) All(f func(element Property) Filter) Filter { return lambda(p, "all", f) }

// lambda names the element otherwise than those that the filter itself names.
func lambda(p Property, operator string, f func(Property) Filter) Filter {
	for i := 0; ; i++ {
		name := "x"
		if i > 0 {
			name += strconv.Itoa(i)
		}
		inner := f(Property(name))
		if !strings.Contains(inner.text, "("+name+":") {
			return Filter{text: string(p) + "/" + operator + "(" + name + ":" + inner.text + ")", err: inner.err}
		}
	}
}
