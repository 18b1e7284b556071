package format

import (
	"fmt"
	"math"
	"testing"

	"example.com/burin/generator/review"
)

// TestBoxesAreApart lays out graphs of several shapes: each in the same way each time,
// with no two boxes upon each other.
func TestBoxesAreApart(t *testing.T) {
	for _, step := range []int{0, 1, 2, 7} {
		p := &review.Picture{}
		for i := range 40 {
			p.Nodes = append(p.Nodes, review.Node{Name: fmt.Sprintf("type number %d", i*i*i)})
			if step > 0 {
				p.Edges = append(p.Edges, review.Edge{From: i, To: (i*step + 1) % 40}, review.Edge{From: i, To: 0})
			}
		}
		boxes, width, height := place(p)
		again, _, _ := place(p)
		for i, a := range boxes {
			if a != again[i] {
				t.Errorf("step %d: box %d is somewhere else the second time", step, i)
			}
			if a.x-a.w < 0 || a.y-a.h < 0 || a.x+a.w > width || a.y+a.h > height {
				t.Errorf("step %d: box %d stands outside", step, i)
			}
			for j, b := range boxes[:i] {
				if math.Abs(a.x-b.x) < a.w+b.w && math.Abs(a.y-b.y) < a.h+b.h {
					t.Errorf("step %d: box %d stands upon box %d", step, i, j)
				}
			}
		}
	}
}
