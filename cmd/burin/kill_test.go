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
// one of them, whole, or one that says that it is not and that burin check makes whole.
func TestGenerateKilled(t *testing.T) {
	if testing.Short() {
		t.Skip("it runs burin 400 times")
	}
	t.Run("a folder of its own", func(t *testing.T) {
		if runtime.GOOS != "linux" {
			t.Skip("a folder is replaced in one step on Linux alone")
		}
		if marked := newKiller(t, "out").kill(t); marked > 0 {
			t.Errorf("%d times the package was left unfinished", marked)
		}
	})
	t.Run("among other files", func(t *testing.T) { newKiller(t, ".").kill(t) })
}

// killer has burin write two versions of a package in turn.
type killer struct {
	dir, out string
	versions [2][]byte
	whole    [2]map[string]string
	took     time.Duration
}

func newKiller(t *testing.T, out string) *killer {
	description, err := os.ReadFile("testdata/pets.yaml")
	if err != nil {
		t.Fatal(err)
	}
	k := &killer{dir: t.TempDir(), out: out}
	k.versions = [2][]byte{description, bytes.ReplaceAll(description, []byte("listPets"), []byte("findPets"))}
	for version := range k.versions {
		began := time.Now()
		if out, err := k.burin(t, "generate", version).CombinedOutput(); err != nil {
			t.Fatalf("%v: %s", err, out)
		}
		k.took = time.Since(began)
		k.whole[version] = k.left(t)
	}
	return k
}

// burin is a run on a version of the description.
func (k *killer) burin(t *testing.T, command string, version int) *exec.Cmd {
	t.Helper()
	if err := os.WriteFile(filepath.Join(k.dir, "pets.yaml"), k.versions[version], 0o600); err != nil {
		t.Fatal(err)
	}
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	burin := exec.Command(self, command, "--spec", "pets.yaml", "--package", "pets", "--out", k.out)
	burin.Args[0], burin.Dir = "burin", k.dir // as which TestMain runs it
	burin.Env = append(os.Environ(), "XDG_CACHE_HOME="+filepath.Join(k.dir, "cache"))
	return burin
}

// left are the package's files.
func (k *killer) left(t *testing.T) map[string]string {
	t.Helper()
	return contentsOf(t, filepath.Join(k.dir, k.out), "*.go")
}

// kill kills 200 runs, and gives how many of them left the package unfinished.
func (k *killer) kill(t *testing.T) (marked int) {
	found := [2]int{}
	for round := range 200 {
		burin := k.burin(t, "generate", round%2)
		if err := burin.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(rand.N(k.took + k.took/2))
		_ = burin.Process.Signal(syscall.SIGKILL) // it may be done already
		_ = burin.Wait()
		left := k.left(t)
		if left["burin_unfinished.go"] != "" {
			marked++
			_ = k.burin(t, "check", round%2).Run() // its verdict is not asked for
			left = k.left(t)
		}
		switch {
		case cmp.Equal(left, k.whole[0]):
			found[0]++
		case cmp.Equal(left, k.whole[1]):
			found[1]++
		default:
			t.Fatalf("round %d: the folder holds a mixture:\n%s", round, cmp.Diff(k.whole[round%2], left))
		}
	}
	t.Logf("the one package was left %d times, the other %d times; %d times it was left unfinished", found[0], found[1], marked)
	return marked
}

func contentsOf(t *testing.T, dir, pattern string) map[string]string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, pattern))
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
