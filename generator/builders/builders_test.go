package builders

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/burin/generator/model"
)

func to(t *model.Type) *model.Schema { return &model.Schema{Kind: model.Named, Type: t} }

func many(t *model.Type) *model.Schema { return &model.Schema{Kind: model.List, Elem: to(t)} }

func entity(name string, base *model.Type) *model.Type {
	return &model.Type{Name: name, Qualified: "ns." + name, Kind: model.Object, Base: base, Entity: &model.Entity{}}
}

func link(name string, s *model.Schema, limits *model.Limits) *model.Property {
	return &model.Property{Name: name, Schema: s, Link: &model.Link{Limits: limits}}
}

// text is a plan in words, a line a builder.
func text(p *Plan) string {
	var out strings.Builder
	for _, b := range p.Builders {
		fmt.Fprintf(&out, "%s%s:", b.Type.Name, map[bool]string{true: "s"}[b.Collection])
		for _, can := range []struct {
			what string
			can  bool
		}{{"read", b.Read}, {"create", b.Create}, {"update", b.Update}, {"delete", b.Delete}, {"media", b.Media}} {
			if can.can {
				out.WriteString(" " + can.what)
			}
		}
		for _, l := range b.Links {
			out.WriteString(" /" + l.Property.Name)
		}
		for _, to := range b.Casts {
			out.WriteString(" as " + to.Type.Name)
		}
		for _, c := range b.Calls {
			out.WriteString(" " + c.Call.Name + "()" + map[bool]string{true: "+"}[c.Overload])
			if c.To != nil {
				out.WriteString("->" + c.To.Type.Name)
			}
		}
		out.WriteString("\n")
	}
	return out.String()
}

// TestPlan: one builder a type however many ways lead to it, with what one of
// the ways allows; inherited properties and calls; casts where they lead further.
func TestPlan(t *testing.T) {
	base := entity("base", nil)
	user, group, plain := entity("user", base), entity("group", base), entity("plain", base)
	alone, shell := entity("alone", nil), entity("shell", nil)
	base.Properties = []*model.Property{link("owner", to(user), nil)}
	group.Properties = []*model.Property{link("members", many(base), &model.Limits{NoInsert: true}), link("left", many(alone), nil)}
	group.Properties[1].Link.Untaken = true
	user.Properties = []*model.Property{link("groups", many(group), &model.Limits{NoRead: true, NoInsert: true, NoUpdate: true, NoDelete: true})}
	user.Entity.Media = true
	shell.Properties = []*model.Property{link("users", many(user), nil)}
	call := func(name string, binding, returns *model.Schema, parameters ...string) *model.Call {
		c := &model.Call{Name: name, Binding: binding, Returns: returns, Composable: returns != nil}
		for _, p := range parameters {
			c.Parameters = append(c.Parameters, &model.Parameter{Name: p})
		}
		return c
	}
	api := &model.API{Types: []*model.Type{base, user, group, plain, alone}, Service: &model.Service{
		Passed: []*model.Type{shell},
		Roots:  []*model.Root{{Name: "shell", Type: shell}, {Name: "all", Type: base, Collection: true}},
		Calls: []*model.Call{call("check", to(base), nil), call("check", to(user), nil), call("check", to(base), nil, "deep"),
			call("first", many(base), to(user)), call("far", to(alone), nil)},
	}}
	want := `base: read update delete /owner as user as group check() check()+
bases: read create as user as group first()->user
user: read update delete media /owner /groups check() check()+
users: read create first()->user
group: read /owner /members check() check()+
groups: first()->user
shell: /users
`
	if diff := cmp.Diff(want, text(Of(api))); diff != "" {
		t.Error(diff)
	}
	if Of(&model.API{}) != nil {
		t.Error("a description without a service has builders")
	}
}
