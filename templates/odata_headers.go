package templates

import (
	"cmp"
	"errors"
	"net/http"
	"strconv"
)

var errInsideExpand = errors.New("only query options go inside Expand")

// headerOption is one header, joined as a systemOption is.
type headerOption struct{ name, joint, value string }

func (h *headerOption) applyTo(o *requestOptions) {
	if o.header == nil {
		o.fault = errInsideExpand
		return
	}
	value := h.value
	if before := o.header.Get(h.name); before != "" && h.joint != "" {
		value = before + h.joint + value
	}
	o.header.Set(h.name, value)
}

// Header sets a header of the request.
func Header(name, value string) RequestOption { return &headerOption{name, "", value} }

// IfMatch has a request change only the version that has this ETag (OData
// Protocol 4.01, section 8.2.4); * stands for any that is there.
func IfMatch(etag string) RequestOption { return &headerOption{"If-Match", "", etag} }

// IfNoneMatch has a request give only another version than the one that has this
// ETag; an Error of the status 304 says that there is none. * has an update only
// create (OData Protocol 4.01, section 8.2.5).
func IfNoneMatch(etag string) RequestOption { return &headerOption{"If-None-Match", "", etag} }

// ConsistencyLevel sets the header of this name. Some services answer what asks
// much of their index, such as counts and searches, only where it is eventual.
func ConsistencyLevel(level string) RequestOption {
	return &headerOption{"ConsistencyLevel", "", level}
}

// Prefer adds a preference, as RFC 7240 and OData Protocol 4.01, section 8.2.8,
// have it.
func Prefer(preference string) RequestOption { return &headerOption{"Prefer", ", ", preference} }

// PreferMinimal asks for no more than needed. Requests that create or change
// then give nil, if the service does so (section 8.2.8.7).
func PreferMinimal() RequestOption { return Prefer("return=minimal") }

// PreferRepresentation asks for the whole of what was created or changed.
func PreferRepresentation() RequestOption { return Prefer("return=representation") }

// PreferPageSize asks for pages of at most n elements (section 8.2.8.5).
func PreferPageSize(n int) RequestOption { return Prefer("odata.maxpagesize=" + strconv.Itoa(n)) }

// PreferContinueOnError asks that a batch goes on after a request that fails
// (section 8.2.8.3).
func PreferContinueOnError() RequestOption { return Prefer("odata.continue-on-error") }

// PreferUnknownEnumMembers asks for the members of enums that came after a first
// version, where the service gives unknownFutureValue for them otherwise.
func PreferUnknownEnumMembers() RequestOption { return Prefer("include-unknown-enum-members") }

// Answer is what an answer says besides what it holds.
type Answer struct {
	Status int
	Header http.Header
}

// Into has an answer's status and header, of an error too, kept in answer.
func Into(answer *Answer) RequestOption {
	return optionFunc(func(o *requestOptions) { o.answer = answer })
}

// ETag is the version that the answer holds, or made.
func (a *Answer) ETag() string { return a.Header.Get("ETag") }

// EntityID names the entity that was created, where the answer does not hold it
// (OData Protocol 4.01, section 11.4.2); else it is its address.
func (a *Answer) EntityID() string {
	return cmp.Or(a.Header.Get("OData-EntityId"), a.Header.Get("Location"))
}
