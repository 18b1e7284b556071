package oracle

import (
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"example.com/burin/generated/features/patterns"
)

type patternsServer struct{}

func (patternsServer) PutAccount(context.Context, string, patterns.PutAccountParams, *patterns.Account) error {
	return nil
}

// TestPatterns holds where patterns that RE2 does not have are judged. kin-openapi
// has RE2 alone; what they match is held in templates.
func TestPatterns(t *testing.T) {
	for _, c := range []struct{ document, want string }{
		{`{"password":"abc1","price":"$12","pair":"É-É","slow":"aaa","plain":"a","words":["a-b"],"kinds":{"a":1},"marks":{"id":"x","seen_at":1,"b":true},"neither":"ab","level":"low","rule":"(?=a)"}`, ""},
		{`{"password":"abcd"}`, `/password: must match "^(?=.*[a-z])(?=.*\\d)(?!.*\\s).*$"`},
		{`{"password":"a 1"}`, `/password: must match "^(?=.*[a-z])(?=.*\\d)(?!.*\\s).*$"; /password: must have at least 4 characters`},
		{`{"price":"12","pair":"A-B"}`, `/price: must match "(?<=\\$)\\d+(?!\\d|\\.)"; /pair: must match "^(?<first>\\p{Lu})-\\k<first>$"`},
		{`{"slow":"` + strings.Repeat("a", 100) + `b"}`, `/slow: takes too long to be held against the pattern "^(?=a)(a+)+$"`},
		{`{"words":["a","-b"],"kinds":{"x-a":1}}`, `/words/1: must match "^(?!-)[a-z-]+$"; /kinds/x-a: has a name that must match "^(?!x-)"`},
		{`{"marks":{"seen_at":true,"b":1}}`, "/marks/seen_at: must be of type integer; /marks/b: must be of type boolean"},
		{`{"neither":"ac","rule":"("}`, "/neither: must not be what is excluded; /rule: must be of the format regex"},
		{`{"neither":"cc"}`, "/neither: must not be what is excluded"},
	} {
		var v patterns.Account
		compare(t, texts(patterns.DecodeValid([]byte(c.document), &v)), c.want)
		if err := patterns.DecodeJSON([]byte(c.document), &v); err != nil {
			t.Errorf("%s: a client refuses it: %v", c.document, err)
		}
		if got := texts(v.Validate()); (got == "") != (c.want == "") {
			t.Errorf("%s: Validate says %q", c.document, got)
		}
	}
	handler := patterns.NewHandler(patternsServer{})
	for target, want := range map[string]int{"/accounts/ada?quoted='a'": http.StatusNoContent, "/accounts/admin": http.StatusBadRequest, "/accounts/ada?quoted='a%22": http.StatusBadRequest} {
		r := httptest.NewRequest(http.MethodPut, target, strings.NewReader("{}"))
		r.Header.Set("Content-Type", "application/json")
		w := httptest.NewRecorder()
		if handler.ServeHTTP(w, r); w.Code != want {
			t.Errorf("%s: %d %s", target, w.Code, w.Body)
		}
	}
}
