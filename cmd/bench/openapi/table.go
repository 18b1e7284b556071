package main

import (
	"fmt"
	"os/exec"
	"runtime"
	"strings"
)

// table writes a row for each generator and description.
func table(rows []row) string {
	var out strings.Builder
	out.WriteString("| description | generator | generate | peak | lines | build | peak | |\n|---|---|--:|--:|--:|--:|--:|---|\n")
	last := ""
	for _, r := range rows {
		file := r.file
		if file == last {
			file = ""
		}
		last = r.file
		lines := ""
		if r.lines > 0 {
			lines = fmt.Sprint(r.lines)
		}
		fmt.Fprintf(&out, "| %s | %s | %s | %s | %s | %s | %s | %s |\n", file, r.generator, seconds(r.generated), memory(r.generated), lines,
			seconds(r.built), memory(r.built), strings.ReplaceAll(r.fault, "|", "\\|"))
	}
	return out.String()
}

func seconds(c cost) string {
	if c.elapsed == 0 {
		return ""
	}
	return fmt.Sprintf("%.2f s", c.elapsed.Seconds())
}

func memory(c cost) string {
	if c.peak == 0 {
		return ""
	}
	return fmt.Sprintf("%d MiB", c.peak>>20)
}

// introduction says what the table is of.
func introduction() string {
	peers, _ := exec.Command("go", "list", "-m", "-f", "{{.Path}} {{.Version}}", "github.com/ogen-go/ogen", "github.com/oapi-codegen/oapi-codegen/v2").Output()
	versions := append([]string{runtime.Version()}, strings.Split(strings.TrimSpace(string(peers)), "\n")...)
	return "# Generating from OpenAPI\n\n" +
		"What it costs to make packages of real descriptions, and to build them, beside other generators, in one run of " +
		"`make bench-generate WRITE=yes`, which writes this page. Each writes types, a client and a server; burin validators too, as ogen does. " +
		"What a package imports is built before, and a package is built under a name that no cache knows. " +
		"\"peak\" is the memory of the largest process. Each figure is of one run, so it says how much, and not how much exactly.\n\n" +
		strings.Join(versions, ", ") + fmt.Sprintf(", %d processors.\n\n", runtime.NumCPU())
}
