package output

import (
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// files are the files of a version of a package.
func version(n int) (files []File) {
	for i := range 8 {
		files = append(files, File{fmt.Sprintf("file%d.go", i), fmt.Appendf(nil, "%s\n// version %d\n%s", ours, n, strings.Repeat("// text\n", 2000))})
	}
	return append(files, File{fmt.Sprintf("only%d.go", n%2), []byte(ours)})
}

// TestMain is the writer that is killed, where it is told so: it writes one
// version after the other.
func TestMain(m *testing.M) {
	dir := os.Getenv("BURIN_WRITE_TO")
	if dir == "" {
		os.Exit(m.Run())
	}
	for n := 0; ; n++ {
		if _, err := Write(dir, version(n%2)); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	}
}

// TestKilled kills writers at random moments: what they leave is a version, whole. Where
// a folder holds other files too, which stay, it may be marked as unfinished; the next
// run then makes it whole.
func TestKilled(t *testing.T) {
	t.Run("alone", func(t *testing.T) {
		if runtime.GOOS != "linux" {
			t.Skip("a folder is replaced in one step on Linux alone")
		}
		if marked := killWriters(t, filepath.Join(t.TempDir(), "api")); marked > 0 {
			t.Errorf("%d times the folder was marked as unfinished", marked)
		}
	})
	t.Run("among others", func(t *testing.T) {
		if marked := killWriters(t, write(t, "hand.go", "package api\n")); marked == 0 {
			t.Error("no writer was killed while it replaced files: that shows little")
		}
	})
}

// killWriters kills writers one after the other, and gives how many of them left a folder marked as
// unfinished.
func killWriters(t *testing.T, dir string) (marked int) {
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Write(dir, version(0)); err != nil {
		t.Fatal(err)
	}
	found, rounds := [2]int{}, 200
	if testing.Short() {
		rounds = 30
	}
	for range rounds {
		writer := exec.Command(self)
		writer.Env = append(os.Environ(), "BURIN_WRITE_TO="+dir)
		if err := writer.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(5+rand.IntN(20)) * time.Millisecond)
		if err := writer.Process.Signal(syscall.SIGKILL); err != nil {
			t.Fatal(err)
		}
		_ = writer.Wait() // it was killed
		if _, err := os.Stat(filepath.Join(dir, unfinished)); err == nil {
			marked++
			if _, _, err := Check(dir, version(0)); err != nil {
				t.Fatal(err)
			}
		}
		found[versionOf(t, dir)]++
	}
	t.Logf("%d times the one version was left, %d times the other; %d of them were ended by the next run", found[0], found[1], marked)
	return marked
}

// versionOf is which version a folder holds, beside hand.go and temporary folders.
func versionOf(t *testing.T, dir string) int {
	t.Helper()
	left := contents(t, dir)
	maps.DeleteFunc(left, func(name, _ string) bool { return name == "hand.go" || strings.HasPrefix(name, stagePrefix) })
	for n := range 2 {
		if cmp.Equal(left, asMap(version(n))) {
			return n
		}
	}
	t.Fatalf("the folder holds a mixture: %v", keys(left))
	return 0
}

func asMap(files []File) map[string]string {
	m := map[string]string{}
	for _, f := range files {
		m[f.Name] = string(f.Content)
	}
	return m
}

func keys(m map[string]string) (names []string) {
	for name := range m {
		names = append(names, name)
	}
	return names
}

func TestSwapLeavesTheRestToRenames(t *testing.T) {
	changes := []change{{"a.go", []byte(ours), []byte(ours + "\n")}}
	for name, dir := range map[string]string{
		"another file": write(t, "a.go", ours, "hand.go", "package api\n"),
		"no folder":    filepath.Join(t.TempDir(), "none"),
	} {
		if err := swap(dir, changes, exchange); !errors.Is(err, errNoSwap) {
			t.Errorf("%s: %v", name, err)
		}
	}
	dir := write(t, "a.go", ours)
	if err := swap(dir, changes, func(string, string) error { return errors.ErrUnsupported }); !errors.Is(err, errNoSwap) {
		t.Errorf("no exchange: %v", err)
	}
	t.Chdir(dir)
	if err := swap(dir, changes, exchange); !errors.Is(err, errNoSwap) {
		t.Errorf("the working folder: %v", err)
	}
	if diff := cmp.Diff(map[string]string{"a.go": ours}, contents(t, dir)); diff != "" {
		t.Error(diff)
	}
}

// mount makes a small file system, and skips the test where that may not be done.
func mount(t *testing.T, options string) string {
	dir := t.TempDir()
	if out, err := exec.Command("mount", "-t", "tmpfs", "-o", options, "tmpfs", dir).CombinedOutput(); err != nil {
		t.Skipf("no file system can be mounted here: %s", strings.TrimSpace(string(out)))
	}
	t.Cleanup(func() {
		if out, err := exec.Command("umount", dir).CombinedOutput(); err != nil {
			t.Errorf("%s", out)
		}
	})
	return dir
}

func TestFullDisk(t *testing.T) {
	disk := mount(t, "size=64k")
	for name, foreign := range map[string]bool{"swapped": false, "renamed": true} {
		dir := filepath.Join(disk, name)
		old := []File{{"a.go", []byte(ours)}}
		if _, err := Write(dir, old); err != nil {
			t.Fatal(err)
		}
		if foreign {
			if err := os.WriteFile(filepath.Join(dir, "hand.go"), []byte("package api\n"), 0o666); err != nil {
				t.Fatal(err)
			}
		}
		before := contents(t, disk)
		_, err := Write(dir, version(1))
		if err == nil || !strings.Contains(err.Error(), "no space left on device") {
			t.Errorf("%s: %v", name, err)
		}
		if diff := cmp.Diff(before, contents(t, disk)); diff != "" {
			t.Errorf("%s:\n%s", name, diff)
		}
	}
}

func TestReadOnlyDisk(t *testing.T) {
	disk := mount(t, "size=1m")
	dir := filepath.Join(disk, "api")
	if _, err := Write(dir, []File{{"a.go", []byte(ours)}}); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command("mount", "-o", "remount,ro", disk).CombinedOutput(); err != nil {
		t.Skipf("%s", out)
	}
	before := contents(t, disk)
	_, err := Write(dir, version(1))
	if err == nil || !strings.Contains(err.Error(), "read-only file system") {
		t.Errorf("%v", err)
	}
	if diff := cmp.Diff(before, contents(t, disk)); diff != "" {
		t.Error(diff)
	}
}

func TestSweep(t *testing.T) {
	dir := t.TempDir()
	past := time.Now().Add(-2 * abandoned)
	for _, name := range []string{".burin-old", ".burin-new", "other"} {
		if err := os.Mkdir(filepath.Join(dir, name), 0o755); err != nil {
			t.Fatal(err)
		}
		if name != ".burin-new" {
			if err := os.Chtimes(filepath.Join(dir, name), past, past); err != nil {
				t.Fatal(err)
			}
		}
	}
	sweep(dir)
	if diff := cmp.Diff(map[string]string{".burin-new/": "", "other/": ""}, contents(t, dir)); diff != "" {
		t.Error(diff)
	}
}
