package output

import (
	"errors"
	"fmt"
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

// TestKilled kills writers at random moments: what they leave is a version, whole.
func TestKilled(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("a folder is replaced in one step on Linux alone")
	}
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(t.TempDir(), "api")
	if _, err := Write(dir, version(0)); err != nil {
		t.Fatal(err)
	}
	versions := []map[string]string{asMap(version(0)), asMap(version(1))}
	found := [2]int{}
	for range 200 {
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
		left := contents(t, dir)
		switch {
		case cmp.Equal(left, versions[0]):
			found[0]++
		case cmp.Equal(left, versions[1]):
			found[1]++
		default:
			t.Fatalf("the folder holds a mixture: %v", keys(left))
		}
	}
	t.Logf("200 writers killed: %d times the one version was left, %d times the other", found[0], found[1])
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
