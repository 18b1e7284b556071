package main

import (
	"bytes"
	"io"
)

const (
	// requestBody is the request of Create deviceComplianceUserStatus in the
	// documentation of Microsoft Graph, without its white space.
	requestBody = `{"@odata.type":"#microsoft.graph.deviceComplianceUserStatus",` +
		`"userDisplayName":"User Display Name value",` +
		`"devicesCount":12,` +
		`"status":"notApplicable",` +
		`"lastReportedDateTime":"2017-01-01T00:00:17.7769392-08:00",` +
		`"userPrincipalName":"User Principal Name value"}`

	// responseBody is the response there.
	responseBody = `{"@odata.type":"#microsoft.graph.deviceComplianceUserStatus",` +
		`"id":"a0b566cd-66cd-a0b5-cd66-b5a0cd66b5a0",` +
		`"userDisplayName":"User Display Name value",` +
		`"devicesCount":12,` +
		`"status":"notApplicable",` +
		`"lastReportedDateTime":"2017-01-01T00:00:17.7769392-08:00",` +
		`"userPrincipalName":"User Principal Name value"}`

	entitiesPerPage   = 999
	entitiesPerStream = 100_000
)

// pageDocument is a page as full as the service makes them.
func pageDocument() []byte {
	b := []byte(`{"@odata.context":"https://graph.microsoft.com/v1.0/$metadata#userStatuses",` +
		`"@odata.nextLink":"https://graph.microsoft.com/v1.0/userStatuses?$skiptoken=999","value":`)
	list, _ := io.ReadAll(newEntities(entitiesPerPage)) // which has no errors
	return append(append(b, list...), '}')
}

// entities is an array of entities, as it is read without being held. They are
// the response of the documentation but for six digits each in the names and
// in the key, so that no peer finds the strings that it read before.
type entities struct {
	count int
	next  int    // the entity that is to begin
	text  []byte // the entity that has begun
	left  []byte // what is to be read of it
	marks []int  // where its digits stand
}

func newEntities(count int) *entities {
	text := []byte("[" + responseBody + ",")
	r := &entities{count: count, text: text}
	for _, place := range []string{"-b5a0cd66b5a0", "Display Name value", "Principal Name value"} {
		at := bytes.Index(text, []byte(place)) + len(place) - digits
		r.marks = append(r.marks, at)
	}
	return r
}

const digits = 6

// Read implements io.Reader.
func (r *entities) Read(p []byte) (n int, err error) {
	for n < len(p) {
		if len(r.left) == 0 {
			if r.next == r.count {
				return n, io.EOF
			}
			r.begin()
		}
		copied := copy(p[n:], r.left)
		n, r.left = n+copied, r.left[copied:]
	}
	return n, nil
}

// begin makes the next entity, the array's brackets and commas around it.
func (r *entities) begin() {
	for rest, i := r.next, digits-1; i >= 0; rest, i = rest/10, i-1 {
		for _, at := range r.marks {
			r.text[at+i] = '0' + byte(rest%10)
		}
	}
	r.left = r.text
	if r.next > 0 {
		r.left = r.text[1:]
	}
	if r.next++; r.next == r.count {
		r.text[len(r.text)-1] = ']'
	}
}
