package selection

import (
	"testing"

	"example.com/burin/generator/source"
)

func TestPathGlobs(t *testing.T) {
	for _, test := range []struct {
		glob, path string
		want       bool
	}{
		{"/a/b", "/a/b", true},
		{"/a/b", "/a/bc", false},
		{"/a/b", "/a", false},
		{"/a/*", "/a/b", true},
		{"/a/*", "/a/{id}", true},
		{"/a/*", "/a/b/c", false},
		{"/a/b*d", "/a/bcd", true},
		{"/a/b*d", "/a/bc/d", false},
		{"/a/**", "/a", true},
		{"/a/**", "/a/b", true},
		{"/a/**", "/a/{id}/c", true},
		{"/a/**", "/ab", false},
		{"/**", "/", true},
		{"/**", "/a/b", true},
		{"/**/c", "/c", true},
		{"/**/c", "/a/b/c", true},
		{"/**/c", "/a/b/cc", false},
		{"/a/{id}/c", "/a/{policyId}/c", true},
		{"/a/{id}/c", "/a/b/c", false},
		{"/a/{id}.json", "/a/{name}.json", true},
		{"/a/f(x={x})", "/a/f(x={id})", true},
		{"/a.b", "/aXb", false},
		{"/é/*", "/é/ü", true},
		{"/a/", "/a/", true},
		{"/a/", "/a", false},
	} {
		glob, err := Path(source.Pos{}, test.glob)
		if err != nil {
			t.Errorf("Path(%q): %v", test.glob, err)
			continue
		}
		if got := glob.Match(test.path); got != test.want {
			t.Errorf("%q matches %q: %v, want %v", test.glob, test.path, got, test.want)
		}
	}
}

func TestNameGlobs(t *testing.T) {
	for _, test := range []struct {
		glob, name string
		want       bool
	}{
		{"createUserStatus", "createUserStatus", true},
		{"createUserStatus", "createUserStatuses", false},
		{"*UserStatus", "createUserStatus", true},
		{"create*", "create", true},
		{"repos/*", "repos/get-branch", true},
		{"microsoft.graph.*", "microsoft.graph.user", true},
		{"microsoft.graph.*", "microsoftXgraph.user", false},
		{"*a*b*", "xaxbx", true},
		{"*a*b*", "xbxax", false},
		{"[a-z]", "b", false},
		{"*", "a\nb", true},
	} {
		glob, err := Name(source.Pos{}, test.glob)
		if err != nil {
			t.Errorf("Name(%q): %v", test.glob, err)
			continue
		}
		if got := glob.Match(test.name); got != test.want {
			t.Errorf("%q matches %q: %v, want %v", test.glob, test.name, got, test.want)
		}
	}
}

func TestBadGlobs(t *testing.T) {
	for _, test := range []struct{ glob, want string }{
		{"", `a glob over paths begins with "/"`},
		{"a/b", `a glob over paths begins with "/"`},
		{"/a/b**", "** stands alone between slashes: write /**/ or *"},
		{"/a/***", "** stands alone between slashes: write /**/ or *"},
		{"/a/{id", "a { has no } after it"},
		{"/a/{i{d}", "a { has no } after it"},
		{"/a/{i/d}", "a { has no } after it"},
		{"/a/id}", "a } has no { before it"},
		{"/a/\xff", "the glob is not UTF-8"},
		{"get /a", `"get" is no method: write one of GET, PUT, POST, DELETE, OPTIONS, HEAD, PATCH, TRACE, or the path alone`},
	} {
		if _, err := Path(source.Pos{}, test.glob); err == nil || err.Error() != test.want {
			t.Errorf("Path(%q): %v, want %s", test.glob, err, test.want)
		}
	}
	want := "the glob is empty: write a name, or * for every name"
	if _, err := Name(source.Pos{}, ""); err == nil || err.Error() != want {
		t.Errorf("Name of nothing: %v, want %s", err, want)
	}
}
