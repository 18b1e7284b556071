package output

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/rogpeppe/go-internal/diff"
)

// Write makes a folder hold the files, and no other that burin wrote, or leaves
// it as it was. A file that burin did not write is never replaced: the error is
// then a source.Faults that names each such file. A file that holds what it
// should is not touched.
func Write(dir string, files []File) (Summary, error) {
	changes, err := compare(dir, files)
	if err != nil {
		return Summary{}, err
	}
	summary := summarize(changes)
	if len(summary.Written)+len(summary.Removed) == 0 {
		return summary, nil
	}
	sweep(dir, filepath.Dir(dir))
	err = swap(dir, changes, exchange)
	if errors.Is(err, errNoSwap) {
		changes = slices.DeleteFunc(changes, func(c change) bool { return !c.needed() })
		err = apply(dir, changes, os.Rename)
	}
	if err != nil {
		return Summary{}, fault(dir, "the package cannot be written: "+strings.ReplaceAll(err.Error(), "\n", "; "))
	}
	return summary, nil
}

// Check gives the unified diff from what a folder holds to what Write would
// have it hold, and which files that concerns; an empty diff where they agree.
// The error is as that of Write.
func Check(dir string, files []File) ([]byte, Summary, error) {
	changes, err := compare(dir, files)
	if err != nil {
		return nil, Summary{}, err
	}
	var text []byte
	for _, c := range changes {
		if c.needed() {
			path := filepath.ToSlash(filepath.Join(dir, c.name))
			text = append(text, diff.Diff(nameOf(path, c.before), c.before, nameOf(path, c.after), c.after)...)
		}
	}
	return text, summarize(changes), nil
}

// nameOf is what a diff calls one side of a change.
func nameOf(path string, content []byte) string {
	if content == nil {
		return "/dev/null"
	}
	return path
}

func summarize(changes []change) (s Summary) {
	for _, c := range changes {
		switch {
		case !c.needed():
			s.Unchanged = append(s.Unchanged, c.name)
		case c.after == nil:
			s.Removed = append(s.Removed, c.name)
		default:
			s.Written = append(s.Written, c.name)
		}
	}
	return s
}

// apply makes the changes by renames out of a temporary folder, one after the
// other; where one fails, those before it are undone. The temporary folder is
// on the same file system: inside dir, where the go command overlooks a name
// that begins with a dot, or beside dir, which then comes to be by one rename.
func apply(dir string, changes []change, rename func(from, to string) error) (err error) {
	near := dir
	_, statErr := os.Stat(dir)
	isNew := errors.Is(statErr, fs.ErrNotExist)
	if isNew {
		near = filepath.Dir(dir)
		if err := os.MkdirAll(near, 0o777); err != nil {
			return err
		}
	}
	stage, err := os.MkdirTemp(near, stagePrefix)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(stage)) }()
	before, after := filepath.Join(stage, "before"), filepath.Join(stage, "after")
	if err := fill(before, after, changes); err != nil {
		return err
	}
	if isNew {
		return rename(after, dir)
	}
	for i, c := range changes {
		if err := move(dir, before, after, c, rename); err != nil {
			return errors.Join(err, restore(dir, before, changes[:i], rename))
		}
	}
	return nil
}

// fill writes what each file holds before and after the changes, so that both
// ways are renames.
func fill(before, after string, changes []change) error {
	if err := errors.Join(os.Mkdir(before, 0o777), os.Mkdir(after, 0o777)); err != nil {
		return err
	}
	for _, c := range changes {
		if c.before != nil {
			if err := os.WriteFile(filepath.Join(before, c.name), c.before, 0o666); err != nil {
				return err
			}
		}
		if c.after != nil {
			if err := os.WriteFile(filepath.Join(after, c.name), c.after, 0o666); err != nil {
				return err
			}
		}
	}
	return nil
}

func move(dir, before, after string, c change, rename func(from, to string) error) error {
	path := filepath.Join(dir, c.name)
	if c.after == nil {
		return rename(path, filepath.Join(before, c.name))
	}
	return rename(filepath.Join(after, c.name), path)
}

// restore undoes the changes that were made.
func restore(dir, before string, changes []change, rename func(from, to string) error) (err error) {
	for _, c := range changes {
		path := filepath.Join(dir, c.name)
		if c.before == nil {
			err = errors.Join(err, os.Remove(path))
		} else {
			err = errors.Join(err, rename(filepath.Join(before, c.name), path))
		}
	}
	return err
}

// Lines counts how many lines a text has that the other lacks, by their diff.
func Lines(before, after []byte) (added, removed int) {
	for i, line := range strings.Split(string(diff.Diff("before", before, "after", after)), "\n") {
		switch {
		case i < 3: // the names
		case strings.HasPrefix(line, "+"):
			added++
		case strings.HasPrefix(line, "-"):
			removed++
		}
	}
	return added, removed
}
