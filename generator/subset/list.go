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
}

// Path leads from the root of a service to one thing.
type Path []Stop

// Paths lists the paths of a service that globs include and none excludes, at
// most so many and one more. What ** stands for visits no type twice, since it
// would have no end.
func Paths(api *model.API, include, exclude []selection.Glob, most int) []Path {
	l := &lister{finder: newFinder(newGraph(api), include, exclude), most: most, on: map[step]bool{}}
	l.visit(step{along: l.start()}, nil)
	return l.paths
}

type lister struct {
	*finder
	most  int
	paths []Path
	on    map[step]bool // those on the way
}

func (l *lister) visit(at step, way Path) {
	for _, e := range l.graph.from(at.place) {
		along, alive := l.advance(at.along, e)
		if !alive || len(l.paths) > l.most || e.link != nil && e.link.Link.Untaken {
			continue
		}
		next := append(way[:len(way):len(way)], e.stop(at.place))
		if l.arrives(along) {
			l.paths = append(l.paths, next)
		}
		if to := (step{e.to, along}); e.to.typ != nil && !l.on[to] {
			l.on[to] = true
			l.visit(to, next)
			delete(l.on, to)
		}
	}
}

func (e edge) stop(from place) Stop {
	key := from.many && e.to.typ != nil && e.cast == nil && e.call == nil
	return Stop{Text: e.texts[0], Type: e.to.typ, Many: e.to.many, Key: key, Root: e.root, Link: e.link, Call: e.call, Cast: e.cast}
}
