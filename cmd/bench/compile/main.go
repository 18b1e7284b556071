// Command compile measures what generated code costs to build: it has burin
// generate the package of a description made by counting, and go build it, with
// the standard library built before.
package main

import (
	"bytes"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"time"

	"example.com/burin/cmd/bench/internal/describe"
	"example.com/burin/generator"
	"example.com/burin/generator/config"
)

// types is how many types the description has; about four times as many
// properties.
const types = 3000

func main() {
	keep := flag.String("keep", "", "write the description and the package to the `folder`, and leave them there")
	flag.Parse()
	if err := run(*keep, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "compile:", err)
		os.Exit(1)
	}
}

func run(dir string, stdout io.Writer) error {
	if dir == "" {
		temporary, err := os.MkdirTemp("", "compile")
		if err != nil {
			return err
		}
		defer func() { _ = os.RemoveAll(temporary) }()
		dir = temporary
	}
	generated, err := generate(dir)
	if err != nil {
		return err
	}
	total, err := count(stdout, filepath.Join(dir, "many"))
	if err != nil {
		return err
	}
	built, err := build(dir)
	if err != nil {
		return err
	}
	fmt.Fprintf(stdout, `%8d   lines, to be under 100,000
%8.1f s seconds to build, to be under 10 (%.1f s of processor time, %d processors)
%8.2f   GiB at the compiler's peak, to be under 1.2
%8.1f s to generate
`, total, built.elapsed.Seconds(), built.processor.Seconds(), runtime.NumCPU(), float64(built.peak)/(1<<30), generated.Seconds())
	return nil
}

// generate writes a module with the package many.
func generate(dir string) (time.Duration, error) {
	// The build cache knows no such module yet.
	module := fmt.Sprintf("module example.com/many%d\n\ngo 1.26\n", time.Now().UnixNano())
	spec := filepath.Join(dir, "many.yaml")
	for file, content := range map[string][]byte{spec: describe.Many(types), filepath.Join(dir, "go.mod"): []byte(module)} {
		if err := os.WriteFile(file, content, 0o644); err != nil {
			return 0, err
		}
	}
	c, err := config.New(config.Override{
		Spec: spec, Package: "many", Output: filepath.Join(dir, "many"),
		Emit: []config.Artefact{config.Types, config.Validators},
	})
	if err != nil {
		return 0, err
	}
	start := time.Now()
	_, err = generator.Write(c)
	return time.Since(start), err
}

// count prints the lines of each file of a folder, and gives their sum.
func count(w io.Writer, dir string) (total int, err error) {
	files, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil {
		return 0, err
	}
	for _, file := range files {
		content, err := os.ReadFile(file)
		if err != nil {
			return 0, err
		}
		lines := bytes.Count(content, []byte("\n"))
		fmt.Fprintf(w, "%8d   %s\n", lines, filepath.Base(file))
		total += lines
	}
	return total, nil
}

// cost is what a build took.
type cost struct {
	elapsed, processor time.Duration
	peak               int64 // bytes, of the largest process
}

// build builds the package many, after what it imports.
func build(dir string) (cost, error) {
	listed, err := command(dir, "list", "-deps", "-f", "{{if .Standard}}{{.ImportPath}}{{end}}", "./many").Output()
	if err != nil {
		return cost{}, err
	}
	if err := command(dir, append([]string{"build"}, strings.Fields(string(listed))...)...).Run(); err != nil {
		return cost{}, err
	}
	measured := command(dir, "build", "./many")
	start := time.Now()
	if err := measured.Run(); err != nil {
		return cost{}, err
	}
	state := measured.ProcessState
	c := cost{elapsed: time.Since(start), processor: state.UserTime() + state.SystemTime()}
	if usage, ok := state.SysUsage().(*syscall.Rusage); ok {
		c.peak = usage.Maxrss * unit // of go, or of a process that it waited for
	}
	return c, nil
}

// unit is what Maxrss counts in: bytes on Darwin, kibibytes elsewhere.
var unit = map[bool]int64{true: 1, false: 1 << 10}[runtime.GOOS == "darwin"]

func command(dir string, args ...string) *exec.Cmd {
	cmd := exec.Command("go", args...)
	cmd.Dir, cmd.Stderr = dir, os.Stderr
	return cmd
}
