package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"time"
)

// bench is one run: a folder, with a build cache of its own.
type bench struct {
	dir         string
	description string
	env         []string
}

// cost is what a process took, and the processes that it waited for.
type cost struct {
	elapsed, processor time.Duration
	peak               int64 // bytes, of the largest process
}

// program is what one program took to build, and what came of it.
type program struct {
	generated cost
	lines     int
	build     cost
	size      int64 // bytes, stripped
}

func (b *bench) goTool(dir string, args ...string) *exec.Cmd {
	cmd := exec.Command("go", args...)
	cmd.Dir, cmd.Env, cmd.Stderr = dir, b.env, os.Stderr
	return cmd
}

// measure runs a command.
func measure(cmd *exec.Cmd) (cost, error) {
	start := time.Now()
	if err := cmd.Run(); err != nil {
		return cost{}, fmt.Errorf("%s: %w", strings.Join(cmd.Args, " "), err)
	}
	state := cmd.ProcessState
	c := cost{elapsed: time.Since(start), processor: state.UserTime() + state.SystemTime()}
	if usage, ok := state.SysUsage().(*syscall.Rusage); ok {
		c.peak = usage.Maxrss * unit
	}
	return c, nil
}

// unit is what Maxrss counts in: bytes on Darwin, kibibytes elsewhere.
var unit = map[bool]int64{true: 1, false: 1 << 10}[runtime.GOOS == "darwin"]

// generate writes the package of some paths of the description, all where none
// are named, and counts its lines.
func (b *bench) generate(name string, paths []string) (program, error) {
	out := filepath.Join(b.dir, name, "graph")
	if err := os.MkdirAll(out, 0o755); err != nil {
		return program{}, err
	}
	args := []string{"generate", "--quiet", "--lenient", "--spec", b.description, "--package", "graph", "--out", out, "--emit", "types,validators,client"}
	for _, path := range paths {
		args = append(args, "--include-path", path)
	}
	cmd := exec.Command(filepath.Join(b.dir, "burin"), args...)
	cmd.Stderr = os.Stderr
	generated, err := measure(cmd)
	if err != nil {
		return program{}, err
	}
	files, err := filepath.Glob(filepath.Join(out, "*.go"))
	if err != nil {
		return program{}, err
	}
	p := program{generated: generated}
	for _, file := range files {
		content, err := os.ReadFile(file)
		if err != nil {
			return program{}, err
		}
		p.lines += bytes.Count(content, []byte("\n"))
	}
	return p, nil
}

// built builds the program on a generated package.
func (b *bench) built(name string, paths []string) (program, error) {
	p, err := b.generate(name, paths)
	if err != nil {
		return program{}, err
	}
	return b.build(p, name, "burin")
}

// plain builds the program on the standard library alone.
func (b *bench) plain() (program, error) { return b.build(program{}, "plain", "plain") }

// build makes a module of a program and builds it, after the standard library.
func (b *bench) build(p program, name, text string) (program, error) {
	dir, module := filepath.Join(b.dir, name), "example.com/"+name
	content, err := source(text, module)
	if err != nil {
		return program{}, err
	}
	for file, content := range map[string][]byte{"go.mod": []byte("module " + module + "\n\ngo 1.26\n"), "main.go": content} {
		if err := os.MkdirAll(dir, 0o755); err != nil {
			return program{}, err
		}
		if err := os.WriteFile(filepath.Join(dir, file), content, 0o644); err != nil {
			return program{}, err
		}
	}
	return b.compile(p, dir, ".")
}

// official builds the program on the official SDK.
func (b *bench) official() (program, error) {
	return b.compile(program{}, ".", "-tags=graphsdk", "./graph/programs/sdk")
}

// compile builds the standard library that a program needs, then the program,
// and then links it once more without symbols for its size.
func (b *bench) compile(p program, dir string, what ...string) (program, error) {
	listed, err := b.goTool(dir, append([]string{"list", "-deps", "-f", "{{if .Standard}}{{.ImportPath}}{{end}}"}, what...)...).Output()
	if err != nil {
		return program{}, err
	}
	if err := b.goTool(dir, append([]string{"build"}, strings.Fields(string(listed))...)...).Run(); err != nil {
		return program{}, err
	}
	binary := filepath.Join(b.dir, "program")
	if p.build, err = measure(b.goTool(dir, append([]string{"build", "-o", binary}, what...)...)); err != nil {
		return program{}, err
	}
	if err := b.goTool(dir, append([]string{"build", "-ldflags=-s -w", "-trimpath", "-o", binary}, what...)...).Run(); err != nil {
		return program{}, err
	}
	info, err := os.Stat(binary)
	if err != nil {
		return program{}, err
	}
	p.size = info.Size()
	return p, nil
}
