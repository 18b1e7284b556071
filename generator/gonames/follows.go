package gonames

import (
	"slices"

	"example.com/burin/generator/model"
)

// Follow is the name of the function that makes the arguments of the request that
// follows from an answer.
func (n *Names) Follow(f *model.Follow) string { return n.follows[f] }

// nameFollows names them after the operation and the link.
func (a *assigner) nameFollows(operations []*model.Operation) {
	for _, o := range operations {
		answers := o.Successes
		if o.Success != nil {
			answers = slices.Concat([]*model.Response{o.Success}, answers)
		}
		for _, r := range answers {
			for _, f := range r.Follows {
				a.follows[f] = a.choose(a.scope, f.Pos, wanted{a.operations[o] + exported(split(f.Name)) + "Link", false}, "Answer", o.ID+"."+f.Name)
			}
		}
	}
}
