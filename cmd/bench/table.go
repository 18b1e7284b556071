package main

import (
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"
)

// printTable writes one line a candidate, as a table that Markdown understands.
// Without times it holds only what says little of the machine.
func printTable(w io.Writer, rows []row, all map[string][]figures, times bool) {
	table := [][]string{{"", "", "ns", "±", "bytes", "allocations", "time of burin's", "p"}}
	for _, r := range rows {
		name := r.name
		base := all[name][0]
		for i, c := range r.candidates {
			f := all[r.name][i]
			median := f.median()
			line := []string{name, c.peer, thousands(median.Center), median.PctRangeString(), thousands(float64(f.bytes)), thousands(float64(f.allocs)),
				fmt.Sprintf("%.2f", median.Center/base.median().Center), ""}
			if i > 0 {
				comparison := f.differs(base)
				line[7] = fmt.Sprintf("%.3f", comparison.P)
				if comparison.P > comparison.Alpha {
					line[6] = "~"
				}
			}
			table = append(table, line)
			name = ""
		}
	}
	if !times {
		for i, line := range table {
			table[i] = append(line[:2:2], line[3:]...)
		}
	}
	align(w, table)
}

// align writes the columns one below the other, numbers to the right.
func align(w io.Writer, table [][]string) {
	widths := make([]int, len(table[0]))
	for _, line := range table {
		for i, cell := range line {
			widths[i] = max(widths[i], utf8.RuneCountInString(cell))
		}
	}
	for n, line := range table {
		for i, cell := range line {
			space := strings.Repeat(" ", widths[i]-utf8.RuneCountInString(cell))
			if i < 2 {
				cell += space
			} else {
				cell = space + cell
			}
			fmt.Fprint(w, "| ", cell, " ")
		}
		fmt.Fprintln(w, "|")
		if n == 0 {
			for i, width := range widths {
				rule := strings.Repeat("-", width+2)
				if i >= 2 {
					rule = rule[1:] + ":"
				}
				fmt.Fprint(w, "|", rule)
			}
			fmt.Fprintln(w, "|")
		}
	}
}

// thousands writes a whole number with commas.
func thousands(f float64) string {
	digits := strconv.FormatFloat(f, 'f', 0, 64)
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	return digits
}
