package templates

// ErrorBody is what answers that report an error hold. The description says
// nothing of them, so they follow RFC 9457.
type ErrorBody = Problem

// Problem is a problem detail (RFC 9457, section 3.1).
type Problem struct {
	Title  string
	Status int32
	Detail string
}

func (*Problem) alloc() object { return new(Problem) }

func (v *Problem) walk(w *walker) {
	text(w, `"title":`, &v.Title)
	field(w, `"status":`, &v.Status, asInt32)
	text(w, `"detail":`, &v.Detail)
}

var errorMediaType = []string{"application/problem+json"}

func newErrorBody(fault *RequestError) *ErrorBody {
	return &Problem{Title: fault.word(), Status: int32(fault.Status), Detail: fault.Error()}
}

func errorText(body *ErrorBody) string { return body.Title + ": " + body.Detail }
