package templates

import (
	"net/http"
	"strconv"
	"strings"
)

// RequestOption changes one request. A Filter is one.
type RequestOption interface{ applyTo(o *requestOptions) }

// requestOptions are what options say of a request.
type requestOptions struct {
	system []systemOption
	forced []string    // options that are sent though the service may not take them
	filter Filter      // all that were given
	header http.Header // nil inside Expand
	binds  []string    // members of the body, as JSON
	answer *Answer
	page   *Page
	once   bool   // one page is enough
	from   string // the link to begin with
	fault  error
}

type optionFunc func(*requestOptions)

func (f optionFunc) applyTo(o *requestOptions) { f(o) }

// systemOption is one query option, not yet percent-encoded. The joint stands
// between what is said twice; without one, the last is what counts.
type systemOption struct{ name, joint, value string }

func (s *systemOption) applyTo(o *requestOptions) { o.add(s.name, s.joint, s.value) }

// add adds to a query option: what is said twice is joined.
func (o *requestOptions) add(name, joint, value string) {
	for i := range o.system {
		if s := &o.system[i]; s.name == name {
			if joint != "" {
				value = s.value + joint + value
			}
			s.value = value
			return
		}
	}
	o.system = append(o.system, systemOption{name, joint, value})
}

// text writes the query options, each after a separator.
func (o *requestOptions) text(separator, safe string) string {
	var out strings.Builder
	for _, option := range o.system {
		out.WriteString(separator + percentEncode(option.name, safe) + "=" + percentEncode(option.value, safe))
	}
	return out.String()
}

func joined(properties []Property) string {
	var out strings.Builder
	for i, p := range properties {
		if i > 0 {
			out.WriteByte(',')
		}
		out.WriteString(string(p))
	}
	return out.String()
}

// Select has answers hold these properties alone (OData Protocol 4.01, section
// 11.2.5.1). What is selected more than once is joined.
func Select(properties ...Property) RequestOption {
	return &systemOption{"$select", ",", joined(properties)}
}

// OrderBy orders a collection (OData Protocol 4.01, section 11.2.6.2) by
// properties; Property.Desc turns one round.
func OrderBy(properties ...Property) RequestOption {
	return &systemOption{"$orderby", ",", joined(properties)}
}

// Expand has what a navigation property leads to stand in the answers (OData URL
// 4.01, section 5.1.3), as options inside it say: Select, Filter, OrderBy, Top,
// Skip, Count, Search, Levels, Expand.
func Expand(property Property, inside ...RequestOption) RequestOption {
	return optionFunc(func(o *requestOptions) {
		var nested requestOptions
		for _, option := range inside {
			option.applyTo(&nested)
		}
		text := string(property)
		if len(nested.system) > 0 {
			text += "(" + nested.plain() + ")"
		}
		if nested.fault != nil {
			o.fault = nested.fault
		}
		o.add("$expand", ",", text)
	})
}

// plain writes the query options as they stand inside Expand.
func (o *requestOptions) plain() string {
	var parts []string
	for _, option := range o.system {
		parts = append(parts, option.name+"="+option.value)
	}
	return strings.Join(parts, ";")
}

// Levels has Expand go on by the same property, so many times (OData URL 4.01,
// section 5.1.3). LevelsMax leaves it to the service how often.
func Levels(n int) RequestOption { return &systemOption{"$levels", "", strconv.Itoa(n)} }

// LevelsMax has Expand go on by the same property as far as the service allows.
func LevelsMax() RequestOption { return &systemOption{"$levels", "", "max"} }

// Top has a collection end after n elements (OData Protocol 4.01, section
// 11.2.6.3). All goes on where the service then gives a link to the next page.
func Top(n int) RequestOption { return &systemOption{"$top", "", strconv.Itoa(n)} }

// Skip leaves out the first n elements (OData Protocol 4.01, section 11.2.6.4).
func Skip(n int) RequestOption { return &systemOption{"$skip", "", strconv.Itoa(n)} }

// WithCount has Page.Count be given (OData Protocol 4.01, section 11.2.6.5).
func WithCount() RequestOption { return &systemOption{"$count", "", "true"} }

// Search looks for phrases, all of them, each put into quotes (OData URL 4.01,
// section 5.1.8, and its ABNF). RawSearch takes any expression.
func Search(phrases ...string) RequestOption {
	escape := strings.NewReplacer(`\`, `\\`, `"`, `\"`)
	var list []string
	for _, phrase := range phrases {
		list = append(list, `"`+escape.Replace(phrase)+`"`)
	}
	return &systemOption{"$search", " AND ", strings.Join(list, " AND ")}
}

// RawSearch looks for what an expression as OData writes it says.
func RawSearch(expression string) RequestOption { return &systemOption{"$search", " AND ", expression} }

// Query sets any query option, those included that the description says the
// service does not take.
func Query(name, value string) RequestOption {
	return optionFunc(func(o *requestOptions) {
		o.add(name, "", value)
		o.forced = append(o.forced, name)
	})
}
