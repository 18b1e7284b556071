package templates

import "testing"

// account has properties that only go one way.
type account struct {
	ID     Opt[string]
	Secret Opt[string]
	Part   Opt[*part]
	Hidden Opt[*part]
	Seen   Opt[DateTime]
}

func (*account) alloc() object { return new(account) }

func (v *account) walk(w *walker) {
	optText(w, `"id":`, &v.ID).readOnly().minLength(2)
	optText(w, `"secret":`, &v.Secret).writeOnly(!IsAbsent(v.Secret)).mandatoryRequest().minLength(3)
	optMember(w, `"part":`, &v.Part).readOnly()
	optMember(w, `"hidden":`, &v.Hidden).writeOnly(!IsAbsent(v.Hidden))
	optDateTime(w, `"seen":`, &v.Seen).nullable().readOnly()
}

func TestPropertiesThatOnlyGoOneWay(t *testing.T) {
	const notSent, notAnswered = ": may not be sent in a request", ": may not be sent in an answer"
	cases := []struct{ document, request, answer string }{
		{`{"secret":"abc"}`, "", "/secret" + notAnswered},
		{`{}`, "/secret: is missing", ""},
		{`{"id":"ab"}`, "/id" + notSent + "; /secret: is missing", ""},
		{`{"id":"ab","secret":"abc"}`, "/id" + notSent, "/secret" + notAnswered},
		{`{"secret":"abc","id":"ab"}`, "/id" + notSent, "/secret" + notAnswered},
		{`{"secret":"abc","part":{"name":"p","next":{"name":"q"}}}`, "/part" + notSent, "/secret" + notAnswered},
		{`{"secret":"abc","hidden":{"name":"p","size":1,"next":null}}`, "", "/secret" + notAnswered + "; /hidden" + notAnswered},
		{`{"secret":"abc","seen":null}`, "/seen" + notSent, "/secret" + notAnswered},
		{`{"secret":"abc","seen":"2017-01-01T00:00:00Z"}`, "/seen" + notSent, "/secret" + notAnswered},
	}
	for _, c := range cases {
		_, err := decodeRuled[account](c.document)
		equal(t, c.request, inOrder(t, err, c.request))
		v, err := decode[account](c.document)
		equal(t, "", message(err))
		_, err = newServerWalker(writing).append(nil, &v)
		equal(t, c.answer, message(err))
		encode(t, &v)
		equal(t, "", message(DecodeValid([]byte(c.document), new(account))))
	}
	equal(t, "/id: must have at least 2 characters", message(DecodeValid([]byte(`{"id":"a"}`), new(account))))
	equal(t, "", message(validate(&account{ID: Some("ab"), Secret: Some("abc")})))
	equal(t, "/id: must have at least 2 characters; /secret: must have at least 3 characters",
		message(validate(&account{ID: Some("a"), Secret: Some("ab")})))
}
