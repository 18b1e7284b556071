package format

import (
	"math"
	"math/rand/v2"
	"slices"

	"gonum.org/v1/gonum/graph"
	"gonum.org/v1/gonum/graph/iterator"
	"gonum.org/v1/gonum/graph/layout"
	"gonum.org/v1/gonum/graph/simple"
	"gonum.org/v1/gonum/graph/topo"

	"example.com/burin/generator/review"
)

// web is a graph without directions whose nodes have an order, so that it is laid out
// in the same way each time.
type web struct {
	nodes []int
	near  map[int64][]int64
}

func newWeb(p *review.Picture, nodes []int) *web {
	w := &web{nodes, map[int64][]int64{}}
	for _, e := range p.Edges {
		from, to := int64(e.From), int64(e.To)
		if from != to && slices.Contains(nodes, e.From) && !slices.Contains(w.near[from], to) {
			w.near[from], w.near[to] = append(w.near[from], to), append(w.near[to], from)
		}
	}
	return w
}

// Node gives a node.
func (w *web) Node(id int64) graph.Node { return simple.Node(id) }

// Nodes gives all of them.
func (w *web) Nodes() graph.Nodes {
	var list []graph.Node
	for _, n := range w.nodes {
		list = append(list, simple.Node(n))
	}
	return iterator.NewOrderedNodes(list)
}

// From gives those beside one.
func (w *web) From(id int64) graph.Nodes {
	var list []graph.Node
	for _, n := range w.near[id] {
		list = append(list, simple.Node(n))
	}
	return iterator.NewOrderedNodes(list)
}

// HasEdgeBetween reports whether two are beside each other.
func (w *web) HasEdgeBetween(a, b int64) bool { return slices.Contains(w.near[a], b) }

// Edge gives an edge.
func (w *web) Edge(a, b int64) graph.Edge {
	if !w.HasEdgeBetween(a, b) {
		return nil
	}
	return simple.Edge{F: simple.Node(a), T: simple.Node(b)}
}

// EdgeBetween gives an edge.
func (w *web) EdgeBetween(a, b int64) graph.Edge { return w.Edge(a, b) }

// components are the parts of a graph that nothing connects, each in order, by their
// first nodes.
func components(p *review.Picture) (parts [][]int) {
	all := make([]int, len(p.Nodes))
	for i := range all {
		all[i] = i
	}
	for _, part := range topo.ConnectedComponents(newWeb(p, all)) {
		var nodes []int
		for _, n := range part {
			nodes = append(nodes, int(n.ID()))
		}
		slices.Sort(nodes)
		parts = append(parts, nodes)
	}
	slices.SortFunc(parts, slices.Compare)
	return parts
}

// arrange lays out a part of a graph (Eades, "A heuristic for graph drawing"), and
// stretches it until no two boxes touch.
func arrange(p *review.Picture, part []int, boxes []box) {
	if len(part) == 1 {
		return
	}
	w := newWeb(p, part)
	most := 0
	for _, near := range w.near {
		most = max(most, len(near))
	}
	rate := math.Min(0.05, 0.3/float64(most)) // else a node with many neighbours leaps further each time
	forces := layout.EadesR2{Updates: 400, Repulsion: 1, Rate: rate, Theta: 0.2, Src: rand.NewPCG(1, 1)}
	optimizer := layout.NewOptimizerR2(w, forces.Update)
	for optimizer.Update() {
	}
	for _, i := range part {
		at := optimizer.Coord2(int64(i))
		boxes[i].x, boxes[i].y = at.X, at.Y
	}
	scale := 1.0
	for n, i := range part {
		for _, j := range part[:n] {
			scale = math.Max(scale, apart(boxes[i], boxes[j]))
		}
	}
	for _, i := range part {
		boxes[i].x *= scale
		boxes[i].y *= scale
	}
}

// apart is how far two boxes have to be stretched from each other.
func apart(a, b box) float64 {
	x := (a.w + b.w + 2*margin) / math.Max(math.Abs(a.x-b.x), 1e-6)
	y := (a.h + b.h + 2*margin) / math.Max(math.Abs(a.y-b.y), 1e-6)
	return math.Min(x, y)
}
