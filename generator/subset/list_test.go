package subset

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestPaths(t *testing.T) {
	for _, test := range []struct {
		name             string
		include, exclude []string
		most             int
		want             []string
	}{
		{"named one by one", []string{"/users", "/users/{id}/manager", "/me"}, nil, 10, []string{"/users", "/users/{id}/manager", "/me"}},
		{"no type twice", []string{"/groups/{id}/**"}, []string{"/**/$*", "/**/ns.user/**", "/**/ns.group/**"}, 20, []string{
			"/groups/{id}", "/groups/{id}/members", "/groups/{id}/members/{id}", "/groups/{id}/members/{id}/check",
			"/groups/{id}/photo", "/groups/{id}/photo/content", "/groups/{id}/check",
		}},
		{"a type twice, where it is named", []string{"/me/manager/ns.user/manager/ns.user/photo"}, nil, 20, []string{"/me/manager/ns.user/manager/ns.user/photo"}},
		{"a type of the way no more", []string{"/me/manager/ns.user/**"}, []string{"/**/$*"}, 20, []string{
			"/me/manager/ns.user", "/me/manager/ns.user/manager", "/me/manager/ns.user/photo", "/me/manager/ns.user/photo/content", "/me/manager/ns.user/check", "/me/manager/ns.user/shown",
		}},
		{"no more than so many and one", []string{"/**"}, nil, 2, []string{"/users", "/users/{id}", "/users/{id}/manager"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			var got []string
			for _, path := range Paths(directory(), paths(t, test.include...), paths(t, test.exclude...), test.most) {
				var text strings.Builder
				for _, stop := range path {
					text.WriteString("/" + stop.Text)
				}
				got = append(got, text.String())
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}
