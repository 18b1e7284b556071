package format

import (
	"fmt"
	"math"
	"testing"

	"example.com/burin/generator/review"
	"example.com/burin/generator/source"
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

// TestHunksMarkWhatDiffers holds which lines of a description are marked: the place,
// and what the other description does not say.
func TestHunksMarkWhatDiffers(t *testing.T) {
	content := map[string]string{"old": "a: 1\nb: 2\nc: 3\n", "new": "a: 1\n  c: 3\nb: 4\n"}
	files := newTexts(func(file string) []byte { return []byte(content[file]) })
	marked := func(lines []line) (numbers []int) {
		for _, l := range lines {
			if l.Here {
				numbers = append(numbers, l.Number)
			}
		}
		return numbers
	}
	got := fmt.Sprint(marked(files.around(source.Pos{File: "old", Line: 1}, "new")), marked(files.around(source.Pos{File: "new", Line: 2}, "old")),
		marked(files.around(source.Pos{File: "new", Line: 2}, "")))
	if want := "[1 2] [2 3] [2]"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}
