package templates

// ServiceError is what answers of an OData service that report an error hold (OData
// JSON 4.01, section 21.1). Services leave much of it out.
type ServiceError struct {
	Error ServiceErrorDetail
}

// ServiceErrorDetail is an error, or one of several that it consists of.
type ServiceErrorDetail struct {
	Code    Opt[string] // a word for the kind of error, the same in every language
	Message Opt[string] // the error in words
	Target  Opt[string] // what is at fault, such as a property
	Details []ServiceErrorDetail
}

func (*ServiceError) alloc() object { return new(ServiceError) }

func (v *ServiceError) walk(w *walker) { member(w, `"error":`, &v.Error) }

func (*ServiceErrorDetail) alloc() object { return new(ServiceErrorDetail) }

func (v *ServiceErrorDetail) walk(w *walker) {
	optText(w, `"code":`, &v.Code).nullable()
	optText(w, `"message":`, &v.Message).nullable()
	optText(w, `"target":`, &v.Target).nullable()
	nilMembers(w, `"details":`, &v.Details).nullable()
}

// newServiceError is what a handler's own errors look like.
func newServiceError(fault *RequestError) *ServiceError {
	body := &ServiceError{ServiceErrorDetail{Code: Some(fault.word()), Message: Some(fault.Message)}}
	if fault.Target != "" {
		body.Error.Target = Some(fault.Target)
	}
	for _, violation := range fault.Violations {
		body.Error.Details = append(body.Error.Details, ServiceErrorDetail{
			Code: Some(violation.Rule), Message: Some(violation.Message), Target: Some(target(violation.Pointer)),
		})
	}
	return body
}

func (v *ServiceError) text() string { return v.Error.Code.Or("") + ": " + v.Error.Message.Or("") }
