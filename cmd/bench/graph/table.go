package main

import (
	"fmt"
	"strings"
)

// table sets the figures beside what they are to reach.
func table(all, one, seven, plain, official program) string {
	rows := [][3]string{
		{"generate all", fmt.Sprintf("%.1f s, %s", all.generated.elapsed.Seconds(), memory(all.generated)), "under 4 s, under 1 GiB"},
		{"lines written for all", fmt.Sprint(all.lines), "under 120,000"},
		{"build one call on all", fmt.Sprintf("%.1f s, %s%s", all.build.elapsed.Seconds(), memory(all.build), against(all, official)), "at most 1/12 of the official SDK's time, under 1.2 GiB"},
		{"build one call on its own package", fmt.Sprintf("%.2f s, %.2f times the plain program's %.2f s", one.build.elapsed.Seconds(),
			one.build.elapsed.Seconds()/plain.build.elapsed.Seconds(), plain.build.elapsed.Seconds()), "at most 1.3 times"},
		{"stripped, on all", fmt.Sprintf("%s, the plain program %s", size(all), size(plain)), "no larger than the plain program"},
		{"stripped, on its own package", fmt.Sprintf("%s (%d lines)", size(one), one.lines), "no larger than the plain program"},
		{"lines of seven requests", fmt.Sprint(seven.lines), "under 10,000"},
	}
	if official.size > 0 {
		rows = append(rows, [3]string{"the official SDK, one call", fmt.Sprintf("%.1f s, %s, stripped %s",
			official.build.elapsed.Seconds(), memory(official.build), size(official)), ""})
	}
	var out strings.Builder
	out.WriteString("| what | measured | to reach |\n|---|---|---|\n")
	for _, row := range rows {
		fmt.Fprintf(&out, "| %s | %s | %s |\n", row[0], row[1], row[2])
	}
	return out.String()
}

func memory(c cost) string { return fmt.Sprintf("%.2f GiB", float64(c.peak)/(1<<30)) }

func size(p program) string { return fmt.Sprintf("%.2f MB", float64(p.size)/1e6) }

func against(p, official program) string {
	if official.size == 0 {
		return ""
	}
	return fmt.Sprintf(", 1/%.1f of the official SDK's time", official.build.elapsed.Seconds()/p.build.elapsed.Seconds())
}
