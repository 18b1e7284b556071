package main

import (
	"bytes"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// TestGenerateKilled kills burin generate at random moments of its work, while the
// description goes to and fro between two versions: what it leaves is the package of
// one of them, whole.
func TestGenerateKilled(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("a folder is replaced in one step on Linux alone")
	}
	if testing.Short() {
		t.Skip("it runs burin 200 times")
	}
	description, err := os.ReadFile("testdata/pets.yaml")
	if err != nil {
		t.Fatal(err)
	}
	versions := [][]byte{description, bytes.ReplaceAll(description, []byte("listPets"), []byte("findPets"))}
	dir := t.TempDir()
	generate := func(version int) *exec.Cmd {
		if err := os.WriteFile(filepath.Join(dir, "pets.yaml"), versions[version], 0o600); err != nil {
			t.Fatal(err)
		}
		self, err := os.Executable()
		if err != nil {
			t.Fatal(err)
		}
		burin := exec.Command(self, "generate", "--spec", "pets.yaml", "--package", "pets", "--out", "out")
		burin.Args[0], burin.Dir = "burin", dir // as which TestMain runs it
		burin.Env = append(os.Environ(), "XDG_CACHE_HOME="+filepath.Join(dir, "cache"))
		return burin
	}
	var whole []map[string]string
	var took time.Duration
	for version := range versions {
		began := time.Now()
		if out, err := generate(version).CombinedOutput(); err != nil {
			t.Fatalf("%v: %s", err, out)
		}
		took = time.Since(began)
		whole = append(whole, contentsOf(t, filepath.Join(dir, "out")))
	}
	found := [2]int{}
	for round := range 200 {
		burin := generate(round % 2)
		if err := burin.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(rand.N(took + took/2))
		_ = burin.Process.Signal(syscall.SIGKILL) // it may be done already
		_ = burin.Wait()
		left := contentsOf(t, filepath.Join(dir, "out"))
		switch {
		case cmp.Equal(left, whole[0]):
			found[0]++
		case cmp.Equal(left, whole[1]):
			found[1]++
		default:
			t.Fatalf("round %d: the folder holds a mixture:\n%s", round, cmp.Diff(whole[round%2], left))
		}
	}
	t.Logf("the one package was left %d times, the other %d times", found[0], found[1])
}

func contentsOf(t *testing.T, dir string) map[string]string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil {
		t.Fatal(err)
	}
	contents := map[string]string{}
	for _, file := range files {
		content, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		contents[filepath.Base(file)] = string(content)
	}
	return contents
}
