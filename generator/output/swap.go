package output

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// errNoSwap says that a folder cannot be replaced as a whole.
var errNoSwap = errors.New("the folder cannot be replaced as a whole")

// swap replaces a folder that holds burin's files alone by one that holds what it
// should, in one step of the file system: whoever looks, or is killed meanwhile,
// finds the old files or the new ones. A file that stays is linked, so it is not
// touched. The error is errNoSwap where that cannot be done here.
func swap(dir string, changes []change, exchange func(a, b string) error) (err error) {
	real, mode, err := swappable(dir, changes)
	if err != nil {
		return err
	}
	stage, err := os.MkdirTemp(filepath.Dir(real), stagePrefix)
	if err != nil {
		return errNoSwap
	}
	defer func() { err = errors.Join(err, os.RemoveAll(stage)) }()
	for _, c := range changes {
		switch {
		case !c.needed():
			if os.Link(filepath.Join(real, c.name), filepath.Join(stage, c.name)) != nil {
				return errNoSwap
			}
		case c.after != nil:
			if err := os.WriteFile(filepath.Join(stage, c.name), c.after, 0o666); err != nil {
				return err
			}
		}
	}
	if err := os.Chmod(stage, mode); err != nil {
		return err
	}
	if exchange(stage, real) != nil {
		return errNoSwap
	}
	return nil
}

// swappable gives the folder itself and its mode. It holds nothing beside burin's
// files, and this process does not stand in it: who does would be left behind.
func swappable(dir string, changes []change) (real string, mode os.FileMode, err error) {
	real, err = filepath.EvalSymlinks(dir)
	if err != nil {
		return "", 0, errNoSwap
	}
	info, err := os.Stat(real)
	if err != nil {
		return "", 0, errNoSwap
	}
	if here, err := os.Stat("."); err != nil || os.SameFile(info, here) {
		return "", 0, errNoSwap
	}
	ours := map[string]bool{}
	for _, c := range changes {
		ours[c.name] = true
	}
	entries, err := os.ReadDir(real)
	if err != nil {
		return "", 0, errNoSwap
	}
	for _, entry := range entries {
		if !ours[entry.Name()] || !entry.Type().IsRegular() {
			return "", 0, errNoSwap
		}
	}
	return real, info.Mode().Perm(), nil
}

// stagePrefix begins the names of temporary folders; the go command overlooks
// names that begin with a dot.
const stagePrefix = ".burin-"

// abandoned is how old a temporary folder is when nobody writes to it any more.
const abandoned = 10 * time.Minute

// sweep removes temporary folders that a run left that was killed, but for those of
// which something is still to be ended.
func sweep(dirs ...string) {
	for _, dir := range dirs {
		if _, err := os.Lstat(filepath.Join(dir, unfinished)); err == nil {
			continue
		}
		entries, err := os.ReadDir(dir)
		if err != nil {
			continue
		}
		for _, entry := range entries {
			info, err := entry.Info()
			if err == nil && entry.IsDir() && strings.HasPrefix(entry.Name(), stagePrefix) && time.Since(info.ModTime()) > abandoned {
				_ = os.RemoveAll(filepath.Join(dir, entry.Name())) // it is in nobody's way
			}
		}
	}
}
