package format

import (
	"fmt"
	"html/template"
	"math"
	"slices"
	"strings"

	"example.com/burin/generator/review"
)

// box is where a node is drawn: its middle, and how far it reaches.
type box struct{ x, y, w, h float64 }

// The measures of a picture, in points.
const (
	letter    = 7.2 // the width of a letter, about
	nodeH     = 30.0
	margin    = 14.0
	pageWidth = 1180.0
)

// picture draws the graph of the types as SVG; nothing where none changed. Its colours
// are the page's.
func picture(p *review.Picture) template.HTML {
	if p == nil || len(p.Nodes) == 0 {
		return ""
	}
	boxes, width, height := place(p)
	var out strings.Builder
	fmt.Fprintf(&out, `<svg viewBox="0 0 %.0f %.0f" role="group" aria-label="Types around the changes" style="max-width: %[1]fpx">`, width, height)
	out.WriteString(`<defs>`)
	for _, status := range []review.Status{review.Added, review.Removed, review.Same} {
		fmt.Fprintf(&out, `<marker id="to-%s" class="%[1]s" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" orient="auto"><path d="M0 0L8 4L0 8z"/></marker>`, status)
		fmt.Fprintf(&out, `<marker id="is-%s" class="base %[1]s" viewBox="0 0 10 10" refX="10" refY="5" markerWidth="10" markerHeight="10" orient="auto"><path d="M0 0L10 5L0 10z"/></marker>`, status)
	}
	out.WriteString(`</defs>`)
	for _, e := range p.Edges {
		drawEdge(&out, p, boxes, e)
	}
	for i, n := range p.Nodes {
		drawNode(&out, n, boxes[i])
	}
	out.WriteString(`</svg>`)
	return template.HTML(out.String()) // every name in it is escaped
}

func drawEdge(out *strings.Builder, p *review.Picture, boxes []box, e review.Edge) {
	from, to := boxes[e.From], boxes[e.To]
	name, marker := p.Nodes[e.From].Name+"."+e.Name, "to"
	if e.Base {
		name, marker = p.Nodes[e.From].Name+" derives from "+p.Nodes[e.To].Name, "is"
	}
	path := fmt.Sprintf("M%.1f %.1fC%.1f %.1f %.1f %.1f %.1f %.1f", from.x+from.w-12, from.y-from.h, from.x+from.w-2, from.y-from.h-22,
		from.x+from.w+22, from.y-from.h-6, from.x+from.w, from.y-4) // to itself
	if e.From != e.To {
		x1, y1 := border(from, to)
		x2, y2 := border(to, from)
		path = fmt.Sprintf("M%.1f %.1fL%.1f %.1f", x1, y1, x2, y2)
	}
	fmt.Fprintf(out, `<path class="edge %s" d="%s" marker-end="url(#%s-%[1]s)"><title>%[4]s</title></path>`, e.Status, path, marker, template.HTMLEscapeString(name))
}

// border is where the line from a box to another one leaves it.
func border(from, to box) (x, y float64) {
	dx, dy := to.x-from.x, to.y-from.y
	scale := math.Min(from.w/math.Max(math.Abs(dx), 1e-9), from.h/math.Max(math.Abs(dy), 1e-9))
	return from.x + dx*math.Min(scale, 1), from.y + dy*math.Min(scale, 1)
}

func drawNode(out *strings.Builder, n review.Node, b box) {
	class := string(n.Status)
	said := class
	if n.Breaking {
		class += " breaks"
		said += ", breaks somebody"
	}
	name := template.HTMLEscapeString(n.Name)
	fmt.Fprintf(out, `<g class="node %s" tabindex="0" role="button" data-type="%s" aria-label="%[2]s, %s"><rect x="%.1f" y="%.1f" width="%.1f" height="%.1f" rx="6"/><text x="%.1f" y="%.1f">%s</text><title>%[2]s: %[3]s, %[11]d changes</title></g>`,
		class, name, said, b.x-b.w, b.y-b.h, 2*b.w, 2*b.h, b.x, b.y, template.HTMLEscapeString(label(n.Name)), n.Changes)
}

// label is a name as far as there is room for it.
func label(name string) string {
	const most = 34
	if runes := []rune(name); len(runes) > most {
		return string(runes[:most-1]) + "…"
	}
	return name
}

// place gives each node its box: the parts of the graph by themselves, in rows, the
// largest first.
func place(p *review.Picture) (boxes []box, width, height float64) {
	boxes = make([]box, len(p.Nodes))
	for i, n := range p.Nodes {
		boxes[i] = box{w: float64(len([]rune(label(n.Name))))*letter/2 + 10, h: nodeH / 2}
	}
	parts := components(p)
	slices.SortStableFunc(parts, func(a, b []int) int { return len(b) - len(a) })
	x, y, row := margin, margin, 0.0
	for _, part := range parts {
		arrange(p, part, boxes)
		left, top, right, bottom := extent(part, boxes)
		if x > margin && x+right-left > pageWidth-margin {
			x, y, row = margin, y+row+margin, 0
		}
		for _, i := range part {
			boxes[i].x += x - left
			boxes[i].y += y - top
		}
		x += right - left + margin
		width = math.Max(width, x)
		row = math.Max(row, bottom-top)
	}
	return boxes, width, y + row + margin
}

// extent is what the boxes of some nodes cover.
func extent(part []int, boxes []box) (left, top, right, bottom float64) {
	left, top, right, bottom = math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)
	for _, i := range part {
		b := boxes[i]
		left, right = math.Min(left, b.x-b.w), math.Max(right, b.x+b.w)
		top, bottom = math.Min(top, b.y-b.h), math.Max(bottom, b.y+b.h)
	}
	return left, top, right, bottom
}
