package review

import (
	"cmp"
	"slices"

	"example.com/burin/generator/model"
)

// Status is what became of something between two descriptions.
type Status string

// The statuses.
const (
	Added   Status = "added"
	Removed Status = "removed"
	Changed Status = "changed"
	Same    Status = "same"
)

// Picture is the graph of the types around what changed.
type Picture struct {
	Nodes []Node
	Edges []Edge
	More  int // types that changed and are left out
}

// Node is a type.
type Node struct {
	Name     string
	Status   Status
	Breaking bool
	Changes  int
}

// Edge leads from a type to one that a property of it holds, or to its base.
type Edge struct {
	From, To int // indexes of nodes
	Name     string
	Base     bool
	Status   Status
}

// mostNodes bounds a picture, so that it can be looked at.
const mostNodes = 40

// Draw gives the types that changed and those beside them. Where they are too many,
// those that break somebody come first, and then those with the most changes.
func Draw(old, new *model.API, changes []Change) *Picture {
	key := keysOf(old, new)
	d := &drawing{key: key, nodes: map[string]*Node{}, edges: map[edge]Status{}}
	d.add(old, Removed)
	d.add(new, Added)
	d.count(changes)
	chosen := d.chosen()
	p := &Picture{}
	index := map[string]int{}
	for _, name := range chosen {
		index[name] = len(p.Nodes)
		p.Nodes = append(p.Nodes, *d.nodes[name])
	}
	for _, e := range d.order {
		from, ok := index[e.from]
		to, also := index[e.to]
		if ok && also && (d.nodes[e.from].Status != Same || d.nodes[e.to].Status != Same) {
			p.Edges = append(p.Edges, Edge{from, to, e.name, e.base, d.edges[e]})
		}
	}
	for _, name := range d.names {
		if _, drawn := index[name]; !drawn && d.nodes[name].Status != Same {
			p.More++
		}
	}
	return p
}

// edge is an edge by the keys of types.
type edge struct {
	from, to, name string
	base           bool
}

type drawing struct {
	key   func(*model.Type) string
	names []string // keys of the nodes, in order
	nodes map[string]*Node
	order []edge
	edges map[edge]Status
}

// add adds what a description has. What both have is the same for now.
func (d *drawing) add(api *model.API, alone Status) {
	for _, t := range api.Types {
		name := d.key(t)
		if node := d.nodes[name]; node != nil {
			node.Status, node.Name = Same, t.Name
		} else {
			d.names = append(d.names, name)
			d.nodes[name] = &Node{Name: t.Name, Status: alone}
		}
		if t.Base != nil {
			d.edge(edge{name, d.key(t.Base), "", true}, alone)
		}
		for _, p := range t.Properties {
			if to := target(p.Schema); to != nil {
				d.edge(edge{name, d.key(to), p.Name, false}, alone)
			}
		}
	}
}

func (d *drawing) edge(e edge, alone Status) {
	if _, both := d.edges[e]; both {
		d.edges[e] = Same
		return
	}
	d.order = append(d.order, e)
	d.edges[e] = alone
}

// count notes which types changed in more than words, and how often.
func (d *drawing) count(changes []Change) {
	byName := map[string]*Node{}
	for _, name := range d.names {
		byName[d.nodes[name].Name] = d.nodes[name]
	}
	for _, c := range changes {
		node := byName[typeIn(c.Of)]
		if node == nil || silent(c) {
			continue
		}
		node.Changes++
		node.Breaking = node.Breaking || c.Breaking()
		if node.Status == Same {
			node.Status = Changed
		}
	}
}

// chosen are the keys of the nodes to draw, in the order of the descriptions: those
// that changed, and then as many as may be of those beside them.
func (d *drawing) chosen() []string {
	wanted := map[string]bool{}
	changed := slices.DeleteFunc(slices.Clone(d.names), func(name string) bool { return d.nodes[name].Status == Same })
	slices.SortStableFunc(changed, func(a, b string) int {
		x, y := d.nodes[a], d.nodes[b]
		return cmp.Or(cmp.Compare(weight(y), weight(x)), cmp.Compare(y.Changes, x.Changes))
	})
	for _, name := range changed {
		if len(wanted) < mostNodes {
			wanted[name] = true
		}
	}
	for _, e := range d.order {
		near, far := e.from, e.to
		if !wanted[near] || d.nodes[near].Status == Same {
			near, far = far, near
		}
		if wanted[near] && d.nodes[near].Status != Same && d.nodes[far] != nil && len(wanted) < mostNodes {
			wanted[far] = true
		}
	}
	return slices.DeleteFunc(slices.Clone(d.names), func(name string) bool { return !wanted[name] })
}

func weight(n *Node) int {
	if n.Breaking {
		return 1
	}
	return 0
}
