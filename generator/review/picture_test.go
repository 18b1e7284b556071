package review_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/burin/generator/model"
	"example.com/burin/generator/review"
)

// pictured draws two descriptions of types, each "name base property=type ...".
func pictured(t *testing.T, old, new string, changes ...review.Change) []string {
	t.Helper()
	p := review.Draw(typesOf(old), typesOf(new), changes)
	var lines []string
	for _, n := range p.Nodes {
		line := fmt.Sprintf("%s %s %d", n.Name, n.Status, n.Changes)
		if n.Breaking {
			line += " breaks"
		}
		lines = append(lines, line)
	}
	for _, e := range p.Edges {
		lines = append(lines, fmt.Sprintf("%s -%s-> %s %s", p.Nodes[e.From].Name, e.Name, p.Nodes[e.To].Name, e.Status))
	}
	if p.More > 0 {
		lines = append(lines, fmt.Sprint(p.More, " more"))
	}
	return lines
}

func typesOf(text string) *model.API {
	api, byName := &model.API{}, map[string]*model.Type{}
	named := func(name string) *model.Type {
		if byName[name] == nil {
			byName[name] = &model.Type{Name: name, Kind: model.Object}
		}
		return byName[name]
	}
	for _, line := range strings.Split(text, "\n") {
		words := strings.Fields(line)
		if len(words) == 0 {
			continue
		}
		one := named(words[0])
		api.Types = append(api.Types, one)
		for _, word := range words[1:] {
			if name, to, ok := strings.Cut(word, "="); ok {
				schema := &model.Schema{Kind: model.List, Elem: &model.Schema{Kind: model.Named, Type: named(to)}}
				one.Properties = append(one.Properties, &model.Property{Name: name, Schema: schema})
			} else {
				one.Base = named(word)
			}
		}
	}
	return api
}

func TestPicture(t *testing.T) {
	old := "shop pets=pet\npet\ndog pet\nfar other=further\nfurther"
	new := "shop pets=pet\npet friend=pet\ncat pet\nfar other=further\nfurther"
	changes := []review.Change{
		{Rule: "type-removed", Of: "type dog", Breaks: review.ClientCode},
		{Rule: "type-added", Of: "type cat"},
		{Rule: "property-added", Of: "property pet.friend"},
		{Rule: "doc-changed", Of: "type far"},
	}
	want := []string{"shop same 0", "pet changed 1", "dog removed 1 breaks", "cat added 1",
		"shop -pets-> pet same", "dog --> pet removed", "pet -friend-> pet added", "cat --> pet added"}
	if diff := cmp.Diff(want, pictured(t, old, new, changes...)); diff != "" {
		t.Error(diff)
	}
}

func TestPictureIsBounded(t *testing.T) {
	var text strings.Builder
	for i := range 100 {
		fmt.Fprintf(&text, "t%d next=t%d\n", i, (i+1)%100)
	}
	lines := pictured(t, "", text.String(), review.Change{Rule: "type-added", Of: "type t99", Breaks: review.ClientCode})
	if lines[39] != "t99 added 1 breaks" || lines[len(lines)-1] != "60 more" {
		t.Errorf("%v", lines)
	}
}
