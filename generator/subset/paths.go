package subset

import (
	"strings"

	"example.com/burin/generator/model"
	"example.com/burin/generator/selection"
	"example.com/burin/generator/source"
)

// step is a state of the search for paths: a place, and how far along each glob
// the way there is.
type step struct {
	place
	along string // a byte a position of a glob, 1 where the way is there
}

// way is one edge of the search, between two steps.
type way struct {
	from, to step
	edge     edge
	arrives  methods // of the requests that are wanted at the path that ends here
}

// finder looks for the paths that globs want, and notes every edge on the way.
type finder struct {
	graph    *graph
	globs    []selection.Glob // included ones, then excluded ones
	included int
	offsets  []int // where each glob's positions begin
	size     int
	ended    []bool // of each glob: a path ends where it does
	matched  []bool // and has a request that it is about
	ways     []way
	onto     map[step][]int // the ways that lead to a step
}

func newFinder(g *graph, include, exclude []selection.Glob) *finder {
	f := &finder{graph: g, globs: append(append([]selection.Glob(nil), include...), exclude...), included: len(include), onto: map[step][]int{}}
	for _, glob := range f.globs {
		f.offsets = append(f.offsets, f.size)
		f.size += len(glob.Steps()) + 1
	}
	f.ended, f.matched = make([]bool, len(f.globs)), make([]bool, len(f.globs))
	return f
}

// find gives the ways that lie on wanted paths, in the order in which a search
// in breadth comes by them.
func (f *finder) find() []way {
	start := step{along: f.start()}
	queue, seen := []step{start}, map[step]bool{start: true}
	for ; len(queue) > 0; queue = queue[1:] {
		for _, e := range f.graph.from(queue[0].place) {
			along, alive := f.advance(queue[0].along, e)
			if !alive {
				continue
			}
			w := way{from: queue[0], to: step{e.to, along}, edge: e, arrives: f.arrives(along, e)}
			f.ways = append(f.ways, w)
			f.onto[w.to] = append(f.onto[w.to], len(f.ways)-1)
			if e.to.leads() && !seen[w.to] {
				seen[w.to] = true
				queue = append(queue, w.to)
			}
		}
	}
	return f.useful()
}

// useful leaves out the ways that lead to no end that is wanted.
func (f *finder) useful() (list []way) {
	useful := make([]bool, len(f.ways))
	var queue []int
	mark := func(i int) {
		if !useful[i] {
			useful[i] = true
			queue = append(queue, i)
		}
	}
	for i, w := range f.ways {
		if w.arrives != 0 {
			mark(i)
		}
	}
	for ; len(queue) > 0; queue = queue[1:] {
		for _, before := range f.onto[f.ways[queue[0]].from] {
			if f.ways[before].edge.to.leads() {
				mark(before)
			}
		}
	}
	for i, w := range f.ways {
		if useful[i] {
			list = append(list, w)
		}
	}
	return list
}

func (f *finder) start() string {
	along := make([]byte, f.size)
	for i := range f.globs {
		f.reach(along, i, 0)
	}
	return string(along)
}

// reach notes a position of a glob, and those that it stands for: ** may match
// nothing.
func (f *finder) reach(along []byte, glob, position int) {
	steps := f.globs[glob].Steps()
	for along[f.offsets[glob]+position] = 1; position < len(steps) && steps[position].Any(); position++ {
		along[f.offsets[glob]+position+1] = 1
	}
}

// advance goes one edge along the globs, and reports whether one that includes
// is left.
func (f *finder) advance(along string, e edge) (string, bool) {
	next, alive := make([]byte, f.size), false
	for i, glob := range f.globs {
		for position, s := range glob.Steps() {
			if along[f.offsets[i]+position] == 0 || !matchesSegment(s, e.texts) || i < f.included && e.spelt && strings.Contains(s.Text, "*") {
				continue
			}
			if s.Any() {
				f.reach(next, i, position)
			} else {
				f.reach(next, i, position+1)
			}
			alive = alive || i < f.included
		}
	}
	return string(next), alive
}

func matchesSegment(s selection.Step, texts []string) bool {
	for _, text := range texts {
		if s.Match(text) {
			return true
		}
	}
	return false
}

// arrives gives the methods of the requests that are wanted at a path that ends here.
func (f *finder) arrives(along string, e edge) methods {
	var in, out methods
	for i, glob := range f.globs {
		if along[f.offsets[i]+len(glob.Steps())] == 0 {
			continue
		}
		f.ended[i] = true
		switch of := methodsOf(glob.Method); {
		case of&e.offers() == 0:
			continue
		case i < f.included:
			in |= of
		default:
			out |= of
		}
		f.matched[i] = true
	}
	return in &^ out
}

// shortest is the first path that a search in breadth finds to each call that
// is wanted.
func (g *graph) shortest(wanted func(*model.Call) bool) (list []way) {
	var ways []way
	onto := map[place]int{}
	reached := map[*model.Call]bool{}
	queue := []place{{}}
	for ; len(queue) > 0; queue = queue[1:] {
		for _, e := range g.from(queue[0]) {
			w := way{from: step{place: queue[0]}, to: step{place: e.to}, edge: e}
			if e.call != nil && wanted(e.call) && !reached[e.call] {
				reached[e.call] = true
				list = append(list, trail(ways, onto, w)...)
			}
			if _, seen := onto[e.to]; !e.to.leads() || seen {
				continue
			}
			onto[e.to] = len(ways)
			ways = append(ways, w)
			queue = append(queue, e.to)
		}
	}
	return list
}

// trail is the way to a place, the last edge first, which arrives.
func trail(ways []way, onto map[place]int, last way) []way {
	last.arrives = allMethods
	list := []way{last}
	for at := last.from.place; at.leads(); at = list[len(list)-1].from.place {
		list = append(list, ways[onto[at]])
	}
	return list
}

// nearestSegment is what a glob that matches nothing may have meant: the name
// nearest to its first segment that leads nowhere.
func (g *graph) nearestSegment(glob selection.Glob) (segment, near string) {
	places := []place{{}}
	for _, s := range glob.Steps() {
		var next []place
		var names []string
		for _, p := range places {
			for _, e := range g.from(p) {
				names = append(names, e.texts...)
				if matchesSegment(s, e.texts) && e.to.leads() {
					next = append(next, e.to)
				}
			}
		}
		if len(next) == 0 || s.Any() {
			return s.Text, source.Nearest(s.Text, names)
		}
		places = next
	}
	return "", ""
}
