package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"syscall"
	"time"
)

// patience is how long one generator, or one build, may take.
const patience = 10 * time.Minute

// bench is one run, in a folder of its own.
type bench struct {
	dir   string
	build bool
	built map[string]string // the programs, by what they are built of

	refusal string // what a generator said last that refused a field
}

// cost is what a process took, and the processes that it waited for.
type cost struct {
	elapsed time.Duration
	peak    int64 // bytes, of the largest process
}

// row is what one generator made of one description.
type row struct {
	file, generator string
	generated       cost
	lines           int
	built           cost
	fault           string // why there is no more; "" where all went well
}

// prepare builds the generators.
func (b *bench) prepare() error {
	b.built = map[string]string{}
	for i, g := range generators {
		what := strings.Join(g.build, " ")
		if b.built[what] != "" {
			continue
		}
		program, err := filepath.Abs(filepath.Join(b.dir, fmt.Sprint("program", i)))
		if err != nil {
			return err
		}
		cmd := exec.Command("go", "build", "-o", program, g.build[1])
		cmd.Dir, cmd.Stderr = g.build[0], os.Stderr
		if err := cmd.Run(); err != nil {
			return err
		}
		b.built[what] = program
	}
	return nil
}

// measure has a generator write the package of a description, and go build it.
func (b *bench) measure(file string, g generator) row {
	r := row{file: filepath.Base(file), generator: g.name}
	name := strings.TrimSuffix(r.file, filepath.Ext(r.file)) + strings.Map(letter, g.name)
	out := filepath.Join(b.dir, name)
	arguments, err := g.settings(out, file)
	if err == nil {
		err = os.MkdirAll(out, 0o755)
	}
	if err != nil {
		r.fault = err.Error()
		return r
	}
	if r.generated, err = timed(b.built[strings.Join(g.build, " ")], arguments...); err != nil {
		r.fault = "does not generate: " + err.Error()
		return r
	}
	if r.lines, err = lines(out); err != nil || !b.build {
		return r
	}
	if r.built, err = compile("./" + filepath.ToSlash(out)); err != nil {
		r.fault = "does not compile: " + err.Error()
	}
	return r
}

func letter(r rune) rune {
	if r >= 'a' && r <= 'z' {
		return r
	}
	return -1
}

// compile builds what a package imports, and then measures its own build.
func compile(what string) (cost, error) {
	listed, err := exec.Command("go", "list", "-deps", "-f", "{{if .DepOnly}}{{.ImportPath}}{{end}}", what).Output()
	if err != nil {
		return cost{}, errors.New("go list fails")
	}
	if err := exec.Command("go", append([]string{"build"}, strings.Fields(string(listed))...)...).Run(); err != nil {
		return cost{}, err
	}
	return timed("go", "build", what)
}

// timed runs a program. The error is the first line of what it says.
func timed(program string, arguments ...string) (cost, error) {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	cmd := exec.CommandContext(ctx, program, arguments...)
	var said bytes.Buffer
	cmd.Stderr = &said
	start := time.Now()
	err := cmd.Run()
	c := cost{elapsed: time.Since(start)}
	if usage, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage); ok {
		c.peak = usage.Maxrss * unit
	}
	switch {
	case ctx.Err() != nil:
		return c, fmt.Errorf("it takes more than %v", patience)
	case err != nil:
		return c, errors.New(reason(said.String(), err))
	}
	return c, nil
}

// telling is the line by which a program says what is wrong.
var telling = regexp.MustCompile(`(?m)^.*(error|fail|not |duplicate|:\d+:).*$`)

// remarks are what a program says besides.
var remarks = regexp.MustCompile(`(?m)^.*\b(INFO|WARN)\b.*\n?`)

// reason is the first line that tells, short enough for a table, without the
// names of this run.
func reason(said string, err error) string {
	said = remarks.ReplaceAllString(said, "")
	line := strings.TrimSpace(telling.FindString(said))
	if line == "" {
		line, _, _ = strings.Cut(strings.TrimSpace(said), "\n")
	}
	if line == "" {
		return err.Error()
	}
	line = regexp.MustCompile(`generated-\d+/\w*/|\S*/corpus/openapi/`).ReplaceAllString(line, "")
	if runes := []rune(line); len(runes) > 120 {
		line = string(runes[:120]) + "…"
	}
	return line
}

// unit is what Maxrss counts in: bytes on Darwin, kibibytes elsewhere.
var unit = map[bool]int64{true: 1, false: 1 << 10}[runtime.GOOS == "darwin"]

func lines(dir string) (int, error) {
	files, err := filepath.Glob(filepath.Join(dir, "*.go"))
	total := 0
	for _, file := range files {
		content, err := os.ReadFile(file)
		if err != nil {
			return 0, err
		}
		total += bytes.Count(content, []byte("\n"))
	}
	return total, err
}
