package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestRename gives a copy of the checkout another module path, and has burin
// check there that it writes what it wrote before.
func TestRename(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles the module under another path")
	}
	repository, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	listed := runIn(t, repository, "git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--deduplicate")
	for name := range strings.SplitSeq(strings.TrimRight(listed, "\x00"), "\x00") {
		copyFile(t, filepath.Join(repository, name), filepath.Join(dir, name))
	}
	runIn(t, dir, "git", "init", "--quiet")
	runIn(t, dir, "git", "add", "--all")

	runIn(t, dir, "make", "rename", "MODULE=example.org/graver")
	if got := strings.TrimSpace(runIn(t, dir, "go", "list", "-m")); got != "example.org/graver" {
		t.Errorf("the module is %s", got)
	}
	if left, err := exec.Command("git", "-C", dir, "grep", "--fixed-strings", module).Output(); err == nil {
		t.Errorf("the old path still stands there:\n%s", left)
	}
	configs, err := filepath.Glob(filepath.Join(dir, "spec", "*", "burin.yaml"))
	if err != nil || len(configs) == 0 {
		t.Fatalf("no configurations: %v", err)
	}
	for _, config := range configs {
		runIn(t, dir, "go", "run", "./cmd/burin", "check", "-c", config)
	}
	if unformatted := runIn(t, dir, "gofmt", "-l", "cmd", "generator"); unformatted != "" {
		t.Errorf("gofmt would change %s", unformatted)
	}
}

// runIn runs a command in a folder and gives what it printed.
func runIn(t *testing.T, dir, name string, args ...string) string {
	t.Helper()
	cmd := exec.Command(name, args...)
	cmd.Dir = dir
	var stderr strings.Builder
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%s %s: %v\n%s%s", name, strings.Join(args, " "), err, out, &stderr)
	}
	return string(out)
}

func copyFile(t *testing.T, from, to string) {
	t.Helper()
	content, err := os.ReadFile(from)
	if os.IsNotExist(err) {
		return // removed, and not yet committed so
	}
	if err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(to, content, 0o644); err != nil {
		t.Fatal(err)
	}
}
