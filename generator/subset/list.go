package subset

import (
	"example.com/burin/generator/model"
	"example.com/burin/generator/selection"
)

// Stop is one segment of a path through a service, and what stands there.
type Stop struct {
	Text string          // the segment; {id} for a key
	Type *model.Type     // of the values here; nil for those of no type of the description
	Many bool            // a collection stands here
	Key  bool            // the segment is the key of an entity
	Root *model.Root     // the segment is this root's
	Link *model.Property // the segment is this navigation property's
	Call *model.Call     // the segment calls this
	Cast *model.Type     // the segment casts to this type
	Part *model.Property // the segment is this property, of a complex type

	Value *model.Property  // the segment is this property, of another type
	Other []*model.KeyPart // the segment is this alternate key

	only methods // of the last
}

// Path leads from the root of a service to one thing.
type Path []Stop

// Wants reports whether the requests of a method are wanted at the path.
func (p Path) Wants(method string) bool { return p[len(p)-1].only.has(method) }

// Paths lists the paths of a service that globs include and none excludes, at
// most so many and one more. What ** stands for visits no type twice, nor one
// that was on the way to it, since it would have no end.
func Paths(api *model.API, include, exclude []selection.Glob, most int) []Path {
	l := &lister{finder: newFinder(newGraph(api), include, exclude), most: most, on: map[step]bool{}, places: map[place]int{}}
	l.visit(step{along: l.start()}, nil)
	return l.paths
}

type lister struct {
	*finder
	most   int
	paths  []Path
	on     map[step]bool // those on the way
	places map[place]int // theirs, and how often
}

func (l *lister) visit(at step, way Path) {
	for _, e := range l.graph.from(at.place) {
		along, alive := l.advance(at.along, e)
		if !alive || len(l.paths) > l.most || e.link != nil && e.link.Link.Untaken {
			continue
		}
		next := append(way[:len(way):len(way)], e.stop(at.place))
		if only := l.arrives(along, e); only != 0 {
			next[len(next)-1].only = only
			l.paths = append(l.paths, next)
		}
		if to := (step{e.to, along}); e.to.leads() && !l.on[to] && (l.places[e.to] == 0 || l.names(at.along, e)) {
			l.on[to] = true
			l.places[e.to]++
			l.visit(to, next)
			l.places[e.to]--
			delete(l.on, to)
		}
	}
}

// names reports whether a glob that includes has a segment of its own for an edge,
// other than **.
func (l *lister) names(along string, e edge) bool {
	for i, glob := range l.globs[:l.included] {
		for position, s := range glob.Steps() {
			if along[l.offsets[i]+position] == 1 && !s.Any() && matchesSegment(s, e.texts) {
				return true
			}
		}
	}
	return false
}

func (e edge) stop(from place) Stop {
	key := from.many && from.value == nil && e.to.typ != nil && e.cast == nil && e.call == nil && e.part == nil
	return Stop{Text: e.texts[0], Type: e.to.typ, Many: e.to.many, Key: key, Root: e.root, Link: e.link, Call: e.call, Cast: e.cast, Part: e.part, Value: e.value, Other: e.other}
}
